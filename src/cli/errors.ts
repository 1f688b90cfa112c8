import type { JiaokanError, Place } from '../model/message.js';
import { cellWidth } from '../report/cells.js';
import { visible, visibleLine } from '../report/visible.js';

/** `code  file:line:col  what`, with the line and a caret under it where they are known. */
export function describeError(error: JiaokanError): string {
  const { place } = error;
  const where = place ? `${describePlace(place)}  ` : '';
  return `${error.code}  ${where}${visible(error.message)}${place ? excerpt(place) : ''}`;
}

/** File names are untrusted: what would drive the terminal or hide the rest stands as its code point. */
export function describePlace({ file, line, column }: Place): string {
  const name = visibleLine(file);
  if (line === undefined) return name;
  return column === undefined ? `${name}:${String(line)}` : `${name}:${String(line)}:${String(column)}`;
}

/** Longest excerpt, in characters; a longer line is cut around the column. */
const longestExcerpt = 100;

/** The source line with a caret; carets count display cells, of which a Chinese character has two. */
function excerpt({ excerpt: line, column }: Place): string {
  if (line === undefined || line.trim() === '' || column === undefined) return '';
  const start = Math.max(0, column - 1 - longestExcerpt / 2);
  const shown = visible(line.slice(start, start + longestExcerpt));
  return `\n    ${shown}\n    ${' '.repeat(cellWidth(visible(line.slice(start, column - 1))))}^`;
}
