import writeExcelFile from 'write-excel-file/node';
import type { StatusRow } from '../model/graph.js';
import { auditColumns } from './audit-formats.js';
import { visibleLine } from './visible.js';

/** Widths of columns in characters; a longer text runs on in its cell. */
const widths: Readonly<Record<string, number>> = { id: 30, title: 60, number: 30, reasonQuote: 60, reasonBy: 30 };
const usualWidth = 14;

/**
 * The audit as a spreadsheet, one sheet with the columns of the CSV. Every cell is text: nothing of a document is run as
 * a formula, and 007 stays 007.
 */
export async function auditXlsx(rows: readonly StatusRow[]): Promise<Uint8Array> {
  const head = auditColumns.map(({ head: value }) => ({ value, type: String, fontWeight: 'bold' as const }));
  const data = rows.map((row) => auditColumns.map(({ cell }) => ({ value: visibleLine(cell(row)), type: String })));
  const columns = auditColumns.map(({ head: name }) => ({ width: widths[name] ?? usualWidth }));
  const sheet = { data: [head, ...data], sheet: 'audit', columns, stickyRowsCount: 1 };
  return new Uint8Array(await writeExcelFile([sheet]).toBuffer());
}
