/**
 * Bands and rows of the signature: two documents with a Jaccard index of 0.27 share a band with a probability of
 * 1 - (1 - 0.27²)^63 = 0.99, two with 0.06 in every fifth case, and those are measured and dropped.
 */
const bands = 63;
const rows = 2;
const bins = bands * rows;

/**
 * Documents that share a band are all held against each other up to this number. Of more, each is held against the one
 * before it and the first: a large family is found through its chains, and boilerplate costs two looks a document.
 */
const largestBucket = 16;

/** A document as the smallest hash of each bin; null for an empty one. */
export type Signature = Uint32Array | null;

/**
 * Pairs of documents that are likely to be alike, each once, smaller index first, in order. One-permutation MinHash: the
 * hashes of a document are dealt into bins, the smallest of each bin is kept, and an empty bin takes that of the next
 * full one.
 */
export function candidatePairs(signatures: readonly Signature[]): Iterable<readonly [number, number]> {
  const { length } = signatures;
  const pairs = new Set<number>();
  for (let band = 0; band < bands; band += 1) {
    for (const bucket of bucketsOf(signatures, band)) {
      for (const [i, j] of pairsOf(bucket)) pairs.add(i * length + j);
    }
  }
  return Array.from(Float64Array.from(pairs).sort(), (pair) => [Math.floor(pair / length), pair % length] as const);
}

function* pairsOf(bucket: readonly number[]): Generator<readonly [number, number]> {
  const [first = 0] = bucket;
  for (const [at, j] of bucket.entries()) {
    const before = bucket.length <= largestBucket ? bucket.slice(0, at) : bucket.slice(Math.max(0, at - 1), at);
    for (const i of before) yield [i, j];
    if (bucket.length > largestBucket && at > 1) yield [first, j];
  }
}

/**
 * The signature of a document.
 * @param hashes 32 bits each, in any order, repeated or not
 */
export function signatureOf(hashes: Int32Array): Signature {
  if (hashes.length === 0) return null;
  const signature = new Uint32Array(bins).fill(0xffffffff);
  for (const hash of hashes) {
    const bin = (Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0) % bins;
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

/** Documents that share a band; two different bands meet in one bucket once in 2^53, and are then measured and dropped. */
function bucketsOf(signatures: readonly Signature[], band: number): readonly (readonly number[])[] {
  const buckets = new Map<number, number[]>();
  for (const [index, signature] of signatures.entries()) {
    if (!signature) continue;
    const key = (signature[band * rows] ?? 0) * 0x200000 + ((signature[band * rows + 1] ?? 0) >>> 11);
    const bucket = buckets.get(key);
    if (bucket) bucket.push(index);
    else buckets.set(key, [index]);
  }
  return [...buckets.values()].filter((bucket) => bucket.length > 1);
}
