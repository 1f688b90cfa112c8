import type { StatusRow } from '../model/graph.js';
import { auditColumns } from './audit-formats.js';
import { printSheets, sheetOf } from './spreadsheet.js';

/** Widths of columns in characters; a longer text runs on in its cell. */
const widths: Readonly<Record<string, number>> = { id: 30, title: 60, number: 30, reasonQuote: 60, reasonBy: 30 };
const usualWidth = 14;

/** The audit as a spreadsheet, one sheet with the columns of the CSV, all of them text; see `sheetOf`. */
export async function auditXlsx(rows: readonly StatusRow[]): Promise<Uint8Array> {
  const columns = auditColumns.map(({ head, cell }) => ({ head, cell, width: widths[head] ?? usualWidth }));
  return printSheets([sheetOf('audit', columns, rows)]);
}
