import type { Difference, DifferenceKind, Template } from '../model/difference.js';
import type { Reading } from '../model/document.js';
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
import { collation as collationOf, type ComparisonView } from './site/comparison-view.js';
import { bothLabels, type Frame, inert, renderPage } from './site/layout.js';
import { html, type Html } from './site/markup.js';
import type { SiteScripts } from './site/scripts.js';
import { type SidePassage, sideOfReading, sideOfTemplate } from './site/sides.js';
import type { TerminalOptions } from './terminal.js';
import { visibleBlanks, visibleLine } from './visible.js';

/** The kinds in the order in which people want them. */
const kinds: readonly DifferenceKind[] = ['substantive', 'slot', 'editorial', 'layout'];

/**
 * One comparison for a terminal: a line for each clause that differs, `-` what A has, `+` what B has, and a summary
 * by kind at the end. Whole texts, on one line each, with the words around them where they stand inside a clause;
 * differences in the order of A.
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
  const { a, b } = difference;
  const textA = changedText(readSlots(collation.template, a.text));
  const removed = (text: string): string => paint('red', text);
  const added = (text: string): string => paint('green', text);
  return [
    what,
    ...(a.text === '' ? [] : [inContext(removed, ['- ', '[-', '-]'], textA, contextOf(collation, difference, 'a'))]),
    ...(b.text === ''
      ? []
      : [inContext(added, ['+ ', '{+', '+}'], changedText(b.text), contextOf(collation, difference, 'b'))]),
  ];
}

/** What stands before and after a change in its passage. */
interface ChangeContext {
  readonly before: string;
  readonly after: string;
}

/** A line that starts with a sign; the change in marks where words stand around it, as colours may be off. */
function inContext(
  paint: (text: string) => string,
  [sign, open, close]: readonly [string, string, string],
  change: string,
  { before, after }: ChangeContext,
): string {
  return before === '' && after === ''
    ? paint(`${sign}${change}`)
    : `${paint(sign)}${before}${paint(`${open}${change}${close}`)}${after}`;
}

/** Characters shown on either side of a change: enough to see which rate it is. */
const contextLength = 12;

const noContext: ChangeContext = { before: '', after: '' };

/** The words around a change; none around a value of a slot, over the end of a passage, and where
 * the text is not at hand. */
function contextOf(collation: Collation, difference: Difference, side: 'a' | 'b'): ChangeContext {
  const { eId, span } = difference[side];
  if (difference.kind === 'slot' || span.from === span.to) return noContext;
  const printed =
    side === 'a' && collation.template ? templateText(collation.template, eId) : textOf(collation[side], eId);
  if (printed === null) return noContext;
  const { text, start } = printed;
  const [from, to] = [span.from - start, span.to - start];
  if (text.slice(from, to) !== difference[side].text) return noContext;
  const shown = (piece: string): string => visibleLine(readSlots(collation.template, piece));
  return {
    before: `${from > contextLength ? '…' : ''}${shown(text.slice(Math.max(0, from - contextLength), from))}`,
    after: `${shown(text.slice(to, to + contextLength))}${to + contextLength < text.length ? '…' : ''}`,
  };
}

/** A passage as its source prints it, and the offset at which it starts. */
interface PrintedPassage {
  readonly text: string;
  readonly start: number;
}

function textOf(reading: Reading | null, eId: EId): PrintedPassage | null {
  const passage = reading?.passages.find((candidate) => candidate.eId === eId);
  if (!reading || !passage) return null;
  const { source, at } = reading.text;
  const start = at[passage.from] ?? source.length;
  return { start, text: source.slice(start, at[passage.to] ?? source.length) };
}

function templateText(template: Template, eId: EId): PrintedPassage | null {
  const passage = template.passages.find((candidate) => candidate.eId === eId);
  return passage ? { start: passage.span.from, text: passage.text } : null;
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
  return { comparison, template, key: comparison.b.id, a: sideA, b: sideB, rows, ...nothing };
}
