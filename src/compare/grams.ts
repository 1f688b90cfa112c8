import type { CollationRules } from '../model/collation-rules.js';
import type { Reading } from '../model/document.js';
import { compileLexicon, type Lexicon, literalAt, withIssuers } from './lexicon.js';
import { mix } from './shingles.js';
import { hashedKeys, isMasked, isSpoken, makeTokeniser } from './tokens.js';

/** Characters in a gram, a masked value counting as one: five tell notices of one kind from others of one field of law. */
const gramLength = 5;

/** Between paragraphs, so that their order does not make grams. */
const paragraphEnd = hashedKeys.of('\n');
const anyPlace = hashedKeys.of('any place');

/**
 * Gives the function that reads a document as a set of grams: five characters in a row, values masked, punctuation and
 * the interpretation left out. Sorted 32-bit hashes, each once; the same for the same text in any corpus.
 */
export function makeGrams(rules: CollationRules): (reading: Reading) => Int32Array {
  const lexicon = compileLexicon(rules);
  return (reading) => {
    const tokenise = makeTokeniser(withIssuers(lexicon, reading.document.issuers), hashedKeys);
    const text = reading.text.text;
    const keys: number[] = [];
    for (const passage of reading.passages) {
      if (passage.component === 'interpretation') continue;
      const tokens = tokenise(text, passage.labelTo, passage.to);
      for (let i = 0; i < tokens.length; i += 1) {
        const type = tokens.types[i];
        if (type === undefined || !isSpoken(type)) continue;
        if (isMasked(type) && type !== 'issuer') keys.push(tokens.mask[i] ?? 0);
        else pushCharacters(keys, text.slice(tokens.from[i], tokens.to[i]), lexicon);
      }
      keys.push(paragraphEnd);
    }
    return gramsOf(keys);
  };
}

/** Words and agencies count by character, the place in an agency as one: 国家税务总局□税务局. */
function pushCharacters(keys: number[], printed: string, lexicon: Lexicon): void {
  for (let at = 0; at < printed.length; ) {
    const literal = literalAt(lexicon, printed, at);
    const isPlace = literal?.entry.is === 'place';
    keys.push(isPlace ? anyPlace : hashedKeys.of(printed.charAt(at)));
    at += isPlace ? literal.text.length : 1;
  }
}

function gramsOf(keys: readonly number[]): Int32Array {
  const grams = new Set<number>();
  for (let i = 0; i + gramLength <= keys.length; i += 1) {
    let gram = 0;
    for (let k = 0; k < gramLength; k += 1) gram = mix(gram, keys[i + k] ?? 0);
    grams.add(gram);
  }
  return Int32Array.from(grams).sort();
}
