import type { Reading } from '../model/document.js';
import type { Sha256, WorkId } from '../model/ids.js';
import type { Recording } from '../model/recording.js';
import { compareText } from './canonical.js';

/** Place of a source in the pipeline, from 0; a source the pipeline does not name comes last. */
export type Rank = (source: string | null) => number;

/** The witnesses of one work, the one that counts first. */
export type Witnesses = readonly [Witness, ...Witness[]];

/** A reading with the rank of the source its capture came from. */
export interface Witness {
  readonly reading: Reading;
  readonly rank: number;
}

export function rankBy(sources: readonly string[]): Rank {
  const rank = new Map<string | null, number>(sources.map((source, index) => [source, index]));
  return (source) => rank.get(source) ?? Number.POSITIVE_INFINITY;
}

/**
 * The readings of each work, the one that counts first: by the order of the sources in the pipeline, then by path and
 * place, so that the order in which they were read does not matter. Works in the order of their ids.
 */
export function witnessesByWork({ captures, readings }: Recording, rank: Rank): ReadonlyMap<WorkId, Witnesses> {
  const rankOf = new Map<Sha256, number>();
  for (const { sha256, source } of captures) {
    rankOf.set(sha256, Math.min(rank(source), rankOf.get(sha256) ?? Number.POSITIVE_INFINITY));
  }
  const witnesses = readings.map((reading) => ({
    reading,
    rank: rankOf.get(reading.document.source.sha256) ?? Number.POSITIVE_INFINITY,
  }));
  const byWork = new Map<WorkId, [Witness, ...Witness[]]>();
  for (const witness of witnesses.sort(compareWitnesses)) {
    const { id } = witness.reading.document;
    const known = byWork.get(id);
    if (known) known.push(witness);
    else byWork.set(id, [witness]);
  }
  return byWork;
}

function compareWitnesses(a: Witness, b: Witness): number {
  const [one, two] = [a.reading.document, b.reading.document];
  return (
    compareText(one.id, two.id) ||
    compareRanks(a.rank, b.rank) ||
    compareText(one.source.path, two.source.path) ||
    compareText(one.source.sha256, two.source.sha256) ||
    one.source.firstLine - two.source.firstLine
  );
}

/** Orders by rank. Not a subtraction: of two unnamed sources it would give NaN. */
export function compareRanks(a: number, b: number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
