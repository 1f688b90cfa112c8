/**
 * Bands and rows of the signature: two documents with a Jaccard index of 0.27 share a band with a probability of
 * 1 - (1 - 0.27²)^63 = 0.99, two with 0.06 in every fifth case, and those are measured and dropped.
 */
const bands = 63;
const rows = 2;
const bins = bands * rows;

/** A band that more documents share than this says nothing about any two of them (boilerplate; guessed). */
const largestBucket = 2_000;

/**
 * Pairs of documents that are likely to be alike, each once, smaller index first. One-permutation MinHash: the hashes of
 * a document are dealt into bins, the smallest of each bin is kept, and an empty bin takes that of the next full one.
 *
 * @param sets sorted sets of 32-bit hashes
 */
export function candidatePairs(sets: readonly Int32Array[]): Iterable<readonly [number, number]> {
  const signatures = sets.map(signatureOf);
  const pairs = new Set<number>();
  for (let band = 0; band < bands; band += 1) {
    for (const bucket of bucketsOf(signatures, band)) {
      for (const [at, i] of bucket.entries()) for (const j of bucket.slice(at + 1)) pairs.add(i * sets.length + j);
    }
  }
  return [...pairs].sort((a, b) => a - b).map((pair) => [Math.floor(pair / sets.length), pair % sets.length] as const);
}

/** The smallest hash of each bin; null for an empty set. */
function signatureOf(set: Int32Array): Uint32Array | null {
  if (set.length === 0) return null;
  const signature = new Uint32Array(bins).fill(0xffffffff);
  for (const hash of set) {
    const spread = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
    const bin = spread % bins;
    const rank = Math.imul(hash ^ (hash >>> 13), 0x297a2d39) >>> 0;
    if (rank < (signature[bin] ?? 0)) signature[bin] = rank;
  }
  return fillEmpty(signature);
}

/** An empty bin takes the value of the next full one, mixed with the distance, so that two empty bins differ. */
function fillEmpty(signature: Uint32Array): Uint32Array {
  const filled = signature.slice();
  for (let bin = 0; bin < bins; bin += 1) {
    let distance = 0;
    while (signature[(bin + distance) % bins] === 0xffffffff && distance < bins) distance += 1;
    if (distance > 0) filled[bin] = (signature[(bin + distance) % bins] ?? 0) + Math.imul(distance, 0x9e3779b1);
  }
  return filled;
}

function bucketsOf(signatures: readonly (Uint32Array | null)[], band: number): readonly (readonly number[])[] {
  const buckets = new Map<string, number[]>();
  for (const [index, signature] of signatures.entries()) {
    if (!signature) continue;
    const key = signature.subarray(band * rows, (band + 1) * rows).join();
    const bucket = buckets.get(key);
    if (bucket) bucket.push(index);
    else buckets.set(key, [index]);
  }
  return [...buckets.values()].filter((bucket) => bucket.length > 1 && bucket.length <= largestBucket);
}
