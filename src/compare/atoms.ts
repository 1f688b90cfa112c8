import type { UnitRules } from '../model/comparison-rules.js';
import type { CitationRules } from '../model/rules.js';
import type { Names } from '../notation/agencies.js';
import { findNumbers, type NumberMatch } from '../notation/document-numbers.js';
import { readNumeral } from '../notation/numerals.js';

/** An atom found at an offset: how far it reaches, and what it says whatever way it is written. */
export interface Atom<Type extends string> {
  readonly type: Type;
  readonly to: number;
  readonly value: string;
}

/** An atom found by looking ahead, with where it starts. */
export interface PlacedAtom<Type extends string> extends Atom<Type> {
  readonly from: number;
}

// “3.2023年1月1日起”: item 3 and a year, no decimal.
const arabic = '[0-9]+(?:,[0-9]{3}){0,5}(?:[.:](?![0-9]{4}年)[0-9]+)?';
const chinese = '[〇零○一二两三四五六七八九十百千万]{1,12}';

function sticky(source: string): RegExp {
  return new RegExp(source, 'y');
}

function matchAt(pattern: RegExp, text: string, from: number): RegExpExecArray | null {
  pattern.lastIndex = from;
  return pattern.exec(text);
}

const urlPattern = sticky(
  '(?:https?|ftp)://[A-Za-z0-9\\-._~:/?#@%&=+$]{1,2000}|www\\.[A-Za-z0-9\\-._~:/?#@%&=+$]{1,2000}',
);

/** A URL ends before punctuation that belongs to the sentence: `http://a.cn/.` and `(http://a.cn)`. */
export function urlAt(text: string, from: number): Atom<'url'> | null {
  const found = matchAt(urlPattern, text, from)?.[0].replace(/[.:?]{1,9}$/, '');
  return found === undefined ? null : { type: 'url', to: from + found.length, value: found };
}

const slotPattern = sticky('\\{\\{[^{}\\n]{1,200}\\}\\}');

/** `{{name}}` of a template; the value is what stands between the braces. */
export function slotAt(text: string, from: number): Atom<'slot'> | null {
  const found = matchAt(slotPattern, text, from)?.[0];
  return found === undefined ? null : { type: 'slot', to: from + found.length, value: found.slice(2, -2).trim() };
}

const dayPattern = sticky('([0-9]{4})(?:年|[-./])([0-9]{1,2})(?:月|[-./])([0-9]{1,2})(日|(?![0-9]))');
const monthPattern = sticky('([0-9]{4})年(?:([0-9]{1,2})月)?');
const yearlessPattern = sticky('([0-9]{1,2})月(?:([0-9]{1,2})日)?');
const chineseDayPattern = sticky(
  '([一二][〇零○一二三四五六七八九]{3})年(?:([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})日)?)?',
);

/** A day, month or year. The value is the same for 2023年3月16日, 2023-03-16 and 二○二三年三月十六日. */
export function dateAt(text: string, from: number): Atom<'date'> | null {
  if (text.charCodeAt(from) > lastDigit) {
    const chineseDay = matchAt(chineseDayPattern, text, from);
    return chineseDay ? dated(chineseDay, from) : null;
  }
  const day = matchAt(dayPattern, text, from);
  if (day && /[年]/.test(day[0]) === (day[4] === '日')) return dated(day, from);
  const month = matchAt(monthPattern, text, from);
  if (month) return dated(month, from);
  const yearless = matchAt(yearlessPattern, text, from);
  return yearless ? dated([yearless[0], '', yearless[1], yearless[2]], from) : null;
}

/** Arabic digits end here, and Chinese ones start above. */
const lastDigit = '9'.charCodeAt(0);

function dated(match: readonly (string | undefined)[], from: number): Atom<'date'> {
  const parts = [match[1], match[2], match[3]].map((part) =>
    part === undefined || part === '' ? '' : String(readNumeral(part) ?? part),
  );
  return {
    type: 'date',
    to: from + (match[0] ?? '').length,
    value: parts.map((part) => part.padStart(2, '0')).join('-'),
  };
}

const ordinalNumberPattern = sticky(`第(?:[0-9]{1,5}|${chinese})号(?:公告|通告|令)?`);

/** 第50号: what is left of a number whose agency was named before (第41号发布,第50号、第53号修改). */
export function ordinalNumberAt(text: string, from: number): Atom<'document-number'> | null {
  const found = matchAt(ordinalNumberPattern, text, from)?.[0];
  return found === undefined ? null : { type: 'document-number', to: from + found.length, value: found };
}

/** Agency characters (代字) are short: 京人社农合发 has six; ten leave room. */
const longestAgencyCharacters = 10;

/**
 * The document numbers of a stretch in order, with offsets into the text. Agency characters count where the number stands
 * alone (in brackets, in a header) or where they open as those of a known agency do; elsewhere they are left to the sentence: a number is a
 * slot, and a word swallowed by it (违反国税发〔2010〕53号) would change unseen.
 */
export function documentNumbers(
  text: string,
  from: number,
  to: number,
  rules: NumberRules,
): readonly PlacedAtom<'document-number'>[] {
  const stretch = text.slice(from, to);
  if (!stretch.includes('号')) return [];
  let last = 0;
  return findNumbers(stretch, rules.citations, rules).map((number) => {
    let start = Math.max(last, number.from);
    if (number.form === 'prefixed' && number.issuers.length === 0)
      start = Math.max(start, prefixStart(stretch, number, rules));
    last = number.to;
    return {
      type: 'document-number',
      from: from + start,
      to: from + number.to,
      value: number.folded.slice(start - number.from),
    };
  });
}

