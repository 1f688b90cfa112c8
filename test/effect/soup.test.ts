import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readLines } from '../readings.js';

const words = [
  '废止',
  '同时废止',
  '失效',
  '停止执行',
  '修改为',
  '删去',
  '《甲办法》',
  '《乙公告》(2015年第1号)',
  '某发〔2001〕1号',
  '第三条',
  '附件1',
  '除',
  '外',
  '其余',
  '自',
  '2023年5月1日',
  '起',
  '施行',
  '本办法',
  '发布之日',
  '“甲。”',
  '(',
  ')',
  '“',
  '《',
  '》',
  '、',
  ',',
  '。',
  ';',
  ':',
  '和',
  '与',
  '的',
  '规定',
  '下列文件',
  '上述文件',
  '目录',
  '\n',
  '\t',
  '|',
  '1.',
  '(一)',
  ' ',
];

test('any order of the words of the law is read without a fault, and every quote is its slice', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 60 }), (soup) => {
      const { document, text } = readLines('某局关于某事的公告', soup.join(''), '终');
      for (const { span, quote } of document.effects)
        expect(text.source.slice(span.from, span.to).replace(/\s+/g, ' ').trim()).toBe(quote);
    }),
    { numRuns: 300, seed: 1 },
  );
});
