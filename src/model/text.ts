/** UTF-16 offsets into the decoded text of a capture, `to` exclusive: `source.slice(from, to)` is the evidence. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A repair made while normalising, with what stood there before. */
export interface Repair {
  readonly kind: 'private-use-character' | 'space-in-url' | 'space-in-number';
  /** Offsets into the source. */
  readonly span: Span;
  readonly was: string;
  readonly reads: string;
}

/** Paragraphs as people say they are: offsets before which one begins, and lines (from 0) that go on in the next. */
export interface LineEdits {
  readonly breaks: ReadonlySet<number>;
  readonly joins: ReadonlySet<number>;
}

/**
 * The readable text of a capture with the exact way back.
 *
 * `text` holds one paragraph a line (`\n` between paragraphs), folded by the character table: half-width
 * `,:;?!()`, ASCII digits and letters, single spaces, no invisible characters. `at[i]` is the source offset of
 * `text[i]`; `at` has one entry more than `text`, the end of the source.
 */
export interface Text {
  readonly source: string;
  readonly text: string;
  readonly at: Uint32Array;
  /** In the order of the source. */
  readonly repairs: readonly Repair[];
  /** Source offsets of controls and of what turns the direction of a line, in order: not read. Absent where nobody looked. */
  readonly unseen?: readonly number[];
  /** Source offsets of U+FFFD, which stands for a character that was lost before the capture, in order. */
  readonly lost?: readonly number[];
  /** Source offsets of traditional characters that are read as simplified, in order. */
  readonly traditional?: readonly number[];
  /** Source offsets at which lines start, for line numbers in messages and JSON. */
  readonly lineStarts: Uint32Array;
}

/** The source span of `text.text.slice(from, to)`; an empty slice gives an empty span. */
export function sourceSpan(text: Text, from: number, to: number): Span {
  const start = text.at[from] ?? text.source.length;
  if (to <= from) return { from: start, to: start };
  return { from: start, to: (text.at[to - 1] ?? text.source.length - 1) + 1 };
}

/** The line (from 1) that holds a source offset. */
export function lineAt(lineStarts: Uint32Array, offset: number): number {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

/** The index of the first of some items, in order of their offsets, whose offset is not below one; their number where all are. */
export function firstAtOrAfter<Item>(items: readonly Item[], offset: number, offsetOf: (item: Item) => number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && offsetOf(item) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Source offsets at which lines start; `\r\n`, `\n` and `\r` end a line. */
export function findLineStarts(source: string): Uint32Array {
  const starts = [0];
  for (let i = 0; i < source.length; i += 1) {
    const code = source.charCodeAt(i);
    if (code === 10 || (code === 13 && source.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return Uint32Array.from(starts);
}

/** Order by UTF-16 code units: the same on every machine, unlike a locale's. */
export function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
