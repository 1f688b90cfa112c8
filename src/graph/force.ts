import type { IsoDate } from '../model/date.js';
import type { EffectType, Provisions } from '../model/document.js';
import type { EffectRecord, Status } from '../model/graph.js';
import { dawn } from './days.js';

/**
 * What can happen to the force of a document, in the order in which it happens within one day: an extension on the
 * day after the last leaves no gap, a document that starts and is repealed on one day was never in force.
 */
const actOrder = [
  'postpone',
  'limit',
  'expire',
  'resume',
  'start',
  'end',
  'amend',
  'suspend',
  'extend',
  'revive',
] as const;
export type ActKind = (typeof actOrder)[number];

/** Place of a kind of act within its day. */
export const actRank: Readonly<Record<ActKind, number>> = Object.fromEntries(
  actOrder.map((kind, rank) => [kind, rank]),
) as Record<ActKind, number>;

/** One thing that happens to the force of a document on a day. */
export interface Act {
  readonly kind: ActKind;
  /** The first day on which it holds. */
  readonly day: IsoDate;
  /** Null for a start or an end that no sentence states. */
  readonly record: EffectRecord | null;
  readonly extent: Provisions;
  /** `limit`, `expire`, `extend`: the last day in force; `postpone`: the new first day; null where nobody says. */
  readonly to: IsoDate | null;
}

/** The force of one document on one day. Changed in place by `advance`, so that a document costs what its acts cost. */
export interface Force {
  /** `unknown`: nobody states a start; `ahead`: it will start, or is put off; `ended`: as a whole, but see `kept`. */
  phase: 'unknown' | 'ahead' | 'running' | 'ended';
  start: IsoDate | null;
  /** The start is the day of issue only because nothing is stated. */
  implied: boolean;
  /** Last day in force by its own or another's terms. */
  lastDay: IsoDate | null;
  ending: 'repealed' | 'lapsed' | null;
  /** Ended by its own term alone: only such an end can be moved by an extension. */
  endedByTime: boolean;
  amended: boolean;
  /** The effect that suspends the whole, null while it is not suspended. */
  suspension: EffectRecord | null;
  /** Provisions that ended while the rest goes on. */
  readonly gone: Set<string>;
  /** Some provisions ended, and nobody says which. */
  partly: boolean;
  /** Suspended provisions, with the effect that suspends them. */
  readonly paused: Map<string, EffectRecord | null>;
  /** Provisions that outlive the rest, with their last day: 除第三条外废止, or a term extended for some. */
  readonly kept: Map<string, IsoDate | null>;
}

/** Effects that end force, by the status they bring. Repealed and lapsed are two reasons and never one. */
export const endings: Readonly<Partial<Record<EffectType, 'repealed' | 'lapsed'>>> = {
  repeals: 'repealed',
  replaces: 'repealed',
  annuls: 'repealed',
  'ends-efficacy': 'repealed',
  'declares-lapsed': 'lapsed',
  expires: 'lapsed',
};

/** The force of a document of which only its planned start and last day are known. */
export function initialForce(start: IsoDate | null, implied: boolean, lastDay: IsoDate | null): Force {
  return {
    phase: start === null ? 'unknown' : 'ahead',
    start,
    implied,
    lastDay,
    ending: null,
    endedByTime: false,
    amended: false,
    suspension: null,
    gone: new Set(),
    partly: false,
    paused: new Map(),
    kept: new Map(),
  };
}

/** The status that a force amounts to; `not-issued` is for the caller, who knows the day of issue. */
export function statusOfForce(force: Force): Exclude<Status, 'not-issued'> {
  switch (force.phase) {
    case 'unknown':
      return 'unknown';
    case 'ahead':
      return 'not-yet-in-force';
    case 'ended':
      return force.kept.size > 0 ? 'partially-in-force' : (force.ending ?? 'unknown');
    case 'running':
      if (force.suspension) return 'suspended';
      if (force.partly || force.gone.size > 0 || force.paused.size > 0) return 'partially-in-force';
      return force.amended ? 'amended' : 'in-force';
  }
}

/**
 * The provisions that are not in force while others are, as printed, in the order in which they ended. Where the rest
 * ended, one entry says so: `除第三条外`. Empty where nobody says which.
 */
export function lostProvisions(force: Force): readonly string[] {
  if (force.phase === 'ended') return [`除${[...force.kept.keys()].join('、')}外`];
  return [...new Set([...force.gone, ...force.paused.keys()])];
}

/** Lets one act happen. Acts come in the order of their days and, within a day, of `actRank`. */
export function advance(force: Force, act: Act): void {
  switch (act.kind) {
    case 'postpone':
      return postpone(force, act);
    case 'limit':
      return limit(force, act);
    case 'expire':
      return expire(force, act);
    case 'resume':
      return resume(force, act);
    case 'start':
      return start(force, act);
    case 'end':
      return end(force, act);
    case 'amend':
      return amend(force);
    case 'suspend':
      return suspend(force, act);
    case 'extend':
      return extend(force, act);
    case 'revive':
      return revive(force, act);
  }
}

/** A document put off after it has started is suspended until the new day. */
function postpone(force: Force, act: Act): void {
  if (force.phase === 'ended' || (act.to !== null && act.to <= act.day)) return;
  if (force.phase === 'running') {
    force.suspension = act.record;
    return;
  }
  force.phase = 'ahead';
  force.start = act.to;
  force.implied = false;
}

/** Another document names the last day: of two terms the shorter one counts, lengthening is for `extend`. */
function limit(force: Force, act: Act): void {
  if (act.to !== null && (force.lastDay === null || act.to < force.lastDay)) force.lastDay = act.to;
}

