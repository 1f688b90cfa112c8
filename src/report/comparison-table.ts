import type { ComparisonTable, TableCell, TableRow } from '../model/comparison-table.js';
import type { DifferenceKind, Relation } from '../model/difference.js';
import { type Catalogue, catalogues, type Language } from './catalogue.js';
import { contradictionLines, typeContradictions } from './collation.js';
import { cellWidth, cutCells, padCells } from './cells.js';
import { escapeMarkdown } from './markdown.js';
import { type Origin, type Run, runsOf } from './runs.js';
import { bothLabels, type Frame, inert, renderPage } from './site/layout.js';
import { html, type Html } from './site/markup.js';
import type { Paint, Style, TerminalOptions } from './terminal.js';
import { visibleLine } from './visible.js';

/** A table with the texts it was made from. */
export interface ShownTable {
  readonly table: ComparisonTable;
  /** Names and texts of the first and of each other, in the order of the columns. */
  readonly columns: readonly { readonly name: string; readonly origin: Origin }[];
}

const kinds: readonly DifferenceKind[] = ['substantive', 'slot', 'editorial', 'layout'];

/** What stands before a cell: how its clause corresponds where it is more than edited. */
const signs: Readonly<Record<Relation, string>> = {
  match: ' ',
  split: '<',
  join: '>',
  moved: '»',
  renumbered: '#',
  omitted: '-',
  added: '+',
};

/** Between two columns: a blank, the sign of the cell, a blank. */
const gutter = 3;

/** Narrower columns hold no clause; a terminal that is too narrow for the documents gets lines that are too long. */
const narrowestColumn = 16;

/**
 * The documents side by side for a terminal: a column each, a row for each clause, changes as `[-omitted-]` and
 * `{+added+}`. A clause that says the same is `=`. Ends with the counts by kind, a line for each document.
 */
export function tableLines(shown: ShownTable, options: TerminalOptions): string[] {
  const { columns, table } = shown;
  const width = Math.max(narrowestColumn, Math.floor((options.width - gutter * (columns.length - 1)) / columns.length));
  const heads = columns.map(({ name }) => padCells(cutCells(visibleLine(name), width), width));
  const rule = '─'.repeat(width * columns.length + gutter * (columns.length - 1));
  return [
    options.paint('bold', heads.join(' '.repeat(gutter)).trimEnd()),
    rule,
    ...table.rows.flatMap((row) => rowLines(shown, row, width, options.paint)),
    rule,
    ...summaryLines(shown, catalogues[options.language], options.paint),
  ];
}

function summaryLines({ table, columns }: ShownTable, words: Catalogue, paint: Paint): string[] {
  return table.others.flatMap((other, index) => [
    `${visibleLine(columns[index + 1]?.name ?? '')}: ${summaryText(other.summary, words)}`,
    ...contradictionLines(typeContradictions(other, words), words).map((line) => paint('yellow', line)),
    ...(other.exact ? [] : [paint('yellow', words.label.notExact)]),
  ]);
}

function summaryText(summary: Readonly<Record<DifferenceKind, number>>, words: Catalogue): string {
  return kinds.map((kind) => `${words.kind[kind]} ${summary[kind]}`).join(', ');
}

function rowLines(shown: ShownTable, row: TableRow, width: number, paint: Paint): string[] {
  const columns = [
    wrapRuns(firstPieces(shown, row), width, paint),
    ...row.cells.map((cell, index) => wrapRuns(cellPieces(shown, cell, index + 1), width, paint)),
  ];
  const height = Math.max(...columns.map((lines) => lines.length));
  return Array.from({ length: height }, (_, nth) =>
    columns
      .map((lines, index) => {
        const cell = row.cells[index - 1];
        const sign = nth === 0 && cell ? signOf(cell) : ' ';
        return `${index === 0 ? '' : ` ${sign} `}${lines[nth] ?? ' '.repeat(width)}`;
      })
      .join('')
      .trimEnd(),
  );
}

function signOf(cell: TableCell): string {
  return cell.relation === 'match' && cell.edited ? '~' : signs[cell.relation];
}

/** A stretch of a cell in one style. */
interface StyledText {
  readonly text: string;
  readonly style: Style | null;
}

/** The first column; what one other document changes is marked in it. */
function firstPieces(shown: ShownTable, { first, cells }: TableRow): readonly StyledText[] {
  const [only, another] = cells;
  const origin = shown.columns[0]?.origin;
  if (!first || !origin) return [];
  if (!only || another !== undefined) return [{ text: visibleLine(first.text), style: null }];
  return runsOf([first], only, origin, 'a').map((run) =>
    run.isChanged && run.text !== '' ? { text: `[-${run.text}-]`, style: 'red' } : { text: run.text, style: null },
  );
}

