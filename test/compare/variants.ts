import type { Reason, Relation } from '../../src/model/difference.js';
import type { ComponentKind, Passage, Reading } from '../../src/model/document.js';
import { lineAt } from '../../src/model/text.js';
import { readNumeral } from '../../src/notation/numerals.js';
import { readAll } from '../readings.js';
import { inlineEdits, type InlineEdit, newSentences } from './edits.js';
import { type Random, randomOf } from './random.js';

/** What a planted edit must be called. `nothing`: the readings are the same. */
export type Expected =
  | { readonly kind: 'substantive'; readonly reasons: readonly Reason[] }
  | { readonly kind: 'slot' | 'editorial' | 'layout' | 'nothing' };

/** An edit of the log. Lines count from 1, in the original and in the variant. */
export interface Planted {
  readonly name: string;
  readonly expected: Expected;
  /** How the clause of the edit must be related, where that is not `match`. */
  readonly relation: Relation | null;
  readonly linesA: readonly number[];
  readonly linesB: readonly number[];
  /** What stood there, and what stands there now. */
  readonly was: string;
  readonly reads: string;
}

export interface Variant {
  readonly text: string;
  readonly log: readonly Planted[];
}

/** A line of the variant under construction. */
interface Line {
  /** Its line in the original, from 1; null for a new one. */
  readonly origin: number | null;
  text: string;
  /** Where it was edited. */
  edits: readonly Stretch[];
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

function lineOf(text: string, origin: number | null = null): Line {
  return { origin, text, edits: [] };
}

/** An edit whose lines are still those of the draft. */
interface Draft extends Omit<Planted, 'linesA' | 'linesB'> {
  readonly lines: readonly Line[];
  readonly linesA: readonly number[];
}

/** A line of the notice with the paragraph that stands on it, alone and whole. */
interface Paragraph {
  readonly line: Line;
  readonly passage: Passage;
  readonly component: ComponentKind;
  readonly isLabelled: boolean;
  /** What comes before and after it in the notice, in the same component. */
  readonly before: Paragraph | null;
  after: Paragraph | null;
}

/** Edits of one variant: enough to meet each other in a paragraph, few enough that the log can say which is which. */
const editsPerVariant = 15;

/**
 * Gives a variant of a notice with the log of what was planted in it. Every edit has lines of its own, and an edit that
 * moves, joins, splits, adds or leaves out paragraphs keeps its neighbours to itself, so that the log says what a
 * comparison must find and nothing else.
 */
export function makeVariant(original: string, seed: number): Variant {
  const [reading] = readAll(original);
  if (!reading) throw new Error('the original holds a notice');
  const random = randomOf(seed);
  const lines = original.split('\n').map((text, index) => lineOf(text, index + 1));
  const plot = new Plot(lines, paragraphsOf(reading, lines), random);
  // Before anything else is planted: the numbers must run through.
  if (random.below(3) === 0) random.pick([planRenumbering, planClosing, planExchange])(plot);
  for (let tries = 0; plot.planted() < editsPerVariant && tries < 200; tries += 1) {
    if (random.below(3) > 0) plantInline(plot, random.pick(inlineEdits));
    else random.pick(structural)(plot);
  }
  return { text: plot.lines.map((line) => line.text).join('\n'), log: plot.finish() };
}

/** The paragraphs that fill their lines: a line with two (items inside a paragraph) is left alone. */
function paragraphsOf({ passages, text }: Reading, lines: readonly Line[]): readonly Paragraph[] {
  const perLine = new Map<number, Passage[]>();
  for (const passage of passages) {
    const first = lineAt(text.lineStarts, text.at[passage.from] ?? 0);
    perLine.set(first, [...(perLine.get(first) ?? []), passage]);
  }
  const found: Paragraph[] = [];
  let last: Paragraph | null = null;
  for (const [number, [passage, another]] of perLine) {
    const line = lines[number - 1];
    if (!passage || another || !line || passage.to === passage.from) {
      last = null;
      continue;
    }
    const before: Paragraph | null = last?.component === passage.component ? last : null;
    const paragraph: Paragraph = {
      line,
      passage,
      component: passage.component,
      isLabelled: passage.labelTo > passage.from,
      before,
      after: null,
    };
    if (before) before.after = paragraph;
    found.push(paragraph);
    last = paragraph;
  }
  return found;
}

/** The variant under construction. */
class Plot {
  readonly log: Draft[] = [];
  readonly #taken = new Set<Line>();

