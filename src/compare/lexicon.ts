import type { CollationRules } from '../model/collation-rules.js';
import type { WordReason } from '../model/comparison-rules.js';
import { compileNumbers, type NumberPatterns } from './atoms.js';

/** What a literal of the lexicon is. `none`: a word that only contains one of the others (应税 contains 应). */
export type Entry =
  | { readonly is: 'word'; readonly reason: WordReason }
  | { readonly is: 'variant'; readonly reads: string }
  | { readonly is: 'place' }
  | { readonly is: 'issuer' }
  | { readonly is: 'none' };

interface Literal {
  readonly text: string;
  readonly entry: Entry;
}

/** Literals by first character, longest first. */
type LiteralIndex = ReadonlyMap<string, readonly Literal[]>;

/** The words of the rules, compiled once for many comparisons. */
export interface Lexicon {
  readonly literals: LiteralIndex;
  /** Agencies of the documents at hand. */
  readonly issuers: LiteralIndex;
  readonly numbers: NumberPatterns;
  /** 1 for each UTF-16 unit that opens nothing of this, no number and no reference: a plain Chinese character. */
  readonly plain: Uint8Array;
  /** Endings of agencies that may follow a place directly: 税务局, 人民政府. Longest first. */
  readonly agencyEndings: readonly string[];
  readonly rules: CollationRules;
}

/**
 * One-character endings (厅, 局, 部) are left out: after a place they would find 吉林省的部 in 吉林省的部分纳税人. Agencies
 * that need them are known by name from the documents' own issuers.
 */
const shortestEnding = 2;

/**
 * District names of two characters (城区, 郊区, 应县) are words of running text more often than places; provinces and
 * cities have short names that are places (吉林, 上海).
 */
const shortestDistrict = 3;

/** Gives the lexicon of the rules: their words, the places of the gazetteer, and national agencies. */
export function compileLexicon(rules: CollationRules): Lexicon {
  const entries = new Map<string, Entry>();
  for (const [name, places] of rules.gazetteer.places) {
    if (name.length >= shortestDistrict || places.every((place) => place.district === null))
      entries.set(name, { is: 'place' });
  }
  for (const name of rules.agencies.national) entries.set(name, { is: 'issuer' });
  for (const variant of rules.comparison.variants) {
    const reads = variant.forms[0] ?? '';
    for (const form of variant.forms) entries.set(form, { is: 'variant', reads });
  }
  for (const group of rules.comparison.words) {
    for (const word of group.words) entries.set(word, { is: 'word', reason: group.reason });
  }
  for (const group of rules.comparison.words) {
    for (const word of group.except) if (!entries.has(word)) entries.set(word, { is: 'none' });
  }
  const literals = indexByFirst(entries);
  return {
    literals,
    plain: plainCharacters([...literals.keys(), ...hanNumerals, '第', '附']),
    issuers: new Map(),
    numbers: compileNumbers(rules.comparison.units),
    agencyEndings: rules.agencies.suffixes.filter((suffix) => suffix.length >= shortestEnding),
    rules,
  };
}

/** The lexicon with the issuers of some documents as agencies, whatever their names end with (甘肃省生态环境厅). */
export function withIssuers(lexicon: Lexicon, issuers: readonly string[]): Lexicon {
  const entries = new Map(issuers.map((issuer) => [issuer, { is: 'issuer' } as const]));
  const index = indexByFirst(entries);
  const plain = lexicon.plain.slice();
  for (const first of index.keys()) plain[first.charCodeAt(0)] = 0;
  return { ...lexicon, issuers: index, plain };
}

/** Digits of Chinese numbers. */
export const hanNumerals = '〇零○一二两三四五六七八九十百千万';

function plainCharacters(opening: readonly string[]): Uint8Array {
  const plain = new Uint8Array(0x1_0000).fill(1, 0x4e00, 0xa000);
  for (const first of opening) plain[first.charCodeAt(0)] = 0;
  return plain;
}

function indexByFirst(entries: ReadonlyMap<string, Entry>): LiteralIndex {
  const index = new Map<string, Literal[]>();
  for (const [text, entry] of entries) {
    if (text === '') continue;
    const first = text.charAt(0);
    const list = index.get(first);
    if (list) list.push({ text, entry });
    else index.set(first, [{ text, entry }]);
  }
  for (const list of index.values()) list.sort((a, b) => b.text.length - a.text.length);
  return index;
}

/** The longest literal of the lexicon that stands at `from`, or null; of equal ones the issuer. */
export function literalAt({ literals, issuers }: Lexicon, text: string, from: number): Literal | null {
  const first = text.charAt(from);
  const word = firstAt(literals.get(first), text, from);
  const issuer = issuers.size > 0 ? firstAt(issuers.get(first), text, from) : null;
  return issuer && issuer.text.length >= (word?.text.length ?? 0) ? issuer : word;
}

function firstAt(literals: readonly Literal[] | undefined, text: string, from: number): Literal | null {
  if (literals) for (const literal of literals) if (text.startsWith(literal.text, from)) return literal;
  return null;
}
