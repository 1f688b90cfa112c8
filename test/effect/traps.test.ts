import { describe, expect, it, test } from 'vitest';
import { readHistory } from '../../src/effect/history.js';
import type { Passage } from '../../src/model/document.js';
import type { EId, WorkId } from '../../src/model/ids.js';
import type { IsoDate } from '../../src/model/date.js';
import { drawEffects, readLines } from '../readings.js';

// All texts are made up.
const header = ['某市财政局关于某事项的公告', '某市财政局公告2023年第2号 2023-03-16', '现公告如下:'];
const signature = ['某市财政局', '2023年3月16日'];
const effectsOf = (...sentences: string[]): string[] =>
  drawEffects(readLines(...header, ...sentences, ...signature).document).map((line) =>
    line.replace('某市财政局公告2023年第2号', 'self'),
  );
/** What is done to others, without the day. */
const actsOf = (...sentences: string[]): string[] => effectsOf(...sentences).map((line) => line.replace(/ on .*/, ''));

describe('the words of repeal', () => {
  test.each([
    '《甲办法》废止。',
    '《甲办法》同时废止。',
    '《甲办法》即行废止。',
    '《甲办法》全文废止。',
    '《甲办法》即告废止。',
    '《甲办法》同时作废。',
    '现决定废止《甲办法》。',
    '经研究,现予废止《甲办法》。',
    '对《甲办法》予以废止。',
    '将《甲办法》废止。',
    '《甲办法》已不适应当前工作需要,现决定予以废止。',
    '《甲办法》与上位法不一致,予以废止。',
    '原《甲办法》一并废止。',
    '《甲办法》不再执行并予以废止。',
    '下列文件同时废止:《甲办法》。',
  ])('%s', (sentence) => expect(actsOf(sentence)).toEqual(['repeals 甲办法']));

  test.each([
    ['《甲办法》宣布失效。', 'declares-lapsed 甲办法'],
    ['宣布《甲办法》失效。', 'declares-lapsed 甲办法'],
    ['《甲办法》全文失效。', 'declares-lapsed 甲办法'],
    ['《甲办法》停止执行。', 'ends-efficacy 甲办法'],
    ['不再执行《甲办法》。', 'ends-efficacy 甲办法'],
    ['《甲办法》不再适用。', 'ends-efficacy 甲办法'],
    ['本预案取代《甲预案》。', 'replaces 甲预案'],
    ['《甲预案》由本预案取代。', 'replaces 甲预案'],
    ['决定撤销《甲通知》。', 'annuls 甲通知'],
    ['暂停执行《甲办法》第八条。', 'suspends 甲办法[第八条]'],
    ['恢复执行《甲办法》。', 'revives 甲办法'],
    ['《甲办法》经评估继续有效。', 'extends 甲办法'],
    ['《甲办法》暂缓施行。', 'postpones 甲办法'],
    ['《甲公告》第三条中“5元”应为“3元”,特此更正。', 'corrects 甲公告[第三条]'],
  ])('%s', (sentence, effect) => expect(actsOf(sentence)).toEqual([effect]));
});

