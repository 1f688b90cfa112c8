import type { IsoDate } from './date.js';
import type { EId, Sha256, WorkId } from './ids.js';
import type { Message } from './message.js';
import type { Span, Text } from './text.js';

/** The parts of an official document (GB/T 9704-2012, Akoma Ntoso), in the order in which they usually stand. */
export type ComponentKind =
  | 'header'
  | 'addressees'
  | 'preamble'
  | 'body'
  | 'closing'
  | 'attachments'
  | 'signature'
  | 'disclosure'
  | 'annex'
  | 'interpretation';

/** 编 章 节 条 款 项 目 of the article grammar; every level of the 一、（一）1.（1） grammar is `level`. */
export type ClauseKind = 'part' | 'chapter' | 'section' | 'article' | 'paragraph' | 'point' | 'indent' | 'level';

export interface Component {
  readonly kind: ComponentKind;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly span: Span;
}

export interface Clause {
  readonly eId: EId;
  readonly kind: ClauseKind;
  /** As printed (`(一)`, `第三条`), null for an unnumbered paragraph. */
  readonly label: string | null;
  readonly heading: string | null;
  readonly component: ComponentKind;
  readonly line: number;
  /** The clause with all that is below it. */
  readonly span: Span;
  readonly children: readonly Clause[];
}

export interface Jurisdiction {
  /** GB/T 2260 code of the lowest level known, `000000` for national documents. */
  readonly gb2260: string | null;
  /** ISO 3166-2 code of the province, `CN` for national documents. */
  readonly iso: string | null;
  readonly province: string | null;
  readonly city: string | null;
  readonly district: string | null;
  /** GB/T 2260 codes of the places that a place which is no more went to; several where it was divided. */
  readonly mergedInto?: readonly string[];
}

export interface Commencement {
  readonly date: IsoDate | null;
  /** `implied`: nothing is stated, so the day of issue is taken (domain: Dates). */
  readonly basis: 'stated' | 'on-issue' | 'implied' | 'unknown';
  /** The date lies before the day of issue. */
  readonly retroactive: boolean;
}

export type CitationKind = 'based-on' | 'applies' | 'cites' | 'publishes' | 'interprets' | 'repeals' | 'amends';

export interface Citation {
  /** As printed, blanks folded. */
  readonly text: string;
  /** The full title, expanded where `text` is an alias. */
  readonly title: string | null;
  /** The document number, folded (〔〕, with issuer and type where they are known). */
  readonly number: string | null;
  /** The cited document's own day, where the text names it: 2020年9月24日印发的《X》. */
  readonly issued?: IsoDate;
  readonly provisions: readonly string[];
  readonly kind: CitationKind;
  readonly component: ComponentKind;
  readonly line: number;
  readonly span: Span;
  /** The citing document itself. */
  readonly self: boolean;
  /** A later use of an alias that was defined before (以下简称). */
  readonly alias: boolean;
  /** Null while unresolved. */
  readonly work: WorkId | null;
}

/** Something in 《》 that is no document: a form, a receipt, a work of art. */
export interface NotDocument {
  readonly text: string;
  readonly reason: string;
  readonly line: number;
  readonly span: Span;
}

export type EffectType =
  | 'repeals'
  | 'replaces'
  | 'declares-lapsed'
  | 'expires'
  | 'ends-efficacy'
  | 'annuls'
  | 'suspends'
  | 'postpones'
  | 'extends'
  | 'revives'
  | 'amends'
  | 'corrects'
  | 'commences'
  | 'applies-from'
  | 'saves'
  | 'prevails'
  | 'defers-to';

/** `whole`, some provisions, all but some, or partly without saying which. */
export type Provisions = 'whole' | 'unspecified' | readonly string[] | { readonly except: readonly string[] };

export interface NamedTarget {
  readonly title: string | null;
  readonly number: string | null;
  /** The target's own day, where the text names it. */
  readonly issued?: IsoDate;
  readonly provisions: Provisions;
  readonly work: WorkId | null;
}

