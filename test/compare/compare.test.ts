import { describe, expect, test } from 'vitest';
import { compareLines, differences, drawDifference, drawPairs } from './notation.js';

// All sentences are made up, after the wording of tax notices.

describe('what a difference is called', () => {
  test.each<[string, string, string, string[]]>([
    ['a duty', '纳税人应当申报。', '纳税人可以申报。', ['substantive modality 应当>可以']],
    ['a prohibition', '应当办理。', '不得办理。', ['substantive modality 应当>不得']],
    ['且 or 或', '申报且比对通过的。', '申报或比对通过的。', ['substantive condition 且>或']],
    ['a bound that is part of the range', '等于或者大于3%', '大于3%', ['substantive condition 等于或者>']],
    ['a rate', '预征率为2%。', '预征率为3%。', ['substantive rate 2%>3%']],
    ['an amount', '不超过5万元。', '不超过50万元。', ['substantive amount 5万元>50万元']],
    ['a lost decimal point', '税率为1.3万。', '税率为13万。', ['substantive number 1.3万>13万']],
    ['a period', '自收到之日起15日内。', '自收到之日起30日内。', ['substantive period 15日>30日']],
    ['working days', '5个工作日', '5日', ['substantive period 5个工作日>5日']],
    ['a bound', '144平方米以下的。', '144平方米以上的。', ['substantive scope 以下>以上']],
    ['an exception', '铁路运输除外。', '铁路运输适用。', ['substantive scope 除外>适用']],
    ['a subject less', '纳税人和扣缴义务人', '纳税人', ['substantive scope 和扣缴义务人>']],
    ['a clause referred to', '按第三条执行。', '按第四条执行。', ['substantive reference 第三条>第四条']],
    ['a document less', '《甲办法》和《乙办法》', '《甲办法》', ['substantive reference 和《乙办法》>']],
    ['other words', '甲方办理登记。', '乙方办理登记。', ['substantive wording 甲>乙']],
    ['a place', '在吉林省开展。', '在河南省开展。', ['slot place 吉林省>河南省']],
    ['a day', '自2023年3月22日起。', '自2023年3月30日起。', ['slot date! 2023年3月22日>2023年3月30日']],
    [
      'a number',
      '(国税发〔2010〕53号)',
      '(国税发〔2010〕54号)',
      ['slot number! 国税发〔2010〕53号>国税发〔2010〕54号'],
    ],
    ['quotes', '见“数电票”。', '见数电票。', ['editorial “数电票”>数电票']],
    ['marks', '甲,乙。', '甲、乙。', ['editorial ,>、']],
    ['a full stop less', '甲。', '甲', ['editorial 。>']],
    ['a list marker and a suffix', '1.样式.doc', '1、样式', ['editorial .>、', 'editorial .doc>']],
    ['variants of characters', '其它帐簿。', '其他账簿。', ['editorial 其它>其他', 'editorial 帐>账']],
    [
      'one work by its two titles',
      '根据《某省税务局关于发布<甲办法>的公告》(2022年第10号)的规定,现将预征率明确如下:',
      '根据《甲办法》(2022年第10号)的规定,现将预征率明确如下:',
      ['editorial 《某省税务局关于发布<甲办法>的公告》>《甲办法》'],
    ],
    [
      'two works, one named after the other',
      '根据《某省税务局关于发布<甲办法>的公告》(2022年第10号)的规定,现将预征率明确如下:',
      '根据《甲办法》(2022年第11号)的规定,现将预征率明确如下:',
      [
        'substantive reference 《某省税务局关于发布<甲办法>的公告》(>《甲办法》(',
        'slot number! 2022年第10号>2022年第11号',
      ],
    ],
    ['nothing', '', '', []],
  ])('%s', (_what, a, b, found) => {
    expect(differences(a, b)).toEqual(found);
  });
});