  constructor(
    readonly lines: Line[],
    readonly paragraphs: readonly Paragraph[],
    readonly random: Random,
  ) {}

  /** Paragraphs of the main text and the interpretation that no edit has touched. */
  free(): readonly Paragraph[] {
    return this.paragraphs.filter((paragraph) => this.isFree(paragraph));
  }

  isFree({ line }: Paragraph): boolean {
    return !this.#taken.has(line);
  }

  /** Paragraphs where an edit may be planted: free ones, and those with inline edits only. */
  editable({ components }: InlineEdit): readonly Paragraph[] {
    return this.paragraphs.filter(
      ({ line, component }) =>
        (!this.#taken.has(line) || line.edits.length > 0) &&
        (components ? components.includes(component) : textual.has(component)),
    );
  }

  /** One of some paragraphs that is free with its neighbours. */
  pickApart(isRight: (paragraph: Paragraph) => boolean): Paragraph | null {
    const apart = this.free().filter(
      (paragraph) =>
        textual.has(paragraph.component) &&
        [paragraph.before, paragraph.after].every((other) => !other || this.isFree(other)) &&
        isRight(paragraph),
    );
    return this.random.pickSome(apart);
  }

  take(paragraph: Paragraph, withNeighbours: boolean): void {
    this.#taken.add(paragraph.line);
    if (!withNeighbours) return;
    for (const other of [paragraph.before, paragraph.after]) if (other) this.#taken.add(other.line);
  }

  plant(edit: Omit<Draft, 'linesA'>): void {
    this.log.push({ ...edit, linesA: edit.lines.flatMap((line) => line.origin ?? []) });
  }

  /** Edits, a renumbering counting once. */
  planted(): number {
    return this.log.filter(({ name }) => name !== 'renumbering' && name !== 'reference that follows').length;
  }

  finish(): readonly Planted[] {
    const places = new Map(this.lines.map((line, index) => [line, index + 1]));
    return this.log.map(({ lines, ...edit }) => ({ ...edit, linesB: lines.flatMap((line) => places.get(line) ?? []) }));
  }
}

/** Components that hold sentences; a header or a signature is read by what it is. */
const textual: ReadonlySet<ComponentKind> = new Set<ComponentKind>(['preamble', 'body', 'annex', 'interpretation']);

/** How far edits of one paragraph stand apart: nearer ones may be read as one rewording. */
const leastApart = 6;

/** Plants one edit inside a paragraph; a paragraph may take several. */
function plantInline(plot: Plot, edit: InlineEdit): void {
  const candidates = plot.editable(edit).flatMap((paragraph) => {
    const labelEnd = contentStart(paragraph);
    return edit
      .find(paragraph.line.text, plot.random)
      .filter(({ from, to }) => edit.isOfLabel === true || (from >= labelEnd && to >= labelEnd))
      .filter(({ from, to }) => paragraph.line.edits.every((other) => isApart(from, to, other)))
      .map((change) => ({ paragraph, change }));
  });
  const chosen = plot.random.pickSome(candidates);
  if (!chosen) return;
  const { line } = chosen.paragraph;
  const { from, to, reads } = chosen.change;
  const was = line.text.slice(from, to);
  if (was === reads) return;
  line.text = line.text.slice(0, from) + reads + line.text.slice(to);
  const shift = reads.length - was.length;
  line.edits = [
    ...line.edits.map((other) => (other.from >= to ? { from: other.from + shift, to: other.to + shift } : other)),
    { from, to: from + reads.length },
  ];
  plot.take(chosen.paragraph, false);
  plot.plant({ name: edit.name, expected: edit.expected, relation: null, lines: [line], was, reads });
}

function isApart(from: number, to: number, other: Stretch): boolean {
  return to + leastApart <= other.from || from >= other.to + leastApart;
}

/** Where the words of a line start, after its label. */
function contentStart({ line, passage }: Paragraph): number {
  const label = passage.labelTo - passage.from;
  return label === 0 ? 0 : line.text.length - line.text.trimStart().length + label;
}

/** An unlabelled paragraph of some length that ends a sentence: what can be moved and left out without a number gap. */
function isPlain({ isLabelled, line }: Paragraph): boolean {
  return !isLabelled && line.text.trim().length >= 30 && line.text.trimEnd().endsWith('。');
}

/** Another paragraph more or less alike would make the log ambiguous. */
function isUnique(paragraph: Paragraph, plot: Plot): boolean {
  const text = paragraph.line.text.trim();
  return plot.paragraphs.filter((other) => other.line.text.trim() === text).length === 1;
}

function planSplit(plot: Plot): void {
  const paragraph = plot.pickApart(({ line }) => sentenceEnds(line.text).length > 0);
  if (!paragraph) return;
  const { line } = paragraph;
  const at = plot.random.pick(sentenceEnds(line.text));
  const rest = lineOf(`  ${line.text.slice(at)}`);
  line.text = line.text.slice(0, at);
  plot.lines.splice(plot.lines.indexOf(line) + 1, 0, lineOf(''), rest);
  plot.take(paragraph, true);
  plot.plant({
    name: 'split',
    expected: { kind: 'layout' },
    relation: 'split',
    lines: [line, rest],
    was: '',
    reads: '\n',
  });
}

/** Offsets right after full stops in the middle of a paragraph, where the rest opens like a sentence of its own. */
function sentenceEnds(text: string): readonly number[] {
  if (/[“”《]/.test(text)) return []; // a full stop inside a quotation ends no paragraph
  return [...text.matchAll(/。/g)]
    .map(({ index }) => index + 1)
    .filter((at) => at > 20 && text.length - at > 20 && /^[\p{Script=Han}]/u.test(text.slice(at)))
    .filter((at) => !/^([一二三四五六七八九十]{1,3}[、是]|第.{1,4}[条章节])/u.test(text.slice(at)));
}

function planJoin(plot: Plot): void {
  const paragraph = plot.pickApart((candidate) => {
    const { after } = candidate;
    return (
      after !== null &&
      isPlain(after) &&
      candidate.line.text.trimEnd().endsWith('。') &&
      (after.after === null || plot.isFree(after.after))
    );
  });
  const after = paragraph?.after;
  if (!paragraph || !after) return;
  const { line } = paragraph;
  line.text = line.text.trimEnd() + after.line.text.trim();
  const gone = plot.lines.indexOf(after.line);
  plot.lines.splice(gone, 1);
  plot.take(paragraph, true);
  plot.take(after, true);
  const lines = [line, after.line];
  plot.plant({ name: 'join', expected: { kind: 'layout' }, relation: 'join', lines, was: '\n', reads: '' });
}

function planOmission(plot: Plot): void {
  const paragraph = plot.pickApart(
    (candidate) => isPlain(candidate) && candidate.before !== null && isUnique(candidate, plot),
  );
  if (!paragraph) return;
  const was = paragraph.line.text.trim();
  plot.lines.splice(plot.lines.indexOf(paragraph.line), 1);
  plot.take(paragraph, true);
  plot.plant({
    name: 'omission',
    expected: { kind: 'substantive', reasons: ['omitted-clause'] },
    relation: 'omitted',
    lines: [paragraph.line],
    was,
    reads: '',
  });
}

function planAddition(plot: Plot): void {
  const paragraph = plot.pickApart(
    (candidate) => candidate.line.text.trimEnd().endsWith('。') && candidate.after !== null,
  );
  if (!paragraph) return;
  const reads = plot.random.pick(newSentences);
  if (plot.lines.some(({ text }) => text.includes(reads))) return;
  const line = lineOf(`  ${reads}`);
  plot.lines.splice(plot.lines.indexOf(paragraph.line) + 1, 0, lineOf(''), line);
  plot.take(paragraph, true);
  plot.plant({
    name: 'addition',
    expected: { kind: 'substantive', reasons: ['added-clause'] },
    relation: 'added',
    lines: [line],
    was: '',
    reads,
  });
}

function planMove(plot: Plot): void {
  const paragraph = plot.pickApart((candidate) => isPlain(candidate) && isUnique(candidate, plot) && !edges(candidate));
  if (!paragraph) return;
  const target = moveTarget(plot, paragraph);
  if (!target) return;
  const { line } = paragraph;
  const was = line.text.trim();
  // Every second one is edited on the way.
  const edit = plot.random.below(2) === 0 ? onTheWay.find(([from]) => was.includes(from)) : undefined;
  plot.lines.splice(plot.lines.indexOf(line), 1);
  if (edit) line.text = line.text.replace(edit[0], edit[1]);
  plot.lines.splice(plot.lines.indexOf(target.line) + 1, 0, line);
  plot.take(paragraph, true);
  plot.take(target, true);
  const move = { relation: 'moved', lines: [line], was, reads: line.text.trim() } as const;
  plot.plant({ ...move, name: 'move', expected: { kind: 'substantive', reasons: ['moved-clause'] } });
  if (edit) {
    const expected = { kind: 'substantive', reasons: [edit[2]] } as const;
    plot.plant({ ...move, name: 'moved and edited', expected, was: edit[0], reads: edit[1] });
  }
}

/** What a moved paragraph may say instead. */
const onTheWay: readonly (readonly [string, string, Reason])[] = [
  ['应当', '可以', 'modality'],
  ['可以', '不得', 'modality'],
  ['按照', '参照', 'wording'],
  ['加强', '减弱', 'wording'],
  ['推进', '暂缓', 'wording'],
  ['全部', '部分', 'scope'],
];

/** The first and the last paragraph of a component may be read as another component elsewhere. */
function edges({ before, after }: Paragraph): boolean {
  return !before || !after;
}

/** A place at least three paragraphs away in the same component, behind a paragraph that ends a sentence. */
function moveTarget(plot: Plot, { line, component }: Paragraph): Paragraph | null {
  const order = plot.paragraphs.findIndex((paragraph) => paragraph.line === line);
  return plot.pickApart((candidate) => {
    const place = plot.paragraphs.indexOf(candidate);
    return (
      candidate.component === component &&
      Math.abs(place - order) >= 3 &&
      candidate.line.text.trimEnd().endsWith('。') &&
      !edges(candidate)
    );
  });
}

/** A labelled item set into the line of the one before it: (一)…;(二)… */
function planRunIn(plot: Plot): void {
  const paragraph = plot.pickApart(
    ({ line, after }) =>
      after !== null &&
      isItem(after) &&
      /[;。:]\s*$/.test(line.text) &&
      (after.after === null || plot.isFree(after.after)),
  );
  const after = paragraph?.after;
  if (!paragraph || !after) return;
  const { line } = paragraph;
  line.text = line.text.trimEnd() + after.line.text.trim();
  plot.lines.splice(plot.lines.indexOf(after.line), 1);
  plot.take(paragraph, true);
  plot.take(after, true);
  const lines = [line, after.line];
  plot.plant({ name: 'run in', expected: { kind: 'layout' }, relation: null, lines, was: '', reads: '' });
}

function isItem({ line }: Paragraph): boolean {
  return /^\s*\([一二三四五六七八九十]+\)/.test(line.text);
}

/** Clauses of one form whose numbers run through, in order; none where they are too few. */
function runOfClauses(plot: Plot, form: RegExp): readonly Paragraph[] {
  const clauses = plot.paragraphs.filter(({ line, component }) => textual.has(component) && form.test(line.text));
  const [first] = clauses;
  const one = clauses.filter(({ component }) => component === first?.component);
  return one.length < 4 || one.some(({ line }, i) => numberOf(line.text, form) !== i + 1) ? [] : one;
}

/** Neighbours in a run: nothing stands between them, no paragraph and no item. */
function followEachOther(clauses: readonly (Paragraph | undefined)[]): clauses is readonly Paragraph[] {
  return clauses.every((clause, i) => clause !== undefined && (i === 0 || clauses[i - 1]?.after === clause));
}

/** Whether some clause of the notice is referred to by its number; references would have to follow. */
function hasReferences({ paragraphs }: Plot): boolean {
  return paragraphs.some(({ line }) => line.text.search(ownReference) >= 0);
}

/** A numbered clause less, and every one after it with the number before. */
function planClosing(plot: Plot): void {
  const form = plot.random.pick(numberedForms);
  const one = runOfClauses(plot, form);
  if (one.length === 0 || hasReferences(plot)) return;
  const place = plot.random.below(one.length - 1);
  const [target] = one.slice(place, place + 2);
  if (!target || !followEachOther(one.slice(place, place + 2)) || !isUnique(target, plot)) return;
  const was = target.line.text.trim();
  plot.lines.splice(plot.lines.indexOf(target.line), 1);
  for (const clause of one.slice(place + 1)) {
    clause.line.text = relabel(clause.line.text, form, -1);
    plantRenumbered(plot, clause);
  }
  plot.take(target, true);
  const expected = { kind: 'substantive', reasons: ['omitted-clause'] } as const;
  plot.plant({ name: 'numbered omission', expected, relation: 'omitted', lines: [target.line], was, reads: '' });
}

/** Two neighbouring clauses that change places, each with the number of the other. */
function planExchange(plot: Plot): void {
  const form = plot.random.pick(numberedForms);
  const one = runOfClauses(plot, form);
  if (one.length === 0 || hasReferences(plot)) return;
  const place = plot.random.below(one.length - 2);
  const some = one.slice(place, place + 3);
  const [first, second] = some;
  if (!first || !second || !followEachOther(some)) return;
  if (Math.min(first.line.text.length, second.line.text.length) < shortestExchanged) return;
  const [from, to] = [plot.lines.indexOf(first.line), plot.lines.indexOf(second.line)];
  first.line.text = relabel(first.line.text, form, 1);
  second.line.text = relabel(second.line.text, form, -1);
  plot.lines[from] = second.line;
  plot.lines[to] = first.line;
  plot.take(first, true);
  plot.take(second, true);
  const expected = { kind: 'substantive', reasons: ['moved-clause'] } as const;
  const lines = [first.line, second.line];
  // Either may be said to have moved past the other.
  plot.plant({ name: 'exchange', expected, relation: null, lines, was: '', reads: '' });
}

/** Shorter clauses may be alike by chance. */
const shortestExchanged = 40;

function plantRenumbered(plot: Plot, clause: Paragraph): void {
  const lines = [clause.line];
  plot.take(clause, false);
  plot.plant({ name: 'renumbering', expected: { kind: 'nothing' }, relation: 'renumbered', lines, was: '', reads: '' });
}

/** A clause put between others, and every one after it, and every reference to one, with the next number. */
function planRenumbering(plot: Plot): void {
  const form = plot.random.pick(numberedForms);
  const one = runOfClauses(plot, form);
  if (one.length === 0) return;
  const place = 1 + plot.random.below(one.length - 2);
  const target = one[place];
  if (!target) return;
  const reads = relabel(target.line.text, form, 0).replace(/(?<=^\s*\S+?[、.条]\s?).*/, plot.random.pick(newSentences));
  for (const { line } of one.slice(place)) line.text = relabel(line.text, form, 1);
  for (const { line } of plot.paragraphs) follow(plot, line, place + 1, form);
  const added = lineOf(reads);
  plot.lines.splice(plot.lines.indexOf(target.line), 0, added, lineOf(''));
  for (const clause of one.slice(place)) plantRenumbered(plot, clause);
  const expected = { kind: 'substantive', reasons: ['added-clause'] } as const;
  plot.plant({ name: 'numbered addition', expected, relation: 'added', lines: [added], was: '', reads: reads.trim() });
}

/** References to clauses from a number on follow them. */
function follow(plot: Plot, line: Line, least: number, form: RegExp): void {
  line.text = line.text.replace(ownReference, (whole: string, numeral: string) => {
    const number = readNumeral(numeral) ?? 0;
    if (number < least || form !== numberedForms[0]) return whole;
    const lines = [line];
    const reads = `第${chineseNumeral(number + 1)}条`;
    plot.plant({
      name: 'reference that follows',
      expected: { kind: 'slot' },
      relation: null,
      lines,
      was: whole,
      reads,
    });
    return reads;
  });
}

/** 第五条, 五、 and 5. */
const numberedForms: readonly RegExp[] = [
  /^(\s*第)([一二三四五六七八九十]+)(条\s)/,
  /^(\s*)([一二三四五六七八九十]+)(、)/,
  /^(\s*)([0-9]{1,2})(\.)(?![0-9])/,
];

/** A clause of the text it stands in: 本办法第五条, 按照第五条. */
const ownReference =
  /(?<=本(?:办法|规定|细则|条例|公告|措施|方案)|按照|依照|根据|违反|符合)第([一二三四五六七八九十]+)条/g;

function numberOf(text: string, form: RegExp): number | null {
  return readNumeral(form.exec(text)?.[2] ?? '');
}

function relabel(text: string, form: RegExp, shift: number): string {
  return text.replace(form, (_whole, before: string, numeral: string, after: string) => {
    const number = (readNumeral(numeral) ?? 0) + shift;
    return `${before}${/[0-9]/.test(numeral) ? String(number) : chineseNumeral(number)}${after}`;
  });
}

/** 1 to 99. */
function chineseNumeral(number: number): string {
  const digit = (value: number): string => '〇一二三四五六七八九'.charAt(value);
  const tens = Math.floor(number / 10);
  const ones = number % 10 === 0 ? '' : digit(number % 10);
  return tens === 0 ? ones : `${tens === 1 ? '' : digit(tens)}十${ones}`;
}

const structural = [planSplit, planJoin, planRunIn, planOmission, planAddition, planMove] as const;
