import type { Span } from '../model/text.js';

/** A page number alone on its line, as print has them: — 12 —, - 3 -, 第 2 页 共 9 页. A number without marks may be a cell. */
const pageMark =
  /^[\s\u00a0\u3000]*(?:[-—–－─] ?[0-9]{1,4} ?[-—–－─]|第 ?[0-9]{1,4} ?页(?:[ ,，/]*共 ?[0-9]{1,4} ?页)?)[\s\u00a0\u3000]*$/;
/** Longest line that may be a page number or a running head (guessed). */
const longestMark = 60;
/** A line beside as many page numbers is a running head: what fewer share may be text (guessed). */
const leastHeads = 3;

/** The lines (from 0) that print adds to each page: page numbers, and the same line beside many of them. */
export function findPageLines(source: string, lineStarts: Uint32Array): ReadonlySet<number> {
  const marks: number[] = [];
  for (let line = 0; line < lineStarts.length; line += 1) {
    if (!opensMark(source, lineStarts[line] ?? 0)) continue;
    const text = lineText(source, lineStarts, line);
    if (text !== null && pageMark.test(text)) marks.push(line);
  }
  const beside = new Map<string, number[]>();
  for (const mark of marks) {
    for (const line of [printedBefore(source, lineStarts, mark), printedAfter(source, lineStarts, mark)]) {
      const text = line === null ? null : lineText(source, lineStarts, line)?.trim();
      if (line === null || text == null || text === '') continue;
      const lines = beside.get(text);
      if (lines) lines.push(line);
      else beside.set(text, [line]);
    }
  }
  const heads = [...beside.values()].filter((lines) => new Set(lines).size >= leastHeads).flat();
  return new Set([...marks, ...heads]);
}

/** Whether a line may be one by its first character: most are not looked at further. */
function opensMark(source: string, start: number): boolean {
  let at = start;
  while (source.charCodeAt(at) === 0x20 || source.charCodeAt(at) === 0x3000 || source.charCodeAt(at) === 0xa0) at += 1;
  const char = source.charAt(at);
  return char !== '' && '-—–－─第\t\f'.includes(char);
}

/** The stretches of these lines, in order, without their ends. */
export function pageSpans(lines: ReadonlySet<number>, source: string, lineStarts: Uint32Array): readonly Span[] {
  return [...lines].map((line) => ({ from: lineStarts[line] ?? 0, to: lineStarts[line + 1] ?? source.length }));
}

/** A short line without its end; null for a longer one. */
function lineText(source: string, lineStarts: Uint32Array, line: number): string | null {
  const from = lineStarts[line] ?? 0;
  const to = lineStarts[line + 1] ?? source.length;
  return to - from > longestMark ? null : source.slice(from, to);
}

function printedBefore(source: string, lineStarts: Uint32Array, mark: number): number | null {
  for (let line = mark - 1; line >= 0; line -= 1) if (lineText(source, lineStarts, line)?.trim() !== '') return line;
  return null;
}

function printedAfter(source: string, lineStarts: Uint32Array, mark: number): number | null {
  for (let line = mark + 1; line < lineStarts.length; line += 1)
    if (lineText(source, lineStarts, line)?.trim() !== '') return line;
  return null;
}
