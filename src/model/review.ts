import type { IsoDate } from './date.js';
import type { WorkId } from './ids.js';

/** What a person said about a thing that waited for one. */
export interface Decision {
  readonly verdict: 'accept' | 'reject' | 'note';
  /** Why, in the person's words; null for none. */
  readonly note: string | null;
  readonly by: string;
  readonly on: IsoDate;
  /** When it was recorded, ISO 8601 in UTC: it orders what one person decided on one day. Absent until it is recorded. */
  readonly recordedAt?: string;
}

/**
 * All decisions on one thing, by day, then by person, then in the order in which they were recorded: two people who decide
 * differently both stand, and who thought again on the same day is heard last.
 */
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

/** A decision with the subject it is about. */
export interface SubjectDecision extends Pick<Review, 'id' | 'of'> {
  readonly decision: Decision;
}

/** Where a subject stands: nobody decided, all who did agree, or two people differ. */
export type Standing = 'open' | 'accepted' | 'rejected' | 'disputed';

/**
 * Where decisions leave their subject: of each person the last accept or reject counts. People who differ leave it
 * disputed, which is as good as open but is seen as what it is; so does one person whose two last verdicts were recorded
 * at one moment, in two histories, and nobody knows which is the later. A note settles nothing.
 *
 * @param decisions in the order of a review
 */
export function standingOf(decisions: readonly Decision[]): Standing {
  const latest = new Map<string, readonly Decision[]>();
  for (const decision of decisions) {
    if (decision.verdict === 'note') continue;
    const last = latest.get(decision.by) ?? [];
    const isAtOnce = decision.recordedAt !== undefined && last[0]?.recordedAt === decision.recordedAt;
    latest.set(decision.by, isAtOnce ? [...last, decision] : [decision]);
  }
  const verdicts = new Set([...latest.values()].flat().map(({ verdict }) => verdict));
  if (verdicts.size > 1) return 'disputed';
  if (verdicts.has('accept')) return 'accepted';
  return verdicts.has('reject') ? 'rejected' : 'open';
}

/** Longest name of a reviewer and longest note, in characters: a name is one line, a note a page at most. Guessed. */
const longestName = 80;
const longestNote = 4000;

/** The name of a reviewer on one line; null for one that says nobody, is too long or holds characters nobody can see. */
export function readReviewer(name: string): string | null {
  const folded = name.replace(/\s+/gu, ' ').trim();
  return folded === '' || [...folded].length > longestName || /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u.test(folded)
    ? null
    : folded;
}

/** A note as it is kept: null for an empty one, undefined for one that is too long. */
export function readNote(note: string | null): string | null | undefined {
  const trimmed = note?.trim() ?? '';
  if ([...trimmed].length > longestNote) return undefined;
  return trimmed === '' ? null : trimmed;
}
