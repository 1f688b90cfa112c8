import type { Reading } from '../model/document.js';
import { type Lexicon, withIssuers } from './lexicon.js';
import { countedKeys, type Keys, makeTokeniser } from './tokens.js';
import { readingWitness, type Witness } from './witness.js';

/** Two documents as witnesses whose tokens can be held against each other. */
export type Preparer = (a: Reading, b: Reading) => readonly [Witness, Witness];

/** Witnesses kept at once: a first document beside others is read once in so many, and as many are a few megabytes. */
const mostKept = 16;

/**
 * Gives the function that makes witnesses of documents, and that reads a document it was given a short while ago no
 * second time. What is kept is what a document says by itself, never what a comparison of it gave.
 */
export function makePreparer(lexicon: Lexicon): Preparer {
  let shelf = new Shelf(lexicon);
  return (a, b) => {
    if (shelf.size >= mostKept) shelf = new Shelf(lexicon);
    const issuers = [...a.document.issuers, ...b.document.issuers];
    return [shelf.take(a, issuers), shelf.take(b, issuers)];
  };
}

/** A document with its witnesses, by the agencies that made a difference to its tokens. */
interface Kept {
  readonly names: (issuer: string) => boolean;
  readonly witnesses: Map<string, Witness>;
}

/** Documents whose tokens have keys of one count. */
class Shelf {
  size = 0;
  readonly #keys: Keys = countedKeys();
  readonly #kept = new Map<Reading, Kept>();

  constructor(private readonly lexicon: Lexicon) {}

  /** A document as it reads where some agencies are known; those that it does not name change nothing. */
  take(reading: Reading, issuers: readonly string[]): Witness {
    const kept = this.#kept.get(reading) ?? { names: namesIn(reading), witnesses: new Map<string, Witness>() };
    this.#kept.set(reading, kept);
    const named = [...new Set(issuers.filter(kept.names))].sort();
    const known = kept.witnesses.get(named.join('\n'));
    if (known) return known;
    const witness = readingWitness(reading, makeTokeniser(withIssuers(this.lexicon, named), this.#keys));
    kept.witnesses.set(named.join('\n'), witness);
    this.size += 1;
    return witness;
  }
}

/** Gives whether a document names an agency, each looked for once. */
function namesIn({ text, passages }: Reading): (issuer: string) => boolean {
  const known = new Map<string, boolean>();
  // A capture may hold many documents. Blanks inside words are closed up before agencies are looked for.
  const closed = text.text.slice(passages[0]?.from ?? 0, passages.at(-1)?.to ?? 0).replaceAll(' ', '');
  return (issuer) => {
    const isKnown = known.get(issuer);
    if (isKnown !== undefined) return isKnown;
    const isNamed = closed.includes(issuer.replaceAll(' ', ''));
    known.set(issuer, isNamed);
    return isNamed;
  };
}