/** What a document has; with several, what the first has there stands with it. */
function cellPieces(shown: ShownTable, cell: TableCell | null, column: number): readonly StyledText[] {
  const origin = shown.columns[column]?.origin;
  if (!cell || !origin) return [];
  if (saysTheSame(cell)) return [{ text: '=', style: 'dim' }];
  const isPair = shown.columns.length === 2;
  return runsOf(cell.passages, cell, origin, 'b').flatMap((run): readonly StyledText[] => {
    if (!run.isChanged) return [{ text: run.text, style: null }];
    const removed: StyledText[] =
      run.other === '' || isPair ? [] : [{ text: `[-${visibleLine(run.other)}-]`, style: 'red' }];
    return run.text === '' ? removed : [...removed, { text: `{+${run.text}+}`, style: 'green' }];
  });
}

function saysTheSame({ relation, edited, passages, differences }: TableCell): boolean {
  return relation === 'match' && !edited && passages.length > 0 && differences.length === 0;
}

/** Text in lines of a number of cells, each filled up. */
function wrapRuns(pieces: readonly StyledText[], width: number, paint: Paint): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  const end = (): void => {
    lines.push(line + ' '.repeat(width - used));
    line = '';
    used = 0;
  };
  for (const { text, style } of pieces) {
    let part = '';
    const flush = (): void => {
      if (part !== '') line += style ? paint(style, part) : part;
      part = '';
    };
    for (const character of text) {
      const size = cellWidth(character);
      if (used + size > width) {
        flush();
        end();
      }
      part += character;
      used += size;
    }
    flush();
  }
  if (used > 0) end();
  return lines;
}

/** The documents as a table of Markdown, changes as ~~omitted~~ **added**. */
export function tableMarkdown(shown: ShownTable, language: Language): string {
  const words = catalogues[language];
  const { columns, table } = shown;
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return `${[
    line(columns.map(({ name }) => escapeMarkdown(name))),
    line(columns.map(() => '---')),
    ...table.rows.map((row) =>
      line([
        row.first ? escapeMarkdown(row.first.text) : '',
        ...row.cells.map((cell, index) => markdownCell(shown, cell, index + 1)),
      ]),
    ),
    '',
    ...summaryLines(shown, words, (_style, text) => text).map((text) => `- ${escapeMarkdown(text)}`),
  ].join('\n')}\n`;
}

function markdownCell(shown: ShownTable, cell: TableCell | null, column: number): string {
  const origin = shown.columns[column]?.origin;
  if (!cell || !origin) return '';
  if (saysTheSame(cell)) return '\\=';
  const runs = runsOf(cell.passages, cell, origin, 'b').map(markdownRun);
  return `${cell.relation === 'match' ? '' : `${signs[cell.relation]} `}${runs.join('')}`;
}

function markdownRun({ text, isChanged, other }: Run): string {
  if (!isChanged) return escapeMarkdown(text);
  return `${other === '' ? '' : `~~${escapeMarkdown(other)}~~`}${text === '' ? '' : `**${escapeMarkdown(text)}**`}`;
}

/** The table as a page on its own, with the look of the site and no links out of it. */
export function tablePage(shown: ShownTable, language: Language = 'zh-CN'): string {
  const { columns, table } = shown;
  const frame: Frame = {
    base: '',
    section: null,
    title: columns.map(({ name }) => name).join(' — '),
    asOf: null,
    toolVersion: null,
    rulesSha256: null,
    language,
    behaviour: inert,
    entries: [],
  };
  const main = html`<h1>${bothLabels('comparison')}</h1>
<div class="scroll"><table>
<thead><tr>${columns.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${table.rows.map((row) => pageRow(shown, row))}</tbody>
</table></div>
<ul>${summaryLines(shown, catalogues[language], (_style, text) => text).map((text) => html`<li>${text}</li>`)}</ul>`;
  return renderPage(frame, main);
}

function pageRow(shown: ShownTable, row: TableRow): Html {
  const cells = row.cells.map((cell, index) => html`<td>${pageCell(shown, cell, index + 1)}</td>`);
  return html`<tr><td>${row.first?.text ?? ''}</td>${cells}</tr>
`;
}

function pageCell(shown: ShownTable, cell: TableCell | null, column: number): Html {
  const origin = shown.columns[column]?.origin;
  if (!cell || !origin) return html``;
  if (saysTheSame(cell)) return html`=`;
  const runs = runsOf(cell.passages, cell, origin, 'b').map(({ text, isChanged, other }) =>
    isChanged ? html`${other && html`<del>${other}</del>`}${text && html`<ins>${text}</ins>`}` : html`${text}`,
  );
  const sign = cell.relation === 'match' ? '' : `${signs[cell.relation]} `;
  return html`${sign}${runs}`;
}
