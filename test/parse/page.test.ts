import { describe, expect, it, test } from 'vitest';
import { drawClauses, drawComponents, readAll, readLines } from '../readings.js';

// Made up, in the forms of law collections and portals.
const title = '关于印发《甲市某管理办法》的通知';
const text = [
  '甲政发〔2010〕15号',
  '各县(市、区)人民政府:',
  '现将《甲市某管理办法》印发给你们,请遵照执行。',
  '吉林省财政厅',
  '2010年4月7日',
  '甲市某管理办法',
  '第一条 为了规范某事,制定本办法。',
  '第二条 本办法自发布之日起施行。',
];

const furnitureOf = (document: ReturnType<typeof readLines>): string => {
  const { source } = document.text;
  const inside = document.document.components.map(({ span }) => source.slice(span.from, span.to)).join('');
  return source.replace(inside, '').trim().replace(/\s+/g, ' ');
};

describe('what a page has above a document', () => {
  it('is of the page: its trail, title, counters and where to download', () => {
    const reading = readLines(
      '您的位置: 首页 » 某资料网 » 法规 »',
      title,
      '作者:某资料网 时间:2024-07-12 20:48:31 浏览:9581 来源:某资料网',
      '下载地址: 点击此处下载',
      title,
      ...text,
    );
    expect(reading.document).toMatchObject({
      title,
      annexTitle: '甲市某管理办法',
      number: '甲政发〔2010〕15号',
      issued: '2010-04-07',
      source: { firstLine: 3, lastLine: 13 },
    });
    expect(drawComponents(reading.document)).toBe('header 5-6 addressees 7-7 preamble 8-8 signature 9-10 annex 11-13');
    expect(furnitureOf(reading)).toMatch(/^您的位置.*点击此处下载$/);
  });

  it('is a title that the text does not have again', () => {
    const reading = readLines(title, '来源:某网 日期:2017-01-12 17:08 字号:【', '浏览量:', ...text);
    expect(reading.document).toMatchObject({ title, number: '甲政发〔2010〕15号' });
  });

  it('is its own name, without a sentence, over a title that says what it is about', () => {
    const { document } = readLines('某某资料网 | 论坛', '设为首页', title, ...text);
    expect(document).toMatchObject({ title, number: '甲政发〔2010〕15号' });
  });

  it('is no sentence: a text that only holds a title keeps none', () => {
    expect(readLines('下面是全文。', title, ...text).document.title).toBeNull();
  });

  it('is the title where the document has that of its series alone', () => {
    const { document } = readLines(
      '国家税务总局吉林省税务局关于甲事项的公告',
      '文号:国家税务总局吉林省税务局公告2023年第3号',
      '国家税务总局吉林省税务局公告',
      '2023年第3号',
      '现将甲事项公告如下:',
      '一、甲。',
    );
    expect(document).toMatchObject({
      title: '国家税务总局吉林省税务局关于甲事项的公告',
      number: '国家税务总局吉林省税务局公告2023年第3号',
    });
    expect(document.messages).toEqual([]);
  });
});

describe('portal fields', () => {
  it('have their value on the next line, with bullets, where another label follows', () => {
    const { document } = readLines(
      '• 索引号:',
      '6107280000/2024-001005',
      '• 主题分类:',
      '• 发文字号:',
      '甲政发〔2024〕7号',
      '• 发文日期:',
      '2024年04月06日 16:40',
      '• 内容概述:',
      '甲市人民政府工作规则',
      '一、根据有关规定,制定本规则。',
    );
    expect(document).toMatchObject({
      title: '甲市人民政府工作规则',
      number: '甲政发〔2024〕7号',
      issued: '2024-04-06',
    });
  });

  it('have labels that no list holds between those that are known, and one without a value at the end', () => {
    const reading = readLines(
      '发文机关:国务院',
      '信息门类:综合',
      '成文日期:2018-12-21',
      '时 效 性',
      '关于甲事项的决定',
      '一、甲。',
    );
    expect(drawComponents(reading.document)).toBe('header 5-5 body 6-6');
    expect(reading.document).toMatchObject({ issued: '2018-12-21', officialStatus: null });
  });

  it('name the issuer where nothing else does', () => {
    const { document } = readLines('发文机关:国务院', '成文日期:2018-12-21', '关于甲事项的决定', '一、甲。');
    expect(document).toMatchObject({ issuers: ['国务院'], issued: '2018-12-21' });
  });

  it('may be lines of a document: 时间 and 来源 alone are none', () => {
    const { document } = readLines(...text.slice(0, 3), '时间:2023年5月1日', '来源:申报材料', '三、甲。');
    expect(document.components.map(({ kind }) => kind)).not.toContain('header');
    expect(document.clauses).toHaveLength(6);
  });
});