describe('which documents a verb governs', () => {
  test.each<[string, string, string[]]>([
    [
      'one trailing verb governs a list with days, agencies and 和 of its own',
      '2009年9月25日发布的《甲规定》(某局令第4号)、2013年1月6日原某局发布的《乙办法》和《丙办法》第三条同时废止。',
      ['repeals 某局令第4号', 'repeals 乙办法', 'repeals 丙办法[第三条]'],
    ],
    ['titles without a mark between them', '《甲办法》《乙办法》废止。', ['repeals 甲办法', 'repeals 乙办法']],
    [
      'a number without a title inside a list',
      '《甲通知》(某发〔2016〕1号)、财税〔2018〕91号文件第二条同时废止。',
      ['repeals 某发〔2016〕1号', 'repeals 财税〔2018〕91号[第二条]'],
    ],
    [
      'a number before its title is of one document',
      '交通部令1997年第11号《甲规则》同时废止。',
      ['repeals 交通部令1997年第11号'],
    ],
    [
      'the number of an order by which it was issued',
      '1997年3月1日原国家甲监督局令第7号公布的《甲办法》同时废止。',
      ['repeals 国家甲监督局令第7号'],
    ],
    [
      'a number takes its agency from the one before',
      '农业部公告第278号、第1519号同时废止。',
      ['repeals 农业部公告第278号', 'repeals 农业部公告第1519号'],
    ],
    ['what the rule rests on is no target', '根据《甲办法》、《乙办法》的规定,《丙办法》废止。', ['repeals 丙办法']],
    [
      'two verbs, each with its own',
      '决定废止《甲办法》,宣布《乙办法》失效。',
      ['repeals 甲办法', 'declares-lapsed 乙办法'],
    ],
    [
      'what is issued in the same sentence is no target',
      '现公布《甲意见》,自公布之日起施行,原《乙办法》和《丙办法》同时废止。',
      ['commences self', 'repeals 乙办法', 'repeals 丙办法'],
    ],
    ['a document that gives the time', '《甲办法》印发后,《乙办法》同时废止。', ['repeals 乙办法']],
    ['what it is held against', '《甲办法》与《乙办法》不一致,予以废止。', ['repeals 甲办法']],
    ['what took it in', '《甲办法》的内容已纳入《乙办法》,予以废止。', ['repeals 甲办法']],
    ['what was made under another', '根据《甲法》制定的《乙办法》同时废止。', ['repeals 乙办法']],
    ['a time is no act', '废止《甲条例》后,有关事项依照《乙法》执行。', []],
    [
      'what is said of a part of the last may be meant of all',
      '《甲办法》及《乙办法》的有关规定同时废止。',
      ['repeals 甲办法[unspecified]', 'repeals 乙办法[unspecified]'],
    ],
    ['及其附件 is all of it', '《甲办法》及其附件同时废止。', ['repeals 甲办法']],
    [
      'a number takes its year from the one before too',
      '某总署公告2018年第60号、第61号同时废止。',
      ['repeals 某总署公告2018年第60号', 'repeals 某总署公告2018年第61号'],
    ],
    ['a number with its type behind it', '某公通〔2019〕3号通告同时废止。', ['repeals 某公通〔2019〕3号']],
    ['a list goes on behind a semicolon', '废止下列规章:《甲办法》;《乙规定》。', ['repeals 甲办法', 'repeals 乙规定']],
    [
      'provisions before a number are of the document before it',
      '《甲办法》第三十条及某证字〔2006〕1号文件同时废止。',
      ['repeals 甲办法[第三十条]', 'repeals 某证字〔2006〕1号'],
    ],
    ['what took its place, and that it ends', '《甲条例》已由新制定的《乙条例》替代,故予以废止。', ['repeals 甲条例']],
    [
      'what goes with it',
      '《甲规定》(建设部令第48号)及与其相配套的资质标准停止执行。',
      ['ends-efficacy 建设部令第48号', 'ends-efficacy class 与其相配套的资质标准'],
    ],
    ['a duty in the clause before', '各部门应当进行清理,并废止与本条例不符的文件。', []],
    [
      'orders that tell of a title behind the verb',
      '废止2008年省政府令第210号公布、2012年省政府令第250号修改的《甲办法》。',
      ['repeals 甲办法'],
    ],
    [
      'a number before a title is a document too',
      '停止执行某发〔2010〕1号、《甲办法》。',
      ['ends-efficacy 某发〔2010〕1号', 'ends-efficacy 甲办法'],
    ],
    ['在…之日 is a day', '《甲办法》在本公告施行之日同时废止。', ['repeals 甲办法']],
    [
      'one of a series without brackets',
      '企业会计准则第15号、企业会计准则第14号第三条同时废止。',
      ['repeals 企业会计准则第15号', 'repeals 企业会计准则第14号[第三条]'],
    ],
    [
      'numbers behind provisions take the series of the first',
      '某总局公告2015年第22号第一条、2017年第41号第三条、2018年第16号附件2同时废止。',
      [
        'repeals 某总局公告2015年第22号[第一条]',
        'repeals 某总局公告2017年第41号[第三条]',
        'repeals 某总局公告2018年第16号[附件2]',
      ],
    ],
    [
      'orders that amended a title are none of its numbers',
      '某总局令第21号公布的《甲细则》(某总局令第37号、第44号修改)第三条废止。',
      ['repeals 某总局令第21号[第三条]'],
    ],
    [
      'rules of some that go with a title',
      '《甲条例》及市政府此前发布的有关人才引进的规定同时废止。',
      ['repeals 甲条例', 'repeals class 市政府此前发布的有关人才引进的规定'],
    ],
    ['why, in a clause of its own', '《甲规定》因农村税费改革,自2005年起不再适用。', ['ends-efficacy 甲规定']],
    ['a day to come', '《甲通知》自新目录公布之日起自动失效。', ['reported declares-lapsed 甲通知']],
    ['words behind provisions', '《甲办法》第七十三条注册分类6的规定不再适用。', ['ends-efficacy 甲办法[第七十三条]']],
    [
      'a number that leaves out its characters and year',
      '某政发〔2011〕2号、3号文件停止执行。',
      ['ends-efficacy 某政发〔2011〕2号', 'ends-efficacy 某政发〔2011〕3号'],
    ],
    ['a term that is over', '《甲办法》已过有效期,不再执行。', ['ends-efficacy 甲办法']],
    ['all who are asked to', '请各单位停止执行《甲办法》。', ['ends-efficacy 甲办法']],
    [
      'from one day to another',
      '《甲办法》第三条自2024年1月1日至2024年12月31日暂停执行。',
      ['suspends 甲办法[第三条]'],
    ],
    [
      'what starts does not end, but what it clashes with',
      '《甲通则》、《乙准则》自1993年7月1日起施行,与之相抵触的会计制度同时废止。',
      ['reported commences 甲通则', 'reported commences 乙准则', 'repeals class 与之相抵触的会计制度'],
    ],
    ['即 before the verb', '本公告下发后,《甲办法》即停止执行。', ['ends-efficacy 甲办法']],
    ['agency characters before 令', '粤府令第142号停止执行。', ['ends-efficacy 粤府令第142号']],
    ['what an annex lists', '《甲通知》附件一所列商品的退税率停止执行。', ['ends-efficacy 甲通知[附件一]']],
    [
      'words of an article are deleted',
      '某省人民政府令第88号第六条“自筹资金”的内容删除。',
      ['amends 某省人民政府令第88号[第六条]'],
    ],
    ['a limit in an article', '《甲办法》第六条关于异地登记的限制停止执行。', ['ends-efficacy 甲办法[第六条]']],
    [
      'an annex of a number',
      '某府发〔2015〕27号文件附件《甲目录》自即日起废止。',
      ['repeals 某府发〔2015〕27号[附件]'],
    ],
    ['a duty that goes on behind its comma', '学校应当及时修订章程,废止与章程不一致的校内制度。', []],
    ['until when, behind the document', '暂停执行《甲办法》第八条至2025年底。', ['suspends 甲办法[第八条]']],
    ['by whose leave', '《甲规定》已经某院批准,自2018年6月1日起废止。', ['repeals 甲规定']],
    ['the end of a term is no condition of going on', '《甲办法》有效期届满后继续执行。', ['extends 甲办法']],
    ['a document that gives the day', '自《甲法》施行之日起,《乙办法》废止。', ['repeals 乙办法']],
    [
      '上述文件 means the documents of the sentence before',
      '《甲办法》、《乙办法》已执行多年。上述文件同时废止。',
      ['repeals 甲办法', 'repeals 乙办法'],
    ],
    ['该办法 with two readings means none', '《甲办法》、《乙办法》已执行多年。该办法同时废止。', []],
  ])('%s', (_trap, sentence, effects) => expect(actsOf(sentence)).toEqual(effects));

  it('reads an open list item by item, titles without 《》 too', () => {
    expect(
      actsOf(
        '决定废止下列文件:',
        '1.《甲办法》(某发〔2001〕1号)第三条',
        '2.乙办法(1993年8月1日某市人民政府发布)',
        '3.某局关于丙事项的通知(某发〔2003〕1号)',
        '本公告由某局负责解释,《丁办法》继续有效。',
      ),
    ).toEqual(['repeals 某发〔2001〕1号[第三条]', 'repeals 乙办法', 'repeals 某发〔2003〕1号', 'extends 丁办法']);
  });
});

