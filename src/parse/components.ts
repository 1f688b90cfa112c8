import type { ComponentKind } from '../model/document.js';
import type { IsoDate } from '../model/date.js';
import type { Rules } from '../model/rules.js';
import { readAgencies } from '../notation/agencies.js';
import { findDates, readDate } from '../notation/dates.js';
import type { NumberMatch } from '../notation/document-numbers.js';
import { issuedTitle, titleKey } from '../notation/titles.js';
import { type History, readHistory } from './history.js';
import {
  isHistory,
  isOffice,
  isRemark,
  isSeries,
  isSigners,
  joinTitle,
  longestTitle,
  readHeader,
  type Role,
  type RoleLine,
  sentenceEnd,
  titleLength,
} from './header.js';
import { readAnyLabel, readLabel } from './labels.js';
import type { Paragraph } from './paragraphs.js';
import type { PortalRecord } from './records.js';

export interface Part {
  readonly kind: ComponentKind;
  readonly lines: readonly RoleLine[];
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
  /** What the lines under the title tell of how the document was made. */
  readonly history: History;
  readonly annexTitle: string | null;
  /** The notice says that it issues another text. */
  readonly isContainer: boolean;
}

/** Longest signature line: two agencies joined, with room. */
const longestSigner = 60;

/** Divides the lines of one document into components. Every line goes into exactly one, in order. */
export function divideDocument({ content, label, pageTitle }: PortalRecord, rules: Rules): Division {
  const header = readHeader(content, label ? 'label' : 'below-page', rules);
  const interpretation = findInterpretation(content, header.length, rules);
  // An interpretation in a capture of its own has the heading of one for its title.
  const own = header.title !== null && pageTitle !== null && isSeries(header.title, rules) ? pageTitle : header.title;
  const title = own ?? (interpretation === 0 ? (content[0]?.text ?? null) : null);
  const main = content.slice(header.length, interpretation);
  const signature = findSignature(main, rules);
  const end = signature ?? unsignedEnd(main, rules);
  const before = main.slice(0, end.from);
  const after = main.slice(end.to);
  const contents = findContents(main, rules);
  const tail = divideTail(after, contents, { container: title, before }, rules);
  const { annexTitle } = tail;
  // An order has no title of its own: 《X》已经…审议通过,现予公布, and X after the signature.
  const isAnnounced =
    (annexTitle !== null && before.some((p) => quotesTitle(p.text, annexTitle))) ||
    (title !== null && after.length > 0 && before.some((p) => announces(p.text, title)));
  const isContainer =
    title !== null && (issuedTitle(title) !== null || isAnnounced || after.some((p) => p.text === title));
  const parts: Part[] = [
    { kind: 'header', lines: header.lines },
    ...divideMain(before, isContainer || annexTitle !== null, contents, rules),
    { kind: 'signature', lines: contentLines(signature ? main.slice(signature.from, signature.to) : [], contents) },
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
    history: readHistory(
      header.lines.flatMap(({ paragraph, role }) => (role === 'history' ? [paragraph.text] : [])),
      rules,
    ),
    annexTitle,
    isContainer,
  };
}

/** 《关于修改<X>的决定》 is the title 关于修改《X》的决定. */
function quotesTitle(text: string, title: string): boolean {
  return text.includes('《') && titleKey(text).includes(titleKey(`《${title}》`));
}

/** 《X》已经…通过,现予公布. */
function announces(text: string, title: string): boolean {
  return /(?:公布|发布|颁布|印发|施行)/.test(text) && quotesTitle(text, title);
}

function contentLines(paragraphs: readonly Paragraph[], contents: ReadonlySet<Paragraph>): Part['lines'] {
  return paragraphs.map((paragraph) => ({ paragraph, role: contents.has(paragraph) ? 'contents' : 'content' }));
}

/** Most lines of a list of chapters and sections; the longest code has some 200. */
const longestContents = 300;

