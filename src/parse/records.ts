import { findDates, readDate } from '../notation/dates.js';
import { findNumbers, numberKey } from '../notation/document-numbers.js';
import { titleWithoutIssuers } from '../notation/titles.js';
import type { CaptureRules, FieldRole, Rules } from '../model/rules.js';
import { type HeaderStart, isSeries, longestTitle, readHeader } from './header.js';
import { isPager, peelPage } from './page.js';
import type { Paragraph } from './paragraphs.js';

/** What a portal says of a document: `label:value`, or a line that is nothing but a status. */
export interface Field {
  readonly role: FieldRole;
  /** Empty for a status that stands alone. */
  readonly label: string;
  /** Empty where the portal left it empty. */
  readonly value: string;
  readonly paragraph: Paragraph;
}

/** One document of a capture with what the portal put around it. */
export interface PortalRecord {
  /** The line that repeats number and title before the document. */
  readonly label: Paragraph | null;
  readonly content: readonly Paragraph[];
  /** The title that the page has above the document, where the document has only that of its series. */
  readonly pageTitle: string | null;
  readonly fields: readonly Field[];
  /** Label, fields and page furniture, in order: not part of the document. */
  readonly furniture: readonly Paragraph[];
  /** Begins right behind another document, without anything of a portal between. */
  readonly isGlued: boolean;
}

/** A record while its runs are collected. */
interface Draft {
  readonly content: Paragraph[];
  readonly block: Paragraph[];
  /** Title and number only, or words of the page: what follows the block of fields is still the same document. */
  awaits: 'text' | 'title' | 'nothing';
  pageTitle: string | null;
}

/** The fields that each line of the page consists of; a line that is no field, or no line of the page, has none. */
type FieldLines = ReadonlyMap<Paragraph, readonly Field[]>;

/**
 * Divides a capture into records. A block of portal fields ends a record, opens one where the capture starts with a
 * block, or stands between the title of a document and its text; a capture without fields is one record.
 */
export function divideCapture(paragraphs: readonly Paragraph[], rules: Rules): PortalRecord[] {
  const { lines, head, foot } = peelPage(paragraphs, rules.captures, (text) => {
    const roles = readFields(text, rules.captures).map(({ role }) => role);
    return roles.includes('page') && roles.every((role) => role === 'page' || role === 'other' || role === 'issuer');
  });
  const fields = listFields(lines, rules);
  const drafts = draftRecords(listRuns(lines, fields, rules), rules);
  drafts[0]?.block.unshift(...head);
  if (drafts.length === 0) drafts.push({ content: [], block: [...head], awaits: 'nothing', pageTitle: null });
  append(drafts.at(-1)?.block ?? [], foot);
  return drafts.flatMap(({ content, block, pageTitle }) => {
    const documents = splitGlued(content, rules);
    return documents.map((document, index) => ({
      ...makeRecord(document, index === documents.length - 1 ? block : [], index > 0, fields),
      pageTitle: index === 0 ? pageTitle : null,
    }));
  });
}

function draftRecords(runs: readonly Run[], rules: Rules): Draft[] {
  const drafts: Draft[] = [];
  let leading: readonly Paragraph[] = [];
  runs.forEach(({ isBlock, paragraphs }, index) => {
    const last = drafts.at(-1);
    if (isBlock) {
      const isLast = index === runs.length - 1;
      if (!last || (runs[0]?.isBlock === true && last.awaits === 'nothing' && !isLast)) leading = paragraphs;
      else append(last.block, paragraphs);
    } else if (last && goesOn(last, paragraphs, rules)) last.awaits = 'nothing';
    else {
      const awaits = isHeaderOnly(paragraphs, 'below-page', rules)
        ? 'text'
        : drafts.length === 0 && areWords(paragraphs)
          ? 'title'
          : 'nothing';
      if (last && leading.length === 0 && awaits === 'nothing' && isTrailer(paragraphs)) return;
      drafts.push({ content: [...paragraphs], block: [...leading], awaits, pageTitle: null });
      leading = [];
    }
  });
  if (leading.length > 0) drafts.push({ content: [], block: [...leading], awaits: 'nothing', pageTitle: null });
  return drafts;
}

