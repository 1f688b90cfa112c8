import { readDate } from '../notation/dates.js';
import { numberKey } from '../notation/document-numbers.js';
import { titleWithoutIssuers } from '../notation/titles.js';
import type { CaptureRules, FieldRole, Rules } from '../model/rules.js';
import { readHeader } from './header.js';
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
  /** Title and number only: what follows the block of fields is still the same document. */
  awaitsText: boolean;
}

/**
 * Divides a capture into records. A block of portal fields ends a record, opens one where the capture starts with a
 * block, or stands between the title of a document and its text; a capture without fields is one record.
 */
export function divideCapture(paragraphs: readonly Paragraph[], rules: Rules): PortalRecord[] {
  const runs = listRuns(paragraphs, rules);
  const drafts: Draft[] = [];
  let leading: readonly Paragraph[] = [];
  runs.forEach((run, index) => {
    const last = drafts.at(-1);
    if (run.isBlock) {
      const isLast = index === runs.length - 1;
      if (!last || (runs[0]?.isBlock === true && !last.awaitsText && !isLast)) leading = run.paragraphs;
      else append(last.block, run.paragraphs);
    } else if (last?.awaitsText === true && readHeader(run.paragraphs, false, rules).title === null) {
      append(last.content, run.paragraphs);
      last.awaitsText = false;
    } else {
      const awaitsText = isHeaderOnly(run.paragraphs, rules);
      if (last && leading.length === 0 && !awaitsText && isTrailer(run.paragraphs)) return;
      drafts.push({ content: [...run.paragraphs], block: [...leading], awaitsText });
      leading = [];
    }
  });
  if (leading.length > 0) drafts.push({ content: [], block: [...leading], awaitsText: false });
  return drafts.flatMap(({ content, block }) => {
    const documents = splitGlued(content, rules);
    return documents.map((document, index) =>
      makeRecord(document, index === documents.length - 1 ? block : [], index > 0, rules.captures),
    );
  });
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
function listRuns(paragraphs: readonly Paragraph[], rules: Rules): Run[] {
  const { captures } = rules;
  const isFurniture = paragraphs.map(
    ({ text }) => captures.chrome.has(text) || isPager(text) || readFields(text, captures).length > 0,
  );
  const runs: { isBlock: boolean; paragraphs: Paragraph[] }[] = [];
  for (let i = 0; i < paragraphs.length; ) {
    let end = i;
    while (end < paragraphs.length && isFurniture[end] === isFurniture[i]) end += 1;
    const run = paragraphs.slice(i, end);
    const isBlock = isFurniture[i] === true && isFieldBlock(run, captures);
    const last = runs.at(-1);
    if (last?.isBlock === isBlock) append(last.paragraphs, run);
    else runs.push({ isBlock, paragraphs: run });
    i = end;
  }
  return runs.some((run) => !run.isBlock && isHeaderOnly(run.paragraphs, rules))
    ? runs.flatMap((run, index) => splitBeforeBlock(run, runs[index + 1], rules))
    : runs;
}

/** Most lines of a header: agencies, title on two lines, number, date. */
const longestHeader = 5;

/** Where titles stand above their fields, the text of one document runs on into the title of the next. */
function splitBeforeBlock(run: Run, next: Run | undefined, rules: Rules): readonly Run[] {
  if (run.isBlock || next === undefined) return [run];
  const { paragraphs } = run;
  for (let lines = Math.min(longestHeader, paragraphs.length - 1); lines > 0; lines -= 1) {
    const tail = paragraphs.slice(-lines);
    if (isHeaderOnly(tail, rules))
      return [
        { isBlock: false, paragraphs: paragraphs.slice(0, -lines) },
        { isBlock: false, paragraphs: tail },
      ];
  }
  return [run];
}

function isHeaderOnly(paragraphs: readonly Paragraph[], rules: Rules): boolean {
  const header = readHeader(paragraphs, false, rules);
  return header.title !== null && header.length === paragraphs.length;
}

/** Most characters of what a page ends with after its last document: a hint to scan a code, a list of pages (guessed). */
const longestTrailer = 200;

/** Words after the last record that are no document: short, and no sentence among them. */
function isTrailer(paragraphs: readonly Paragraph[]): boolean {
  const text = paragraphs.map((paragraph) => paragraph.text).join('');
  return text.length <= longestTrailer && !/[。;:《》]/.test(text);
}

/** Page numbers under a list: 1 2 3 … 12 >. */
function isPager(text: string): boolean {
  return text.length <= 80 && /^[0-9 <>«»‹›|.…]+$/.test(text);
}

/** A block holds a field that portals always have; 来源: or 名称: alone may be a line of the document. */
function isFieldBlock(run: readonly Paragraph[], rules: CaptureRules): boolean {
  return run.some((paragraph) => readFields(paragraph.text, rules).some((field) => field.role !== 'other'));
}

/** Longest line of fields; ten of them with a title have some 300 characters. */
const longestFields = 1000;

/** The portal fields that a line consists of: one, or several in a row; none for any other line. */
export function readFields(line: string, rules: CaptureRules): readonly Omit<Field, 'paragraph'>[] {
  if (rules.statusLabels.has(line)) return [{ role: 'official-status', label: '', value: line }];
  if (line.length > longestFields || !rules.fieldStarts.has(line.charAt(0))) return [];
  const labels = [...line.matchAll(rules.fieldLabel)];
  if (labels[0]?.index !== 0) return [];
  return labels.flatMap((match, index) => {
    const label = (match[1] ?? match[2] ?? '').replaceAll(' ', '');
    const value = line.slice(match.index + match[0].length, labels[index + 1]?.index ?? line.length);
    const role = rules.fields.get(label);
    return role === undefined ? [] : splitStatus({ role, label, value: value.replace(/^[ |]+|[ |]+$/g, '') }, rules);
  });
}

/**
 * Notices that stand one behind the other: after a day of signature, a title with another number. What a notice forwards
 * has title and number too, and is named in its title.
 */
function splitGlued(content: readonly Paragraph[], rules: Rules): readonly (readonly Paragraph[])[] {
  const own = readHeader(content, false, rules);
  if (own.number === null) return [content];
  const starts = [0];
  for (let i = own.length + 1; i < content.length; i += 1) {
    if (readDate(content[i - 1]?.text ?? '') === null) continue;
    const next = readHeader(content.slice(i, i + longestHeader), false, rules);
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
  rules: CaptureRules,
): PortalRecord {
  const fields = block.flatMap((paragraph) =>
    readFields(paragraph.text, rules).map((field) => ({ ...field, paragraph })),
  );
  const [first, second] = content;
  const label = first && second && isLabelLine(first.text, second.text) ? first : null;
  const furniture = [...(label ? [label] : []), ...block].sort((a, b) => a.from - b.from);
  return { label, content: label ? content.slice(1) : content, fields, furniture, isGlued };
}

/** `法规<number> <title>` before the title: the first line ends with the second. */
function isLabelLine(first: string, second: string): boolean {
  return (
    second.length >= 4 &&
    first.length >= second.length &&
    first.replaceAll(' ', '').endsWith(second.replaceAll(' ', ''))
  );
}