describe('what goes with a title, and what only looks like it', () => {
  test.each<[string, string, string[]]>([
    [
      'rules without a name beside a title are a class of their own',
      '《甲办法》(某发〔2010〕1号)及其配套文件同时废止。',
      ['repeals 某发〔2010〕1号', 'repeals class 其配套文件'],
    ],
    [
      '其他 behind 和 is beside it',
      '《甲办法》和其他有关规定同时废止。',
      ['repeals 甲办法', 'repeals class 其他有关规定'],
    ],
    [
      'several that belong to it',
      '《甲办法》及其解释、补充通知废止。',
      ['repeals 甲办法', 'repeals class 其解释、补充通知'],
    ],
    [
      'what is to be judged is not ended here',
      '凡不符合本法规定的文件,一律停止执行。',
      ['reported ends-efficacy class 凡不符合本法规定的文件'],
    ],
    ['what was judged is', '对不符合上位法的5件规章宣布失效。', ['declares-lapsed class 不符合上位法的5件规章']],
    ['for some only, behind the verb', '《甲制度》不再适用于小微企业。', ['ends-efficacy 甲制度[unspecified]']],
    ['for some only, before the verb', '《甲制度》对小微企业停止执行。', ['ends-efficacy 甲制度[unspecified]']],
    ['for some only, as the subject', '执行本准则的企业,不再执行《甲制度》。', ['ends-efficacy 甲制度[unspecified]']],
    ['for all who are addressed', '各单位不再执行《甲制度》。', ['ends-efficacy 甲制度']],
    ['what a document does to things', '《甲清单》自2023年1月1日起替代人工录入。', []],
    ['printed again with its amendments', '现将《甲办法》重新公布。', []],
    ['a term that is put off goes on', '《甲公告》执行期限延期至2025年12月31日。', ['extends 甲公告']],
    [
      'a start that is put off',
      '《甲办法》原定于2024年3月1日起施行,现推迟至2024年6月1日起施行。',
      ['postpones 甲办法'],
    ],
    ['a start with both its days', '《甲办法》的施行时间由2024年3月1日推迟至2024年6月1日。', ['postpones 甲办法']],
    ['why it ends and that it does', '《甲办法》已不再适用,决定予以废止。', ['repeals 甲办法']],
    ['待遇 is no condition', '《甲批复》涉及退休教师待遇的条款不再执行。', ['ends-efficacy 甲批复[unspecified]']],
    [
      'one of a series is a document, whatever it is about',
      '《甲准则第15号——建造合同》废止。',
      ['repeals 甲准则第15号——建造合同'],
    ],
    [
      'a document with a standard in its title',
      '《〈甲标准〉(GB 3095-1996)修改单》废止。',
      ['repeals 〈甲标准〉(GB 3095-1996)修改单'],
    ],
    [
      'a list with its heading in one sentence',
      '一、废止的规章:《甲办法》(1997年市政府令第81号)。',
      ['repeals 市政府令第81号'],
    ],
    ['a term without a day', '《甲通知》执行期限延长一年,至2024年12月31日。', ['extends 甲通知']],
    ['rules of a year without a name', '1985年颁布的实施细则同时废止。', ['repeals class 1985年颁布的实施细则']],
    ['its own span', '本公告自2023年4月1日起至2024年3月31日执行。', ['commences self', 'expires self']],
    [
      'a new name announces nothing',
      '《甲办法》名称修改为《乙办法》,第一条中的“甲”修改为“乙”。',
      ['amends 甲办法[unspecified]', 'amends 甲办法[第一条]'],
    ],
    ['a condition between title and verb', '《甲规定》待新规定出台后自行废止。', ['reported repeals 甲规定']],
    ['from one figure to another', '《甲公告》第三条由2%调整为1.5%。', ['amends 甲公告[第三条]']],
    ['a sentence that was cut in two', '(以下简称《甲办法》)第五条、第六条废止。', ['repeals 甲办法[第五条 第六条]']],
  ])('%s: %s', (_trap, sentence, effects) => expect(actsOf(sentence)).toEqual(effects));
});

