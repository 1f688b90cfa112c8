import type { IsoDate } from '../model/date.js';
import { agenciesAtEnd, type Names } from '../notation/agencies.js';
import { findDates } from '../notation/dates.js';

/** What the words right before a citation tell of the cited document. */
export interface Teller {
  readonly issued: IsoDate | null;
  readonly issuers: readonly string[];
}

/** Longest stretch before a citation that tells of it: a day, two agencies and a session of theirs. */
const longestTelling = 80;

/** Between a day and the verb that goes with it: agencies that are not known by name; no other verb that has a day. */
const toldBetween = /^(?:(?!起|施行|实施|执行|废止|失效|至|前)[^。;:《》]){0,30}$/;

/**
 * The day and the issuers of a document that stand before its title or number: 2020年9月24日印发的《X》,
 * 根据2020年8月23日《X》, 2021年10月24日,国务院印发《X》. The day of another event (自2023年3月1日起废止《X》) is none.
 */
export function tellerBefore(text: string, from: number, names: Names): Teller {
  const before = text.slice(Math.max(0, from - longestTelling), from);
  const verb = /(?:印发|发布|公布|颁布|制定|出台|下发|通过|批准|修订|修正)的? ?$/.exec(before);
  const stem = before.slice(0, verb?.index ?? before.length);
  const run = (/[\p{Script=Han} 、]*$/u.exec(stem)?.[0] ?? '').replace(/^日/, '');
  const found = verb ? agenciesAtEnd(run, names) : null;
  const session = /第?[\p{Script=Han}0-9、]{0,40}(?:会议|次会议|全体会议)$/u.exec(stem);
  const rest = found
    ? stem.slice(0, stem.length - run.length + found.from)
    : session
      ? stem.slice(0, session.index)
      : stem;
  const between = verb ? toldBetween : /^[,由]?$/;
  const day = findDates(before).findLast(
    (match) => match.to <= rest.length && between.test(before.slice(match.to, rest.length)),
  );
  return { issued: day?.date ?? null, issuers: found?.agencies ?? [] };
}
