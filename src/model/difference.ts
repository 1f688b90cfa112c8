import type { ComponentKind } from './document.js';
import type { EId, WorkId } from './ids.js';
import type { Span } from './text.js';

export type DifferenceKind = 'slot' | 'editorial' | 'layout' | 'substantive';

/** Types of slot: what a variable of a template may hold. `text` is any run of characters. */
export type SlotType = 'issuer' | 'place' | 'number' | 'date' | 'url' | 'rate' | 'amount' | 'title' | 'text';

export type Reason =
  | 'number'
  | 'rate'
  | 'amount'
  | 'date'
  | 'period'
  | 'modality'
  | 'condition'
  | 'scope'
  | 'reference'
  | 'added-clause'
  | 'omitted-clause'
  | 'moved-clause'
  | 'wording';

export type Relation = 'match' | 'split' | 'join' | 'moved' | 'renumbered' | 'omitted' | 'added';

export interface PassageRef {
  readonly eId: EId;
  readonly line: number;
}

/** How passages of A and B correspond. */
export interface Pair {
  readonly relation: Relation;
  /** The text differs too. */
  readonly edited: boolean;
  readonly a: readonly PassageRef[];
  readonly b: readonly PassageRef[];
  /** 0 to 1; 1 where the texts are the same but for slots and punctuation. */
  readonly similarity: number;
}

/** One side of a difference. For a template, lines and spans are those of its file. */
export interface DifferenceSide {
  readonly eId: EId;
  readonly line: number;
  readonly span: Span;
  readonly text: string;
}

export interface Difference {
  /** Stable while the difference itself is the same. */
  readonly id: string;
  readonly kind: DifferenceKind;
  /** The variable of the template, or the type of the slot without one; null for other kinds. */
  readonly slot: string | null;
  /** A slot whose value is a rate, amount, date or reference. */
  readonly material: boolean;
  readonly reason: Reason | null;
  readonly a: DifferenceSide;
  readonly b: DifferenceSide;
}

/** Values of a slot in B that do not fit what B has at most places of the same slot. */
export interface Contradiction {
  /** The type of the slot. */
  readonly slot: string;
  /** What B has elsewhere, as printed. */
  readonly value: string;
  /** Where B has another, in the order of its text; no difference from A where the value is that of A. */
  readonly others: readonly DifferenceSide[];
}

/** `contract.md` compare. A = template or first document, B = document. */
export interface Comparison {
  readonly a: { readonly id: string };
  readonly b: { readonly id: string };
  /** False where a cap was hit. */
  readonly exact: boolean;
  readonly pairs: readonly Pair[];
  /** In the order of A, insertions where they stand in B. */
  readonly differences: readonly Difference[];
  readonly summary: Readonly<Record<DifferenceKind, number>>;
  /** Between two documents, and only where there are some; for a template, `slots` say it by variable. */
  readonly contradictions?: readonly Contradiction[];
}

/** A variable of a template: `{{name}}` in its Markdown. */
export interface Variable {
  readonly name: string;
  readonly type: SlotType;
  /** What people call it, in Chinese: 发文机关. */
  readonly label: string;
  /** Its value is a rate, amount, date or reference that a reviewer must see. */
  readonly material: boolean;
}

/** A paragraph of a template. `text` holds `{{name}}` where a slot stands. */
export interface TemplatePassage {
  readonly eId: EId;
  readonly component: ComponentKind;
  readonly path: readonly string[];
  readonly text: string;
  /** Members that have this paragraph where not all do; null for a common one. */
  readonly optionalFor: readonly string[] | null;
  /** The common paragraph that this one stands for in the members of `optionalFor`: their known wording of it. */
  readonly variantOf?: EId;
  /** Line of the template file, and offsets into it. */
  readonly line: number;
  readonly span: Span;
}

/** The canonical template of a family: Markdown with `{{slots}}`, owned by people. */
export interface Template {
  readonly family: string;
  readonly path: string;
  readonly edition: string;
  readonly variables: readonly Variable[];
  readonly passages: readonly TemplatePassage[];
}

/** The declaration of a family, `pipelines/families/<id>/family.yaml`. */
export interface FamilyDeclaration {
  readonly id: string;
  readonly title: string;
  readonly titleEn: string;
  /** Work ids. */
  readonly members: readonly WorkId[];
  readonly template: Template;
}

/** The value of one variable in one member, at the places where it stands. */
export interface SlotValue {
  readonly variable: string;
  /** Null where the member has no such value. */
  readonly value: string | null;
  /** Other values of the same variable in the same member: it contradicts itself. */
  readonly others: readonly string[];
  readonly places: readonly PassageRef[];
}

/** A family held against its template. */
export interface FamilyReport {
  readonly declaration: FamilyDeclaration;
  readonly members: readonly {
    readonly id: WorkId;
    readonly comparison: Comparison;
    readonly slots: readonly SlotValue[];
  }[];
  /** Declared members that no capture holds. */
  readonly missing: readonly WorkId[];
}
