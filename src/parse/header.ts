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

/** Title, number line, date line and history, in any order, from the top; no header where there is no title. */
export function readHeader(content: readonly Paragraph[], hasLabel: boolean, rules: Rules): Header {
  const lines: RoleLine[] = [];
  let title: string | null = null;
  let number: NumberMatch | null = null;
  let date: IsoDate | null = null;
  for (let index = 0; index < content.length; ) {
    const paragraph = content[index];
    if (!paragraph) break;
    const line = readNumberLine(paragraph.text, title, rules);
    const isHead = title === null && (isMasthead(paragraph.text, rules) || isTrail(paragraph.text));
    const titleLines = title === null && !isHead ? titleLength(content, index, hasLabel, rules) : 0;
    if (line && (title !== null || line.number !== null)) {
      number ??= line.number;
      date ??= line.date;
      lines.push({ paragraph, role: 'number' });
    } else if (titleLines > 0) {
      const parts = content.slice(index, index + titleLines);
      title = joinTitle(
        parts.map((part) => part.text),
        rules,
      );
      lines.push(...parts.map((part) => ({ paragraph: part, role: 'title' as const })));
    } else if (title !== null && number !== null && isSeries(title, rules) && isSubject(paragraph.text, rules)) {
      title = paragraph.text; // 某总局公告, 2018年第31号, 关于某事项的公告
      lines.push({ paragraph, role: 'title' });
    } else if (isHead) lines.push({ paragraph, role: 'marker' });
    else if (title !== null && isHistory(paragraph.text)) lines.push({ paragraph, role: 'history' });
    else if (title !== null && sameTitle(paragraph.text, title)) lines.push({ paragraph, role: 'title' });
    else break;
    index += Math.max(1, titleLines);
  }
  return title === null ? none : { lines, length: lines.length, title, number, date };
}

/** A line of nothing but a document number and a date, either alone or both; brackets around them allowed. */
function readNumberLine(
  text: string,
  title: string | null,
  rules: Rules,
): { number: NumberMatch | null; date: IsoDate | null } | null {
  if (text.length > longestTitle) return null;
  // 国家税务总局令 over 第41号: the title names whose order it is
  const order =
    title !== null && /令$/.test(title) && /^\(?第? ?[0-9〇零一二三四五六七八九十百千]{1,7} ?号\)?$/.test(text);
  const whole = order ? `${title}${text.replace(/[()]/g, '')}` : text;
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
function sameTitle(text: string, title: string): boolean {
  return text.length <= longestTitle && text.replaceAll(' ', '') === title.replaceAll(' ', '');
}

/** How many lines from `index` are a title: one, or several that it is broken into; 0 for none. */
function titleLength(content: readonly Paragraph[], index: number, hasLabel: boolean, rules: Rules): number {
  const text = content[index]?.text ?? '';
  if (hasLabel || isTitle(text, content[index + 1]?.text, rules)) return 1;
  if (!opensTitle(text, rules)) return 0;
  for (let count = 2; count <= longestTitleLines; count += 1) {
    const parts = content.slice(index, index + count).map((part) => part.text);
    const last = parts.at(-1) ?? '';
    if (parts.length < count || !mayBeTitle(last, rules) || readNumberLine(last, null, rules)) return 0;
    if (typeOf(last, rules.numbering) !== null && parts.join('').length <= longestTitle) return count;
  }
  return 0;
}

/** Agencies alone (财政部 税务总局, over 关于…的公告), or a title that goes on: it says what it is about and not yet what it is. */
function opensTitle(text: string, rules: Rules): boolean {
  return mayBeTitle(text, rules) && (readAgencies(text, rules) !== null || /关于|印发|转发|公布|废止/.test(text));
}

/** Joint agencies stay apart, everything else runs on: 财政部 税务总局关于…的公告. */
function joinTitle(parts: readonly string[], rules: Rules): string {
  return parts.reduce((title, part) => {
    const areAgencies = readAgencies(title, rules) !== null && readAgencies(part, rules) !== null;
    return areAgencies ? `${title} ${part}` : title + part;
  });
}

function isTitle(text: string, next: string | undefined, rules: Rules): boolean {
  if (text.length < 4 || !mayBeTitle(text, rules)) return false;
  return typeOf(text, rules.numbering) !== null || (next !== undefined && readNumberLine(next, null, rules) !== null);
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
function isSeries(title: string, rules: Rules): boolean {
  return /(?:公告|通告|通知)$/.test(title) && readAgencies(title.slice(0, -2), rules) !== null;
}

function isSubject(text: string, rules: Rules): boolean {
  return text.includes('关于') && mayBeTitle(text, rules) && typeOf(text, rules.numbering) !== null;
}

/** 首页 > 政策法规 > 正文: where a page stands on its site. */
function isTrail(text: string): boolean {
  return text.length <= longestTitle && /^(?:当前位置|您的位置|您现在的位置|首页)[^<《]*>/.test(text);
}

/** The red head of a letter: 江苏省人民政府文件, over number and title. */
function isMasthead(text: string, rules: Rules): boolean {
  return text.endsWith('文件') && readAgencies(text.slice(0, -2), rules) !== null;
}

/** What a 题注 tells of a document. */
const historyVerb = /通过|公布|发布|修订|修正|修改|印发|批准|施行|颁布|废止/;
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
