import type { IsoDate } from '../model/date.js';
import type { Rules } from '../model/rules.js';
import { readAgencies } from '../notation/agencies.js';
import { findDates } from '../notation/dates.js';
import { findNumbers, type NumberMatch } from '../notation/document-numbers.js';
import { typeOf } from '../notation/titles.js';
import { readAnyLabel } from './labels.js';
import type { Paragraph } from './paragraphs.js';

/** What a line of a component is, where it is more than a clause or paragraph. */
export type Role = 'title' | 'number' | 'marker' | 'history' | 'contents' | 'content';

export interface RoleLine {
  readonly paragraph: Paragraph;
  readonly role: Role;
}

/** Title, number, date and history of a document, from the top. */
export interface Header {
  readonly lines: readonly RoleLine[];
  /** How many lines of the content it takes. */
  readonly length: number;
  readonly title: string | null;
  readonly number: NumberMatch | null;
  readonly date: IsoDate | null;
}

const none: Header = { lines: [], length: 0, title: null, number: null, date: null };

/** Lines that close a sentence or open a list are no titles. */
export const sentenceEnd = /[。;:,!?]$/;
/** Longest title seen has 96 characters (2 agencies and a nested title); twice that. */
export const longestTitle = 200;
/** Lines a title may be broken into: joint agencies one a line, and the rest on two (guessed). */
const longestTitleLines = 6;

/** Where a header starts: with the title that a label line repeats, with the first line, or below words of the page. */
export type HeaderStart = 'label' | 'top' | 'below-page';

/** Title, number line, date line and history, in any order; no header where there is no title. */
export function readHeader(content: readonly Paragraph[], start: HeaderStart, rules: Rules): Header {
  const hasLabel = start === 'label';
  const above = start === 'below-page' ? linesAbove(content, rules) : 0;
  const lines: RoleLine[] = content.slice(0, above).map((paragraph) => ({ paragraph, role: 'marker' }));
  let title: string | null = null;
  let number: NumberMatch | null = null;
  let date: IsoDate | null = null;
  for (let index = above; index < content.length; ) {
    const paragraph = content[index];
    if (!paragraph) break;
    const line = readNumberLine(paragraph.text, seriesAbove(content, index, title), rules);
    const isHead = title === null && isMasthead(paragraph.text, rules);
    const titleLines = title === null && !isHead ? titleLength(content, index, hasLabel, rules) : 0;
    if (line && (title !== null || line.number !== null)) {
      number ??= line.number;
      date ??= line.date;
      lines.push({ paragraph, role: 'number' });
    } else if (titleLines > 0) {
      const parts = content.slice(index, index + titleLines);
      const printed = joinTitle(
        parts.map((part) => part.text),
        rules,
      );
      const numbered = takeNumber(printed, rules);
      title = numbered.title;
      number ??= numbered.number;
      lines.push(...parts.map((part) => ({ paragraph: part, role: 'title' as const })));
    } else if (title !== null && number !== null && isSeries(title, rules) && isSubject(paragraph.text, rules)) {
      title = paragraph.text; // 某总局公告, 2018年第31号, 关于某事项的公告
      lines.push({ paragraph, role: 'title' });
    } else if (title !== null && isHistory(paragraph.text)) lines.push({ paragraph, role: 'history' });
    else if (isHead) lines.push({ paragraph, role: 'marker' });
    else if (title !== null && (sameTitle(paragraph.text, title) || isRemark(paragraph.text)))
      lines.push({ paragraph, role: 'title' });
    else if (title !== null && isMarker(content, index, title, rules)) lines.push({ paragraph, role: 'marker' });
    else break;
    index += Math.max(1, titleLines);
  }
  return title === null ? none : { lines, length: lines.length, title, number, date };
}

/** Most lines of a page above the title of its document, and between it and the title again (guessed). */
const mostLinesAbove = 8;
/** Longest of them: the links of a site in a row (guessed). */
const longestAbove = 120;

