import type { ClauseKind } from '../../model/document.js';
import type { ComponentClauses } from './division.js';
import type { InlineText } from './inline.js';
import type { PrintedClause, PrintedHeading, Range } from './printed.js';
import { element, type XmlElement, type XmlNode } from './xml.js';

/** Elements that hold text: nothing may be added inside them. */
export const mixedElements: ReadonlySet<string> = new Set([
  'num',
  'heading',
  'p',
  'ref',
  'date',
  'docTitle',
  'docNumber',
  'docDate',
  'inline',
]);

/** Name of the inline element around brackets that are printed about a heading and are no part of it. */
export const headingMark = 'mark';

/** Our kinds of clause are elements of the standard by the same names: 编 章 节 条 款 项 目, and `level` for all others. */
export const clauseKinds: readonly ClauseKind[] = [
  'part',
  'chapter',
  'section',
  'article',
  'paragraph',
  'point',
  'indent',
  'level',
];

/** A clause in a body: number, heading, its own words, what is below it. */
export function hierarchicalClause(printed: PrintedClause, inline: InlineText): XmlElement {
  const { clause, words, children } = printed;
  const text = element('p', {}, inline.show(words));
  const below = children.map((child) => hierarchicalClause(child, inline));
  const hasWords = words.to > words.from;
  const content =
    below.length > 0
      ? [...(hasWords ? [element('intro', {}, [text])] : []), ...below]
      : hasWords
        ? [element('content', {}, [text])]
        : [];
  return element(clause.kind, { eId: clause.eId }, [...headOf(printed, inline), ...content]);
}

/** A component whose parts are blocks, as a container of its name. */
export function blockContainer(component: ComponentClauses, inline: InlineText): XmlElement {
  const { kind, name, clauses } = component;
  return element(
    'container',
    { eId: name, name: kind },
    clauses.map((printed) => blockClause(printed, inline)),
  );
}

/** A clause where only blocks may stand: a line, or a container where it has a number, a heading or clauses below it. */
export function blockClause(printed: PrintedClause, inline: InlineText, show: LineContent = inline.show): XmlElement {
  const { clause, words, children } = printed;
  const head = headOf(printed, inline);
  if (head.length === 0 && children.length === 0) return element('p', { eId: clause.eId }, show(words));
  const below = children.map((child) => blockClause(child, inline, show));
  // The schema wants a block in the container, even an empty one.
  const own = words.to > words.from || below.length === 0 ? [element('p', {}, show(words))] : [];
  return element('blockContainer', { eId: clause.eId }, [...head, ...own, ...below]);
}

/** What a line holds; lines of a header hold more than citations and days. */
export type LineContent = (words: Range) => readonly XmlNode[];

function headOf({ clause, label, heading }: PrintedClause, inline: InlineText): XmlElement[] {
  const num = label ? inline.show(label) : clause.label === null ? [] : [clause.label];
  const title = heading ? headingContent(heading, inline) : clause.heading === null ? [] : [clause.heading];
  return [
    ...(num.length > 0 ? [element('num', {}, num)] : []),
    ...(title.length > 0 ? [element('heading', {}, title)] : []),
  ];
}

function headingContent({ before, heading, after }: PrintedHeading, inline: InlineText): XmlNode[] {
  return [...mark(before, inline), ...inline.show(heading), ...mark(after, inline)];
}

function mark(range: Range, inline: InlineText): XmlNode[] {
  const text = inline.plain(range);
  return text === '' ? [] : [element('inline', { name: headingMark }, [text])];
}
