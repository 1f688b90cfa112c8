import type { CollationRules } from '../model/collation-rules.js';
import type { Comparison, DifferenceSide, Pair, PassageRef, Relation, Variable } from '../model/difference.js';
import type { Reading } from '../model/document.js';
import type { EId } from '../model/ids.js';
import { countDifferences } from '../model/run.js';
import { align, type Alignment, type Link } from './align.js';
import type { Collation, Unnamed } from './collation.js';
import { findContradictions, markContradictory } from './contradictions.js';
import { nameDifferences } from './difference-ids.js';
import { editorial, type Kind, type KindContext, slotVariables, substantive } from './kinds.js';
import { compareLabels, type LabelChange } from './labels.js';
import { lexiconOf, withIssuers } from './lexicon.js';
import { arePrintedAlike, comparePair, type PairDifference } from './pairs.js';
import { makePreparer } from './prepared.js';
import { readRenumbering } from './references.js';
import { countedKeys, makeTokeniser, type SlotMasks, type Tokeniser } from './tokens.js';
import { type Part, sideAt, type Witness } from './witness.js';

/**
 * Compares two documents clause by clause; A is the first. Spans are offsets into the sources of the two captures, texts
 * are what the sources print there.
 */
export function compareReadings(a: Reading, b: Reading, rules: CollationRules): Comparison {
  return makeComparer(rules)(a, b);
}

/** As `compareReadings`, for many pairs: the words of the rules are read once, and so is a document of several pairs. */
export function makeComparer(rules: CollationRules): (a: Reading, b: Reading) => Comparison {
  const prepare = makePreparer(lexiconOf(rules));
  return (a, b) => {
    const [witnessA, witnessB] = prepare(a, b);
    const found = collate(witnessA, witnessB, { rules, variables: null });
    const contradictions = findContradictions(witnessB, found, rules, b.document.number);
    const differences = markContradictory(found.differences, contradictions);
    const comparison = finishComparison(a.document.id, b.document.id, { ...found, differences });
    return contradictions.length === 0 ? comparison : { ...comparison, contradictions };
  };
}

/** The tokeniser for some documents and a template. */
export function tokeniserFor(rules: CollationRules, readings: readonly Reading[], slots?: SlotMasks): Tokeniser {
  const issuers = readings.flatMap((reading) => reading.document.issuers);
  return makeTokeniser(withIssuers(lexiconOf(rules), issuers), countedKeys(), slots);
}

export interface CollationSettings {
  readonly rules: CollationRules;
  readonly variables: ReadonlyMap<string, Variable> | null;
}

/** Compares two witnesses; rows in the order of A. */
export function collate(a: Witness, b: Witness, settings: CollationSettings): Collation {
  const alignment = align(a, b);
  const context: KindContext = {
    rules: settings.rules.comparison,
    variables: settings.variables,
    renumbering: readRenumbering(a, b, alignment.links),
  };
  const rows = orderRows(alignment).map((row) =>
    row.link ? (unchangedRow(a, b, row.link, context) ?? compareLink(a, b, row.link, context)) : leftOver(a, b, row),
  );
  return {
    pairs: rows.map((row) => row.pair),
    differences: rows.flatMap((row) => row.differences),
    exact: alignment.exact && rows.every((row) => row.exact),
  };
}

/** A collation as it is handed out, its differences named and counted. */
export function finishComparison(a: string, b: string, collation: Collation): Comparison {
  const differences = nameDifferences(collation.differences);
  return {
    a: { id: a },
    b: { id: b },
    exact: collation.exact,
    pairs: collation.pairs,
    differences,
    summary: countDifferences(differences),
  };
}

/** A row of the comparison: a link, or a passage of one side with the one before it on the other. */
interface Row {
  readonly link: Link | null;
  readonly a: number | null;
  readonly b: number | null;
  /** For a passage of one side: the last passage before it that has a counterpart, or -1. */
  readonly after: number;
  /** Where it stands: the passage of A that it is or follows, then the passage of B that follows that one, or -1. */
  readonly place: number;
  readonly next: number;
}

