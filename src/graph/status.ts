import type { IsoDate } from '../model/date.js';
import type { EffectRecord, Graph, StatusReason, StatusRow } from '../model/graph.js';
import type { WorkId } from '../model/ids.js';
import { type Decided, undecided } from '../model/review.js';
import { courseOf, provisionsLostAt, type Standing, standingAt, type Stretch } from './course.js';
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

/** One row of the audit from a settled life. */
export function rowOf(life: Life, asOf: IsoDate): StatusRow {
  const { node } = life;
  const course = courseOf(life);
  const standing = standingAt(course, asOf);
  const { status, implied, reason } = standing.stretch;
  return {
    id: node.id,
    title: node.title,
    number: node.number,
    held: node.held,
    status,
    implied,
    since: standing.since,
    until: standing.until,
    reason: reason && reasonOf(reason),
    chain: chainOf(life, course, standing, asOf).map(reasonOf),
    officialStatus: node.officialStatus,
    disagrees: node.officialStatus !== null && compareLabel(node.officialStatus, status) === 'disagrees',
    ...(node.declared === undefined ? {} : { declared: node.declared }),
    ...(status === 'partially-in-force' ? { provisions: provisionsLostAt(life, asOf) } : {}),
  };
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
