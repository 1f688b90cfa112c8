import type { StatusRow } from '../model/graph.js';
import { type Catalogue, catalogues, effectWord, type Language } from './catalogue.js';
import { escapeMarkdown } from './markdown.js';
import { visibleLine } from './visible.js';

/** The columns of the audit as a table of text; the heads are those of the JSON, so that scripts find them. */
export const auditColumns: readonly { readonly head: string; readonly cell: (row: StatusRow) => string }[] = [
  { head: 'id', cell: (row) => row.id },
  { head: 'title', cell: (row) => row.title ?? '' },
  { head: 'number', cell: (row) => row.number ?? '' },
  { head: 'held', cell: (row) => String(row.held) },
  { head: 'status', cell: (row) => row.status },
  { head: 'statusZh', cell: (row) => catalogues['zh-CN'].status[row.status] },
  { head: 'implied', cell: (row) => String(row.implied) },
  { head: 'since', cell: (row) => row.since ?? '' },
  { head: 'until', cell: (row) => row.until ?? '' },
  { head: 'provisions', cell: (row) => row.provisions?.join('、') ?? '' },
  { head: 'reasonType', cell: (row) => row.reason?.type ?? '' },
  { head: 'reasonBy', cell: (row) => row.reason?.by ?? '' },
  { head: 'reasonLine', cell: (row) => String(row.reason?.line ?? '') },
  { head: 'reasonQuote', cell: (row) => row.reason?.quote ?? '' },
  { head: 'reasonSnapshot', cell: (row) => row.reason?.snapshot ?? '' },
  { head: 'declared', cell: (row) => row.declared ?? '' },
  { head: 'officialStatus', cell: (row) => row.officialStatus ?? '' },
  { head: 'disagrees', cell: (row) => String(row.disagrees) },
];

/**
 * What a spreadsheet takes for a formula at the start of a field: `=`, `+`, `-`, `@` and their full-width forms, which
 * Excel takes for the same. Blanks before them are gone by then. OWASP, CSV injection.
 */
const formulaStart = /^[=+\-@＝＋－＠]/;

/**
 * The audit as RFC 4180: CRLF after every record, fields with a comma, quote or line end in quotes.
 *
 * A field that a spreadsheet would run as a formula gets a leading `'`; characters that cannot be seen are written
 * as code points. `bom` puts the byte order mark in front without which Excel does not read UTF-8.
 */
export function auditCsv(rows: readonly StatusRow[], options: { readonly bom: boolean }): string {
  return printCsv(auditColumns, rows, options);
}

/** Any rows as CSV, in the manner of `auditCsv`. */
export function printCsv<Row>(
  columns: readonly { readonly head: string; readonly cell: (row: Row) => string }[],
  rows: readonly Row[],
  options: { readonly bom: boolean },
): string {
  const records = [
    columns.map((column) => column.head),
    ...rows.map((row) => columns.map((column) => column.cell(row))),
  ];
  const text = records.map((record) => `${record.map(csvField).join(',')}\r\n`).join('');
  return options.bom ? `\ufeff${text}` : text;
}

function csvField(value: string): string {
  const shown = visibleLine(value);
  const guarded = formulaStart.test(shown) ? `'${shown}` : shown;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** The heads of the audit where people read it. */
export function auditHeads(label: Catalogue['label']): readonly string[] {
  const { title, number, status, sinceDay, untilDay, reason, portalLabel } = label;
  return [title, number, status, sinceDay, untilDay, reason, portalLabel];
}

/** The audit as a Markdown table, one row a document. */
export function auditMarkdown(rows: readonly StatusRow[], language: Language): string {
  const { label, status } = catalogues[language];
  const heads = auditHeads(label);
  const lines = rows.map((row) => [
    escapeMarkdown(row.title ?? row.id),
    escapeMarkdown(row.number ?? ''),
    row.implied ? `${status[row.status]} (${label.implied})` : status[row.status],
    row.since ?? '',
    row.until ?? '',
    reasonCell(row, language),
    row.disagrees
      ? `${escapeMarkdown(row.officialStatus ?? '')} **${label.disagrees}**`
      : escapeMarkdown(row.officialStatus ?? ''),
  ]);
  const rule = heads.map(() => '---');
  return [heads, rule, ...lines].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

function reasonCell({ reason, id }: StatusRow, language: Language): string {
  if (!reason) return '';
  const words = catalogues[language];
  const by = reason.by === id ? '' : ` ${escapeMarkdown(reason.by)}`;
  return `${escapeMarkdown(effectWord(words, reason.type))}${by}: “${escapeMarkdown(reason.quote)}” (${reason.line})`;
}