/** Rows in the order of A; passages that only B has stand after the passage that is before them there. */
function orderRows({ links, omitted, added }: Alignment): readonly Row[] {
  const inOrder = links.filter((link) => !link.moved);
  const byB = [...inOrder].sort((x, y) => (x.b[0] ?? 0) - (y.b[0] ?? 0));
  const beforeInB = lastBefore(
    omitted,
    inOrder,
    (link) => link.a,
    (link) => link.b,
  );
  const beforeInA = lastBefore(
    added,
    byB,
    (link) => link.b,
    (link) => link.a,
  );
  const rows: Row[] = links.map((link) => ({ link, a: null, b: null, after: -1, place: link.a[0] ?? 0, next: -1 }));
  for (const [i, index] of omitted.entries())
    rows.push({ link: null, a: index, b: null, after: beforeInB[i] ?? -1, place: index, next: -1 });
  for (const [i, index] of added.entries()) {
    const after = beforeInA[i] ?? -1;
    rows.push({ link: null, a: null, b: index, after, place: after, next: index });
  }
  return rows.sort((x, y) => x.place - y.place || x.next - y.next);
}

/** For each index, the last passage on the other side of the links that start before it; -1 where there is none. */
function lastBefore(
  indexes: readonly number[],
  links: readonly Link[],
  own: (link: Link) => readonly number[],
  other: (link: Link) => readonly number[],
): readonly number[] {
  let next = 0;
  let last = -1;
  return indexes.map((index) => {
    for (let link = links[next]; link && (own(link)[0] ?? 0) < index; link = links[next]) {
      last = other(link).at(-1) ?? last;
      next += 1;
    }
    return last;
  });
}

interface RowResult {
  readonly pair: Pair;
  readonly differences: readonly Unnamed[];
  readonly exact: boolean;
}

function compareLink(a: Witness, b: Witness, link: Link, context: KindContext): RowResult {
  const partsA = partsOf(a, link.a);
  const partsB = partsOf(b, link.b);
  const [firstA] = partsA;
  const [firstB] = partsB;
  if (!firstA || !firstB) throw new Error('a link has passages on both sides');
  const pair = comparePair({ witness: a, parts: partsA }, { witness: b, parts: partsB }, context);
  const labels = compareLabels(a, firstA, b, firstB);
  const differences = [
    ...(link.moved ? [wholeDifference(a, partsA, b, partsB, substantive('moved-clause'))] : []),
    ...labelDifference(a, firstA, b, firstB, labels),
    ...pair.differences.flatMap((difference) => placeDifference(a, partsA, b, partsB, difference)),
  ];
  const edited = differences.some(({ kind, reason }) => kind !== 'layout' && reason !== 'moved-clause');
  return {
    pair: {
      relation: relationOf(link, labels),
      edited,
      a: partsA.map(refOf),
      b: partsB.map(refOf),
      similarity: pair.similarity,
    },
    differences,
    exact: pair.exact,
  };
}

/** The row of two passages that are the same with their labels and in the same place; null for all others. */
function unchangedRow(a: Witness, b: Witness, link: Link, context: KindContext): RowResult | null {
  if (link.moved || link.a.length > 1 || link.b.length > 1) return null;
  const partA = a.parts[link.a[0] ?? -1];
  const partB = b.parts[link.b[0] ?? -1];
  if (!partA || !partB || partA.text !== partB.text || !arePrintedAlike(a, partA, b, partB, context)) return null;
  const pair: Pair = { relation: 'match', edited: false, a: [refOf(partA)], b: [refOf(partB)], similarity: 1 };
  return { pair, differences: none, exact: true };
}

const none: readonly Unnamed[] = [];

