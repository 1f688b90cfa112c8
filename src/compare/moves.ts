import { countShared } from './shingles.js';
import { groupParts, type Part } from './witness.js';

/** Word pairs from which a passage can be known again elsewhere; shorter ones must be the same to the letter (guessed). */
const leastPairs = 8;

/** How much of the smaller passage must be in the other, and how much smaller it may be. */
const leastContained = 0.7;
const leastSize = 0.5;

/** A word pair in more passages than this tells nothing about one of them. */
const mostPlaces = 64;

/**
 * Passages left over on both sides that are one clause in another place, edited or not; pairs of indexes, best first,
 * each passage once.
 */
export function findMoves(a: readonly Part[], b: readonly Part[]): readonly (readonly [number, number])[] {
  if (a.length === 0 || b.length === 0) return [];
  const candidates = [...sameElsewhere(a, b), ...containedElsewhere(a, b)];
  candidates.sort((x, y) => y.score - x.score || x.a - y.a || x.b - y.b);
  const takenA = new Set<number>();
  const takenB = new Set<number>();
  return candidates.flatMap((candidate) => {
    if (takenA.has(candidate.a) || takenB.has(candidate.b)) return [];
    takenA.add(candidate.a);
    takenB.add(candidate.b);
    return [[candidate.a, candidate.b] as const];
  });
}

/**
 * Passages of one component printed alike that each side has left over once: moved beyond doubt, whatever else was done
 * around them. Looked for before the gaps are aligned, where they would stand between what belongs together. An
 * interpretation repeats sentences of the notice: what was edited here and split there is no move.
 */
export function findUniqueMoves(a: readonly Part[], b: readonly Part[]): readonly (readonly [number, number])[] {
  const keyOf = (part: Part): string => `${part.component} ${part.printed}`;
  const inA = groupParts(a, keyOf);
  const inB = groupParts(b, keyOf);
  return [...inA].flatMap(([key, parts]) => {
    const [part, another] = parts;
    const [other, oneMore] = inB.get(key) ?? [];
    const isUnique = part && other && !another && !oneMore && part.bareShingles.length >= leastPairs;
    return isUnique ? [[part.index, other.index] as const] : [];
  });
}

interface Candidate {
  readonly a: number;
  readonly b: number;
  readonly score: number;
}

/** Passages printed alike, in order among themselves. */
function sameElsewhere(a: readonly Part[], b: readonly Part[]): readonly Candidate[] {
  const places = groupParts(b, (part) => part.printed);
  const used = new Map<string, number>();
  return a.flatMap((part) => {
    const nth = used.get(part.printed) ?? 0;
    const other = part.shingles.length > 0 ? places.get(part.printed)?.[nth] : undefined;
    if (!other) return [];
    used.set(part.printed, nth + 1);
    return [{ a: part.index, b: other.index, score: 2 }];
  });
}

function containedElsewhere(a: readonly Part[], b: readonly Part[]): readonly Candidate[] {
  const shinglesB = b.map((part) => part.bareShingles);
  const places = placesOf(shinglesB);
  return a.flatMap((part) => {
    const shingles = part.bareShingles;
    if (shingles.length < leastPairs) return [];
    return sharing(shingles, places).flatMap((index) => {
      const other = shinglesB[index];
      const place = b[index];
      if (!other || !place || other.length < leastPairs) return [];
      const smaller = Math.min(shingles.length, other.length);
      const contained = countShared(shingles, other) / smaller;
      const isAlike = contained >= leastContained && smaller >= leastSize * Math.max(shingles.length, other.length);
      return isAlike ? [{ a: part.index, b: place.index, score: contained }] : [];
    });
  });
}

function placesOf(shingles: readonly Int32Array[]): ReadonlyMap<number, readonly number[]> {
  const places = new Map<number, number[]>();
  for (const [index, run] of shingles.entries()) {
    for (const shingle of new Set(run)) {
      const list = places.get(shingle);
      if (!list) places.set(shingle, [index]);
      else if (list.length <= mostPlaces) list.push(index);
    }
  }
  return places;
}

/** Passages that may share most of these word pairs: those found at any of every fourth pair, common ones left out. */
function sharing(shingles: Int32Array, places: ReadonlyMap<number, readonly number[]>): readonly number[] {
  const found = new Set<number>();
  for (let i = 0; i < shingles.length; i += 4) {
    const list = places.get(shingles[i] ?? 0) ?? [];
    if (list.length <= mostPlaces) for (const index of list) found.add(index);
  }
  return [...found].sort((x, y) => x - y);
}