const clauses = [
  '一、总则',
  '纳税人应当按月申报缴纳增值税。',
  '二、征收',
  '主管税务机关负责征收管理工作。',
  '三、附则',
  '本公告自2023年3月1日起施行,有效期五年。',
];
const articles = ['第一条 甲方应当申报缴纳税款。', '第二条 乙方负责代扣代缴税款。', '第三条 违反第二条的,依法处理。'];

describe('which clauses correspond', () => {
  test.each<[string, string[], string[], string, string[]]>([
    ['a document against itself', clauses, clauses, '1=1 2=2 3=3 4=4 5=5 6=6', []],
    [
      'a section that moved, with its heading',
      clauses,
      [...clauses.slice(2, 4), ...clauses.slice(0, 2), ...clauses.slice(4)],
      '1=>3 2=>4 3=1 4=2 5=5 6=6',
      [
        'substantive moved-clause 一、总则>一、总则',
        'substantive moved-clause 纳税人应当按月申报缴纳增值税。>纳税人应当按月申报缴纳增值税。',
      ],
    ],
    [
      'a clause more',
      clauses,
      [...clauses.slice(0, 4), '纳税人应当保存电子资料十年备查。', ...clauses.slice(4)],
      '1=1 2=2 3=3 4=4 +5 5=6 6=7',
      ['substantive added-clause >纳税人应当保存电子资料十年备查。'],
    ],
    [
      'a clause less',
      clauses,
      [...clauses.slice(0, 3), ...clauses.slice(4)],
      '1=1 2=2 3=3 4- 5=4 6=5',
      ['substantive omitted-clause 主管税务机关负责征收管理工作。>'],
    ],
    [
      'a paragraph split',
      ['甲方应当申报缴纳税款。乙方负责代扣代缴税款。'],
      ['甲方应当申报缴纳税款。', '乙方负责代扣代缴税款。'],
      '1=1,2',
      ['layout >⏎'],
    ],
    [
      'paragraphs joined',
      ['甲方应当申报缴纳税款。', '乙方负责代扣代缴税款。'],
      ['甲方应当申报缴纳税款。乙方负责代扣代缴税款。'],
      '1,2=1',
      ['layout ⏎>'],
    ],
    [
      'an article inserted, and a reference that follows its article',
      articles,
      [
        articles[0]!,
        '第二条 丙方应当保存资料十年。',
        '第三条 乙方负责代扣代缴税款。',
        '第四条 违反第三条的,依法处理。',
      ],
      '1=1 +2 2=#3 3~#4',
      ['substantive added-clause >第二条 丙方应当保存资料十年。', 'slot reference! 第二条>第三条'],
    ],
    [
      'an article inserted, and a reference that now points elsewhere',
      articles,
      [
        articles[0]!,
        '第二条 丙方应当保存资料十年。',
        '第三条 乙方负责代扣代缴税款。',
        '第四条 违反第二条的,依法处理。',
      ],
      '1=1 +2 2=#3 3~#4',
      ['substantive added-clause >第二条 丙方应当保存资料十年。', 'substantive reference 第二条>第二条'],
    ],
  ])('%s', (_what, a, b, pairs, found) => {
    const comparison = compareLines(a, b);
    expect(drawPairs(comparison.pairs)).toBe(pairs);
    expect(comparison.differences.map(drawDifference)).toEqual(found);
  });
});

test('an id is the same while the difference is, and unique', () => {
  const ids = (a: readonly string[], b: readonly string[]): string[] =>
    compareLines(a, b).differences.map(({ id }) => id);
  const changed = clauses.map((line) => line.replace('应当', '可以'));
  expect(ids(clauses, [...changed, '四、补充'])).toEqual(expect.arrayContaining(ids(clauses, changed)));
  const many = ids(['应当甲。', '应当甲。', '应当甲。'], ['可以甲。', '可以甲。', '可以甲。']);
  expect(new Set(many).size).toBe(3);
});
