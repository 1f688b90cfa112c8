import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { drawLabel, judge, type Judged, sentences } from './sentences.js';

const judged = sentences.map(judge);
/** What a sentence may do to others without being called a repeal or the like. */
const harmless = new Set(['saves', 'prevails', 'defers-to']);

/** Least share of labels found, and of effects that are labelled, per type. What repeals must reach, the rest has reached. */
const bars: readonly (readonly [type: string, recall: number, precision: number])[] = [
  ['repeals', 0.95, 0.97],
  ['ends-efficacy', 1, 1],
  ['declares-lapsed', 1, 1],
  ['annuls', 1, 1],
  ['replaces', 1, 1],
  ['suspends', 1, 1],
  ['postpones', 1, 1],
  ['extends', 1, 1],
  ['revives', 1, 1],
  ['amends', 0.9, 0.95],
  ['corrects', 0.6, 1],
  ['commences', 0.95, 0.98],
  ['expires', 1, 1],
  ['applies-from', 1, 1],
  ['prevails', 1, 1],
  ['saves', 1, 1],
  ['defers-to', 1, 1],
];

describe('made-up sentences', () => {
  test.each(bars)('%s: recall at least %d, precision at least %d', (type, recall, precision) => {
    const count = (list: (one: Judged) => readonly { readonly type: string }[]): number =>
      judged.reduce((sum, one) => sum + list(one).filter((effect) => effect.type === type).length, 0);
    const found = count((one) => one.found);
    const labelled = found + count((one) => one.missed);
    const given = found + count((one) => one.wrong);
    expect({ recall: found / labelled >= recall, precision: found / given >= precision }).toEqual({
      recall: true,
      precision: true,
    });
  });

  it('gives no effect for at least 97 of 100 sentences that have none', () => {
    const without = judged.filter(({ sentence }) => !sentence.effects.some(({ asserted }) => asserted));
    const clean = without.filter(({ wrong }) => wrong.every(({ type }) => harmless.has(type)));
    expect(clean.length / without.length).toBeGreaterThanOrEqual(0.97);
  });
});

const knownMisses = z
  .array(
    z.strictObject({
      text: z.string(),
      missed: z.array(z.string()).optional(),
      wrong: z.array(z.string()).optional(),
      reason: z.string(),
    }),
  )
  .parse(parse(readFileSync(new URL('../known-misses.yaml', import.meta.url), 'utf8')));

test('known misses are those that are missed, and every one has its reason', () => {
  const misses = judged
    .filter(({ missed, wrong }) => missed.length > 0 || wrong.length > 0)
    .map(({ sentence, missed, wrong }) => ({
      text: sentence.text,
      missed: missed.map(drawLabel),
      wrong: wrong.map(({ type }) => type),
    }));
  const known = knownMisses.map(({ text, missed = [], wrong = [] }) => ({ text, missed, wrong }));
  expect(misses).toEqual(known);
});
