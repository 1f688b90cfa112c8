import type { CaptureRules, FieldRole } from '../model/rules.js';
import type { Paragraph } from './paragraphs.js';

/** A line `label:value` that a portal put beside a document. */
export interface Field {
  readonly role: FieldRole;
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
}

/**
 * Divides a capture into records. A block of portal fields ends a record, or opens one where the capture starts with a
 * block; a capture without fields is one record.
 */
export function divideCapture(paragraphs: readonly Paragraph[], rules: CaptureRules): PortalRecord[] {
  const runs = listRuns(paragraphs, rules);
  const fieldsFirst = runs[0]?.isBlock === true;
  const records: PortalRecord[] = [];
  for (let i = 0; i < runs.length; ) {
    const pair = fieldsFirst ? { block: runs[i], content: runs[i + 1] } : { content: runs[i], block: runs[i + 1] };
    i += 2;
    if (!pair.block && records.length > 0 && isTrailer(pair.content?.paragraphs ?? [])) continue;
    records.push(makeRecord(pair.content?.paragraphs ?? [], pair.block?.paragraphs ?? [], rules));
  }
  return records;
}

interface Run {
  readonly isBlock: boolean;
  readonly paragraphs: readonly Paragraph[];
}

/** Alternating runs of content and of field blocks. */
function listRuns(paragraphs: readonly Paragraph[], rules: CaptureRules): Run[] {
  const isFurniture = paragraphs.map(
    (paragraph) =>
      rules.chrome.has(paragraph.text) || isPager(paragraph.text) || readField(paragraph.text, rules) !== null,
  );
  const runs: { isBlock: boolean; paragraphs: Paragraph[] }[] = [];
  for (let i = 0; i < paragraphs.length; ) {
    let end = i;
    while (end < paragraphs.length && isFurniture[end] === isFurniture[i]) end += 1;
    const run = paragraphs.slice(i, end);
    const isBlock = isFurniture[i] === true && isFieldBlock(run, rules);
    const last = runs.at(-1);
    if (last?.isBlock === isBlock) last.paragraphs.push(...run);
    else runs.push({ isBlock, paragraphs: run });
    i = end;
  }
  return runs;
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
  return run.some((paragraph) => {
    const field = readField(paragraph.text, rules);
    return field !== null && field.role !== 'other';
  });
}

/** The portal field that a line is; null for any other line. */
export function readField(line: string, rules: CaptureRules): Omit<Field, 'paragraph'> | null {
  const match = /^[【[]?([^:：【】[\]]{2,8})[】\]]?[:：] ?(.*)$/.exec(line);
  const label = match?.[1]?.trim();
  const role = label === undefined ? undefined : rules.fields.get(label);
  return role === undefined || label === undefined ? null : { role, label, value: match?.[2]?.trim() ?? '' };
}

function makeRecord(content: readonly Paragraph[], block: readonly Paragraph[], rules: CaptureRules): PortalRecord {
  const fields = block.flatMap((paragraph) => {
    const field = readField(paragraph.text, rules);
    return field ? [{ ...field, paragraph }] : [];
  });
  const [first, second] = content;
  const label = first && second && isLabelLine(first.text, second.text) ? first : null;
  const furniture = [...(label ? [label] : []), ...block].sort((a, b) => a.from - b.from);
  return { label, content: label ? content.slice(1) : content, fields, furniture };
}

/** `法规<number> <title>` before the title: the first line ends with the second. */
function isLabelLine(first: string, second: string): boolean {
  return (
    second.length >= 4 &&
    first.length >= second.length &&
    first.replaceAll(' ', '').endsWith(second.replaceAll(' ', ''))
  );
}
