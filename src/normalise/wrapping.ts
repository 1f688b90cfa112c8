/** A line of a source as far as wrapping is concerned. Widths and indents in cells; a Chinese character has two. */
interface Line {
  readonly width: number;
  readonly indent: number;
  /** Last character that is no blank, empty for a blank line and for a row of a table, which is never wrapped. */
  readonly last: string;
  /** The line opens with a clause label. 一、 and (一) stand inside sentences too; 第三条 and 1. seldom. */
  readonly label: 'none' | 'weak' | 'strong';
  /** A title or bracket is opened in the line and not closed. */
  readonly isOpen: boolean;
}

/** Narrower text is a list or a poem, wider text is one paragraph a line (guessed; e-mail wraps at 72 to 80, print at 60 to 90). */
const narrowestWrap = 30;
const widestWrap = 220;
/** A wrapped line falls short of the width by at most a punctuation mark that may not open the next, and one character. */
const shortfall = 4;
/** Marks that may not open a line hang over the edge: ”)。 and one more. */
const overhang = 8;
/** Share of lines that are longer still: those with a URL or a long number (guessed). */
const mostLonger = 0.04;
/** Share of neighbouring lines that must break in the middle of a sentence, and the least number of them (guessed). */
const leastShare = 0.15;
const leastBreaks = 4;

const sentenceEnd = /[。；;：:！!？?]/;
const strongLabel =
  /^(?:第[一二三四五六七八九十百千〇零0-9０-９]+[编章节条](?=[\s【]|$)|[0-9０-９]{1,3}[.．、](?![0-9])|附件)/;
const weakLabel =
  /^(?:第[一二三四五六七八九十百千〇零0-9０-９]+[编章节条](?!第|规定|的|、)|[一二三四五六七八九十]+、(?![一二三四五六七八九十]+、)|[（(][一二三四五六七八九十0-9]+[)）](?!项|款|目|、))/;

/**
 * The lines (from 0) whose end is no end of a paragraph, because the text is wrapped at a fixed width; empty where it is
 * not. A text counts as wrapped where many neighbouring lines are equally long and break in the middle of a sentence.
 * A blank line, an indent and a clause label open a paragraph; a page end does not.
 *
 * @param pageLines lines that print adds to each page; with the blank lines around them they are as if not there
 */
export function findSoftBreaks(
  source: string,
  lineStarts: Uint32Array,
  pageLines: ReadonlySet<number>,
): ReadonlySet<number> {
  const all = Array.from(lineStarts, (start, index) => measure(source, start, lineStarts[index + 1] ?? source.length));
  const kept = [...all.keys()].filter((index) => !isOfPage(all, index, pageLines));
  const lines = kept.length === all.length ? all : all.filter((_, index) => !isOfPage(all, index, pageLines));
  // A list of labelled lines that are equally long is no wrapped text.
  const followed = lines.filter(
    (line, index) => line.last !== '' && (lines[index + 1]?.last ?? '') !== '' && lines[index + 1]?.label === 'none',
  );
  const width = wrapWidth(followed);
  const soft = new Set<number>();
  if (width === null) return soft;
  const indent = continuationIndent(lines, width);
  lines.forEach((line, index) => {
    const next = lines[index + 1];
    if (line.last === '' || !next || next.last === '' || !isFull(line, width)) return;
    const labelled =
      next.label !== 'none' && (sentenceEnd.test(line.last) || (next.label === 'strong' && !line.isOpen));
    const opens = next.indent > indent + 1 || labelled;
    if (opens) return;
    for (let line = kept[index] ?? 0; line < (kept[index + 1] ?? 0); line += 1) soft.add(line);
  });
  return soft;
}

/** Blank lines between a page number and the text (guessed). */
const mostBlanks = 4;

/** A line of the page, or a blank line that only parts it from the text. */
function isOfPage(lines: readonly Line[], index: number, pageLines: ReadonlySet<number>): boolean {
  if (pageLines.size === 0) return false;
  if (pageLines.has(index)) return true;
  if (lines[index]?.width !== 0) return false;
  return [-1, 1].some((step) => {
    let at = index + step;
    while (Math.abs(at - index) < mostBlanks && lines[at]?.width === 0 && !pageLines.has(at)) at += step;
    return pageLines.has(at);
  });
}

/** The width at which the text is wrapped; null where it is not. */
function wrapWidth(followed: readonly Line[]): number | null {
  if (followed.length < leastBreaks) return null;
  const widths = followed.map((line) => line.width).sort((a, b) => a - b);
  const width = widths[Math.floor((widths.length - 1) * 0.9)] ?? 0;
  if (width < narrowestWrap || width > widestWrap) return null;
  const broken = followed.filter(
    (line) => isFull(line, width) && line.width <= width + overhang && !sentenceEnd.test(line.last),
  );
  const longer = followed.filter((line) => line.width > width + overhang);
  const isWrapped =
    broken.length >= Math.max(leastBreaks, followed.length * leastShare) &&
    longer.length <= followed.length * mostLonger;
  return isWrapped ? width : null;
}

function isFull(line: Line, width: number): boolean {
  return line.width >= width - shortfall; // longer, too: marks hang over the edge, and a URL does not break
}

/** The indent of lines that go on in the middle of a sentence: a line that is indented more opens a paragraph. */
function continuationIndent(lines: readonly Line[], width: number): number {
  const indents = lines.flatMap((line, index) => {
    const next = lines[index + 1];
    return next && next.last !== '' && isFull(line, width) && !sentenceEnd.test(line.last) ? [next.indent] : [];
  });
  return indents.sort((a, b) => a - b)[Math.floor(indents.length / 2)] ?? 0;
}

function measure(source: string, from: number, end: number): Line {
  let to = end;
  while (to > from && isBlank(source.charCodeAt(to - 1))) to -= 1;
  let start = from;
  let indent = 0;
  while (start < to && isBlank(source.charCodeAt(start))) {
    indent += cells(source.charCodeAt(start));
    start += 1;
  }
  let width = indent;
  for (let i = start; i < to && width <= widestWrap + shortfall; i += 1) width += cells(source.charCodeAt(i));
  const isRow = isTableRow(source, start, to);
  const opening = source.slice(start, Math.min(to, start + 16));
  const tail = source.slice(Math.max(start, to - widestWrap), to);
  return {
    width,
    indent,
    last: start < to && !isRow ? source.charAt(to - 1) : '',
    label: strongLabel.test(opening) ? 'strong' : weakLabel.test(opening) ? 'weak' : 'none',
    isOpen: tail.lastIndexOf('《') > tail.lastIndexOf('》') || tail.lastIndexOf('(') > tail.lastIndexOf(')'),
  };
}

/** Cells separated by tabs, or | a | b |. */
function isTableRow(source: string, from: number, to: number): boolean {
  const line = source.slice(from, to); // a search in the source would run on to its end
  return line.includes('\t') || (line.length > 1 && line.startsWith('|') && line.endsWith('|'));
}

function isBlank(unit: number): boolean {
  return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d) || unit === 0xa0 || unit === 0x3000;
}

function cells(unit: number): number {
  return unit >= 0x2e80 || (unit >= 0x2014 && unit <= 0x2026) ? 2 : 1;
}
