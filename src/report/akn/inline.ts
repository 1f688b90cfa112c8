import type { Document, Reading } from '../../model/document.js';
import { findDates } from '../../notation/dates.js';
import { textRange } from '../site/passage-text.js';
import { workIri } from './iri.js';
import type { Range } from './printed.js';
import { element, type XmlElement, type XmlNode } from './xml.js';

/** A document that is cited and was not found: it has no IRI, so the references of the export say how it was named. */
export interface UnresolvedWork {
  readonly eId: string;
  /** Title and number, else the words of the citation. */
  readonly name: string;
}

/** A stretch of the text with the element it becomes. */
interface Mark extends Range {
  readonly show: (content: readonly XmlNode[]) => XmlElement;
}

/** The text of a reading as inline content: citations as `ref`, days as `date`. */
export interface InlineText {
  readonly unresolved: readonly UnresolvedWork[];
  /** The text of a range. Of two marks that overlap the first, of two that start together the longer is kept. */
  readonly show: (range: Range, dateElement?: 'date' | 'docDate') => readonly XmlNode[];
  /** The text of a range as it stands in the reading. */
  readonly plain: (range: Range) => string;
}

/** Prepares the text of a reading; citations that were resolved link to their work, the others to a reference. */
export function inlineText(reading: Reading): InlineText {
  const { text } = reading.text;
  const named = nameUnresolved(reading.document);
  const citations = citationMarks(reading, named);
  return {
    unresolved: [...named.values()],
    plain: ({ from, to }) => text.slice(from, to),
    show: (range, dateElement = 'date') => {
      const marks = [...marksWithin(citations, range), ...dateMarks(text, range, dateElement)].sort(byPlace);
      return markRange(text, range, marks);
    },
  };
}

function citationName({ title, number, text }: Document['citations'][number]): string {
  const parts = [title === null ? '' : `《${title}》`, number ?? ''].filter((part) => part !== '');
  return parts.length > 0 ? parts.join(' ') : text;
}

/** A reference for each document that is cited and unknown, in the order in which they are first named. */
function nameUnresolved(document: Document): Map<string, UnresolvedWork> {
  const named = new Map<string, UnresolvedWork>();
  const inOrder = [...document.citations].sort((a, b) => a.span.from - b.span.from);
  for (const citation of inOrder) {
    const name = citationName(citation);
    if (citation.self || citation.work !== null || named.has(name)) continue;
    named.set(name, { eId: `cited_${named.size + 1}`, name });
  }
  return named;
}

function citationMarks(reading: Reading, named: ReadonlyMap<string, UnresolvedWork>): Mark[] {
  const { document, text } = reading;
  return document.citations
    .map((citation): Mark => {
      const work = citation.self ? document.id : citation.work;
      const href = work === null ? `#${named.get(citationName(citation))?.eId ?? ''}` : workIri(work);
      return { ...textRange(text, citation.span), show: (content) => element('ref', { href }, content) };
    })
    .sort(byPlace);
}

function dateMarks(text: string, range: Range, name: 'date' | 'docDate'): Mark[] {
  return findDates(text.slice(range.from, range.to)).flatMap(({ from, to, date }): Mark[] => {
    if (date === null) return [];
    const show: Mark['show'] = (content) => element(name, { date }, content);
    return [{ from: range.from + from, to: range.from + to, show }];
  });
}

/** The marks that lie wholly within a range; `marks` are sorted by their start. */
function marksWithin(marks: readonly Mark[], { from, to }: Range): Mark[] {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((marks[middle]?.from ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  const within: Mark[] = [];
  for (let index = low; (marks[index]?.from ?? to) < to; index += 1) {
    within.push(...marks.slice(index, index + 1).filter((mark) => mark.to <= to));
  }
  return within;
}

function byPlace(a: Mark, b: Mark): number {
  return a.from - b.from || b.to - a.to;
}

/** The text of a range with its marks; those that overlap one before them, or hold nothing, are left out. */
function markRange(text: string, range: Range, marks: readonly Mark[]): XmlNode[] {
  const nodes: XmlNode[] = [];
  let at = range.from;
  for (const mark of marks) {
    if (mark.from < at || mark.to === mark.from) continue;
    nodes.push(text.slice(at, mark.from), mark.show([text.slice(mark.from, mark.to)]));
    at = mark.to;
  }
  nodes.push(text.slice(at, range.to));
  return nodes.filter((node) => node !== '');
}
