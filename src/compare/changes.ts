import { type Gap, uniqueAnchors } from './anchors.js';
import { mix } from './shingles.js';

/** A replaced stretch: tokens `fromA` to `toA` of A became `fromB` to `toB` of B; ends exclusive, one may be empty. */
export interface Change {
  readonly fromA: number;
  readonly toA: number;
  readonly fromB: number;
  readonly toB: number;
}

export interface Changes {
  /** In order, never touching each other. */
  readonly changes: readonly Change[];
  /** False where a cap was hit and a stretch counts as replaced as a whole. */
  readonly exact: boolean;
}

/**
 * Edits after which a stretch counts as rewritten: beyond it the steps grow with the square (64 million for 8,000), and
 * nobody reads a difference of thousands of words one by one (guessed).
 */
const maxEdits = 8_000;

/** Steps over all stretches of one pair; a text made to cost more is not worth a longer wait (guessed: half a second). */
const maxSteps = 100_000_000;

/** Tokens of both sides from which stretches are first divided at phrases that occur once: 20,000 is a 50-page paragraph. */
const longSequence = 20_000;

/** Pairs of tokens held together to see that two stretches share none (guessed: 32 by 32). */
const shortPairs = 1_024;

/** Length of those phrases: long enough that one is not met by chance (guessed). */
const phraseLength = 8;

/**
 * The smallest set of changes that turns A into B, by Myers' algorithm in linear space. Applying them to A gives B
 * always, also where `exact` is false.
 */
export function findChanges(a: Int32Array, b: Int32Array): Changes {
  const whole = { fromA: 0, toA: a.length, fromB: 0, toB: b.length };
  if (a.length + b.length <= longSequence) {
    const trimmed = trimEnds(a, b, whole);
    if (trimmed.fromA === trimmed.toA && trimmed.fromB === trimmed.toB) return { changes: [], exact: true };
    if (trimmed.fromA === trimmed.toA || trimmed.fromB === trimmed.toB) return { changes: [trimmed], exact: true };
  }
  const search = new Search(a, b);
  if (a.length + b.length > longSequence) for (const gap of divideAtPhrases(a, b, whole)) search.compare(gap);
  else search.compare(whole);
  return { changes: joinTouching(search.changes), exact: search.exact };
}

class Search {
  readonly changes: Change[] = [];
  exact = true;
  #steps = 0;
  readonly #a: Int32Array;
  readonly #b: Int32Array;
  /** Made when a stretch is searched: most differences are seen from their ends alone. */
  #fronts: { readonly forward: Front; readonly backward: Front } | null = null;

  constructor(a: Int32Array, b: Int32Array) {
    this.#a = a;
    this.#b = b;
  }