/** Adds a run to the record it goes on: text below its title, or the title again, which makes the first that of the page. */
function goesOn(draft: Draft, run: readonly Paragraph[], rules: Rules): boolean {
  if (draft.awaits === 'nothing') return false;
  const { title } = readHeader(run, 'below-page', rules);
  const above = draft.awaits === 'text' ? readHeader(draft.content, 'below-page', rules).title : null;
  const isSeriesOf = title !== null && above !== null && isSeries(title, rules);
  if (title !== null && above !== null && !isSeriesOf && !isSameWork(above, title)) return false;
  if (isSeriesOf) draft.pageTitle = above;
  if (title !== null) append(draft.block, draft.content.splice(0));
  append(draft.content, run);
  return true;
}

/** The title of a page often leaves out the issuer, or the text does. */
function isSameWork(one: string, other: string): boolean {
  const [first, second] = [one, other].map((title) => title.replaceAll(' ', ''));
  return first !== undefined && second !== undefined && (first.endsWith(second) || second.endsWith(first));
}

/** Most words of a page above the title of its document (guessed). */
const mostWords = 8;

function areWords(paragraphs: readonly Paragraph[]): boolean {
  return paragraphs.length <= mostWords && paragraphs.every(({ text }) => text.length <= 120 && !/[。;:,]/.test(text));
}

/** Adds a run; a capture may have a million lines, too many to pass at once. */
function append(list: Paragraph[], run: readonly Paragraph[]): void {
  for (const paragraph of run) list.push(paragraph);
}

interface Run {
  readonly isBlock: boolean;
  readonly paragraphs: readonly Paragraph[];
}

/** Alternating runs of content and of field blocks. */
function listRuns(paragraphs: readonly Paragraph[], fields: FieldLines, rules: Rules): Run[] {
  const { captures } = rules;
  const isFurniture = paragraphs.map(
    (paragraph) => fields.has(paragraph) || captures.chrome.has(paragraph.text) || isPager(paragraph.text),
  );
  const runs: { isBlock: boolean; paragraphs: Paragraph[] }[] = [];
  for (let i = 0; i < paragraphs.length; ) {
    let end = i;
    while (end < paragraphs.length && isFurniture[end] === isFurniture[i]) end += 1;
    const run = paragraphs.slice(i, end);
    const isBlock = isFurniture[i] === true && isFieldBlock(run, fields);
    const last = runs.at(-1);
    if (last?.isBlock === isBlock) append(last.paragraphs, run);
    else runs.push({ isBlock, paragraphs: run });
    i = end;
  }
  return runs.some((run) => !run.isBlock && isHeaderOnly(run.paragraphs, 'top', rules))
    ? runs.flatMap((run, index) => splitBeforeBlock(run, runs[index + 1], rules))
    : runs;
}

/** The lines that are fields, with their fields. The value of a label may stand on the next line, before another label. */
function listFields(paragraphs: readonly Paragraph[], rules: Rules): FieldLines {
  const fields = new Map<Paragraph, readonly Field[]>();
  const labels = paragraphs.map(({ text }) => bareLabel(text, rules.captures));
  paragraphs.forEach((paragraph, index) => {
    const label = labels[index];
    const value = paragraphs[index + 1];
    if (label && value && isValue(value.text, label, paragraphs[index + 2], rules)) {
      fields.set(paragraph, [{ role: label.role, label: label.label, value: value.text, paragraph }]);
      fields.set(value, []);
      return;
    }
    const previous = paragraphs[index - 1];
    if (label && previous && fields.has(previous)) {
      fields.set(paragraph, [{ role: label.role, label: label.label, value: '', paragraph }]);
      return;
    }
    const own = readFields(paragraph.text, rules.captures);
    if (own.length === 0 && isFieldBetween(paragraphs, index, rules.captures)) fields.set(paragraph, []);
    if (own.length > 0)
      fields.set(
        paragraph,
        own.map((field) => ({ ...field, paragraph })),
      );
  });
  return fields;
}

