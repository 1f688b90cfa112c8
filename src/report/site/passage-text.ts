import type { Span, Text } from '../../model/text.js';
import type { Piece } from './markup.js';

/** Something to show about a stretch of text; offsets into `Text.text`, an empty stretch is a point. */
export interface Mark {
  readonly from: number;
  readonly to: number;
  readonly show: (content: Piece) => Piece;
}

/** The stretch of the normalised text that a source span covers: the way of `sourceSpan` back. */
export function textRange(text: Text, span: Span): { readonly from: number; readonly to: number } {
  const from = firstAtOrAfter(text.at, span.from);
  return { from, to: Math.max(from, firstAtOrAfter(text.at, span.to)) };
}

/** Marks inside marks are shown to this depth: a repair in a citation in a quotation needs three. */
const deepestNesting = 4;

/**
 * The text between two offsets with its marks shown. A mark within another is shown inside it; one that crosses the
 * end of another, or of the stretch, is left out, so that the markup is always well nested.
 */
export function markText(text: string, from: number, to: number, marks: readonly Mark[]): Piece {
  const inside = marks.filter((mark) => mark.from >= from && mark.to <= to).sort(byPlace);
  return markNested(text, from, to, inside, deepestNesting);
}

/** As `markText`, for marks that are sorted. */
function markNested(text: string, from: number, to: number, marks: readonly Mark[], depth: number): Piece {
  const pieces: Piece[] = [];
  let at = from;
  for (let index = 0; index < marks.length; ) {
    const mark = marks[index];
    index += 1;
    if (!mark || mark.from < at || mark.to > to) continue;
    const inner = marksBefore(marks, index, mark.to);
    index += inner.length;
    const content = depth > 1 ? markNested(text, mark.from, mark.to, inner, depth - 1) : text.slice(mark.from, mark.to);
    pieces.push(text.slice(at, mark.from), mark.show(content));
    at = mark.to;
  }
  pieces.push(text.slice(at, to));
  return pieces;
}

/** The marks from an index on that start before an offset. */
function marksBefore(marks: readonly Mark[], index: number, to: number): readonly Mark[] {
  let end = index;
  while ((marks[end]?.from ?? to) < to) end += 1;
  return marks.slice(index, end);
}

/** By start; points before stretches, outer stretches before inner ones. */
function byPlace(a: Mark, b: Mark): number {
  if (a.from !== b.from) return a.from - b.from;
  const pointFirst = Number(b.from === b.to) - Number(a.from === a.to);
  return pointFirst || b.to - a.to;
}

function firstAtOrAfter(at: Uint32Array, offset: number): number {
  let low = 0;
  let high = at.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((at[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return Math.min(low, Math.max(0, at.length - 1));
}
