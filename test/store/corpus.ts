import { type Dice, diceOf } from './dice.js';
import type { Notice } from './notice.js';

// Made up, in the words of such notices, so that texts pack as real ones do: many phrases in common, no two alike.
const subjects = [
  ['纳税人', '扣缴义务人', '主管税务机关', '土地使用权人', '各区县人民政府', '市财政局', '开票方', '受票方'],
  ['应当在规定期限内', '可以通过电子税务局', '按照本公告的规定', '自收到通知之日起', '依法', '会同有关部门'],
  ['办理纳税申报', '提交书面申请', '开具电子发票', '报送备案材料', '缴纳应纳税款', '核定预征率', '登记用途标签'],
  ['，逾期未办理的按有关规定处理', '，并留存有关资料备查', '，不得另行收取费用', '，适用税率按实际用途确定', ''],
] as const;
const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'] as const;
/** 8 KB of UTF-8, as the notices of the seeds have in the median. */
const usualCharacters = 2_700;

/** Made-up notices, about one in five of which repeals another; the same for the same count and seed. */
export function madeUpNotices(count: number, seed: number, characters = usualCharacters): readonly Notice[] {
  return Array.from({ length: count }, (_, index) => madeUpNotice(index, seed, characters));
}

/** One of them, so that many need not be there at once. */
export function madeUpNotice(index: number, seed: number, characters = usualCharacters): Notice {
  const dice = diceOf(seed * 1_000_003 + index);
  const paragraphs = [`关于${String(index)}号事项的公告`];
  for (let length = 0; length < characters; length += paragraphs.at(-1)?.length ?? 1) paragraphs.push(paragraph(dice));
  const repealed = dice.below(5) === 0 ? [idOf(dice.below(index + 10))] : [];
  if (repealed.length > 0) paragraphs.push('上述文件同时废止。');
  return { id: idOf(index), paragraphs, repeals: repealed };
}

export function idOf(index: number): string {
  return `CN-JL/${String(2000 + (index % 24))}/甲局公告${String(2000 + (index % 24))}年第${String(index)}号`;
}

function paragraph(dice: Dice): string {
  const sentences = Array.from({ length: 1 + dice.below(4) }, () => `${subjects.map(dice.pick).join('')}。`);
  return `${dice.pick(numerals)}、${sentences.join('')}金额不超过${String(dice.below(9_000) + 100)}元。`;
}

/** The same notices, every `step`-th one with another paragraph in its middle. */
export function amended(notices: readonly Notice[], step: number, words = '本条另行规定。'): readonly Notice[] {
  return notices.map((notice, index) => (index % step === 0 ? amend(notice, words) : notice));
}

export function amend(notice: Notice, words = '本条另行规定。'): Notice {
  const middle = notice.paragraphs.length >> 1;
  return { ...notice, paragraphs: notice.paragraphs.map((text, index) => (index === middle ? words : text)) };
}