/** Longest line of a field whose label is not known (guessed). */
const longestLabelled = 80;

/** A field whose label no list holds, between two that are known: 分类:综合政务. */
function isFieldBetween(paragraphs: readonly Paragraph[], index: number, rules: CaptureRules): boolean {
  const isField = (line: Paragraph | undefined): boolean =>
    line !== undefined && readFields(line.text, rules).length > 0;
  const text = paragraphs[index]?.text ?? '';
  return (
    text.length <= longestLabelled &&
    /^(?:\p{Script=Han} ?){2,8}:[^。;]{0,60}$/u.test(text) &&
    isField(paragraphs[index - 1]) &&
    isField(paragraphs[index + 1])
  );
}

/** A label alone on its line, with or without a bullet and a colon: • 索引号:. */
interface BareLabel {
  readonly role: FieldRole;
  readonly label: string;
  readonly hasColon: boolean;
}

function bareLabel(text: string, rules: CaptureRules): BareLabel | null {
  if (text.length > 16) return null;
  const bare = withoutBullet(text).replaceAll(' ', '');
  const label = bare.replace(/[:：]$/, '');
  const role = rules.fields.get(label);
  return role === undefined ? null : { role, label, hasColon: label !== bare };
}

/** Whether a line is the value of the label above it: another label follows, or it is of the kind that the label asks for. */
function isValue(text: string, { role, hasColon }: BareLabel, next: Paragraph | undefined, rules: Rules): boolean {
  if (text.length > longestValue || readFields(text, rules.captures).length > 0 || bareLabel(text, rules.captures))
    return false;
  if (role === 'issued' && findDates(text)[0]?.from === 0) return true;
  if (role === 'number' && /号$/.test(text) && findNumbers(text, rules.citations, rules)[0]?.to === text.length)
    return true;
  if (next === undefined) return false;
  const other = bareLabel(next.text, rules.captures);
  return other ? other.hasColon === hasColon : hasColon && readFields(next.text, rules.captures).length > 0;
}

/** Most lines of a header: agencies, title on two lines, number, date. */
const longestHeader = 5;

/** Where titles stand above their fields, the text of one document runs on into the title of the next. */
function splitBeforeBlock(run: Run, next: Run | undefined, rules: Rules): readonly Run[] {
  if (run.isBlock || next === undefined) return [run];
  const { paragraphs } = run;
  for (let lines = Math.min(longestHeader, paragraphs.length - 1); lines > 0; lines -= 1) {
    const tail = paragraphs.slice(-lines);
    if (isHeaderOnly(tail, 'top', rules))
      return [
        { isBlock: false, paragraphs: paragraphs.slice(0, -lines) },
        { isBlock: false, paragraphs: tail },
      ];
  }
  return [run];
}

function isHeaderOnly(paragraphs: readonly Paragraph[], start: HeaderStart, rules: Rules): boolean {
  const header = readHeader(paragraphs, start, rules);
  return header.title !== null && header.length === paragraphs.length;
}

/** Most characters of what a page ends with after its last document: a hint to scan a code, a list of pages (guessed). */
const longestTrailer = 200;

/** Words after the last record that are no document: short, and no sentence among them. */
function isTrailer(paragraphs: readonly Paragraph[]): boolean {
  const text = paragraphs.map((paragraph) => paragraph.text).join('');
  return text.length <= longestTrailer && !/[。;:《》]/.test(text);
}

/** A block holds a field that portals always have; 来源: or 名称: alone may be a line of the document. */
function isFieldBlock(run: readonly Paragraph[], fields: FieldLines): boolean {
  return run.some((paragraph) => fields.get(paragraph)?.some(({ role }) => role !== 'other' && role !== 'issuer'));
}

