import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readCapture } from '../../src/pipeline/capture.js';
import type { Clause } from '../../src/model/document.js';
import { rules } from '../project-rules.js';
import { drawClauses, drawComponents, readAll, readLines } from '../readings.js';

// Made up, in the form of a municipal notice.
const notice = [
  '甲市财政局关于做好某项工作的通知',
  '甲财〔2023〕5号 2023-03-01',
  '各区财政局:',
  '为做好某项工作,现通知如下:',
  '一、总体要求',
  '坚持统筹推进。',
  '二、主要任务。各区应当落实。',
  '(一)第一项任务。',
  '(二)第二项任务。',
  '特此通知。',
  '附件:1.某某表',
  '2.某某清单',
  '吉林省财政厅',
  '2023年3月1日',
  '(此件公开发布)',
];

const main = (lines: readonly string[], component = 'body'): string =>
  drawClauses(readLines(...lines).document.clauses.filter((clause) => clause.component === component));

describe('components', () => {
  it('divides a notice into its parts', () => {
    expect(drawComponents(readLines(...notice).document)).toBe(
      'header 1-2 addressees 3-3 preamble 4-4 body 5-9 closing 10-10 attachments 11-12 signature 13-14 disclosure 15-15',
    );
  });

  it('takes the trail of a page for no title', () => {
    const { document } = readLines('首页 > 政务公开 > 政策', ...notice);
    expect(document).toMatchObject({ title: '甲市财政局关于做好某项工作的通知', number: '甲财〔2023〕5号' });
  });

  it('takes the line under series and number for the title', () => {
    const { document } = readLines(
      '国家税务总局公告',
      '2018年第31号',
      '国家税务总局关于修改甲规程的公告',
      '现公告如下:',
      '一、甲。',
    );
    expect(document).toMatchObject({
      title: '国家税务总局关于修改甲规程的公告',
      number: '国家税务总局公告2018年第31号',
    });
  });

  it('finds the annexes of a text that nobody signed', () => {
    const lines = ['某院关于废止部分法规的决定', '某院决定:', '一、废止2部法规。', '附件:某院决定废止的法规'];
    const annex = ['附件', '某院决定废止的法规', '一、甲条例', '二、乙条例'];
    expect(drawComponents(readLines(...lines, ...annex).document)).toBe(
      'header 1-1 preamble 2-2 body 3-3 attachments 4-4 annex 5-8',
    );
  });

  it('gives a container and the text it issues two titles and one number', () => {
    const { document } = readLines(
      '吉林省财政厅关于印发《某管理办法》的通知',
      '吉财〔2023〕5号',
      '各市财政局:',
      '现将《某管理办法》印发给你们。',
      '吉林省财政厅',
      '2023年3月1日',
      '附件',
      '某管理办法',
      '第一章 总则',
      '第一条 为规范管理,制定本办法。',
      '第二条 本办法自印发之日起施行。',
    );
    expect(document).toMatchObject({
      annexTitle: '某管理办法',
      number: '吉财〔2023〕5号',
      commences: { date: '2023-03-01', basis: 'on-issue' },
    });
    expect(drawClauses(document.clauses.filter((clause) => clause.component === 'annex'))).toBe(
      'annex__marker annex__title chp_1[art_1 art_2]',
    );
  });

  it('a line that closes a preamble with a colon addresses nobody', () => {
    const { document } = readLines(
      '吉林省人民政府关于废止部分规章的决定',
      '经研究,省政府决定:',
      '一、废止《甲办法》。',
    );
    expect(drawComponents(document)).toBe('header 1-1 preamble 2-2 body 3-3');
  });

  it('附件:X over a text is its title, and not a list of what is missing', () => {
    const { document } = readLines(
      '吉林省财政厅关于公布目录的公告',
      '吉林省财政厅公告2023年第1号',
      '现予公布。',
      '吉林省财政厅',
      '2023年3月1日',
      '附件:失效文件目录',
      '1.甲通知(吉财〔2008〕1号)',
    );
    expect(document.annexTitle).toBe('失效文件目录');
    expect(document.messages).toEqual([]);
  });

  it('says so where a text is issued that is not in the capture', () => {
    const { document } = readLines(
      '吉林省财政厅关于发布《某管理办法》的公告',
      '现予发布。',
      '吉林省财政厅',
      '2023年3月1日',
    );
    expect(document.messages.map((message) => message.code)).toContain('parse/annex-missing');
  });

  it('keeps an interpretation apart, and its clauses under their own names', () => {
    const { document } = readLines(
      '吉林省财政厅关于某事项的公告',
      '一、甲事项。',
      '吉林省财政厅',
      '2023年3月1日',
      '关于《吉林省财政厅关于某事项的公告》的解读',
      '一、背景',
      '略。',
    );
    expect(document.components.at(-1)?.kind).toBe('interpretation');
    expect(drawClauses(document.clauses.filter((clause) => clause.component === 'interpretation'))).toBe(
      'interpretation__title interpretation__level_1[interpretation__level_1__para_1]',
    );
  });

  it('reads two records of a portal, and their fields', () => {
    const record = (title: string, number: string): string[] => [
      `法规${number} ${title}`,
      title,
      number,
      '一、甲。',
      '收藏',
      '发文时间:2023-3-1',
      `文号:${number}`,
      '时效性:全文有效',
    ];
    const readings = readAll(
      [
        ...record('吉林省财政厅关于甲事项的通知', '吉财〔2023〕5号'),
        ...record('吉林省财政厅关于乙事项的通知', '吉财〔2023〕6号'),
      ].join('\n'),
    );
    expect(
      readings.map(({ document }) => [
        document.number,
        document.source.firstLine,
        document.source.lastLine,
        document.officialStatus,
      ]),
    ).toEqual([
      ['吉财〔2023〕5号', 1, 8, '全文有效'],
      ['吉财〔2023〕6号', 9, 16, '全文有效'],
    ]);
    expect(readings[0]?.document.messages.map((message) => message.code)).toEqual(['metadata/date-style']);
  });

  it('reads fields that stand before their document', () => {
    const readings = readAll(
      '文号:吉财〔2023〕5号\n发文时间:2023-03-01\n吉林省财政厅关于甲事项的通知\n一、甲。\n文号:吉财〔2023〕6号\n发文时间:2023-03-02\n吉林省财政厅关于乙事项的通知\n一、乙。',
    );
    expect(readings.map(({ document }) => [document.title, document.number, document.issued])).toEqual([
      ['吉林省财政厅关于甲事项的通知', '吉财〔2023〕5号', '2023-03-01'],
      ['吉林省财政厅关于乙事项的通知', '吉财〔2023〕6号', '2023-03-02'],
    ]);
  });

  it('reads a sentence alone as a document whose metadata are not known', () => {
    const { document } = readLines('《甲办法》(某税发〔2018〕3号)同时废止。');
    expect(document).toMatchObject({
      title: null,
      number: null,
      issued: null,
      issuers: [],
      commences: { date: null, basis: 'unknown' },
    });
    expect(document.effects).toHaveLength(1);
  });

  it('knows an order of a mayor, whose issuer stands in its number', () => {
    const { document } = readLines(
      '某医疗保险办法',
      '青岛市政府令〔2023〕296号 2023-01-20',
      '《某医疗保险办法》已经审议通过,现予公布,自2023年3月1日起施行。',
      '市长',
      '2023年1月20日',
      '某医疗保险办法',
      '(2014年9月17日青岛市人民政府令第235号公布 2023年1月5日修订)',
      '第一条 为了规范,制定本办法。',
    );
    expect(document).toMatchObject({
      issuers: ['青岛市人民政府'],
      commences: { date: '2023-03-01' },
      jurisdiction: { city: '青岛市' },
    });
    expect(drawClauses(document.clauses.filter((clause) => clause.component === 'annex'))).toBe(
      'annex__title annex__history art_1',
    );
  });
});

