import type { Comparison, Difference, DifferenceKind, Pair } from '../../model/difference.js';
import type { EId } from '../../model/ids.js';

/** A line of a comparison: passages that correspond, side by side, with the differences between them. */
export interface Row {
  /** Place in the comparison, from 0. */
  readonly index: number;
  readonly pair: Pair;
  readonly a: readonly EId[];
  readonly b: readonly EId[];
  readonly differences: readonly Difference[];
  /** For one half of a moved passage, the row of the other. */
  readonly movedTo: number | null;
}

type Draft = Omit<Row, 'index' | 'movedTo' | 'differences'>;

/**
 * The rows of a comparison in the order of A, what only B has after what precedes it in B. A moved passage has two
 * rows, one where it stood in A and one where it stands in B. Each difference is in exactly one row.
 *
 * @param orderOfB the passages of B as they follow each other
 */
export function comparisonRows(comparison: Comparison, orderOfB: readonly EId[]): readonly Row[] {
  const drafts = inOrder(
    [...comparison.pairs, ...missingPairs(comparison)],
    new Map(orderOfB.map((eId, place) => [eId, place])),
  );
  const differences = differencesByRow(drafts, comparison.differences);
  return drafts.map((draft, index) => ({
    ...draft,
    index,
    differences: differences.get(index) ?? [],
    movedTo: draft.pair.relation === 'moved' ? otherHalf(drafts, draft, index) : null,
  }));
}

/** Pairs for passages that a difference names and no pair holds, so that no difference goes without a row. */
function missingPairs({ pairs, differences }: Comparison): readonly Pair[] {
  const paired = new Set(
    pairs.flatMap(({ a, b }) => [...a.map(({ eId }) => `a ${eId}`), ...b.map(({ eId }) => `b ${eId}`)]),
  );
  const missing = new Map<string, Pair>();
  for (const { a, b } of differences) {
    if (paired.has(`a ${a.eId}`) || paired.has(`b ${b.eId}`)) continue;
    missing.set(`${a.eId} ${b.eId}`, { relation: 'match', edited: true, a: [a], b: [b], similarity: 0 });
  }
  return [...missing.values()];
}

/** Everything that stands in A in its order; then what stands in B alone is put behind what precedes it there. */
function inOrder(pairs: readonly Pair[], placeInB: ReadonlyMap<EId, number>): readonly Draft[] {
  const standing: Draft[] = [];
  const inserted: Draft[] = [];
  for (const pair of pairs) {
    const a = pair.a.map(({ eId }) => eId);
    const b = pair.b.map(({ eId }) => eId);
    if (pair.relation === 'moved') {
      standing.push({ pair, a, b: [] });
      inserted.push({ pair, a: [], b });
    } else if (a.length === 0) inserted.push({ pair, a, b });
    else standing.push({ pair, a, b });
  }
  const placeOf = (draft: Draft): number => Math.min(...draft.b.map((eId) => placeInB.get(eId) ?? Infinity));
  return merge(
    standing,
    inserted.toSorted((one, other) => placeOf(one) - placeOf(other)),
    placeOf,
  );
}

/** Each inserted row goes behind the last standing one whose B comes before it; both lists are walked once. */
function merge(
  standing: readonly Draft[],
  inserted: readonly Draft[],
  placeOf: (draft: Draft) => number,
): readonly Draft[] {
  const merged: Draft[] = [];
  let next = 0;
  const insertUpTo = (place: number): void => {
    for (let draft = inserted[next]; draft && placeOf(draft) < place; draft = inserted[next]) {
      merged.push(draft);
      next += 1;
    }
  };
  for (const draft of standing) {
    if (draft.b.length > 0) insertUpTo(placeOf(draft));
    merged.push(draft);
  }
  insertUpTo(Infinity);
  return [...merged, ...inserted.slice(next)];
}

/** An omitted passage is named by A, everything else by B, where both sides of a difference name a place. */
function differencesByRow(
  drafts: readonly Draft[],
  differences: readonly Difference[],
): ReadonlyMap<number, readonly Difference[]> {
  const rowOfA = new Map<EId, number>();
  const rowOfB = new Map<EId, number>();
  drafts.forEach(({ a, b }, index) => {
    for (const eId of a) if (!rowOfA.has(eId)) rowOfA.set(eId, index);
    for (const eId of b) if (!rowOfB.has(eId)) rowOfB.set(eId, index);
  });
  const found = new Map<number, Difference[]>();
  for (const difference of differences) {
    const byA = rowOfA.get(difference.a.eId);
    const byB = rowOfB.get(difference.b.eId);
    const index = difference.reason === 'omitted-clause' ? (byA ?? byB) : (byB ?? byA);
    if (index === undefined) continue;
    found.set(index, [...(found.get(index) ?? []), difference]);
  }
  return found;
}

function otherHalf(drafts: readonly Draft[], draft: Draft, index: number): number | null {
  const other = drafts.findIndex((candidate, place) => place !== index && candidate.pair === draft.pair);
  return other < 0 ? null : other;
}

/** Nothing differs: the texts agree, or the template says that this passage is in other members only. */
export function isPlain(row: Row): boolean {
  if (row.differences.length > 0) return false;
  return row.pair.relation === 'match' || row.pair.relation === 'omitted' || row.pair.relation === 'added';
}

/** The kinds of difference of a row, the heaviest first. */
export function kindsOf(row: Pick<Row, 'differences'>): readonly DifferenceKind[] {
  const order: readonly DifferenceKind[] = ['substantive', 'slot', 'editorial', 'layout'];
  return order.filter((kind) => row.differences.some((difference) => difference.kind === kind));
}
