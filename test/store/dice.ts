/** Numbers that look random and are the same on every machine and in every run. */
export interface Dice {
  /** From 0, below 1. */
  readonly roll: () => number;
  /** A whole number from 0, below `count`. */
  readonly below: (count: number) => number;
  readonly pick: <T>(items: readonly [T, ...T[]]) => T;
}

/** Mulberry32 (public domain): 32 bits of state, enough to choose moments and words by. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const roll = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number): number => Math.floor(roll() * count);
  return { roll, below, pick: (items) => items[below(items.length)] ?? items[0] };
}