describe('several acts in one sentence', () => {
  test.each<[string, string, string[]]>([
    [
      'provisions of the document named right before',
      '《甲办法》第十条停止执行,第十一条废止。',
      ['ends-efficacy 甲办法[第十条]', 'repeals 甲办法[第十一条]'],
    ],
    [
      'a colon opens what is amended',
      '对《甲办法》作出修改:第三条修改为“五日”,第四条删去。',
      ['amends 甲办法[第三条]', 'repeals 甲办法[第四条]'],
    ],
    [
      'a comma ends what is deleted',
      '将《甲办法》第四条中的“甲”修改为“乙”,删去第七条第二款,第九条改为第八条。',
      ['amends 甲办法[第四条]', 'repeals 甲办法[第七条第二款]', 'amends 甲办法[第九条]'],
    ],
    [
      'what is deleted is amended',
      '删去《甲细则》第十九条;第二十条改为第十九条。',
      ['repeals 甲细则[第十九条]', 'amends 甲细则[第二十条]'],
    ],
    [
      'an annex that belongs to the next title',
      '《甲通知》(财税〔2016〕36号)附件1《乙办法》第二十七条第(六)项和附件2《丙规定》第二条第(一)项停止执行。',
      ['ends-efficacy 财税〔2016〕36号[附件1第二十七条第(六)项]', 'ends-efficacy 丙规定[第二条第(一)项]'],
    ],
    [
      'documents are counted, and amended in part',
      '对15件规章予以废止,对7件规章的部分条款予以修改。',
      ['repeals class 15件规章', 'amends class 7件规章的部分条款'],
    ],
  ])('%s: %s', (_trap, sentence, effects) => expect(actsOf(sentence)).toEqual(effects));
});