/**
 * How many lines of the page stand above the title, 0 where the title is at the top: words without a sentence, above a
 * title that says what it is about, that stands again below or over its number or 题注.
 */
function linesAbove(content: readonly Paragraph[], rules: Rules): number {
  for (let index = 0; index <= mostLinesAbove && index < content.length; index += 1) {
    const text = content[index]?.text ?? '';
    const dated = readNumberLine(text, null, rules);
    if (dated && dated.number === null) return 0; // a signature
    const length = dated || isMasthead(text, rules) ? 1 : titleLength(content, index, false, rules);
    if (length > 0 && (index === 0 || isCertainTitle(content, index, length, rules))) return index;
    if (text.length > longestAbove || sentenceEnd.test(text) || readAnyLabel(text, rules.numbering)) return 0;
  }
  return 0;
}

function isCertainTitle(content: readonly Paragraph[], index: number, length: number, rules: Rules): boolean {
  const text = content[index]?.text ?? '';
  const next = content[index + length]?.text;
  return (
    opensTitle(text, rules) ||
    next === undefined ||
    isHistory(next) ||
    readNumberLine(next, null, rules) !== null ||
    readAnyLabel(next, rules.numbering)?.style.grammar === 'article' ||
    content.slice(index + length, index + length + mostLinesAbove).some((line) => sameTitle(line.text, text))
  );
}

/**
 * How many lines stand between a title and the title again or the number; 0 where neither comes, or sentences stand
 * between: the issuer, or what a page cut off of the title.
 */
function linesToRepeat(content: readonly Paragraph[], from: number, title: string, rules: Rules): number {
  for (let index = from; index < from + mostLinesAbove && index < content.length; index += 1) {
    const text = content[index]?.text ?? '';
    const isThere =
      sameTitle(text, title) || readNumberLine(text, seriesAbove(content, index, title), rules)?.number != null;
    if (isThere) return index - from;
    if (text.length > longestAbove || sentenceEnd.test(text) || readAnyLabel(text, rules.numbering)) return 0;
  }
  return 0;
}

/** A line under a title that is of the header: the issuer, a registration, or words above the title again or the number. */
function isMarker(content: readonly Paragraph[], index: number, title: string, rules: Rules): boolean {
  const text = content[index]?.text ?? '';
  if (text.length > longestAbove || sentenceEnd.test(text)) return false;
  return isRegistration(text) || isIssuer(content, index, rules) || linesToRepeat(content, index, title, rules) > 0;
}

/** Agencies alone under a title, over the first clause or more of the header: 某自治区人民政府. A day below makes them a signature. */
function isIssuer(content: readonly Paragraph[], index: number, rules: Rules): boolean {
  const next = content[index + 1]?.text ?? '';
  if (readAgencies(content[index]?.text ?? '', rules) === null) return false;
  return (
    readAnyLabel(next, rules.numbering) !== null || isHistory(next) || readNumberLine(next, null, rules)?.number != null
  );
}

/** The number under which a rule or standard is registered: HNPR—2023—01005, DB52/T 1234—2020. */
function isRegistration(text: string): boolean {
  return /^[A-Z]{2,8}[0-9]{0,6}(?:\/[A-Z])? ?(?:[-—–]? ?[0-9.]{2,12}){1,3}$/.test(text);
}

/** What a title goes on with on a line of its own: (试 行), (382件). */
export function isRemark(text: string): boolean {
  return /^\((?:试 *行|暂 *行|草案|[0-9]{4}年[^()]{0,8}|共?[0-9]+[件项个])\)$/.test(text);
}

/** 某府发〔2014〕7号《…》. */
const numberBefore = /^(.{2,40}?号) ?(?=《.*》$)/;

