import { type CharacterRules, foldedTo } from '../model/rules.js';
import { findLineStarts, type LineEdits, type Repair, type Span, type Text } from '../model/text.js';
import type { Draft } from './draft.js';
import { findMarks } from './markdown.js';
import { findPageLines, pageSpans } from './page-marks.js';
import { closeUrlGaps } from './urls.js';
import { findSoftBreaks } from './wrapping.js';

const blank = 0x20;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const chineseZero = 0x3007;
/** Ends of lines that no editor counts as one: next line, line separator, paragraph separator. */
const otherEnds: ReadonlySet<number> = new Set([0x85, 0x2028, 0x2029]);

/**
 * Reads a decoded capture: one paragraph a line, characters folded by the table, every character with the source
 * offset it came from. Empty lines are left out. Nothing of the source is altered; repairs are listed,
 * and so is what looks otherwise than it is read.
 *
 * Linear in the length of the source; needs about 10 bytes a character.
 *
 * @param outside stretches of the source that are no text of a document (a site's own words), in order
 * @param edits where people say that paragraphs begin and go on
 */
export function normalise(
  source: string,
  rules: CharacterRules,
  outside: readonly Span[] = [],
  edits: LineEdits | null = null,
): Text {
  const draft = newDraft(source.length + (edits?.breaks.size ?? 0));
  const read: Found = { repairs: [], unseen: [], lost: [], traditional: [] };
  const lineStarts = findLineStarts(source);
  const pageLines = findPageLines(source, lineStarts);
  const softBreaks = new Set([...findSoftBreaks(source, lineStarts, pageLines), ...(edits?.joins ?? [])]);
  const skipped = [...outside, ...findMarks(source), ...pageSpans(pageLines, source, lineStarts)].sort(
    (a, b) => a.from - b.from,
  );
  let skip = 0;
  let line = 0;
  let paragraphStart = 0;
  for (let i = 0; i <= source.length; i += 1) {
    const unit = i < source.length ? source.charCodeAt(i) : lineFeed;
    if (edits?.breaks.has(i) === true) {
      endParagraph(draft, paragraphStart, i, source, read.repairs);
      paragraphStart = draft.length;
    }
    while ((skipped[skip]?.to ?? Infinity) <= i) skip += 1;
    if ((skipped[skip]?.from ?? Infinity) <= i && unit !== lineFeed && unit !== carriageReturn) continue;
    const endsLine = unit === lineFeed || unit === carriageReturn;
    if (endsLine) {
      const isSoft = softBreaks.has(line);
      if (i + 1 === lineStarts[line + 1]) line += 1;
      if (isSoft) {
        if (i + 1 === lineStarts[line]) dropBlanks(draft, paragraphStart);
        continue;
      }
    }
    if (endsLine || otherEnds.has(unit)) {
      endParagraph(draft, paragraphStart, i, source, read.repairs);
      paragraphStart = draft.length;
      continue;
    }
    const folded = rules.fold[unit] ?? unit;
    if (folded === blank) pushBlank(draft, paragraphStart, i);
    else if (folded < foldedTo.dropped) push(draft, folded, i);
    else if (folded !== foldedTo.dropped) readSpecial(draft, paragraphStart, source, i, folded, rules, read);
  }
  if (draft.length > 0) draft.length -= 1; // the separator after the last paragraph
  draft.at[draft.length] = source.length;
  return {
    source,
    text: decodeUnits(draft.units.subarray(0, draft.length)),
    at: draft.at.slice(0, draft.length + 1),
    ...read,
    repairs: read.repairs.sort((one, other) => one.span.from - other.span.from),
    lineStarts,
  };
}

/** What is found on the way and is to be told. */
interface Found {
  readonly repairs: Repair[];
  readonly unseen: number[];
  readonly lost: number[];
  readonly traditional: number[];
}

function newDraft(length: number): Draft {
  return { units: new Uint16Array(length + 1), at: new Uint32Array(length + 2), length: 0 };
}

