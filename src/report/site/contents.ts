import type { Clause, Passage, Reading } from '../../model/document.js';
import type { EId } from '../../model/ids.js';
import { groupBy } from '../corpus.js';
import { both, bothPlain } from './layout.js';
import { fragment, passageAnchor } from './links.js';
import { html, type Html } from './markup.js';

/** Characters of an entry of the contents; more is cut by the page's edge anyway. */
const longestEntry = 28;

/** The parts of a document and its numbered clauses, two levels deep, as links to the passages that the page shows. */
export function contents(reading: Reading, passages: readonly Passage[]): Html {
  const components = new Set(passages.map(({ component }) => component));
  const shownClauses = reading.document.clauses.filter(({ component }) => components.has(component));
  const byComponent = groupBy(shownClauses, (clause) => clause.component);
  const shown = new Map(passages.map((passage) => [passage.eId, passage]));
  const parts = [...byComponent].map(([component, clauses]) => {
    const first = passages.find((passage) => passage.component === component);
    const name = both((words) => words.component[component]);
    return html`<li class="part">${first ? html`<a href="${fragment(passageAnchor(first.eId))}">${name}</a>` : name}${clauseList(reading, clauses, shown, 2)}</li>`;
  });
  return html`<nav aria-label="${bothPlain((words) => words.label.contents)}"><ol>${parts}</ol></nav>`;
}

/** The numbered clauses, as deep as the contents go. */
function clauseList(
  reading: Reading,
  clauses: readonly Clause[],
  shown: ReadonlyMap<EId, Passage>,
  depth: number,
): Html | null {
  const labelled = shownAmong(clauses, shown);
  if (depth === 0 || labelled.length === 0) return null;
  const items = labelled.map(
    (clause) =>
      html`<li><a href="${fragment(passageAnchor(clause.eId))}">${clause.label} ${entryText(reading, clause, shown.get(clause.eId))}</a>${clauseList(reading, clause.children, shown, depth - 1)}</li>`,
  );
  return html`<ol>${items}</ol>`;
}

/** The labelled clauses that are shown; in place of one whose heading stands on another page, those in it. */
function shownAmong(clauses: readonly Clause[], shown: ReadonlyMap<EId, Passage>): readonly Clause[] {
  return clauses.flatMap((clause) => {
    if (clause.label === null) return [];
    return shown.has(clause.eId) ? [clause] : shownAmong(clause.children, shown);
  });
}

function entryText(reading: Reading, clause: Clause, passage: Passage | undefined): string {
  if (clause.heading !== null) return clause.heading.slice(0, longestEntry);
  return passage ? reading.text.text.slice(passage.labelTo, passage.to).slice(0, longestEntry) : '';
}
