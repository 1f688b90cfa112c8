import type { Decision } from '../model/review.js';
import { subjectOf } from '../model/review.js';
import type { RunReport } from '../model/run.js';
import type { MemberDifference } from './digest.js';

/**
 * Whether people settled a difference as one that may stand: of each person the last accept or reject counts, and
 * nobody rejects. A note settles nothing.
 */
export function isAccepted({ reviews }: RunReport, { family, member, difference }: MemberDifference): boolean {
  const review = reviews.get(subjectOf(family.declaration.id, member, difference.id));
  const latest = new Map<string, Decision['verdict']>();
  for (const { by, verdict } of review?.decisions ?? []) if (verdict !== 'note') latest.set(by, verdict);
  const verdicts = new Set(latest.values());
  return verdicts.has('accept') && !verdicts.has('reject');
}
