import { describe, expect, it, test } from 'vitest';
import { listSentences } from '../../src/effect/sentences.js';
import { drawEffects, readLines } from '../readings.js';

const header = ['吉林省财政厅关于某事项的公告', '吉林省财政厅公告2023年第2号 2023-03-16', '现公告如下:'];
const signature = ['吉林省财政厅', '2023年3月16日'];
/** Effects of a sentence in a notice issued on 2023-03-16, the notice itself left out of targets as `self`. */
const effectsOf = (...sentences: string[]): string[] =>
  drawEffects(readLines(...header, ...sentences, ...signature).document).map((line) =>
    line.replace('吉林省财政厅公告2023年第2号', 'self'),
  );

describe('what notices do', () => {
  test.each<[string, string, string[]]>([
    [
      'an agency whose name holds a guard word: 国家计划委员会 plans nothing here',
      '国务院批准1995年3月2日原国家计划委员会发布的《乙办法》同时废止。',
      ['repeals 乙办法 on 2023-03-16 (on-issue)'],
    ],
    [
      '同时 is the day this document starts',
      '本公告自2023年5月1日起施行,《甲公告》(1号)、《乙通知》(吉财〔2018〕3号)同时废止。',
      [
        'commences self on 2023-05-01 (stated)',
        'repeals 甲公告 on 2023-05-01 (with-commencement)',
        'repeals 吉财〔2018〕3号 on 2023-05-01 (with-commencement)',
      ],
    ],
    ['without a start it is the day of issue', '《甲公告》同时废止。', ['repeals 甲公告 on 2023-03-16 (on-issue)']],
    [
      "the date next to the target is the target's own",
      '2020年9月24日印发的《甲通知》(吉财〔2020〕89号)同时废止。',
      ['repeals 吉财〔2020〕89号 on 2023-03-16 (on-issue)'],
    ],
    [
      'one partial, one whole',
      '《甲办法》第三条、《乙办法》同时废止。',
      ['repeals 甲办法[第三条] on 2023-03-16 (on-issue)', 'repeals 乙办法 on 2023-03-16 (on-issue)'],
    ],
    [
      'a part without a provision',
      '《甲办法》中关于税率的规定同时废止。',
      ['repeals 甲办法[unspecified] on 2023-03-16 (on-issue)'],
    ],
    [
      'a term in years ends the day before',
      '本办法自2023年5月1日起施行,有效期5年。',
      ['commences self on 2023-05-01 (stated)', 'expires self on 2028-04-30 (computed)'],
    ],
    [
      'validity that also starts',
      '本措施有效期自印发之日起至2023年12月31日。',
      ['commences self on 2023-03-16 (on-issue)', 'expires self on 2023-12-31 (stated)'],
    ],
    [
      'an override names nothing and ends nothing',
      '此前规定与本公告不一致的,以本公告为准。',
      ['prevails class 此前规定 on 2023-03-16 (on-issue)'],
    ],
    ['an impossible day stays unknown', '本公告自2023年2月30日起施行。', ['commences self on no day (unknown)']],
  ])('%s', (_trap, sentence, effects) => expect(effectsOf(sentence)).toEqual(effects));
});

describe('traps of the domain: what does nothing', () => {
  test.each([
    ['permits lapse, not documents', '许可证有效期为5年,期满自行失效。'],
    ['receipts are stopped', '自2023年4月1日起,停用并取消下列财政票据:《居住证工本费收据》。'],
    ['invoices are void', '纳税人应当将发票作废,纸质发票停止使用。'],
    ['review does not stop execution', '复议期间具体行政行为不停止执行。'],
    ['substitution of energy', '实施煤炭消费减量替代、等量替代。'],
    ['procedure', '制定、修改、废止和解释规章适用《规章制定程序条例》。'],
    ['duty', '应当及时修改或者废止《甲办法》。'],
    ['negation', '《甲办法》不予废止,不得自行废止《乙办法》。'],
    ['history', '《甲办法》废止前已办理的,继续有效。'],
    ['the title of a decision', '根据《某市政府关于修改和废止部分规章的决定》制定本办法。'],
    ['a programme ends', '该补贴政策实施至2023年3月31日。'],
    ['a deadline of an item', '还本付息日期原则上最长可延至2023年6月30日。'],
    ["the clause's own number", '第二十三条 省财政厅负责解释。'],
  ])('%s', (_trap, sentence) => {
    expect(effectsOf(sentence).filter((effect) => !/^(defers-to|saves)/.test(effect))).toEqual([]);
  });
});

describe('who asserts', () => {
  it('an interpretation reports and asserts nothing', () => {
    const { document } = readLines(
      ...header,
      '一、甲。',
      ...signature,
      '关于《吉林省财政厅关于某事项的公告》的解读',
      '《乙公告》(吉林省财政厅公告2017年第1号)已经于2022年9月20日执行到期,《丙公告》同时废止。',
    );
    expect(drawEffects(document)).toEqual([
      'reported expires 吉林省财政厅公告2017年第1号 on 2022-09-20 (stated)',
      'reported repeals 丙公告 on 2023-03-16 (on-issue)',
    ]);
  });

  it('a draft for comments asserts nothing', () => {
    const { document } = readLines('吉林省财政厅关于某事项的公告(征求意见稿)', '一、《甲公告》同时废止。');
    expect(document.effects.map((effect) => effect.asserted)).toEqual([false]);
  });

  it('已废止 is told, not done', () =>
    expect(effectsOf('《甲办法》已废止。')).toEqual(['reported repeals 甲办法 on no day (unknown)']));
});

describe('evidence', () => {
  it('every effect slices its quote out of the source', () => {
    const { document, text } = readLines(
      ...header,
      '本公告自２０２３年５月１日起施行，《甲公告》同时废止。',
      ...signature,
    );
    for (const { span, quote } of document.effects) expect(text.source.slice(span.from, span.to)).toBe(quote);
    expect(document.effects.map((effect) => effect.quote)).toEqual([
      '本公告自２０２３年５月１日起施行',
      '《甲公告》同时废止',
    ]);
  });

  it('has ids that differ for equal effects of two documents', () => {
    const one = readLines(...header, '《甲公告》同时废止。', ...signature).document.effects[0];
    const other = readLines(header[0] ?? '', '吉林省财政厅公告2023年第3号', '《甲公告》同时废止。', ...signature)
      .document.effects[0];
    expect(one?.id).not.toBe(other?.id);
  });
});

describe('sentences', () => {
  it('divides outside quotes, titles and brackets', () => {
    const text = '规定“甲。乙。”的;《丙。丁》(戊。己)废止。末';
    expect(listSentences(text).map(({ from, to }) => text.slice(from, to))).toEqual([
      '规定“甲。乙。”的',
      '《丙。丁》(戊。己)废止',
      '末',
    ]);
  });

  it('is not swallowed by a bracket that is never closed', () => {
    expect(listSentences('甲“乙。丙(丁。戊')).toHaveLength(3);
  });
});
