/** Combining marks and format characters take no cell of their own. */
const zeroWide = /[\p{Mn}\p{Me}\p{Cf}]/u;

/**
 * Characters two cells wide: the W and F classes of Unicode's East Asian Width in the blocks that Chinese text uses.
 * Ambiguous ones (“” … —) count one: that is what terminals in UTF-8 locales do unless told otherwise.
 */
const twoWide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** The number of terminal cells a text takes. */
export function cellWidth(text: string): number {
  let width = 0;
  for (const character of text) width += widthOf(character);
  return width;
}

/** The text filled with spaces up to `width` cells; a wider one stays as it is. */
export function padCells(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - cellWidth(text)));
}

/** The text cut to at most `width` cells, `…` standing for what was cut. */
export function cutCells(text: string, width: number): string {
  if (cellWidth(text) <= width) return text;
  let kept = '';
  let used = 1; // the ellipsis
  for (const character of text) {
    used += widthOf(character);
    if (used > width) break;
    kept += character;
  }
  return width > 0 ? `${kept}…` : '';
}

function widthOf(character: string): 0 | 1 | 2 {
  if (zeroWide.test(character)) return 0;
  return twoWide.test(character) ? 2 : 1;
}
