import { type IsoDate, parseIsoDate } from '../model/date.js';
import { exitCode, JiaokanError } from '../model/message.js';

/** Today in China, whose law the documents are: a run at 19:17 UTC is for the next day in Beijing. */
export function today(): IsoDate {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone: 'Asia/Shanghai',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(new Date()) as IsoDate;
}

/** The day an option gives. @throws JiaokanError `cli/invalid-date` (exit 2) */
export function readDay(option: string, value: string | undefined): IsoDate | null {
  if (value === undefined) return null;
  const date = parseIsoDate(value);
  if (date) return date;
  throw new JiaokanError(
    'cli/invalid-date',
    `${option} takes a day written YYYY-MM-DD, and "${value}" is none`,
    exitCode.usage,
  );
}

/** A number of days as `90d` or `90`. @throws JiaokanError `cli/invalid-days` (exit 2) */
export function readDays(option: string, value: string): number {
  const match = /^(\d{1,5})d?$/.exec(value);
  if (match) return Number(match[1]);
  throw new JiaokanError(
    'cli/invalid-days',
    `${option} takes a number of days such as 90d, and "${value}" is none`,
    exitCode.usage,
  );
}
