import type { CitationRecord } from '../../model/graph.js';
import type { Passage, Reading } from '../../model/document.js';
import type { Corpus } from '../corpus.js';
import { fill } from '../catalogue.js';
import { both, bothPlain } from './layout.js';
import { type Base, fragment, passageAnchor, workHref } from './links.js';
import { html, type Html } from './markup.js';
import { type Mark, markText, textRange } from './passage-text.js';

/**
 * A numbered passage of at most this many characters that does not end a sentence is set as a heading. The longest
 * heading of the twenty notices has 34; measured there.
 */
const longestHeading = 40;

/** Passages of a document as they are read, in order, each with its line, label, citations, repairs. */
export function documentText(corpus: Corpus, reading: Reading, passages: readonly Passage[], base: Base): Html {
  const marks = [...citationMarks(corpus, reading, base), ...repairMarks(reading)].sort((a, b) => a.from - b.from);
  const marksOf = marksByPassage(reading.passages, marks);
  const show = (passage: Passage) => paragraph(reading, passage, marksOf.get(passage) ?? []);
  return html`<div class="text">
${runsOfComponents(passages).map(
  (part) => html`<div class="part ${part.component}"><h3>${both((words) => words.component[part.component])}</h3>
${part.passages.map(show)}</div>
`,
)}</div>
`;
}

interface Part {
  readonly component: Passage['component'];
  readonly passages: Passage[];
}

function runsOfComponents(passages: readonly Passage[]): Part[] {
  const parts: Part[] = [];
  for (const passage of passages) {
    const last = parts.at(-1);
    if (last?.component === passage.component) last.passages.push(passage);
    else parts.push({ component: passage.component, passages: [passage] });
  }
  return parts;
}

function paragraph(reading: Reading, passage: Passage, marks: readonly Mark[]): Html {
  const { text } = reading.text;
  const anchor = passageAnchor(passage.eId);
  const label = passage.labelTo > passage.from && html`<b>${text.slice(passage.from, passage.labelTo)}</b>`;
  const number = html`<a class="ln" href="${fragment(anchor)}" tabindex="-1" aria-label="${bothPlain((words) => fill(words.label.line, { n: passage.line }))}">${passage.line}</a>`;
  const from = Math.max(passage.from, passage.labelTo);
  return html`<p class="${paragraphClass(passage, text)}" id="${anchor}">${number}${label}${markText(text, from, passage.to, marks)}</p>
`;
}

function paragraphClass(passage: Passage, text: string): string {
  if (passage.component !== 'body' && passage.component !== 'annex' && passage.component !== 'interpretation') {
    return `p ${passage.component}`;
  }
  if (passage.labelTo === passage.from) return 'p unnumbered';
  const content = text.slice(passage.from, passage.to);
  return content.length <= longestHeading && !/[。；;：:]$/.test(content) ? 'p heading' : 'p';
}

/** The marks of each passage. Both lists run forward through the text, so one walk does it. */
function marksByPassage(passages: readonly Passage[], marks: readonly Mark[]): ReadonlyMap<Passage, readonly Mark[]> {
  const found = new Map<Passage, Mark[]>();
  let next = 0;
  for (const passage of passages) {
    const own: Mark[] = [];
    for (; (marks[next]?.from ?? Infinity) < passage.to; next += 1) own.push(...marks.slice(next, next + 1));
    found.set(passage, own);
  }
  return found;
}

function citationMarks(corpus: Corpus, reading: Reading, base: Base): Mark[] {
  return citationsIn(corpus, reading).flatMap((citation) => {
    if (citation.self) return [];
    const href = citation.work && workHref(corpus, citation.work, base);
    const title = bothPlain((words) => words.citation[citation.kind]);
    const show: Mark['show'] = (content) =>
      href === null
        ? html`<cite title="${title}">${content}</cite>`
        : html`<cite><a href="${href}" title="${title}">${content}</a></cite>`;
    return [{ ...textRange(reading.text, citation.span), show }];
  });
}

/** The citations of a reading, resolved where the graph resolved them. */
export function citationsIn(corpus: Corpus, reading: Reading): readonly CitationRecord['citation'][] {
  const { id, source } = reading.document;
  const records = (corpus.citationsIn.get(id) ?? []).filter((record) => record.path === source.path);
  return records.length > 0 ? records.map((record) => record.citation) : reading.document.citations;
}

function repairMarks(reading: Reading): Mark[] {
  return reading.text.repairs.map((repair) => ({
    ...textRange(reading.text, repair.span),
    show: (content) =>
      html`<mark class="repair" title="${bothPlain((words) => fill(words.label.repairedFrom, { was: repair.was }))}">${content}</mark>`,
  }));
}
