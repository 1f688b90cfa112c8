import type { Document, Reading } from '../model/document.js';
import type { ExportOutput } from '../model/output.js';
import { sourceSpan } from '../model/text.js';
import { type PrintedClause, printedClauses, type Range } from './akn/printed.js';
import { type Catalogue, catalogues, fill, type Label } from './catalogue.js';
import { escapeMarkdown } from './markdown.js';

const zh = catalogues['zh-CN'];
const en = catalogues.en;

/** One document for scripts: as `parse` gives it, and the normalised text of each of its passages, in text order. */
export function documentRecord({ document, passages, text }: Reading): ExportOutput {
  return {
    schema: 'jiaokan/export@1',
    document,
    passages: passages.map(({ eId, component, kind, path, line, from, to, labelTo }) => ({
      eId,
      component,
      kind,
      path,
      line,
      span: sourceSpan(text, from, to),
      label: text.text.slice(from, labelTo).trimEnd(),
      text: text.text.slice(labelTo, to),
    })),
  };
}

/** Levels of heading that Markdown has, and the first one free below title and component. */
const deepestHeading = 6;
const firstClauseHeading = 3;

/**
 * One document as Markdown for people: the title as heading, a table of what is known of it, then every component with
 * its clauses, each with its label and an anchor named by its eId. The text of the document is escaped: none of it
 * becomes markup. Every passage is there, the title once. Ends with a line end.
 */
export function documentMarkdown(reading: Reading): string {
  const { document, text } = reading;
  const [first, ...others] = printedClauses(reading);
  const isTitle = first !== undefined && text.text.slice(first.words.from, first.words.to) === document.title;
  const title = `# ${isTitle ? anchor(first) : ''}${escapeMarkdown(document.title ?? document.number ?? document.id)}`;
  const clauses = isTitle || first === undefined ? others : [first, ...others];
  return `${[title, metadataTable(document), ...componentBlocks(clauses, text.text)].join('\n\n')}\n`;
}

function metadataTable(document: Document): string {
  const { source } = document;
  const rows: readonly (readonly [string, string | null])[] = [
    [both('workId'), document.id],
    [both('number'), document.number],
    [both('issuers'), document.issuers.length > 0 ? document.issuers.join('、') : null],
    [both('jurisdiction'), placeName(document)],
    [both('type'), document.type],
    [both('issued'), document.issued],
    [both('commences'), commencement(document)],
    [both('lastDay'), document.lastDay],
    [both('portalLabel'), document.officialStatus],
    [both('evidence'), `${source.path}:${source.firstLine}–${source.lastLine} sha256:${source.sha256}`],
    [both('textHash'), source.textSha256],
  ];
  const known = rows.filter((row): row is readonly [string, string] => row[1] !== null);
  return ['| | |', '|---|---|', ...known.map(([name, value]) => `| ${name} | ${escapeMarkdown(value)} |`)].join('\n');
}

function placeName({ jurisdiction }: Document): string | null {
  const { iso, province, city, district } = jurisdiction;
  const names = [province, city, district].filter((name) => name !== null);
  if (names.length > 0) return `${names.join(' ')} (${iso ?? ''})`;
  return iso === 'CN' ? both('national') : null;
}

function commencement({ commences }: Document): string | null {
  const { date, basis, retroactive } = commences;
  if (date === null) return null;
  const words = [
    bothWords((catalogue) => catalogue.commencement[basis]),
    ...(retroactive ? [both('retroactive')] : []),
  ];
  return `${date} (${words.join(', ')})`;
}

/** A heading for each component, its clauses below it. */
function componentBlocks(clauses: readonly PrintedClause[], text: string): string[] {
  return clauses.flatMap((printed, index) => {
    const { component } = printed.clause;
    const opens = clauses[index - 1]?.clause.component !== component;
    const heading = opens ? [`## ${bothWords((catalogue) => catalogue.component[component])}`] : [];
    return [...heading, ...clauseBlocks(printed, text, firstClauseHeading)];
  });
}

function clauseBlocks(printed: PrintedClause, text: string, level: number): string[] {
  const { label, heading, words, children } = printed;
  const show = (range: Range): string => escapeMarkdown(text.slice(range.from, range.to));
  const number = label ? show(label) : '';
  const content = show(words);
  const below = children.flatMap((child) => clauseBlocks(child, text, level + 1));
  if (!heading) return [anchor(printed) + joinWords(bold(number), content), ...below];
  const title = `${show(heading.before)}${show(heading.heading)}${show(heading.after)}`;
  const head = `${'#'.repeat(Math.min(level, deepestHeading))} ${anchor(printed)}${joinWords(number, title)}`;
  return [head, ...(content === '' ? [] : [content]), ...below];
}

/** The eId is written by us, but a reading made by other means may hold anything. */
function anchor({ clause }: PrintedClause): string {
  return `<a id="${clause.eId.replace(/[^\w-]/g, '_')}"></a>`;
}

function joinWords(...words: readonly string[]): string {
  return words.filter((word) => word !== '').join(' ');
}

function bold(text: string): string {
  return text === '' ? '' : `**${text}**`;
}

function both(label: Label): string {
  return `${fill(zh.label[label], {})} ${fill(en.label[label], {})}`;
}

function bothWords(word: (words: Catalogue) => string): string {
  return `${word(zh)} ${word(en)}`;
}
