import type { ComponentKind } from '../../src/model/document.js';
import type { Reason } from '../../src/model/difference.js';
import type { Random } from './random.js';
import type { Expected } from './variants.js';

/** A replacement inside one line; offsets into it. */
export interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly reads: string;
}

/** A way to edit a paragraph, and what it must be called. */
export interface InlineEdit {
  readonly name: string;
  readonly expected: Expected;
  /** Where it is planted; the main text and the interpretation by default. */
  readonly components?: readonly ComponentKind[];
  /** It may touch the printed label of the line. */
  readonly isOfLabel?: boolean;
  readonly find: (text: string, random: Random) => readonly Replacement[];
}

/** Sentences that no seed holds. */
export const newSentences: readonly string[] = [
  '各区县档案馆每逢闰年向地方志办公室移交手绘舆图的复制件。',
  '观鸟协会会员凭徽章进入湿地栈道,雨季栈道关闭。',
  '灯塔看守人轮换时交接潮汐日志和备用油灯。',
  '古籍修复师参加染纸技艺比试,优胜者作品入藏。',
  '天文台对外开放的夜晚,访客不携带强光手电。',
];

/** Titles of no document. */
const newTitles: readonly string[] = [
  '《湿地灯塔看守办法》',
  '《观鸟记录保存规则》',
  '《古籍染纸技艺条例》',
  '《潮汐日志移交细则》',
  '《手绘舆图复制通则》',
];

const substantive = (...reasons: readonly Reason[]): Expected => ({ kind: 'substantive', reasons });
const editorial: Expected = { kind: 'editorial' };
const slot: Expected = { kind: 'slot' };

/** Every match of a pattern with what it becomes; null leaves one alone. Titles and quotations of others are left alone. */
function matches(
  text: string,
  pattern: RegExp,
  become: (match: RegExpExecArray) => string | null,
  isAnywhere = false,
): readonly Replacement[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const reads = become(match);
    const to = match.index + match[0].length;
    const isFree = isAnywhere || depthAt(text, match.index) === 0;
    return reads === null || !isFree ? [] : [{ from: match.index, to, reads }];
  });
}

/** How many 《 are open at an offset. */
function depthAt(text: string, offset: number): number {
  const before = text.slice(0, offset);
  return before.split('《').length - before.split('》').length;
}

/** Words of which one stands in the place of another, each way. */
function exchange(name: string, reason: Reason, pairs: readonly (readonly [RegExp, string])[]): InlineEdit {
  return {
    name,
    expected: substantive(reason),
    find: (text) => pairs.flatMap(([pattern, reads]) => matches(text, pattern, () => reads)),
  };
}

/** Another number of the same length that is not its old self. */
function another(digits: string, random: Random): string {
  const first = Number(digits[0]);
  return `${String(1 + ((first + random.below(7)) % 9))}${digits.slice(1)}`;
}

function numbers(name: string, reason: Reason, pattern: RegExp): InlineEdit {
  return {
    name,
    expected: substantive(reason),
    find: (text, random) =>
      matches(text, pattern, ([whole, digits = '']) => whole.replace(digits, another(digits, random))),
  };
}

