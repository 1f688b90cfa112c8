import type { ComparisonTable, TableCell, TablePassage, TableRow } from '../model/comparison-table.js';
import type { Comparison, Difference, Pair, Template } from '../model/difference.js';
import type { Reading } from '../model/document.js';
import type { EId } from '../model/ids.js';

/** A document, with how it compares with the first. */
export interface Compared {
  readonly passages: readonly TablePassage[];
  readonly comparison: Comparison;
}

/**
 * Puts documents beside a first one: a row for each passage of the first, in its order, and for each passage that only
 * others have, behind the one it follows there. What two of them add at one place in the same words is one row.
 *
 * @param first passages of the first document or template
 * @param others each compared with the first
 */
export function tabulate(id: string, first: readonly TablePassage[], others: readonly Compared[]): ComparisonTable {
  const columns = others.map((other) => readColumn(other, first));
  const added = (place: number): readonly TableRow[] =>
    joinAdded(
      columns.flatMap((column, index) => (column.added.get(place) ?? []).map((cell) => ({ index, cell }))),
      columns.length,
    );
  const rows = first.flatMap((passage, place): readonly TableRow[] => [
    { first: passage, cells: columns.map((column) => column.cells.get(passage.eId) ?? null) },
    ...added(place),
  ]);
  return {
    first: { id },
    others: others.map(({ comparison }) => ({
      id: comparison.b.id,
      exact: comparison.exact,
      summary: comparison.summary,
      ...(comparison.contradictions ? { contradictions: comparison.contradictions } : {}),
    })),
    rows: [...added(-1), ...rows],
  };
}

/** The passages of a document as a table shows them. */
export function passagesOfReading({ passages, text }: Reading): readonly TablePassage[] {
  return passages.map(({ eId, line, from, to }) => ({ eId, line, text: text.text.slice(from, to) }));
}

export function passagesOfTemplate({ passages }: Template): readonly TablePassage[] {
  return passages.map(({ eId, line, text }) => ({ eId, line, text }));
}

/** One document of the table: what it has for each passage of the first, and behind it. */
interface Column {
  readonly cells: ReadonlyMap<EId, TableCell>;
  /** By place of the passage of the first before it, -1 at the start. */
  readonly added: ReadonlyMap<number, readonly TableCell[]>;
}

function readColumn({ passages, comparison }: Compared, first: readonly TablePassage[]): Column {
  const inB = new Map(passages.map((passage) => [passage.eId, passage]));
  const places = new Map(first.map(({ eId }, place) => [eId, place]));
  const cells = new Map<EId, TableCell>();
  const added = new Map<number, TableCell[]>();
  const differencesOf = sortDifferences(comparison);
  let last = -1;
  let pending: TableCell[] = [];
  for (const pair of comparison.pairs) {
    const cell: TableCell = {
      relation: pair.relation,
      edited: pair.edited,
      passages: pair.b.flatMap((ref) => inB.get(ref.eId) ?? []),
      differences: differencesOf(pair),
    };
    const [head, ...rest] = pair.a;
    if (!head) {
      pending.push(cell);
      continue;
    }
    // What stands there instead of omitted passages comes after them.
    if (pair.relation !== 'omitted') {
      added.set(last, [...(added.get(last) ?? []), ...pending]);
      pending = [];
    }
    cells.set(head.eId, cell);
    for (const ref of rest) cells.set(ref.eId, { ...cell, passages: [], differences: [] });
    last = places.get(pair.a.at(-1)?.eId ?? head.eId) ?? last;
  }
  return { cells, added: added.set(last, [...(added.get(last) ?? []), ...pending]) };
}

/** The differences of a pair: those on its passages; an omission has a side in B that belongs to another. */
function sortDifferences({ differences }: Comparison): (pair: Pair) => readonly Difference[] {
  const byA = groupBy(differences, ({ reason, a }) => (reason === 'added-clause' ? null : a.eId));
  const byB = groupBy(differences, ({ reason, b }) => (reason === 'added-clause' ? b.eId : null));
  return (pair) =>
    pair.a.length > 0
      ? pair.a.flatMap((ref) => byA.get(ref.eId) ?? [])
      : pair.b.flatMap((ref) => byB.get(ref.eId) ?? []);
}

function groupBy(
  differences: readonly Difference[],
  keyOf: (difference: Difference) => EId | null,
): ReadonlyMap<EId, readonly Difference[]> {
  const groups = new Map<EId, Difference[]>();
  for (const difference of differences) {
    const key = keyOf(difference);
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), difference]);
  }
  return groups;
}

/** Rows of what only others have at one place; equal texts in one row. */
function joinAdded(found: readonly { index: number; cell: TableCell }[], columns: number): readonly TableRow[] {
  const rows = new Map<string, (TableCell | null)[]>();
  for (const { index, cell } of found) {
    const text = cell.passages.map((passage) => passage.text).join('\n');
    const key = rows.get(text)?.[index] ? `${text}\n${String(rows.size)}` : text;
    const cells = rows.get(key) ?? Array.from({ length: columns }, () => null);
    cells[index] = cell;
    rows.set(key, cells);
  }
  return [...rows.values()].map((cells) => ({ first: null, cells }));
}
