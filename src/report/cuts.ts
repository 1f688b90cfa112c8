import type { Passage, Reading } from '../model/document.js';

/** Rows in their order, cut so that each cut weighs at most `most` or holds one row that is heavier; at least one cut, which may be empty. */
export function cutByWeight<Row>(
  rows: readonly Row[],
  weightOf: (row: Row) => number,
  most: number,
): readonly (readonly Row[])[] {
  const starts = [0];
  let weight = 0;
  rows.forEach((row, place) => {
    const own = weightOf(row);
    if (weight > 0 && weight + own > most) {
      starts.push(place);
      weight = 0;
    }
    weight += own;
  });
  return starts.map((from, n) => rows.slice(from, starts[n + 1] ?? rows.length));
}

/**
 * Bytes that the rows of one page may weigh by a rough count, which is above what they do weigh: so no page weighs more than
 * 300 KB, and the comparisons and texts of the twenty notices are one page each.
 */
export const heaviestCut = 240_000;

/** Rough bytes of a text on a page: three for a Chinese character. */
export function bytesOf({ from, to }: { readonly from: number; readonly to: number }): number {
  return 3 * (to - from);
}

/** Rough bytes of what stands around the text of a passage, its entry in the contents with it. */
const aroundPassage = 400;

/** The text of a document as it is cut into pages: nearly every document is one. */
export function textCuts({ passages }: Reading): readonly (readonly Passage[])[] {
  return cutByWeight(passages, (passage) => bytesOf(passage) + aroundPassage, heaviestCut);
}
