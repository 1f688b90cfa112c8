import type { Passage } from '../model/document.js';
import { sourceSpan, type Text } from '../model/text.js';

/** A cell of a row; offsets into `Text.text`. */
export interface Cell {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/**
 * The cells of a passage that is a row: of a Markdown table (| a | b |), or separated by tabs in the source, which a
 * reading folds to one blank. One cell where it is no row. Empty cells are kept, so that columns stay in their place.
 */
export function listCells(text: Text, passage: Passage): Cell[] {
  const body = text.text.slice(passage.from, passage.to);
  const isPiped = (body.match(/\|/g)?.length ?? 0) >= 2;
  const cuts = isPiped ? pipes(body) : tabs(text, passage, body);
  const cells: Cell[] = [];
  let from = 0;
  for (const cut of [...cuts, body.length]) {
    cells.push(trimmed(body, from, cut, passage.from));
    from = cut + 1;
  }
  const inner = isPiped && body.startsWith('|') ? cells.slice(1) : cells;
  return isPiped && body.endsWith('|') ? inner.slice(0, -1) : inner;
}

function pipes(body: string): number[] {
  return Array.from(body.matchAll(/\|/g), (match) => match.index);
}

/** Offsets of the blanks that were tabs; a run of several tabs is one blank and one cut. */
function tabs(text: Text, passage: Passage, body: string): number[] {
  const source = sourceSpan(text, passage.from, passage.to);
  if (!text.source.slice(source.from, source.to).includes('\t')) return [];
  return Array.from(body.matchAll(/ /g), (match) => match.index).filter((index) => {
    const at = passage.from + index;
    return text.source.slice((text.at[at - 1] ?? 0) + 1, text.at[at + 1] ?? 0).includes('\t');
  });
}

function trimmed(body: string, from: number, to: number, base: number): Cell {
  const raw = body.slice(from, to);
  const start = from + (raw.length - raw.trimStart().length);
  const text = raw.trim();
  return { text, from: base + start, to: base + start + text.length };
}