test('an interpretation holds the fields that stand below its title', () => {
  const reading = readLines('关于《甲公告》的政策解读', '发布时间:2022-12-30', '来源:甲局', '一、背景', '为了乙。');
  expect(drawComponents(reading.document)).toBe('interpretation 1-5');
  expect(furnitureOf(reading)).toBe('');
});

describe('what a page has below a document', () => {
  it('is of the page: links, its owner and its numbers, with no sentence behind them', () => {
    const reading = readLines(
      title,
      ...text,
      '相关链接',
      '关于《甲市某管理办法》的问答',
      '主办单位:甲市人民政府',
      '版权所有:甲市人民政府 吉ICP备12345678号',
    );
    expect(reading.document.source).toMatchObject({ firstLine: 1, lastLine: 9 });
    expect(furnitureOf(reading)).toMatch(/^相关链接.*12345678号$/);
  });

  it('is no clause that speaks of such words', () => {
    const { document } = readLines(title, ...text.slice(0, -1), '第二条 网站应当标明版权所有和网站标识码。');
    expect(document.clauses.at(-1)).toMatchObject({ eId: 'art_2', line: 9 });
  });
});

describe('a header', () => {
  test.each<[string, string[], { title: string; number: string | null }]>([
    ['number behind the title', [`${title}(甲办发〔2017〕2号)`], { title, number: '甲办发〔2017〕2号' }],
    ['number before the title in 《》', [`甲府发〔2014〕7号《${title}》`], { title, number: '甲府发〔2014〕7号' }],
    ['a title in 《》', [`《${title}》`, '甲府发〔2014〕7号'], { title, number: '甲府发〔2014〕7号' }],
    ['a remark is no number', [`${title}(2019年修正)`], { title: `${title}(2019年修正)`, number: null }],
    ['blanks in the number', [title, '甲函 〔2011〕 50 号'], { title, number: '甲函〔2011〕50号' }],
    [
      'an issuer, and the title again',
      ['甲事条例', '吉林省财政厅', '甲事条例', '(2010年1月1日吉林省人民政府令第5号公布)'],
      { title: '甲事条例', number: '吉林省人民政府令第5号' },
    ],
    [
      'a title that the page cut off',
      [title, '吉林省财政厅', '关于印发《甲市某', '甲政发〔2010〕15号'],
      { title, number: '甲政发〔2010〕15号' },
    ],
    [
      'a title broken inside 《》, where a part ends as titles do',
      ['国务院关于在甲地', '暂时调整实施《中华人民共和国乙法', '实施条例》有关规定的决定', '国发〔2018〕43号'],
      {
        title: '国务院关于在甲地暂时调整实施《中华人民共和国乙法实施条例》有关规定的决定',
        number: '国发〔2018〕43号',
      },
    ],
    [
      'an agency that no list holds, with one that is known',
      ['国务院办公厅、某某军委办公厅', '关于甲工作的通知', '国办发〔1996〕25号'],
      { title: '国务院办公厅、某某军委办公厅关于甲工作的通知', number: '国办发〔1996〕25号' },
    ],
    [
      'an order under the title, its number on the next line',
      ['财政部关于废止乙规定的决定', '中华人民共和国财政部令', '第 57 号'],
      { title: '财政部关于废止乙规定的决定', number: '财政部令第57号' },
    ],
  ])('%s', (_what, lines, expected) => {
    expect(readLines(...lines, '第一条 甲。', '第二条 乙。').document).toMatchObject(expected);
  });

  it('holds the number under which a rule or standard is registered', () => {
    const lines = (number: string): string =>
      drawComponents(readLines('甲省某办法', '甲政发〔2023〕5号', number, '第一条 甲。').document);
    expect(lines('HNPR—2023—01005')).toBe('header 1-3 body 4-4');
    expect(lines('DB52/T 1234—2020')).toBe('header 1-3 body 4-4');
  });

  it('is signed by a person whose office has blanks in it', () => {
    const { document } = readLines(
      '国务院令',
      '第752号',
      '《甲决定》已经通过,现予公布。',
      '总 理 某某',
      '2022年3月29日',
    );
    expect(drawComponents(document)).toBe('header 1-2 body 3-3 signature 4-5');
  });

  it('reads every meeting that a 题注 names', () => {
    const { document } = readLines(
      '最高人民法院关于甲问题的解释',
      '2018年7月30日 最高人民法院审判委员会第1745次会议',
      '2018年12月1日 施行',
      '第一条 甲。',
    );
    expect(drawComponents(document)).toBe('header 1-3 body 4-4');
  });

  it('takes a notice for one that is glued on by a number under its series', () => {
    const readings = readAll(
      [
        '财政部公告2023年第12号'.replace(/公告.*/, '关于甲政策的公告'),
        '财政部公告2023年第12号',
        '一、甲。',
        '财政部',
        '2023年8月2日',
        '财政部关于废止乙规定的决定',
        '中华人民共和国财政部令',
        '第57号',
        '一、乙。',
      ].join('\n'),
    );
    expect(readings.map(({ document }) => document.number)).toEqual(['财政部公告2023年第12号', '财政部令第57号']);
  });
});

