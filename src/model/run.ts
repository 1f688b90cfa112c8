import type { IsoDate } from './date.js';
import type { Difference, FamilyReport } from './difference.js';
import type { Reading } from './document.js';
import type { Finding, Graph, RefusalReason, StatusChange, StatusPeriod, StatusRow } from './graph.js';
import type { Sha256, WorkId } from './ids.js';
import type { Review } from './review.js';

/** Bytes as they were captured, with where they came from. */
export interface Snapshot {
  readonly sha256: Sha256;
  readonly bytes: Uint8Array;
  /** Name of the source in the pipeline. */
  readonly source: string;
  /** Path relative to the pipeline's folder, `/` between its parts, or a URL. */
  readonly path: string;
}

/** The state of one document in a run, against what was recorded before. */
export type Novelty = 'new' | 'changed' | 'unchanged';

/** A text of a document as a run recorded it, a line a passage. */
export interface RecordedText {
  /** The run that recorded it, `<asOf>-<n>`; null for a commit made by hand. */
  readonly run: string | null;
  readonly text: string;
}

/** A gate of the pipeline with what was counted. */
export interface GateResult {
  readonly gate: string;
  readonly limit: number;
  readonly counted: number;
  readonly passed: boolean;
}

/** All that one run found: what the reports are made from. No time of day, so that two runs give the same bytes. */
export interface RunReport {
  readonly pipeline: string;
  readonly asOf: IsoDate;
  /** The day changes are counted from; null on a first run. */
  readonly since: IsoDate | null;
  readonly toolVersion: string;
  readonly rulesSha256: Sha256;
  readonly captures: readonly {
    readonly path: string;
    readonly sha256: Sha256;
    readonly bytes: number;
    readonly documents: number;
  }[];
  /** In the order of captures and of their text. */
  readonly readings: readonly Reading[];
  readonly novelty: ReadonlyMap<WorkId, Novelty>;
  readonly graph: Graph;
  readonly families: readonly FamilyReport[];
  readonly audit: readonly StatusRow[];
  /** The status of every document of the graph on every day, earliest first, without a gap; see `statusCourses`. */
  readonly courses: ReadonlyMap<WorkId, readonly StatusPeriod[]>;
  /** Why effects do not count, by the id of the effect; see `uncountedEffects`. */
  readonly uncounted: ReadonlyMap<string, RefusalReason>;
  readonly changes: readonly StatusChange[];
  readonly expiring: readonly StatusRow[];
  readonly findings: readonly Finding[];
  /** The recorded texts of documents that were read and have more than one, the oldest first; at most the newest ten. */
  readonly versions: ReadonlyMap<WorkId, readonly RecordedText[]>;
  /** What people decided before this run, by the subject of the review. */
  readonly reviews: ReadonlyMap<string, Review>;
  readonly gates: readonly GateResult[];
}

/** Counts of differences by kind over all members of all families. */
export function countDifferences(differences: readonly Difference[]): Record<Difference['kind'], number> {
  const count = { slot: 0, editorial: 0, layout: 0, substantive: 0 };
  for (const difference of differences) count[difference.kind] += 1;
  return count;
}
