import type { ComparisonTable } from './comparison-table.js';
import type { Comparison, SlotValue } from './difference.js';
import type { ClauseKind, ComponentKind, Document } from './document.js';
import type { IsoDate } from './date.js';
import type { Graph, OpenEnd, RefusalReason, StatusChange, StatusReason, StatusRow, WorkNode } from './graph.js';
import type { EId, WorkId } from './ids.js';
import type { Severity } from './message.js';
import type { CommitId, DocumentVersion } from './recording.js';
import type { Decision, Review, Standing } from './review.js';
import type { Takedown } from './takedown.js';
import type { Span } from './text.js';

/** A message of a whole command, as in `messages` of its JSON. Lines and columns count from 1. */
export interface OutputMessage {
  readonly code: string;
  readonly severity: Severity;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly text: string;
}

/** `jiaokan parse --json` */
export interface ParseOutput {
  readonly schema: 'jiaokan/parse@1';
  readonly documents: readonly Document[];
  readonly furniture: readonly { readonly path: string; readonly span: Span }[];
  readonly messages: readonly OutputMessage[];
}

/** `jiaokan compare A B --json` */
export interface CompareOutput extends Comparison {
  readonly schema: 'jiaokan/compare@1';
  /** Only where A is a template: the value of each variable, and others of the same variable, which contradict it. */
  readonly slots?: readonly SlotValue[];
}

/** `jiaokan compare A B C… --json` */
export interface CompareManyOutput extends ComparisonTable {
  readonly schema: 'jiaokan/compare-many@1';
}

/** `jiaokan families --json` */
export interface FamiliesOutput {
  readonly schema: 'jiaokan/families@1';
  readonly families: readonly {
    readonly id: string;
    readonly relation: 'near-duplicates' | 'copies' | 'versions' | 'siblings';
    readonly members: readonly { readonly id: WorkId; readonly path: string; readonly line: number }[];
    readonly similarity: { readonly min: number; readonly median: number };
  }[];
  readonly messages: readonly OutputMessage[];
}

/** `jiaokan audit --json` */
export interface AuditOutput {
  readonly schema: 'jiaokan/audit@1';
  readonly asOf: IsoDate;
  readonly knownAt: string | null;
  readonly rows: readonly StatusRow[];
  /** Only with `--changed-since`. */
  readonly changes?: readonly StatusChange[];
  /** Only with `--open`. */
  readonly openEnds?: readonly OpenEnd[];
}

/** An effect that was read and does not count. */
export interface UncountedEffect extends StatusReason {
  /** The id of the effect. */
  readonly effect: string;
  /** The document it is about; null where that was not found, or has no name. */
  readonly on: WorkId | null;
  readonly reason: RefusalReason;
  readonly decisions: readonly Decision[];
}

/** `jiaokan graph --format json` */
export interface GraphOutput extends Graph {
  readonly schema: 'jiaokan/graph@1';
  readonly asOf: IsoDate;
  readonly statuses: readonly StatusRow[];
  /** Effects that stand in `effects` and do not count. */
  readonly uncounted: readonly UncountedEffect[];
}

/** `jiaokan show --json` */
export interface ShowOutput {
  readonly schema: 'jiaokan/show@1';
  readonly asOf: IsoDate;
  readonly document: WorkNode;
  readonly status: StatusRow;
  readonly ends: readonly WorkId[];
  readonly restsOn: readonly WorkId[];
  readonly citedBy: readonly WorkId[];
  /** What it does to others, and others to it, that does not count. */
  readonly uncounted: readonly UncountedEffect[];
}

/** `jiaokan history --json` */
export interface HistoryOutput {
  readonly schema: 'jiaokan/history@1';
  readonly work: WorkId;
  readonly versions: readonly DocumentVersion[];
  /** Only with `--diff`: what changed from one text to the next, as a unified diff of its paragraphs. */
  readonly diffs?: readonly { readonly from: CommitId; readonly to: CommitId; readonly patch: string }[];
}

