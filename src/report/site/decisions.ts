import type { Review } from '../../model/review.js';
import { html, type Html } from './markup.js';

/** What marks an element as something people decide on: a page that is served adds its buttons there. */
export function subjectAttributes(subject: string, of: Review['of']): Html {
  return html` data-subject="${subject}" data-of="${of}"`;
}