function expire(force: Force, act: Act): void {
  if (act.extent !== 'whole') return expireKept(force, act);
  const alive = force.phase === 'running' || (force.phase === 'unknown' && force.start === null);
  // Not the term any more: it was moved.
  if (!alive || force.lastDay !== act.to) return;
  force.phase = 'ended';
  force.ending = 'lapsed';
  force.endedByTime = true;
}

/** The extended term of some provisions is over. */
function expireKept(force: Force, act: Act): void {
  for (const provision of namesOf(act.extent)) {
    if (force.kept.get(provision) !== act.to) continue;
    force.kept.delete(provision);
    if (force.phase === 'ended' && force.kept.size === 0) force.ending = 'lapsed';
  }
}

/** The end of a suspension that states one; another suspension since then goes on. */
function resume(force: Force, act: Act): void {
  if (act.extent === 'whole') {
    if (force.suspension === act.record) force.suspension = null;
    return;
  }
  for (const provision of namesOf(act.extent)) {
    if (force.paused.get(provision) === act.record) force.paused.delete(provision);
  }
}

/** A term that ends before it starts says nothing that can be believed: unknown, never in force by default. */
function start(force: Force, act: Act): void {
  const waits = force.phase === 'ahead' || force.phase === 'unknown';
  if (!waits || force.start !== act.day) return;
  force.phase = force.lastDay !== null && force.lastDay < act.day ? 'unknown' : 'running';
}

function end(force: Force, act: Act): void {
  if (act.extent === 'whole') return endWhole(force, act, []);
  if (act.extent === 'unspecified') {
    presupposeForce(force);
    if (force.phase !== 'ended') force.partly = true;
    return;
  }
  if ('except' in act.extent) return endWhole(force, act, act.extent.except);
  presupposeForce(force);
  for (const provision of act.extent) endProvision(force, act, provision);
}

/** Ends all but the excepted provisions that are still in force. The first end counts; a later one changes nothing. */
function endWhole(force: Force, act: Act, except: readonly string[]): void {
  const wasEnded = force.phase === 'ended';
  if (wasEnded && force.kept.size === 0) return;
  const kept = except.filter((provision) => (wasEnded ? force.kept.has(provision) : !force.gone.has(provision)));
  force.phase = 'ended';
  force.ending = endingOf(act);
  force.endedByTime = false;
  force.kept.clear();
  for (const provision of kept) force.kept.set(provision, null);
}

/** A provision that ended is gone for good, also where it had outlived the rest: then the whole has ended. */
function endProvision(force: Force, act: Act, provision: string): void {
  const outlived = force.kept.delete(provision);
  force.paused.delete(provision);
  force.gone.add(provision);
  if (outlived && force.phase === 'ended' && force.kept.size === 0) force.ending = endingOf(act);
}

function amend(force: Force): void {
  presupposeForce(force);
  if (force.phase !== 'ended') force.amended = true;
}

function suspend(force: Force, act: Act): void {
  const until = act.record?.effect.until;
  // A suspension over before its document starts holds on no day.
  if (until !== undefined && until < act.day) return;
  presupposeForce(force);
  if (force.phase === 'ended') return;
  if (act.extent === 'whole') force.suspension = act.record;
  else for (const provision of namesOf(act.extent)) force.paused.set(provision, act.record);
}

/** Moves the end. After the end only where time alone brought it, and then the gap stays. */
function extend(force: Force, act: Act): void {
  const isOver = act.to !== null && act.to < act.day;
  if (isOver || (force.phase === 'ended' && !force.endedByTime)) return;
  if (act.extent !== 'whole') {
    for (const provision of namesOf(act.extent)) if (!force.gone.has(provision)) force.kept.set(provision, act.to);
    return;
  }
  const ended = force.phase === 'ended';
  if (ended) restart(force);
  // At dawn: nobody knows since when, so the term is known and the start is not.
  if (act.day > dawn) presupposeForce(force);
  force.lastDay = ended || act.to === null || force.lastDay === null || act.to > force.lastDay ? act.to : force.lastDay;
}

/** 恢复执行 lifts a suspension and starts an ended document again; provisions that were repealed stay repealed. */
function revive(force: Force, act: Act): void {
  if (act.extent !== 'whole') return reviveProvisions(force, act);
  force.suspension = null;
  force.paused.clear();
  if (force.phase !== 'ended') return presupposeForce(force);
  restart(force);
  if (force.lastDay !== null && force.lastDay < act.day) force.lastDay = null;
}

function reviveProvisions(force: Force, act: Act): void {
  for (const provision of namesOf(act.extent)) {
    force.gone.delete(provision);
    force.paused.delete(provision);
    if (force.phase === 'ended') force.kept.set(provision, null);
  }
}

function restart(force: Force): void {
  force.phase = 'running';
  force.ending = null;
  force.endedByTime = false;
  force.implied = false;
  force.suspension = null;
  force.kept.clear();
}

/**
 * What is amended, suspended, extended or repealed in part is in force, also where nobody states since when: the
 * effect itself says so from its day on.
 */
function presupposeForce(force: Force): void {
  if (force.phase !== 'unknown') return;
  force.phase = 'running';
  force.implied = false;
}

function endingOf(act: Act): 'repealed' | 'lapsed' {
  return (act.record && endings[act.record.effect.type]) ?? 'lapsed';
}

/** Names for the provisions of an extent; what the text leaves open gets a name that says so. */
function namesOf(extent: Provisions): readonly string[] {
  if (extent === 'whole') return [];
  if (extent === 'unspecified') return ['部分条款'];
  return 'except' in extent ? [`除${extent.except.join('、')}外的条款`] : extent;
}
