import type { DifferenceKind } from '../../model/difference.js';
import type { Jurisdiction, Provisions, Target } from '../../model/document.js';
import type { RefusalReason, Status, StatusReason, StatusRow } from '../../model/graph.js';
import type { WorkId } from '../../model/ids.js';
import { effectWord, fill, kindMark, statusMark } from '../catalogue.js';
import { nameOf, type Corpus } from '../corpus.js';
import { both, bothLabels, bothPlain, foldable, zh } from './layout.js';
import { type Base, lineHref, workHref } from './links.js';
import { html, type Html, type Piece } from './markup.js';

/** The status by shape, Chinese and English word. */
export function statusTerm(status: Status, implied = false): Html {
  const note = implied && html` <small>${bothLabels('implied')}</small>`;
  return html`<span class="status ${status}"><span class="mark" aria-hidden="true">${statusMark[status]}</span>${both((words) => words.status[status])}</span>${note}`;
}

/** The kind of a difference by its letter, the words as its title. */
export function kindLetter(kind: DifferenceKind): Html {
  return html`<abbr class="letter kind-${kind}" title="${bothPlain((words) => words.kind[kind])}">${kindMark[kind]}</abbr>`;
}

/** A work as a link to its page or audit row, with its number; plain text where it has neither. */
export function workLink(corpus: Corpus, id: WorkId, base: Base): Html {
  const { title, number } = nameOf(corpus, id);
  const href = workHref(corpus, id, base);
  const name =
    href === null ? html`<span class="title">${title}</span>` : html`<a class="title" href="${href}">${title}</a>`;
  return html`${name}${number !== null && html` <span class="number">${number}</span>`}`;
}

/** 第 N 行, linked to the passage that holds it. */
export function lineLink(corpus: Corpus, id: WorkId, line: number, base: Base): Html {
  const href = lineHref(corpus, id, line, base);
  const text = bothLabels('line', { n: line });
  return href === null ? html`<span class="day">${text}</span>` : html`<a class="day" href="${href}">${text}</a>`;
}

/** A day, or a dash with its word where there is none. */
export function day(date: string | null): Html {
  return date === null ? absent() : html`<time datetime="${date}">${date}</time>`;
}

/** Nothing known, said as such to those who cannot see a dash. */
export function absent(): Html {
  return html`<span class="quiet" aria-label="${bothPlain((words) => words.label.none)}" role="img">—</span>`;
}

/** A hash cut to twelve digits; whole in its title. */
export function hash(sha256: string): Html {
  return html`<span class="hash" title="${sha256}">${sha256.slice(0, 12)}</span>`;
}

/** Why a status holds: the effect behind it, or that the start was implied; nothing where neither is known. */
export function statusReason(corpus: Corpus, row: StatusRow, base: Base): Html | null {
  if (row.reason) return reasonTerm(corpus, row.id, row.reason, base);
  if (row.declared !== undefined) return html`<span class="quiet">${bothLabels('declared')}: ${row.declared}</span>`;
  return row.implied ? html`<span class="quiet">${both((words) => words.commencement.implied)}</span>` : null;
}

/** The evidence of a status: what kind of effect, the quote, of which document, at which line of which capture. */
export function reasonTerm(corpus: Corpus, of: WorkId, reason: StatusReason, base: Base): Html {
  const by = reason.by === of ? null : html` ${workLink(corpus, reason.by, base)}`;
  return html`${both((words) => effectWord(words, reason.type))} <q>${reason.quote}</q>${by} <small>${lineLink(corpus, reason.by, reason.line, base)} · ${bothLabels('evidence')} ${hash(reason.snapshot)}</small>`;
}

/** That an effect does not count and why; nothing for one that nobody refused. */
export function refusalTerm({ report }: Corpus, effect: string): Html | null {
  const why = report.uncounted.get(effect);
  if (why === undefined) return null;
  return html` ${notCounted(why)}`;
}

/** That something does not count, and why. */
export function notCounted(why: RefusalReason): Html {
  return html`<small class="flag">${both((words) => fill(words.label.notCounted, { why: words.refusal[why] }))}</small>`;
}

/** Which part of a document an effect touches. */
export function provisionsText(provisions: Provisions): Piece {
  if (provisions === 'whole') return bothLabels('wholeText');
  if (provisions === 'unspecified') return bothLabels('unspecifiedPart');
  if ('except' in provisions) return bothLabels('exceptFor', { provisions: provisions.except.join('、') });
  return provisions.join('、');
}

/** What an effect touches: a work, a name that was not resolved, or a class without a name. */
export function targetTerm(corpus: Corpus, target: Target, base: Base): Html {
  if ('class' in target) {
    return both((words) =>
      target.class === '' ? words.scope.class : fill(words.label.classOf, { class: target.class }),
    );
  }
  if (target.work !== null) return workLink(corpus, target.work, base);
  const name = [target.title === null ? null : `《${target.title}》`, target.number]
    .filter((part) => part !== null)
    .join(' ');
  return html`${name} <span class="flag">${bothLabels('unresolved')}</span>`;
}

/** 吉林省, 山东省泰安市; 全国 for national documents. */
export function placeName(jurisdiction: Jurisdiction): string {
  const { province, city, district, gb2260, iso } = jurisdiction;
  const name = [province, city, district].filter((part) => part !== null).join('');
  if (name) return name;
  return gb2260 === '000000' || iso === 'CN' ? zh.label.national : zh.label.unknownPlace;
}

/** A text of at most so many characters, `…` standing for what was cut. */
export function cut(text: string, longest: number): string {
  const characters = [...text];
  return characters.length <= longest ? text : `${characters.slice(0, longest).join('')}…`;
}

/** Entries of a list that stand open; the rest unfolds. Guessed: what fits a screen beside the other lists. */
export const openEntries = 8;

/** Entries of a list on the overview, open and folded; guessed: with more, the first page weighs too much. */
export const mostEntries = 60;

/** A page or file that has a whole list, from the root of the site. */
export interface Whole {
  readonly href: string;
  readonly name: Piece;
}

/** The file that has everything. */
export const wholeReport: Whole = { href: 'report.json', name: 'report.json' };

/** Says how many are not shown and where they all stand; nothing where all are shown. */
export function leftOut(count: number, whole: Whole): Html | null {
  if (count <= 0) return null;
  return html`<p class="small">${bothLabels('leftOut', { n: count })} <a href="${whole.href}">${whole.name}</a></p>`;
}

/** A list of which the first items stand open, more unfold, and what is beyond `mostEntries` is elsewhere. */
export function longList<Item>(
  items: readonly Item[],
  open: number,
  show: (item: Item) => Piece,
  whole: Whole = wholeReport,
): Piece {
  const list = (part: readonly Item[]) =>
    html`<ul class="plain">${part.map((item) => html`<li>${show(item)}</li>`)}</ul>`;
  if (items.length <= open) return list(items);
  const folded = items.slice(open, mostEntries);
  return html`${list(items.slice(0, open))}${foldable(bothLabels('more', { n: items.length - open }), html`${list(folded)}${leftOut(items.length - mostEntries, whole)}`)}`;
}
