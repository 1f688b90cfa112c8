import type { IsoDate } from '../model/date.js';
import type { Mention, Passage, Provisions } from '../model/document.js';
import type { Message } from '../model/message.js';
import type { CatalogueRules, ColumnKind, NumberingRules, Verdict } from '../model/rules.js';
import { lineAt, sourceSpan, type Text } from '../model/text.js';
import { findDates, readDate } from '../notation/dates.js';
import { readNumeral } from '../notation/numerals.js';
import { findProvisions } from '../notation/provisions.js';
import { typeOf } from '../notation/titles.js';
import { type Cell, listCells } from './cells.js';
import type { Statement } from './statement.js';

/** A catalogue of documents as it is being read. */
interface Catalogue {
  /** Of its heading or, where that says nothing, of the text before; null where nobody says what is done. */
  readonly verdict: Verdict | null;
  readonly heading: string | null;
  readonly line: number;
  columns: readonly (ColumnKind | null)[] | null;
  rows: number;
  /** Rows have verdicts of their own, so that the number of all of them is stated nowhere. */
  isMixed: boolean;
}

/** What the cells of a row say. */
interface Row {
  readonly title: string | null;
  readonly number: string | null;
  readonly issued: IsoDate | null;
  readonly verdict: Verdict | null;
  readonly provisions: Provisions | null;
}

/** 全文废止的规范性文件目录, 对下列文件予以废止, 废止3件规章. */
const announcing =
  /目录|清单|(?:下列|以下|[0-9一二三四五六七八九十百](?:件|部)).{0,30}(?:文件|规章|规定|办法|法规|通知)/;

const endedHeading = /^[^《》,;。:]*(?:废止|失效)的[^《》,;。:的]{0,8}(?:法规|规章|文件|规定|办法|司法解释)$/;

/** Longest line that is taken for the heading of a catalogue (guessed). */
const longestHeading = 60;

/**
 * Reads the rows of a 失效废止目录, in an annex or in the text: an effect a row, by the verdict of the row, else of its
 * heading, else of the text before. A catalogue of documents that stay in force gives none.
 */
export class CatalogueReader {
  readonly messages: Message[] = [];
  private current: Catalogue | null = null;
  /** What the title and the text before say: 现将全文废止的规范性文件目录(3件)予以公布. */
  private announced = '';

  constructor(
    private readonly text: Text,
    private readonly rules: CatalogueRules,
    private readonly numbering: NumberingRules,
  ) {}

  /** @returns the effects of a passage that is a row or a heading, null where it is neither */
  read(passage: Passage, mentions: readonly Mention[]): Statement[] | null {
    const body = this.text.text.slice(passage.from, passage.to);
    if (this.openAt(passage, body)) return null;
    const cells = listCells(this.text, passage);
    if (cells.length < 2) return this.readListed(passage, body, mentions);
    this.current ??= this.start(passage, null);
    const columns = this.columnsOf(cells);
    if (columns) {
      this.current.columns = columns;
      return [];
    }
    if (cells.every(({ text }) => /^[-: ]*$/.test(text))) return []; // | --- | --- |
    return this.rowOf(passage, cells, mentions, this.current);
  }

  /** Compares the last catalogue with the number of documents that its heading or the text states. */
  finish(): void {
    const { current } = this;
    this.current = null;
    if (!current || current.rows === 0 || current.isMixed) return;
    const stated = statedCount(current.heading ?? '') ?? this.announcedCount(current.verdict);
    if (stated === null || stated === current.rows) return;
    this.messages.push({
      code: 'effect/count-mismatch',
      severity: 'warning',
      line: current.line,
      text: `the text states ${String(stated)} documents, the catalogue${current.heading === null ? '' : ` “${current.heading}”`} has ${String(current.rows)} rows`,
    });
  }

  /** A heading of a catalogue opens it; a marker or title of another part, or a sentence that announces one, ends it. */
  private openAt(passage: Passage, body: string): boolean {
    const bare = body.replace(/\s*\((?:共|合计)?[^()]{1,12}\):?$|:$/, '');
    const isHeading = body.length <= longestHeading && (this.isNamed(bare) || this.namesEnded(bare));
    if (isHeading && !/[。;]/.test(body)) {
      this.finish();
      this.current = this.start(passage, body);
      return true;
    }
    if (/__(?:title|marker)(?:-\d+)?$/.test(passage.eId)) this.finish();
    if (announcing.test(body) && this.verdictIn(body)) this.announced += `\n${body}`;
    return false;
  }

  private isNamed(heading: string): boolean {
    return this.rules.headings.some((word) => heading.endsWith(word));
  }

  /** 国务院决定废止的行政法规, 二、失效的规范性文件: a heading that says what is done and names no list. */
  private namesEnded(heading: string): boolean {
    const verdict = endedHeading.test(heading) ? this.verdictIn(heading) : null;
    return verdict !== null && verdict.extent !== 'none';
  }

