/** Two places that correspond. */
export type Anchor = readonly [a: number, b: number];

/** A stretch of two sequences that is not settled yet; ends exclusive. */
export interface Gap {
  readonly fromA: number;
  readonly toA: number;
  readonly fromB: number;
  readonly toB: number;
}

/**
 * Keys that occur once in each stretch, in the longest run that keeps the order of both. `NaN` is no key.
 * Linear in the stretch, but for the run itself (n log n).
 */
export function uniqueAnchors(a: ArrayLike<number>, b: ArrayLike<number>, gap: Gap): readonly Anchor[] {
  const inB = uniquePlaces(b, gap.fromB, gap.toB);
  const inA = uniquePlaces(a, gap.fromA, gap.toA);
  const pairs: Anchor[] = [];
  for (const [key, i] of inA) {
    const j = inB.get(key);
    if (i >= 0 && j !== undefined && j >= 0) pairs.push([i, j]);
  }
  return longestIncreasing(pairs);
}

/** The place of each key, -1 where it occurs more than once, in order. */
function uniquePlaces(keys: ArrayLike<number>, from: number, to: number): Map<number, number> {
  const places = new Map<number, number>();
  for (let i = from; i < to; i += 1) {
    const key = keys[i] ?? Number.NaN;
    if (!Number.isNaN(key)) places.set(key, places.has(key) ? -1 : i);
  }
  return places;
}

/** The longest run of pairs, given in the order of A, that also rises in B (patience sorting). */
function longestIncreasing(pairs: readonly Anchor[]): readonly Anchor[] {
  const tops: number[] = []; // index of the pair that ends the best run of each length
  const before: number[] = [];
  for (const [index, [, place]] of pairs.entries()) {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((pairs[tops[middle] ?? 0]?.[1] ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? (tops[low - 1] ?? -1) : -1;
    tops[low] = index;
  }
  const run: Anchor[] = [];
  for (let at = tops.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) {
    const pair = pairs[at];
    if (pair) run.push(pair);
  }
  return run.reverse();
}
