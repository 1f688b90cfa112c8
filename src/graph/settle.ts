import { compareText } from '../model/text.js';
import type { IsoDate } from '../model/date.js';
import type { EffectRecord, RefusalReason, WorkNode } from '../model/graph.js';
import type { WorkId } from '../model/ids.js';
import { type Decided, undecided } from '../model/review.js';
import { actOf, consequencesOf, type Deed, deedOf, refusalOf } from './acts.js';
import { dayAfter } from './days.js';
import { type Act, actRank, advance, type Force, initialForce, statusOfForce } from './force.js';
import { compareEffects, type GraphIndex } from './lookup.js';
import { type Opening, openingOf } from './opening.js';

/** An effect that was read but does not count, and why. */
export interface Refusal {
  readonly record: EffectRecord;
  readonly target: WorkId;
  readonly reason: RefusalReason;
}

/** Everything that happens to one document, once it is settled which effects count. */
export interface Life {
  readonly id: WorkId;
  readonly node: WorkNode;
  readonly opening: Opening;
  /** In order: day, rank of the act, place of the evidence. */
  readonly acts: readonly Act[];
}

/** The lives of all documents of a graph, and what was not counted. */
export interface Lives {
  readonly lives: ReadonlyMap<WorkId, Life>;
  readonly refusals: readonly Refusal[];
}

/** A life while the days are walked through. `force` is as it stands on the day reached. */
interface Candidate extends Life {
  readonly force: Force;
  readonly acts: Act[];
  /** What it does on the day it starts. */
  readonly atStart: Deed[];
}

interface Happening {
  readonly on: Candidate;
  readonly act: Act;
}

/** What is due on one day: acts by time alone, and deeds. */
interface Due {
  readonly acts: Happening[];
  readonly deeds: Deed[];
}

/** The walk: what is due when, and what was done so far. */
interface Walk {
  readonly decided: Decided;
  readonly candidates: ReadonlyMap<WorkId, Candidate>;
  readonly agenda: Map<IsoDate, Due>;
  readonly done: Set<EffectRecord>;
  readonly refusals: Refusal[];
}

/**
 * Settles which effects count, by walking through the days once: an effect counts where its own document has not
 * ended on the effect's day, and what happened before is not undone by what comes later, so that repealing the
 * repealer revives nothing and a cycle of repeals ends with its earliest one. Linear in documents and effects, but
 * for sorting the days.
 *
 * @param decided what people accepted and rejected; nothing by default
 */
export function settle(index: GraphIndex, decided: Decided = undecided): Lives {
  const candidates = new Map([...index.nodes].map(([id, node]) => [id, candidateOf(index, id, node)]));
  const walk: Walk = { candidates, decided, agenda: new Map(), done: new Set(), refusals: [] };
  for (const candidate of candidates.values()) scheduleTerms(walk, candidate);
  const deeds = scheduleDeeds(walk, index);
  for (const day of [...walk.agenda.keys()].sort(compareText)) settleDay(walk, day, dueOn(walk, day));
  for (const deed of deeds) if (!walk.done.has(deed.record)) refuse(walk, deed, 'never-in-force');
  for (const candidate of candidates.values()) candidate.acts.sort(compareActs);
  walk.refusals.sort((one, other) => compareEffects(one.record, other.record));
  return { lives: candidates, refusals: walk.refusals };
}

function candidateOf(index: GraphIndex, id: WorkId, node: WorkNode): Candidate {
  const opening = openingOf(id, node, index.effectsOn.get(id) ?? []);
  const force = initialForce(opening.start, opening.implied, opening.lastDay);
  return { id, node, opening, force, acts: [], atStart: [] };
}

/** Puts a document's own start and end on the agenda. */
function scheduleTerms(walk: Walk, on: Candidate): void {
  const { start, startRecord, lastDay, endRecord } = on.opening;
  if (start !== null) {
    const act: Act = { kind: 'start', day: start, record: startRecord, extent: 'whole', to: null };
    dueOn(walk, start).acts.push({ on, act });
  }
  const day = lastDay && dayAfter(lastDay);
  if (day !== null) {
    const act: Act = { kind: 'expire', day, record: endRecord, extent: 'whole', to: lastDay };
    dueOn(walk, day).acts.push({ on, act });
  }
}

/** Puts every deed on the agenda, or on that of its document's start; gives those whose dates are believed. */
function scheduleDeeds(walk: Walk, index: GraphIndex): readonly Deed[] {
  const deeds: Deed[] = [];
  for (const [affecting, records] of index.effectsBy) {
    const by = walk.candidates.get(affecting);
    const opening = by?.opening ?? openingOf(affecting, undefined, index.effectsOn.get(affecting) ?? []);
    for (const record of records) {
      const deed = deedOf(record, opening, by?.node.issued ?? null);
      if (deed === null || !walk.candidates.has(deed.target)) continue;
      const refusal = refusalOf(deed, by?.node, index.nodes.get(deed.target), opening, index.contested, walk.decided);
      if (refusal) refuse(walk, deed, refusal);
      else deeds.push(deed);
      if (!refusal) scheduleDeed(walk, deed, by);
    }
  }
  return deeds;
}

/**
 * The days on which time will act because of a deed are put down now, so that all days are known before the walk;
 * they count only if the deed is done. Its own day may still move, those do not.
 */
function scheduleDeed(walk: Walk, deed: Deed, by: Candidate | undefined): void {
  if (deed.atStart && by) by.atStart.push(deed);
  else if (deed.day !== null) dueOn(walk, deed.day).deeds.push(deed);
  const day = deed.day ?? by?.opening.start ?? null;
  const on = walk.candidates.get(deed.target);
  if (day === null || !on) return;
  for (const act of consequencesOf(actOf(deed, day))) dueOn(walk, act.day).acts.push({ on, act });
}

