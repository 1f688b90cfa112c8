import { createHash } from 'node:crypto';
import type { Document, Reading } from '../model/document.js';
import type { WorkId } from '../model/ids.js';
import { candidatePairs, signatureOf } from './minhash.js';

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
 * @param gramsOf a document as hashes of masked grams, in any order, repeated or not
 */
export function groupFamilies(
  readings: readonly Reading[],
  gramsOf: (reading: Reading) => Int32Array,
): readonly Family[] {
  const members = [...readings].sort((a, b) => (a.document.id < b.document.id ? -1 : 1));
  const setAt = keepSets(members, gramsOf);
  const pairs =
    members.length <= mostComparedInFull
      ? allPairs(members.length)
      : candidatePairs(members.map((member) => signatureOf(gramsOf(member))));
  const groups = new Groups(members.length);
  for (const [i, j] of pairs)
    if (!groups.areOne(i, j) && jaccard(setAt(i), setAt(j)) >= leastSimilar) groups.join(i, j);
  return groups.list().map((indexes) =>
    describe(
      indexes.flatMap((index) => members[index] ?? []),
      indexes.map(setAt),
    ),
  );
}

/** The set of each document that is asked for: of a large corpus, of the few that are likely to be alike. */
function keepSets(
  members: readonly Reading[],
  gramsOf: (reading: Reading) => Int32Array,
): (index: number) => Int32Array {
  const sets = new Map<number, Int32Array>();
  return (index) => {
    const member = members[index];
    const set = sets.get(index) ?? (member ? setOf(gramsOf(member)) : new Int32Array(0));
    sets.set(index, set);
    return set;
  };
}

/** Hashes in order, each once. */
export function setOf(hashes: Int32Array): Int32Array {
  const sorted = hashes.slice().sort();
  let length = 0;
  for (let i = 0; i < sorted.length; i += 1) {
    if (i > 0 && sorted[i] === sorted[i - 1]) continue;
    sorted[length] = sorted[i] ?? 0;
    length += 1;
  }
  return sorted.slice(0, length);
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

  areOne(a: number, b: number): boolean {
    return this.#root(a) === this.#root(b);
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
      const group = groups.get(root);
      if (group) group.push(index);
      else groups.set(root, [index]);
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
 * Copies are one work, or have one text. Versions are one title of one issuer at different times (years and dates in it
 * aside). Siblings are other titles of one issuer: 济南 and 莱芜 by one province, 反倾销 and 反补贴. Everything else is
 * near-duplicates: one kind of notice by several issuers.
 */
function relationOf(members: readonly Reading[]): FamilyRelation {
  const share = (value: (reading: Reading) => string | null): boolean => {
    const first = members[0] && value(members[0]);
    return first !== null && first !== undefined && members.every((member) => value(member) === first);
  };
  if (share(({ document }) => document.source.textSha256) || share(({ document }) => document.id)) return 'copies';
  const makers = new Set(members.map(({ document }) => makerOf(document)));
  const isOneTitle = share(({ document }) => document.title && withoutDates(document.title));
  if (isOneTitle && makers.size === 1) return 'versions';
  return makers.size === 1 && !makers.has(null) ? 'siblings' : 'near-duplicates';
}

/** Who made a document; null where nobody says. A law of the State need not name its issuer. */
function makerOf({ issuers, jurisdiction, title }: Document): string | null {
  if (issuers.length > 0) return issuers.join();
  return jurisdiction.gb2260 ?? (title?.startsWith('中华人民共和国') === true ? 'CN' : null);
}

/** 关于2022年…的通知 and 关于2023年…的通知 are one notice, year by year; (2020修正) is no part of a title. */
function withoutDates(title: string): string {
  return title
    .replace(/\([^()]*(?:修正|修订)[^()]*\)$/, '')
    .replace(/(?:[0-9]{4}|[二〇○零一三四五六七八九十]{4})年?(?:度|[0-9]{1,2}月)?/g, '');
}
