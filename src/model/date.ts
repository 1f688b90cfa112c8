import { Temporal } from 'temporal-polyfill';

/** A calendar day, `YYYY-MM-DD`; compares as a string. */
export type IsoDate = string & { readonly __brand: 'IsoDate' };

/** Gives the day, or null where there is no such day (2023-02-30, month 13). */
export function isoDate(year: number, month: number, day: number): IsoDate | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString() as IsoDate;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Reads `YYYY-MM-DD` strictly (`2023-3-15` is null: captures are read by the parser, not here). */
export function parseIsoDate(text: string): IsoDate | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match ? isoDate(Number(match[1]), Number(match[2]), Number(match[3])) : null;
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return Temporal.PlainDate.from(date).add({ days }).toString() as IsoDate;
}

/**
 * The last day of a period that starts on `date`: “5年” from 2023-03-15 ends on 2028-03-14 (domain: Dates). Where the
 * month of its end is too short for the day (1年 from 2020-02-29), the period ends with that month.
 */
export function lastDayOfPeriod(date: IsoDate, period: { years?: number; months?: number; days?: number }): IsoDate {
  const start = Temporal.PlainDate.from(date);
  const end = start.add(period);
  const isShort = period.days === undefined && end.day < start.day;
  return (isShort ? end : end.subtract({ days: 1 })).toString() as IsoDate;
}

/** Days from `from` to `to`; negative where `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;
}
