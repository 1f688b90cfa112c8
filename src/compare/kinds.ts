import type { DifferenceKind, Reason, SlotType, Variable } from '../model/difference.js';
import type { ComponentKind } from '../model/document.js';
import type { ComparisonRules } from '../model/comparison-rules.js';
import { referenceAt } from './atoms.js';
import { type Change, unchangedStretches } from './changes.js';
import { isInternal, type Renumbering } from './references.js';
import { isSpoken, type TokenType } from './token-types.js';
import type { Tokens } from './tokens.js';

/** What a difference is called, with what makes it so. */
export interface Kind {
  readonly kind: DifferenceKind;
  readonly slot: string | null;
  readonly material: boolean;
  readonly reason: Reason | null;
}

/** One side of a pair under comparison. */
export interface Side {
  readonly tokens: Tokens;
  readonly text: string;
  readonly component: ComponentKind;
}

/** What the kind of a difference depends on beside its two sides. */
export interface KindContext {
  readonly rules: ComparisonRules;
  /** Variables of the template by name; null between two documents. */
  readonly variables: ReadonlyMap<string, Variable> | null;
  readonly renumbering: Renumbering;
}

const layout: Kind = { kind: 'layout', slot: null, material: false, reason: null };
export const editorial: Kind = { kind: 'editorial', slot: null, material: false, reason: null };

export function substantive(reason: Reason): Kind {
  return { kind: 'substantive', slot: null, material: false, reason };
}

/**
 * Gives the kind of a change. Only what is known to be harmless is called so: paragraph ends, forms of one value, marks
 * and quotes that may be exchanged or left out, and values where a slot is expected. Everything else is substantive.
 */
export function kindOf(a: Side, b: Side, change: Change, context: KindContext): Kind {
  if (areBreaks(a.tokens, change.fromA, change.toA) && areBreaks(b.tokens, change.fromB, change.toB)) return layout;
  if (saysTheSame(a.tokens, b.tokens, change) || isHarmless(a, b, change, context.rules)) return editorial;
  return slotKind(a, b, change, context) ?? substantive(reasonOf(a, b, change));
}

function areBreaks({ types }: Tokens, from: number, to: number): boolean {
  for (let i = from; i < to; i += 1) if (types[i] !== 'break') return false;
  return true;
}

/** The same values in other forms: 帐簿 and 账簿, 2023-03-16 and 2023年3月16日. */
function saysTheSame(a: Tokens, b: Tokens, change: Change): boolean {
  if (change.toA - change.fromA !== change.toB - change.fromB) return false;
  for (let i = 0; i < change.toA - change.fromA; i += 1)
    if (a.value[change.fromA + i] !== b.value[change.fromB + i]) return false;
  return true;
}

/** Only marks differ, and in ways that the rules allow. */
function isHarmless(a: Side, b: Side, change: Change, rules: ComparisonRules): boolean {
  if (!haveSameWords(a.tokens, b.tokens, change)) return false;
  const left = readMarks(a, change.fromA, change.toA);
  const right = readMarks(b, change.fromB, change.toB);
  return left.every((marks, place) => mayStandFor(marks, right[place] ?? [], rules));
}

/** The same words and paragraph ends on both sides, in order, whatever marks stand between them. */
function haveSameWords(a: Tokens, b: Tokens, { fromA, toA, fromB, toB }: Change): boolean {
  let j = fromB;
  for (let i = fromA; i < toA; i += 1) {
    if (isMark(a.types[i])) continue;
    while (j < toB && isMark(b.types[j])) j += 1;
    if (j === toB || wordAt(a, i) !== wordAt(b, j)) return false;
    j += 1;
  }
  while (j < toB && isMark(b.types[j])) j += 1;
  return j === toB;
}

function isMark(type: TokenType | undefined): boolean {
  return type !== undefined && type !== 'break' && !isSpoken(type);
}

function wordAt(tokens: Tokens, index: number): number {
  return tokens.types[index] === 'break' ? 0 : (tokens.value[index] ?? 0);
}

