import { type Change, type Changes, findChanges } from './changes.js';
import { countShared, pairsOf } from './shingles.js';
import type { Tokens } from './tokens.js';

/** A token, or a whole 《title》 with the number in brackets behind it; ends exclusive. */
interface Unit {
  readonly from: number;
  readonly to: number;
  readonly isTitle: boolean;
}

/**
 * Changes between two runs of tokens, in which a document more or less is one change: 《title》(number) counts as one
 * word first, and only titles that stand in each other's place are looked into. Two lists of cited documents share
 * 《国家税务总局关于 in every other title, and a diff of words would cut them there.
 */
export function findChangesByTitle(a: Tokens, b: Tokens): Changes {
  if (!a.inTitle.includes(1) || !b.inTitle.includes(1)) return findChanges(a.value, b.value);
  const unitsA = readUnits(a);
  const unitsB = readUnits(b);
  const outer = compareUnits(a, unitsA, b, unitsB);
  const text: Texts = { a, unitsA, b, unitsB };
  const stretches = outer.changes.flatMap((change) => splitAtAlike(text, change));
  const found = [...keptTitles(text, outer.changes), ...stretches]
    .sort((x, y) => x.fromA - y.fromA || x.fromB - y.fromB)
    .map((change) => lookInside(text, change, outer.exact));
  return {
    changes: found.flatMap((inner) => inner.changes),
    exact: outer.exact && found.every((inner) => inner.exact),
  };
}

interface Texts {
  readonly a: Tokens;
  readonly unitsA: readonly Unit[];
  readonly b: Tokens;
  readonly unitsB: readonly Unit[];
}

/** Titles that correspond, as stretches of one unit: the title of another province is to be looked into. */
function keptTitles({ unitsA, unitsB }: Texts, changes: readonly Change[]): readonly Change[] {
  const kept: Change[] = [];
  let i = 0;
  let j = 0;
  for (const change of [
    ...changes,
    { fromA: unitsA.length, toA: unitsA.length, fromB: unitsB.length, toB: unitsB.length },
  ]) {
    for (; i < change.fromA; i += 1, j += 1)
      if (unitsA[i]?.isTitle) kept.push({ fromA: i, toA: i + 1, fromB: j, toB: j + 1 });
    i = change.toA;
    j = change.toB;
  }
  return kept;
}

/** Pairs of titles held together in one replaced stretch; a stretch with more is a list of other documents (50 by 50). */
const mostPairs = 2_500;

/** A replaced stretch, divided at titles of both sides that are one in two wordings. */
function splitAtAlike(text: Texts, change: Change): readonly Change[] {
  const some = change.fromA < change.toA || change.fromB < change.toB ? [change] : [];
  const titlesA = text.unitsA.slice(change.fromA, change.toA).filter(isTitle).length;
  const titlesB = text.unitsB.slice(change.fromB, change.toB).filter(isTitle).length;
  if (titlesA * titlesB === 0 || titlesA * titlesB > mostPairs) return some;
  let best: Change | null = null;
  let most = leastAlike;
  for (let i = change.fromA; i < change.toA; i += 1) {
    for (let j = change.fromB; j < change.toB && text.unitsA[i]?.isTitle; j += 1) {
      const pair = { fromA: i, toA: i + 1, fromB: j, toB: j + 1 };
      const alike = text.unitsB[j]?.isTitle ? likeness(text, pair) : 0;
      if (alike > most) {
        best = pair;
        most = alike;
      }
    }
  }
  if (!best) return some;
  return [
    ...splitAtAlike(text, { ...change, toA: best.fromA, toB: best.fromB }),
    best,
    ...splitAtAlike(text, { ...change, fromA: best.toA, fromB: best.toB }),
  ];
}

/** Half of the word pairs shared: one title in two wordings. */
const leastAlike = 0.5;

function likeness(text: Texts, change: Change): number {
  const { fromA, toA, fromB, toB } = tokensOf(text, change);
  const left = pairsOf(text.a.mask.subarray(fromA, toA));
  const right = pairsOf(text.b.mask.subarray(fromB, toB));
  return (2 * countShared(left, right)) / Math.max(1, left.length + right.length);
}

/**
 * The changes of a stretch word by word; a stretch in which titles without likeness meet is one change, and so is one
 * without titles: the smallest set of changes has left nothing in it that is the same.
 */
function lookInside(text: Texts, change: Change, isSmallest: boolean): Changes {
  const whole = tokensOf(text, change);
  const inA = text.unitsA.slice(change.fromA, change.toA).some(isTitle);
  const inB = text.unitsB.slice(change.fromB, change.toB).some(isTitle);
  if (isSmallest && !inA && !inB) return { changes: [whole], exact: true };
  const holdsBoth = inA && inB;
  if (holdsBoth && likeness(text, change) < leastAlike)
    return { changes: [withoutSameNumber(text, whole)], exact: true };
  const inner = findChanges(
    text.a.value.subarray(whole.fromA, whole.toA),
    text.b.value.subarray(whole.fromB, whole.toB),
  );
  const changes = inner.changes.map(({ fromA, toA, fromB, toB }) => ({
    fromA: whole.fromA + fromA,
    toA: whole.fromA + toA,
    fromB: whole.fromB + fromB,
    toB: whole.fromB + toB,
  }));
  return { changes, exact: inner.exact };
}

