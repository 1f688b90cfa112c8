import type { IsoDate } from './date.js';
import type { Citation, Commencement, Effect, Jurisdiction } from './document.js';
import type { Sha256, WorkId } from './ids.js';
import type { Severity } from './message.js';

/** A document that is held, or only cited. */
export interface WorkNode {
  readonly id: WorkId;
  readonly title: string | null;
  readonly annexTitle: string | null;
  readonly number: string | null;
  readonly issuers: readonly string[];
  readonly jurisdiction: Jurisdiction;
  readonly type: string | null;
  readonly issued: IsoDate | null;
  /** The text is in the store; false: only cited. */
  readonly held: boolean;
  readonly officialStatus: string | null;
  /** Null for a document that is only cited. */
  readonly commences: Commencement | null;
  readonly lastDay: IsoDate | null;
  /** Where its dates are known from, for a document that a person declared (`known-works.yaml`). */
  readonly declared?: string;
  /** Hash of the capture it was read from, null when only cited. */
  readonly snapshot: Sha256 | null;
}

/** An effect with the document that has it and the capture that shows it. */
export interface EffectRecord {
  readonly affecting: WorkId;
  readonly snapshot: Sha256;
  readonly path: string;
  readonly effect: Effect;
}

/** Why an effect that is asserted and has a date was not counted. */
export type RefusalReason =
  /** Its document was ended, or put off for ever, before the effect's day. */
  | 'never-in-force'
  /** It acts on its own document on or before the day that starts: nearly always a predecessor of the same title. */
  | 'on-itself'
  /** Issued and dated before its target was issued: it must mean a predecessor. */
  | 'before-target'
  /** Its maker is not known to have a say over its target: a person has to say whether it may. */
  | 'contested'
  /** A person rejected it. */
  | 'rejected';

export interface CitationRecord {
  readonly citing: WorkId;
  readonly snapshot: Sha256;
  readonly path: string;
  readonly citation: Citation;
}

/** Something a person has to settle; never settled by a guess. */
export interface OpenEnd {
  /** Lasts while the question is the same, wherever it stands in its document. */
  readonly id: string;
  readonly kind:
    | 'unresolved'
    | 'ambiguous'
    | 'prevails'
    | 'unnamed-class'
    | 'unspecified-provisions'
    | 'undated'
    | 'contested';
  readonly work: WorkId;
  readonly line: number;
  readonly quote: string;
  readonly text: string;
  readonly candidates: readonly WorkId[];
  /** Of a contested effect, its id; absent for every other question. */
  readonly effect?: string;
}

export interface Graph {
  /** Sorted by id. */
  readonly nodes: readonly WorkNode[];
  /** Sorted by affecting document, then by place. Effects whose target was found carry its `work`. */
  readonly effects: readonly EffectRecord[];
  readonly citations: readonly CitationRecord[];
  readonly openEnds: readonly OpenEnd[];
}

export type Status =
  | 'not-issued'
  | 'not-yet-in-force'
  | 'in-force'
  | 'amended'
  | 'partially-in-force'
  | 'suspended'
  | 'repealed'
  | 'lapsed'
  | 'unknown';

/** The evidence of a status: which effect of which document, at which line of which capture. */
export interface StatusReason {
  readonly type: string;
  readonly by: WorkId;
  readonly line: number;
  readonly quote: string;
  readonly snapshot: Sha256;
}

/** One row of the audit; `contract.md` audit. */
export interface StatusRow {
  readonly id: WorkId;
  readonly title: string | null;
  readonly number: string | null;
  readonly held: boolean;
  readonly status: Status;
  /** In force because nothing else is stated. */
  readonly implied: boolean;
  /** First day of this status. */
  readonly since: IsoDate | null;
  /** Last day of this status, if known. */
  readonly until: IsoDate | null;
  readonly reason: StatusReason | null;
  /** Every effect that bears on the status at the date, earliest first. */
  readonly chain: readonly StatusReason[];
  readonly officialStatus: string | null;
  /** The portal's label says otherwise than the computed status. */
  readonly disagrees: boolean;
  /** Where the dates of a declared document are known from. */
  readonly declared?: string;
  /** Provisions that ended, where only some did. */
  readonly provisions?: readonly string[];
}

/**
 * Days in a row on which a document's row of the audit says the same, but for its chain. The last day is the one before
 * the next period; the last period has no end. Neighbours may have one status for different reasons.
 */
export interface StatusPeriod
  extends Pick<StatusRow, 'status' | 'implied' | 'since' | 'until' | 'reason' | 'disagrees' | 'provisions'> {
  /** First day; null: as far back as anybody knows. */
  readonly from: IsoDate | null;
}

/** What is not as it was of a document whose status is. */
export type TermChange =
  /** Its first or last day with this status. */
  | { readonly of: 'since' | 'until'; readonly from: IsoDate | null; readonly to: IsoDate | null }
  /** Which of its provisions have ended. */
  | { readonly of: 'provisions'; readonly from: readonly string[]; readonly to: readonly string[] }
  /** The documents by which it is amended now and was not before. */
  | { readonly of: 'amended'; readonly by: readonly WorkId[] };

/** A document of which the status, or with the same status its terms, are not what they were on another day. */
export interface StatusChange {
  readonly id: WorkId;
  readonly title: string | null;
  readonly from: Status | null;
  readonly to: Status;
  /** First day of the status; null where it is not known, and for a change of terms. */
  readonly on: IsoDate | null;
  /** `time`: the day came; `document`: what was not known before says so, or a decision does. */
  readonly cause: 'time' | 'document';
  /** What changed where the status did not; empty where it did. */
  readonly terms: readonly TermChange[];
}

/** A finding about the corpus or one of its documents, as reports and gates see it. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly work: WorkId | null;
  /** File of the capture, null for a finding about the corpus. */
  readonly path: string | null;
  readonly line: number | null;
  readonly text: string;
}
