import type { JiaokanError, Place } from '../model/message.js';
import { cellWidth } from '../report/cells.js';

/** `code  file:line:col  what`, with the line and a caret under it where they are known. */
export function describeError(error: JiaokanError): string {
  const { place } = error;
  const where = place ? `${describePlace(place)}  ` : '';
  return `${error.code}  ${where}${error.message}${place ? excerpt(place) : ''}`;
}

export function describePlace({ file, line, column }: Place): string {
  if (line === undefined) return file;
  return column === undefined ? `${file}:${String(line)}` : `${file}:${String(line)}:${String(column)}`;
}

/** Longest excerpt, in characters; a longer line is cut around the column. */
const longestExcerpt = 100;

/** The source line with a caret; carets count display cells, of which a Chinese character has two. */
function excerpt({ excerpt: line, column }: Place): string {
  if (line === undefined || line.trim() === '' || column === undefined) return '';
  const start = Math.max(0, column - 1 - longestExcerpt / 2);
  const shown = line.slice(start, start + longestExcerpt);
  return `\n    ${shown}\n    ${' '.repeat(cellWidth(line.slice(start, column - 1)))}^`;
}
