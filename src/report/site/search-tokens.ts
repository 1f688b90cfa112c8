/** A run of Han characters, a number, or a run of other letters. */
const run = /\p{Script=Han}+|\d+(?:\.\d+)*|(?:(?!\p{Script=Han})\p{L}\p{M}*)+/gu;

/**
 * The terms of a text for the search: pairs of neighbouring Han characters (one that stands alone is a term itself),
 * words of other scripts in lower case, numbers whole. The same as `searchTokens` of `src/client/search-tokens.ts`,
 * which reads what people type; a test holds the two together.
 */
export function searchTokens(text: string): string[] {
  return [...text.normalize('NFKC').toLowerCase().matchAll(run)].flatMap(([found]) =>
    /^\p{Script=Han}/u.test(found) ? pairsOf([...found]) : [found],
  );
}

function pairsOf(characters: readonly string[]): string[] {
  if (characters.length === 1) return [...characters];
  return characters.slice(1).map((character, n) => `${characters[n] ?? ''}${character}`);
}