/** Longest line of fields; ten of them with a title have some 300 characters. */
const longestFields = 1000;
/** Longest value on a line of its own: a title. */
const longestValue = 200;

const bullets = '•·●▪■◆○*-';

function withoutBullet(text: string): string {
  if (!bullets.includes(text.charAt(0) || ' ')) return text;
  return text.replace(/^[•·●▪■◆○*-] ?/, '');
}

/** The portal fields that a line consists of: one, or several in a row; none for any other line. */
export function readFields(printed: string, rules: CaptureRules): readonly Omit<Field, 'paragraph'>[] {
  const line = withoutBullet(printed);
  if (rules.statusLabels.has(line)) return [{ role: 'official-status', label: '', value: line }];
  if (line.length > longestFields || !rules.fieldStarts.has(line.charAt(0))) return [];
  const labels = [...line.matchAll(rules.fieldLabel)];
  if (labels[0]?.index !== 0) return [];
  return labels.flatMap((match, index) => {
    const label = (match[1] ?? match[2] ?? '').replaceAll(' ', '');
    const value = line.slice(match.index + match[0].length, labels[index + 1]?.index ?? line.length);
    const role = rules.fields.get(label);
    return role === undefined ? [] : splitStatus({ role, label, value: value.replace(/^[ |]+|[ |】]+$/g, '') }, rules);
  });
}

/** Longest line of nothing but a day: 二〇二三年十二月三十一日 and some blanks. */
const longestDay = 24;

/**
 * Notices that stand one behind the other: after a day of signature, a title with another number. What a notice forwards
 * has title and number too, and is named in its title.
 */
function splitGlued(content: readonly Paragraph[], rules: Rules): readonly (readonly Paragraph[])[] {
  const own = readHeader(content, 'top', rules);
  if (own.number === null) return [content];
  const starts = [0];
  for (let i = own.length + 1; i < content.length; i += 1) {
    const above = content[i - 1]?.text ?? '';
    if (above.length > longestDay || readDate(above) === null) continue;
    const next = readHeader(content.slice(i, i + longestHeader), 'top', rules);
    if (next.title === null || next.number === null || numberKey(next.number.folded) === numberKey(own.number.folded))
      continue;
    const isForwarded =
      own.title !== next.title && own.title?.includes(titleWithoutIssuers(next.title, rules)) === true;
    if (!isForwarded) starts.push(i);
  }
  return starts.map((start, index) => content.slice(start, starts[index + 1] ?? content.length));
}

/** 文号:X 全文有效: a status without a label behind the last field of a line. */
function splitStatus(field: Omit<Field, 'paragraph'>, rules: CaptureRules): readonly Omit<Field, 'paragraph'>[] {
  const [, value, status] = /^(.*) (\S+)$/.exec(field.value) ?? [];
  if (value === undefined || status === undefined || !rules.statusLabels.has(status)) return [field];
  return [
    { ...field, value },
    { role: 'official-status', label: '', value: status },
  ];
}

function makeRecord(
  content: readonly Paragraph[],
  block: readonly Paragraph[],
  isGlued: boolean,
  fieldLines: FieldLines,
): Omit<PortalRecord, 'pageTitle'> {
  const fields = block.flatMap((paragraph) => fieldLines.get(paragraph) ?? []);
  const [first, second] = content;
  const label = first && second && isLabelLine(first.text, second.text) ? first : null;
  const furniture = [...(label ? [label] : []), ...block].sort((a, b) => a.from - b.from);
  return { label, content: label ? content.slice(1) : content, fields, furniture, isGlued };
}

/** `法规<number> <title>` before the title: the first line ends with the second. */
function isLabelLine(first: string, second: string): boolean {
  return (
    second.length >= 4 &&
    second.length <= longestTitle &&
    first.length <= 2 * longestTitle &&
    first.length >= second.length &&
    first.replaceAll(' ', '').endsWith(second.replaceAll(' ', ''))
  );
}
