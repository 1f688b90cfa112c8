import type { Contradiction, DifferenceSide } from '../model/difference.js';
import type { Jurisdiction } from '../model/document.js';
import { jurisdictionOf, type Names } from '../notation/agencies.js';
import { numberKey } from '../notation/document-numbers.js';
import type { Collation, Unnamed } from './collation.js';
import { plainValue } from './slots.js';
import type { TokenType } from './token-types.js';
import type { Tokens } from './tokens.js';
import { type Part, sideAt, type Witness } from './witness.js';

/** Slots whose value a document has for its own, with the tokens that hold them. Days are left out: one day has many uses. */
const ownSlots: Readonly<Partial<Record<string, TokenType>>> = {
  issuer: 'issuer',
  place: 'place',
  number: 'document-number',
  url: 'url',
};

/** What B has where A has one value of its own. */
interface Role {
  readonly slot: string;
  readonly type: TokenType;
  /** As A prints it. */
  readonly ofA: string;
  readonly fillings: readonly Unnamed[];
}

/**
 * Values of B that contradict what B has elsewhere: where A names Jilin, B names Henan at most places, and Jilin or a
 * third province at one. Where B names what A names nothing differs, so those places are looked for beside the
 * differences. An agency or place counts where it belongs elsewhere, not where it is another office of the same city; a
 * number where the others are B's own.
 *
 * @param ownNumber the document number of B
 */
export function findContradictions(
  b: Witness,
  { pairs, differences }: Collation,
  names: Names,
  ownNumber: string | null,
): readonly Contradiction[] {
  const isOwn = ({ slot }: Role, value: string): boolean => slot !== 'number' || isOwnNumber(value, ownNumber);
  const roles = rolesOf(differences);
  if (roles.length === 0) return [];
  const linked = linkedParts(b, pairs);
  const text = b.text.slice(b.parts[0]?.from ?? 0, b.parts.at(-1)?.to ?? 0);
  return roles.flatMap((role) => {
    // Numbers of documents that are cited, most of all numbers, are not looked for.
    if (!isOwn(role, role.ofA) && !role.fillings.some(({ b: side }) => isOwn(role, side.text))) return [];
    const kept = text.includes(role.ofA) ? keptPlaces(b, role, linked, differences) : [];
    const places = [...role.fillings.map((filling) => filling.b), ...kept];
    const main = mainValue(places);
    if (main === null || !isOwn(role, main)) return [];
    const others = places
      .filter(({ text }) => isElsewhere(role.slot, main, text, names))
      .sort((x, y) => x.span.from - y.span.from);
    return others.length === 0 ? [] : [{ slot: role.slot, value: main, others }];
  });
}

/** Slots with a value that contradicts the others are to be looked at. */
export function markContradictory(
  differences: readonly Unnamed[],
  contradictions: readonly Contradiction[],
): readonly Unnamed[] {
  const sides = new Set(contradictions.flatMap(({ others }) => others));
  return sides.size === 0
    ? differences
    : differences.map((difference) => (sides.has(difference.b) ? { ...difference, material: true } : difference));
}

function rolesOf(differences: readonly Unnamed[]): readonly Role[] {
  const roles = new Map<string, Role & { readonly fillings: Unnamed[] }>();
  for (const difference of differences) {
    const type = difference.kind === 'slot' ? ownSlots[difference.slot ?? ''] : undefined;
    if (type === undefined || difference.slot === null) continue;
    const key = `${difference.slot}\n${plainValue('text', difference.a.text)}`;
    const role = roles.get(key) ?? { slot: difference.slot, type, ofA: difference.a.text, fillings: [] };
    role.fillings.push(difference);
    roles.set(key, role);
  }
  return [...roles.values()];
}

/** The value at most places, as printed; null where fewer than two say it or no more than half. */
function mainValue(places: readonly DifferenceSide[]): string | null {
  const counts = new Map<string, { readonly printed: string; readonly count: number }>();
  for (const { text } of places) {
    const value = plainValue('text', text);
    const known = counts.get(value);
    counts.set(value, { printed: known?.printed ?? text, count: (known?.count ?? 0) + 1 });
  }
  const main = [...counts.values()].find(({ count }) => count >= 2 && 2 * count > places.length);
  return main?.printed ?? null;
}

function isOwnNumber(value: string, own: string | null): boolean {
  return own !== null && numberKey(own).endsWith(numberKey(plainValue('text', value)));
}

/** Whether a value cannot stand for another: not the same, and of another province or city where both are known. */
function isElsewhere(slot: string, main: string, value: string, names: Names): boolean {
  if (plainValue('text', main) === plainValue('text', value)) return false;
  if (slot !== 'issuer' && slot !== 'place') return true;
  return lieApart(jurisdictionOf(main, names), jurisdictionOf(value, names));
}

function lieApart(one: Jurisdiction, other: Jurisdiction): boolean {
  if (one.province === null || other.province === null) return false;
  return one.province !== other.province || (one.city !== null && other.city !== null && one.city !== other.city);
}

function linkedParts(b: Witness, pairs: Collation['pairs']): readonly Part[] {
  const linked = new Set(pairs.flatMap((pair) => (pair.a.length > 0 ? pair.b.map((ref) => ref.eId) : [])));
  return b.parts.filter((part) => linked.has(part.eId));
}

/** Where B says what A says, in passages that correspond, and not in a list of several. */
function keptPlaces(
  b: Witness,
  { type, ofA }: Role,
  parts: readonly Part[],
  differences: readonly Unnamed[],
): readonly DifferenceSide[] {
  return parts.flatMap((part) => {
    const tokens = part.text.includes(ofA) ? part.content : null;
    if (!tokens) return [];
    return Array.from(tokens.types.keys())
      .filter((i) => tokens.types[i] === type && b.text.slice(tokens.from[i], tokens.to[i]) === ofA)
      .filter((i) => !isListed(tokens, i, b.text))
      .map((i) => sideAt(b, part, tokens.from[i] ?? part.from, tokens.to[i] ?? part.to))
      .filter(({ span }) => !differences.some(({ b: side }) => side.span.from < span.to && span.from < side.span.to));
  });
}

/** One of several of its kind: 吉林省、辽宁省和黑龙江省 names them all, whoever says it. */
function isListed(tokens: Tokens, index: number, text: string): boolean {
  return [-1, 1].some(
    (step) =>
      tokens.types[index + 2 * step] === tokens.types[index] &&
      /^[、,和与及]$/.test(text.slice(tokens.from[index + step], tokens.to[index + step])),
  );
}
