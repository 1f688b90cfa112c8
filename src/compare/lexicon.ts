import type { CollationRules } from '../model/collation-rules.js';
import type { WordReason } from '../model/comparison-rules.js';

/** What a literal of the lexicon is. `none`: a word that only contains one of the others (应税 contains 应). */
export type Entry =
  | { readonly is: 'word'; readonly reason: WordReason }
  | { readonly is: 'variant'; readonly reads: string }
  | { readonly is: 'place' }
  | { readonly is: 'issuer' }
  | { readonly is: 'none' };

/** Literals by first character, longest first. */
export interface Lexicon {
  readonly byFirst: ReadonlyMap<string, readonly { readonly text: string; readonly entry: Entry }[]>;
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
  return {
    byFirst: indexByFirst(entries),
    agencyEndings: rules.agencies.suffixes.filter((suffix) => suffix.length >= shortestEnding),
    rules,
  };
}

/** The lexicon with the issuers of some documents as agencies, whatever their names end with (甘肃省生态环境厅). */
export function withIssuers(lexicon: Lexicon, issuers: readonly string[]): Lexicon {
  const byFirst = new Map(lexicon.byFirst);
  for (const text of new Set(issuers)) {
    const list = byFirst.get(text.charAt(0)) ?? [];
    if (text === '' || list.some((entry) => entry.text === text && entry.entry.is === 'issuer')) continue;
    const longer = [...list.filter((entry) => entry.text !== text), { text, entry: { is: 'issuer' } as const }];
    byFirst.set(
      text.charAt(0),
      longer.sort((a, b) => b.text.length - a.text.length),
    );
  }
  return { ...lexicon, byFirst };
}

function indexByFirst(entries: ReadonlyMap<string, Entry>): Lexicon['byFirst'] {
  const index = new Map<string, { text: string; entry: Entry }[]>();
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

/** The longest literal of the lexicon that stands at `from`, or null. */
export function literalAt(
  lexicon: Lexicon,
  text: string,
  from: number,
): { readonly text: string; readonly entry: Entry } | null {
  const candidates = lexicon.byFirst.get(text.charAt(from));
  return candidates?.find((candidate) => text.startsWith(candidate.text, from)) ?? null;
}