/** A value is only one where no larger one holds it: 2023年第1号 is no period of 2023 years. */
export const inlineEdits: readonly InlineEdit[] = [
  exchange('duty to permission', 'modality', [
    [/应当/g, '可以'],
    [/必须/g, '可以'],
    [/可以(?!下|上)/g, '应当'],
  ]),
  exchange('prohibition to permission', 'modality', [
    [/不得(?!不)/g, '可以'],
    [/(?<!不|许)可以?(?=按|由|向|享受|申请|选择)/g, '不得'],
  ]),
  exchange('and to or', 'condition', [
    [/(?<![而并尚])且(?!慢)/g, '或'],
    [/(?<=[\p{Script=Han}])或(?![者许])/gu, '且'],
    [/或者/g, '并且'],
  ]),
  exchange('bounds', 'scope', [
    [/(?<=[0-9万元%年米人])以上/g, '以下'],
    [/(?<=[0-9万元%年米人])以下(?!简称|称)/g, '以上'],
    [/以内/g, '以外'],
    [/(?<![不得])超过/g, '不超过'],
    [/不超过/g, '不低于'],
    [/不低于/g, '低于'],
    [/不少于/g, '不多于'],
  ]),
  exchange('extent', 'scope', [
    [/全部/g, '部分'],
    [/(?<!不)包括/g, '不包括'],
    [/(?<=\()含/g, '不含'],
    [/(?<=\()不含/g, '含'],
    [/均为/g, '分别为'],
    [/除外/g, '在内'],
    [/(?<=\p{Script=Han}、\p{Script=Han}{2,6})等(?=\p{Script=Han})(?![级于待候同额])/gu, ''],
  ]),
  exchange('cycles', 'period', [
    [/每月/g, '每季'],
    [/每年/g, '每月'],
    [/按月/g, '按季'],
    [/次月/g, '当月'],
    [/上月/g, '当月'],
  ]),
  numbers('rate', 'rate', /(?<![0-9.-])([1-9][0-9]?)(?:\.[0-9]+)?%/g),
  numbers('amount', 'amount', /(?<![0-9.,-])([1-9][0-9]{0,3})(?:\.[0-9]+)?[万亿]?元/g),
  numbers('period', 'period', /(?<![0-9年月.-])([1-9][0-9]?)(?:个工作日|个月|日|天)(?=[内前后])/g),
  numbers('number', 'number', /(?<![0-9.年月第-])([1-9][0-9]{0,4})(?=[个家人位次项户套所名辆](?!月|工作|百分))/g),
  {
    name: 'lost point',
    expected: substantive('rate', 'amount', 'number', 'period'),
    find: (text) =>
      matches(text, /(?<![0-9.])([1-9][0-9]?)\.([0-9]{1,2})(?=[%万亿倍])/g, (m) => `${m[1] ?? ''}${m[2] ?? ''}`),
  },
  {
    name: 'period in Chinese numerals',
    expected: substantive('period'),
    find: (text) =>
      matches(text, /(?<![一二三四五六七八九十])([二三五六七八九])(?=个工作日|个月|日内|年内)/g, ([whole]) =>
        whole === '三' ? '十' : '三',
      ),
  },
  {
    name: 'another clause',
    expected: substantive('reference'),
    find: (text) =>
      matches(text, /(?<=[\p{Script=Han}》)])第([一二三四五六七八九])(?=[条款项])/gu, ([, numeral]) =>
        numeral === '八' ? '第九' : '第八',
      ),
  },
  {
    name: 'another document',
    expected: substantive('reference'),
    find: (text, random) =>
      matches(text, /(?<!“|称)《(?!公告|通知|办法|意见|方案)[^《》〈〉<>]{6,40}》/g, () => random.pick(newTitles)),
  },
  {
    name: 'a document less',
    expected: substantive('reference'),
    find: (text) => matches(text, /、《[^《》〈〉<>]{6,40}》(?=、《|和《|等)/g, () => ''),
  },
  exchange('other words', 'wording', [
    [/加强/g, '减弱'],
    [/提高/g, '降低'],
    [/鼓励/g, '限制'],
    [/(?<!不)负责/g, '协助'],
    [/支持/g, '约束'],
  ]),
  {
    name: 'a sentence more',
    expected: substantive('wording', 'modality', 'scope', 'condition', 'added-clause'),
    find: (text, random) => matches(text, /(?<=。)(?=[\p{Script=Han}])/gu, () => random.pick(newSentences)),
  },
  {
    name: 'date',
    expected: slot,
    components: ['preamble', 'body', 'annex', 'interpretation', 'signature'],
    find: (text, random) =>
      matches(text, /(20[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日/g, ([, year, month]) => {
        return `${year ?? ''}年${month ?? ''}月${String(1 + random.below(28))}日`;
      }),
  },
  {
    name: 'place',
    expected: slot,
    find: (text) =>
      matches(text, /(?<![\p{Script=Han}])(?:吉林|河南|山东|云南|甘肃|海南|广东)省(?=[^级内外])/gu, () => '黑龙江省'),
  },
  {
    name: 'document number',
    expected: slot,
    find: (text, random) =>
      matches(text, /(?<=〔20[0-9]{2}〕)[1-9][0-9]{0,2}(?=号)/g, ([digits]) => another(digits, random), true),
  },
  {
    name: 'url',
    expected: slot,
    find: (text) => matches(text, /(?<=https?:\/\/)[a-z0-9.-]+(?=[:/)])/g, () => 'www.example.gov.cn'),
  },
  {
    name: 'quotes',
    expected: editorial,
    find: (text) => matches(text, /“([^“”]{1,12})”/g, (match) => match[1] ?? null),
  },
  {
    name: 'straight quotes',
    expected: editorial,
    find: (text) => matches(text, /“([^“”]{1,12})”/g, (match) => `"${match[1] ?? ''}"`),
  },
  {
    name: 'punctuation',
    expected: editorial,
    find: (text) => [
      ...matches(text, /(?<=\p{Script=Han}),(?=\p{Script=Han})/gu, () => '、'),
      ...matches(text, /(?<=\p{Script=Han})、(?=\p{Script=Han})/gu, () => ','),
      ...matches(text, /(?<=\p{Script=Han}),(?=\p{Script=Han})/gu, () => ''),
      ...matches(text, /;(?=\p{Script=Han})/gu, () => ','),
      ...matches(text, /。$/g, () => ''),
      ...matches(text, /;$/g, () => '。'),
    ],
  },
  {
    name: 'list marker',
    expected: editorial,
    isOfLabel: true,
    find: (text) => [
      ...matches(text, /^\s*[0-9]{1,2}\.(?=\p{Script=Han})/gu, ([whole]) => whole.replace('.', '、')),
      ...matches(text, /^\s*[0-9]{1,2}、(?=\p{Script=Han})/gu, ([whole]) => whole.replace('、', '.')),
    ],
  },
  {
    name: 'attachment suffix',
    expected: editorial,
    components: ['attachments'],
    find: (text) => [
      ...matches(text, /(?<=[\p{Script=Han})])$/gu, () => '.doc', true),
      ...matches(text, /\.docx?$/g, () => '', true),
    ],
  },
  {
    name: 'character variant',
    expected: editorial,
    find: (text) => [
      ...matches(text, /其他/g, () => '其它'),
      ...matches(text, /账(?=[户簿款目])/g, () => '帐'),
      ...matches(text, /全市/g, () => '全巿'),
      ...matches(text, /登录/g, () => '登陆'),
    ],
  },
  {
    name: 'blank',
    expected: editorial,
    find: (text) => matches(text, /(?<=\p{Script=Han}{3})(?=\p{Script=Han}{3})/gu, () => ' ').slice(0, 40),
  },
  {
    name: 'width',
    expected: { kind: 'nothing' },
    find: (text) => [
      ...matches(text, /,/g, () => '，'),
      ...matches(text, /(?<=\p{Script=Han})[0-9](?=\p{Script=Han})/gu, ([digit]) =>
        String.fromCharCode(digit.charCodeAt(0) + 0xfee0),
      ),
    ],
  },
];
