import type { ComparisonRules } from './comparison-rules.js';
import type { IsoDate } from './date.js';
import type { CitationKind, ClauseKind, EffectScope, EffectType, Jurisdiction } from './document.js';
import type { Place } from './message.js';
import type { Override } from './overrides.js';

/** Places of GB/T 2260 by their printed name. */
export interface Gazetteer {
  /** Full names (吉林省, 泰安市, 南沙区) and the short names of provinces (吉林). Ambiguous names have several. */
  readonly places: ReadonlyMap<string, readonly Jurisdiction[]>;
  /** Names without 省, 市, 区 (泰安, 南沙), for issuers only: they are too short to be looked for in running text. */
  readonly shortNames: ReadonlyMap<string, readonly Jurisdiction[]>;
  /** Length of the longest name, in characters. */
  readonly longestName: number;
  /** Agency characters that open the document numbers of a province: 鲁 → 山东省. */
  readonly numberPrefixes: readonly { readonly prefix: string; readonly jurisdiction: Jurisdiction }[];
}

/** An example of a rule: text that it must catch (`yes`) or must not (`no`). */
export interface Example {
  readonly yes?: string | undefined;
  readonly no?: string | undefined;
  readonly why?: string | undefined;
}

/** How characters are read; `pipelines/rules/characters.yaml`. */
export interface CharacterRules {
  /** For every UTF-16 unit: the unit it is read as, or one of `foldedTo`. */
  readonly fold: Uint32Array;
  readonly privateUse: ReadonlyMap<number, { readonly reads: string; readonly between: 'digits' }>;
  /** Text as captured, and as it must be read. */
  readonly examples: readonly { readonly yes: string; readonly reads: string; readonly place: Place }[];
}

/**
 * Entries of `CharacterRules.fold` above the range of UTF-16: not read, not read and told, lost before the capture, one to
 * look at; and bits over the unit it is read as: one that may be the zero of a Chinese numeral, a traditional one.
 */
export const foldedTo = {
  dropped: 0x10000,
  privateUse: 0x10001,
  unseen: 0x10002,
  lost: 0x10003,
  zero: 0x20000,
  traditional: 0x40000,
} as const;

/** `page` is a label that no document has, `other` one that a document may have too. */
export type FieldRole = 'issued' | 'number' | 'official-status' | 'issuer' | 'page' | 'other';

/** What portals put around a document, and lines that have a part of their own; `captures.yaml`. */
export interface CaptureRules {
  readonly fields: ReadonlyMap<string, FieldRole>;
  /** Global; matches a label of `fields` with its colon or in brackets, group 1 or 2 the label, blanks between its characters allowed. */
  readonly fieldLabel: RegExp;
  /** Characters that a line of fields may start with. */
  readonly fieldStarts: ReadonlySet<string>;
  /** Lines that are nothing but the label of a portal: 全文有效. */
  readonly statusLabels: ReadonlySet<string>;
  readonly chrome: ReadonlySet<string>;
  /** Words of the last lines of a page: 版权所有. */
  readonly footers: readonly string[];
  /** Words of the lines above them: 主办. */
  readonly credits: readonly string[];
  /** Heads of lists of links below a document: 相关链接. */
  readonly links: ReadonlySet<string>;
  readonly labelPrefixes: readonly string[];
  readonly closings: readonly string[];
  readonly disclosures: readonly string[];
  readonly interpretations: readonly string[];
  readonly signatories: readonly string[];
}

/** One style of clause label; `numbering.yaml`. */
export interface LabelStyle {
  readonly id: string;
  /** Sticky; group `number` is what is counted. */
  readonly pattern: RegExp;
  readonly grammar: 'article' | 'level' | 'both';
  readonly kind: ClauseKind;
  /** 1 is the outermost. */
  readonly rank: number;
}

export interface NumberingRules {
  readonly styles: readonly LabelStyle[];
  /** What follows a number that is a reference and no label. */
  readonly references: readonly string[];
  /** Types of document (文种), longest first. */
  readonly types: readonly string[];
}

/** Citations in words; `citations.yaml`. Lists are longest first. */
export interface CitationRules {
  readonly notDocuments: readonly { readonly noun: string; readonly what: string }[];
  readonly worksOfArt: readonly string[];
  readonly documents: readonly string[];
  readonly roles: readonly { readonly word: string; readonly kind: CitationKind }[];
  /** Sentences whose first citation is, or is not, of a kind. */
  readonly roleExamples: readonly (Example & { readonly kind: CitationKind; readonly place: Place })[];
  readonly companions: readonly string[];
  /** Finds a number of a named series (准则第15号); global. */
  readonly series: RegExp;
  readonly notPrefix: readonly string[];
  readonly selfWords: readonly string[];
  readonly aliasMarkers: readonly string[];
}

/** Agencies; `agencies.yaml`. Lists are longest first. */
export interface AgencyRules {
  readonly national: readonly string[];
  readonly officesOf: readonly string[];
  readonly suffixes: readonly string[];
  readonly aliases: readonly { readonly short: string; readonly long: string }[];
  readonly numberPrefixes: readonly { readonly prefix: string; readonly issuer: string }[];
  /** Every known line of departments (系统) with its own name and those of its successors: 环境保护 → 环境保护, 生态环境. */
  readonly lines: ReadonlyMap<string, ReadonlySet<string>>;
  /** Lines that took over a task of another while both go on: 人力资源社会保障 → 医疗保障. */
  readonly tasks: ReadonlyMap<string, ReadonlySet<string>>;
  /** Which line took over from which, and on which day. */
  readonly successors: readonly { readonly predecessor: string; readonly successor: string; readonly from: IsoDate }[];
}

