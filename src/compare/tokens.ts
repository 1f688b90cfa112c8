import { type Atom, dateAt, documentNumbers, numberAt, ordinalNumberAt, referenceAt, slotAt, urlAt } from './atoms.js';
import { numberKey } from '../notation/document-numbers.js';
import { closeUp } from './blanks.js';
import { hanNumerals, type Lexicon, literalAt, opensAtom } from './lexicon.js';
import { type SingleTypes, typeOfCharacter } from './singles.js';
import { isMasked, type TokenType } from './token-types.js';

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
  const room = new Room();
  return (text, from, to) => {
    const closed = closeUp(text, from, to);
    const draft = new Draft(keys, masks, text, closed?.at ?? null, room.take(to - from));
    if (closed) scan(closed.text, 0, closed.text.length, lexicon, draft);
    else scan(text, from, to, lexicon, draft);
    return draft.tokens();
  };
}

/** Reads a stretch into a draft: each character by what it may open, document numbers where they were found before. */
function scan(text: string, from: number, to: number, lexicon: Lexicon, draft: Draft): void {
  const { singles } = lexicon;
  const ahead = documentNumbers(text, from, to, lexicon.rules);
  let next = 0;
  for (let at = from; at < to; ) {
    const number = ahead[next];
    if (number && number.from <= at) {
      next += 1;
      if (number.to > at) at = draft.push(at, number);
      continue;
    }
    const code = text.charCodeAt(at);
    const single = singles.typeOf(code);
    if (single !== null && !opensAtom(lexicon, code, text.charCodeAt(at + 1))) {
      draft.pushSingle(at, single, code);
      at += 1;
      continue;
    }
    const token = readToken(text, at, lexicon);
    // An atom ends before a document number that opens inside it: its agency characters are not a place.
    const limit = Math.min(to, number?.from ?? to);
    at = draft.push(at, token.to > limit ? singleAt(text, at, singles) : token);
  }
}

/** Space for the tokens of many stretches: one allocation for thousands of them. */
class Room {
  #words = new Int32Array(0);
  #bytes = new Uint8Array(0);
  #used = 0;

  /** Lanes for a stretch of at most so many tokens. */
  take(most: number): Lanes {
    if (this.#used + most > this.#bytes.length) {
      const size = Math.max(most, roomSize);
      this.#words = new Int32Array(size * wordLanes);
      this.#bytes = new Uint8Array(size);
      this.#used = 0;
    }
    const start = this.#used;
    this.#used += most;
    return { words: this.#words, bytes: this.#bytes, start, most };
  }
}

/** Tokens for which space is taken at once: 84 KB, more than most notices have. */
const roomSize = 4_096;

/** literal, value, mask, from, to. */
const wordLanes = 5;

/** Where the tokens of a stretch are written: five lanes of words one after the other, one lane of bytes. */
interface Lanes {
  readonly words: Int32Array;
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly most: number;
}

/** The mask of a template's `{{slot}}`: that of the values it stands for. */
export type SlotMasks = (name: string) => TokenType | null;
const noSlots: SlotMasks = () => null;

class Draft {
  readonly #types: TokenType[] = [];
  #length = 0;
  #depth = 0;
  /** The agency that the last title opens with. */
  #titleIssuer: string | null = null;
  /** The last characters of the last two tokens. */
  #last = 0;
  #lastButOne = 0;
  readonly #words: Int32Array;
  /** Where the lanes of words start. */
  readonly #base: number;

  /** @param at where each character of the text that is read stands in it; null where it is read as it stands */
  constructor(
    private readonly keys: Keys,
    private readonly masks: SlotMasks,
    private readonly text: string,
    private readonly at: readonly number[] | null,
    private readonly lanes: Lanes,
  ) {
    this.#words = lanes.words;
    this.#base = lanes.start * wordLanes;
  }

  /** Takes up a token that starts at an offset of what is read; gives where the next one starts. */
  push(start: number, token: Token): number {
    const from = this.#place(start);
    const to = this.#place(token.to - 1) + 1;
    this.#fillTo(from);
    this.#take(from, to, token);
    return token.to;
  }

  /** As `push`, for one UTF-16 unit that says what it is. */
  pushSingle(start: number, type: TokenType, code: number): void {
    const from = this.at === null ? start : this.#place(start);
    this.#fillTo(from);
    if (code === opensTitle) this.#depth += 1;
    if (this.#last === opensTitle && this.#depth === 1) this.#titleIssuer = null;
    const key = singleKey(code);
    this.#write(type, from, from + 1, key, key, key);
    if (code === closesTitle && this.#depth > 0) this.#depth -= 1;
    this.#lastButOne = this.#last;
    this.#last = code;
  }

  /** Blanks that were closed up before a token are a token of their own. */
  #fillTo(from: number): void {
    const end = this.#length > 0 ? (this.#words[this.#lane(4) + this.#length - 1] ?? from) : from;
    if (end < from) this.#take(end, from, { type: 'space', to: from, value: ' ' });
  }

  #lane(index: number): number {
    return this.#base + index * this.lanes.most;
  }

  #write(type: TokenType, from: number, to: number, literal: number, value: number, mask: number): void {
    const words = this.#words;
    const { most, bytes, start } = this.lanes;
    const at = this.#base + this.#length;
    this.#types.push(type);
    words[at] = literal;
    words[at + most] = value;
    words[at + 2 * most] = mask;
    words[at + 3 * most] = from;
    words[at + 4 * most] = to;
    bytes[start + this.#length] = Math.min(this.#depth, 255);
    this.#length += 1;
  }

  #keyOf(type: TokenType, text: string): number {
    return text.length === 1 && isSingle(type) ? singleKey(text.charCodeAt(0)) : this.keys.of(type, text);
  }

