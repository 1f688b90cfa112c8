import type { CollationRules } from '../model/collation-rules.js';
import type { Reading } from '../model/document.js';
import { compileNumbers, dateAt, type NumberPatterns, numberAt, ordinalNumberAt, referenceAt, urlAt } from './atoms.js';
import { mix } from './shingles.js';

/** Characters in a gram, a masked value counting as one: five tell notices of one kind from others of one field of law. */
const gramLength = 5;

/** Keys of what stands for a whole value, and of the end of a paragraph; no character has them. */
const key = { value: 0x1_0000, place: 0x1_0001, url: 0x1_0002, paragraphEnd: 0x1_0003 } as const;

/** What a character may open; everything else that is no word is left out. */
const opens = { nothing: 0, word: 1, number: 2, numeral: 3, reference: 4, letter: 5 } as const;

/**
 * Gives the function that reads a document as grams: five characters in a row, values and places masked, punctuation and
 * the interpretation left out. 32-bit hashes in the order of the text, as often as they stand there; the same for the
 * same text in any corpus. It reads no words, agencies or document numbers: what is inside them is masked all the same,
 * and a corpus is read in the time that the comparison takes for a tenth of it.
 */
export function makeGrams(rules: CollationRules): (reading: Reading) => Int32Array {
  const numbers = compileNumbers(rules.comparison.units);
  const places = indexPlaces(rules.gazetteer.places.keys());
  const kinds = classify();
  return (reading) => {
    const text = reading.text.text;
    const keys = new Keys(text.length + reading.passages.length);
    for (const passage of reading.passages) {
      if (passage.component === 'interpretation') continue;
      scan(text, passage.labelTo, passage.to, { numbers, places, kinds }, keys);
      keys.push(key.paragraphEnd);
    }
    return gramsOf(keys.all());
  };
}

class Keys {
  readonly #keys: Int32Array;
  #length = 0;

  constructor(most: number) {
    this.#keys = new Int32Array(most);
  }

  push(value: number): void {
    this.#keys[this.#length] = value;
    this.#length += 1;
  }

  /** 山东省泰安市 is one place. */
  pushPlace(): void {
    if (this.#length === 0 || this.#keys[this.#length - 1] !== key.place) this.push(key.place);
  }

  all(): Int32Array {
    return this.#keys.subarray(0, this.#length);
  }
}

interface Readers {
  readonly numbers: NumberPatterns;
  readonly places: Places;
  /** What each UTF-16 unit opens. */
  readonly kinds: Uint8Array;
}

function scan(text: string, from: number, to: number, { numbers, places, kinds }: Readers, keys: Keys): void {
  for (let at = from; at < to; ) {
    const code = text.charCodeAt(at);
    const kind = kinds[code];
    if (kind === opens.nothing) {
      at += 1;
      continue;
    }
    const value = kind === opens.word ? 0 : valueEnd(text, at, kind, numbers);
    if (value > at) {
      keys.push(kind === opens.letter ? key.url : key.value);
      at = Math.min(value, to);
      continue;
    }
    const place = places.first[code] === 1 ? placeEnd(text, at, places) : 0;
    if (place > at) keys.pushPlace();
    else keys.push(code);
    at = Math.max(place, at + 1);
  }
}

/** The end of the value that opens here, 0 where none does. */
function valueEnd(text: string, at: number, kind: number | undefined, numbers: NumberPatterns): number {
  if (kind === opens.letter) return urlAt(text, at)?.to ?? 0;
  if (kind === opens.reference) return (referenceAt(text, at) ?? ordinalNumberAt(text, at))?.to ?? 0;
  return (dateAt(text, at) ?? numberAt(text, at, numbers))?.to ?? 0;
}

function classify(): Uint8Array {
  const kinds = new Uint8Array(0x1_0000);
  for (let code = 0; code < kinds.length; code += 1)
    if (/[\p{L}\p{N}]/u.test(String.fromCharCode(code)) || (code >= 0xd800 && code < 0xe000)) kinds[code] = opens.word;
  const set = (characters: string, kind: number): void => {
    for (const character of characters) kinds[character.charCodeAt(0)] = kind;
  };
  set('0123456789', opens.number);
  set('〇零○一二两三四五六七八九十百千万', opens.numeral);
  set('第附', opens.reference);
  set('hHwWfF', opens.letter); // http, www, ftp
  return kinds;
}

/** Names of places by their first two characters, longest first. */
interface Places {
  readonly first: Uint8Array;
  readonly byStart: ReadonlyMap<number, readonly string[]>;
}

/** Shorter names are words of running text more often than places. */
const shortestPlace = 2;

function indexPlaces(names: Iterable<string>): Places {
  const first = new Uint8Array(0x1_0000);
  const byStart = new Map<number, string[]>();
  for (const name of names) {
    if (name.length < shortestPlace) continue;
    first[name.charCodeAt(0)] = 1;
    const start = startOf(name, 0);
    const list = byStart.get(start);
    if (list) list.push(name);
    else byStart.set(start, [name]);
  }
  for (const list of byStart.values()) list.sort((a, b) => b.length - a.length);
  return { first, byStart };
}

function startOf(text: string, at: number): number {
  return text.charCodeAt(at) * 0x1_0000 + text.charCodeAt(at + 1);
}

function placeEnd(text: string, at: number, { byStart }: Places): number {
  const name = byStart.get(startOf(text, at))?.find((candidate) => text.startsWith(candidate, at));
  return name === undefined ? 0 : at + name.length;
}

/** A hash that rolls over the keys, and is spread at the end. */
const base = 0x01000193;
const leaving = Array.from({ length: gramLength - 1 }).reduce<number>((power) => Math.imul(power, base), 1);

function gramsOf(keys: Int32Array): Int32Array {
  const grams = new Int32Array(Math.max(0, keys.length - gramLength + 1));
  let hash = 0;
  for (let i = 0; i < keys.length; i += 1) {
    if (i >= gramLength) hash = (hash - Math.imul(keys[i - gramLength] ?? 0, leaving)) | 0;
    hash = (Math.imul(hash, base) + (keys[i] ?? 0)) | 0;
    if (i >= gramLength - 1) grams[i - gramLength + 1] = mix(0, hash);
  }
  return grams;
}
