import type { ComponentKind } from '../model/document.js';
import type { IsoDate } from '../model/date.js';
import type { Rules } from '../model/rules.js';
import { readAgencies } from '../notation/agencies.js';
import { findDates, readDate } from '../notation/dates.js';
import { findNumbers, type NumberMatch } from '../notation/document-numbers.js';
import { issuedTitle, typeOf } from '../notation/titles.js';
import { readAnyLabel } from './labels.js';
import type { Paragraph } from './paragraphs.js';

/** What a line of a component is, where it is more than a clause or paragraph. */
export type Role = 'title' | 'number' | 'marker' | 'history' | 'content';

export interface Part {
  readonly kind: ComponentKind;
  readonly lines: readonly { readonly paragraph: Paragraph; readonly role: Role }[];
}

/** A document divided into its parts (GB/T 9704-2012), with what the header and signature say. */
export interface Division {
  /** In text order. */
  readonly parts: readonly Part[];
  readonly title: string | null;
  readonly headerNumber: NumberMatch | null;
  readonly headerDate: IsoDate | null;
  readonly signers: readonly string[];
  readonly signedOn: IsoDate | null;
  readonly annexTitle: string | null;
  /** The notice says that it issues another text. */
  readonly isContainer: boolean;
}

/** Lines that close a sentence or open a list are no titles. */
const sentenceEnd = /[。;:,!?]$/;
/** Longest title seen has 96 characters (2 agencies and a nested title); twice that. */
const longestTitle = 200;
/** Longest signature line: two agencies joined, with room. */
const longestSigner = 60;

/** Divides the lines of one document into components. Every line goes into exactly one, in order. */
export function divideDocument(content: readonly Paragraph[], hasLabel: boolean, rules: Rules): Division {
  const header = readHeader(content, hasLabel, rules);
  const title = header.title;
  const interpretation = findInterpretation(content, header.length, rules);
  const main = content.slice(header.length, interpretation);
  const signature = findSignature(main, rules);
  const before = signature ? main.slice(0, signature.from) : main;
  const after = signature ? main.slice(signature.to) : [];
  const isContainer = title !== null && (issuedTitle(title) !== null || after.some((p) => p.text === title));
  const tail = divideTail(after, rules);
  const parts: Part[] = [
    { kind: 'header', lines: header.lines },
    ...divideMain(before, isContainer || tail.annexTitle !== null, rules),
    { kind: 'signature', lines: contentLines(signature ? main.slice(signature.from, signature.to) : []) },
    ...tail.parts,
    { kind: 'interpretation', lines: titledLines(content.slice(interpretation)) },
  ];
  return {
    parts: parts.filter((part) => part.lines.length > 0),
    title,
    headerNumber: header.number,
    headerDate: header.date,
    signers: signature?.signers ?? [],
    signedOn: signature?.date ?? null,
    annexTitle: tail.annexTitle,
    isContainer,
  };
}

function contentLines(paragraphs: readonly Paragraph[]): Part['lines'] {
  return paragraphs.map((paragraph) => ({ paragraph, role: 'content' }));
}

function titledLines(paragraphs: readonly Paragraph[]): Part['lines'] {
  return paragraphs.map((paragraph, index) => ({ paragraph, role: index === 0 ? 'title' : 'content' }));
}

interface Header {
  readonly lines: Part['lines'];
  readonly length: number;
  readonly title: string | null;
  readonly number: NumberMatch | null;
  readonly date: IsoDate | null;
}

/** Title, number line and date line, in any order, from the top. */
function readHeader(content: readonly Paragraph[], hasLabel: boolean, rules: Rules): Header {
  const lines: { paragraph: Paragraph; role: Role }[] = [];
  let title: string | null = null;
  let number: NumberMatch | null = null;
  let date: IsoDate | null = null;
  for (const [index, paragraph] of content.entries()) {
    const line = readNumberLine(paragraph.text, rules);
    if (line && (title !== null || line.number !== null)) {
      number ??= line.number;
      date ??= line.date;
      lines.push({ paragraph, role: 'number' });
    } else if (title === null && (hasLabel || isTitle(paragraph.text, content[index + 1]?.text, rules))) {
      title = paragraph.text;
      lines.push({ paragraph, role: 'title' });
    } else if (title !== null && isHistory(paragraph.text)) lines.push({ paragraph, role: 'history' });
    else break;
  }
  if (title === null) return { lines: [], length: 0, title: null, number: null, date: null };
  return { lines, length: lines.length, title, number, date };
}

