import {
  type Atom,
  dateAt,
  documentNumbers,
  numberAt,
  type NumberPatterns,
  ordinalNumberAt,
  referenceAt,
  slotAt,
  urlAt,
} from './atoms.js';
import { numberKey } from '../notation/document-numbers.js';
import { closeUp } from './blanks.js';
import { hanNumerals, type Lexicon, literalAt } from './lexicon.js';

/**
 * What a token is. `han` is one character, `word` letters or a word that must not be taken apart (应税), `break` the end
 * of a paragraph inside a joined passage.
 */
export const tokenTypes = [
  'han',
  'word',
  'punctuation',
  'quote',
  'space',
  'break',
  'suffix',
  'url',
  'date',
  'document-number',
  'issuer',
  'place',
  'rate',
  'amount',
  'period',
  'quantity',
  'reference',
  'modality',
  'condition',
  'scope',
  'slot',
] as const;
export type TokenType = (typeof tokenTypes)[number];

/** Types that stand for each other when texts are matched: a notice of another province has other ones of these. */
const maskedTypes: ReadonlySet<TokenType> = new Set<TokenType>([
  'url',
  'date',
  'document-number',
  'issuer',
  'place',
  'rate',
  'amount',
  'period',
  'quantity',
  'reference',
]);

/** Types that carry no word: left out when texts are matched without regard to punctuation. */
const silentTypes: ReadonlySet<TokenType> = new Set<TokenType>(['punctuation', 'quote', 'space', 'break', 'suffix']);

/** Numbers for what tokens say: the same for the same text of the same type within one comparison. */
export interface Keys {
  readonly of: (type: string, text: string) => number;
}

/** Keys that are counted from 1, so that different texts never share one. */
export function countedKeys(): Keys {
  const numbers = new Map<string, Map<string, number>>();
  let count = 0;
  return {
    of: (type, text) => {
      let known = numbers.get(type);
      if (!known) numbers.set(type, (known = new Map<string, number>()));
      const number = known.get(text);
      if (number !== undefined) return number;
      count += 1;
      known.set(text, count);
      return count;
    },
  };
}

/**
 * A run of tokens, one index each. `literal` says what is printed (full and half width alike), `value` what it says
 * (帐 and 账, 2% and 百分之二 have one value), `mask` what it is where values may differ. Offsets are those of the text
 * that was read. `inTitle` is the depth of 《》.
 */
export interface Tokens {
  readonly length: number;
  readonly types: readonly TokenType[];
  readonly literal: Int32Array;
  readonly value: Int32Array;
  readonly mask: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly inTitle: Uint8Array;
}

/** Reads a stretch of a text into tokens. */
export type Tokeniser = (text: string, from: number, to: number) => Tokens;

interface Token {
  readonly type: TokenType;
  readonly to: number;
  readonly value: string;
}

/** Gives the tokeniser of one comparison. Both texts must be read by the same one: keys are its own. */
export function makeTokeniser(lexicon: Lexicon, keys: Keys, masks: SlotMasks = noSlots): Tokeniser {
  const marks = compileMarks(lexicon);
  const { numbers, plain } = lexicon;
  return (text, from, to) => {
    const closed = closeUp(text, from, to);
    const read = closed ? { text: closed.text, from: 0, to: closed.text.length } : { text, from, to };
    const draft = new Draft(keys, masks, text, closed?.at ?? null, to - from);
    const ahead = documentNumbers(read.text, read.from, read.to, lexicon.rules);
    let next = 0;
    for (let at = read.from; at < read.to; ) {
      const number = ahead[next];
      if (number && number.from <= at) {
        next += 1;
        if (number.to > at) at = draft.push(at, number);
        continue;
      }
      if (plain[read.text.charCodeAt(at)] === 1) {
        draft.pushHan(at);
        at += 1;
        continue;
      }
      const token = readToken(read.text, at, { lexicon, marks, numbers });
      // An atom ends before a document number that opens inside it: its agency characters are not a place.
      const limit = Math.min(read.to, number?.from ?? read.to);
      at = draft.push(at, token.to > limit ? singleAt(read.text, at, marks) : token);
    }
    return draft.tokens();
  };
}

