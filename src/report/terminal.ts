import type { StatusRow } from '../model/graph.js';
import type { RunReport } from '../model/run.js';
import { type Catalogue, catalogues, effectWord, fill, type Language, statusMark } from './catalogue.js';
import { cellWidth, cutCells, padCells } from './cells.js';
import { type Digest, digestRun } from './digest.js';
import { visibleLine } from './visible.js';

/** How a stretch of text is set off. */
export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** Puts a style on text; gives it back unchanged where there is no colour. Never needed to understand the text. */
export type Paint = (style: Style, text: string) => string;

/** No colour: what goes to a file or a pipe. */
export const plain: Paint = (_style, text) => text;

export interface TerminalOptions {
  readonly language: Language;
  readonly paint: Paint;
  /** Width of the terminal in cells. */
  readonly width: number;
}

/**
 * The printed summary of a run: one line for each thing a person wants to know at once.
 *
 * @param reportPath where the report was written, null where it was not
 */
export function runLines(report: RunReport, reportPath: string | null, options: TerminalOptions): string[] {
  const { label } = catalogues[options.language];
  const digest = digestRun(report);
  const heading = options.paint('bold', `${visibleLine(report.pipeline)} · ${label.asOf} ${report.asOf}`);
  const rows = facts(report, digest, options);
  const widest = Math.max(...rows.map(([name]) => cellWidth(name)));
  const lines = rows.map(([name, value]) => `  ${padCells(name, widest)}  ${value}`);
  const where = reportPath === null ? [] : [fill(label.pagesWritten, { path: visibleLine(reportPath) })];
  return [heading, ...lines, ...where];
}

type Fact = readonly [name: string, value: string];

function facts(report: RunReport, digest: Digest, { language, paint }: TerminalOptions): Fact[] {
  const words = catalogues[language];
  const { label } = words;
  const { novelty, differences, findings } = digest;
  const known = fill(label.completeness, {
    known: digest.held + digest.citedOnly,
    held: digest.held,
    cited: digest.citedOnly,
  });
  const waiting: Fact[] = [
    [label.disagreements, String(digest.disagreements.length)],
    [label.expiring, String(report.expiring.length)],
    [label.openEnds, String(report.graph.openEnds.length)],
  ];
  return [
    [
      label.documentsRead,
      `${report.readings.length} (${words.novelty.new} ${novelty.new}, ${words.novelty.changed} ${novelty.changed})`,
    ],
    [label.known, known],
    [label.families, String(report.families.length)],
    [
      label.differences,
      counted(words.kind, differences, ['substantive', 'slot', 'editorial', 'layout'], paint, 'substantive'),
    ],
    [label.effects, effectCounts(words, digest)],
    [
      label.changes,
      `${label.byDocuments} ${digest.changesByDocuments.length}, ${label.byTime} ${digest.changesByTime.length}`,
    ],
    [label.findings, counted(words.severity, findings, ['error', 'warning', 'info'], paint, 'error')],
    ...waiting,
    [label.gates, gateText(report, digest, words, paint)],
  ];
}

/** `substantive 2, slot 25`: the one that matters most is set off where there are any. */
function counted<Key extends string>(
  names: Readonly<Record<Key, string>>,
  counts: Readonly<Record<Key, number>>,
  order: readonly Key[],
  paint: Paint,
  loud: Key,
): string {
  return order
    .map((key) => {
      const text = `${names[key]} ${counts[key]}`;
      return key === loud && counts[key] > 0 ? paint('red', text) : text;
    })
    .join(', ');
}

function effectCounts(words: Catalogue, digest: Digest): string {
  const entries = [...digest.effects].map(([type, count]) => `${effectWord(words, type)} ${count}`);
  return entries.length > 0 ? entries.join(', ') : words.label.none;
}

function gateText(report: RunReport, digest: Digest, { label }: Catalogue, paint: Paint): string {
  if (report.gates.length === 0) return label.none;
  if (digest.failedGates.length === 0) return paint('green', `${label.passed} (${report.gates.length})`);
  const failed = digest.failedGates.map((gate) => `${visibleLine(gate.gate)} ${gate.counted} > ${gate.limit}`);
  return paint('red', `${label.failed}: ${failed.join(', ')}`);
}

/** Narrower than this, a column of names says nothing any more. Guessed. */
const narrowestName = 16;

/**
 * The audit as a table for a terminal: status, since, until, document, with a mark where the portal's label disagrees.
 * Chinese takes two cells; number and title share the last column, number first, and only it is cut to the width.
 */
export function auditTable(rows: readonly StatusRow[], options: TerminalOptions): string[] {
  const words = catalogues[options.language];
  const { label } = words;
  const heads = [`  ${label.status}`, label.sinceDay, label.untilDay, label.document];
  const cells = rows.map((row) => [statusCell(row, words), row.since ?? '', row.until ?? '', nameCell(row)]);
  const widths = columnWidths([heads, ...cells], options.width);
  const line = (row: readonly string[]) => tableLine(row, widths);
  const printed = rows.map((row, index) => {
    const text = line(cells[index] ?? []);
    return row.disagrees ? options.paint('red', text) : text;
  });
  const note = [
    ...(rows.some((row) => row.disagrees) ? [`! ${label.disagreements}`] : []),
    ...(rows.some((row) => row.declared !== undefined) ? [`* ${label.declared}`] : []),
  ];
  return [options.paint('bold', line(heads)), ...printed, ...note];
}

function statusCell(row: StatusRow, words: Catalogue): string {
  const implied = row.implied ? ` (${words.label.implied})` : '';
  const flag = row.disagrees ? '!' : row.declared === undefined ? ' ' : '*';
  return `${flag}${statusMark[row.status]} ${words.status[row.status]}${implied}`;
}

function nameCell(row: StatusRow): string {
  const parts = [row.number, row.title].filter((part) => part !== null);
  return visibleLine(parts.length > 0 ? parts.join('  ') : row.id);
}

/** Each column as wide as its widest cell, the last one what is left. */
function columnWidths(rows: readonly (readonly string[])[], width: number): number[] {
  const widest = (rows[0] ?? []).map((_head, column) => Math.max(...rows.map((row) => cellWidth(row[column] ?? ''))));
  const before = widest.slice(0, -1).reduce((sum, cells) => sum + cells + 2, 0);
  return [...widest.slice(0, -1), Math.max(narrowestName, width - before)];
}

function tableLine(row: readonly string[], widths: readonly number[]): string {
  return row
    .map((cell, column) => padCells(cutCells(cell, widths[column] ?? 0), widths[column] ?? 0))
    .join('  ')
    .trimEnd();
}