/** Reads what the table does not settle by itself: what stands around it counts, or it is told. */
function readSpecial(
  draft: Draft,
  paragraphStart: number,
  source: string,
  offset: number,
  folded: number,
  rules: CharacterRules,
  found: Found,
): void {
  if (folded === foldedTo.unseen) {
    found.unseen.push(offset);
    return;
  }
  if (folded === foldedTo.privateUse) push(draft, readPrivateUse(source, offset, rules, found.repairs), offset);
  else if (folded === foldedTo.lost) {
    found.lost.push(offset);
    push(draft, source.charCodeAt(offset), offset);
  } else if ((folded & foldedTo.traditional) !== 0) {
    found.traditional.push(offset);
    push(draft, folded & 0xffff, offset);
  } else
    push(draft, isChineseZero(draft, paragraphStart, source, offset, rules) ? chineseZero : folded & 0xffff, offset);
}

function push(draft: Draft, unit: number, offset: number): void {
  draft.units[draft.length] = unit;
  draft.at[draft.length] = offset;
  draft.length += 1;
}

/** A run of blanks is one blank; none at the start of a paragraph. */
function pushBlank(draft: Draft, paragraphStart: number, offset: number): void {
  if (draft.length === paragraphStart || draft.units[draft.length - 1] === blank) return;
  push(draft, blank, offset);
}

/** Blanks before a wrapped line end are of the layout. */
function dropBlanks(draft: Draft, start: number): void {
  while (draft.length > start && draft.units[draft.length - 1] === blank) draft.length -= 1;
}

function endParagraph(draft: Draft, start: number, offset: number, source: string, repairs: Repair[]): void {
  dropBlanks(draft, start);
  if (draft.length === start) return;
  closeUrlGaps(draft, start, source, repairs);
  push(draft, lineFeed, offset);
}

/**
 * What a private-use character is read as. U+E010 between digits is a lost decimal point (domain: What captures do to
 * text); one whose meaning is not certain is kept. Both are reported.
 */
function readPrivateUse(source: string, offset: number, rules: CharacterRules, repairs: Repair[]): number {
  const was = source.charAt(offset);
  const known = rules.privateUse.get(source.charCodeAt(offset));
  const between = isDigit(source.charCodeAt(offset - 1)) && isDigit(source.charCodeAt(offset + 1));
  const reads = known && between ? known.reads : was;
  repairs.push({ kind: 'private-use-character', span: { from: offset, to: offset + 1 }, was, reads });
  return reads.charCodeAt(0);
}

/** 二OO六年, 一九八0年: a letter or digit for the zero of a Chinese numeral. */
function isChineseZero(draft: Draft, start: number, source: string, offset: number, rules: CharacterRules): boolean {
  if (draft.length === start || !isChineseDigit(draft.units[draft.length - 1] ?? 0)) return false;
  let next = offset + 1;
  while (next - offset < longestYear && isZero(source.charCodeAt(next), rules)) next += 1;
  return isChineseDigit(source.charCodeAt(next)) || '年月日'.includes(source.charAt(next) || ' ');
}

function isZero(unit: number, { fold }: CharacterRules): boolean {
  const folded = fold[unit] ?? unit;
  return folded >= foldedTo.zero && (folded & foldedTo.zero) !== 0;
}

/** Digits of a year. */
const longestYear = 4;

function isChineseDigit(unit: number): boolean {
  return unit >= 0x3007 && '〇○零一二三四五六七八九'.includes(String.fromCharCode(unit));
}

function isDigit(unit: number): boolean {
  return (unit >= 0x30 && unit <= 0x39) || (unit >= 0xff10 && unit <= 0xff19);
}

/** UTF-16 units to a string, in pieces: `String.fromCharCode` takes a limited number of arguments. */
function decodeUnits(units: Uint16Array): string {
  const piece = 8192;
  const parts: string[] = [];
  for (let i = 0; i < units.length; i += piece) parts.push(String.fromCharCode(...units.subarray(i, i + piece)));
  return parts.join('');
}