describe('which part of a document', () => {
  test.each([
    ['《甲公告》附件1、2、5同时废止。', '附件1 附件2 附件5'],
    ['《甲办法》第五条至第七条废止。', '第五条 第六条 第七条'],
    ['《甲办法》(1号),第一条废止。', '第一条'],
    ['《甲通知》第三部分第(二)点、第六部分废止。', '第三部分第(二)点 第六部分'],
    ['对《甲通知》附件1中的第3项、第8项予以废止。', '附件1第3项 附件1第8项'],
    ['《甲公告》第二条条款失效。', '第二条'],
    ['《甲公告》第二条的要求废止。', '第二条'],
    ['《甲办法》与本公告不一致的条款同时废止。', 'unspecified'],
    ['《甲办法》中关于税率的规定废止。', 'unspecified'],
    ['《甲办法》有关条款同时废止。', 'unspecified'],
    ['《甲办法》中与本公告不一致的内容同时废止。', 'unspecified'],
    ['除第九条外,《甲办法》其余条款废止。', 'all but 第九条'],
    ['《甲办法》废止,但第三条继续有效。', 'all but 第三条'],
    ['《甲办法》同时废止,第五条除外。', 'all but 第五条'],
    ['《甲办法》(不含附件)废止。', 'all but 附件'],
    ['《甲办法》(附件2除外)停止执行。', 'all but 附件2'],
    ['《甲办法》除有关个体工商户的规定外同时废止。', 'unspecified'],
    ['《甲办法》除附件1继续有效外,其余部分废止。', 'all but 附件1'],
    ['保留《甲办法》第三条、第七条,其余条款废止。', 'all but 第三条 第七条'],
  ])('%s', (sentence, part) => {
    expect(actsOf(sentence)).toHaveLength(1);
    expect(actsOf(sentence)[0]).toMatch(new RegExp(`\\[${part.replace(/[()]/g, '\\$&')}\\]$`));
  });
});

describe('rules without a name', () => {
  test.each([
    ['以前发布的有关招牌管理的规定同时废止。', 'repeals class 以前发布的有关招牌管理的规定'],
    ['凡未列入本目录的规范性文件,一律废止。', 'repeals class 凡未列入本目录的规范性文件'],
    ['各地制定的收费办法同时停止执行。', 'ends-efficacy class 各地制定的收费办法'],
    ['决定对15件规章予以废止。', 'repeals class 15件规章'],
  ])('%s', (sentence, effect) => expect(actsOf(sentence)).toEqual([effect]));
});