/** Marks before each word and after the last; quotes, blanks and file suffixes are left out. */
function readMarks({ tokens, text }: Side, from: number, to: number): readonly (readonly string[])[] {
  const marks: string[][] = [[]];
  for (let i = from; i < to; i += 1) {
    const type = tokens.types[i];
    if (type === 'punctuation') marks.at(-1)?.push(text.slice(tokens.from[i], tokens.to[i]));
    else if (type !== undefined && isSpoken(type)) marks.push([]);
  }
  return marks;
}

/** Marks of one place: exchanged one for one within a class, and droppable ones more or less. */
function mayStandFor(a: readonly string[], b: readonly string[], rules: ComparisonRules): boolean {
  const isDroppable = (mark: string): boolean =>
    rules.punctuation.some((group) => group.droppable && group.marks.includes(mark));
  const areOneClass = (x: string, y: string): boolean =>
    x === y || rules.punctuation.some((group) => group.marks.includes(x) && group.marks.includes(y));
  if (a.length === b.length && a.every((mark, index) => areOneClass(mark, b[index] ?? ''))) return true;
  const keptA = a.filter((mark) => !isDroppable(mark));
  const keptB = b.filter((mark) => !isDroppable(mark));
  return keptA.length === keptB.length && keptA.every((mark, index) => areOneClass(mark, keptB[index] ?? ''));
}

/** Types that are slots between two documents where one stands in the place of another. */
const slotOf: Partial<Record<TokenType, SlotType>> = {
  issuer: 'issuer',
  place: 'place',
  'document-number': 'number',
  date: 'date',
  url: 'url',
};

function slotKind(a: Side, b: Side, change: Change, context: KindContext): Kind | null {
  if (change.toA - change.fromA !== 1) return null;
  const typeA = a.tokens.types[change.fromA];
  if (typeA === 'slot') return declaredSlot(a, b, change, context);
  if (change.toB - change.fromB !== 1 || typeA === undefined || typeA !== b.tokens.types[change.fromB]) return null;
  if (typeA === 'reference') return followsRenumbering(a, b, change, context) ? slot('reference', true) : null;
  const type = slotOf[typeA];
  if (type === undefined || context.variables) return null;
  return slot(type, type === 'date' || (type === 'number' && a.component !== 'header'));
}

function slot(name: string, material: boolean): Kind {
  return { kind: 'slot', slot: name, material, reason: null };
}

/** A variable of the template with a value of its type. */
function declaredSlot(a: Side, b: Side, change: Change, { variables }: KindContext): Kind | null {
  const name = slotName(a, change.fromA);
  const first = variables?.get(slotVariables(name)[0] ?? '');
  if (!first || change.fromB === change.toB) return null;
  if (first.type !== 'text' && first.type !== 'title') {
    if (change.toB - change.fromB !== 1 || b.tokens.types[change.fromB] !== slotTokenType(first.type)) return null;
  }
  return slot(
    name,
    slotVariables(name).some((each) => variables?.get(each)?.material === true),
  );
}

/** What stands between the braces of a slot token. */
export function slotName({ tokens, text }: Pick<Side, 'tokens' | 'text'>, index: number): string {
  return text.slice((tokens.from[index] ?? 0) + 2, (tokens.to[index] ?? 0) - 2).trim();
}

/** `{{a+b}}` is one value of several variables: 普通住宅、非普通住宅预征率均为2%. */
export function slotVariables(name: string): readonly string[] {
  return name.split('+').map((each) => each.trim());
}

/** The type of token that a variable holds; null for a run of words. */
export function slotTokenType(type: SlotType): TokenType | null {
  switch (type) {
    case 'number':
      return 'document-number';
    case 'title':
    case 'text':
      return null;
    case 'issuer':
    case 'place':
    case 'date':
    case 'url':
    case 'rate':
    case 'amount':
      return type;
  }
}

/** A reference that names the same clause under its new number. */
function followsRenumbering(a: Side, b: Side, change: Change, { renumbering }: KindContext): boolean {
  if (!isInternal(a.tokens, a.text, change.fromA) || !isInternal(b.tokens, b.text, change.fromB)) return false;
  return renumbering.followed.get(referenceValue(a, change.fromA)) === referenceValue(b, change.fromB);
}

/**
 * References that no change covers and that no longer mean the same clause, because the clauses were renumbered around
 * them.
 */
