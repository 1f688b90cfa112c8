import type { DifferenceSide, Template, TemplatePassage } from '../model/difference.js';
import type { ComponentKind, Passage, Reading } from '../model/document.js';
import type { EId } from '../model/ids.js';
import { firstAtOrAfter, type Span, type Text } from '../model/text.js';
import { citedAs } from './label-numbers.js';
import { mix, shinglesOf, shinglesWithoutTitles } from './shingles.js';
import { isSpoken } from './token-types.js';
import type { Tokeniser, Tokens } from './tokens.js';

/** A passage as it is compared. Offsets are into the text of its witness. */
export interface Part {
  /** Place in the witness. */
  readonly index: number;
  readonly eId: EId;
  readonly component: ComponentKind;
  /** Printed labels from the outermost clause inwards, its own last where it has one. */
  readonly path: readonly string[];
  readonly line: number;
  readonly from: number;
  readonly to: number;
  /** Where the content after the label and its blanks starts; `from` where there is no label. */
  readonly labelTo: number;
  /** With its label. */
  readonly text: string;
  /** The clause that references mean by it: 5条; null where it is none that is cited by number. */
  readonly citedAs: string | null;
  /** What follows the label, as printed: passages that say it alike are one without a further look. */
  readonly printed: string;
  readonly label: Tokens;
  readonly content: Tokens;
  /** Something in it is more than a mark. */
  readonly hasWords: boolean;
  /** Hash of the content with values masked, and masked without punctuation. */
  readonly keys: { readonly masked: number; readonly soft: number };
  readonly shingles: Int32Array;
  /** With each 《title》 as one word. */
  readonly bareShingles: Int32Array;
}

/** The printed label of a passage without the blanks behind it, empty where it has none. */
export function labelOf({ text, from, labelTo }: Pick<Part, 'text' | 'from' | 'labelTo'>): string {
  return text.slice(0, labelTo - from).trimEnd();
}

/** Whether a passage bears a printed label. */
export function hasLabel({ from, labelTo }: Pick<Part, 'from' | 'labelTo'>): boolean {
  return labelTo > from;
}

/** A text that takes part in a comparison: a document, or a template. */
export interface Witness {
  readonly id: string;
  readonly text: string;
  readonly parts: readonly Part[];
  /** Source offsets of a stretch; an empty one lies after the character before it. */
  readonly spanOf: (from: number, to: number) => Span;
  /** What the source prints there. */
  readonly print: (from: number, to: number) => string;
  /** What stood there before repairs, one string for all; empty where nothing was repaired. */
  readonly repairsIn: (from: number, to: number) => string;
}

/** A document as a witness. */
export function readingWitness(reading: Reading, tokenise: Tokeniser): Witness {
  const { text, passages, document } = reading;
  const spanOf = (from: number, to: number): Span => spanIn(text, from, to);
  return {
    id: document.id,
    text: text.text,
    parts: passages.map((passage, index) => readPart(text.text, passage, index, tokenise)),
    spanOf,
    print: (from, to) => {
      const span = spanOf(from, to);
      return text.source.slice(span.from, span.to);
    },
    repairsIn: (from, to) => (text.repairs.length === 0 ? '' : repairedIn(text, spanOf(from, to))),
  };
}

/** What stood in a stretch of the source before repairs; these are in order. */
function repairedIn({ repairs }: Text, span: Span): string {
  let next = firstAtOrAfter(repairs, span.from, (repair) => repair.span.from);
  let was = '';
  for (let repair = repairs[next]; repair && repair.span.from < span.to; repair = repairs[next]) {
    if (repair.reads !== repair.was && repair.span.to <= span.to) was += `${was === '' ? '' : '\u0000'}${repair.was}`;
    next += 1;
  }
  return was;
}

function spanIn(text: Text, from: number, to: number): Span {
  const isAfterText = from > 0 && text.text.charAt(from - 1) !== '\n';
  if (to > from)
    return { from: text.at[from] ?? text.source.length, to: (text.at[to - 1] ?? text.source.length - 1) + 1 };
  // A missing full stop belongs right after the last character, not before the next paragraph.
  const place = isAfterText ? (text.at[from - 1] ?? 0) + 1 : (text.at[from] ?? text.source.length);
  return { from: place, to: place };
}

/** Some passages of a template as a witness, in order. Spans and lines are those of its file. */
export function templateWitness(
  template: Template,
  passages: readonly TemplatePassage[],
  tokenise: Tokeniser,
): Witness {
  const text = passages.map((passage) => passage.text).join('\n');
  const starts: number[] = [];
  let at = 0;
  for (const passage of passages) {
    starts.push(at);
    at += passage.text.length + 1;
  }
  const place = (offset: number): number => {
    const index = lastAtOrBefore(starts, offset);
    return (passages[index]?.span.from ?? 0) + offset - (starts[index] ?? 0);
  };
  return {
    id: `template:${template.family}`,
    text,
    parts: passages.map((passage, index) =>
      readPart(text, templatePassage(passage, starts[index] ?? 0), index, tokenise),
    ),
    spanOf: (from, to) => ({ from: place(from), to: to > from ? place(to - 1) + 1 : place(from) }),
    print: (from, to) => text.slice(from, to),
    repairsIn: () => '',
  };
}

