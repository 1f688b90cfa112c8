import type { Message } from '../model/message.js';
import { firstAtOrAfter, lineAt, type Repair, type Text } from '../model/text.js';

/** Fewer than this many different traditional characters may be names in a simplified text (guessed). */
const leastTraditional = 3;

/** A character of a text with what is to be said of it. */
interface Remark {
  readonly offset: number;
  readonly code: string;
  readonly what: string;
}

/**
 * Characters of one document that are read otherwise than they stand or look: repairs, what does not show, what was lost
 * before the capture, traditional characters. The same of one line is one message.
 */
export function checkCharacters(text: Text, lines: readonly { from: number; to: number }[]): Message[] {
  const spans = lines
    .map(({ from, to }) => ({ from: text.at[from] ?? 0, to: text.at[to] ?? text.source.length }))
    .sort((a, b) => a.from - b.from);
  const repairs = within(text.repairs, spans, ({ span }) => span.from).map(
    (repair): Remark => ({
      offset: repair.span.from,
      code: `normalise/${repair.kind}`,
      what: describeRepair(repair),
    }),
  );
  const unseen = within(text.unseen ?? [], spans, (offset) => offset).map(
    (offset): Remark => ({
      offset,
      code: 'normalise/unseen-character',
      what: `${nameOf(text.source.charAt(offset))} is not read; it does not show, or shows the line in another order`,
    }),
  );
  const lost = within(text.lost ?? [], spans, (offset) => offset).map(
    (offset): Remark => ({
      offset,
      code: 'normalise/lost-character',
      what: 'U+FFFD stands for a character that was lost before the capture',
    }),
  );
  const traditional = checkTraditional(
    text,
    within(text.traditional ?? [], spans, (offset) => offset),
  );
  return [...perLine(text, repairs), ...perLine(text, unseen), ...perLine(text, lost), ...traditional];
}

/** A text in traditional characters, once: what the table does not hold is read as it stands. */
function checkTraditional(text: Text, offsets: readonly number[]): Message[] {
  const [offset] = offsets;
  if (offset === undefined || new Set(offsets.map((at) => text.source[at])).size < leastTraditional) return [];
  const what = `${String(offsets.length)} traditional characters are read as simplified; quotes stay as captured`;
  return [messageAt(text, { offset, code: 'normalise/traditional-characters', what }, 1)];
}

/** Remarks in text order as messages, the same ones of a line as one. */
function perLine(text: Text, remarks: readonly Remark[]): Message[] {
  const counts = new Map<string, { readonly remark: Remark; count: number }>();
  for (const remark of remarks) {
    const key = `${String(lineAt(text.lineStarts, remark.offset))} ${remark.code} ${remark.what}`;
    const same = counts.get(key);
    if (same) same.count += 1;
    else counts.set(key, { remark, count: 1 });
  }
  return [...counts.values()].map(({ remark, count }) => messageAt(text, remark, count));
}

/** The items, in order of their offsets, that stand inside one of some spans in order. */
function within<Item>(
  items: readonly Item[],
  spans: readonly { readonly from: number; readonly to: number }[],
  offsetOf: (item: Item) => number,
): readonly Item[] {
  const last = spans.at(-1)?.to ?? -1;
  let at = 0;
  const inside: Item[] = [];
  for (let index = firstAtOrAfter(items, spans[0]?.from ?? Infinity, offsetOf); index < items.length; index += 1) {
    const item = items[index];
    if (item === undefined) break;
    const offset = offsetOf(item);
    if (offset > last) break;
    while ((spans[at]?.to ?? Infinity) < offset) at += 1;
    if ((spans[at]?.from ?? Infinity) <= offset) inside.push(item);
  }
  return inside;
}

function describeRepair({ kind, was, reads }: Repair): string {
  const is = was === reads ? 'kept, its meaning is not known' : `read as "${reads}"`;
  if (kind === 'private-use-character') return `${nameOf(was)} ${is}`;
  return `blank ${reads === '' ? 'left out' : is}`;
}

/** U+E010. */
function nameOf(char: string): string {
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Characters around a place that are quoted with it. */
const quoted = 8;

function messageAt(text: Text, { offset, code, what }: Remark, count: number): Message {
  const line = lineAt(text.lineStarts, offset);
  const column = offset - (text.lineStarts[line - 1] ?? 0) + 1;
  // What does not show would do to the message what it does to the line.
  const around = text.source
    .slice(Math.max(0, offset - quoted), offset + 1 + quoted)
    .replace(/[\r\n]+/g, ' ')
    .replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '');
  const times = count === 1 ? '' : `, ${String(count)} times in this line`;
  return { code, severity: 'warning', line, column, text: `${what} in “${around}”${times}` };
}
