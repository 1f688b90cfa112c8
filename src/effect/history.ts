import type { Passage } from '../model/document.js';
import { findDates } from '../notation/dates.js';
import type { Affecting, Statement } from './statement.js';

/** The line under the title of a law that tells of its adoption and its amendments (题注). */
export const isHistory = ({ eId }: Passage): boolean => /__history(?:-\d+)?$/.test(eId);

const amending = /(?:第[一二三四五六七八九十]{1,3}次)?(?:修正|修订|修改)/;
const starting = /^ ?起?(?:施行|实施|生效)/;

/** What a history tells of the start; it counts where the document itself states none. */
export const toldStart = 'history.commenced';

/**
 * What a history tells of the document itself: 根据2014年8月31日…《关于修改〈甲法〉的决定》第一次修正 is a reported
 * amendment of that day, 2018年10月1日 施行 its start where no amendment stands before it on the line. The day of adoption
 * (通过, 公布) amends nothing.
 *
 * @param body the text of the passage
 */
export function readHistory(passage: Passage, body: string, affecting: Affecting): Statement[] {
  const days = findDates(body);
  return days.flatMap((day, index): Statement[] => {
    const end = days[index + 1]?.from ?? body.length;
    const told = body.slice(day.to, end).replace(/《[^《》]*》/g, (title) => '＿'.repeat(title.length));
    const placed = (match: RegExpExecArray): Placed => ({
      day: { kind: 'stated', date: day.date },
      scope: 'document',
      passage,
      from: passage.from + day.from,
      to: passage.from + day.to + match.index + match[0].length,
    });
    const { id: work, title, number } = affecting;
    const start = amending.test(body.slice(0, day.from)) ? null : starting.exec(told);
    if (start) {
      const target = { title, number, provisions: 'whole', work } as const;
      return [{ rule: toldStart, effect: 'commences', target, asserted: true, ...placed(start) }];
    }
    const match = amending.exec(told);
    if (!match) return [];
    const target = { title, number, provisions: 'unspecified', work } as const;
    return [{ rule: 'history.amended', effect: 'amends', target, asserted: false, ...placed(match) }];
  });
}

type Placed = Pick<Statement, 'day' | 'scope' | 'passage' | 'from' | 'to'>;
