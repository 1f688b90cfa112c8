import { daysBetween, type IsoDate } from '../model/date.js';
import type { Graph, StatusChange, StatusRow, TermChange } from '../model/graph.js';
import type { WorkId } from '../model/ids.js';
import { type Decided, undecided } from '../model/review.js';
import { courseOf, type Stretch } from './course.js';
import { dayBefore } from './days.js';
import { indexGraph } from './lookup.js';
import { type Life, settle } from './settle.js';
import { rowOf } from './status.js';

/**
 * What is not as it was, in the order of `after`: statuses, and where a status stayed its first and last day, the
 * provisions that ended, and new amendments. A change is by `time` where the earlier knowledge already said of the later
 * day what is said now. All else is by `document`. A document that is new and of which nothing is known is no change;
 * one of which something was known and that nothing names any more is `unknown` again, and comes last.
 *
 * @param before audit at the earlier day, of what was known then
 * @param foreseen audit at the later day, of what was known at the earlier one
 * @param after audit at the later day, of what is known now
 */
export function statusChanges(
  before: readonly StatusRow[],
  foreseen: readonly StatusRow[],
  after: readonly StatusRow[],
): StatusChange[] {
  const [earlier, expected] = [before, foreseen].map((rows) => new Map(rows.map((row) => [row.id, row])));
  const changes = after.flatMap((row): StatusChange[] => {
    const from = earlier?.get(row.id) ?? null;
    const terms = from?.status === row.status ? termChanges(from, row) : [];
    const isNews = from === null ? row.status !== 'unknown' : from.status !== row.status || terms.length > 0;
    if (!isNews) return [];
    const cause = from !== null && wasForeseen(expected?.get(row.id), row) ? 'time' : 'document';
    const on = terms.length > 0 ? null : row.since;
    return [{ id: row.id, title: row.title, from: from?.status ?? null, to: row.status, on, cause, terms }];
  });
  return [...changes, ...noLongerNamed(before, after)];
}

/** What was said of a document that today's texts do not name: the text that named it was captured anew. */
function noLongerNamed(before: readonly StatusRow[], after: readonly StatusRow[]): readonly StatusChange[] {
  const named = new Set(after.map(({ id }) => id));
  return before
    .filter(({ id, status }) => status !== 'unknown' && !named.has(id))
    .map(({ id, title, status: from }) => ({ id, title, from, to: 'unknown', on: null, cause: 'document', terms: [] }));
}

function wasForeseen(expected: StatusRow | undefined, row: StatusRow): boolean {
  return expected?.status === row.status && termChanges(expected, row).length === 0;
}

/** What differs between two rows of one document with one status. */
function termChanges(from: StatusRow, to: StatusRow): readonly TermChange[] {
  const [lostBefore, lost] = [from.provisions ?? [], to.provisions ?? []];
  const before = new Set(amendedBy(from));
  const by = amendedBy(to).filter((id) => !before.has(id));
  return [
    ...dayChange('since', from.since, to.since),
    ...dayChange('until', from.until, to.until),
    ...(lostBefore.join('、') === lost.join('、') ? [] : [{ of: 'provisions', from: lostBefore, to: lost } as const]),
    ...(by.length === 0 ? [] : [{ of: 'amended', by } as const]),
  ];
}

function dayChange(of: 'since' | 'until', from: IsoDate | null, to: IsoDate | null): readonly TermChange[] {
  return from === to ? [] : [{ of, from, to }];
}

/** The documents that amend it up to the day of the row, each once. */
function amendedBy({ chain }: StatusRow): readonly WorkId[] {
  return [...new Set(chain.filter(({ type }) => type === 'amends').map(({ by }) => by))];
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
