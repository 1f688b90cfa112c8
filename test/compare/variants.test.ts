import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { judge, originals, type Verdict } from './verdicts.js';

/** Variants of each notice that a test run looks at; `npx tsx test/compare/measure-variants.ts` looks at any number. */
const seeds = [1, 2, 3, 4, 5, 6, 7, 8];

/** Part of the editorial and layout edits that must be called so, all on their own lines. */
const leastHarmless = 0.98;

interface KnownMiss {
  readonly suite: string;
  readonly case: string;
  readonly reason: string;
}

const misses = parse(readFileSync(new URL('known-misses.yaml', import.meta.url), 'utf8')) as readonly KnownMiss[];
const known = new Set(misses.filter(({ suite }) => suite === 'variants').map((miss) => miss.case));

interface Judged extends Verdict {
  /** `6 of notice 15`. */
  readonly name: string;
}

const verdicts: readonly Judged[] = seeds.flatMap((seed) =>
  originals.map((original, index) => ({
    name: `${String(seed)} of notice ${String(index + 1)}`,
    ...judge(original, seed * 100 + index),
  })),
);

/** What is wrong with variants, one line each: the name of a known miss. */
function faults(isOfKind: (kind: string) => boolean): readonly string[] {
  return verdicts.flatMap(({ name, edits }) =>
    edits
      .filter(({ planted, isRight }) => !isRight && isOfKind(planted.expected.kind))
      .map(
        ({ planted, found }) => `${name}: ${planted.name} ${planted.was}>${planted.reads} gives ${found.join(', ')}`,
      ),
  );
}

const newOf = (lines: readonly string[]): readonly string[] => lines.filter((line) => !known.has(line));

describe('variants with a log of planted edits', () => {
  test('every substantive edit is found, called so and for its reason', () => {
    expect(newOf(faults((kind) => kind === 'substantive'))).toEqual([]);
  });

  test('every slot is found and called so', () => {
    expect(newOf(faults((kind) => kind === 'slot'))).toEqual([]);
  });

  test('no other difference is called substantive', () => {
    const found = verdicts.flatMap(({ name, unexplained }) => unexplained.map((what) => `${name}: ${what}`));
    expect(newOf(found.filter((line) => line.includes(': substantive')))).toEqual([]);
  });

  test('editorial edits and layout are called so', () => {
    const harmless = verdicts
      .flatMap(({ edits }) => edits)
      .filter(({ planted: { expected } }) => expected.kind !== 'substantive' && expected.kind !== 'slot');
    const right = harmless.filter(({ isRight }) => isRight).length;
    const unplanted = verdicts.flatMap(({ unexplained }) => unexplained).length;
    expect(right / (harmless.length + unplanted)).toBeGreaterThanOrEqual(leastHarmless);
  });

  test('every kind of edit is planted', () => {
    const names = new Set(verdicts.flatMap(({ edits }) => edits.map(({ planted }) => planted.name)));
    expect([...names].sort()).toMatchInlineSnapshot(`
      [
        "a sentence more",
        "addition",
        "amount",
        "and to or",
        "another clause",
        "another document",
        "attachment suffix",
        "blank",
        "bounds",
        "character variant",
        "cycles",
        "date",
        "document number",
        "duty to permission",
        "exchange",
        "extent",
        "join",
        "list marker",
        "lost point",
        "move",
        "moved and edited",
        "number",
        "numbered addition",
        "omission",
        "other words",
        "period",
        "period in Chinese numerals",
        "place",
        "prohibition to permission",
        "punctuation",
        "quotes",
        "rate",
        "renumbering",
        "run in",
        "split",
        "straight quotes",
        "url",
        "width",
      ]
    `);
  });

  test('the same seed gives the same verdicts', () => {
    const [original = ''] = originals;
    expect(judge(original, 100)).toEqual(judge(original, 100));
  });

  test('what is listed in known-misses.yaml is missed still', () => {
    const all = new Set([
      ...faults(() => true),
      ...verdicts.flatMap(({ name, unexplained }) => unexplained.map((what) => `${name}: ${what}`)),
    ]);
    expect([...known].filter((miss) => !all.has(miss))).toEqual([]);
  });
});
