import type { IsoDate } from './date.js';
import type { WorkId } from './ids.js';

/** What a person said about a thing that waited for one. */
export interface Decision {
  readonly verdict: 'accept' | 'reject' | 'note';
  /** Why, in the person's words; null for none. */
  readonly note: string | null;
  readonly by: string;
  readonly on: IsoDate;
}

/** All decisions on one thing, by day, then by person: two people who decide differently both stand. */
export interface Review {
  /** The subject: `subjectOf` a difference, or the id of an effect or open end; it lasts as long as the thing itself. */
  readonly id: string;
  readonly of: 'difference' | 'effect' | 'open-end';
  readonly decisions: readonly Decision[];
}

/**
 * The subject of a review of a difference: `<family>/<work>/<difference>`. The id of a difference says what differs,
 * not in whom: two members may depart from the template in the same way, and each is reviewed for itself.
 */
export function subjectOf(family: string, member: WorkId, difference: string): string {
  return `${family}/${member}/${difference}`;
}

/**
 * What people decided, as far as it bears on a status: ids of effects or of open ends. What is accepted counts although
 * its authority is contested; what is rejected counts for nothing.
 */
export interface Decided {
  readonly accepted: ReadonlySet<string>;
  readonly rejected: ReadonlySet<string>;
}

/** Nobody decided anything. */
export const undecided: Decided = { accepted: new Set(), rejected: new Set() };

/** Whether one of the ids of a thing is in a set; absent ids are not. */
export function isAmong(ids: readonly (string | undefined)[], set: ReadonlySet<string>): boolean {
  return ids.some((id) => id !== undefined && set.has(id));
}