describe('clause trees', () => {
  test.each<[string, string[], string]>([
    [
      'a heading has its paragraphs below, a sentence is its own first',
      ['一、总体要求', '坚持统筹。', '再者。', '二、各区应当落实。', '另行通知。'],
      'level_1[level_1__para_1 level_1__para_2] level_2[level_2__para_2]',
    ],
    [
      'levels skip: 一、 straight to 1.',
      ['一、要求', '1.甲事项。', '2.乙事项。'],
      'level_1[level_1__level_1 level_1__level_2]',
    ],
    [
      '3.2023年 is item 3 and a year',
      ['一、要求', '1.甲。', '2.乙。', '3.2023年1月1日起,减按1%征收。'],
      'level_1[level_1__level_1 level_1__level_2 level_1__level_3]',
    ],
    ['a decimal is no label', ['一、要求', '3.5%的税率。'], 'level_1[level_1__para_1]'],
    [
      '(一) is a point under articles',
      ['第一条 符合下列条件的:', '(一)甲;', '(二)乙。'],
      'art_1[art_1__point_1 art_1__point_2]',
    ],
    [
      '款 are counted without the points',
      ['第三条 甲。', '乙:', '(一)丙;', '(二)丁。', '戊。'],
      'art_3[art_3__para_1 art_3__para_2[art_3__para_2__point_1 art_3__para_2__point_2] art_3__para_3]',
    ],
    [
      'articles run through their chapters',
      ['第一章 总则', '第一条 甲。', '第二章 分则', '第一节 一般', '第二条 乙。'],
      'chp_1[art_1] chp_2[chp_2__sec_1[art_2]]',
    ],
    [
      '第十二条之一 is an inserted article',
      ['第十二条 甲。', '第十二条之一 乙。', '第十三条 丙。'],
      'art_12 art_12-1 art_13',
    ],
    [
      '一、 is a point of an article',
      ['第五条 下列房产免税:', '一、甲;', '二、乙。', '第六条 丙。'],
      'art_5[art_5__point_1 art_5__point_2] art_6',
    ],
    [
      '一、 is a heading over articles that run through',
      ['一、一般规定', '第一条 甲。', '二、附则', '第二条 乙。'],
      'level_1[art_1] level_2[art_2]',
    ],
    ['a missing blank after the label', ['第十九条社会保险基金实行收支两条线。'], 'art_19'],
    [
      'a label behind another on one line',
      ['第三条 【引进奖励】(一)对从外地迁入的。', '(二)对引入的。'],
      'art_3[art_3__point_1 art_3__point_2]',
    ],
    [
      'items that count up inside a paragraph end with it',
      ['第五条 甲。', '满足下列条件之一的,可以认定:1.乙;2.丙;3.2023年丁。', '(一)戊;', '(二)己。'],
      'art_5[art_5__para_1 art_5__para_2[art_5__para_2__indent_1 art_5__para_2__indent_2 art_5__para_2__indent_3 art_5__para_2__point_1 art_5__para_2__point_2]]',
    ],
    [
      'inside a clause of the level grammar',
      ['一、要求', '(一)甲:1.乙;2.丙。', '丁。', '二、末'],
      'level_1[level_1__level_1[level_1__level_1__level_1 level_1__level_1__level_2 level_1__level_1__para_2]] level_2',
    ],
    [
      'one number inside a paragraph is none, nor are a list of points and a decimal',
      ['一、甲:1.乙。', '二、按第(一)项、第(二)项,1.5倍,2.5倍。'],
      'level_1 level_2',
    ],
    [
      'a line that opens with a reference is no article',
      ['第一条 甲。', '第一条、第二条规定的情形除外。'],
      'art_1[art_1__para_1 art_1__para_2]',
    ],
    ['一、二、三级 is an enumeration', ['一、二、三级医疗机构支付比例不同。'], 'para_1'],
    [
      'headings with a full stop, where most siblings are built alike',
      ['一、要求', '(一)指导思想。', '坚持甲。', '(二)基本原则。', '坚持乙。'],
      'level_1[level_1__level_1[level_1__level_1__para_1] level_1__level_2[level_1__level_2__para_1]]',
    ],
    [
      'a lone short sentence is its own first paragraph',
      ['一、甲与乙相同。', '丙。', '二、各区应当落实,加强丁。'],
      'level_1[level_1__para_2] level_2',
    ],
    [
      'a last paragraph that speaks of the whole',
      ['一、要求', '(一)甲;', '(二)乙。', '本公告自发布之日起施行。'],
      'level_1[level_1__level_1 level_1__level_2] para_1',
    ],
    ['paragraphs without any number', ['甲。', '乙。'], 'para_1 para_2'],
    [
      '1. restarts under one parent',
      ['一、要求', '1.甲。', '2.乙。', '1.丙。'],
      'level_1[level_1__level_1 level_1__level_2 level_1__level_1-2]',
    ],
  ])('%s', (_trap, lines, tree) => expect(main(lines)).toBe(tree));

  it('reports a gap, and none where numbers run through the document', () => {
    const gaps = (lines: string[]): string[] =>
      readLines(...lines)
        .document.messages.filter((message) => message.code === 'parse/number-gap')
        .map((message) => message.text);
    expect(gaps(['第五条 甲。', '第七条 乙。'])).toEqual([
      '第五条 follows nothing (expected 第一条)',
      '第七条 follows 第五条 (expected 第六条)',
    ]);
    expect(gaps(['一、甲', '1.甲。', '2.乙。', '二、乙', '3.丙。'])).toEqual([]);
  });
});

