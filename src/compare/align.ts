import type { ComponentKind } from '../model/document.js';
import { type Gap, uniqueAnchors } from './anchors.js';
import { alignGap } from './gaps.js';
import { joinLeadIns, pairHeadings } from './headings.js';
import { findMoves, findUniqueMoves } from './moves.js';
import { groupParts, type Part, type Witness } from './witness.js';

/** Passages of A and B that correspond: one to one, one to several, or several to one; indexes into `parts`. */
export interface Link {
  readonly a: readonly number[];
  readonly b: readonly number[];
  /** Found out of order. */
  readonly moved: boolean;
}

export interface Alignment {
  /** In the order of A. A passage is in one link at most. */
  readonly links: readonly Link[];
  /** Passages without a counterpart, in order. */
  readonly omitted: readonly number[];
  readonly added: readonly number[];
  /** False where a cap was hit. */
  readonly exact: boolean;
}

type ZonePair = readonly [a: readonly Part[], b: readonly Part[]];
type Zone = 'header' | 'main' | 'annex' | 'interpretation';

/** Parts of a document that are aligned with each other; 特此公告 stands in the body of one capture, in the closing of another. */
function zoneOf(component: ComponentKind): Zone {
  switch (component) {
    case 'header':
      return 'header';
    case 'addressees':
    case 'preamble':
    case 'body':
    case 'closing':
    case 'attachments':
    case 'signature':
    case 'disclosure':
      return 'main';
    case 'annex':
      return 'annex';
    case 'interpretation':
      return 'interpretation';
  }
}

/**
 * Gives the passages that correspond, component by component: first those that are the same (as printed, then with values
 * masked, then without punctuation), in order and then out of it, then within each gap by what they share, then what was
 * moved and edited, and last lead-ins and headings by what follows them.
 */
export function align(a: Witness, b: Witness): Alignment {
  const draft = new Draft(a.parts, b.parts);
  linkFields(draft);
  const zones = matchZones(draft.openA(), draft.openB()).map(([inA, inB]) => ({
    inA,
    inB,
    gaps: linkSamePassages(draft, inA, inB),
  }));
  addMoves(draft, findUniqueMoves(draft.openA(), draft.openB()));
  for (const { inA, inB, gaps } of zones) for (const gap of gaps) linkGap(draft, inA, inB, gap);
  addMoves(draft, findMoves(draft.openA(), draft.openB()));
  draft.replace(joinLeadIns(draft.links, a.parts, b.parts));
  draft.replace(pairHeadings(draft.links, a.parts, b.parts));
  return draft.alignment();
}

function addMoves(draft: Draft, moves: readonly (readonly [number, number])[]): void {
  for (const [i, j] of moves) draft.add([i], [j], draft.crosses(i, j));
}

/** Links found so far. */
class Draft {
  #links: Link[] = [];
  exact = true;
  readonly #linkedA: Uint8Array;
  readonly #linkedB: Uint8Array;

  constructor(
    readonly a: readonly Part[],
    readonly b: readonly Part[],
  ) {
    this.#linkedA = new Uint8Array(a.length);
    this.#linkedB = new Uint8Array(b.length);
  }

  add(a: readonly number[], b: readonly number[], moved = false): void {
    this.#take(a, b);
    this.#links.push({ a, b, moved });
  }

  /** These links for those there were. */
  replace(links: readonly Link[]): void {
    this.#links = [...links];
    this.#linkedA.fill(0);
    this.#linkedB.fill(0);
    for (const link of links) this.#take(link.a, link.b);
  }

