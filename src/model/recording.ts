import type { IsoDate } from './date.js';
import type { FamilyReport } from './difference.js';
import type { Reading } from './document.js';
import type { Graph } from './graph.js';
import type { Sha256, WorkId } from './ids.js';
import type { Review } from './review.js';
import type { Novelty, Snapshot } from './run.js';

/** A commit of the history, 40 lower-case hexadecimal digits. */
export type CommitId = string & { readonly __brand: 'CommitId' };

/**
 * Why a run changed the record: it read something (`record`), the law changed, a mistake of the record was mended,
 * the same captures were read by better rules (`reparse`), or a person decided (`review`).
 */
export type ChangeKind = 'record' | 'legal-change' | 'correction' | 'reparse' | 'review';

/** A capture with the documents that were recognised in it; none where nothing was. */
export interface ReadSnapshot {
  readonly snapshot: Snapshot;
  /** In the order of the text, each read from this capture. */
  readonly readings: readonly Reading[];
}

/** What one run wants recorded. The order of graph and families does not matter. */
export interface Recording {
  readonly asOf: IsoDate;
  readonly changeKind: ChangeKind;
  readonly rulesSha256: Sha256;
  readonly toolVersion: string;
  /** Names of the sources in the order of the pipeline: where two hold different texts of a work, the first wins. */
  readonly sources: readonly string[];
  /**
   * Every capture of the run, in the order in which they count (`inPrecedence`). They are gone through once, and at most
   * a few are held at a time: they need never all be there at once.
   */
  readonly captures: Iterable<ReadSnapshot> | AsyncIterable<ReadSnapshot>;
  readonly graph: Graph;
  readonly families: readonly FamilyReport[];
}

/** What recording did, or would do. */
export interface Recorded {
  /** Null where nothing changed, or for a comparison. */
  readonly commit: CommitId | null;
  /** `<asOf>-<n>`, the name of the run's file; null where nothing changed. */
  readonly run: string | null;
  /** By text: a document whose text stayed is `unchanged`, however it is read now. Sorted by id. */
  readonly novelty: ReadonlyMap<WorkId, Novelty>;
  /** Documents whose text stayed and whose reading (clauses, citations, effects, metadata) did not. Sorted. */
  readonly reread: readonly WorkId[];
  /** Documents of which another source holds another text, kept beside the one that counts. Sorted. */
  readonly variants: readonly WorkId[];
  /** Captures that were not stored before and are now. Sorted. */
  readonly captures: readonly Sha256[];
  /** Paths written or removed, the run's own file left out. Sorted. */
  readonly paths: readonly string[];
  /** Why the history could not be repacked when that was due, which loses nothing; null where it was or was not due. */
  readonly repackFailure: string | null;
}

/** What deciding recorded: the reviews that changed, as they are now, and their one commit; null where none did. */
export interface RecordedDecisions {
  readonly commit: CommitId | null;
  readonly reviews: readonly Review[];
}

/** One recorded version of a document. */
export interface DocumentVersion {
  readonly commit: CommitId;
  /** The run that recorded it, `<asOf>-<n>`; null for a commit made by hand. */
  readonly run: string | null;
  /** The day the run was for; null for a commit made by hand. */
  readonly asOf: IsoDate | null;
  /** When it was learned: the time of the commit, ISO 8601 in UTC. */
  readonly recordedAt: string;
  readonly changeKind: string | null;
  readonly textSha256: Sha256;
  /** False where only the reading changed, not the text. */
  readonly textChanged: boolean;
}
