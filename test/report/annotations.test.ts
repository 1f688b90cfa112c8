import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/graph.js';
import { annotationLines, inertJson, inertText } from '../../src/report/annotations.js';
import { run } from './builder.js';
import { sampleRun } from './sample-run.js';

const finding = (fields: Partial<Finding>): Finding => ({
  code: 'parse/number-gap',
  severity: 'warning',
  work: null,
  path: 'captures/甲.txt',
  line: 3,
  text: 'made up',
  ...fields,
});

describe('annotations', () => {
  test('failed gates and findings, each at its file and line', () => {
    expect(annotationLines(sampleRun(), 'notices/')).toEqual([
      '::error title=关卡未通过 gate failed%3A unreadable::实数 1，上限 0 counted 1, limit 0',
      '::error file=notices/captures/empty.txt,line=1,title=source/no-notice%3A 快照中未识别出文件 no notice recognised::no notice in this capture',
      '::warning file=notices/captures/made-up.txt,line=6,title=parse/number-gap%3A 序号不连续 gap in the numbering::二、 is followed by 四、',
      '::notice file=notices/captures/made-up.txt,line=7,title=status/retroactive%3A 溯及既往 retroactive::commences before it was issued',
    ]);
  });

  test('text and path of a document make no second command and no second property', () => {
    const text = '甲\n::set-env name=X::y\r%0A::error::z';
    const [line = '', ...more] = annotationLines(
      run([], { findings: [finding({ text, path: 'a,line=9::b\n::c' })] }),
      '',
    );
    expect(more).toEqual([]);
    expect(line).not.toMatch(/[\r\n]/);
    expect(line).toMatch(
      /^::warning file=a%2Cline=9%3A%3Ab %3A%3Ac,line=3,title=[^:,]*::甲 ::set-env name=X::y %250A::error::z$/,
    );
  });

  test('a capture outside the checkout or from the web is named by no file', () => {
    for (const path of ['https://example.org/a', '../a.txt', '/a.txt', null])
      expect(annotationLines(run([], { findings: [finding({ path })] }), '')[0]).toMatch(/^::warning title=/);
  });

  test('ten of a level, the last of which says how many more there are', () => {
    const of = (count: number) =>
      annotationLines(run([], { findings: Array.from({ length: count }, () => finding({})) }), '');
    expect(of(10).filter((line) => line.endsWith('::made up'))).toHaveLength(10);
    expect(of(11)).toHaveLength(10);
    expect(of(11).at(-1)).toMatch(/^::warning title=jiaokan::另有 2 项/);
  });
});

describe('printed text', () => {
  test.each([
    ['::error::x', ': :error::x'],
    ['a\n  ::add-mask::x', 'a\n  : :add-mask::x'],
    ['a\r\u3000::x', 'a\r\u3000: :x'],
    ['a ##[error]x', 'a ## [error]x'],
    ['甲::乙 C++::x', '甲::乙 C++::x'],
  ])('%j is no command', (text, inert) => {
    expect(inertText(text)).toBe(inert);
  });

  test('JSON stays what it was', () => {
    const value = { text: '##[error]\n::error::x' };
    const json = inertJson(JSON.stringify(value, null, 2));
    expect(json).not.toMatch(/##\[|^\s*::/m);
    expect(JSON.parse(json)).toEqual(value);
  });
});
