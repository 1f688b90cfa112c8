import type { Passage } from '../model/document.js';
import { findDates } from '../notation/dates.js';
import type { Affecting, Statement } from './statement.js';

/** The line under the title of a law that tells of its adoption and its amendments (题注). */
export const isHistory = ({ eId }: Passage): boolean => /__history(?:-\d+)?$/.test(eId);

const amending = /(?:第[一二三四五六七八九十]{1,3}次)?(?:修正|修订|修改)/;

/**
 * What a history tells of the document itself: 根据2014年8月31日…《关于修改〈甲法〉的决定》第一次修正 is a reported
 * amendment of that day. The day of adoption (通过, 公布) amends nothing.
 *
 * @param body the text of the passage
 */
export function readHistory(passage: Passage, body: string, affecting: Affecting): Statement[] {
  const days = findDates(body);
  return days.flatMap((day, index): Statement[] => {
    const end = days[index + 1]?.from ?? body.length;
    const told = body.slice(day.to, end).replace(/《[^《》]*》/g, (title) => '＿'.repeat(title.length));
    const match = amending.exec(told);
    if (!match) return [];
    return [
      {
        rule: 'history.amended',
        effect: 'amends',
        target: { title: affecting.title, number: affecting.number, provisions: 'unspecified', work: affecting.id },
        day: { kind: 'stated', date: day.date },
        asserted: false,
        scope: 'document',
        passage,
        from: passage.from + day.from,
        to: passage.from + day.to + match.index + match[0].length,
      },
    ];
  });
}
