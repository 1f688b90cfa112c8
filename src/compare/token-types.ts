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

/** A token that carries a word, a number or a name; marks are left out when texts are matched without them. */
export function isSpoken(type: TokenType): boolean {
  return type !== 'punctuation' && type !== 'quote' && type !== 'space' && type !== 'break' && type !== 'suffix';
}

/** A token whose value is expected to differ between notices of one kind. */
export function isMasked(type: TokenType): boolean {
  return maskedTypes.has(type);
}