/** A line of nothing but a document number and a date, either alone or both; brackets around them allowed. */
function readNumberLine(text: string, rules: Rules): { number: NumberMatch | null; date: IsoDate | null } | null {
  if (text.length > longestTitle) return null;
  const [number] = findNumbers(text, rules.citations, rules);
  const [day] = findDates(text);
  if (!number && !day) return null;
  const rest = [number, day].reduce(
    (left, match) => (match ? left.replace(text.slice(match.from, match.to), '') : left),
    text,
  );
  return /^[\s()（）]*$/.test(rest) ? { number: number ?? null, date: day?.date ?? null } : null;
}

function isTitle(text: string, next: string | undefined, rules: Rules): boolean {
  if (text.length > longestTitle || text.length < 4 || sentenceEnd.test(text)) return false;
  if (readAnyLabel(text, rules.numbering)) return false;
  return typeOf(text, rules.numbering) !== null || (next !== undefined && readNumberLine(next, rules) !== null);
}

/** Index of the line that opens the interpretation, or the length of the content. */
function findInterpretation(content: readonly Paragraph[], from: number, rules: Rules): number {
  for (let i = Math.max(from, 1); i < content.length; i += 1) {
    const text = content[i]?.text ?? '';
    if (text.length > longestTitle || sentenceEnd.test(text) || readAnyLabel(text, rules.numbering)) continue;
    const word = rules.captures.interpretations.find((ending) => text.endsWith(ending));
    // 关于《X》的解读, 《X》政策解读, 政策解读: a heading that names a document, or nothing but the word
    if (word !== undefined && (/[》>]/.test(text) || text === word || text.startsWith('关于'))) return i;
  }
  return content.length;
}

interface Signature {
  readonly from: number;
  readonly to: number;
  readonly signers: readonly string[];
  readonly date: IsoDate | null;
}

/** The first line that is a day alone, or agencies and a day, with the signers above it. */
function findSignature(lines: readonly Paragraph[], rules: Rules): Signature | null {
  for (let i = 0; i < lines.length; i += 1) {
    const text = lines[i]?.text ?? '';
    if (text.length > longestTitle) continue;
    const date = readDate(text);
    if (date !== null && i > 0) {
      let from = i;
      while (from > 0 && isSigner(lines[from - 1]?.text ?? '', rules)) from -= 1;
      return {
        from,
        to: i + 1,
        signers: lines.slice(from, i).flatMap((line) => readAgencies(line.text, rules) ?? []),
        date,
      };
    }
    const [day] = findDates(text);
    const agencies = day && day.to === text.length ? readAgencies(text.slice(0, day.from), rules) : null;
    if (day && agencies) return { from: i, to: i + 1, signers: agencies, date: day.date };
  }
  return null;
}

function isSigner(text: string, rules: Rules): boolean {
  if (text.length > longestSigner || /[。;:,!?《》]/.test(text) || readAnyLabel(text, rules.numbering)) return false;
  return readAgencies(text, rules) !== null || rules.captures.signatories.some((word) => text.startsWith(word));
}

/** Addressees, preamble, body, closing, attachments and disclosure notes before the signature. */
function divideMain(lines: readonly Paragraph[], issuesText: boolean, rules: Rules): Part[] {
  const addressed = isAddressees(lines[0], lines[1], rules) ? 1 : 0;
  const attachments = findIndexOr(
    lines,
    (text) => /^附(?:件|表)?(?:[:：]|[0-9一二三四五六七八九十]*[:：]?$)/.test(text),
    addressed,
  );
  const closing = findIndexOr(lines.slice(0, attachments), (text) => isClosing(text, rules), addressed);
  const bodyEnd = Math.min(closing, attachments);
  const bodyStart = addressed + preambleLength(lines.slice(addressed, bodyEnd), issuesText, rules);
  return [
    { kind: 'addressees', lines: contentLines(lines.slice(0, addressed)) },
    { kind: 'preamble', lines: contentLines(lines.slice(addressed, bodyStart)) },
    { kind: 'body', lines: contentLines(lines.slice(bodyStart, bodyEnd)) },
    ...divideClosing(lines.slice(bodyEnd), rules),
  ];
}

function findIndexOr(lines: readonly Paragraph[], test: (text: string) => boolean, from: number): number {
  for (let i = from; i < lines.length; i += 1) if (test(lines[i]?.text ?? '')) return i;
  return lines.length;
}