/** Another title before the same number in brackets: the number is no part of the change. */
function withoutSameNumber({ a, b }: Texts, change: Change): Change {
  let { toA, toB } = change;
  while (
    toA > change.fromA &&
    toB > change.fromB &&
    a.inTitle[toA - 1] === 0 &&
    b.inTitle[toB - 1] === 0 &&
    (a.value[toA - 1] === b.value[toB - 1] || a.literal[toA - 1] === b.literal[toB - 1])
  ) {
    toA -= 1;
    toB -= 1;
  }
  return { ...change, toA, toB };
}

function isTitle(unit: Unit): boolean {
  return unit.isTitle;
}

/** A title weighs as many words as this: keeping one is worth more than keeping the marks around it. */
const titleWeight = 4;

/** Changes between two runs of units, in units. */
function compareUnits(a: Tokens, unitsA: readonly Unit[], b: Tokens, unitsB: readonly Unit[]): Changes {
  const [keysA, keysB] = keysOf(a, unitsA, b, unitsB);
  const weighedA = weigh(unitsA, keysA);
  const weighedB = weigh(unitsB, keysB);
  const { changes, exact } = findChanges(weighedA.keys, weighedB.keys);
  return { changes: changes.map((change) => toUnits(change, weighedA, weighedB)), exact };
}

interface Weighed {
  readonly keys: Int32Array;
  /** The unit of each key, one more at the end, and which of the unit's keys it is. */
  readonly unit: Int32Array;
  readonly nth: Uint8Array;
}

function weigh(units: readonly Unit[], keys: readonly number[]): Weighed {
  const length = units.reduce((sum, unit) => sum + weightOf(unit), 0);
  const weighed = { keys: new Int32Array(length), unit: new Int32Array(length + 1), nth: new Uint8Array(length + 1) };
  let at = 0;
  for (const [index, unit] of units.entries()) {
    for (let nth = 0; nth < weightOf(unit); nth += 1, at += 1) {
      weighed.keys[at] = (keys[index] ?? 0) * titleWeight + nth;
      weighed.unit[at] = index;
      weighed.nth[at] = nth;
    }
  }
  weighed.unit[length] = units.length;
  return weighed;
}

function weightOf(unit: Unit): number {
  return unit.isTitle ? titleWeight : 1;
}

/**
 * A change of keys as one of units. Only a change of one side can begin inside a title (keys of a title follow each other
 * on both sides), and then it says the same from the start of that title on.
 */
function toUnits(change: Change, a: Weighed, b: Weighed): Change {
  const back = change.fromA < change.toA ? (a.nth[change.fromA] ?? 0) : (b.nth[change.fromB] ?? 0);
  return {
    fromA: a.unit[change.fromA - back] ?? 0,
    toA: a.unit[change.toA - back] ?? 0,
    fromB: b.unit[change.fromB - back] ?? 0,
    toB: b.unit[change.toB - back] ?? 0,
  };
}

function readUnits(tokens: Tokens): readonly Unit[] {
  const units: Unit[] = [];
  for (let from = 0; from < tokens.length; ) {
    const to = titleEnd(tokens, from);
    units.push({ from, to, isTitle: to > from + 1 });
    from = to;
  }
  return units;
}

/** The end of the title that opens at a token, with the number in brackets behind it; the next token where none opens. */
function titleEnd(tokens: Tokens, from: number): number {
  if (tokens.inTitle[from] !== 1) return from + 1;
  let to = from + 1;
  while (to < tokens.length && (tokens.inTitle[to] ?? 0) > 0) to += 1;
  const [open, number, close] = tokens.types.slice(to, to + 3);
  return open === 'punctuation' && (number === 'document-number' || number === 'slot') && close === 'punctuation'
    ? to + 3
    : to;
}

/**
 * Keys of the units. A title that both sides have is known by what it says; others by their masks, so that the title of
 * one province stands for that of another.
 */
function keysOf(
  a: Tokens,
  unitsA: readonly Unit[],
  b: Tokens,
  unitsB: readonly Unit[],
): readonly [readonly number[], readonly number[]] {
  const values = (tokens: Tokens, unit: Unit): string => tokens.value.subarray(unit.from, unit.to).join();
  const inA = new Set(unitsA.filter((unit) => unit.isTitle).map((unit) => values(a, unit)));
  const inBoth = new Set(
    unitsB
      .filter((unit) => unit.isTitle)
      .map((unit) => values(b, unit))
      .filter((value) => inA.has(value)),
  );
  const numbers = new Map<string, number>();
  const keys = (tokens: Tokens, units: readonly Unit[]): readonly number[] =>
    units.map((unit) => {
      if (!unit.isTitle) return tokens.value[unit.from] ?? 0;
      const value = values(tokens, unit);
      const key = inBoth.has(value) ? `v${value}` : `m${tokens.mask.subarray(unit.from, unit.to).join()}`;
      const number = numbers.get(key) ?? belowTokens - numbers.size;
      numbers.set(key, number);
      return number;
    });
  return [keys(a, unitsA), keys(b, unitsB)];
}

/** Keys of titles lie below those of tokens, which go down to the last UTF-16 unit. */
const belowTokens = -0x2_0000;

/** The tokens of a change of units. */
function tokensOf({ a, unitsA, b, unitsB }: Texts, change: Change): Change {
  return {
    fromA: unitsA[change.fromA]?.from ?? a.length,
    toA: unitsA[change.toA]?.from ?? a.length,
    fromB: unitsB[change.fromB]?.from ?? b.length,
    toB: unitsB[change.toB]?.from ?? b.length,
  };
}