function settleDay(walk: Walk, day: IsoDate, due: Due): void {
  const acts = due.acts.filter(({ on, act }) => isOwn(on, act) || (act.record !== null && walk.done.has(act.record)));
  const starts = acts.filter(({ act }) => act.kind === 'start');
  for (const { on, act } of inOrder(acts.filter(({ act }) => act.kind !== 'start'))) happen(on, act);
  const starting = new Set(starts.map(({ on }) => on).filter((on) => on.force.start === day));
  const deeds = [...due.deeds, ...[...starting].flatMap((on) => on.atStart)].filter(
    (deed) => !isEarly(walk, deed, starting),
  );
  const happening: Happening[] = [...starts];
  for (const deed of deedsThatCount(walk, deeds, starting)) {
    const on = walk.candidates.get(deed.target);
    if (!on) continue;
    walk.done.add(deed.record);
    const act = actOn(walk, deed, day);
    happening.push({ on, act });
    // What lies behind us already is not on the agenda of a day to come.
    for (const past of consequencesOf(act)) if (past.day <= day) happening.push({ on, act: past });
  }
  for (const { on, act } of inOrder(happening)) happen(on, act);
}

/** A start or term of the document itself, not one that another document's deed brings. */
function isOwn(on: Candidate, act: Act): boolean {
  const { startRecord, endRecord } = on.opening;
  return act.record === null || act.record === startRecord || act.record === endRecord;
}

/** A deed on a day on which its document, put off, has not started: it waits for the start. */
function isEarly(walk: Walk, deed: Deed, starting: ReadonlySet<Candidate>): boolean {
  const by = walk.candidates.get(deed.record.affecting);
  if (by?.force.phase !== 'ahead' || starting.has(by)) return false;
  by.atStart.push({ ...deed, atStart: true });
  return true;
}

function inOrder(happening: readonly Happening[]): readonly Happening[] {
  return [...happening].sort((one, other) => compareActs(one.act, other.act));
}

function happen(on: Candidate, act: Act): void {
  advance(on.force, act);
  on.acts.push(act);
}

/** The act of a deed done today. What is done with a start that was moved moves along. */
function actOn(walk: Walk, deed: Deed, today: IsoDate): Act {
  const by = walk.candidates.get(deed.record.affecting);
  const moved = by !== undefined && by.force.start !== by.opening.start;
  return actOf(deed, deed.day === null || (deed.atStart && moved) ? today : deed.day);
}

/**
 * Of the deeds of one day, those whose document is alive to do them. A document that another one ends on that very
 * day does nothing (it is repealed before it starts), so the deeds of a day are settled along who stops whom. Where
 * documents end each other on one day, in a circle, nobody comes first: all of it counts, as it is written.
 */
function deedsThatCount(walk: Walk, deeds: readonly Deed[], starting: ReadonlySet<Candidate>): readonly Deed[] {
  const doers = new Set(deeds.map((deed) => deed.record.affecting));
  const stops = new Map<WorkId, WorkId[]>([...doers].map((doer) => [doer, []]));
  const stoppers = new Map<WorkId, number>();
  for (const deed of deeds) {
    const { target, record } = deed;
    if (target === record.affecting || !doers.has(target) || !isStop(walk, deed, starting)) continue;
    stops.get(record.affecting)?.push(target);
    stoppers.set(target, (stoppers.get(target) ?? 0) + 1);
  }
  const acting = new Map<WorkId, boolean>();
  const queue: WorkId[] = [];
  const decide = (doer: WorkId, acts: boolean): void => {
    if (acting.has(doer)) return;
    acting.set(doer, acts);
    queue.push(doer);
  };
  for (const doer of doers) {
    if (isDead(walk, doer)) decide(doer, false);
    else if (!stoppers.has(doer)) decide(doer, true);
  }
  for (let doer = queue.pop(); doer !== undefined; doer = queue.pop()) {
    for (const target of stops.get(doer) ?? []) {
      const left = (stoppers.get(target) ?? 0) - 1;
      stoppers.set(target, left);
      if (acting.get(doer)) decide(target, false);
      else if (left === 0) decide(target, true);
    }
  }
  return deeds.filter((deed) => acting.get(deed.record.affecting) ?? true);
}

/** Keeps its target from doing anything today: ends it, or puts off its start. */
function isStop(walk: Walk, deed: Deed, starting: ReadonlySet<Candidate>): boolean {
  if (deed.kind === 'end') return deed.extent === 'whole';
  const target = walk.candidates.get(deed.target);
  return deed.kind === 'postpone' && target !== undefined && starting.has(target);
}

function isDead(walk: Walk, id: WorkId): boolean {
  const candidate = walk.candidates.get(id);
  if (!candidate) return false;
  const status = statusOfForce(candidate.force);
  return status === 'repealed' || status === 'lapsed';
}

function refuse(walk: Walk, deed: Deed, reason: RefusalReason): void {
  walk.refusals.push({ record: deed.record, target: deed.target, reason });
}

function dueOn(walk: Walk, day: IsoDate): Due {
  const known = walk.agenda.get(day);
  if (known) return known;
  const due: Due = { acts: [], deeds: [] };
  walk.agenda.set(day, due);
  return due;
}

function compareActs(one: Act, other: Act): number {
  if (one.day !== other.day) return compareText(one.day, other.day);
  if (one.kind !== other.kind) return actRank[one.kind] - actRank[other.kind];
  if (one.record === null || other.record === null) return Number(one.record !== null) - Number(other.record !== null);
  return compareEffects(one.record, other.record);
}