  #place(offset: number): number {
    return this.at ? (this.at[offset] ?? this.text.length) : offset;
  }

  #take(from: number, to: number, token: Token): void {
    const printed = this.text.slice(from, to);
    if (printed === '《') this.#depth += 1;
    if (this.#last === opensTitle && this.#depth === 1)
      this.#titleIssuer = token.type === 'issuer' ? token.value : null;
    const value = this.#valueOf(token);
    const literal = this.#keyOf('han', foldWidth(printed));
    this.#write(token.type, from, to, literal, this.#keyOf(token.type, value), this.#maskOf(token));
    if (printed === '》' && this.#depth > 0) this.#depth -= 1;
    this.#lastButOne = this.#last;
    this.#last = this.text.charCodeAt(to - 1);
  }

  /** 《国家税务总局山东省税务局…》(2022年第10号): the title says whose number it is, with or without 公告 between them. */
  #valueOf(token: Token): string {
    if (token.type !== 'document-number') return token.value;
    // (财政部、国家档案局令第79号): what stands between joint issuers says nothing.
    const value = numberKey(token.value).replace(/[、,]/g, '');
    const isBehindTitle = this.#lastButOne === closesTitle && this.#last === opensBracket;
    const isBare = isBehindTitle && /^[0-9]{4}年/.test(value);
    return isBare && this.#titleIssuer !== null ? `${this.#titleIssuer}${value}` : value;
  }

  #maskOf(token: Token): number {
    const type = token.type === 'slot' ? this.masks(token.value) : token.type;
    return type !== null && isMasked(type) ? this.keys.of('any', type) : this.#keyOf(token.type, token.value);
  }

  tokens(): Tokens {
    const { bytes, start } = this.lanes;
    const lane = (index: number): Int32Array =>
      this.#words.subarray(this.#lane(index), this.#lane(index) + this.#length);
    return {
      length: this.#length,
      types: this.#types,
      literal: lane(0),
      value: lane(1),
      mask: lane(2),
      from: lane(3),
      to: lane(4),
      inTitle: bytes.subarray(start, start + this.#length),
    };
  }
}

const opensTitle = '《'.charCodeAt(0);
const closesTitle = '》'.charCodeAt(0);
const opensBracket = '('.charCodeAt(0);

/** Types of which one character is one token and says itself. */
function isSingle(type: TokenType): boolean {
  return (
    type === 'han' ||
    type === 'punctuation' ||
    type === 'word' ||
    type === 'quote' ||
    type === 'space' ||
    type === 'break'
  );
}

/** The key of one character, whatever its width: below those that are counted. */
function singleKey(code: number): number {
  return code >= 0xff01 && code <= 0xff5e ? 0xfee0 - code - 1 : -1 - code;
}

/** Full-width forms of ASCII are read as ASCII: width is never a difference (`domain.md` 4). */
function foldWidth(text: string): string {
  if (text.length === 1 && (text < '\uff01' || text > '\uff5e')) return text;
  return text.replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
}

/** The token at an offset. What each first character may open is asked in the order of how much it would take. */
function readToken(text: string, from: number, lexicon: Lexicon): Token {
  const char = text.charAt(from);
  const { numbers, singles } = lexicon;
  if (char >= '0' && char <= '9')
    return dateAt(text, from) ?? numberAt(text, from, numbers) ?? singleAt(text, from, singles);
  if (char >= '\u4e00' || char === '〇' || char === '○') return readHan(text, from, lexicon);
  if (/[a-z]/i.test(char)) return urlAt(text, from) ?? wordAt(text, from);
  if (char === '{') return slotAt(text, from) ?? singleAt(text, from, singles);
  if (char === '/') return markedWordAt(text, from, lexicon) ?? singleAt(text, from, singles);
  if (char === '.') return suffixAt(text, from, lexicon) ?? singleAt(text, from, singles);
  return singleAt(text, from, singles);
}

function readHan(text: string, from: number, lexicon: Lexicon): Token {
  const char = text.charAt(from);
  if (char === '第' || char === '附') {
    const found = referenceAt(text, from) ?? ordinalNumberAt(text, from);
    if (found) return found;
  }
  if (hanNumerals.includes(char)) {
    const found = dateAt(text, from) ?? numberAt(text, from, lexicon.numbers);
    if (found) return found;
  }
  const literal = literalAt(lexicon, text, from);
  if (!literal) return singleAt(text, from, lexicon.singles);
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
function suffixAt(text: string, from: number, { rules }: Lexicon): Atom<'suffix'> | null {
  const found = rules.comparison.fileSuffixes.find(
    (suffix) => text.slice(from, from + suffix.length).toLowerCase() === suffix,
  );
  if (found === undefined || /[A-Za-z0-9]/.test(text.charAt(from + found.length))) return null;
  return { type: 'suffix', to: from + found.length, value: found };
}

function singleAt(text: string, from: number, singles: SingleTypes): Token {
  const code = text.charCodeAt(from);
  const type = singles.typeOf(code);
  if (type !== null) return { type, to: from + 1, value: foldWidth(text.charAt(from)) };
  const char = String.fromCodePoint(text.codePointAt(from) ?? 0);
  return { type: typeOfCharacter(char), to: from + char.length, value: char };
}

/** The end of a paragraph as a token that takes up what lies before the next one. */
export function paragraphEnd(from: number, to: number): Tokens {
  const key = Int32Array.of(singleKey(10));
  const place = { from: Int32Array.of(from), to: Int32Array.of(to), inTitle: Uint8Array.of(0) };
  return { length: 1, types: ['break'], literal: key, value: key, mask: key, ...place };
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
