import { type TokenType, tokenTypes } from './token-types.js';

/** What single characters are where they open nothing longer. */
export interface SingleTypes {
  /** The type of a UTF-16 unit; null for half of a character of two. */
  readonly typeOf: (code: number) => TokenType | null;
}

const unknown = 0;
const half = 255;

/** Gives the types of single characters, each looked up once: a notice holds a hundred marks of ten kinds. */
export function readSingles(quotes: readonly string[]): SingleTypes {
  const known = new Uint8Array(0x1_0000);
  const isQuote = new Set(quotes);
  const read = (code: number): number => {
    if (code >= 0xd800 && code < 0xe000) return half;
    const char = String.fromCharCode(code);
    return tokenTypes.indexOf(isQuote.has(char) ? 'quote' : typeOfCharacter(char)) + 1;
  };
  return {
    typeOf: (code) => {
      if (code >= 0x4e00 && code <= 0x9fff) return 'han';
      if (known[code] === unknown) known[code] = read(code);
      return tokenTypes[(known[code] ?? half) - 1] ?? null;
    },
  };
}

/** The type of a character that is no quote. */
export function typeOfCharacter(char: string): TokenType {
  if (char === '\n') return 'break';
  if (/\s/.test(char)) return 'space';
  if (/\p{L}|\p{N}/u.test(char)) return /\p{Script=Han}/u.test(char) ? 'han' : 'word';
  return 'punctuation';
}