  private start(passage: Passage, heading: string | null): Catalogue {
    const own = heading === null ? null : this.verdictIn(heading);
    const line = lineAt(this.text.lineStarts, sourceSpan(this.text, passage.from, passage.to).from);
    return { verdict: own ?? this.onlyVerdict(this.announced), heading, line, columns: null, rows: 0, isMixed: false };
  }

  /** Null where a text names several: which of them a catalogue is of would be a guess. */
  private onlyVerdict(text: string): Verdict | null {
    const sentences = text.split(/[。\n]/).filter((sentence) => announcing.test(sentence));
    const found = sentences
      .flatMap((sentence) => sentence.split(/目录|清单/))
      .map((part) => this.verdictIn(part))
      .filter((verdict) => verdict !== null);
    const [first] = found;
    const isOne = found.every((verdict) => verdict.effect === first?.effect && verdict.extent === first.extent);
    return first && isOne ? first : null;
  }

  private verdictIn(text: string): Verdict | null {
    return this.rules.verdicts.find(({ words }) => words.some((word) => text.includes(word))) ?? null;
  }

  /** 序号 标题 文号: what each column is; null where the row is no head. */
  private columnsOf(cells: readonly Cell[]): (ColumnKind | null)[] | null {
    const kinds = cells.map(({ text }) => this.rules.columns.get(text.replace(/\s/g, '')) ?? null);
    return kinds.filter((kind) => kind !== null).length >= 2 ? kinds : null;
  }

  private rowOf(
    passage: Passage,
    cells: readonly Cell[],
    mentions: readonly Mention[],
    catalogue: Catalogue,
  ): Statement[] | null {
    const row = this.readRow(cells, mentions, catalogue.columns);
    const verdict = row.verdict ?? catalogue.verdict;
    const isNamed =
      row.number !== null || (row.title !== null && (catalogue.heading !== null || catalogue.columns !== null));
    if (!verdict || !isNamed) return catalogue.columns ? [] : null;
    catalogue.rows += 1;
    catalogue.isMixed ||= row.verdict !== null;
    return verdict.extent === 'none' ? [] : [statementOf(passage, row, verdict)];
  }

  private readRow(cells: readonly Cell[], mentions: readonly Mention[], columns: Catalogue['columns']): Row {
    const kinds = cells.map((cell, index) => columns?.[index] ?? this.kindOf(cell, mentions));
    const of = (kind: ColumnKind): Cell | undefined => cells[kinds.indexOf(kind)];
    const title = of('title');
    const number = of('number') ?? title;
    const verdicts = cells.filter((_cell, index) => kinds[index] === 'verdict' || kinds[index] === 'provisions');
    const remark = of('remark');
    const says = [...verdicts, ...(remark && isVerdictAlone(remark.text) ? [remark] : [])]
      .map(({ text }) => text)
      .join(',');
    const date = of('date');
    return {
      title: title ? titleIn(title, mentions) : null,
      number: number ? numberIn(number, mentions) : null,
      issued: date ? readDate(date.text) : null,
      verdict: this.verdictOfRow(says),
      provisions: provisionsIn(says),
    };
  }

  /** 第三条、第四条 in a column of provisions is a verdict without a word for it. */
  private verdictOfRow(says: string): Verdict | null {
    const verdict = this.verdictIn(says);
    if (provisionsIn(says) === null) return verdict;
    return { effect: verdict?.extent === 'whole' ? verdict.effect : 'repeals', extent: 'provisions' };
  }

  /** What a cell is without a column head, by what stands in it. */
  private kindOf(cell: Cell, mentions: readonly Mention[]): ColumnKind | null {
    const { text } = cell;
    if (/^[0-9]{1,4}[.、]?$/.test(text)) return 'serial';
    if (readDate(text) !== null) return 'date';
    if (/^[^《]{0,30}号文?$/.test(text) && numberIn(cell, mentions) !== null) return 'number';
    if (isVerdictAlone(text) || /^第.{1,40}(?:条|款|项)(?:废止|失效)?$/.test(text)) return 'verdict';
    if (text.includes('《') || typeOf(text.replace(/\(.*$/, ''), this.numbering) !== null) return 'title';
    return null;
  }

  /** A numbered line of a catalogue: 3.某局关于某事项的通知(某税发〔2001〕3号). */
  private readListed(passage: Passage, body: string, mentions: readonly Mention[]): Statement[] | null {
    const { current } = this;
    const isItem = passage.labelTo > passage.from || isTitleAlone(body);
    if (!current?.heading || !current.verdict || !isItem || /[。;]./.test(body)) return null;
    const from = passage.labelTo;
    const text = this.text.text.slice(from, passage.to).replace(/[。;]$/, '');
    const remark = remarkOf(text) || numberBehind(text, from, mentions);
    const bare = text.slice(0, text.length - remark.length).trimEnd();
    if (!bare.startsWith('《') && typeOf(bare, this.numbering) === null) return null;
    current.rows += 1;
    const cell: Cell = { text, from, to: passage.to };
    const says = (verdictInRemark.exec(remark)?.[1] ?? '') + remark.replace(/^\((?:[^()]|\([^()]*\))*\)/, '');
    const row: Row = {
      title: titleIn({ ...cell, text: bare }, mentions),
      number: numberIn(cell, mentions),
      issued: findDates(remark)[0]?.date ?? null,
      verdict: this.verdictOfRow(says),
      provisions: provisionsIn(says),
    };
    const verdict = row.verdict ?? current.verdict;
    return verdict.extent === 'none' ? [] : [statementOf(passage, row, verdict)];
  }

  /** 全文废止的规范性文件目录(3件), 废止3件: the number that stands beside the same verdict. */
  private announcedCount(verdict: Verdict | null): number | null {
    if (!verdict) return null;
    const parts = this.announced.split(/[。;,、\n]/).filter((part) => {
      const said = this.verdictIn(part);
      return said?.effect === verdict.effect && said.extent === verdict.extent;
    });
    const counts = parts.map(statedCount).filter((count) => count !== null);
    return new Set(counts).size === 1 ? (counts[0] ?? null) : null;
  }
}

/** (国税函发〔1996〕5号,部分条款失效) */
const verdictInRemark = /[,;]([^(),;]*(?:废止|失效))\)/;

