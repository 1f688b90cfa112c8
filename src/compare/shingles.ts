import { isSpoken } from './token-types.js';
import type { Tokens } from './tokens.js';

/** Passages of at most this many words are known by their single words too: 部分纳税人 and 全部纳税人 share no pair (guessed). */
const shortPassage = 10;

/**
 * Pairs of neighbouring words of a passage as a sorted multiset of hashes, masked values and punctuation left out: what
 * two passages share of their wording.
 */
export function shinglesOf(tokens: Tokens): Int32Array {
  const masks = spokenMasks(tokens);
  if (masks.length > shortPassage || masks.length < 2) return pairsOf(masks);
  return mergeShingles([pairsOf(masks), Int32Array.from(masks, (mask) => mix(0, mask))]);
}

/**
 * The same with each 《title》 as one word: notices of one kind name the same long titles, and two clauses that only share
 * a title are not one clause moved.
 */
export function shinglesWithoutTitles(tokens: Tokens): Int32Array {
  return pairsOf(spokenMasks(tokens, true));
}

const title = -1;

function spokenMasks(tokens: Tokens, collapseTitles = false): number[] {
  const masks: number[] = [];
  for (let i = 0; i < tokens.length; i += 1) {
    const type = tokens.types[i];
    if (type === undefined || !isSpoken(type)) continue;
    if (collapseTitles && (tokens.inTitle[i] ?? 0) > 0) {
      if (masks.at(-1) !== title) masks.push(title);
    } else masks.push(tokens.mask[i] ?? 0);
  }
  return masks;
}

/** Hashes of neighbours in a run of keys, sorted. */
export function pairsOf(masks: ArrayLike<number>): Int32Array {
  if (masks.length === 0) return new Int32Array(0);
  if (masks.length === 1) return Int32Array.of(mix(0, masks[0] ?? 0));
  const pairs = new Int32Array(masks.length - 1);
  for (let i = 0; i < pairs.length; i += 1) pairs[i] = mix(masks[i] ?? 0, masks[i + 1] ?? 0);
  return pairs.sort();
}

/** 32 bits of two numbers (the finaliser of MurmurHash3). */
export function mix(a: number, b: number): number {
  let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** How many members two sorted multisets share. */
export function countShared(a: Int32Array, b: Int32Array): number {
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
  return shared;
}

/** Several sorted multisets as one. */
export function mergeShingles(runs: readonly Int32Array[]): Int32Array {
  const merged = new Int32Array(runs.reduce((sum, run) => sum + run.length, 0));
  let at = 0;
  for (const run of runs) {
    merged.set(run, at);
    at += run.length;
  }
  return merged.sort();
}