describe('headers', () => {
  const headOf = (...lines: string[]): unknown => {
    const { title, number, issued, issuers } = readLines(...lines, '一、甲。', '二、乙。').document;
    return [title, number, issuers.join('+'), issued];
  };

  test.each<[string, string[], unknown[]]>([
    [
      'agencies over the title',
      ['财政部 税务总局', '关于延续某项政策的公告', '财政部 税务总局公告2023年第13号'],
      ['财政部 税务总局关于延续某项政策的公告', '财政部 税务总局公告2023年第13号', '财政部+税务总局', null],
    ],
    [
      'joint agencies one a line',
      ['吉林省财政厅', '国家税务总局吉林省税务局', '关于某事项的通知', '吉财税〔2023〕5号'],
      [
        '吉林省财政厅 国家税务总局吉林省税务局关于某事项的通知',
        '吉财税〔2023〕5号',
        '吉林省财政厅+国家税务总局吉林省税务局',
        null,
      ],
    ],
    [
      'the number above, the title broken in three',
      ['济政办字〔2022〕18号', '济南市人民政府办公厅关于', '印发济南市推进某项发展', '行动方案的通知'],
      [
        '济南市人民政府办公厅关于印发济南市推进某项发展行动方案的通知',
        '济政办字〔2022〕18号',
        '济南市人民政府办公厅',
        null,
      ],
    ],
    [
      'a number that names no series is completed by the title',
      ['国家税务总局宁波市税务局关于某事项的公告', '2021年第5号'],
      [
        '国家税务总局宁波市税务局关于某事项的公告',
        '国家税务总局宁波市税务局公告2021年第5号',
        '国家税务总局宁波市税务局',
        null,
      ],
    ],
    [
      'the red head of a letter',
      ['江苏省人民政府文件', '苏政发〔2021〕5号', '江苏省人民政府关于某事项的通知'],
      ['江苏省人民政府关于某事项的通知', '苏政发〔2021〕5号', '江苏省人民政府', null],
    ],
    [
      'an order, whose number says only the count',
      ['中华人民共和国国务院令', '第 743 号'],
      ['中华人民共和国国务院令', '国务院令第743号', '国务院', null],
    ],
  ])('%s', (_trap, lines, head) => expect(headOf(...lines)).toEqual(head));

  it('an order carries the text it announces', () => {
    const { document } = readLines(
      '国家税务总局令',
      '第41号',
      '《某制定管理办法》已经审议通过,现予公布,自2017年7月1日起施行。',
      '局长:王某',
      '2017年5月16日',
      '某制定管理办法',
      '目 录',
      '第一章 总则',
      '第二章 附则',
      '第一章 总 则',
      '第一条 甲。',
      '第二章 附 则',
      '第二条 乙。',
    );
    expect(document).toMatchObject({ number: '国家税务总局令第41号', annexTitle: '某制定管理办法' });
    expect(drawClauses(document.clauses.filter((clause) => clause.component === 'annex'))).toBe(
      'annex__title annex__contents annex__contents-2 annex__contents-3 chp_1[art_1] chp_2[art_2]',
    );
  });

  it('a law in Markdown has its days of passage under the title', () => {
    const { document } = readLines(
      '# 某省税收保障条例',
      '',
      '2015年9月25日某省第十二届人民代表大会常务委员会第十一次会议通过',
      '',
      '2020年11月27日某省第十三届人民代表大会常务委员会第二十四次会议修正',
      '',
      '## 第一章　总则',
      '',
      '第一条　甲。',
    );
    expect(drawComponents(document)).toBe('header 1-5 body 7-9');
  });

  test.each<[string, string[], unknown]>([
    [
      'the first making counts, and the order it was made by',
      [
        '专利代理条例',
        '1991年3月4日 中华人民共和国国务院令第76号发布',
        '2018年11月6日 中华人民共和国国务院令第706号修订',
        '2019年3月1日 施行',
      ],
      ['国务院令第76号', '1991-03-04', ['国务院'], 'CN'],
    ],
    [
      'a congress, its session left out',
      ['上海市价格条例', '2021年5月21日 上海市第十五届人民代表大会常务委员会第三十一次会议通过'],
      [null, '2021-05-21', ['上海市人民代表大会常务委员会'], 'CN-SH'],
    ],
    [
      'in brackets and in a row',
      ['某登记办法', '(2014年9月17日吉林省人民政府令第235号公布 2023年1月5日修订)'],
      ['吉林省人民政府令第235号', '2014-09-17', ['吉林省人民政府'], 'CN-JL'],
    ],
    ['the place a regulation is named after', ['上海市经纪人条例'], [null, null, [], 'CN-SH']],
    ['a law is national', ['文物保护法'], [null, null, [], 'CN']],
  ])('%s', (_trap, head, expected) => {
    const { number, issued, issuers, jurisdiction } = readLines(...head, '第一条 甲。', '第二条 乙。').document;
    expect([number, issued, issuers, jurisdiction.iso]).toEqual(expected);
  });

  it('chapters that stand twice are contents the first time; the title may stand again', () => {
    const { document } = readLines(
      '# 甲市登记条例',
      '<!-- INFO END -->',
      '甲市 登记条例',
      '## 第一章 总则',
      '### 第一节 一般',
      '## 第二章 附则',
      '## 第一章　总则',
      '### 第一节　一般',
      '第一条 甲。',
      '## 第二章　附则',
      '第二条 乙。',
    );
    expect(drawClauses(document.clauses)).toBe(
      'header__title header__title-2 body__contents body__contents-2 body__contents-3 chp_1[chp_1__sec_1[art_1]] chp_2[art_2]',
    );
  });

  it('an interpretation in a capture of its own asserts nothing', () => {
    const { document } = readLines(
      '关于《吉林省财政厅关于某事项的公告》的政策解读',
      '一、背景',
      '《乙办法》(某财发〔2018〕3号)同时废止。',
    );
    expect(drawComponents(document)).toBe('interpretation 1-3');
    expect(document.citations[0]).toMatchObject({ kind: 'interprets', self: false });
    expect(document.effects.map((effect) => effect.asserted)).toEqual([false]);
  });
});