function isHan(char: string): boolean {
  return char >= '\u4e00' && char <= '\u9fff';
}

/** The mask of a template's `{{slot}}`: that of the values it stands for. */
export type SlotMasks = (name: string) => TokenType | null;
const noSlots: SlotMasks = () => null;

class Draft {
  readonly #types: TokenType[] = [];
  readonly #literal: Int32Array;
  readonly #value: Int32Array;
  readonly #mask: Int32Array;
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  readonly #inTitle: Uint8Array;
  #length = 0;
  readonly #keys: Keys;
  readonly #masks: SlotMasks;
  #depth = 0;
  /** The agency that the last title opens with. */
  #titleIssuer: string | null = null;
  /** The last two tokens as printed. */
  #before = '';

  readonly #text: string;
  /** Where each character of the text that is read stands in it; null where it is read as it stands. */
  readonly #at: readonly number[] | null;

  /** @param most tokens that there can be: one a character */
  constructor(keys: Keys, masks: SlotMasks, text: string, at: readonly number[] | null, most: number) {
    this.#literal = new Int32Array(most);
    this.#value = new Int32Array(most);
    this.#mask = new Int32Array(most);
    this.#from = new Int32Array(most);
    this.#to = new Int32Array(most);
    this.#inTitle = new Uint8Array(most);
    this.#keys = keys;
    this.#masks = masks;
    this.#text = text;
    this.#at = at;
  }

  /** Takes up a token that starts at an offset of what is read; gives where the next one starts. */
  push(start: number, token: Token): number {
    const from = this.#place(start);
    const to = this.#place(token.to - 1) + 1;
    const end = this.#length > 0 ? (this.#to[this.#length - 1] ?? from) : from;
    if (end < from) this.#take(end, from, { type: 'space', to: from, value: ' ' });
    this.#take(from, to, token);
    return token.to;
  }

  /** As `push`, for one character that is nothing else. */
  pushHan(start: number): void {
    const from = this.#place(start);
    const end = this.#length > 0 ? (this.#to[this.#length - 1] ?? from) : from;
    if (end < from) this.#take(end, from, { type: 'space', to: from, value: ' ' });
    if (this.#before.endsWith('《') && this.#depth === 1) this.#titleIssuer = null;
    const key = hanKey(this.#text, from);
    this.#write('han', from, from + 1, key, key, key);
    this.#before = '字'; // any: only marks are asked for
  }

  #write(type: TokenType, from: number, to: number, literal: number, value: number, mask: number): void {
    const at = this.#length;
    this.#types.push(type);
    this.#literal[at] = literal;
    this.#value[at] = value;
    this.#mask[at] = mask;
    this.#from[at] = from;
    this.#to[at] = to;
    this.#inTitle[at] = Math.min(this.#depth, 255);
    this.#length += 1;
  }

  #keyOf(type: string, text: string): number {
    return type === 'han' && text.length === 1 && isHan(text) ? hanKey(text, 0) : this.#keys.of(type, text);
  }