/** After the body every line is closing, disclosure or part of the list of attachments. */
function divideClosing(lines: readonly Paragraph[], rules: Rules): Part[] {
  return groupLines(lines, (text) =>
    isClosing(text, rules) ? 'closing' : isDisclosure(text, rules) ? 'disclosure' : 'attachments',
  );
}

/** Consecutive lines of one kind become one part. */
function groupLines(lines: readonly Paragraph[], kindOf: (text: string) => ComponentKind): Part[] {
  const parts: { kind: ComponentKind; lines: { paragraph: Paragraph; role: Role }[] }[] = [];
  for (const paragraph of lines) {
    const kind = kindOf(paragraph.text);
    const last = parts.at(-1);
    if (last?.kind === kind) last.lines.push({ paragraph, role: 'content' });
    else parts.push({ kind, lines: [{ paragraph, role: 'content' }] });
  }
  return parts;
}

function isAddressees(first: Paragraph | undefined, second: Paragraph | undefined, rules: Rules): boolean {
  if (!first || !second || !first.text.endsWith(':') || /[。;《]/.test(first.text)) return false;
  return !/(如下|以下.{0,8}|下列.{0,8}):$/.test(first.text) && readAnyLabel(first.text, rules.numbering) === null;
}

function isClosing(text: string, rules: Rules): boolean {
  return text.length <= 12 && rules.captures.closings.some((closing) => text.startsWith(closing));
}

function isDisclosure(text: string, rules: Rules): boolean {
  const bare = text.replace(/^[(（]/, '');
  return text.length <= 30 && rules.captures.disclosures.some((word) => bare.startsWith(word));
}

/** Lines before the body: up to the first numbered clause, or by the words that open and close a preamble. */
function preambleLength(lines: readonly Paragraph[], issuesText: boolean, rules: Rules): number {
  const numbered = lines.findIndex((line) => readAnyLabel(line.text, rules.numbering) !== null);
  if (numbered >= 0) return numbered;
  if (issuesText) return lines.length;
  const announced = lines.findIndex((line) => /如下[:。]?$|如下事项[:。]?$/.test(line.text));
  if (announced >= 0) return announced + 1;
  return lines.length > 1 && /^(为|根据|按照|依据|经|鉴于|近|现)/.test(lines[0]?.text ?? '') ? 1 : 0;
}

/** After the signature: the text that is issued, its own list of attachments, and disclosure notes. */
function divideTail(lines: readonly Paragraph[], rules: Rules): { parts: Part[]; annexTitle: string | null } {
  const parts: Part[] = [];
  let annex: { paragraph: Paragraph; role: Role }[] = [];
  let annexTitle: string | null = null;
  let hasText = false;
  const close = (): void => {
    if (annex.length > 0) parts.push({ kind: 'annex', lines: annex });
    annex = [];
    hasText = false;
  };
  for (const paragraph of lines) {
    const { text } = paragraph;
    if (isDisclosure(text, rules)) {
      close();
      parts.push({ kind: 'disclosure', lines: contentLines([paragraph]) });
    } else if (/^附件 ?[0-9一二三四五六七八九十]*[:：]?$/.test(text)) {
      if (hasText) close();
      annex.push({ paragraph, role: 'marker' });
    } else if (hasText && /^附(?:件|表)[:：]/.test(text)) {
      close();
      parts.push({ kind: 'attachments', lines: contentLines([paragraph]) });
    } else if (!hasText && !annex.some((line) => line.role === 'title') && isAnnexTitle(text, rules)) {
      annexTitle ??= text;
      annex.push({ paragraph, role: 'title' });
    } else if (!hasText && isHistory(text)) annex.push({ paragraph, role: 'history' });
    else {
      hasText = true;
      annex.push({ paragraph, role: 'content' });
    }
  }
  close();
  return { parts, annexTitle };
}

function isAnnexTitle(text: string, rules: Rules): boolean {
  return text.length <= longestTitle && !sentenceEnd.test(text) && readAnyLabel(text, rules.numbering) === null;
}

/** 题注: (2014年9月17日…公布 根据…修订), under a title. */
function isHistory(text: string): boolean {
  return /^[(（]/.test(text) && findDates(text).length > 0 && /(通过|公布|发布|修订|修正|印发|批准)/.test(text);
}
