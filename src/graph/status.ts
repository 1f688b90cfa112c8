import { compareText } from '../model/text.js';
import type { IsoDate } from '../model/date.js';
import type { EffectRecord, Graph, StatusPeriod, StatusReason, StatusRow } from '../model/graph.js';
import type { WorkId } from '../model/ids.js';
import { type Decided, undecided } from '../model/review.js';
import { courseOf, provisionsLostAt, type Standing, standingAt, type Stretch } from './course.js';
import { dawn } from './days.js';
import { compareLabel } from './labels.js';
import { type GraphIndex, indexGraph } from './lookup.js';
import { type Life, settle } from './settle.js';

/**
 * The status of one document on a day, by the rules of the domain page (statuses, dates). Everything known counts,
 * also documents issued after the day: what was known when is the caller's choice of graph. A document that the
 * graph does not hold is `unknown`. Settles the whole graph: for many documents use `auditGraph`.
 *
 * @param decided what people accepted and rejected; nothing by default
 */
export function statusOf(index: GraphIndex, work: WorkId, asOf: IsoDate, decided: Decided = undecided): StatusRow {
  const life = settle(index, decided).lives.get(work);
  return life ? rowOf(life, asOf) : unknownRow(work);
}

/**
 * The status of every document of a graph on a day, sorted by id. Linear in documents and effects, but for sorting.
 *
 * @param decided what people accepted and rejected; nothing by default
 */
export function auditGraph(graph: Graph, asOf: IsoDate, decided: Decided = undecided): StatusRow[] {
  return [...settle(indexGraph(graph), decided).lives.values()].map((life) => rowOf(life, asOf));
}

/**
 * The status of every document of a graph on every day: periods earliest first, at least one, without a gap. On any day
 * the period that has begun last says what `auditGraph` says of that day. In the order of `auditGraph`.
 */
export function statusCourses(graph: Graph, decided: Decided = undecided): Map<WorkId, readonly StatusPeriod[]> {
  const { lives } = settle(indexGraph(graph), decided);
  return new Map([...lives].map(([id, life]) => [id, periodsOf(life)]));
}

/** One row of the audit from a settled life. */
export function rowOf(life: Life, asOf: IsoDate): StatusRow {
  const { node } = life;
  const course = courseOf(life);
  const standing = standingAt(course, asOf);
  const { provisions, ...present } = presentOf(life, standing, asOf);
  return {
    id: node.id,
    title: node.title,
    number: node.number,
    held: node.held,
    ...present,
    chain: chainOf(life, course, standing, asOf).map(reasonOf),
    officialStatus: node.officialStatus,
    ...(node.declared === undefined ? {} : { declared: node.declared }),
    ...(provisions ? { provisions } : {}),
  };
}

/** What a row says of one day, but for the chain. */
function presentOf(life: Life, standing: Standing, asOf: IsoDate): Omit<StatusPeriod, 'from'> {
  const { status, implied, reason } = standing.stretch;
  const label = life.node.officialStatus;
  return {
    status,
    implied,
    since: standing.since,
    until: standing.until,
    reason: reason && reasonOf(reason),
    disagrees: label !== null && compareLabel(label, status) === 'disagrees',
    ...(status === 'partially-in-force' ? { provisions: provisionsLostAt(life, asOf) } : {}),
  };
}

/** A new period begins where a stretch does or, since provisions can end within one, with an act; not where all is as before. */
function periodsOf(life: Life): readonly StatusPeriod[] {
  const course = courseOf(life);
  const starts = [...course.map(({ from }) => from ?? dawn), ...life.acts.map(({ day }) => day)];
  const periods: StatusPeriod[] = [];
  for (const day of [...new Set([dawn, ...starts])].sort(compareText)) {
    const present = presentOf(life, standingAt(course, day), day);
    if (!saysTheSame(periods.at(-1), present)) periods.push({ from: day === dawn ? null : day, ...present });
  }
  return periods;
}

function saysTheSame(before: StatusPeriod | undefined, now: Omit<StatusPeriod, 'from'>): boolean {
  return before !== undefined && JSON.stringify({ ...before, from: null }) === JSON.stringify({ from: null, ...now });
}

/** The evidence of an effect, as rows and findings show it. */
export function reasonOf(record: EffectRecord): StatusReason {
  const { type, line, quote } = record.effect;
  return { type, by: record.affecting, line, quote, snapshot: record.snapshot };
}

/**
 * Every effect that holds on the day, also one that came too late to matter; those that decided a status up to the
 * day (a commencement ahead); and the one that ends the present status.
 */
function chainOf(life: Life, course: readonly Stretch[], standing: Standing, asOf: IsoDate): readonly EffectRecord[] {
  const deciding = new Set([standing.next?.reason]);
  for (const { from, reason } of course) if (from === null || from <= asOf) deciding.add(reason);
  const chain = new Set<EffectRecord>();
  for (const { day, record } of life.acts) if (record && (day <= asOf || deciding.has(record))) chain.add(record);
  return [...chain];
}

function unknownRow(id: WorkId): StatusRow {
  return {
    id,
    title: null,
    number: null,
    held: false,
    status: 'unknown',
    implied: false,
    since: null,
    until: null,
    reason: null,
    chain: [],
    officialStatus: null,
    disagrees: false,
  };
}
