import type { Place } from './message.js';

/** What a word of the lexicon decides: a change of it has this reason (`domain.md` 5). */
export type WordReason = 'modality' | 'condition' | 'scope' | 'period';

/** Two readings of one place with what they must be called; `yes` is caught by the rule, `no` is not. */
export interface ComparisonExample {
  readonly yes?: readonly [string, string] | undefined;
  readonly no?: readonly [string, string] | undefined;
  readonly why?: string | undefined;
}

/** Forms of one word that never make a change of law: 帐/账, 其它/其他, 〇/○/零. The first is the one they are read as. */
export interface Variant {
  readonly id: string;
  readonly forms: readonly string[];
  readonly examples: readonly ComparisonExample[];
  readonly place: Place;
}

/** Marks of one kind: exchanging one for another is editorial, and where `droppable`, so is leaving one out. */
export interface PunctuationClass {
  readonly id: string;
  readonly marks: readonly string[];
  readonly droppable: boolean;
  readonly examples: readonly ComparisonExample[];
  readonly place: Place;
}

/** Words whose change is never editorial, with words that only contain them (应税 contains 应). */
export interface WordClass {
  readonly id: string;
  readonly reason: WordReason;
  readonly words: readonly string[];
  readonly except: readonly string[];
  readonly examples: readonly ComparisonExample[];
  readonly place: Place;
}

/** Units after a number, longest first. */
export interface UnitRules {
  readonly rate: readonly string[];
  readonly amount: readonly string[];
  readonly period: readonly string[];
}

/** What a comparison calls editorial and what it never does; `comparison.yaml`. */
export interface ComparisonRules {
  readonly variants: readonly Variant[];
  readonly punctuation: readonly PunctuationClass[];
  /** Marks put around words: a pair more or less is one difference. */
  readonly quotes: { readonly opening: readonly string[]; readonly closing: readonly string[] };
  /** Endings of file names in lists of attachments, with their dot. */
  readonly fileSuffixes: readonly string[];
  readonly words: readonly WordClass[];
  readonly units: UnitRules;
}
