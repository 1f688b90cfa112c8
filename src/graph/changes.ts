import { daysBetween, type IsoDate } from '../model/date.js';
import type { Graph, StatusChange, StatusRow } from '../model/graph.js';
import type { WorkId } from '../model/ids.js';
import { type Decided, undecided } from '../model/review.js';
import { courseOf, type Stretch } from './course.js';
import { dayBefore } from './days.js';
import { indexGraph } from './lookup.js';
import { type Life, settle } from './settle.js';
import { rowOf } from './status.js';

/**
 * What is not as it was, in the order of `after`. A change is by `time` where the earlier audit could foresee it: its
 * status had a known last day, that day has passed, and the effect that decides now is of a document known then. All
 * else is by `document`. A document that is new and of which nothing is known is no change.
 *
 * @param before audit at the earlier day, of the graph as it was known then; of today's graph where no other is
 *   kept, but then an effect that was learned late and dates back before that day is missed
 * @param after audit at the later day, of today's graph
 * @param known the documents whose text was known at the earlier day
 */
export function statusChanges(
  before: readonly StatusRow[],
  after: readonly StatusRow[],
  known: ReadonlySet<WorkId>,
): StatusChange[] {
  const earlier = new Map(before.map((row) => [row.id, row]));
  return after.flatMap((row) => {
    const from = earlier.get(row.id) ?? null;
    const isNews = from === null ? row.status !== 'unknown' : from.status !== row.status;
    if (!isNews) return [];
    const cause = from !== null && wasForeseen(from, row, known) ? 'time' : 'document';
    return [{ id: row.id, title: row.title, from: from?.status ?? null, to: row.status, on: row.since, cause }];
  });
}

function wasForeseen(from: StatusRow, to: StatusRow, known: ReadonlySet<WorkId>): boolean {
  const passed = from.until !== null && to.since !== null && to.since > from.until;
  return passed && (to.reason === null || known.has(to.reason.by));
}

/** How a document will end, as far as it is known: by its own term, or by a repeal that is still to come. */
export interface ComingEnd {
  readonly life: Life;
  /** Its last day in force. */
  readonly lastDay: IsoDate;
  readonly stretch: Stretch;
}

/**
 * The documents whose force ends within some days, sorted by id: those that are not ended on the day and whose last
 * day lies on it or up to `days` later. Ends by time and by repeals that are already decided; the last effect of the
 * row's chain says which where nothing comes between. The rows are those of the day.
 *
 * @param decided what people accepted and rejected; nothing by default
 */
export function expiring(graph: Graph, asOf: IsoDate, days: number, decided: Decided = undecided): StatusRow[] {
  return comingEnds([...settle(indexGraph(graph), decided).lives.values()], asOf, days).map(({ life }) =>
    rowOf(life, asOf),
  );
}

/** As `expiring`, from settled lives, with the end. */
export function comingEnds(lives: readonly Life[], asOf: IsoDate, days: number): readonly ComingEnd[] {
  return lives.flatMap((life) => {
    const course = courseOf(life);
    const stretch = course.find(({ from, status }) => isEnded(status) && from !== null && from > asOf);
    const isEndedNow = isEnded(rowOf(life, asOf).status);
    const lastDay = stretch?.from ? dayBefore(stretch.from) : null;
    if (!stretch || isEndedNow || lastDay === null || daysBetween(asOf, lastDay) > days) return [];
    return [{ life, lastDay, stretch }];
  });
}

/** No longer in force: repealed or lapsed. */
export function isEnded(status: StatusRow['status']): boolean {
  return status === 'repealed' || status === 'lapsed';
}
