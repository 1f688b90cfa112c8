import type { Review } from '../../model/review.js';
import type { Corpus } from '../corpus.js';
import { both } from './layout.js';
import { html, type Html } from './markup.js';
import { day } from './terms.js';

/** What marks an element as something people decide on: a page that is served adds its buttons there. */
export function subjectAttributes(subject: string, of: Review['of']): Html {
  return html` data-subject="${subject}" data-of="${of}"`;
}

/** What people decided on a subject, each with who and when; nothing where nobody did. */
export function decisions(corpus: Corpus, subject: string): Html | null {
  const said = corpus.judged.get(subject)?.decisions ?? [];
  if (said.length === 0) return null;
  return html`<span class="decisions">${said.map(
    ({ verdict, by, on, note }) =>
      html`<span class="decision ${verdict}">${both((words) => words.verdict[verdict])} ${by} ${day(on)}${note !== null && html` <q>${note}</q>`}</span>`,
  )}</span>`;
}

/** Where people left a subject, in words; nothing where nobody decided. It leads the decisions, which a served page renews. */
export function standingTerm(corpus: Corpus, subject: string): Html | null {
  const standing = corpus.judged.get(subject)?.standing ?? 'open';
  if (standing === 'open') return null;
  return html`<small class="decisions standing ${standing}">${both((words) => words.standing[standing])}</small>`;
}
