import { cutByWeight } from '../cuts.js';
import { bothLabels, bothPlain } from './layout.js';
import { html, type Html } from './markup.js';
import { partPath } from './links.js';

/** One page of a list that is cut into several. */
export interface Part<Row> {
  readonly path: string;
  /** Counted from 1. */
  readonly number: number;
  readonly of: number;
  readonly rows: readonly Row[];
  /** Place of the first row in the whole list, counted from 1. */
  readonly first: number;
  readonly total: number;
}

/** A list in parts of at most `size` rows; at least one part, which may be empty. */
export function partsOf<Row>(name: string, rows: readonly Row[], size: number): readonly Part<Row>[] {
  return partsByWeight(name, rows, () => 1, size);
}

/** A list in parts that weigh at most `most` each; `cutByWeight`. */
export function partsByWeight<Row>(
  name: string,
  rows: readonly Row[],
  weightOf: (row: Row) => number,
  most: number,
): readonly Part<Row>[] {
  return partsOfCuts(name, cutByWeight(rows, weightOf, most));
}

/** The cuts of a list as pages of one name. */
export function partsOfCuts<Row>(name: string, cuts: readonly (readonly Row[])[]): readonly Part<Row>[] {
  const total = cuts.reduce((sum, rows) => sum + rows.length, 0);
  let first = 1;
  return cuts.map((rows, n) => {
    const part = { path: partPath(name, n), number: n + 1, of: cuts.length, rows, first, total };
    first += rows.length;
    return part;
  });
}

/** The part, counted from 0, of each row, by what names it. */
export function partNumbers<Row, Key>(parts: readonly Part<Row>[], keyOf: (row: Row) => Key): ReadonlyMap<Key, number> {
  return new Map(parts.flatMap(({ rows, number }) => rows.map((row) => [keyOf(row), number - 1] as const)));
}

/** Links from a part to the others; nothing where there is only one. All parts lie in one folder. */
export function pager(name: string, part: Part<unknown>, range: 'rowRange' | 'clauseRange' = 'rowRange'): Html | null {
  if (part.of === 1) return null;
  const last = part.first + part.rows.length - 1;
  const entries = partsNear(part).map((n) => (n === null ? html`<li class="gap">…</li>` : pagerEntry(name, part, n)));
  return html`<nav class="pager" aria-label="${bothPlain((words) => words.label.pages)}"><p class="range">${bothLabels(range, { from: part.first, to: last, total: part.total })}</p><ol>${entries}</ol></nav>
`;
}

function pagerEntry(name: string, part: Part<unknown>, n: number): Html {
  if (n === part.number) return html`<li><a href="${part.path}" aria-current="page">${n}</a></li>`;
  return html`<li><a href="${partPath(name, n - 1)}">${n}</a></li>`;
}

/** The first and last part and those around the one that is shown; null stands for what is left out between them. */
function partsNear({ number, of }: Part<unknown>): readonly (number | null)[] {
  const shown = Array.from({ length: of }, (_, n) => n + 1).filter(
    (n) => n === 1 || n === of || Math.abs(n - number) <= 2,
  );
  return shown.flatMap((n, place) => (place > 0 && n - (shown[place - 1] ?? 0) > 1 ? [null, n] : [n]));
}
