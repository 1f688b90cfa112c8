import type { Contradiction, Difference, DifferenceKind, Relation } from './difference.js';
import type { EId } from './ids.js';

/** A passage as a table shows it. */
export interface TablePassage {
  readonly eId: EId;
  readonly line: number;
  readonly text: string;
}

/** What one document has beside a passage of the first. */
export interface TableCell {
  readonly relation: Relation;
  /** The text differs too. */
  readonly edited: boolean;
  /** None where the document has none, and for what a passage that is joined from several holds already. */
  readonly passages: readonly TablePassage[];
  /** Against the first document. */
  readonly differences: readonly Difference[];
}

export interface TableRow {
  /** Null for a passage that the first document lacks. */
  readonly first: TablePassage | null;
  /** One for each further document; null where a row is about passages of others only. */
  readonly cells: readonly (TableCell | null)[];
}

/** Several documents beside a first one, clause by clause; rows in the order of the first. */
export interface ComparisonTable {
  readonly first: { readonly id: string };
  readonly others: readonly {
    readonly id: string;
    /** False where a cap was hit. */
    readonly exact: boolean;
    readonly summary: Readonly<Record<DifferenceKind, number>>;
    readonly contradictions?: readonly Contradiction[];
  }[];
  readonly rows: readonly TableRow[];
}