describe('an annex', () => {
  const notice = (name: string): string[] => [
    `吉林省财政厅关于印发${name}的通知`,
    '吉财〔2018〕4号',
    '《甲市乙事项规定》和《支持丙发展的规定》已经同意,现印发给你们。',
    '吉林省财政厅',
    '2018年12月18日',
  ];

  it('has the title that the notice names, also on two lines', () => {
    const { document } = readLines(
      ...notice('甲市乙事项规定'),
      '甲市乙事',
      '项规定',
      '(试 行)',
      '第一条 甲。',
      '第二条 乙。',
    );
    expect(document.annexTitle).toBe('甲市乙事项规定');
    expect(drawClauses(document.clauses)).toContain('annex__title annex__title-2 annex__title-3 art_1 art_2');
  });

  it('is followed by the next where its title is named too, with or without a mark', () => {
    const { document } = readLines(...notice('两个规定'), '甲市乙事项规定', '一、甲。', '支持丙发展的规定', '一、乙。');
    expect(drawComponents(document)).toMatch(/annex 6-7 annex 8-9$/);
  });

  it('is the text below an announcement of it that stands under its own title', () => {
    const { document } = readLines(
      '吉林省某条例',
      '(2009年7月22日吉林省第十一届人民代表大会常务委员会第十次会议通过)',
      '吉林省第十一届人民代表大会常务委员会公告',
      '第28号',
      '《吉林省某条例》已经通过,现予公布,自2009年11月1日起施行。',
      '吉林省人民代表大会常务委员会',
      '2009年7月22日',
      '第一章 总则',
      '第一条 甲。',
    );
    expect(document.number).toBe('吉林省第十一届人民代表大会常务委员会公告第28号');
    expect(drawClauses(document.clauses)).toMatch(/chp_1\[art_1\]$/);
  });

  it('is announced by its title in other brackets', () => {
    const { document } = readLines(
      '深圳市人民政府令',
      '第345号',
      '《深圳市人民政府关于修改<某规定>的决定》已经通过,现予公布。',
      '2022年6月28日',
      '深圳市人民政府关于修改《某规定》的决定',
      '一、甲。',
    );
    expect(document.annexTitle).toBe('深圳市人民政府关于修改《某规定》的决定');
  });

  it('is the list below 附: without a signature, where rows or clauses follow it', () => {
    const lines = ['最高人民法院关于废止部分解释的决定', '法释〔2020〕16号', '决定废止下列解释。'];
    expect(drawComponents(readLines(...lines, '附:废止的解释目录', '序号\t标题', '1\t甲解释').document)).toMatch(
      /annex 4-6$/,
    );
    expect(drawComponents(readLines(...lines, '附:1.甲表', '2.乙表', '3.丙表').document)).toMatch(/attachments 4-6$/);
  });

  it('is no imprint: who gets a copy, and when it was printed', () => {
    const { document } = readLines(
      ...notice('甲市乙事项规定').slice(0, 5),
      '抄送:市委各部门,市人大常委会办公室。',
      '吉林省财政厅办公室 2018年12月19日印发',
    );
    expect(drawComponents(document)).toMatch(/signature 4-5 disclosure 6-6 disclosure 7-7$/);
    expect(document.issued).toBe('2018-12-18');
  });

  it('is no link to a file, and no further line of a list of attachments', () => {
    const { document } = readLines(
      ...notice('甲市乙事项规定'),
      '甲市乙事项规定',
      '第一条 甲。',
      '附件:1.申请表',
      '2.流程图',
      '附件.docx',
    );
    expect(drawComponents(document)).toMatch(/annex 6-7 attachments 8-9 attachments 10-10$/);
    expect(document.messages.map(({ code }) => code)).toEqual([
      'parse/attachment-not-captured',
      'parse/attachment-not-captured',
    ]);
  });

  it('is in the capture where the list calls it 附: and adds a remark', () => {
    const { document } = readLines(
      ...notice('甲市乙事项规定').slice(0, 3),
      '附:甲市乙事项规定(试行)',
      '吉林省财政厅',
      '2018年12月18日',
      '甲市乙事项规定',
      '第一条 甲。',
    );
    expect(document.messages.map(({ code }) => code)).toEqual([]);
  });
});
