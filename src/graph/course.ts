import type { IsoDate } from '../model/date.js';
import type { EffectRecord, Status } from '../model/graph.js';
import { dawn, dayBefore } from './days.js';
import { type Act, advance, type Force, initialForce, lostProvisions, statusOfForce } from './force.js';
import type { Life } from './settle.js';

/** Days in a row with one status. Neighbours may have the same status where the reason for it changed. */
export interface Stretch {
  /** First day; null: as far back as anybody knows. The last day is the one before the next stretch. */
  readonly from: IsoDate | null;
  readonly status: Status;
  readonly implied: boolean;
  /** The effect that decides, null where no sentence does. */
  readonly reason: EffectRecord | null;
}

/** The statuses of a document over all days, without a gap, at least one stretch, earliest first. */
export function courseOf(life: Life): readonly Stretch[] {
  const force = forceAtFirst(life);
  let latest = stretchOf(null, force, force.phase === 'ahead' ? life.opening.startRecord : null);
  const course = [latest];
  let now = latest;
  life.acts.forEach((act, n) => {
    now = stretchAfter(now, force, act, life);
    // Only the end of a day counts: a term extended on the day after its last leaves no gap.
    if (life.acts[n + 1]?.day === act.day) return;
    if (now.status === latest.status && now.reason?.effect.type !== 'postpones') now = latest;
    if (now.from === null) course.length = 0;
    if (now !== latest || now.from === null) course.push(now);
    latest = now;
  });
  return notIssuedBefore(life.node.issued, course);
}

/** Lets the act happen; gives the same stretch where it changes neither status nor reason. */
function stretchAfter(now: Stretch, force: Force, act: Act, life: Life): Stretch {
  const { start } = force;
  advance(force, act);
  const isPutOff = act.kind === 'postpone' && force.start !== start;
  if (statusOfForce(force) === now.status && !isPutOff) return now;
  // A term that ends before it starts: the term is what makes the start unbelievable.
  const isContradicted = act.kind === 'start' && force.phase === 'unknown';
  const reason = isContradicted
    ? life.opening.endRecord
    : act.kind === 'start'
      ? startReason(force, act, life)
      : act.record;
  // An act at dawn is one of which nobody knows the day.
  return stretchOf(act.day === dawn ? null : act.day, force, reason);
}

/** A document that starts suspended, amended or in part is so because of what came before its start. */
function startReason(force: Force, act: Act, life: Life): EffectRecord | null {
  const status = statusOfForce(force);
  if (status === 'in-force' || force.phase !== 'running') return act.record;
  if (status === 'suspended') return force.suspension;
  const before = life.acts.slice(0, life.acts.indexOf(act));
  return before.findLast(({ kind }) => kind === 'end' || kind === 'amend' || kind === 'suspend')?.record ?? act.record;
}

function stretchOf(from: IsoDate | null, force: Force, reason: EffectRecord | null): Stretch {
  const status = statusOfForce(force);
  const isInForce = force.phase === 'running' && status !== 'suspended';
  return { from, status, implied: force.implied && isInForce, reason };
}

/** Before its day of issue a document is not issued, also where its rules reach further back. */
function notIssuedBefore(issued: IsoDate | null, course: readonly Stretch[]): readonly Stretch[] {
  if (issued === null) return course;
  const rest = course.filter((_, n) => {
    const next = course[n + 1];
    return next === undefined || (next.from !== null && next.from > issued);
  });
  const clipped = rest.map((stretch) =>
    stretch.from === null || stretch.from < issued ? { ...stretch, from: issued } : stretch,
  );
  return [{ from: null, status: 'not-issued', implied: false, reason: null }, ...clipped];
}

/** Where a day lies in a course: its stretch, and the first and last day of the status, over all its stretches. */
export interface Standing {
  readonly stretch: Stretch;
  readonly since: IsoDate | null;
  readonly until: IsoDate | null;
  /** The stretch that brings another status; null where none is known. */
  readonly next: Stretch | null;
}

export function standingAt(course: readonly Stretch[], asOf: IsoDate): Standing {
  let first: Stretch | null = null;
  let stretch: Stretch | null = null;
  for (const candidate of course) {
    const begins = candidate.from === null || candidate.from <= asOf;
    if (!begins && candidate.status !== stretch?.status) {
      return standingOf(first, stretch, candidate);
    }
    if (!begins) continue;
    if (candidate.status !== stretch?.status) first = candidate;
    stretch = candidate;
  }
  return standingOf(first, stretch, null);
}

function standingOf(first: Stretch | null, stretch: Stretch | null, next: Stretch | null): Standing {
  if (first === null || stretch === null) throw new RangeError('a course covers every day, this one has none');
  return { stretch, since: first.from, until: next?.from ? dayBefore(next.from) : null, next };
}

/** The provisions that are not in force on a day on which others are; see `lostProvisions`. */
export function provisionsLostAt(life: Life, asOf: IsoDate): readonly string[] {
  const force = forceAtFirst(life);
  for (const act of life.acts) {
    if (act.day > asOf) break;
    advance(force, act);
  }
  return lostProvisions(force);
}

function forceAtFirst(life: Life): Force {
  const { start, implied, lastDay } = life.opening;
  return initialForce(start, implied, lastDay);
}
