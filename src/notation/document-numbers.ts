import type { CitationRules } from '../model/rules.js';
import { agenciesAtEnd, type Names } from './agencies.js';
import { readNumeral } from './numerals.js';

/** A document number (文号) in a text, with offsets into it. */
export interface NumberMatch {
  readonly from: number;
  readonly to: number;
  /** One spelling for all: 〔〕, no 第 and no leading zeros in 代字 numbers, 公告 before the year. */
  readonly folded: string;
  readonly year: number | null;
  /** Agencies named in the number itself. */
  readonly issuers: readonly string[];
  /** `prefixed` 青政办字〔2023〕12号 · `yearly` X公告2023年第1号 · `order` X令第41号 · `bare` 第50号. */
  readonly form: 'prefixed' | 'yearly' | 'order' | 'bare';
  /** Names its series: an agency or agency characters, and for a yearly number its type. */
  readonly complete: boolean;
}

const open = '[〔\\[(【﹝［]';
const close = '[〕\\])】﹞］]';
const year = '(?:19|20|21|22)[0-9]{2}';
const numeral = '(?:[0-9]{1,5}|[〇零一二三四五六七八九十百千]{1,7})';

const core = new RegExp(
  `(?<pb>${open}) ?(?<py>${year}) ?年? ?${close} ?第? ?(?<pn>[0-9]{1,5}) ?号` + // 〔2023〕12号
    `|${open}(?<oy>${year}|[5-9][0-9])${close}(?<op>\\p{Script=Han}{1,10}字)第?(?<on>[0-9]{1,5})号` + // (1988)国税地字第28号
    `|(?<qt>公告|通告)\\((?<qy>${year})年第? ?(?<qn>${numeral}) ?号\\)` + // 某总局公告(2014年第19号)
    `|(?<yt>公告|通告|通知|令)? ?(?<yy>${year}) ?年第? ?(?<yn>${numeral}) ?号(?<ya>公告|通告|令)?` + // 公告2023年第1号
    `|令 ?第? ?(?<ln>${numeral}) ?号` + // 令第41号
    '|(?<bt>公告|通告)第 ?(?<bn>[0-9]{1,5}) ?号|第 ?(?<cn>[0-9]{1,5}) ?号(?<ct>公告|通告|令)' + // 农业部公告第278号, 农业部第278号公告, 市政府第25号令
    '|(?<=[0-9]号[、和及与])第 ?(?<zn>[0-9]{1,5}) ?号', // 农业部公告第278号、第1519号
  'gu',
);

/** Longest run looked at before a number; the longest joint number seen has 4 agencies of 14 characters (guessed). */
const longestHead = 64;

/**
 * Every document number in `text`, in order. What stands before a number and is no part of it is left out
 * (根据国税发〔2010〕53号), agencies are found by name (《公告》延续淄博市地方税务局2017年第1号公告).
 */
export function findNumbers(text: string, citations: CitationRules, names: Names): NumberMatch[] {
  if (!text.includes('号')) return []; // most passages
  return Array.from(text.matchAll(core), (match) => {
    const { py, pn, oy, op, on, qt, qy, qn, yt, yy, yn, ya, ln, bt, bn, cn, ct, zn } = match.groups ?? {};
    const from = match.index;
    const to = from + match[0].length;
    const head = headBefore(text, from);
    if (py !== undefined) return prefixed(text, head, from, to, Number(py), Number(pn), citations, names);
    if (oy !== undefined) {
      const folded = `${op ?? ''}〔${oy}〕${String(Number(on))}号`;
      return { from, to, folded, year: Number(oy), issuers: [], form: 'prefixed', complete: true } as const;
    }
    if (qy !== undefined)
      return yearly(head, from, to, Number(qy), readNumeral(qn ?? ''), qt ?? null, citations, names);
    if (yy !== undefined)
      return yearly(head, from, to, Number(yy), readNumeral(yn ?? ''), yt ?? ya ?? null, citations, names);
    return order(head, from, to, readNumeral(ln ?? bn ?? cn ?? zn ?? ''), bt ?? ct ?? '令', citations, names);
  });
}

/** The run of Han characters, blanks and 、 before an offset. */
function headBefore(text: string, offset: number): string {
  const window = text.slice(Math.max(0, offset - longestHead), offset);
  return /[\p{Script=Han} 、]*$/u.exec(window)?.[0] ?? '';
}

/** 代字〔年〕序号, or 青岛市政府令〔2023〕296号. */
function prefixed(
  text: string,
  head: string,
  from: number,
  to: number,
  year: number,
  count: number,
  citations: CitationRules,
  names: Names,
): NumberMatch {
  const run = head.slice(head.search(/[^ 、]*$/));
  const named = run.endsWith('令') ? agenciesAtEnd(run.slice(0, -1), names) : null;
  const start = named ? named.from : prefixStart(run, text.charAt(from - run.length - 1), citations, names);
  const prefix = run.slice(start);
  return {
    from: from - prefix.length,
    to,
    folded: `${prefix}〔${String(year)}〕${String(count)}号`,
    year,
    issuers: named?.agencies ?? [],
    form: 'prefixed',
    complete: prefix !== '',
  };
}

