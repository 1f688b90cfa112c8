import { unzipSync } from 'fflate';
import writeExcelFile, { type Cell, type Sheet } from 'write-excel-file/node';
import { type IsoDate, parseIsoDate } from '../model/date.js';
import { visibleLine } from './visible.js';
import { zipOf } from './zip.js';

/** What a cell holds: text, a day, a count, or nothing. */
export type CellValue = string | number | null;

/** A column of a sheet: its head, its width in characters, and what it shows of a row. */
export interface SheetColumn<Row> {
  readonly head: string;
  readonly width: number;
  /** `date`: the text of the cell is an `IsoDate` and is written as a day. */
  readonly as?: 'date';
  readonly cell: (row: Row) => CellValue;
}

/** A sheet, made ready by `sheetOf`: its name and its rows of cells, the head first. */
type ReadySheet = Sheet<never>;

/** Excel holds no more characters in a cell, and no more rows on a sheet (support.microsoft.com, specifications and limits). */
const longestCell = 32_767;
const mostRows = 1_048_576;

/** The first day of Excel's calendar that is the same in all programs: they disagree on whether 1900 had a 29th of February. */
const firstDay = '1900-03-01';

/**
 * A sheet with a frozen bold head. Text is typed as text: nothing of a document is run as a formula, 007 stays 007, and
 * characters that cannot be seen are written as code points; the library leaves out what XML cannot hold. Rows beyond what a sheet can hold are left out.
 *
 * @param name at most 31 characters, without `[]/\:*?`
 */
export function sheetOf<Row>(name: string, columns: readonly SheetColumn<Row>[], rows: readonly Row[]): ReadySheet {
  const head = columns.map((column) => ({ value: column.head, type: String, fontWeight: 'bold' as const }));
  const data = rows.slice(0, mostRows - 1).map((row) => columns.map((column) => cellOf(column, row)));
  return {
    data: [head, ...data],
    sheet: name,
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
  };
}

function cellOf<Row>({ as, cell }: SheetColumn<Row>, row: Row): Cell {
  const value = cell(row);
  if (value === null || value === '') return null;
  if (typeof value === 'number') return { value, type: Number };
  const day = as === 'date' ? parseIsoDate(value) : null;
  if (day !== null && day >= firstDay) return { value: midnight(day), format: 'yyyy-mm-dd' };
  return { value: visibleLine(value).slice(0, longestCell), type: String };
}

/** The library counts days from the epoch in UTC, so that no time zone moves a day. */
function midnight(day: IsoDate): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** The sheets as an .xlsx file (ECMA-376). Packed by our own hand: the library dates the parts by the clock. */
export async function printSheets(sheets: readonly ReadySheet[]): Promise<Uint8Array> {
  const packed = new Uint8Array(await writeExcelFile([...sheets]).toBuffer());
  return zipOf(new Map(Object.entries(unzipSync(packed))));
}