describe('records', () => {
  const drawn = (...lines: string[]): unknown =>
    readAll(lines.join('\n')).map(({ document }) => [
      document.number,
      document.officialStatus,
      drawComponents(document),
    ]);

  it('fields may stand between the title and the text, and a status alone', () => {
    expect(
      drawn(
        '吉林省财政厅关于甲事项的公告',
        '吉林省财政厅公告2023年第5号',
        '全文有效 ',
        '成文日期：2023-04-17',
        '为某事,现公告如下:',
        '一、甲。',
        '吉林省财政厅关于乙事项的公告',
        '吉林省财政厅公告2023年第6号',
        '部分失效',
        '成文日期：2023-04-18',
        '一、乙。',
      ),
    ).toEqual([
      ['吉林省财政厅公告2023年第5号', '全文有效', 'header 1-2 preamble 5-5 body 6-6'],
      ['吉林省财政厅公告2023年第6号', '部分失效', 'header 7-8 body 11-11'],
    ]);
  });

  it('several fields on one line', () => {
    const { document } = readLines(
      '发布时间：2023-06-30来源：本网 【文 号】某税发〔2023〕3号',
      '某税务局关于甲的通知',
      '一、甲。',
    );
    expect(document).toMatchObject({ issued: '2023-06-30', number: '某税发〔2023〕3号' });
  });

  it('two notices without anything between are two, and said to be', () => {
    const lines = (count: string): string[] => [
      '吉林省财政厅关于事项的公告',
      `吉林省财政厅公告2023年第${count}号`,
      '一、甲。',
      '吉林省财政厅',
      '2023年4月3日',
    ];
    const readings = readAll([...lines('2'), ...lines('3')].join('\n'));
    expect(readings.map(({ document }) => document.number)).toEqual([
      '吉林省财政厅公告2023年第2号',
      '吉林省财政厅公告2023年第3号',
    ]);
    expect(readings[1]?.document.messages.map(({ code }) => code)).toContain('parse/glued-notice');
  });

  it('what a notice forwards is part of it, with a title and number of its own', () => {
    const readings = readAll(
      [
        '吉林省财政厅转发财政部关于甲事项的通知的通知',
        '吉财〔2023〕5号',
        '现转发给你们。',
        '吉林省财政厅',
        '2023年4月3日',
        '财政部关于甲事项的通知',
        '财会〔2023〕1号',
        '一、甲。',
      ].join('\n'),
    );
    expect(readings).toHaveLength(1);
  });
});

