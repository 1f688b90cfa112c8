/* exported searchTokens */

/** What people type in terms, as `src/report/site/search-tokens.ts` made them of titles and numbers. */
function searchTokens(text: string): string[] {
  const run = /\p{Script=Han}+|\d+(?:\.\d+)*|(?:(?!\p{Script=Han})\p{L}\p{M}*)+/gu;
  return [...text.normalize('NFKC').toLowerCase().matchAll(run)].flatMap(([found]) => {
    const characters = [...found];
    if (!/^\p{Script=Han}/u.test(found)) return [found];
    if (characters.length === 1) return characters;
    return characters.slice(1).map((character, n) => `${characters[n] ?? ''}${character}`);
  });
}