  #place(offset: number): number {
    return this.#at ? (this.#at[offset] ?? this.#text.length) : offset;
  }

  #take(from: number, to: number, token: Token): void {
    const printed = this.#text.slice(from, to);
    if (printed === '《') this.#depth += 1;
    if (this.#before.endsWith('《') && this.#depth === 1)
      this.#titleIssuer = token.type === 'issuer' ? token.value : null;
    const value = this.#valueOf(token);
    const literal = this.#keyOf('han', foldWidth(printed));
    this.#write(token.type, from, to, literal, this.#keyOf(token.type, value), this.#maskOf(token));
    if (printed === '》' && this.#depth > 0) this.#depth -= 1;
    this.#before = `${this.#before.slice(-1)}${printed.slice(-1)}`;
  }

  /** 《国家税务总局山东省税务局…》(2022年第10号): the title says whose number it is, with or without 公告 between them. */
  #valueOf(token: Token): string {
    if (token.type !== 'document-number') return token.value;
    // (财政部、国家档案局令第79号): what stands between joint issuers says nothing.
    const value = numberKey(token.value).replace(/[、,]/g, '');
    const isBare = /^[0-9]{4}年/.test(value) && this.#before === '》(';
    return isBare && this.#titleIssuer !== null ? `${this.#titleIssuer}${value}` : value;
  }

  #maskOf(token: Token): number {
    const type = token.type === 'slot' ? this.#masks(token.value) : token.type;
    return type !== null && maskedTypes.has(type) ? this.#keys.of('any', type) : this.#keyOf(token.type, token.value);
  }

  tokens(): Tokens {
    const length = this.#length;
    return {
      length,
      types: this.#types,
      literal: this.#literal.subarray(0, length),
      value: this.#value.subarray(0, length),
      mask: this.#mask.subarray(0, length),
      from: this.#from.subarray(0, length),
      to: this.#to.subarray(0, length),
      inTitle: this.#inTitle.subarray(0, length),
    };
  }
}

/** The key of a Chinese character: below those that are counted. */
function hanKey(text: string, at: number): number {
  return -1 - text.charCodeAt(at);
}

/** Full-width forms of ASCII are read as ASCII: width is never a difference (`domain.md` 4). */
function foldWidth(text: string): string {
  if (text.length === 1 && (text < '\uff01' || text > '\uff5e')) return text;
  return text.replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
}

interface Marks {
  readonly quotes: ReadonlySet<string>;
  readonly suffixes: readonly string[];
}

function compileMarks(lexicon: Lexicon): Marks {
  const { quotes, fileSuffixes } = lexicon.rules.comparison;
  return { quotes: new Set([...quotes.opening, ...quotes.closing]), suffixes: fileSuffixes };
}

interface Readers {
  readonly lexicon: Lexicon;
  readonly marks: Marks;
  readonly numbers: NumberPatterns;
}

/** The token at an offset. What each first character may open is asked in the order of how much it would take. */
function readToken(text: string, from: number, readers: Readers): Token {
  const char = text.charAt(from);
  if (char >= '0' && char <= '9') return dateAt(text, from) ?? number(text, from, readers);
  if (char >= '\u4e00' || char === '〇' || char === '○') return readHan(text, from, readers);
  if (/[a-z]/i.test(char)) return urlAt(text, from) ?? wordAt(text, from);
  if (char === '{') return slotAt(text, from) ?? singleAt(text, from, readers.marks);
  if (char === '/') return markedWordAt(text, from, readers.lexicon) ?? singleAt(text, from, readers.marks);
  if (char === '.') return suffixAt(text, from, readers.marks.suffixes) ?? singleAt(text, from, readers.marks);
  return singleAt(text, from, readers.marks);
}

function number(text: string, from: number, { numbers, marks }: Readers): Token {
  return numberAt(text, from, numbers) ?? singleAt(text, from, marks);
}

function readHan(text: string, from: number, { lexicon, marks, numbers }: Readers): Token {
  const char = text.charAt(from);
  if (char === '第' || char === '附') {
    const found = referenceAt(text, from) ?? ordinalNumberAt(text, from);
    if (found) return found;
  }
  if (hanNumerals.includes(char)) {
    const found = dateAt(text, from) ?? numberAt(text, from, numbers);
    if (found) return found;
  }
  const literal = literalAt(lexicon, text, from);
  if (!literal) return singleAt(text, from, marks);
  const to = from + literal.text.length;
  switch (literal.entry.is) {
    case 'word':
      return { type: literal.entry.reason, to, value: literal.text };
    case 'variant':
      return { type: literal.text.length === 1 ? 'han' : 'word', to, value: literal.entry.reads };
    case 'place':
      return placeAt(text, from, to, lexicon);
    case 'issuer':
      return issuerAt(text, from, to, lexicon);
    case 'none':
      return { type: 'word', to, value: literal.text };
  }
}