/** What tells numbers, agencies and places from other words. */
export type NumberRules = Names & { readonly citations: CitationRules };

const han = /[\p{Script=Han}、,]/u;

function prefixStart(text: string, number: NumberMatch, { agencies, gazetteer }: NumberRules): number {
  const bracket = number.from + text.slice(number.from, number.to).search(/[〔[(【﹝［]/);
  const least = Math.max(number.from, bracket - longestAgencyCharacters);
  const isAlone = !han.test(text.charAt(least - 1)) && /^[) ]?$/.test(text.charAt(number.to));
  if (least === number.from && isAlone) return least;
  const known = [...agencies.numberPrefixes, ...gazetteer.numberPrefixes];
  for (let start = least; start < bracket; start += 1) {
    if (known.some(({ prefix }) => text.startsWith(prefix, start))) return start;
  }
  return bracket;
}

const referencePattern = sticky(
  `第(?:\\()?(?:[0-9]{1,4}|${chinese})(?:\\))?(编|章|节|条|款|项|目)(?:之(?:[0-9]{1,3}|${chinese}))?`,
);
const attachmentPattern = sticky(`附件(?:[0-9]{1,3}|${chinese})`);

/** 第三条, 第(二)项, 第十二条之一, 附件2. The value has digits: 3条, 2项, 12条之1. */
export function referenceAt(text: string, from: number): Atom<'reference'> | null {
  const found = (matchAt(referencePattern, text, from) ?? matchAt(attachmentPattern, text, from))?.[0];
  if (found === undefined) return null;
  const value = found
    .replace(/[第()]/g, '')
    .replace(/[〇零○一二两三四五六七八九十百千万]+/g, (digits) => String(readNumeral(digits) ?? digits));
  return { type: 'reference', to: from + found.length, value };
}

export type NumberType = 'rate' | 'amount' | 'period' | 'quantity';

/** Patterns over the units of the rules. */
export interface NumberPatterns {
  readonly arabic: RegExp;
  readonly chinese: RegExp;
  readonly percent: RegExp;
  readonly typeOf: ReadonlyMap<string, NumberType>;
}

export function compileNumbers(units: UnitRules): NumberPatterns {
  const typeOf = new Map<string, NumberType>();
  for (const type of ['rate', 'amount', 'period'] as const) for (const unit of units[type]) typeOf.set(unit, type);
  const unit = [...typeOf.keys()]
    .sort((a, b) => b.length - a.length)
    .map(escape)
    .join('|');
  return {
    arabic: sticky(`(${arabic})( ?)(万|亿|千|百|十|万亿|百万|千万)?(${unit})?`),
    chinese: sticky(`(${chinese})()(亿)?(${unit})`),
    percent: sticky(`(百分|千分)之(${chinese}|${arabic})`),
    typeOf,
  };
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/**
 * A number with its unit: 2%, 百分之二, 1.3万元, 十五日, 20. Without a unit only Arabic digits are one: 一 stands in too
 * many words. The value is the same however it is written (1.3万元, 13,000元).
 */
export function numberAt(text: string, from: number, patterns: NumberPatterns): Atom<NumberType> | null {
  const isArabic = text.charCodeAt(from) <= lastDigit;
  const percent = isArabic ? null : matchAt(patterns.percent, text, from);
  if (percent) {
    const digits = percent[2] ?? '';
    const value = `${String(readNumber(digits) ?? digits)}${percent[1] === '百分' ? '%' : '‰'}`;
    return { type: 'rate', to: from + percent[0].length, value };
  }
  const match = matchAt(isArabic ? patterns.arabic : patterns.chinese, text, from);
  if (!match) return null;
  const [whole, digits, blank, scale, unit] = match;
  if (unit === undefined) {
    // “2023 元旦”: a blank is part of a number only before its unit.
    const to = from + (blank === ' ' ? (digits ?? '').length : whole.length);
    return { type: 'quantity', to, value: scaled(digits ?? '', blank === ' ' ? undefined : scale) };
  }
  const type = patterns.typeOf.get(unit) ?? 'quantity';
  return { type, to: from + whole.length, value: `${scaled(digits ?? '', scale)}${sameUnit.get(unit) ?? unit}` };
}

/** Units that say the same. */
const sameUnit = new Map([
  ['天', '日'],
  ['％', '%'],
  ['工作日', '个工作日'],
  ['季度', '个季度'],
  ['周岁', '岁'],
]);
const scales = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1000],
  ['万', 1e4],
  ['百万', 1e6],
  ['千万', 1e7],
  ['亿', 1e8],
  ['万亿', 1e12],
]);

function scaled(digits: string, scale: string | undefined): string {
  const value = readNumber(digits);
  if (value === null) return `${digits}${scale ?? ''}`;
  return String(Number((value * (scales.get(scale ?? '') ?? 1)).toPrecision(15)));
}

function readNumber(digits: string): number | null {
  const plain = digits.replaceAll(',', '');
  if (/^[0-9]{1,15}(?:\.[0-9]{1,9})?$/.test(plain)) return Number(plain);
  return readNumeral(plain);
}