/**
 * The lines of a list of contents: 目录 and what follows, or chapters and sections without an article, up to where the
 * first entry stands again as a heading.
 */
function findContents(lines: readonly Paragraph[], rules: Rules): ReadonlySet<Paragraph> {
  const marker = lines.findIndex((line) => /^目 ?[录次]$/.test(line.text));
  const first = marker < 0 ? lines.findIndex((line) => isDivision(line, rules)) : marker + 1;
  const entry = lines[first] && entryKey(lines[first].text);
  if (entry === undefined) return new Set();
  const rest = lines.slice(first + 1, first + longestContents);
  const length = rest.findIndex((line) => entryKey(line.text) === entry);
  const isList = marker >= 0 || rest.slice(0, length).every((line) => isDivision(line, rules));
  return new Set(length < 0 || !isList ? [] : lines.slice(marker < 0 ? first : marker, first + 1 + length));
}

/** 编, 章 or 节. */
function isDivision(line: Paragraph, rules: Rules): boolean {
  if (!line.text.startsWith('第')) return false;
  const label = readLabel(line.text, 'article', rules.numbering);
  return label !== null && label.style.grammar === 'article' && label.style.kind !== 'article';
}

/** An entry without blanks, leaders and page number: 第一章 总则……1. */
function entryKey(text: string): string {
  return text.replace(/[ .…·]+[0-9]*$/, '').replaceAll(' ', '');
}

function titledLines(paragraphs: readonly Paragraph[]): Part['lines'] {
  return paragraphs.map((paragraph, index) => ({ paragraph, role: index === 0 ? 'title' : 'content' }));
}

/** Index of the line that opens the interpretation, or the length of the content. */
function findInterpretation(content: readonly Paragraph[], from: number, rules: Rules): number {
  for (let i = from; i < content.length; i += 1) {
    const text = content[i]?.text ?? '';
    if (text.length > longestTitle || sentenceEnd.test(text) || readAnyLabel(text, rules.numbering)) continue;
    const word = rules.captures.interpretations.find((ending) => text.endsWith(ending));
    // 关于《X》的解读, 《X》政策解读, 政策解读: a heading that names a document, or nothing but the word
    if (word === undefined) continue;
    // alone at the top of a capture it has to name what it interprets
    if (/[》>]/.test(text) || (i > 0 && (text === word || text.startsWith('关于')))) return i;
  }
  return content.length;
}

const annexMarker = /^附件 ?[0-9一二三四五六七八九十]*[:：]?$/;

/** Where a text without a signature ends: before 附件1 alone on its line, or 附:某目录 over its rows; else with the last line. */
function unsignedEnd(lines: readonly Paragraph[], rules: Rules): { readonly from: number; readonly to: number } {
  const marker = lines.findIndex(
    ({ text }, index) =>
      index > 0 && (annexMarker.test(text) || (headedAnnex.test(text) && opensText(lines[index + 1], rules))),
  );
  const from = marker > 0 && marker < lines.length - 2 ? marker : lines.length;
  return { from, to: from };
}

/** 附件1:某目录, with its title. */
const headedAnnex = /^附(?:件|表)? ?[0-9一二三四五六七八九十]*[:：] ?(\S.*)$/;

/** The head of a list, 序号 文件名称, or the first of chapters, articles or 一、. */
function opensText(line: Paragraph | undefined, rules: Rules): boolean {
  const label = readAnyLabel(line?.text ?? '', rules.numbering);
  return /^序 ?号/.test(line?.text ?? '') || (label !== null && label.style.grammar !== 'both' && label.number === 1);
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
        signers: lines.slice(from, i).flatMap((line) => signersOf(line.text, rules)),
        date,
      };
    }
    const [day] = findDates(text);
    const agencies = day && day.to === text.length ? readAgencies(text.slice(0, day.from), rules) : null;
    if (day && agencies) return { from: i, to: i + 1, signers: agencies, date: day.date };
  }
  return null;
}

