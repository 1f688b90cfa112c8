import type { TableCell, TablePassage } from '../model/comparison-table.js';
import type { DifferenceSide, Template } from '../model/difference.js';
import type { Reading } from '../model/document.js';
import { textRange } from './site/passage-text.js';
import { visible, visibleBlanks } from './visible.js';

/** A stretch of a passage: kept, or a change with what stands on the other side. */
export interface Run {
  readonly text: string;
  readonly isChanged: boolean;
  /** What the other side has there; empty for what is kept. */
  readonly other: string;
}

/** The document or template of a column. */
export type Origin = { readonly reading: Reading } | { readonly template: Template };

/** The passages of a cell cut where its changes start and end; `side` says whose text they are. */
export function runsOf(
  passages: readonly TablePassage[],
  { differences }: Pick<TableCell, 'differences'>,
  origin: Origin,
  side: 'a' | 'b',
): readonly Run[] {
  return passages.flatMap((passage, index) => {
    const changes = differences.flatMap((difference) => {
      const [own, other] = side === 'a' ? [difference.a, difference.b] : [difference.b, difference.a];
      return own.eId === passage.eId ? [{ ...placeIn(passage, own, origin), other: other.text }] : [];
    });
    const runs = cut(passage.text, changes);
    return index === 0 ? runs : [{ text: '⏎', isChanged: false, other: '' }, ...runs];
  });
}

interface Place {
  readonly from: number;
  readonly to: number;
}

/** Where a side stands in the text of its passage. */
function placeIn(passage: TablePassage, { span }: DifferenceSide, origin: Origin): Place {
  const { from, to, start } =
    'reading' in origin ? readingPlace(passage, span, origin.reading) : templatePlace(passage, span, origin.template);
  const clamp = (offset: number): number => Math.min(Math.max(offset - start, 0), passage.text.length);
  return { from: clamp(from), to: Math.max(clamp(from), clamp(to)) };
}

type Span = DifferenceSide['span'];

function readingPlace({ eId }: TablePassage, span: Span, { text, passages }: Reading): Place & { start: number } {
  return { ...textRange(text, span), start: passages.find((passage) => passage.eId === eId)?.from ?? 0 };
}

function templatePlace({ eId }: TablePassage, span: Span, { passages }: Template): Place & { start: number } {
  return { ...span, start: passages.find((passage) => passage.eId === eId)?.span.from ?? 0 };
}

function cut(text: string, changes: readonly (Place & { readonly other: string })[]): readonly Run[] {
  const runs: Run[] = [];
  const push = (part: string, isChanged: boolean, other: string): void => {
    if (part !== '' || isChanged)
      runs.push({ text: isChanged ? visibleBlanks(part) : visible(part.replace(/\s+/g, ' ')), isChanged, other });
  };
  let at = 0;
  for (const { from, to, other } of changes.toSorted((x, y) => x.from - y.from || x.to - y.to)) {
    if (from < at) continue; // a slot of several variables is one stretch
    push(text.slice(at, from), false, '');
    push(text.slice(from, to), true, visibleBlanks(other));
    at = to;
  }
  push(text.slice(at), false, '');
  return runs;
}