export function findStrayReferences(
  a: Side,
  b: Side,
  changes: readonly Change[],
  { renumbering }: KindContext,
): readonly Change[] {
  if (!renumbering.isShifted) return [];
  return unchangedStretches(a.tokens, b.tokens, changes).flatMap(({ fromA, toA, fromB }) => {
    const strays: Change[] = [];
    for (let i = fromA, j = fromB; i < toA; i += 1, j += 1)
      if (isStray(a, i, b, j, renumbering)) strays.push({ fromA: i, toA: i + 1, fromB: j, toB: j + 1 });
    return strays;
  });
}

function isStray(a: Side, i: number, b: Side, j: number, { followed, inB }: Renumbering): boolean {
  if (a.tokens.types[i] !== 'reference' || !isInternal(a.tokens, a.text, i) || !isInternal(b.tokens, b.text, j))
    return false;
  const value = referenceValue(a, i);
  const now = followed.get(value);
  return now !== undefined && now !== value && inB.has(value);
}

function referenceValue({ tokens, text }: Side, index: number): string {
  return referenceAt(text, tokens.from[index] ?? 0)?.value ?? '';
}

/** Types by the reason they give, the one a reader must see first, first. */
const reasons: readonly (readonly [Reason, readonly TokenType[]])[] = [
  ['modality', ['modality']],
  ['rate', ['rate']],
  ['amount', ['amount']],
  ['period', ['period']],
  ['date', ['date']],
  ['number', ['quantity']],
  ['reference', ['reference', 'document-number']],
  ['condition', ['condition']],
  ['scope', ['scope', 'place', 'issuer']],
];

/** Why a change matters: the first kind of value or rule word that is not the same on both sides. */
export function reasonOf(a: Side, b: Side, change: Change): Reason {
  for (const [reason, types] of reasons) {
    // A document more or less is a reference, whatever dates and numbers its citation holds; a duty more is a duty.
    if (reason === 'rate' && (isCitation(a, change.fromA, change.toA) || isCitation(b, change.fromB, change.toB)))
      return 'reference';
    if (valuesOf(a.tokens, change.fromA, change.toA, types) !== valuesOf(b.tokens, change.fromB, change.toB, types))
      return reason;
  }
  if (numeralsOf(a, change.fromA, change.toA) !== numeralsOf(b, change.fromB, change.toB)) return 'number';
  return isInsideTitle(a.tokens, change.fromA, change.toA) && isInsideTitle(b.tokens, change.fromB, change.toB)
    ? 'reference'
    : 'wording';
}

/** A whole 《title》, with its number or without, and little else: a document more or less is cited. */
function isCitation({ tokens, text }: Side, from: number, to: number): boolean {
  let outside = 0;
  let titles = 0;
  for (let i = from; i < to; i += 1) {
    const printed = text.slice(tokens.from[i], tokens.to[i]);
    if (printed === '《') titles += 1;
    const type = tokens.types[i];
    if (
      type !== undefined &&
      isSpoken(type) &&
      (tokens.inTitle[i] ?? 0) === 0 &&
      type !== 'document-number' &&
      type !== 'reference'
    )
      outside += 1;
  }
  return titles > 0 && outside <= wordsBesideCitation;
}

/** 及其实施细则 beside a title. */
const wordsBesideCitation = 8;

/** Values of some types outside of 《titles》, sorted. */
function valuesOf(tokens: Tokens, from: number, to: number, types: readonly TokenType[]): string {
  const values: number[] = [];
  for (let i = from; i < to; i += 1) {
    const type = tokens.types[i];
    if (type !== undefined && types.includes(type) && (tokens.inTitle[i] ?? 0) === 0) values.push(tokens.value[i] ?? 0);
  }
  return values.sort((x, y) => x - y).join();
}

/** Chinese numerals that stand alone: 一级, 二级. */
function numeralsOf({ tokens, text }: Side, from: number, to: number): string {
  if (from === to) return '';
  return (text.slice(tokens.from[from], tokens.to[to - 1]).match(/[一二三四五六七八九十百千万亿]/g) ?? []).join('');
}

function isInsideTitle(tokens: Tokens, from: number, to: number): boolean {
  if (from === to) return true;
  for (let i = from; i < to; i += 1) if ((tokens.inTitle[i] ?? 0) === 0) return false;
  return true;
}
