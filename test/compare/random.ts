/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** A whole number from 0 on, below `count`. */
  readonly below: (count: number) => number;
  readonly pick: <T>(items: readonly T[]) => T;
  /** Null of an empty list. */
  readonly pickSome: <T>(items: readonly T[]) => T | null;
}

/** Mulberry32: 32 bits of state, good enough to choose test cases by. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const below = (count: number): number => Math.floor(next() * count);
  const pickSome = <T>(items: readonly T[]): T | null => items[below(items.length)] ?? null;
  const pick = <T>(items: readonly T[]): T => {
    const item = pickSome(items);
    if (item === null) throw new RangeError('nothing to pick from');
    return item;
  };
  return { below, pick, pickSome };
}
