import type { Change } from './changes.js';
import { isMasked, type TokenType } from './token-types.js';
import type { Tokens } from './tokens.js';

/** Cells of the table of one replaced stretch; a longer one is read as rewritten as a whole (200 by 200 words). */
const maxCells = 40_000;

/** Types of which one stands in the place of another: 应当 for 可以, 且 for 或. */
const exchanged: ReadonlySet<TokenType> = new Set<TokenType>([
  'modality',
  'condition',
  'scope',
  'punctuation',
  'quote',
  'suffix',
]);

/** The type of value that a `{{slot}}` of A stands for; `text` for any run of words. */
export type SlotTypeOf = (tokens: Tokens, index: number) => TokenType | 'text' | null;

/**
 * Divides a replaced stretch into the values that stand in each other's place (one province for another), paragraph
 * ends, and the rest. A value stands in the place of another where nothing but such pairs lies between it and one end
 * of the stretch: two dates in a sentence written anew are not one date changed.
 */
export function divideHunk(a: Tokens, b: Tokens, hunk: Change, slotTypeOf: SlotTypeOf): readonly Change[] {
  const rows = hunk.toA - hunk.fromA;
  const columns = hunk.toB - hunk.fromB;
  if (rows === 0 || columns === 0 || rows * columns > maxCells) return splitBreaks(a, b, hunk);
  const steps = pairUp(a, b, hunk, slotTypeOf);
  return groupSteps(steps, hunk).flatMap((change) => splitBreaks(a, b, change));
}

/** A pair of tokens (or a text slot and a run of tokens) that stand in each other's place. */
type Pairing = Change;

const costOf = { pair: 1, slot: 0.5, more: 0.01, leave: 1 } as const;

/** The pairs of a cheapest way to turn one side into the other, those in the same place only. */
function pairUp(a: Tokens, b: Tokens, hunk: Change, slotTypeOf: SlotTypeOf): readonly Pairing[] {
  const rows = hunk.toA - hunk.fromA;
  const columns = hunk.toB - hunk.fromB;
  const width = columns + 1;
  const cost = new Float64Array((rows + 1) * width);
  const step = new Uint8Array((rows + 1) * width); // 0 leave A, 1 leave B, 2 pair, 3 one more token into a text slot
  for (let row = 0; row <= rows; row += 1) {
    const slot = row > 0 ? slotTypeOf(a, hunk.fromA + row - 1) : null;
    for (let column = 0; column <= columns; column += 1) {
      if (row === 0 && column === 0) continue;
      const at = row * width + column;
      let least = row > 0 ? (cost[at - width] ?? 0) + costOf.leave : Number.POSITIVE_INFINITY;
      let taken = 0;
      if (column > 0) {
        const intoSlot = slot === 'text' && (step[at - 1] ?? 0) >= 2;
        const withB = (cost[at - 1] ?? 0) + (intoSlot ? costOf.more : costOf.leave);
        if (withB < least) [least, taken] = [withB, intoSlot ? 3 : 1];
      }
      if (row > 0 && column > 0) {
        const pair = pairCost(a, hunk.fromA + row - 1, slot, b, hunk.fromB + column - 1);
        const withPair = pair === null ? Number.POSITIVE_INFINITY : (cost[at - width - 1] ?? 0) + pair;
        if (withPair < least) [least, taken] = [withPair, 2];
      }
      cost[at] = least;
      step[at] = taken;
    }
  }
  return samePlace(readSteps(step, width, hunk), hunk);
}

function pairCost(a: Tokens, i: number, slot: TokenType | 'text' | null, b: Tokens, j: number): number | null {
  const type = b.types[j];
  if (type === undefined || type === 'break' || a.value[i] === b.value[j]) return null;
  if (slot !== null) return slot === 'text' || slot === type ? costOf.slot : null;
  return a.types[i] === type && (isMasked(type) || exchanged.has(type)) ? costOf.pair : null;
}

function readSteps(step: Uint8Array, width: number, hunk: Change): readonly Pairing[] {
  const pairs: Pairing[] = [];
  let row = hunk.toA - hunk.fromA;
  let column = hunk.toB - hunk.fromB;
  while (row > 0 || column > 0) {
    const toB = hunk.fromB + column;
    while (step[row * width + column] === 3) column -= 1;
    const taken = step[row * width + column];
    if (taken === 2) {
      pairs.push({ fromA: hunk.fromA + row - 1, toA: hunk.fromA + row, fromB: hunk.fromB + column - 1, toB });
      row -= 1;
      column -= 1;
    } else if (taken === 1) column -= 1;
    else row -= 1;
  }
  return pairs.reverse();
}

function samePlace(pairs: readonly Pairing[], hunk: Change): readonly Pairing[] {
  let head = 0;
  for (let a = hunk.fromA, b = hunk.fromB; pairs[head]?.fromA === a && pairs[head]?.fromB === b; head += 1) {
    a = pairs[head]?.toA ?? a;
    b = pairs[head]?.toB ?? b;
  }
  let tail = pairs.length;
  for (
    let a = hunk.toA, b = hunk.toB;
    tail > head && pairs[tail - 1]?.toA === a && pairs[tail - 1]?.toB === b;
    tail -= 1
  ) {
    a = pairs[tail - 1]?.fromA ?? a;
    b = pairs[tail - 1]?.fromB ?? b;
  }
  return [...pairs.slice(0, head), ...pairs.slice(tail)];
}

/** The pairs and what lies between them. */
function groupSteps(pairs: readonly Pairing[], hunk: Change): readonly Change[] {
  const changes: Change[] = [];
  let { fromA, fromB } = hunk;
  for (const pair of [...pairs, { fromA: hunk.toA, toA: hunk.toA, fromB: hunk.toB, toB: hunk.toB }]) {
    if (fromA < pair.fromA || fromB < pair.fromB) changes.push({ fromA, toA: pair.fromA, fromB, toB: pair.fromB });
    if (pair.fromA < pair.toA) changes.push(pair);
    fromA = pair.toA;
    fromB = pair.toB;
  }
  return changes;
}

/** A paragraph end is a difference of its own. */
function splitBreaks(a: Tokens, b: Tokens, change: Change): readonly Change[] {
  const breakA = indexOfBreak(a, change.fromA, change.toA);
  if (breakA >= 0) {
    return [
      ...someOf({ ...change, toA: breakA, toB: change.fromB }),
      { fromA: breakA, toA: breakA + 1, fromB: change.fromB, toB: change.fromB },
      ...splitBreaks(a, b, { ...change, fromA: breakA + 1 }),
    ];
  }
  const breakB = indexOfBreak(b, change.fromB, change.toB);
  if (breakB >= 0) {
    return [
      ...someOf({ ...change, toB: breakB, toA: change.fromA }),
      { fromA: change.fromA, toA: change.fromA, fromB: breakB, toB: breakB + 1 },
      ...splitBreaks(a, b, { ...change, fromB: breakB + 1 }),
    ];
  }
  return someOf(change);
}

function someOf(change: Change): readonly Change[] {
  return change.fromA < change.toA || change.fromB < change.toB ? [change] : [];
}

function indexOfBreak(tokens: Tokens, from: number, to: number): number {
  for (let i = from; i < to; i += 1) if (tokens.types[i] === 'break') return i;
  return -1;
}