describe('on which day', () => {
  test.each([
    ['自2021年1月起,《甲办法》废止。', '2021-01-01 (stated)'],
    ['自2025年起,《甲办法》废止。', '2025-01-01 (stated)'],
    ['《甲办法》自本公告发布之日起废止。', '2023-03-16 (on-issue)'],
    ['《甲办法》自本公告施行之日起废止。', '2023-03-16 (on-issue)'],
    ['2019年2月1日起施行的《甲办法》同时废止。', '2023-03-16 (on-issue)'],
    ['《甲办法》有效期延长至2026年底。', '2026-12-31 (stated)'],
    ['《甲办法》有效期延长2年,至2025年6月30日。', '2025-06-30 (stated)'],
    ['自《乙法》施行之日起,《甲办法》废止。', 'no day (unknown)'],
  ])('%s', (sentence, day) => expect(effectsOf(sentence).map((line) => line.replace(/.* on /, ''))).toEqual([day]));

  it('carries a day to the verbs behind it', () => {
    expect(effectsOf('自2022年7月1日起,《甲办法》全文废止,《乙办法》第三条废止。')).toEqual([
      'repeals 甲办法 on 2022-07-01 (stated)',
      'repeals 乙办法[第三条] on 2022-07-01 (stated)',
    ]);
  });

  test.each<[string, string[]]>([
    ['本公告自发布之日起30日后施行。', ['commences self on 2023-04-15 (computed)']],
    ['本公告自《甲法》施行之日起施行。', ['commences self on no day (unknown)']],
    ['本公告施行日期另行通知。', ['commences self on no day (unknown)']],
    [
      '本公告自2023年5月1日起试行,试行期2年。',
      ['commences self on 2023-05-01 (stated)', 'expires self on 2025-04-30 (computed)'],
    ],
    [
      '本公告自2024年2月29日起施行,有效期1年。',
      ['commences self on 2024-02-29 (stated)', 'expires self on 2025-02-28 (computed)'],
    ],
    [
      '本公告第四条自2024年1月1日起施行,其余条款自2023年10月1日起施行。',
      ['commences self[第四条] on 2024-01-01 (stated)', 'commences self[all but 第四条] on 2023-10-01 (stated)'],
    ],
    [
      '本公告自2022年9月21日起施行。',
      ['commences self on 2022-09-21 (stated)', 'applies-from self on 2022-09-21 (computed)'],
    ],
    ['本公告待省级办法出台后自行废止。', ['expires self on no day (unknown)']],
  ])('%s', (sentence, effects) => expect(effectsOf(sentence)).toEqual(effects));
});

describe('what is told and not done', () => {
  test.each([
    '《甲办法》已被《乙办法》第三条废止。',
    '《甲办法》已于2019年5月1日废止。',
    '《甲办法》由《乙办法》取代。',
    '根据《某局关于废止13件规章的决定》,《甲办法》自2016年5月30日起废止。',
    '《乙公告》第五条规定,《甲办法》同时废止。',
    '待省级办法出台后,《甲办法》自行废止。',
    '解读:《甲办法》同时废止。',
    '《甲条例(征求意见稿)》:本条例自2024年1月1日起施行,《甲办法》同时废止。',
  ])('%s', (sentence) => {
    const { effects } = readLines(...header, sentence, ...signature).document;
    expect(effects.filter(({ asserted }) => asserted)).toEqual([]);
    expect(effects.length).toBeGreaterThan(0);
  });

  test.each([
    '《甲办法》规定的许可证同时废止。',
    '持有《甲证》的,其证书同时作废。',
    '市人民政府可以决定废止《甲办法》。',
    '建议市政府废止《甲办法》。',
    '《甲办法》是否废止,由市政府决定。',
    '为什么要废止《甲办法》?',
    '会议审议了关于废止《甲办法》的议案。',
    '列入立法工作计划的项目:废止《甲办法》。',
    '国家标准制定后,该地方标准即行废止。',
    '各单位不再执行上述收费标准。',
    '原有的购房补贴政策停止执行。',
    '合同第五条修改为:“甲方应当付款。”',
    '第三十条规定的期限延长至60日。',
    '各局文件应当自印发之日起30日后施行。',
    '按照《甲办法》继续执行。',
  ])('%s', (sentence) => expect(effectsOf(sentence)).toEqual([]));
});

describe('amending decisions', () => {
  const decision = (...lines: string[]): string[] =>
    drawEffects(
      readLines('某市人民政府关于修改《甲办法》的决定', '某市人民政府令第30号 2023-03-16', ...lines).document,
    ).map((line) => line.replace(/ on .*/, ''));

  it('says in its title what it does, where the text says no more', () =>
    expect(decision('本决定自公布之日起施行。')).toEqual([
      'amends 甲办法[unspecified]',
      'commences 某市人民政府令第30号',
    ]));

  it('amends by provisions, and repeals what it deletes', () => {
    expect(
      decision(
        '决定对《甲办法》作如下修改:',
        '一、第三条修改为:“《乙办法》同时废止。本办法自2020年1月1日起施行。”',
        '二、删去第五条。',
        '三、增加一条,作为第十二条:“违反本办法的,依法处理。”',
        '四、第十四条第一款中的“甲”修改为“乙”,并删去第二款。',
        '五、删去第八条中的“没收违法所得”。',
        '六、将第十五条改为第十六条,第一款修改为:“甲。”',
      ),
    ).toEqual([
      'amends 甲办法[第三条]',
      'repeals 甲办法[第五条]',
      'amends 甲办法[第十二条]',
      'amends 甲办法[第十四条第一款]',
      'repeals 甲办法[第十四条第二款]',
      'amends 甲办法[第八条]',
      'amends 甲办法[第十五条]',
    ]);
  });

  it('keeps apart the documents that one decision amends', () => {
    const { document } = readLines(
      '某市人民政府关于修改部分规章的决定',
      '某市人民政府令第30号 2023-03-16',
      '一、对《甲办法》作出修改',
      '将第三条修改为:“甲。”',
      '二、《乙办法》',
      '第九条第一款修改为:“乙。”',
    );
    expect(drawEffects(document).map((line) => line.replace(/ on .*/, ''))).toEqual([
      'amends 甲办法[第三条]',
      'amends 乙办法[第九条第一款]',
    ]);
  });
});