/** The place of the last of some rising numbers that is not above another; 0 where all are. */
function lastAtOrBefore(numbers: readonly number[], most: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((numbers[middle] ?? 0) <= most) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** What a passage of a document and one of a template have in common. */
type AnyPassage = Pick<Passage, 'eId' | 'component' | 'path' | 'line' | 'from' | 'to'>;

function templatePassage({ eId, component, path, line, text }: TemplatePassage, from: number): AnyPassage {
  return { eId, component, path, line, from, to: from + text.length };
}

/**
 * Where the content starts: after the printed label and the blanks behind it. A heading in brackets (第八条 【优化服务】)
 * is content: its words are compared. What only looks like a label is one here too: `1.` before an attachment, and 一. or
 * 一, where the other side has 一、.
 */
function labelEnd(text: string, { path, from, to }: AnyPassage): number {
  const known = path.at(-1) ?? '';
  const label = known !== '' && text.startsWith(known, from) ? known : (markerAt(text, from) ?? '');
  if (label === '' || from + label.length > to) return from;
  let end = from + label.length;
  while (end < to && text.charAt(end) === ' ') end += 1;
  return end;
}

/** A number with a mark of a list; 1.5万元 is none. */
const marker =
  /[0-9]{1,2}[.、．,)](?![0-9])|[一二三四五六七八九十]{1,3}[.、．,)]|\((?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})\)/y;

function markerAt(text: string, from: number): string | null {
  marker.lastIndex = from;
  return marker.exec(text)?.[0] ?? null;
}

function readPart(text: string, passage: AnyPassage, index: number, tokenise: Tokeniser): Part {
  return new ReadPart(text, passage, index, tokenise);
}

/** A part that is read into tokens when they are asked for: most of two near-duplicates is alike as printed. */
class ReadPart implements Part {
  readonly eId: EId;
  readonly component: ComponentKind;
  readonly path: readonly string[];
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly labelTo: number;
  readonly text: string;
  readonly printed: string;
  #citedAs: string | null | undefined;
  #label: Tokens | null = null;
  #content: Tokens | null = null;
  #keys: Part['keys'] | null = null;
  #shingles: Int32Array | null = null;
  #bareShingles: Int32Array | null = null;

  constructor(
    private readonly whole: string,
    passage: AnyPassage,
    readonly index: number,
    private readonly tokenise: Tokeniser,
  ) {
    ({ eId: this.eId, component: this.component, path: this.path, line: this.line } = passage);
    ({ from: this.from, to: this.to } = passage);
    this.labelTo = labelEnd(whole, passage);
    this.text = whole.slice(this.from, this.to);
    this.printed = whole.slice(this.labelTo, this.to);
  }

  get citedAs(): string | null {
    if (this.#citedAs === undefined) this.#citedAs = citedAs(this, labelOf(this));
    return this.#citedAs;
  }

  get label(): Tokens {
    return (this.#label ??= this.tokenise(this.whole, this.from, this.labelTo));
  }

  get content(): Tokens {
    return (this.#content ??= this.tokenise(this.whole, this.labelTo, this.to));
  }

  /** A label alone on its line is all there is to know it by. */
  get #known(): Tokens {
    return this.content.length > 0 ? this.content : this.label;
  }

  get hasWords(): boolean {
    return this.#known.types.some(isSpoken);
  }

  get keys(): Part['keys'] {
    return (this.#keys ??= keysOf(this.#known));
  }

  get shingles(): Int32Array {
    return (this.#shingles ??= shinglesOf(this.#known));
  }

  get bareShingles(): Int32Array {
    return (this.#bareShingles ??= shinglesWithoutTitles(this.#known));
  }
}

function keysOf(tokens: Tokens): Part['keys'] {
  const masked = new Hash();
  const soft = new Hash();
  for (let i = 0; i < tokens.length; i += 1) {
    masked.add(tokens.mask[i] ?? 0);
    const type = tokens.types[i];
    if (type !== undefined && isSpoken(type)) soft.add(tokens.mask[i] ?? 0);
  }
  return { masked: masked.value(), soft: soft.value() };
}

/** 53 bits of a sequence; what is said of equal hashes is checked by the comparison inside the pair. */
class Hash {
  #high = 0x2f0b4c47;
  #low = 0x61c88647;

  add(value: number): void {
    this.#high = mix(this.#high, value);
    this.#low = mix(value, this.#low);
  }

  value(): number {
    return (this.#high >>> 0) * 0x200000 + (this.#low & 0x1fffff);
  }
}

/** Passages by what a function gives for them, in order. */
export function groupParts<Key>(parts: readonly Part[], keyOf: (part: Part) => Key): ReadonlyMap<Key, readonly Part[]> {
  const groups = new Map<Key, Part[]>();
  for (const part of parts) {
    const key = keyOf(part);
    const group = groups.get(key);
    if (group) group.push(part);
    else groups.set(key, [part]);
  }
  return groups;
}

/** One sentence as a witness of its own. */
export function sentenceWitness(id: string, text: string, tokenise: Tokeniser): Witness {
  const passage: AnyPassage = { eId: 'para_1' as EId, component: 'body', path: [], line: 1, from: 0, to: text.length };
  return {
    id,
    text,
    parts: [readPart(text, passage, 0, tokenise)],
    spanOf: (from, to) => ({ from, to }),
    print: (from, to) => text.slice(from, to),
    repairsIn: () => '',
  };
}

/** A stretch of a passage as a side of a difference. */
export function sideAt(witness: Witness, part: Part, from: number, to: number): DifferenceSide {
  return {
    eId: part.eId,
    line: part.line,
    span: witness.spanOf(from, to),
    text: from < to ? witness.print(from, to) : '',
  };
}
