import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compareReadings } from '../../src/compare/collate.js';
import { compareTemplate } from '../../src/compare/member.js';
import type { Reading } from '../../src/model/document.js';
import { readCapture } from '../../src/pipeline/capture.js';
import { loadFamilies } from '../../src/pipeline/families-folder.js';
import { rules } from '../project-rules.js';
import { readAll } from '../readings.js';
import { reading } from './builder.js';
import { drawDifference } from './notation.js';
import { randomOf } from './random.js';

const root = new URL('../../', import.meta.url).pathname;
const bytes = readFileSync(`${root}seeds/notices.txt`);
const { readings } = readCapture(bytes, 'seeds/notices.txt', rules);
const lines = bytes.toString('utf8').split('\n');
const families = await loadFamilies(`${root}pipelines/families`, root, rules);

function templateOf(id: string): (typeof families)[number]['template'] {
  const family = families.find((declaration) => declaration.id === id);
  if (!family) throw new Error(`${id} is declared`);
  return family.template;
}

function seed(count: number): Reading {
  const found = readings[count - 1];
  if (!found) throw new Error(`the seeds hold notice ${String(count)}`);
  return found;
}

describe('what a comparison makes of', () => {
  test('a document without a paragraph', () => {
    const empty = reading([]);
    expect(compareReadings(empty, empty, rules)).toMatchObject({ exact: true, pairs: [], differences: [] });
    const { pairs, summary } = compareReadings(seed(13), empty, rules);
    expect(new Set(pairs.map(({ relation }) => relation))).toEqual(new Set(['omitted']));
    expect(summary.substantive).toBe(pairs.length);
  });

  test('a document against itself', () => {
    for (const each of readings) {
      const { differences, exact, pairs } = compareReadings(each, each, rules);
      expect([differences, exact]).toEqual([[], true]);
      expect(pairs.every(({ relation, similarity }) => relation === 'match' && similarity === 1)).toBe(true);
    }
  });

  test('a template and a member of another family', () => {
    const { comparison } = compareTemplate(templateOf('land-vat-prelevy'), seed(6), rules);
    const relations = comparison.pairs.map(({ relation }) => relation);
    expect(relations.filter((relation) => relation === 'omitted').length).toBeGreaterThan(relations.length / 20);
    expect(comparison.summary.substantive).toBeGreaterThan(100);
  });

  test('10,000 identical paragraphs', () => {
    const paragraph = '纳税人应当按照规定申报缴纳税款。';
    const many = reading(Array.from({ length: 10_000 }, () => paragraph));
    const fewer = reading(Array.from({ length: 9_000 }, () => paragraph));
    expect(compareReadings(many, many, rules).differences).toEqual([]);
    expect(compareReadings(many, fewer, rules).summary).toMatchObject({ substantive: 1_000, editorial: 0 });
  });

  test('one long paragraph written anew: within the caps, and it says so', () => {
    // Thirty words in two random orders: the same to look at, and nearly nothing is kept.
    const [a, b] = [1, 2].map((number) => {
      const random = randomOf(number);
      return Array.from({ length: 12_000 }, () => String.fromCharCode(0x4e10 + random.below(30))).join('');
    });
    const { exact, differences } = compareReadings(reading([a ?? '']), reading([b ?? '']), rules);
    expect(exact).toBe(false);
    expect(differences.length).toBeGreaterThan(0);
  });
});

describe('a member that contradicts itself', () => {
  // Henan, which names Jilin where the template says the province: copied from there and not adapted.
  const { firstLine, lastLine } = seed(7).document.source;
  const henan = lines.slice(firstLine - 1, lastLine).join('\n');
  const planted = henan.replace('河南省数电票的发票号码', '吉林省数电票的发票号码');

  test('is found: the value, the other one, and the place marked to be looked at', () => {
    const [member] = readAll(planted);
    if (!member) throw new Error('the capture holds a notice');
    const { comparison, slots } = compareTemplate(templateOf('e-invoice-pilot'), member, rules);
    expect(slots.filter(({ others }) => others.length > 0)).toMatchObject([
      { variable: 'province', value: '河南省', others: ['吉林省'] },
    ]);
    expect(comparison.differences.filter(({ slot, b }) => slot === 'province' && b.text === '吉林省')).toMatchObject([
      { kind: 'slot', material: true },
    ]);
    expect(comparison.differences.filter(({ kind }) => kind === 'substantive').map(drawDifference)).toEqual([]);
  });

  test('and without it nothing is', () => {
    const { slots } = compareTemplate(templateOf('e-invoice-pilot'), seed(7), rules);
    expect(slots.flatMap(({ others }) => others)).toEqual([]);
  });
});