/** A class of rules without a name: 此前有关规定. */
export interface ClassTarget {
  readonly class: string;
}

export type Target = NamedTarget | ClassTarget;

export type DateBasis = 'stated' | 'with-commencement' | 'on-issue' | 'computed' | 'unknown';

/** `item`: a term of one clause; `non-document`: receipts, forms, functions. Only the first three touch a status. */
export type EffectScope = 'document' | 'provisions' | 'class' | 'item' | 'non-document';

/** What a document does to another or to itself, with the evidence (after ELI and the UK Effect record). */
export interface Effect {
  /** Stable while document, type, target and quote stay the same. */
  readonly id: string;
  readonly type: EffectType;
  readonly target: Target;
  /**
   * The first day on which the effect holds; for `expires` and `extends` the last day in force, for `postpones` the
   * new first day; null if nobody says.
   */
  readonly date: IsoDate | null;
  /** Last day of a suspension (暂停执行至…), where one is stated. */
  readonly until?: IsoDate;
  readonly dateBasis: DateBasis;
  /** This document does it (true) or tells of it (false). */
  readonly asserted: boolean;
  readonly scope: EffectScope;
  readonly component: ComponentKind;
  readonly line: number;
  readonly quote: string;
  readonly span: Span;
  /** Id of the rule that found it. */
  readonly rule: string;
}

export interface DocumentSource {
  /** Path of the capture as it was given, `/` between its parts. */
  readonly path: string;
  readonly sha256: Sha256;
  readonly firstLine: number;
  readonly lastLine: number;
  /** Of the normalised document alone, its furniture left out. */
  readonly textSha256: Sha256;
}

/** An override as a document carries it. */
export interface AppliedOverride {
  /** A field of the document, or `citation`, `break`, `join`. */
  readonly field: string;
  /** What was read, and what counts instead, as text. */
  readonly was: string;
  readonly value: string;
  readonly reason: string;
  readonly who: string;
  readonly when: IsoDate;
}

/** A notice as read from one capture; `contract.md` parse. */
export interface Document {
  readonly id: WorkId;
  readonly source: DocumentSource;
  readonly title: string | null;
  readonly annexTitle: string | null;
  readonly number: string | null;
  readonly issuers: readonly string[];
  readonly jurisdiction: Jurisdiction;
  readonly type: string | null;
  readonly issued: IsoDate | null;
  readonly officialStatus: string | null;
  readonly commences: Commencement;
  readonly lastDay: IsoDate | null;
  readonly components: readonly Component[];
  readonly clauses: readonly Clause[];
  readonly citations: readonly Citation[];
  readonly notDocuments: readonly NotDocument[];
  readonly effects: readonly Effect[];
  readonly messages: readonly Message[];
  /** What people said of it, where they did. */
  readonly overrides?: readonly AppliedOverride[];
}

/**
 * One paragraph of a document, in text order: what is compared, searched for citations and shown.
 * Offsets are into `Text.text`; `labelTo` is where the content after the printed label starts
 * (equal to `from` where there is no label).
 */
export interface Passage {
  readonly eId: EId;
  readonly component: ComponentKind;
  readonly kind: ClauseKind;
  /** Printed labels from the outermost clause inwards: `['七、', '(一)']`. */
  readonly path: readonly string[];
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly labelTo: number;
}

/** A document with the text it was read from; what the stages over the corpus work on. */
export interface Reading {
  readonly document: Document;
  readonly text: Text;
  readonly passages: readonly Passage[];
}

/**
 * A citation with the whole expression that makes it: title, bracketed number and provisions, as offsets into
 * `Text.text`. What the effect stage reads sentences by.
 */
export interface Mention {
  readonly citation: Citation;
  /** Index into the passages of the document. */
  readonly passage: number;
  readonly from: number;
  readonly to: number;
}