  compare(gap: Gap): void {
    const { fromA, toA, fromB, toB } = trimEnds(this.#a, this.#b, gap);
    if (fromA === toA && fromB === toB) return;
    if (fromA === toA || fromB === toB || this.#isNew({ fromA, toA, fromB, toB })) {
      this.changes.push({ fromA, toA, fromB, toB });
      return;
    }
    const middle = this.#middle({ fromA, toA, fromB, toB });
    const [x, y] = middle ?? [fromA, fromB];
    if ((x === fromA && y === fromB) || (x === toA && y === toB)) {
      this.changes.push({ fromA, toA, fromB, toB });
      return;
    }
    this.compare({ fromA, toA: x, fromB, toB: y });
    this.compare({ fromA: x, toA, fromB: y, toB });
  }

  /** Nothing of A is in B: seen at once where both are short, where a search would take its longest way to say so. */
  #isNew({ fromA, toA, fromB, toB }: Gap): boolean {
    if ((toA - fromA) * (toB - fromB) > shortPairs) return false;
    for (let i = fromA; i < toA; i += 1) {
      const key = this.#a[i];
      for (let j = fromB; j < toB; j += 1) if (this.#b[j] === key) return false;
    }
    return true;
  }

  /**
   * A point of a shortest path near its middle, searched from both ends at once (Myers 1986, section 4b). The ends of
   * the gap differ. Null where a cap was hit, or where nothing in it is equal.
   */
  #middle(gap: Gap): readonly [number, number] | null {
    const { forward, backward } = (this.#fronts ??= {
      forward: new Front(this.#a, this.#b, 1),
      backward: new Front(this.#a, this.#b, -1),
    });
    forward.start(gap);
    backward.start(gap);
    const isOdd = (forward.width - forward.height) % 2 !== 0;
    const needed = Math.ceil((forward.width + forward.height) / 2);
    const limit = Math.min(needed, maxEdits / 2);
    for (let edits = 0; edits <= limit && this.#steps <= maxSteps; edits += 1) {
      const met = forward.advance(edits, isOdd ? backward : null) ?? backward.advance(edits, isOdd ? null : forward);
      this.#steps += 2 * edits + 2;
      if (met) return met;
    }
    if (limit < needed || this.#steps > maxSteps) this.exact = false;
    return null;
  }
}

/** The furthest points that can be reached with a number of edits from one corner of a gap, by diagonal. */
class Front {
  width = 0;
  height = 0;
  #gap: Gap = { fromA: 0, toA: 0, fromB: 0, toB: 0 };
  /** The tokens at the corner. */
  startA = 0;
  startB = 0;
  /** Distance from the corner along A, by diagonal; grown as needed; -1 where nothing was reached. */
  #reached: Int32Array = new Int32Array(66).fill(-1);
  #origin = 32;
  /** Diagonals written since the last start lie this near to the middle. */
  #reach = 0;
  #skipLow = 0;
  #skipHigh = 0;

  constructor(
    private readonly a: Int32Array,
    private readonly b: Int32Array,
    private readonly direction: 1 | -1,
  ) {}

  /** At the corner of a gap. */
  start(gap: Gap): void {
    this.width = gap.toA - gap.fromA;
    this.height = gap.toB - gap.fromB;
    this.#gap = gap;
    this.startA = this.direction === 1 ? gap.fromA : gap.toA - 1;
    this.startB = this.direction === 1 ? gap.fromB : gap.toB - 1;
    this.#reached.fill(-1, this.#origin - this.#reach - 1, this.#origin + this.#reach + 2);
    this.#reached[this.#origin + 1] = 0;
    this.#reach = 0;
    this.#skipLow = 0;
    this.#skipHigh = 0;
  }

  #view(): { readonly reached: Int32Array; readonly origin: number } {
    return { reached: this.#reached, origin: this.#origin };
  }

  /** One edit further on every diagonal. Gives the point where it meets the other front, if it does. */
  advance(edits: number, other: Front | null): readonly [number, number] | null {
    this.#grow(edits + 1);
    this.#reach = edits;
    const { a, b, width, height, direction, startA, startB } = this;
    const reached = this.#reached;
    const origin = this.#origin;
    const { reached: opposed, origin: opposedOrigin } = (other ?? this).#view();
    for (let diagonal = -edits + this.#skipLow; diagonal <= edits - this.#skipHigh; diagonal += 2) {
      const fromBelow = reached[origin + diagonal - 1] ?? -1;
      const fromAbove = reached[origin + diagonal + 1] ?? -1;
      const isDown = diagonal === -edits || (diagonal !== edits && fromBelow < fromAbove);
      let x = isDown ? fromAbove : fromBelow + 1;
      // Along the equal tokens of the diagonal.
      const most = Math.min(width, height + diagonal);
      let i = startA + direction * x;
      let j = startB + direction * (x - diagonal);
      for (; x < most && a[i] === b[j]; x += 1) {
        i += direction;
        j += direction;
      }
      reached[origin + diagonal] = x;
      if (x > width) this.#skipHigh += 2;
      else if (x - diagonal > height) this.#skipLow += 2;
      else if (other) {
        const opposite = opposed[opposedOrigin + width - height - diagonal] ?? -1;
        if (opposite >= 0 && x >= width - opposite) return this.#point(x, x - diagonal);
      }
    }
    return null;
  }

  #point(x: number, y: number): readonly [number, number] {
    const { fromA, toA, fromB, toB } = this.#gap;
    return this.direction === 1 ? [fromA + x, fromB + y] : [toA - x, toB - y];
  }

  #grow(reach: number): void {
    if (reach < this.#origin) return;
    const grown = new Int32Array(this.#reached.length * 2).fill(-1);
    const origin = grown.length >>> 1;
    grown.set(this.#reached, origin - this.#origin);
    this.#reached = grown;
    this.#origin = origin;
  }
}

function trimEnds(a: Int32Array, b: Int32Array, gap: Gap): Gap {
  let { fromA, toA, fromB, toB } = gap;
  while (fromA < toA && fromB < toB && a[fromA] === b[fromB]) {
    fromA += 1;
    fromB += 1;
  }
  while (fromA < toA && fromB < toB && a[toA - 1] === b[toB - 1]) {
    toA -= 1;
    toB -= 1;
  }
  return { fromA, toA, fromB, toB };
}

/** The stretches between phrases that occur once in both. */
function divideAtPhrases(a: Int32Array, b: Int32Array, whole: Gap): readonly Gap[] {
  const anchors = uniqueAnchors(phraseKeys(a), phraseKeys(b), whole);
  const gaps: Gap[] = [];
  let { fromA, fromB } = whole;
  for (const [i, j] of anchors) {
    // Equal hashes are believed only where the phrases are equal.
    if (i < fromA || j < fromB || !samePhrase(a, b, i, j)) continue;
    gaps.push({ fromA, toA: i, fromB, toB: j });
    fromA = i + phraseLength;
    fromB = j + phraseLength;
  }
  gaps.push({ fromA, toA: whole.toA, fromB, toB: whole.toB });
  return gaps;
}

function phraseKeys(tokens: Int32Array): Float64Array {
  const keys = new Float64Array(tokens.length).fill(Number.NaN);
  for (let i = 0; i + phraseLength <= tokens.length; i += 1) {
    let high = 0;
    let low = 0;
    for (let k = 0; k < phraseLength; k += 1) {
      high = mix(high, tokens[i + k] ?? 0);
      low = mix(tokens[i + k] ?? 0, low);
    }
    keys[i] = (high >>> 0) * 0x200000 + (low & 0x1fffff);
  }
  return keys;
}

function samePhrase(a: Int32Array, b: Int32Array, i: number, j: number): boolean {
  for (let k = 0; k < phraseLength; k += 1) if (a[i + k] !== b[j + k]) return false;
  return true;
}

/** The stretches that changes leave as they are, as long in A as in B. */
export function unchangedStretches(
  a: { readonly length: number },
  b: { readonly length: number },
  changes: readonly Change[],
): readonly Change[] {
  const stretches: Change[] = [];
  let [fromA, fromB] = [0, 0];
  for (const change of [...changes, { fromA: a.length, toA: a.length, fromB: b.length, toB: b.length }]) {
    const length = Math.min(change.fromA - fromA, change.fromB - fromB);
    if (length > 0) stretches.push({ fromA, toA: fromA + length, fromB, toB: fromB + length });
    fromA = change.toA;
    fromB = change.toB;
  }
  return stretches;
}

/** Changes that touch each other are one. */
export function joinTouching(changes: readonly Change[]): readonly Change[] {
  const joined: Change[] = [];
  for (const change of changes) {
    const last = joined.at(-1);
    if (last && last.toA === change.fromA && last.toB === change.fromB) {
      joined[joined.length - 1] = { ...last, toA: change.toA, toB: change.toB };
    } else joined.push(change);
  }
  return joined;
}
