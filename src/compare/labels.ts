import { labelNumber } from './label-numbers.js';
import type { Part, Witness } from './witness.js';

/** How the labels of two passages that correspond differ. Offsets are into the texts of the witnesses. */
export type LabelChange =
  | { readonly kind: 'same' }
  /** Another number: 五、 and 六、. */
  | { readonly kind: 'renumbered' }
  /** The same number written in another way: 1. and 1、. */
  | { readonly kind: 'marker'; readonly a: readonly [number, number]; readonly b: readonly [number, number] }
  /** Only one has a label. An article that loses its number can no longer be cited. */
  | {
      readonly kind: 'unlabelled';
      readonly isArticle: boolean;
      readonly a: readonly [number, number];
      readonly b: readonly [number, number];
    };

/** Compares the printed labels of two passages. */
export function compareLabels(a: Witness, partA: Part, b: Witness, partB: Part): LabelChange {
  if (partA.text === partB.text && partA.labelTo - partA.from === partB.labelTo - partB.from) return { kind: 'same' };
  const rangeA = labelRange(a, partA);
  const rangeB = labelRange(b, partB);
  const textA = a.text.slice(...rangeA);
  const textB = b.text.slice(...rangeB);
  if (textA === textB) return { kind: 'same' };
  if (textA === '' || textB === '') {
    return { kind: 'unlabelled', isArticle: `${textA}${textB}`.startsWith('第'), a: rangeA, b: rangeB };
  }
  if (labelNumber(textA) !== labelNumber(textB)) return { kind: 'renumbered' };
  const { head, tail } = commonEnds(textA, textB);
  return {
    kind: 'marker',
    a: [rangeA[0] + head, rangeA[1] - tail],
    b: [rangeB[0] + head, rangeB[1] - tail],
  };
}

/** A label without the blanks behind it. */
function labelRange(witness: Witness, { from, labelTo }: Part): readonly [number, number] {
  return [from, from + witness.text.slice(from, labelTo).trimEnd().length];
}

function commonEnds(a: string, b: string): { head: number; tail: number } {
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < most - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  return { head, tail };
}
