import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compareReadings, makeComparer } from '../../src/compare/collate.js';
import type { Comparison } from '../../src/model/difference.js';
import type { Reading } from '../../src/model/document.js';
import { readCapture } from '../../src/pipeline/capture.js';
import { rules } from '../project-rules.js';
import { readAll } from '../readings.js';
import { compareLines } from './notation.js';

const bytes = readFileSync(new URL('../../seeds/notices.txt', import.meta.url));
const { readings } = readCapture(bytes, 'seeds/notices.txt', rules);

function seed(count: number): Reading {
  const reading = readings[count - 1];
  if (!reading) throw new Error(`the seeds hold notice ${String(count)}`);
  return reading;
}

/** A notice of the seeds with one stretch exchanged. */
function edited(count: number, was: string, reads: string): Reading {
  const { firstLine, lastLine } = seed(count).document.source;
  const text = bytes
    .toString('utf8')
    .split('\n')
    .slice(firstLine - 1, lastLine)
    .join('\n');
  if (!text.includes(was)) throw new Error(`notice ${String(count)} says ${was}`);
  const [reading] = readAll(text.replace(was, reads));
  if (!reading) throw new Error('the capture holds a notice');
  return reading;
}

/** `slot: value / other other`. */
function draw({ contradictions = [] }: Pick<Comparison, 'contradictions'>): string[] {
  return contradictions.map(
    ({ slot, value, others }) => `${slot}: ${value} / ${others.map(({ text }) => text).join(' ')}`,
  );
}

describe('a document that contradicts itself, beside another one', () => {
  test('by a value of the other one, where nothing differs', () => {
    const henan = edited(7, '河南省数电票的发票号码', '吉林省数电票的发票号码');
    const comparison = compareReadings(seed(6), henan, rules);
    expect(draw(comparison)).toEqual(['place: 河南省 / 吉林省']);
    const [side] = comparison.contradictions?.[0]?.others ?? [];
    expect(henan.text.source.slice(side?.span.from, side?.span.to)).toBe('吉林省');
  });

  test('by a value of neither, which is marked to be looked at', () => {
    const comparison = compareReadings(seed(6), edited(7, '河南省数电票的发票号码', '江苏省数电票的发票号码'), rules);
    expect(draw(comparison)).toEqual(['place: 河南省 / 江苏省']);
    expect(comparison.differences.filter(({ slot, material }) => slot === 'place' && material)).toMatchObject([
      { b: { text: '江苏省' } },
    ]);
  });

  test('and none of the seeds does so beside another', () => {
    const compare = makeComparer(rules);
    const found = readings.flatMap((a) => readings.flatMap((b) => draw(compare(a, b))));
    expect(found).toEqual([]);
  });
});

describe('what counts as a contradiction', () => {
  const own = ['甲在吉林省办理。', '乙向吉林省税务局申报。', '丙在吉林省登记。', '丁由吉林省通报。'];
  const other = ['甲在河南省办理。', '乙向河南省税务局申报。', '丙在河南省登记。'];

  test.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ['a province that is kept', own, [...other, '丁由吉林省通报。'], ['place: 河南省 / 吉林省']],
    [
      'one in a list, which is named by whoever writes the list',
      [...own.slice(0, 3), '丁由辽宁省、吉林省和黑龙江省通报。'],
      [...other, '丁由辽宁省、吉林省和黑龙江省通报。'],
      [],
    ],
    [
      'two offices of one province',
      ['甲向泰安市税务局申报。', '乙由泰安市税务局登记。', '丙由泰安市税务局通报。'],
      ['甲向山东省税务局申报。', '乙由山东省税务局登记。', '丙由泰安市税务局通报。'],
      [],
    ],
    ['two values, each as often as the other', own.slice(0, 1), ['甲在河南省办理。'], []],
  ])('%s', (_name, a, b, expected) => {
    expect(draw(compareLines(a, b))).toEqual(expected);
  });
});