/** Where the agency characters start in the run before the bracket. */
function prefixStart(run: string, before: string, citations: CitationRules, names: Names): number {
  let start = 0;
  for (const word of citations.notPrefix) {
    const at = run.lastIndexOf(word);
    if (at >= 0) start = Math.max(start, at + word.length);
  }
  // 财税〔2014〕50号和财税〔2015〕118号, …号文件及…: no agency characters hold 号 or 文件.
  start = Math.max(start, /.*(?:号|文件)(?:以及|[和及与或])?/.exec(run)?.[0].length ?? 0);
  // 第三十条及证监发〔2006〕1号: provisions of the document before
  start = Math.max(start, /^.*第[^第]{1,8}[条款项章节](?:以及|[和及与])?/.exec(run)?.[0].length ?? 0);
  // 《甲》和国税发〔2010〕53号: a conjunction after a title; 和 elsewhere may belong to a place (和县).
  if (start === 0 && /[》)”]/.test(before) && /^[和与及]/.test(run)) start = 1;
  // 原国税发〔2001〕1号; 原 alone may belong to a place (原州区).
  if (run.charAt(start) === '原' && isKnownPrefix(run.slice(start + 1), names)) start += 1;
  return start;
}

function isKnownPrefix(run: string, { agencies, gazetteer }: Names): boolean {
  return [...agencies.numberPrefixes, ...gazetteer.numberPrefixes].some(({ prefix }) => run.startsWith(prefix));
}

/** X公告2023年第1号, X2023年第1号公告, 2022年第10号. */
function yearly(
  head: string,
  from: number,
  to: number,
  year: number,
  count: number | null,
  type: string | null,
  citations: CitationRules,
  names: Names,
): NumberMatch {
  const found = agenciesAtEnd(head.trimEnd(), names);
  const unlisted = type === null ? undefined : unlistedAgency(head.trimEnd(), citations);
  const issuer = found ? head.trimEnd().slice(found.from) : (unlisted ?? '');
  const start = found ? from - head.length + found.from : from - issuer.length;
  return {
    from: start,
    to,
    folded: `${issuer}${type ?? ''}${String(year)}年第${String(count ?? 0)}号`,
    year,
    issuers: found?.agencies ?? [],
    form: 'yearly',
    complete: issuer !== '' && type !== null,
  };
}

const republic = '中华人民共和国';

/** X令第41号, X公告第278号; 主席令 and 国务院令 name their issuer by themselves. */
function order(
  head: string,
  from: number,
  to: number,
  count: number | null,
  word: string,
  citations: CitationRules,
  names: Names,
): NumberMatch {
  const found = agenciesAtEnd(head.trimEnd(), names);
  const office = /(?:中华人民共和国)?主席$/.exec(head)?.[0] ?? unlistedAgency(head.trimEnd(), citations);
  const issuer = found ? head.trimEnd().slice(found.from) : (office ?? '');
  // 中华人民共和国国务院令 is an order of 国务院
  const state = found && head.slice(0, found.from).endsWith(republic) ? republic.length : 0;
  const start = found ? from - head.length + found.from - state : from - issuer.length;
  return {
    from: start,
    to,
    folded: `${issuer}${word}第${String(count ?? 0)}号`,
    year: null,
    issuers: found?.agencies ?? [],
    form: 'order',
    complete: issuer !== '',
  };
}

/** Offset behind the last occurrence of a word, 0 where there is none. */
function endOfLast(text: string, word: string): number {
  const at = text.lastIndexOf(word);
  return at < 0 ? 0 : at + word.length;
}

/** An agency that no list knows, by how it ends: 民航总局令第150号, 原国家甲监督局令第7号. */
function unlistedAgency(head: string, citations: CitationRules): string | undefined {
  const run = (/[^ 、和与及]{2,20}$/.exec(head)?.[0] ?? '').replace(/^[年月]/, ''); // 1997年市政府令第81号
  const start = Math.max(0, ...[...citations.notPrefix, '日', '原'].map((word) => endOfLast(run, word)));
  return /^.{1,18}(?:局|部|委|委员会|总署|署|会|政府|银行|办公厅)$/.exec(run.slice(start))?.[0];
}

/** Gives a yearly or order number the issuer and type that its own text leaves out: (2022年第10号) after a title. */
export function completeNumber(number: NumberMatch, issuers: readonly string[], type: string | null): string {
  if (number.complete || number.form === 'prefixed') return number.folded;
  if (number.form !== 'yearly') return number.folded;
  const issuer = number.issuers.length > 0 ? number.issuers : issuers;
  const tail = /(?:19|20|21|22)[0-9]{2}年第[0-9]+号$/.exec(number.folded)?.[0] ?? number.folded;
  const word = /公告|通告|令/.exec(number.folded)?.[0] ?? type ?? '';
  return issuer.length === 0 ? number.folded : `${issuer.join(' ')}${word}${tail}`;
}

/** Whether a folded number names its series by itself; 令第156号 and 2023年第1号 are numbers of many documents. */
export function namesSeries(folded: string): boolean {
  return !/^(?:令|公告|通告|第|(?:19|20|21|22)[0-9]{2}年)/.test(folded);
}

/** The key under which numbers are held against each other: blanks, 、 and the type of a yearly number left out. */
export function numberKey(folded: string): string {
  return folded.replace(/[\s、]|^中华人民共和国(?=主席令)/g, '').replace(/公告(?=[0-9]{4}年)/, '');
}