/** `jiaokan import --json` */
export interface ImportOutput {
  readonly schema: 'jiaokan/import@1';
  /** Dated versions that were read. */
  readonly versions: number;
  /** The runs that recorded something new, by name. */
  readonly runs: readonly string[];
  readonly messages: readonly OutputMessage[];
}

/** `jiaokan takedown --json` */
export interface TakedownOutput {
  readonly schema: 'jiaokan/takedown@1';
  readonly takedown: Takedown;
  /** Documents whose evidence it was. */
  readonly works: readonly string[];
}

/** `jiaokan template --json` */
export interface TemplateOutput {
  readonly schema: 'jiaokan/template@1';
  readonly family: string;
  readonly variables: readonly {
    readonly name: string;
    readonly type: string;
    readonly label: string;
    readonly material: boolean;
  }[];
  readonly passages: readonly {
    readonly eId: EId;
    readonly text: string;
    readonly optionalFor: readonly string[] | null;
  }[];
}

/** `jiaokan check --json`, `jiaokan verify --json`, `jiaokan doctor --json` */
export interface ChecksOutput {
  readonly schema: 'jiaokan/check@1' | 'jiaokan/verify@1' | 'jiaokan/doctor@1';
  readonly checked: Readonly<Record<string, number>>;
  readonly messages: readonly OutputMessage[];
  /** `check --against`: what the rules would change in the history. */
  readonly changes?: readonly {
    readonly what: 'document' | 'effect' | 'citation' | 'status';
    readonly change: 'appears' | 'vanishes' | 'changes';
    readonly work: WorkId;
    readonly line: number | null;
    readonly text: string;
  }[];
}

/** `jiaokan export WORK --format json` */
export interface ExportOutput {
  readonly schema: 'jiaokan/export@1';
  readonly document: Document;
  /** Every passage in text order, with its normalised text. */
  readonly passages: readonly {
    readonly eId: EId;
    readonly component: ComponentKind;
    readonly kind: ClauseKind;
    /** Printed labels from the outermost clause inwards. */
    readonly path: readonly string[];
    readonly line: number;
    readonly span: Span;
    /** What stands before the text: the label, with a heading in brackets; empty where there is none. */
    readonly label: string;
    readonly text: string;
  }[];
}

/** One thing that a person may decide on, as it was last recorded. */
export interface ReviewItem {
  /** What a review of it names. */
  readonly subject: string;
  /** The shortest form that commands take for it now. */
  readonly id: string;
  readonly of: Review['of'];
  /** The kind of the difference or open end, the type of the effect. */
  readonly kind: string;
  /** A slot whose value is not the one it has elsewhere in the document. */
  readonly contradicts: boolean;
  /** The reason of a substantive difference, the name of a slot, what is asked; null where there is no more to say. */
  readonly what: string | null;
  readonly family: string | null;
  readonly work: WorkId;
  readonly title: string | null;
  readonly number: string | null;
  /** The clause of the document it stands in, or would; null where the document is not recorded. */
  readonly clause: {
    readonly eId: EId;
    readonly component: ComponentKind;
    /** Printed labels from the outermost clause inwards. */
    readonly path: readonly string[];
  } | null;
  /** Line of the capture. */
  readonly line: number;
  /** The text of the document; empty where it lacks what the template has. */
  readonly quote: string;
  /** The text of the template; null for what is no difference. */
  readonly template: string | null;
  readonly standing: Standing;
  /** A person has to look. */
  readonly waits: boolean;
  readonly decisions: readonly Decision[];
}

/** `jiaokan review … --json` */
export interface ReviewOutput {
  readonly schema: 'jiaokan/review@1';
  /** What was asked for or decided on, as it stands after. */
  readonly items: readonly ReviewItem[];
  /** Only where something was decided: its commit, null where all of it was recorded already, and how many are new. */
  readonly commit?: CommitId | null;
  readonly recorded?: number;
}
