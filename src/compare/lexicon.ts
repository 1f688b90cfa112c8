import type { CollationRules } from '../model/collation-rules.js';
import type { UnitRules, WordReason } from '../model/comparison-rules.js';
import { compileNumbers, type NumberPatterns } from './atoms.js';
import { readSingles, type SingleTypes } from './singles.js';

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

/** Literals by their first two characters (or the only one), longest first. */
type LiteralIndex = ReadonlyMap<number, readonly Literal[]>;

/** The words of the rules, compiled once for many comparisons. */
export interface Lexicon {
  readonly literals: LiteralIndex;
  /** Agencies of the documents at hand. */
  readonly issuers: LiteralIndex;
  readonly numbers: NumberPatterns;
  /** What may open a literal, a number or a reference; most Chinese characters do not. */
  readonly openings: Openings;
  readonly singles: SingleTypes;
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

const compiled = new WeakMap<CollationRules, Lexicon>();

/**
 * Gives the lexicon of the rules: their words, the places of the gazetteer, and national agencies. Compiled once for as
 * long as the rules are held: every member of every family is read with it.
 */
export function lexiconOf(rules: CollationRules): Lexicon {
  const known = compiled.get(rules);
  if (known) return known;
  const lexicon = compileLexicon(rules);
  compiled.set(rules, lexicon);
  return lexicon;
}

function compileLexicon(rules: CollationRules): Lexicon {
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
  const { units, quotes } = rules.comparison;
  return {
    literals: indexByStart(entries),
    openings: readOpenings([...entries.keys(), ...numeralStarts(units), ...referenceStarts]),
    singles: readSingles([...quotes.opening, ...quotes.closing]),
    issuers: new Map(),
    numbers: compileNumbers(units),
    agencyEndings: rules.agencies.suffixes.filter((suffix) => suffix.length >= shortestEnding),
    rules,
  };
}

/** The lexicon with the issuers of some documents as agencies, whatever their names end with (甘肃省生态环境厅). */
export function withIssuers(lexicon: Lexicon, issuers: readonly string[]): Lexicon {
  const entries = new Map(issuers.map((issuer) => [issuer, { is: 'issuer' } as const]));
  return { ...lexicon, issuers: indexByStart(entries), openings: addOpenings(lexicon.openings, issuers) };
}

/** Digits of Chinese numbers. */
export const hanNumerals = '〇零○一二两三四五六七八九十百千万';

/** What a Chinese number, a day or 百分之二 opens with; 一 before anything else is a word. */
function numeralStarts(units: UnitRules): readonly string[] {
  const seconds = [...hanNumerals, ...[...units.rate, ...units.amount, ...units.period].map((unit) => unit.charAt(0))];
  return [...hanNumerals].flatMap((digit) => [...seconds, '年', '亿', '分'].map((second) => digit + second));
}

/** 第三条, 第(二)项, 第50号, 附件2. */
const referenceStarts = [...[...hanNumerals, ...'0123456789('].map((second) => `第${second}`), '附件'];

/** Bits of a UTF-16 unit: it opens something whatever follows, or with some characters behind it. */
const alone = 1;
const before = 2;

/**
 * What opens something longer than one character, by its first two characters: a filter, that may say yes for nothing and
 * never no for something. Two in a hundred pairs of running text are let through for nothing.
 */
export interface Openings {
  readonly firsts: Uint8Array;
  readonly pairs: Uint8Array;
}

/** Opens a URL, a word, a number, a slot, a suffix or a rule word of a mark. */
const asciiOpenings = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ{/.';

function readOpenings(starts: readonly string[]): Openings {
  const empty = { firsts: new Uint8Array(0x1_0000), pairs: new Uint8Array(0x1_0000) };
  return addOpenings(empty, [...starts, ...asciiOpenings]);
}

/** With the starts of more words; the same where all of them are there. */
function addOpenings(openings: Openings, starts: readonly string[]): Openings {
  const missing = starts.filter((start) => start !== '' && !opens(openings, start.charCodeAt(0), start.charCodeAt(1)));
  if (missing.length === 0) return openings;
  const [firsts, pairs] = [openings.firsts.slice(), openings.pairs.slice()];
  for (const start of missing) {
    const first = start.charCodeAt(0);
    firsts[first] = (firsts[first] ?? 0) | (start.length === 1 ? alone : before);
    if (start.length > 1) pairs[pairIndex(first, start.charCodeAt(1))] = 1;
  }
  return { firsts, pairs };
}

function pairIndex(first: number, second: number): number {
  return (Math.imul(first, 31) + second) & 0xffff;
}

function opens({ firsts, pairs }: Openings, first: number, second: number): boolean {
  const bits = firsts[first];
  if (bits === 0) return false;
  return bits !== before || pairs[pairIndex(first, second)] === 1;
}

/** Whether something longer than a character, or with a type of its own, may start with two UTF-16 units. */
export function opensAtom({ openings }: Lexicon, first: number, second: number): boolean {
  return opens(openings, first, second);
}

function indexByStart(entries: ReadonlyMap<string, Entry>): LiteralIndex {
  const index = new Map<number, Literal[]>();
  for (const [text, entry] of entries) {
    if (text === '') continue;
    const start = startOf(text, 0, text.length);
    const list = index.get(start);
    if (list) list.push({ text, entry });
    else index.set(start, [{ text, entry }]);
  }
  for (const list of index.values()) list.sort((a, b) => b.text.length - a.text.length);
  return index;
}

function startOf(text: string, from: number, length: number): number {
  const first = text.charCodeAt(from);
  return length === 1 ? first : (Math.imul(first, 0x8000) ^ text.charCodeAt(from + 1)) & 0x3fff_ffff;
}

/** The longest literal of the lexicon that stands at `from`, or null; of equal ones the issuer. */
export function literalAt({ literals, issuers }: Lexicon, text: string, from: number): Literal | null {
  const word = longestAt(literals, text, from);
  const issuer = issuers.size > 0 ? longestAt(issuers, text, from) : null;
  return issuer && issuer.text.length >= (word?.text.length ?? 0) ? issuer : word;
}

function longestAt(index: LiteralIndex, text: string, from: number): Literal | null {
  return (
    firstAt(index.get(startOf(text, from, 2)), text, from) ?? firstAt(index.get(startOf(text, from, 1)), text, from)
  );
}

function firstAt(literals: readonly Literal[] | undefined, text: string, from: number): Literal | null {
  if (literals) for (const literal of literals) if (text.startsWith(literal.text, from)) return literal;
  return null;
}