/** The agencies that sign on a line, as far as they are known. */
function signersOf(text: string, rules: Rules): readonly string[] {
  return readAgencies(text, rules) ?? text.split(/[ 、]+/).flatMap((part) => readAgencies(part, rules) ?? []);
}

function isSigner(text: string, rules: Rules): boolean {
  if (text.length > longestSigner || /[。;:,!?《》]/.test(text) || readAnyLabel(text, rules.numbering)) return false;
  return (
    isSigners(text, rules) ||
    isOffice(text) ||
    rules.captures.signatories.some((word) => text.replaceAll(' ', '').startsWith(word))
  );
}

/** Addressees, preamble, body, closing, attachments and disclosure notes before the signature. */
function divideMain(
  lines: readonly Paragraph[],
  issuesText: boolean,
  contents: ReadonlySet<Paragraph>,
  rules: Rules,
): Part[] {
  const addressed = isAddressees(lines[0], lines[1], rules) ? 1 : 0;
  const attachments = findIndexOr(
    lines,
    (text) => /^附(?:件|表)?(?:[:：]|[0-9一二三四五六七八九十]*[:：]?$)/.test(text),
    addressed,
  );
  const closing = findIndexOr(lines.slice(0, attachments), (text) => isClosing(text, rules), addressed);
  const bodyEnd = Math.min(closing, attachments);
  const bodyStart = addressed + preambleLength(lines.slice(addressed, bodyEnd), issuesText, contents, rules);
  return [
    { kind: 'addressees', lines: contentLines(lines.slice(0, addressed), contents) },
    { kind: 'preamble', lines: contentLines(lines.slice(addressed, bodyStart), contents) },
    { kind: 'body', lines: contentLines(lines.slice(bodyStart, bodyEnd), contents) },
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
  return (
    !/(如下|以下.{0,8}|下列.{0,8}|决定|规定|公告|通知|通告):$/.test(first.text) &&
    readAnyLabel(first.text, rules.numbering) === null
  );
}

function isClosing(text: string, rules: Rules): boolean {
  return text.length <= 12 && rules.captures.closings.some((closing) => text.startsWith(closing));
}

function isDisclosure(text: string, rules: Rules): boolean {
  const bare = text.replace(/^[(（]/, '');
  return text.length <= 30 && rules.captures.disclosures.some((word) => bare.startsWith(word));
}

/** 版记, below the signature: who gets a copy, who had it printed and when. */
function isImprint(text: string): boolean {
  return (
    /^(?:抄送|抄报|分送|主题词)[:：]/.test(text) || /^[^。;:]{2,40}[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日印发$/.test(text)
  );
}

/** Lines before the body: up to the first numbered clause, or by the words that open and close a preamble. */
function preambleLength(
  lines: readonly Paragraph[],
  issuesText: boolean,
  contents: ReadonlySet<Paragraph>,
  rules: Rules,
): number {
  const numbered = lines.findIndex((line) => contents.has(line) || readAnyLabel(line.text, rules.numbering) !== null);
  if (numbered >= 0) return numbered;
  if (issuesText) return lines.length;
  const announced = lines.findIndex((line) => /如下[:。]?$|如下事项[:。]?$/.test(line.text));
  if (announced >= 0) return announced + 1;
  return lines.length > 1 && /^(为|根据|按照|依据|经|鉴于|近|现)/.test(lines[0]?.text ?? '') ? 1 : 0;
}

/**
 * After the signature: the text that is issued, its own list of attachments, and disclosure notes.
 * @param notice the title and the text of the container, which name what it issues
 */
function divideTail(
  lines: readonly Paragraph[],
  contents: ReadonlySet<Paragraph>,
  notice: { readonly container: string | null; readonly before: readonly Paragraph[] },
  rules: Rules,
): { parts: Part[]; annexTitle: string | null } {
  const parts: Part[] = [];
  let annex: { paragraph: Paragraph; role: Role }[] = [];
  let annexTitle: string | null = null;
  let hasText = false;
  const issued = notice.container === null ? null : issuedTitle(notice.container);
  const named = new Set(notice.before.flatMap(({ text }) => text.match(/(?<=《)[^《》]+(?=》)/g) ?? []).map(titleKey));
  let titleLeft = 0; // lines that the title of the annex still takes
  const close = (): void => {
    if (annex.length > 0) parts.push({ kind: 'annex', lines: annex });
    annex = [];
    hasText = false;
  };
  for (const [index, paragraph] of lines.entries()) {
    const { text } = paragraph;
    if (hasText && named.size > 0 && text.length <= longestTitle && named.has(titleKey(text))) close(); // the second of 《甲》和《乙》 that are issued
    const hasTitle = annex.some((line) => line.role === 'title');
    const headed = hasText ? null : headedAnnex.exec(text);
    if (headed && annex.length === 0 && isAnnexTitle(headed[1] ?? '', rules)) {
      annexTitle ??= headed[1] ?? null; // 附件:某目录, over the text itself
      annex.push({ paragraph, role: 'title' });
    } else if (isDisclosure(text, rules) || isImprint(text)) {
      close();
      parts.push({ kind: 'disclosure', lines: contentLines([paragraph], contents) });
    } else if (annexMarker.test(text)) {
      if (hasText) close();
      annex.push({ paragraph, role: 'marker' });
    } else if ((hasText && /^附(?:件|表)[:：]/.test(text)) || isFileName(text)) {
      close();
      parts.push({ kind: 'attachments', lines: contentLines([paragraph], contents) });
    } else if (annex.length === 0 && parts.at(-1)?.kind === 'attachments' && /^[0-9]{1,2}[.、]/.test(text)) {
      const list = parts.pop();
      parts.push({ kind: 'attachments', lines: [...(list?.lines ?? []), ...contentLines([paragraph], contents)] });
    } else if (titleLeft > 0 || (!hasText && hasTitle && isRemark(text))) {
      titleLeft -= titleLeft > 0 ? 1 : 0;
      annex.push({ paragraph, role: 'title' });
    } else if (!hasText && !hasTitle && isAnnexTitle(text, rules)) {
      const length = linesOf(issued, lines, index) ?? Math.max(1, titleLength(lines, index, false, rules));
      titleLeft = length - 1;
      annexTitle ??= joinTitle(
        lines.slice(index, index + length).map((line) => line.text),
        rules,
      );
      annex.push({ paragraph, role: 'title' });
    } else if (!hasText && isHistory(text)) annex.push({ paragraph, role: 'history' });
    else {
      hasText = true;
      annex.push({ paragraph, role: contents.has(paragraph) ? 'contents' : 'content' });
    }
  }
  close();
  return { parts, annexTitle };
}

/** The link to a file below a notice: 附件1.docx. */
function isFileName(text: string): boolean {
  return (
    text.length <= longestTitle && /^[^。;]+\.(?:docx?|xlsx?|pptx?|pdf|ofd|wps|et|zip|rar|jpe?g|png|tiff?)$/i.test(text)
  );
}

/** How many lines from `index` spell a title together; null where they do not. */
function linesOf(title: string | null, lines: readonly Paragraph[], index: number): number | null {
  const wanted = title?.replaceAll(' ', '') ?? '';
  let spelled = '';
  for (let length = 1; spelled.length < wanted.length; length += 1) {
    spelled += lines[index + length - 1]?.text.replaceAll(' ', '') ?? '';
    if (spelled === wanted) return length;
    if (!wanted.startsWith(spelled) || index + length >= lines.length) return null;
  }
  return null;
}

function isAnnexTitle(text: string, rules: Rules): boolean {
  return text.length <= longestTitle && !sentenceEnd.test(text) && readAnyLabel(text, rules.numbering) === null;
}
