import { type Change, unchangedStretches } from './changes.js';
import {
  editorial,
  findStrayReferences,
  type Kind,
  type KindContext,
  kindOf,
  type Side,
  slotName,
  slotTokenType,
  slotVariables,
  substantive,
} from './kinds.js';
import { readChanges } from './readable.js';
import { findSameWorks, isWithin } from './same-work.js';
import { findChangesByTitle } from './titles.js';
import { isSpoken } from './token-types.js';
import { joinTokens, paragraphEnd, type Tokens } from './tokens.js';
import type { Part, Witness } from './witness.js';

/** A difference inside a pair, in offsets into the texts of its witnesses. */
export interface PairDifference {
  readonly kind: Kind;
  readonly a: readonly [from: number, to: number];
  readonly b: readonly [from: number, to: number];
  readonly change: Change;
}

/** What the texts of linked passages have in common and not. */
export interface PairComparison {
  readonly differences: readonly PairDifference[];
  /** 1 where only slots, marks and layout differ. */
  readonly similarity: number;
  readonly exact: boolean;
}

/** A text with the passages of it that are compared. */
export interface Stretch {
  readonly witness: Witness;
  readonly parts: readonly Part[];
}

/** Compares the content of linked passages; the label of the first one is not looked at. */
export function comparePair(a: Stretch, b: Stretch, context: KindContext): PairComparison {
  const [partA, anotherA] = a.parts;
  const [partB, anotherB] = b.parts;
  const areSingle = partA && partB && !anotherA && !anotherB;
  if (areSingle && arePrintedAlike(a.witness, partA, b.witness, partB, context))
    return { differences: [], similarity: 1, exact: true };
  const left = sideOf(a);
  const right = sideOf(b);
  const { changes, exact } = findChangesByTitle(left.tokens, right.tokens);
  const read = readChanges(left.tokens, right.tokens, changes, (tokens, index) =>
    slotType(left, tokens, index, context),
  ).filter((change) => !isSamePrint(left.tokens, right.tokens, change));
  const reprints = findReprints(a, left, b, right, read);
  const strays = findStrayReferences(left, right, read, context);
  const placed = (change: Change, kind: Kind): PairDifference => ({
    kind,
    a: rangeOf(a, left.tokens, change.fromA, change.toA),
    b: rangeOf(b, right.tokens, change.fromB, change.toB),
    change,
  });
  const sameWorks = read.length > 0 ? findSameWorks(left, right) : [];
  const differences = [
    ...[...read, ...reprints].map((change) =>
      placed(change, isWithin(change, sameWorks) ? editorial : kindOf(left, right, change, context)),
    ),
    ...strays.map((change) => placed(change, substantive('reference'))),
  ].sort((x, y) => x.change.fromA - y.change.fromA || x.change.fromB - y.change.fromB);
  return { differences, similarity: similarityOf(left.tokens, right.tokens, differences), exact };
}

/** 第53号 behind another title: printed alike it is no difference of its own, the title before it is. */
function isSamePrint(a: Tokens, b: Tokens, { fromA, toA, fromB, toB }: Change): boolean {
  return toA - fromA === 1 && toB - fromB === 1 && a.literal[fromA] === b.literal[fromB];
}

/**
 * What follows the labels is the same to the letter, repairs included, and no reference in it may have come to mean
 * another clause.
 */
export function arePrintedAlike(
  a: Witness,
  partA: Part,
  b: Witness,
  partB: Part,
  { renumbering }: KindContext,
): boolean {
  if (partA.printed !== partB.printed) return false;
  if (renumbering.isShifted && partA.printed.includes('第')) return false;
  return a.repairsIn(partA.from, partA.to) === '' && b.repairsIn(partB.from, partB.to) === '';
}

function single(i: number, j: number): Change {
  return { fromA: i, toA: i + 1, fromB: j, toB: j + 1 };
}

/** The content of the passages, each after the end of the one before; labels inside the stretch belong to the text. */
function sideOf({ witness, parts }: Stretch): Side {
  const runs = parts.flatMap((part, index) => {
    const before = parts[index - 1];
    if (!before) return [part.content];
    // What was moved out from between two passages is no part of the end of the first.
    const end = part.index === before.index + 1 ? part.from : before.to + 1;
    return [paragraphEnd(before.to, end), part.label, part.content];
  });
  const component = parts[0]?.component ?? 'body';
  return { tokens: joinTokens(runs), text: witness.text, component };
}

function slotType(
  a: Side,
  tokens: Tokens,
  index: number,
  { variables }: KindContext,
): ReturnType<typeof slotTokenType> | 'text' {
  if (tokens !== a.tokens || tokens.types[index] !== 'slot') return null;
  const variable = variables?.get(slotVariables(slotName(a, index))[0] ?? '');
  return variable ? (slotTokenType(variable.type) ?? 'text') : null;
}

/** Tokens that no change covers and that are printed in two forms. */
function findReprints(a: Stretch, left: Side, b: Stretch, right: Side, changes: readonly Change[]): readonly Change[] {
  const isRepaired = hasRepairs(a) || hasRepairs(b);
  const reprints: Change[] = [];
  for (const { fromA, toA, fromB } of unchangedStretches(left.tokens, right.tokens, changes)) {
    for (let i = fromA, j = fromB; i < toA; i += 1, j += 1)
      if (isReprinted(a, left, i, b, right, j, isRepaired)) reprints.push(single(i, j));
  }
  return reprints;
}

function hasRepairs({ witness, parts }: Stretch): boolean {
  return parts.some((part) => witness.repairsIn(part.from, part.to) !== '');
}

/** One value printed in two forms, or repaired on one side: https://inv-ver i.chinatax.gov.cn. */
function isReprinted(
  a: Stretch,
  left: Side,
  i: number,
  b: Stretch,
  right: Side,
  j: number,
  isRepaired: boolean,
): boolean {
  if (left.tokens.literal[i] !== right.tokens.literal[j]) return true;
  if (!isRepaired) return false;
  const repairsA = a.witness.repairsIn(left.tokens.from[i] ?? 0, left.tokens.to[i] ?? 0);
  return repairsA !== b.witness.repairsIn(right.tokens.from[j] ?? 0, right.tokens.to[j] ?? 0);
}

/** Offsets of a run of tokens; an empty run stands after the token before it. */
function rangeOf({ parts }: Stretch, tokens: Tokens, from: number, to: number): readonly [number, number] {
  if (from < to) return [tokens.from[from] ?? 0, tokens.to[to - 1] ?? 0];
  const first = parts[0];
  const place = from > 0 ? (tokens.to[from - 1] ?? 0) : (tokens.from[0] ?? first?.to ?? 0);
  return [place, place];
}

function similarityOf(a: Tokens, b: Tokens, differences: readonly PairDifference[]): number {
  if (!differences.some(({ kind }) => kind.kind === 'substantive')) return 1;
  const total = countSpoken(a, 0, a.length) + countSpoken(b, 0, b.length);
  if (total === 0) return 1;
  let changed = 0;
  for (const { kind, change } of differences) {
    if (kind.kind !== 'substantive') continue;
    changed += countSpoken(a, change.fromA, change.toA) + countSpoken(b, change.fromB, change.toB);
  }
  return Math.round((1 - changed / total) * 1000) / 1000;
}

function countSpoken(tokens: Tokens, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i += 1) {
    const type = tokens.types[i];
    if (type !== undefined && isSpoken(type)) count += 1;
  }
  return count;
}
