import type { NamedTarget } from '../model/document.js';
import { findDates } from '../notation/dates.js';
import { type OpenList, statement, statementsOf } from './acts.js';
import { type Governed, governAfter } from './government.js';
import { type Place, wordsOf } from './place.js';
import type { Statement } from './statement.js';

/** Longest title that is taken without 《》 (guessed). */
const longestTitle = 90;

/**
 * An item of a list that an earlier sentence opened: its documents or, where it names none in 《》, its own words, if
 * they are a title. Null where the sentence is no item.
 */
export function readItem(place: Place, list: OpenList, isTitle: (text: string) => boolean): Statement[] | null {
  const end = place.sentence.code.length;
  const governed = governAfter(place.sentence, 0, end, place.rules);
  const title = titleOf(place, governed?.documents[0]?.unit ?? end);
  const isNamed = title.length <= longestTitle && isTitle(title);
  if (governed && !isNamed) return statementsOf({ verb: list.verb, governed }, place, list.day);
  if (!isNamed) return null;
  const target: NamedTarget = {
    title,
    number: governed?.documents[0]?.mention.citation.number ?? null,
    ...issuedOf(place, end),
    provisions: 'whole',
    work: null,
  };
  const whole: Governed = { documents: [], class: null, bare: null, from: 0, to: end };
  return [statement({ verb: list.verb, governed: whole }, place, { day: list.day, asserted: true }, target, null)];
}

/** What a document is said to be of: (1993年8月1日国务院发布), (1995年国务院令第171号). */
const told = /\([^()]*(?:[0-9]{4}年|号)[^()]*\)$/;

/** The words of an item before its number and without what is told of it: (二)某局关于丙的通知(某局发〔2003〕1号). */
function titleOf(place: Place, unit: number): string {
  return wordsOf(place, 0, unit)
    .replace(/^\([^()]*\) ?/, '')
    .replace(/[;。,、(]$/, '')
    .replace(told, '');
}

function issuedOf(place: Place, end: number): Pick<NamedTarget, 'issued'> {
  const remark = told.exec(wordsOf(place, 0, end).replace(/[;。,、]$/, ''))?.[0] ?? '';
  const day = findDates(remark)[0]?.date ?? null;
  return day === null ? {} : { issued: day };
}
