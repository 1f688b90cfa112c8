import type { Clause, Passage, Reading } from '../../model/document.js';
import type { EId } from '../../model/ids.js';

/** A stretch of the reading; offsets into `Text.text`, `to` exclusive. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A heading with the brackets that are printed around it and are no part of it (第三条 【引进奖励】). */
export interface PrintedHeading {
  readonly before: Range;
  readonly heading: Range;
  readonly after: Range;
}

/** What is printed of a clause itself, in order; together the ranges hold every character but the blanks between them. */
export interface PrintedClause {
  readonly clause: Clause;
  readonly label: Range | null;
  readonly heading: PrintedHeading | null;
  /** Empty where the clause has no words of its own beside label and heading. */
  readonly words: Range;
  readonly children: readonly PrintedClause[];
}

/**
 * The clause tree of a document as it is printed: where label, heading and words of every clause stand in the text.
 * The label of an article with several paragraphs stands on the line of the first one; it belongs to the article.
 */
export function printedClauses(reading: Reading): PrintedClause[] {
  const passages = new Map(reading.passages.map((passage) => [passage.eId, passage]));
  return reading.document.clauses.map((clause) => printClause(clause, passages, reading.text.text));
}

function printClause(clause: Clause, passages: ReadonlyMap<EId, Passage>, text: string): PrintedClause {
  const own = passages.get(clause.eId);
  const head = clause.label === null ? undefined : (own ?? firstLine(clause, passages));
  const label = head ? trimRange(text, head.from, head.labelTo) : null;
  const words = own ? { from: own.labelTo, to: own.to } : emptyAt(head?.labelTo ?? 0);
  const children = clause.children.map((child) => printClause(child, passages, text));
  return { clause, label, heading: null, words, children, ...findHeading(clause, label, words, text) };
}

/** The line that an article's label is printed on: that of its first paragraph, which has no label of its own. */
function firstLine(clause: Clause, passages: ReadonlyMap<EId, Passage>): Passage | undefined {
  const [first] = clause.children;
  if (!first || first.label !== null) return undefined;
  return passages.get(first.eId) ?? firstLine(first, passages);
}

/** The heading: between label and words in brackets, or all of the words. */
function findHeading(
  clause: Clause,
  label: Range | null,
  words: Range,
  text: string,
): Partial<Pick<PrintedClause, 'label' | 'heading' | 'words'>> {
  if (clause.heading === null) return {};
  const printed = text.slice(words.from, words.to);
  if (printed === clause.heading || printed === `${clause.heading}。`) {
    const heading = { from: words.from, to: words.from + clause.heading.length };
    return {
      heading: { before: emptyAt(words.from), heading, after: { from: heading.to, to: words.to } },
      words: emptyAt(words.to),
    };
  }
  if (!label || clause.label === null) return {};
  const labelTo = label.from + clause.label.length;
  const from = text.indexOf(clause.heading, labelTo);
  const to = from + clause.heading.length;
  if (from < 0 || to > label.to) return {};
  return {
    label: { from: label.from, to: labelTo },
    heading: { before: trimRange(text, labelTo, from), heading: { from, to }, after: trimRange(text, to, label.to) },
  };
}

function emptyAt(offset: number): Range {
  return { from: offset, to: offset };
}

/** The range without the blanks at its ends. */
function trimRange(text: string, from: number, to: number): Range {
  const stretch = text.slice(from, to);
  const start = from + stretch.length - stretch.trimStart().length;
  return { from: start, to: Math.max(start, from + stretch.trimEnd().length) };
}