  #take(a: readonly number[], b: readonly number[]): void {
    for (const i of a) this.#linkedA[i] = 1;
    for (const j of b) this.#linkedB[j] = 1;
  }

  get links(): readonly Link[] {
    return this.#links;
  }

  isOpen(side: 'a' | 'b', part: Part): boolean {
    return (side === 'a' ? this.#linkedA : this.#linkedB)[part.index] === 0;
  }

  openA(): readonly Part[] {
    return this.a.filter((part) => this.#linkedA[part.index] === 0);
  }

  openB(): readonly Part[] {
    return this.b.filter((part) => this.#linkedB[part.index] === 0);
  }

  /** Whether a pair of these passages would change the order of the links there are. */
  crosses(i: number, j: number): boolean {
    return this.links.some((link) => !link.moved && (link.a[0] ?? 0) < i !== (link.b[0] ?? 0) < j);
  }

  alignment(): Alignment {
    return {
      links: [...this.#links].sort((x, y) => (x.a[0] ?? 0) - (y.a[0] ?? 0)),
      omitted: this.openA().map((part) => part.index),
      added: this.openB().map((part) => part.index),
      exact: this.exact,
    };
  }
}

/** Field lines of the header and titles of components correspond by what they are, whatever they say. */
function linkFields(draft: Draft): void {
  const isField = ({ component, eId }: Part): boolean => component === 'header' || eId.endsWith('__title');
  const inB = new Map(draft.b.filter(isField).map((part) => [part.eId, part.index]));
  for (const part of draft.a) {
    const place = isField(part) ? inB.get(part.eId) : undefined;
    if (place !== undefined) draft.add([part.index], [place]);
  }
}

/**
 * The zones that are held against each other. The text of a notice may be the annex of another capture of it: where only
 * one side has an annex, the main text of the other goes to the zone it shares more paragraphs with.
 */
function matchZones(a: readonly Part[], b: readonly Part[]): readonly ZonePair[] {
  const zonesA = groupParts(a, (part) => zoneOf(part.component));
  const zonesB = groupParts(b, (part) => zoneOf(part.component));
  const pairs: ZonePair[] = [];
  const swap = crossedZone(zonesA, zonesB);
  for (const [zone, partsA] of zonesA) {
    const other = swap && (zone === 'main' || zone === 'annex') ? (zone === 'main' ? 'annex' : 'main') : zone;
    pairs.push([partsA, zonesB.get(other) ?? []]);
  }
  return pairs;
}

function crossedZone(a: ReadonlyMap<Zone, readonly Part[]>, b: ReadonlyMap<Zone, readonly Part[]>): boolean {
  if (a.has('annex') === b.has('annex')) return false;
  const [plain, container] = a.has('annex') ? [b, a] : [a, b];
  const keys = new Set((plain.get('main') ?? []).map((part) => part.keys.soft));
  const shared = (zone: Zone): number => (container.get(zone) ?? []).filter((part) => keys.has(part.keys.soft)).length;
  return shared('annex') > shared('main');
}

/** Links the passages of a zone that are the same, in order, and gives the gaps between them. */
function linkSamePassages(draft: Draft, a: readonly Part[], b: readonly Part[]): readonly Gap[] {
  let gaps: readonly Gap[] = [{ fromA: 0, toA: a.length, fromB: 0, toB: b.length }];
  for (const level of ['printed', 'masked', 'soft'] as const) {
    const [keysA, keysB] = keysOf(a, b, level, gaps);
    gaps = gaps.flatMap((gap) => linkSame(draft, a, b, keysA, keysB, gap));
  }
  return gaps;
}

/** How far two passages must be alike: as printed, with values masked, or masked without punctuation. */
type Level = 'printed' | keyof Part['keys'];

/** The keys of what the gaps hold, one for each passage. */
function keysOf(
  a: readonly Part[],
  b: readonly Part[],
  level: Level,
  gaps: readonly Gap[],
): readonly [Float64Array, Float64Array] {
  const keyOf = level === 'printed' ? numberTexts() : (part: Part): number => maskedKey(part, level);
  const keys = [new Float64Array(a.length), new Float64Array(b.length)] as const;
  for (const { fromA, toA, fromB, toB } of gaps) {
    for (const [index, part] of a.slice(fromA, toA).entries()) keys[0][fromA + index] = keyOf(part);
    for (const [index, part] of b.slice(fromB, toB).entries()) keys[1][fromB + index] = keyOf(part);
  }
  return keys;
}

function numberTexts(): (part: Part) => number {
  const numbers = new Map<string, number>();
  return ({ printed, text }) => {
    const known = printed === '' ? text : printed;
    const number = numbers.get(known);
    if (number !== undefined) return number;
    numbers.set(known, numbers.size + 1);
    return numbers.size;
  };
}

/** A passage without words (a page number, a row of dashes) says nothing about where it belongs. */
function maskedKey(part: Part, level: keyof Part['keys']): number {
  return part.hasWords ? part.keys[level] : Number.NaN;
}

/** Links what a gap still holds by what it shares. */
function linkGap(draft: Draft, a: readonly Part[], b: readonly Part[], gap: Gap): void {
  const inA = a.slice(gap.fromA, gap.toA).filter((part) => draft.isOpen('a', part));
  const inB = b.slice(gap.fromB, gap.toB).filter((part) => draft.isOpen('b', part));
  const found = alignGap(inA, inB);
  if (!found.exact) draft.exact = false;
  for (const link of found.links) draft.add(link.a, link.b);
}

/** Links equal ends and unique passages of a gap, and gives the gaps between them. */
function linkSame(
  draft: Draft,
  a: readonly Part[],
  b: readonly Part[],
  keysA: Float64Array,
  keysB: Float64Array,
  whole: Gap,
): readonly Gap[] {
  const gaps: Gap[] = [];
  const link = (i: number, j: number): void => {
    draft.add([a[i]?.index ?? 0], [b[j]?.index ?? 0]);
  };
  const gap = linkEnds(keysA, keysB, whole, link);
  let { fromA, fromB } = gap;
  for (const [i, j] of [...uniqueAnchors(keysA, keysB, gap), [gap.toA, gap.toB] as const]) {
    const between = linkEnds(keysA, keysB, { fromA, toA: i, fromB, toB: j }, link);
    if (between.fromA < between.toA || between.fromB < between.toB) gaps.push(between);
    if (i < gap.toA) link(i, j);
    fromA = i + 1;
    fromB = j + 1;
  }
  return gaps;
}

function linkEnds(keysA: Float64Array, keysB: Float64Array, gap: Gap, link: (i: number, j: number) => void): Gap {
  let { fromA, toA, fromB, toB } = gap;
  while (fromA < toA && fromB < toB && keysA[fromA] === keysB[fromB]) {
    link(fromA, fromB);
    fromA += 1;
    fromB += 1;
  }
  while (fromA < toA && fromB < toB && keysA[toA - 1] === keysB[toB - 1]) {
    toA -= 1;
    toB -= 1;
    link(toA, toB);
  }
  return { fromA, toA, fromB, toB };
}
