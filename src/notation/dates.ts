import { isoDate, type IsoDate, lastDayOfPeriod } from '../model/date.js';
import { readNumeral } from './numerals.js';

/** A day named in a text, with offsets into it. `date` is null where there is no such day (2020年3月1月 is no match). */
export interface DateMatch {
  readonly from: number;
  readonly to: number;
  readonly date: IsoDate | null;
}

const cn = '[〇零○一二三四五六七八九十]';
const dayPattern = new RegExp(
  '(?<y>(?:1[89]|2[0-9])[0-9]{2}) ?年 ?(?<m>[0-9]{1,2}) ?月 ?(?<d>[0-9]{1,2}) ?日' +
    `|(?<cy>${cn}{4})年(?<cm>${cn}{1,3})月(?<cd>${cn}{1,3})日` +
    '|(?<![0-9.])(?<iy>(?:1[89]|2[0-9])[0-9]{2})(?<s>[-/.])(?<im>[0-9]{1,2})\\k<s>(?<id>[0-9]{1,2})(?![0-9.])',
  'g',
);

/** Every day that `text` names in full, in order: 2023年3月16日, 二〇二三年三月十六日, 2023-3-16, 2023/03/16. */
export function findDates(text: string): DateMatch[] {
  return Array.from(text.matchAll(dayPattern), (match) => {
    const groups = match.groups ?? {};
    const [year, month, day] = (
      groups['y'] !== undefined
        ? [groups['y'], groups['m'], groups['d']]
        : groups['cy'] !== undefined
          ? [groups['cy'], groups['cm'], groups['cd']]
          : [groups['iy'], groups['im'], groups['id']]
    ).map((part) => readNumeral(part ?? '') ?? 0);
    const from = match.index;
    return { from, to: from + match[0].length, date: isoDate(year ?? 0, month ?? 0, day ?? 0) };
  });
}

const openPattern =
  /(?<=(?<lead>自|从|于|[至到]))(?<y>(?:19|20|21|22)[0-9]{2}) ?年(?:(?<m>[0-9]{1,2}) ?月)?(?<end>底|末)?(?=起|开始|止|[,;。)]|废止|失效|停止|施行|实施|$|度及以后)/gu;

/**
 * Months and years that stand for a day: 自2021年1月起 is 2021-01-01, 自2025年起 2025-01-01; 至2026年12月 and 至2026年底
 * are their last day.
 */
export function findOpenDates(text: string): DateMatch[] {
  return Array.from(text.matchAll(openPattern), (match) => {
    const { lead = '', y = '', m, end } = match.groups ?? {};
    const isLast = end !== undefined || /[至到]/.test(lead);
    const month = m === undefined ? (isLast ? 12 : 1) : Number(m);
    const first = isoDate(Number(y), month, 1);
    const date = first === null || !isLast ? first : lastDayOfPeriod(first, { months: 1 });
    const from = match.index;
    return { from, to: from + match[0].length, date };
  });
}

/** 2020年3月1月: what can only be meant for a day and is none. */
const brokenDay =
  /(?:1[89]|2[0-9])[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}月|(?:1[89]|2[0-9])[0-9]{2}年(?:1[3-9]|[2-9][0-9])月/g;

/** Days that `text` names and that the calendar does not have, as printed: 2023年2月30日, 2020年3月1月. */
export function findImpossibleDays(text: string): readonly { readonly from: number; readonly text: string }[] {
  if (!text.includes('年')) return [];
  const named = findDates(text).flatMap(({ from, to, date }) =>
    date === null ? [{ from, text: text.slice(from, to) }] : [],
  );
  const broken = Array.from(text.matchAll(brokenDay), (match) => ({ from: match.index, text: match[0] })).filter(
    ({ from }) => !named.some((day) => day.from === from),
  );
  return [...named, ...broken];
}

/** The day a text consists of, whatever its style; null where it holds anything else. */
export function readDate(text: string): IsoDate | null {
  const trimmed = text.trim();
  const [match] = findDates(trimmed);
  return match && match.from === 0 && match.to === trimmed.length ? match.date : null;
}
