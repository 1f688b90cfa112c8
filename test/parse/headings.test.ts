import { describe, expect, it, test } from 'vitest';
import type { Clause } from '../../src/model/document.js';
import { drawClauses, readLines } from '../readings.js';

// Made up, in the forms of municipal regulations and of old ministry rules.
const body = (lines: readonly string[]): readonly Clause[] =>
  readLines('甲市某事条例', '甲政发〔2010〕15号', ...lines).document.clauses.filter(
    ({ component }) => component === 'body',
  );
const flat = (clauses: readonly Clause[]): readonly Clause[] =>
  clauses.flatMap((clause) => [clause, ...flat(clause.children)]);
const headings = (lines: readonly string[]): readonly (string | null)[] =>
  flat(body(lines))
    .filter(({ kind }) => kind === 'article')
    .map(({ heading }) => heading);

describe('headings of articles', () => {
  it('stand in brackets behind the label, with the text behind them or below', () => {
    const lines = ['第一条(目的和依据)', '为了某事,制定本条例。', '第二条(适用范围) 适用本条例。', '第三条 甲。'];
    expect(headings(lines)).toEqual(['目的和依据', '适用范围', null]);
    expect(drawClauses(body(lines))).toBe('art_1[art_1__para_1] art_2 art_3');
  });

  test.each([
    ['an item', '第一条(一)甲。'],
    ['what was done to the article', '第一条(已废止)'],
    ['a definition', '第一条(以下简称规定)甲。'],
    ['a document', '第一条(《乙法》第三条)甲。'],
    ['a year', '第一条(2019年修正)甲。'],
  ])('are not %s in brackets', (_what, line) => {
    expect(headings([line, '第二条 乙。'])[0]).toBeNull();
  });

  it('stand on the line of the label with the text below, where most articles are built so', () => {
    const lines = ['第一条 目的', '为了某事。', '第二条 适用范围', '适用本条例。', '本条例所称某事,是指甲。'];
    expect(headings(lines)).toEqual(['目的', '适用范围']);
    expect(drawClauses(body(lines))).toBe('art_1[art_1__para_1] art_2[art_2__para_1 art_2__para_2]');
  });

  it('are not the words that open a list of items, nor one short line among sentences', () => {
    expect(headings(['第一条 应当具备的条件', '(一)甲。', '第二条 禁止的行为', '(一)乙。'])).toEqual([null, null]);
    expect(headings(['第一条 甲。', '第二条 乙。', '第三条 企业应当', '如实申报。'])).toEqual([null, null, null]);
  });
});

describe('chapters over 一、', () => {
  it('divide levels as they divide articles', () => {
    const lines = ['第一章总则', '一、甲。', '二、乙。', '第二章 职责', '三、丙。', '(一)丁。'];
    expect(drawClauses(body(lines))).toBe(
      'chp_1[chp_1__level_1 chp_1__level_2] chp_2[chp_2__level_3[chp_2__level_3__level_1]]',
    );
  });

  it('are no sentence that begins with one', () => {
    expect(drawClauses(body(['一、甲。', '第三章的内容,由乙解释。']))).toBe('level_1[level_1__para_2]');
  });
});

describe('labels of standards', () => {
  it('nest by their numbers, a) below them and 1) below that', () => {
    const lines = [
      '1 范围',
      '甲。',
      '2 要求',
      '2.1 设置',
      '2.1.1 乙:',
      'a) 丙;',
      'b) 丁:',
      '1) 戊;',
      '2.2 人员',
      '3 附则',
      '3.1 己',
    ];
    expect(drawClauses(body(lines))).toBe(
      'level_1[level_1__para_1] level_2[level_2__level_1[level_2__level_1__level_1[' +
        'level_2__level_1__level_1__level_1 level_2__level_1__level_1__level_2[' +
        'level_2__level_1__level_1__level_2__level_1]]] level_2__level_2] level_3[level_3__level_1]',
    );
  });

  it('are no amounts at the start of a line', () => {
    const lines = ['4 要求', '4.1 补助标准为', '3.5 万元,最高', '4.5 万元。', '4.2 乙。'];
    expect(drawClauses(body(lines))).toContain('level_4__level_1__para_1');
    expect(drawClauses(body(lines))).toMatch(/level_4__level_2\]$/);
    expect(drawClauses(body(['一、补助1.5倍。', '1.5 倍以上。']))).toBe('level_1[level_1__para_2]');
  });

  it('are told where one is missing', () => {
    const { messages } = readLines('甲市某事规范', '甲政发〔2010〕15号', '1 范围', '1.1 甲', '1.3 乙').document;
    expect(messages.map(({ text }) => text)).toEqual(['1.3 follows 1.1 (expected 1.2)']);
  });
});

describe('characters', () => {
  const codes = (lines: readonly string[]): readonly string[] =>
    readLines(...lines).document.messages.map(({ code, line, column }) => `${code} ${String(line)}:${String(column)}`);

  it('that turn the direction of a title are told with their place', () => {
    expect(codes(['甲市\u202e某事\u202c办法', '甲政发〔2010〕15号', '第一条 甲。'])).toEqual([
      'normalise/unseen-character 1:3',
      'normalise/unseen-character 1:6',
    ]);
  });

  it('of private use are told once a line', () => {
    expect(codes(['甲市某事办法', '甲政发〔2010〕15号', '第一条 \ue123甲\ue123。'])).toEqual([
      'normalise/private-use-character 3:5',
    ]);
  });

  it('that were lost before the capture are told', () => {
    expect(codes(['甲市某事办法', '甲政发〔2010〕15号', '第一条 甲\ufffd。'])).toEqual([
      'normalise/lost-character 3:6',
    ]);
  });

  it('of a traditional text are told once, and their repeals are read', () => {
    const { document } = readLines(
      '甲市某事辦法',
      '甲政發〔2010〕15號',
      '第一條 《乙規定》(甲政發〔2009〕3號)同時廢止。',
    );
    expect(document).toMatchObject({ title: '甲市某事办法', number: '甲政发〔2010〕15号' });
    expect(document.effects[0]).toMatchObject({
      type: 'repeals',
      target: { number: '甲政发〔2009〕3号' },
      quote: '《乙規定》(甲政發〔2009〕3號)同時廢止',
    });
    expect(document.messages.map(({ code }) => code)).toEqual(['normalise/traditional-characters']);
  });

  it('of a name are not those of a traditional text', () => {
    expect(codes(['甲市某事办法', '甲政发〔2010〕15号', '第一条 由張三负责。'])).toEqual([]);
  });
});
