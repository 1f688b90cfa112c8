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

describe('decisions with their lists behind them', () => {
  const effects = (...lines: string[]): string[] =>
    drawEffects(readLines(...lines).document).map((line) => line.replace(/ on .*/, ''));

  it('reads the annexes of a decision that nobody signed, each under its marker', () => {
    expect(
      effects(
        '某院关于修改和废止部分法规的决定',
        '某院令第26号',
        '某院决定:',
        '一、对2部法规的部分条款予以修改。(附件1)',
        '二、对2部法规予以废止。(附件2)',
        '附件:1.某院决定修改的法规',
        '2.某院决定废止的法规',
        '附件1',
        '某院决定修改的法规',
        '一、将《甲细则》第二十四条第二款修改为:“任何单位不得建造。”',
        '删去第二十五条。',
        '二、《乙条例》第五条增加一款,作为第二款:“《丁条例》同时废止。”',
        '附件2',
        '某院决定废止的法规',
        '一、丙防治条例(1987年12月3日某院发布)',
        '二、捕捞管理暂行规定(1983年4月1日某院批准,1983年4月8日某部发布)',
      ),
    ).toEqual([
      'amends class 2部法规的部分条款',
      'repeals class 2部法规',
      'amends 甲细则[第二十四条第二款]',
      'repeals 甲细则[第二十五条]',
      'amends 乙条例[第五条]',
      'repeals 丙防治条例',
      'repeals 捕捞管理暂行规定',
    ]);
  });

  it('takes the verdict of a heading inside a catalogue, and the remark behind a title for no part of it', () => {
    expect(
      acts(
        ...closing,
        '附件:',
        '某部废止和失效的规章和规范性文件目录(3件)',
        '一、废止的规章(2件)',
        '1.集体企业决算办法(1990年4月5日某部令第2号发布)',
        '2.《事务所工作规则(2013年本)》(1992年10月10日〔92〕财会字第31号)',
        '二、失效的规范性文件(1件)',
        '1.关于印发《基金征集办法》的通知(1989年2月14日 (89)财综字第20号)',
      ),
    ).toEqual(['repeals 某部令第2号', 'repeals 财会字〔92〕31号', 'declares-lapsed 财综字〔89〕20号']);
  });

  it('gives each verb its own class, and revives nothing that is printed again as amended', () => {
    expect(acts('经过清理,决定废止2件规章和失效1件规范性文件。')).toEqual([
      'repeals class 2件规章',
      'declares-lapsed class 1件规范性文件',
    ]);
    expect(acts('《甲条例》等三件地方性法规根据本决定作相应修改,重新公布。')).toEqual([]);
  });

  it('opens a list that no colon opens, and forgets the class that announced it', () => {
    expect(
      acts('一、决定废止下列规章', '1.某市甲规定(1998年市政府令第12号)', '2.某市乙办法(2001年市政府令第30号)'),
    ).toEqual(['repeals 某市甲规定', 'repeals 某市乙办法']);
    expect(acts('一、决定废止下列规章', '本市其他规章继续有效。')).toEqual(['repeals class 下列规章']);
  });

  it('reads a verdict beside the number', () => {
    expect(
      acts(
        ...closing,
        '附件',
        '全文废止的文件目录',
        '一、某局关于甲的通知(某税发〔1993〕7号)',
        '二、某局关于乙的批复(某税函〔1996〕5号,部分条款失效)',
      ),
    ).toEqual(['repeals 某税发〔1993〕7号', 'repeals 某税函〔1996〕5号[unspecified]']);
  });
});
