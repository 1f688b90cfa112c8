import type { Jurisdiction } from './document.js';

/** Whether one may end what the other made; `unknown` where nothing that is known speaks for or against it. */
export type Verdict = 'may' | 'may-not' | 'unknown';

/**
 * What an agency is among those of its place: `general` is a government, a congress or a committee of the Party, whose
 * departments the others are; a department has a line (系统) and the lines that took over from it. `ended`: its line was taken
 * over by another; who took which part of it is not always written down. `tasksTo`: lines that took over a task of it
 * while both go on.
 */
export type Office =
  | { readonly kind: 'general' }
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'department';
      readonly line: string;
      readonly lines: ReadonlySet<string>;
      readonly ended: boolean;
      readonly tasksTo: ReadonlySet<string>;
    };

/** Who made a document. */
export interface Maker {
  readonly issuers: readonly string[];
  readonly jurisdiction: Jurisdiction;
}

/** A maker with what its agencies are, one for one. */
export interface KnownMaker extends Maker {
  readonly offices: readonly Office[];
}

/**
 * Whether documents of one place may end those of another, by rank alone: of the same place and of places below it.
 * `unknown` where the place of one is not known: nothing speaks against it then; or where one was divided among several.
 */
export function mayEnd(by: Jurisdiction, on: Jurisdiction): Verdict {
  const verdict = rankOf(by, on);
  if (verdict !== 'may-not' || by.iso !== on.iso || by.gb2260 === null) return verdict;
  const into = on.mergedInto ?? [];
  if (!into.includes(by.gb2260)) return verdict;
  return into.length === 1 ? 'may' : 'unknown';
}

function rankOf(by: Jurisdiction, on: Jurisdiction): Verdict {
  if (by.iso === null || on.iso === null) return 'unknown';
  if (by.iso === 'CN') return 'may';
  if (by.iso !== on.iso) return 'may-not';
  if (by.city === null && by.district === null) return 'may';
  if (by.district === null) return on.city === by.city ? 'may' : 'may-not';
  return on.district === by.district ? 'may' : 'may-not';
}

/** Whether the two have an agency in common: the issuer itself, or one that issued it with others. */
export function shareIssuer(by: Maker, on: Maker): boolean {
  return by.issuers.some((issuer) => on.issuers.includes(issuer));
}

/**
 * Whether a maker may end what another made: the issuer, one that issued it with others, its successor, or a superior
 * (立法法 97, 108: who makes may unmake, and who stands over the maker). Over a department stand the government and the
 * congress of its place or of one above, and its own line above. `may-not` only where both are known and none of this
 * holds; a department does not end what a government made.
 */
export function mayUnmake(by: KnownMaker, on: KnownMaker): Verdict {
  if (shareIssuer(by, on)) return 'may';
  const place = mayEnd(by.jurisdiction, on.jurisdiction);
  if (place !== 'may') return place;
  const verdicts = by.offices.flatMap((office) => on.offices.map((other) => isOver(office, other)));
  if (verdicts.includes('may')) return 'may';
  return verdicts.length === 0 || verdicts.includes('unknown') ? 'unknown' : 'may-not';
}

/** Whether an office may unmake what another made, of the same place or of one below. */
function isOver(by: Office, on: Office): Verdict {
  if (by.kind === 'unknown' || on.kind === 'unknown') return 'unknown';
  if (by.kind === 'general') return 'may';
  if (on.kind === 'general') return 'may-not';
  if (by.lines.has(on.line) || on.lines.has(by.line)) return 'may';
  return by.ended || on.ended || on.tasksTo.has(by.line) ? 'unknown' : 'may-not';
}
