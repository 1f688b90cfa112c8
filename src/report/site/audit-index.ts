import type { IsoDate } from '../../model/date.js';
import type { RefusalReason, StatusPeriod, StatusReason, StatusRow } from '../../model/graph.js';
import type { WorkId } from '../../model/ids.js';
import type { Corpus } from '../corpus.js';
import { visibleLine } from '../visible.js';
import { otherEffects } from './audit-rows.js';
import { auditRowsPerPart, lineHref, workSlug } from './links.js';
import { provinceName } from './documents-page.js';
import { Numbering } from './numbering.js';

/** A day as a number, 20230322: shorter than its text and in the same order. 0 where there is none. */
type Day = number;

/** `[from, status, implied, since, until, reason, disagrees, provisions?]`; the reason is its place in `reasons`, or -1. */
type PeriodEntry = readonly [Day, string, 0 | 1, Day, Day, number, 0 | 1, string?];

/** `[type, by, line, quote, snapshot, fragment]`; `by` and `snapshot` are places in `works` and `snapshots`. */
type ReasonEntry = readonly [string, number, number, string, number, string];

/** `[reason, refusal]`: an effect that brought no status, as its place in `reasons`, and why it does not count, or `''`. */
type OtherEntry = readonly [number, RefusalReason | ''];

/**
 * `[id, title, number, held, slug, place, issuers, label, declared, periods, others?]`; an id that ends with the number is cut
 * after its last `/`; held is 0 for a document that is only cited, 1 for one that is held and was not read by this run,
 * 2 for one that has a page; place, issuers and label are places in their lists, -1 for none.
 */
type WorkEntry = readonly [
  string,
  string,
  string,
  0 | 1 | 2,
  string,
  number,
  readonly number[],
  number,
  string,
  readonly PeriodEntry[],
  (readonly OtherEntry[])?,
];

/** All that the audit says on any day, as the page's script reads it (`src/client/audit-lookup.ts`). */
export interface AuditIndex {
  readonly asOf: Day;
  readonly rowsPerPage: number;
  readonly places: readonly string[];
  readonly issuers: readonly string[];
  readonly labels: readonly string[];
  readonly snapshots: readonly string[];
  /** In the order of the page. */
  readonly works: readonly WorkEntry[];
  readonly reasons: readonly ReasonEntry[];
}

/** The audit as a table of numbers and texts, each long text once. Every text is as it may be shown. */
export function auditIndex(corpus: Corpus): AuditIndex {
  const [places, issuers, labels, snapshots] = [new Numbering(), new Numbering(), new Numbering(), new Numbering()];
  const reasons = new Numbering();
  const reasonEntries: ReasonEntry[] = [];
  const placeOf = (id: WorkId) => corpus.rowPlaces.get(id) ?? -1;
  const reasonPlace = (reason: StatusReason): number => {
    const place = reasons.of(JSON.stringify(reason));
    const fragment = (lineHref(corpus, reason.by, reason.line, '') ?? '').split('#')[1] ?? '';
    reasonEntries[place] ??= [
      reason.type,
      placeOf(reason.by),
      reason.line,
      visibleLine(reason.quote),
      snapshots.of(reason.snapshot),
      fragment,
    ];
    return place;
  };
  const works = corpus.auditRows.map((row): WorkEntry => {
    const node = corpus.nodes.get(row.id);
    const id = row.number !== null && row.id.endsWith(`/${row.number}`) ? row.id.slice(0, -row.number.length) : row.id;
    const others = otherEffects(corpus, row).map(
      ({ reason, refusal }): OtherEntry => [reasonPlace(reason), refusal ?? ''],
    );
    const entry = [
      visibleLine(id),
      visibleLine(row.title ?? ''),
      visibleLine(row.number ?? ''),
      holding(corpus, row),
      workSlug(row.id),
      node ? places.of(provinceName(node.jurisdiction)) : -1,
      (node?.issuers ?? []).map((issuer) => issuers.of(visibleLine(issuer))),
      row.officialStatus === null ? -1 : labels.of(visibleLine(row.officialStatus)),
      visibleLine(row.declared ?? ''),
      (corpus.report.courses.get(row.id) ?? []).map((period) => periodEntry(period, reasonPlace)),
    ] as const;
    return others.length === 0 ? entry : [...entry, others];
  });
  return {
    asOf: dayNumber(corpus.report.asOf),
    rowsPerPage: auditRowsPerPart,
    places: places.texts,
    issuers: issuers.texts,
    labels: labels.texts,
    snapshots: snapshots.texts,
    works,
    reasons: reasonEntries,
  };
}

function holding({ readings }: Corpus, { id, held }: StatusRow): 0 | 1 | 2 {
  if (readings.has(id)) return 2;
  return held ? 1 : 0;
}

function periodEntry(period: StatusPeriod, reasonPlace: (reason: StatusReason) => number): PeriodEntry {
  const entry = [
    dayNumber(period.from),
    period.status,
    period.implied ? 1 : 0,
    dayNumber(period.since),
    dayNumber(period.until),
    period.reason ? reasonPlace(period.reason) : -1,
    period.disagrees ? 1 : 0,
  ] as const;
  return period.provisions ? [...entry, visibleLine(period.provisions.join('、'))] : entry;
}

function dayNumber(date: IsoDate | null): Day {
  return date === null ? 0 : Number(date.replaceAll('-', ''));
}