/** How a frame or verb dates its effect; `after-issue` and `day-before` are counted, `term` is the end of a period. */
export type RuleDate = 'stated' | 'with-commencement' | 'on-issue' | 'after-issue' | 'day-before' | 'term' | 'unknown';

/** A frame of the lifecycle grammar; `effects.yaml`. */
export interface EffectRule {
  readonly id: string;
  readonly effect: EffectType;
  /** `part`: the provisions of this document that the frame names, `rest`: all others. */
  readonly target: 'self' | 'part' | 'rest' | 'docs' | 'class';
  readonly date: RuleDate;
  /** False: the frame tells of an effect that another document had. */
  readonly asserted: boolean;
  readonly scope: EffectScope | null;
  /** Matches an encoded sentence; groups are named after slots. */
  readonly pattern: RegExp;
  readonly examples: readonly Example[];
  readonly place: Place;
}

/** What a document does to documents with one of several words; `effects.yaml`. */
export interface EffectVerb {
  readonly id: string;
  readonly effect: EffectType;
  readonly words: readonly string[];
  /** Where its target stands: 《甲》废止, 废止《甲》. */
  readonly governs: 'before' | 'after' | 'either';
  /** `until`: 延长至D, the day behind the verb; `from`: the day on which it is done. */
  readonly date: 'from' | 'until' | 'none';
  /** What a title without provisions stands for. */
  readonly whole: 'whole' | 'unspecified';
  /** May take 有关规定 and the like, which name no document. */
  readonly classes: boolean;
  /** May take provisions without a title: 删去第三条, of the document that is being amended. */
  readonly bare: boolean;
  /** What it does where its object is words of a provision: 删去第三条中的“甲” amends. */
  readonly quoted?: EffectType | undefined;
  /** Only in the title of the document: 关于修改《甲》的决定. */
  readonly inTitle: boolean;
  readonly examples: readonly Example[];
  readonly place: Place;
}

/** Words around a verb and its targets. Lists are longest first. */
export interface EffectWords {
  /** Between target and verb, saying how or when and nothing else: 同时, 予以, 全文. */
  readonly adverbs: readonly string[];
  /** Before a document that is no target: 根据《甲》. */
  readonly prepositions: readonly string[];
  /** Why a document ends: 已不适应, 违反. */
  readonly reasons: readonly string[];
  /** Nouns for a part of a document: 规定, 条款. */
  readonly parts: readonly string[];
  /** Nouns for documents without a name: 文件, 规章. */
  readonly kinds: readonly string[];
  /** What makes such a noun a class: 以前, 与本办法不一致的. */
  readonly classMarkers: readonly string[];
  /** Words of a condition that is not met yet: 如果, 待. */
  readonly conditions: readonly string[];
  /** Right before a verb of the past: 已, 已被. */
  readonly told: readonly string[];
  readonly subjects: readonly string[];
}

/** What the cells of a column are. */
export type ColumnKind = 'serial' | 'title' | 'number' | 'date' | 'issuer' | 'provisions' | 'verdict' | 'remark';

/** What a cell, a heading or a title says is done with a listed document. */
export interface Verdict {
  readonly effect: EffectType;
  /** `none`: nothing is done (继续有效). */
  readonly extent: 'whole' | 'provisions' | 'none';
}

/** How catalogues of documents are read; `effects.yaml`. */
export interface CatalogueRules {
  /** How headings of catalogues end. */
  readonly headings: readonly string[];
  /** Column heads. */
  readonly columns: ReadonlyMap<string, ColumnKind>;
  /** In the order in which they count. */
  readonly verdicts: readonly (Verdict & { readonly words: readonly string[] })[];
}

export interface EffectRules {
  readonly catalogue: CatalogueRules;
  readonly rules: readonly EffectRule[];
  readonly verbs: readonly EffectVerb[];
  /** Every verb word, longest first; global. */
  readonly verbPattern: RegExp;
  /** The same for a test. */
  readonly anyVerb: RegExp;
  readonly verbOf: ReadonlyMap<string, EffectVerb>;
  readonly words: EffectWords;
  /** A passage without one of these holds no effect. */
  readonly triggers: RegExp;
  readonly guards: {
    readonly before: readonly string[];
    readonly after: readonly string[];
    readonly clause: readonly string[];
    readonly sentence: readonly string[];
  };
}

/** A document that nobody captured and whose dates a person gives; `known-works.yaml`. */
export interface KnownWork {
  readonly title: string;
  /** Other names it is cited by. */
  readonly titles: readonly string[];
  readonly number: string | null;
  readonly issuers: readonly string[];
  readonly issued: IsoDate;
  /** First day in force. */
  readonly commences: IsoDate;
  /** Last day in force, null while it is. */
  readonly lastDay: IsoDate | null;
  /** Where a person can look it up. */
  readonly source: string;
}

/** Everything under `pipelines/rules/`, checked. */
export interface Rules {
  readonly characters: CharacterRules;
  readonly captures: CaptureRules;
  readonly numbering: NumberingRules;
  readonly citations: CitationRules;
  readonly agencies: AgencyRules;
  readonly gazetteer: Gazetteer;
  readonly effects: EffectRules;
  readonly comparison: ComparisonRules;
  readonly knownWorks: readonly KnownWork[];
  /** What people say of single documents; `pipelines/overrides/`. */
  readonly overrides: readonly Override[];
}
