import { compareText } from '../model/text.js';
import type { ReadSnapshot } from '../model/recording.js';

/** Place of a source in the pipeline, from 0; a source the pipeline does not name comes last. */
export type Rank = (source: string | null) => number;

export function rankBy(sources: readonly string[]): Rank {
  const rank = new Map<string | null, number>(sources.map((source, index) => [source, index]));
  return (source) => rank.get(source) ?? Number.POSITIVE_INFINITY;
}

/**
 * Captures in the order in which they count: by the place of their source in the pipeline, then by path. Of two texts of
 * one work the first is the one that counts, whatever order they were read in.
 */
export function inPrecedence(captures: readonly ReadSnapshot[], sources: readonly string[]): readonly ReadSnapshot[] {
  const rank = rankBy(sources);
  return captures.toSorted((a, b) => comparePrecedence(a, b, rank));
}

/** Negative where the first one counts before the second. */
export function comparePrecedence({ snapshot: a }: ReadSnapshot, { snapshot: b }: ReadSnapshot, rank: Rank): number {
  return (
    compareRanks(rank(a.source), rank(b.source)) ||
    compareText(a.path, b.path) ||
    compareText(a.source, b.source) ||
    compareText(a.sha256, b.sha256)
  );
}

/** Orders by rank. Not a subtraction: of two unnamed sources it would give NaN. */
function compareRanks(a: number, b: number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