describe('guarantees', () => {
  const fragment = fc.constantFrom(
    ...notice,
    '第一条 甲。',
    '(一)乙;',
    '《',
    '》',
    '“',
    '附件',
    '查看更多>',
    '文号:',
    '时效性:失效',
    '',
    '２０２３年３月１日',
    '\uE010',
    '特此公告。',
    '　　',
    '《甲》(1号)第三条废止',
    '关于《甲》的解读',
  );

  it('covers every capture with components and furniture, character for character', () => {
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 30 }), fc.constantFrom('\n', '\r\n', '\n\n'), (lines, end) => {
        const source = lines.join(end);
        const text = source.replace(/[\s\p{C}]/gu, '') === '' ? '甲' : source;
        const capture = readCapture(new TextEncoder().encode(text), 'made-up.txt', rules);
        const spans = [
          ...capture.readings.flatMap(({ document }) => document.components.map(({ span }) => span)),
          ...capture.furniture.map(({ span }) => span),
        ];
        spans.sort((a, b) => a.from - b.from);
        expect(spans.map(({ from, to }) => text.slice(from, to)).join('')).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  it('names every clause once and lets it slice itself out of the source', () => {
    const flat = (clauses: readonly Clause[]): Clause[] =>
      clauses.flatMap((clause) => [clause, ...flat(clause.children)]);
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 30 }), (lines) => {
        for (const { document, text, passages } of readAll(['甲', ...lines].join('\n'))) {
          const clauses = flat(document.clauses);
          const ids = clauses.map((clause) => clause.eId);
          expect(new Set(ids).size).toBe(ids.length);
          for (const { label, span } of clauses)
            if (label !== null) expect(text.source.slice(span.from, span.to)).toContain(label);
          for (const passage of passages) expect(ids).toContain(passage.eId);
        }
      }),
      { numRuns: 200 },
    );
  });
});
