import type { Label } from '../catalogue.js';
import { bothLabels, en, zh } from './layout.js';
import { html, type Html, type Piece, trusted } from './markup.js';

/** A column of a table: its head, and what stands in a row. */
export interface Column<Row> {
  readonly head: Label;
  readonly cell: (row: Row) => Piece;
  /** Numbers stand to the right; a row head names the row, and as a work it has room for a title. */
  readonly as?: 'count' | 'rowHead' | 'work';
}

/**
 * A table with scoped heads. On a phone the cells of a row stand below each other, each under its head's word.
 *
 * @param rowId the `id` attribute of a row, where rows are linked to
 */
export function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[], rowId?: (row: Row) => string): Html {
  return html`<div class="scroll"><table class="stack">
<thead><tr>${columns.map((column) => head(column))}</tr></thead>
<tbody>
${rows.map((row) => tableRow(row, columns, rowId))}</tbody>
</table></div>
`;
}

/** Rows under their own headings in one table; a group without rows is left out. */
export function groupedTable<Row>(
  groups: readonly { readonly heading: Piece; readonly rows: readonly Row[] }[],
  columns: readonly Column<Row>[],
  rowId?: (row: Row) => string,
): Html {
  return html`<div class="scroll"><table class="stack">
<thead><tr>${columns.map((column) => head(column))}</tr></thead>
${groups
  .filter((group) => group.rows.length > 0)
  .map(
    (group) => html`<tbody>
<tr><th class="group" scope="rowgroup" colspan="${columns.length}">${group.heading}</th></tr>
${group.rows.map((row) => tableRow(row, columns, rowId))}</tbody>
`,
  )}</table></div>
`;
}

function head<Row>(column: Column<Row>): Html {
  return html`<th scope="col"${column.as === 'count' && trusted(' class="count"')}>${bothLabels(column.head)}</th>`;
}

function tableRow<Row>(row: Row, columns: readonly Column<Row>[], rowId?: (row: Row) => string): Html {
  const id = rowId && html` id="${rowId(row)}"`;
  return html`<tr${id ?? null}>${columns.map((column) => tableCell(column, row))}</tr>
`;
}

function tableCell<Row>(column: Column<Row>, row: Row): Html {
  const content = column.cell(row);
  if (column.as === 'rowHead') return html`<th scope="row">${content}</th>`;
  if (column.as === 'work') return html`<th scope="row" class="work">${content}</th>`;
  const count = column.as === 'count' && trusted(' class="count"');
  return html`<td${count} data-name="${zh.label[column.head]}" data-name-en="${en.label[column.head]}">${content}</td>`;
}
