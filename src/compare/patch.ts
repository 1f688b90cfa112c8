import { createTwoFilesPatch, formatPatch, type StructuredPatch } from 'diff';
import type { Reading } from '../model/document.js';

/**
 * Lines added and removed after which the patch replaces everything: the library's time grows with their square (half a
 * second for 4,000, measured).
 */
const maxEditLength = 4_000;

/**
 * Gives the plain unified patch of two documents, one normalised paragraph a line, for `patch` and for readers who want
 * nothing else. Furniture of the portal is no part of a document and is left out.
 */
export function patchReadings(a: Reading, b: Reading): string {
  const [textA, textB] = [plainText(a), plainText(b)];
  const patch = createTwoFilesPatch(a.document.id, b.document.id, textA, textB, '', '', { context: 3, maxEditLength });
  return patch ?? formatPatch(replaceAll(a, textA, b, textB));
}

/** A patch of one hunk that takes all of A out and puts all of B in. */
function replaceAll(a: Reading, textA: string, b: Reading, textB: string): StructuredPatch {
  const linesA = textA.split('\n').slice(0, -1);
  const linesB = textB.split('\n').slice(0, -1);
  const lines = [...linesA.map((line) => `-${line}`), ...linesB.map((line) => `+${line}`)];
  const hunk = { oldStart: 1, oldLines: linesA.length, newStart: 1, newLines: linesB.length, lines };
  return { oldFileName: a.document.id, newFileName: b.document.id, oldHeader: '', newHeader: '', hunks: [hunk] };
}

/** The paragraphs of a document, each on a line of its own. */
export function plainText({ passages, text }: Reading): string {
  return passages.map(({ from, to }) => `${text.text.slice(from, to)}\n`).join('');
}