describe('same title', () => {
  const lines = ['甲办法', '某市人民政府令第20号 2023-03-16', '第一条 为了规范停车,制定本办法。'];

  test.each([
    ['2001年5月1日发布的《甲办法》同时废止。', '2001-05-01'],
    ['《甲办法》同时废止。', undefined],
  ])('a document does not end itself: %s', (sentence, issued) => {
    const { document } = readLines(...lines, `第二条 本办法自2023年5月1日起施行。${sentence}`);
    const repeal = document.effects.find(({ type }) => type === 'repeals');
    expect(repeal?.target).toEqual({
      title: '甲办法',
      number: null,
      ...(issued === undefined ? {} : { issued }),
      provisions: 'whole',
      work: null,
    });
  });
});

describe('history', () => {
  // made up, after the lines under the titles of collected laws
  const law = (...more: readonly string[]) =>
    readLines(
      '技能市场暂行条例',
      '2018年5月2日 国务院第7次常务会议通过',
      '2018年6月29日 中华人民共和国国务院令第799号公布',
      '2018年10月1日 施行',
      '第一条 为了规范技能市场活动,制定本条例。',
      ...more,
    ).document;

  it('gives the start where the law itself states none, and the day it was published as its day of issue', () => {
    const { issued, commences, effects } = law('第二条 本条例由国务院有关部门负责解释。');
    expect(issued).toBe('2018-06-29');
    expect(commences).toEqual({ date: '2018-10-01', basis: 'stated', retroactive: false });
    expect(effects.map(({ type, rule, quote }) => [type, rule, quote])).toEqual([
      ['commences', 'history.commenced', '2018年10月1日 施行'],
    ]);
  });

  it('says nothing of the start where the law states it', () => {
    const { commences, effects } = law('第二条 本条例自2018年10月1日起施行。');
    expect(commences.date).toBe('2018-10-01');
    expect(effects.map(({ rule }) => rule)).not.toContain('history.commenced');
    expect(effects).toHaveLength(1);
  });

  it('takes the start of an amended text for no start of the law', () => {
    const { commences } = readLines(
      '技能市场暂行条例',
      '(2008年5月2日国务院令第99号公布 根据2018年6月29日《关于修改〈技能市场暂行条例〉的决定》修订 自2018年10月1日起施行)',
      '第一条 为了规范技能市场活动,制定本条例。',
    ).document;
    expect(commences).toEqual({ date: '2008-05-02', basis: 'implied', retroactive: false });
  });

  it('tells of the amendments of a law, not of its adoption', () => {
    const text =
      '(1994年3月22日某大会通过 根据2014年8月31日《关于修改〈甲法〉的决定》第一次修正 根据2018年12月29日《关于修改〈乙法〉的决定》第二次修正)';
    const passage: Passage = {
      eId: 'header__history' as EId,
      component: 'header',
      kind: 'paragraph',
      path: [],
      line: 2,
      from: 0,
      to: text.length,
      labelTo: 0,
    };
    const affecting = { id: 'CN/1994/甲法' as WorkId, title: '甲法', number: null, issued: '1994-03-22' as IsoDate };
    expect(
      readHistory(passage, text, affecting).map(({ effect, day, asserted }) => ({ effect, day, asserted })),
    ).toEqual([
      { effect: 'amends', day: { kind: 'stated', date: '2014-08-31' }, asserted: false },
      { effect: 'amends', day: { kind: 'stated', date: '2018-12-29' }, asserted: false },
    ]);
  });
});
