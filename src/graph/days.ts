import { addDays, type IsoDate } from '../model/date.js';

/** The calendar's ends: past them a date is no longer four digits and no longer compares as a string. */
const firstDay = '0000-01-01' as IsoDate;
const lastDay = '9999-12-31' as IsoDate;

/** Before every day that a document can name. */
export const dawn: IsoDate = firstDay;

/** The next day; null after 9999-12-31, which people write for “for ever”. */
export function dayAfter(day: IsoDate): IsoDate | null {
  return day >= lastDay ? null : addDays(day, 1);
}

/** The day before; null before the year 0. */
export function dayBefore(day: IsoDate): IsoDate | null {
  return day <= firstDay ? null : addDays(day, -1);
}
