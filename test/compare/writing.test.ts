import { describe, expect, test } from 'vitest';
import { compareReadings } from '../../src/compare/collate.js';
import { rules } from '../project-rules.js';
import { readAll } from '../readings.js';
import { drawDifference } from './notation.js';
import { originals } from './verdicts.js';

// Whole notices written in another manner: however much that is, none of it is a change of law.

const chineseDigits = '〇一二三四五六七八九';

const manners: readonly (readonly [string, (text: string) => string])[] = [
  ['without quotes', (text) => text.replace(/[“”]/g, '')],
  ['with straight quotes', (text) => text.replace(/[“”]/g, '"')],
  ['with corner brackets', (text) => text.replaceAll('“', '「').replaceAll('”', '」')],
  [
    'in full width',
    (text) =>
      text.replace(/[,;()]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) + 0xfee0)).replace(/:(?!\/\/)/g, '：'),
  ],
  ['with 1、 for 1.', (text) => text.replace(/^([^\S\n]*\d{1,2})\.(?=\D)/gm, '$1、')],
  ['with (1) for 1.', (text) => text.replace(/^([^\S\n]*)(\d{1,2})[.、](?=\D)/gm, '$1($2)')],
  ['with 一. for 一、', (text) => text.replace(/^([^\S\n]*[一二三四五六七八九十]{1,3})、/gm, '$1.')],
  ['with 、 for ,', (text) => text.replace(/(?<=\p{Script=Han}),(?=\p{Script=Han})/gu, '、')],
  ['with 。 for ; at the end of a line', (text) => text.replace(/;$/gm, '。')],
  ['without full stops at the end of a line', (text) => text.replace(/。$/gm, '')],
  [
    'in other forms of characters',
    (text) => text.replaceAll('其他', '其它').replaceAll('账', '帐').replaceAll('登录', '登陆').replaceAll('〇', '零'),
  ],
  ['with [ ] around years', (text) => text.replaceAll('〔', '[').replaceAll('〕', ']')],
  ['without blank lines', (text) => text.replace(/\n\n+/g, '\n')],
  ['without blanks after article numbers', (text) => text.replace(/^([^\S\n]*第[一二三四五六七八九十]+条)\s+/gm, '$1')],
  [
    'with years in Chinese',
    (text) =>
      text.replace(/(?<=\p{Script=Han})(\d{4})年(?!\d|第)/gu, (_, year: string) => {
        return `${[...year].map((digit) => chineseDigits[Number(digit)] ?? '').join('')}年`;
      }),
  ],
];

describe.each(manners)('%s', (_, write) => {
  test.each(originals.map((original, index) => [index + 1, original] as const))('notice %i', (_count, original) => {
    const [[a], [b]] = [readAll(original), readAll(write(original))];
    if (!a || !b) throw new Error('the capture holds a notice');
    const { differences } = compareReadings(a, b, rules);
    expect(differences.filter(({ kind }) => kind === 'substantive' || kind === 'slot').map(drawDifference)).toEqual([]);
  });
});
