import { createHash } from 'node:crypto';
import type { Reading } from '../model/document.js';
import type { WorkId } from '../model/ids.js';
import { candidatePairs } from './minhash.js';

/** How the documents of a group are related; `contract.md` families. */
export type FamilyRelation = 'near-duplicates' | 'copies' | 'versions' | 'siblings';

/** Documents that are near-duplicates of each other. */
export interface Family {
  /** Stable while the members are the same. */
  readonly id: string;
  readonly relation: FamilyRelation;
  /** Sorted by id. */
  readonly members: readonly { readonly id: WorkId; readonly path: string; readonly line: number }[];
  /** Jaccard index of the grams, over all pairs of members. */
  readonly similarity: { readonly min: number; readonly median: number };
}

/**
 * From this Jaccard index of masked grams on, two documents are of one kind. On the twenty notices, members of a family
 * have 0.28 and more, strangers 0.10 and less.
 */
const leastSimilar = 0.25;

/**
 * Documents of which every pair is looked at, which misses nothing: 80,000 pairs take about a second. In larger corpora
 * candidates come from MinHash and are then measured exactly.
 */
const mostComparedInFull = 400;

/**
 * Gives the groups of two or more near-duplicates, sorted by their first member, whatever the order of the documents.
 *
 * @param gramsOf a document as a sorted set of hashes of masked word grams
 */
export function groupFamilies(
  readings: readonly Reading[],
  gramsOf: (reading: Reading) => Int32Array,
): readonly Family[] {
  const members = [...readings].sort((a, b) => (a.document.id < b.document.id ? -1 : 1));
  const grams = members.map(gramsOf);
  const pairs = members.length <= mostComparedInFull ? allPairs(members.length) : candidatePairs(grams);
  const groups = new Groups(members.length);
  for (const [i, j] of pairs) {
    const a = grams[i];
    const b = grams[j];
    if (a && b && jaccard(a, b) >= leastSimilar) groups.join(i, j);
  }
  return groups.list().map((indexes) =>
    describe(
      indexes.flatMap((index) => members[index] ?? []),
      indexes.flatMap((index) => grams[index] ?? []),
    ),
  );
}

function* allPairs(count: number): Generator<readonly [number, number]> {
  for (let i = 0; i < count; i += 1) for (let j = i + 1; j < count; j += 1) yield [i, j];
}

/** Shared members over all members of two sorted sets; 0 for two empty ones, which are alike in nothing. */
export function jaccard(a: Int32Array, b: Int32Array): number {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const left = a[i] ?? 0;
    const right = b[j] ?? 0;
    if (left === right) {
      shared += 1;
      i += 1;
      j += 1;
    } else if (left < right) i += 1;
    else j += 1;
  }
  return shared === 0 ? 0 : shared / (a.length + b.length - shared);
}

/** Disjoint sets of indexes. */
class Groups {
  readonly #parent: number[];

  constructor(count: number) {
    this.#parent = Array.from({ length: count }, (_, index) => index);
  }

  #root(index: number): number {
    let root = index;
    while (this.#parent[root] !== root) root = this.#parent[root] ?? root;
    this.#parent[index] = root;
    return root;
  }

  join(a: number, b: number): void {
    const [first, second] = [this.#root(a), this.#root(b)].sort((x, y) => x - y);
    if (first !== undefined && second !== undefined) this.#parent[second] = first;
  }

  /** Groups of two or more, members in order. */
  list(): readonly (readonly number[])[] {
    const groups = new Map<number, number[]>();
    for (const index of this.#parent.keys()) {
      const root = this.#root(index);
      groups.set(root, [...(groups.get(root) ?? []), index]);
    }
    return [...groups.values()].filter((group) => group.length > 1);
  }
}

/** Pairs measured for the numbers of one family; of a larger one, those of its first members. */
const mostMeasured = 60;

function describe(members: readonly Reading[], grams: readonly Int32Array[]): Family {
  const measured = grams.slice(0, mostMeasured);
  const values = [...allPairs(measured.length)].map(([i, j]) =>
    jaccard(measured[i] ?? new Int32Array(0), measured[j] ?? new Int32Array(0)),
  );
  values.sort((a, b) => a - b);
  const ids = members.map((member) => member.document.id);
  return {
    id: `f-${createHash('sha256').update(ids.join('\n')).digest('hex').slice(0, 12)}`,
    relation: relationOf(members),
    members: members.map(({ document }) => ({
      id: document.id,
      path: document.source.path,
      line: document.source.firstLine,
    })),
    similarity: { min: round(values[0] ?? 0), median: round(values[values.length >>> 1] ?? 0) },
  };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/**
 * Copies have one text. Versions are one title of one issuer at different times. Siblings are different titles that one
 * issuer put out on one day (反倾销 and 反补贴). Everything else is near-duplicates: one kind of notice by several issuers.
 */
function relationOf(members: readonly Reading[]): FamilyRelation {
  const share = (value: (reading: Reading) => string | null): boolean => {
    const first = members[0] && value(members[0]);
    return first !== null && first !== undefined && members.every((member) => value(member) === first);
  };
  if (share(({ document }) => document.source.textSha256)) return 'copies';
  const sameIssuer = share(({ document }) => (document.issuers.length > 0 ? document.issuers.join() : null));
  if (!sameIssuer) return 'near-duplicates';
  if (share(({ document }) => document.title)) return 'versions';
  return share(({ document }) => document.issued) ? 'siblings' : 'near-duplicates';
}