function partsOf(witness: Witness, indexes: readonly number[]): readonly Part[] {
  return indexes.map((index) => {
    const part = witness.parts[index];
    if (!part) throw new Error('a link has passages that there are');
    return part;
  });
}

function refOf(part: Part): PassageRef {
  return { eId: part.eId, line: part.line };
}

function relationOf(link: Link, labels: LabelChange): Relation {
  if (link.moved) return 'moved';
  if (link.b.length > 1) return 'split';
  if (link.a.length > 1) return 'join';
  return labels.kind === 'renumbered' ? 'renumbered' : 'match';
}

function labelDifference(a: Witness, partA: Part, b: Witness, partB: Part, labels: LabelChange): readonly Unnamed[] {
  if (labels.kind === 'same' || labels.kind === 'renumbered') return [];
  const kind = labels.kind === 'unlabelled' && labels.isArticle ? substantive('number') : editorial;
  return [{ ...kind, a: sideAt(a, partA, ...labels.a), b: sideAt(b, partB, ...labels.b) }];
}

function wholeDifference(
  a: Witness,
  partsA: readonly Part[],
  b: Witness,
  partsB: readonly Part[],
  kind: Kind,
): Unnamed {
  return { ...kind, a: wholeSide(a, partsA), b: wholeSide(b, partsB) };
}

/** The side of a difference that takes in whole passages. */
export function wholeSide(witness: Witness, parts: readonly Part[]): DifferenceSide {
  const first = parts[0];
  const last = parts.at(-1);
  if (!first || !last) throw new Error('a side has a passage');
  return sideAt(witness, first, first.from, last.to);
}

/** A slot of several variables is one difference for each: {{a+b}}. */
function placeDifference(
  a: Witness,
  partsA: readonly Part[],
  b: Witness,
  partsB: readonly Part[],
  found: PairDifference,
): readonly Unnamed[] {
  const sides = {
    a: sideAt(a, partAt(partsA, found.a[0]), ...found.a),
    b: sideAt(b, partAt(partsB, found.b[0]), ...found.b),
  };
  const { kind } = found;
  return kind.slot === null
    ? [{ ...kind, ...sides }]
    : slotVariables(kind.slot).map((slot) => ({ ...kind, slot, ...sides }));
}

/** The passage that holds an offset; the end of a passage belongs to it. */
function partAt(parts: readonly Part[], offset: number): Part {
  const part = parts.find((candidate) => offset <= candidate.to) ?? parts.at(-1);
  if (!part) throw new Error('a side has a passage');
  return part;
}

function leftOver(a: Witness, b: Witness, { a: inA, b: inB, after }: Row): RowResult {
  const isOmitted = inA !== null;
  const [own, other] = isOmitted ? [a, b] : [b, a];
  const part = own.parts[inA ?? inB ?? 0];
  if (!part) throw new Error('a row has a passage');
  const present = wholeSide(own, [part]);
  const absent = absentSide(other, after, part.eId);
  const kind = substantive(isOmitted ? 'omitted-clause' : 'added-clause');
  const sides = isOmitted ? { a: present, b: absent } : { a: absent, b: present };
  const refs = isOmitted ? { a: [refOf(part)], b: [] } : { a: [], b: [refOf(part)] };
  return {
    pair: { relation: isOmitted ? 'omitted' : 'added', edited: false, ...refs, similarity: 0 },
    differences: part.text.trim() !== '' ? [{ ...kind, ...sides }] : [],
    exact: true,
  };
}

/** Where a passage would stand that a text does not have: after the one before it, or at the start. */
function absentSide(witness: Witness, after: number, eId: EId): DifferenceSide {
  const before = witness.parts[after];
  if (before) return sideAt(witness, before, before.to, before.to);
  const first = witness.parts[0];
  if (first) return sideAt(witness, first, first.from, first.from);
  return { eId, line: 1, span: { from: 0, to: 0 }, text: '' };
}
