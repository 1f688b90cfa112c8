import type { Difference, DifferenceKind } from '../model/difference.js';
import type { EId } from '../model/ids.js';
import type { Catalogue } from './catalogue.js';
import { catalogues, kindMark, type Language, slotWord } from './catalogue.js';
import {
  type ClauseDifferences,
  collateClauses,
  type Collation,
  contradictionLines,
  contradictionsOf,
  readSlots,
  templateSlotOf,
} from './collation.js';
import { escapeMarkdown } from './markdown.js';
import { comparisonRows } from './site/comparison-rows.js';
import { collation as collationOf, comparisonRowAnchor, type ComparisonView } from './site/comparison-view.js';
import { bothLabels, type Frame, inert, renderPage } from './site/layout.js';
import { html, type Html } from './site/markup.js';
import { fragment } from './site/links.js';
import type { SiteScripts } from './site/scripts.js';
import { type SidePassage, sideOfReading, sideOfTemplate } from './site/sides.js';
import type { TerminalOptions } from './terminal.js';
import { visibleBlanks, visibleLine } from './visible.js';

/** The kinds in the order in which people want them. */
const kinds: readonly DifferenceKind[] = ['substantive', 'slot', 'editorial', 'layout'];

/**
 * One comparison for a terminal: a line for each clause that differs, `-` what A has, `+` what B has, and a summary
 * by kind at the end. Whole texts, on one line each; differences in the order of A.
 */
export function comparisonLines(collation: Collation, options: TerminalOptions): string[] {
  const words = catalogues[options.language];
  const { paint } = options;
  const heading = [
    paint('red', `--- ${visibleLine(collation.aName)}`),
    paint('green', `+++ ${visibleLine(collation.bName)}`),
  ];
  const clauses = collateClauses(words, collation, collation.comparison.differences);
  const cap = collation.comparison.exact ? [] : [paint('yellow', words.label.notExact)];
  return [
    ...heading,
    ...clauses.flatMap((clause) => clauseLines(collation, clause, words, options)),
    ...cap,
    ...contradictionLines(contradictionsOf(collation, words), words).map((line) => paint('yellow', line)),
    summaryLine(collation, words),
  ];
}

function clauseLines(
  collation: Collation,
  clause: ClauseDifferences,
  words: Catalogue,
  { paint }: TerminalOptions,
): string[] {
  const place = `${clause.aLine ?? '·'},${clause.bLine ?? '·'}`;
  const heading = paint('cyan', `@@ ${place} @@ ${visibleLine(clause.name)}`);
  return [heading, ...clause.differences.flatMap((difference) => changeLines(collation, difference, words, paint))];
}

function changeLines(
  collation: Collation,
  difference: Difference,
  words: Catalogue,
  paint: TerminalOptions['paint'],
): string[] {
  const what = paint(
    difference.kind === 'substantive' ? 'bold' : 'dim',
    `  [${kindMark[difference.kind]}] ${meaning(collation, difference, words)}`,
  );
  const removed =
    difference.a.text === ''
      ? []
      : [paint('red', `- ${changedText(readSlots(collation.template, difference.a.text))}`)];
  const added = difference.b.text === '' ? [] : [paint('green', `+ ${changedText(difference.b.text)}`)];
  return [what, ...removed, ...added];
}

/** `substantive: period`, `slot: issuer, material`. */
function meaning(collation: Collation, difference: Difference, words: Catalogue): string {
  const slot =
    difference.slot === null
      ? null
      : (templateSlotOf(collation.template, difference) ?? slotWord(words, difference.slot));
  const notes = [
    difference.reason && words.reason[difference.reason],
    slot,
    difference.material ? words.label.materialSlot : null,
  ];
  const said = notes.filter((note) => note !== null);
  return said.length > 0
    ? `${words.kind[difference.kind]}: ${visibleLine(said.join(', '))}`
    : words.kind[difference.kind];
}

