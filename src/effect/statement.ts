import { addDays, type IsoDate, lastDayOfPeriod } from '../model/date.js';
import type { Commencement, DateBasis, EffectScope, EffectType, Passage, Target } from '../model/document.js';
import type { WorkId } from '../model/ids.js';
import type { Period } from './encode.js';

/** The document whose words are read. */
export interface Affecting {
  readonly id: WorkId;
  readonly title: string | null;
  readonly number: string | null;
  readonly issued: IsoDate | null;
}

/** When an effect holds, as the text says it; the day itself may depend on when this document starts. */
export type Day =
  | { readonly kind: 'stated'; readonly date: IsoDate | null }
  | { readonly kind: 'computed'; readonly date: IsoDate }
  | { readonly kind: 'after-issue'; readonly period: Period | null }
  | { readonly kind: 'term'; readonly start: IsoDate | null; readonly period: Period | null }
  | { readonly kind: 'with-commencement' | 'on-issue' | 'unknown' };

/** What a document says it does, before the days are counted. */
export interface Statement {
  readonly rule: string;
  readonly effect: EffectType;
  readonly target: Target;
  readonly day: Day;
  /** Last day of a suspension, where one is stated. */
  readonly until?: IsoDate;
  /** False: it tells of what another does, or of what happens on a condition. */
  readonly asserted: boolean;
  /** Null: what the target makes it. */
  readonly scope: EffectScope | null;
  readonly passage: Passage;
  /** The evidence, offsets into `Text.text`. */
  readonly from: number;
  readonly to: number;
}

export interface DatedDay {
  readonly date: IsoDate | null;
  readonly basis: DateBasis;
}

/** @param commences null while the commencement itself is being read */
export function countDay(day: Day, affecting: Affecting, commences: Commencement | null): DatedDay {
  switch (day.kind) {
    case 'stated':
      return { date: day.date, basis: day.date === null ? 'unknown' : 'stated' };
    case 'computed':
      return { date: day.date, basis: 'computed' };
    case 'on-issue':
      return { date: affecting.issued, basis: affecting.issued === null ? 'unknown' : 'on-issue' };
    case 'after-issue':
      return afterIssue(day.period, affecting.issued);
    case 'term':
      return endOfTerm(day.start ?? commences?.date ?? affecting.issued, day.period);
    case 'with-commencement':
      return withCommencement(commences);
    case 'unknown':
      return { date: null, basis: 'unknown' };
  }
}

/** 发布之日起30日后: the day after a period that starts on the day of issue. */
function afterIssue(period: Period | null, issued: IsoDate | null): DatedDay {
  if (issued === null || period === null) return { date: null, basis: 'unknown' };
  return { date: addDays(lastDayOfPeriod(issued, period), 1), basis: 'computed' };
}

/** 有效期5年 runs from the stated start of the term, else from the commencement, and ends the day before. */
function endOfTerm(start: IsoDate | null, period: Period | null): DatedDay {
  if (start === null || period === null) return { date: null, basis: 'unknown' };
  return { date: lastDayOfPeriod(start, period), basis: 'computed' };
}

/** 同时 is the day this document starts, its issue date if it states none (domain: Dates). */
function withCommencement(commences: Commencement | null): DatedDay {
  if (!commences || commences.date === null) return { date: null, basis: 'unknown' };
  return { date: commences.date, basis: commences.basis === 'implied' ? 'on-issue' : 'with-commencement' };
}