/** 《甲办法》(某局令第7号)第二十四条: a line of a catalogue without a number of its own. */
function isTitleAlone(line: string): boolean {
  const rest = line.replace(/^《.*》/, '').replace(/^\((?:[^()]|\([^()]*\))*\)/, '');
  return line.startsWith('《') && /^(?:(?:第|附件|除)[^,:《》]{0,60})?[。;]?$/.test(rest);
}

/** 3 某局关于某事项的通知 某税发〔2001〕3号 2001-05-06: a row whose cells were copied as text; empty where no number stands so. */
function numberBehind(text: string, from: number, mentions: readonly Mention[]): string {
  const number = mentions.find(({ citation }) => citation.number !== null && citation.title === null);
  const at = number ? number.from - from - 1 : -1;
  return at > 0 && text.charAt(at) === ' ' ? text.slice(at) : '';
}

/** What is told of a document behind its title, and what follows: (1987年12月3日国务院发布), (某税发〔2001〕3号)第三条. */
function remarkOf(text: string): string {
  for (const match of text.matchAll(/\((?:[^()]|\([^()]*\))*\)/g)) {
    const isTold = /年|号/.test(match[0]) && !/^\([0-9]{4}年?(?:版|本|修订)/.test(match[0]); // (2013年本) is of the title
    if (isTold) return text.slice(match.index);
  }
  return '';
}

function statedCount(text: string): number | null {
  const match = /([0-9]{1,4}|[一二三四五六七八九十百]{1,4})(?:件|部|份|个|项)/.exec(text);
  return match ? readNumeral(match[1] ?? '') : null;
}

/** A cell that holds a verdict and nothing else; 已被某税发〔2009〕1号替代 is a reason. */
function isVerdictAlone(text: string): boolean {
  return /^(?:全文|全部|条款|部分|部分条款|宣布|继续|现行|已)?(?:废止|失效|失效废止|有效|修改|保留|作废)$/.test(text);
}

/** 第三条、第四条; 除第三条外; null where a text names none. */
function provisionsIn(text: string): Provisions | null {
  const provisions = findProvisions(text).flatMap((run) => run.provisions);
  if (provisions.length === 0) return null;
  return /除.*外/.test(text) ? { except: provisions } : provisions;
}

function titleIn(cell: Cell, mentions: readonly Mention[]): string | null {
  const named = mentions.find(({ citation, from }) => citation.title !== null && from >= cell.from && from < cell.to);
  const inner = /^《(.+)》(?:\([^()]*\))*$/.exec(cell.text)?.[1];
  if (inner !== undefined) return named?.citation.title ?? inner;
  const bare = cell.text.replace(/\s*\([^()]*号\)$/, '').trim();
  return bare === '' ? null : bare;
}

function numberIn(cell: Cell, mentions: readonly Mention[]): string | null {
  const named = mentions.find(({ citation, from }) => citation.number !== null && from >= cell.from && from < cell.to);
  return named?.citation.number ?? null;
}

function statementOf(passage: Passage, row: Row, verdict: Verdict): Statement {
  const provisions = row.provisions ?? (verdict.extent === 'provisions' ? 'unspecified' : 'whole');
  return {
    rule: 'catalogue.row',
    effect: verdict.effect,
    target: {
      title: row.title,
      number: row.number,
      ...(row.issued === null ? {} : { issued: row.issued }),
      provisions,
      work: null,
    },
    day: { kind: 'with-commencement' },
    asserted: true,
    scope: null,
    passage,
    from: passage.from,
    to: passage.to,
  };
}