/** 某府发〔2014〕7号《…的通知》 and …的通知(某办发〔2017〕2号): the title, and the number that stands with it. */
function takeNumber(printed: string, rules: Rules): { title: string; number: NumberMatch | null } {
  const [, inBrackets] = /.[(]([^()]*[〔(【[]?[0-9]{4}[^()]*(?:\([0-9]{4}\)[^()]*)?号)[)]$/.exec(printed) ?? [];
  const before = numberBefore.exec(printed)?.[1];
  const spelled = inBrackets ?? before;
  const [number] = spelled === undefined ? [] : findNumbers(spelled, rules.citations, rules);
  if (spelled === undefined || !number || number.from > 0 || number.to < spelled.length)
    return { title: withoutBrackets(printed), number: null };
  const rest = inBrackets === undefined ? printed.slice(spelled.length) : printed.slice(0, -(spelled.length + 2));
  return { title: withoutBrackets(rest.trim()), number };
}

/** 《…》 around a whole title is of the page. */
function withoutBrackets(title: string): string {
  return /^《[^《》]*(?:《[^《》]*》[^《》]*)*》$/.test(title) ? title.slice(1, -1) : title;
}

/** What a bare number under it belongs to: 某部令 or 某委员会公告 on the line above, else the title. */
function seriesAbove(content: readonly Paragraph[], index: number, title: string | null): string | null {
  const above = title === null ? undefined : content[index - 1]?.text;
  return above !== undefined && above.length <= 60 && /(?:令|公告)$/.test(above) ? above : title;
}

/** How a number or a day ends: 第1号, 第1号公告, 1日, 2023-01-01, in brackets. */
const numberEnds = '号日告令0123456789)';

/**
 * A line of nothing but a document number and a date, either alone or both; brackets around them allowed.
 * @param series what a bare 第41号 is counted in: 国家税务总局令
 */
function readNumberLine(
  text: string,
  series: string | null,
  rules: Rules,
): { number: NumberMatch | null; date: IsoDate | null } | null {
  if (text.length > longestTitle || !numberEnds.includes(text.at(-1) ?? ' ')) return null;
  // 国家税务总局令 over 第41号, 某常务委员会公告 over 第28号: the line above names whose it is
  const isBare = /^\(?第? ?[0-9〇零一二三四五六七八九十百千]{1,7} ?号\)?$/.test(text);
  const isYearly = /^\(?[0-9]{4} ?年第? ?[0-9]{1,5} ?号\)?$/.test(text);
  const order = series !== null && ((isBare && /(?:令|公告)$/.test(series)) || (isYearly && isSeries(series, rules)));
  // 国函 〔2011〕 50 号
  const whole =
    order && series !== null ? `${series}${text.replace(/[()]/g, '')}` : text.replace(/ ?([〔〕[\]【】﹝﹞]) ?/g, '$1');
  const [number] = findNumbers(whole, rules.citations, rules);
  const [day] = findDates(whole);
  if (!number && !day) return null;
  const rest = [number, day].reduce(
    (left, match) => (match ? left.replace(whole.slice(match.from, match.to), '') : left),
    whole,
  );
  return /^[\s()（）]*$/.test(rest) ? { number: number ?? null, date: day?.date ?? null } : null;
}

/** The title again, above the text: the first one is that of a page or of a collection. */
export function sameTitle(text: string, title: string): boolean {
  return text.length <= longestTitle && withoutBrackets(text).replaceAll(' ', '') === title.replaceAll(' ', '');
}

/** How many lines from `index` are a title: one, or several that it is broken into; 0 for none. */
export function titleLength(content: readonly Paragraph[], index: number, hasLabel: boolean, rules: Rules): number {
  const text = content[index]?.text ?? '';
  if (hasLabel || isTitle(text, content[index + 1]?.text, rules)) return 1;
  if (!opensTitle(text, rules)) return 0;
  for (let count = 2; count <= longestTitleLines; count += 1) {
    const parts = content.slice(index, index + count).map((part) => part.text);
    const last = parts.at(-1) ?? '';
    if (parts.length < count || !mayBeTitle(last, rules) || readNumberLine(last, null, rules)) return 0;
    const title = parts.join('');
    if (typeOf(last, rules.numbering) !== null && !isOpen(title) && title.length <= longestTitle) return count;
  }
  return 0;
}

/** Agencies alone (财政部 税务总局, over 关于…的公告), or a title that goes on: it says what it is about and not yet what it is. */
function opensTitle(text: string, rules: Rules): boolean {
  return mayBeTitle(text, rules) && (isSigners(text, rules) || /关于|印发|转发|公布|废止/.test(text));
}

/** Agencies, at least one of them known and the others named like one: 国务院办公厅、某委办公厅. */
export function isSigners(text: string, rules: Rules): boolean {
  const parts = text.split(/[ 、,]+/);
  const known = parts.filter((part) => readAgencies(part, rules) !== null);
  return (
    known.length > 0 && (known.length === parts.length || parts.every((part) => known.includes(part) || isOffice(part)))
  );
}

/** What is named like an agency and is in no list of them: 中共某市委办公室. */
export function isOffice(text: string): boolean {
  return /^\p{Script=Han}{3,30}(?:委|委员会|办公室|办公厅|局|厅|部|院|协会|联合会|总工会|政府|公司|银行)$/u.test(text);
}

/** Joint agencies stay apart, everything else runs on: 财政部 税务总局关于…的公告. */
export function joinTitle(parts: readonly string[], rules: Rules): string {
  return parts.reduce((title, part) => {
    const areAgencies = readAgencies(title, rules) !== null && readAgencies(part, rules) !== null;
    return areAgencies ? `${title} ${part}` : title + part;
  });
}

/** 《 without 》: the title goes on in the next line. */
function isOpen(title: string): boolean {
  return title.lastIndexOf('《') > title.lastIndexOf('》');
}

function isTitle(text: string, next: string | undefined, rules: Rules): boolean {
  if (text.length < 4 || isOpen(text) || !mayBeTitle(text, rules)) return false;
  return (
    typeOf(withoutBrackets(text.replace(numberBefore, '')), rules.numbering) !== null ||
    (next !== undefined && readNumberLine(next, null, rules) !== null)
  );
}

function mayBeTitle(text: string, rules: Rules): boolean {
  return (
    text.length <= longestTitle &&
    text.length > 1 &&
    !sentenceEnd.test(text) &&
    readAnyLabel(text, rules.numbering) === null
  );
}

/** 某总局公告, over its number: the series, and not yet what the text is about. */
export function isSeries(title: string, rules: Rules): boolean {
  return /(?:公告|通告|通知)$/.test(title) && readAgencies(title.slice(0, -2), rules) !== null;
}

function isSubject(text: string, rules: Rules): boolean {
  return text.includes('关于') && mayBeTitle(text, rules) && typeOf(text, rules.numbering) !== null;
}

/** 首页 > 政策法规 > 正文: where a page stands on its site. */
export function isTrail(text: string): boolean {
  return (
    text.length <= longestTitle &&
    /^(?:当前位置|所在位置|你的位置|您的位置|您现在的位置|首页)[^<《。;]*[>»›→]/.test(text)
  );
}

/** The red head of a letter: 江苏省人民政府文件, over number and title. */
function isMasthead(text: string, rules: Rules): boolean {
  return text.endsWith('文件') && readAgencies(text.slice(0, -2), rules) !== null;
}

/** What a 题注 tells of a document. */
const historyVerb = /次会议|通过|公布|发布|修订|修正|修改|印发|批准|施行|颁布|废止/;
/** Longest history line; a law amended nine times has some 600 characters. */
const longestHistory = 1500;

/** 题注: (2014年9月17日…公布 根据…修订), or a line a date without the brackets, under a title. */
export function isHistory(text: string): boolean {
  if (text.length > longestHistory || !historyVerb.test(text)) return false;
  if (/^自?(?:发布|公布|印发|颁布)之日起?(?:施行|实施|生效)$/.test(text)) return true;
  const [first] = findDates(text);
  if (!first) return false;
  return /^[(（]/.test(text) || (first.from <= 2 && !/[。;:]/.test(text));
}