function changedText(text: string): string {
  return visibleLine(visibleBlanks(text));
}

function summaryLine({ comparison }: Collation, words: Catalogue): string {
  if (comparison.differences.length === 0) return words.label.identical;
  return kinds.map((kind) => `${words.kind[kind]} ${comparison.summary[kind]}`).join(', ');
}

/** One comparison as Markdown: a heading for each clause that differs, a list of its changes. */
export function comparisonMarkdown(collation: Collation, language: Language): string {
  const words = catalogues[language];
  const clauses = collateClauses(words, collation, collation.comparison.differences);
  const parts = [
    `# ${escapeMarkdown(collation.aName)} → ${escapeMarkdown(collation.bName)}`,
    summaryLine(collation, words),
    ...(collation.comparison.exact ? [] : [`**${words.label.notExact}**`]),
    ...contradictionLines(contradictionsOf(collation, words), words).map((line) => `**${escapeMarkdown(line)}**`),
    ...clauses.flatMap((clause) => [
      `## ${escapeMarkdown(clause.name)} (${clause.aLine ?? '·'}, ${clause.bLine ?? '·'})`,
      clause.differences.map((difference) => markdownChange(collation, difference, words)).join('\n'),
    ]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function markdownChange(collation: Collation, difference: Difference, words: Catalogue): string {
  const a =
    difference.a.text === ''
      ? ''
      : ` ~~${escapeMarkdown(visibleBlanks(readSlots(collation.template, difference.a.text)))}~~`;
  const b = difference.b.text === '' ? '' : ` **${escapeMarkdown(visibleBlanks(difference.b.text))}**`;
  return `- ${kindMark[difference.kind]} ${escapeMarkdown(meaning(collation, difference, words))}:${a}${b}`;
}

/**
 * One comparison as a page on its own: that of the site, with no links out of it.
 *
 * @param scripts what the page runs; null for a page that runs nothing
 */
export function comparisonPage(
  collation: Collation,
  language: Language,
  scripts: Pick<SiteScripts, 'page' | 'compare'> | null,
): string {
  const frame: Frame = {
    base: '',
    section: null,
    title: `${collation.aName} — ${collation.bName}`,
    asOf: null,
    toolVersion: null,
    rulesSha256: null,
    language,
    behaviour: scripts ? { scripts: [scripts.page, scripts.compare], data: {} } : inert,
    entries: [],
  };
  return renderPage(frame, comparisonMain(collation, language));
}

function comparisonMain(collation: Collation, language: Language): Html {
  const { comparison, template } = collation;
  const [a, b] = template ? (['template', 'document'] as const) : (['sideA', 'sideB'] as const);
  const words = catalogues[language];
  const notes = [
    ...contradictionLines(contradictionsOf(collation, words), words),
    ...(comparison.exact ? [] : [words.label.notExact]),
  ];
  return html`<h1>${bothLabels('comparison')}</h1>
<p class="subtitle">${bothLabels(a)} ${collation.aName}<br>${bothLabels(b)} ${collation.bName}</p>
${notes.map((line) => html`<p class="flag">${line}</p>`)}
${comparison.differences.length === 0 && html`<p>${bothLabels('identical')}</p>`}
${collationOf(viewOf(collation))}`;
}

function viewOf({ comparison, template, a, b }: Collation): ComparisonView {
  const sideB = b ? sideOfReading(b) : new Map<EId, SidePassage>();
  const sideA = template ? sideOfTemplate(template) : a ? sideOfReading(a) : new Map<EId, SidePassage>();
  const rows = comparisonRows(comparison, [...sideB.keys()]);
  const nothing = { hrefOfB: () => null, reviewOf: () => null };
  const hrefOfRow = (index: number): string => fragment(comparisonRowAnchor(index));
  return { comparison, template, key: comparison.b.id, a: sideA, b: sideB, rows, hrefOfRow, ...nothing };
}
