import { describe, expect, it, test } from 'vitest';
import { readCapture } from '../../src/pipeline/capture.js';
import { rules } from '../project-rules.js';
import { drawEffects, readLines } from '../readings.js';

// All texts are made up.
const header = ['某市税务局关于公布规范性文件清理结果的公告', '某市税务局公告2023年第5号 2023-05-01'];
const closing = ['特此公告。', '某市税务局', '2023年5月1日'];
const read = (...lines: string[]): ReturnType<typeof readLines>['document'] => readLines(...header, ...lines).document;
const acts = (...lines: string[]): string[] => drawEffects(read(...lines)).map((line) => line.replace(/ on .*/, ''));

describe('rows of a table', () => {
  it('takes the verdict of the heading, and the columns from their heads', () => {
    expect(
      acts(
        ...closing,
        '附件1',
        '全文废止的规范性文件目录',
        '序号\t标题\t发文日期\t文号\t备注',
        '1\t某市税务局关于甲事项的通知\t2001年1月2日\t某税发〔2001〕3号\t已被某税发〔2009〕1号替代',
        '2\t《某市税务局关于乙事项的通知》\t2001-1-3\t某税发〔2001〕4号',
      ),
    ).toEqual(['repeals 某税发〔2001〕3号', 'repeals 某税发〔2001〕4号']);
  });

  it('takes the verdict of the row before that of the heading', () => {
    expect(
      acts(
        ...closing,
        '附件',
        '规范性文件清理结果目录',
        '| 序号 | 文件名称 | 文号 | 清理结果 |',
        '| --- | --- | --- | --- |',
        '| 1 | 某市甲办法 | 某政发〔2001〕8号 | 全文废止 |',
        '| 2 | 某市乙办法 | 某政发〔2001〕9号 | 继续有效 |',
        '| 3 | 某市丙办法 | 某政发〔2001〕10号 | 第三条、第四条废止 |',
        '| 4 | 某市丁办法 | 某政发〔2001〕11号 | 宣布失效 |',
      ),
    ).toEqual([
      'repeals 某政发〔2001〕8号',
      'repeals 某政发〔2001〕10号[第三条 第四条]',
      'declares-lapsed 某政发〔2001〕11号',
    ]);
  });

  it('reads provisions of a column of provisions', () => {
    expect(
      acts(
        '现将部分条款废止的规范性文件目录公布如下:',
        '序号\t标题\t文号\t废止条款',
        '1\t某市税务局关于甲事项的通知\t某税发〔2001〕3号\t第三条、附件2',
        '2\t某市税务局关于乙事项的通知\t某税发〔2001〕4号\t有关纳税期限的内容',
      ),
    ).toEqual(['repeals 某税发〔2001〕3号[第三条 附件2]', 'repeals 某税发〔2001〕4号[unspecified]']);
  });

  it('gives nothing for what stays in force', () => {
    expect(acts(...closing, '附件', '继续有效的规范性文件目录', '1\t某市甲办法\t某政发〔2001〕8号')).toEqual([]);
  });

  it('does not guess where several verdicts are announced', () => {
    expect(
      acts(
        '现将全文废止的文件目录和部分条款失效的文件目录予以公布。',
        '序号\t标题\t文号',
        '1\t某市税务局关于甲事项的通知\t某税发〔2001〕3号',
      ),
    ).toEqual([]);
  });

  it('takes other tables for what they are', () => {
    expect(acts('税目税率如下:', '序号\t项目\t标准', '1\t某办法所列项目\t5元', '2\t工本费\t失效')).toEqual([]);
  });
});

test('numbered lines of a catalogue', () => {
  expect(
    acts(
      ...closing,
      '附件',
      '宣布失效的规范性文件目录',
      '1.某市甲办法(某政发〔2001〕3号)',
      '2.《某市乙办法》(某政发〔2001〕4号)',
    ),
  ).toEqual(['declares-lapsed 某政发〔2001〕3号', 'declares-lapsed 某政发〔2001〕4号']);
});

describe('the number of documents', () => {
  const rows = ['1\t某市甲办法\t某政发〔2001〕3号', '2\t某市乙办法\t某政发〔2001〕4号'];
  const mismatches = (preamble: string, heading: string): string[] =>
    read(preamble, ...closing, '附件', heading, ...rows)
      .messages.filter(({ code }) => code === 'effect/count-mismatch')
      .map(({ text }) => text);

  test.each([
    ['the heading', '现予公布。', '全文废止的规范性文件目录(3件)'],
    ['the text', '现将全文废止的规范性文件目录(3件)予以公布。', '全文废止的规范性文件目录'],
  ])('is held against %s', (_where, preamble, heading) => {
    expect(mismatches(preamble, heading)).toEqual([
      `the text states 3 documents, the catalogue “${heading}” has 2 rows`,
    ]);
  });

  it('agrees', () => expect(mismatches('现予公布。', '全文废止的规范性文件目录(2件)')).toEqual([]));
});

it('keeps the cells of an HTML row together', () => {
  const cell = (text: string): string => `<td><p>${text}</p></td>`;
  const row = (...cells: string[]): string => `<tr>${cells.map(cell).join('')}</tr>`;
  const html = `<html><body><div><h1>${header[0] ?? ''}</h1><p>现将全文废止的规范性文件目录公布如下:</p><table>${row('序号', '标题', '文号')}${row('1', '某市甲办法', '某政发〔2001〕3号')}${row('2', '某市乙办法', '某政发〔2001〕4号')}</table></div></body></html>`;
  const [reading] = readCapture(new TextEncoder().encode(html), 'made-up.html', rules).readings;
  expect(reading?.document.effects.map(({ quote }) => quote)).toEqual([
    '1 某市甲办法 某政发〔2001〕3号',
    '2 某市乙办法 某政发〔2001〕4号',
  ]);
});