/** A place with the places inside it (山东省泰安市), or the agency it opens (吉林省人民政府). */
function placeAt(text: string, from: number, end: number, lexicon: Lexicon): Token {
  const to = placesEnd(text, end, lexicon);
  const ending = lexicon.agencyEndings.find((suffix) => text.startsWith(suffix, to));
  if (ending === undefined) return { type: 'place', to, value: text.slice(from, to) };
  return { type: 'issuer', to: to + ending.length, value: text.slice(from, to + ending.length) };
}

/** 国家税务总局, and its office 国家税务总局吉林省税务局. */
function issuerAt(text: string, from: number, end: number, lexicon: Lexicon): Token {
  const places = placesEnd(text, end, lexicon);
  const ending = places > end ? lexicon.agencyEndings.find((suffix) => text.startsWith(suffix, places)) : undefined;
  const to = ending === undefined ? end : places + ending.length;
  return { type: 'issuer', to, value: text.slice(from, to) };
}

/** More places than three in a row are a list without marks, not one place (guessed). */
const deepestPlace = 3;

function placesEnd(text: string, from: number, lexicon: Lexicon): number {
  let to = from;
  for (let depth = 0; depth < deepestPlace; depth += 1) {
    const next = literalAt(lexicon, text, to);
    if (next?.entry.is !== 'place') return to;
    to += next.text.length;
  }
  return to;
}

/** A rule word that opens with a mark: 100元/月. */
function markedWordAt(text: string, from: number, lexicon: Lexicon): Token | null {
  const literal = literalAt(lexicon, text, from);
  if (literal?.entry.is !== 'word') return null;
  return { type: literal.entry.reason, to: from + literal.text.length, value: literal.text };
}

const wordPattern = /[A-Za-z][A-Za-z0-9_]{0,63}/y;

function wordAt(text: string, from: number): Token {
  wordPattern.lastIndex = from;
  const found = wordPattern.exec(text)?.[0] ?? text.charAt(from);
  return { type: 'word', to: from + found.length, value: found };
}

/** `.doc` after the name of an attachment. */
function suffixAt(text: string, from: number, suffixes: readonly string[]): Atom<'suffix'> | null {
  const found = suffixes.find((suffix) => text.slice(from, from + suffix.length).toLowerCase() === suffix);
  if (found === undefined || /[A-Za-z0-9]/.test(text.charAt(from + found.length))) return null;
  return { type: 'suffix', to: from + found.length, value: found };
}

function singleAt(text: string, from: number, marks: Marks): Token {
  const point = text.codePointAt(from) ?? 0;
  const char = String.fromCodePoint(point);
  const to = from + char.length;
  return { type: singleType(char, marks), to, value: foldWidth(char) };
}

function singleType(char: string, marks: Marks): TokenType {
  if (char >= '\u4e00' && char <= '\u9fff') return 'han';
  if (char === '\n') return 'break';
  if (/\s/.test(char)) return 'space';
  if (marks.quotes.has(char)) return 'quote';
  if (/\p{L}|\p{N}/u.test(char)) return /\p{Script=Han}/u.test(char) ? 'han' : 'word';
  return 'punctuation';
}

/** One run of tokens after the other. */
export function joinTokens(runs: readonly Tokens[]): Tokens {
  const [only, ...rest] = runs;
  if (only && rest.length === 0) return only;
  const total = runs.reduce((sum, run) => sum + run.length, 0);
  const joined = {
    length: total,
    types: runs.flatMap((run) => run.types),
    literal: new Int32Array(total),
    value: new Int32Array(total),
    mask: new Int32Array(total),
    from: new Int32Array(total),
    to: new Int32Array(total),
    inTitle: new Uint8Array(total),
  };
  let at = 0;
  for (const run of runs) {
    for (const field of ['literal', 'value', 'mask', 'from', 'to', 'inTitle'] as const)
      joined[field].set(run[field], at);
    at += run.length;
  }
  return joined;
}

/** A token that carries a word, a number or a name. */
export function isSpoken(type: TokenType): boolean {
  return !silentTypes.has(type);
}

/** A token whose value is expected to differ between notices of one kind. */
export function isMasked(type: TokenType): boolean {
  return maskedTypes.has(type);
}
