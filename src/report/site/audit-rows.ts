import type { RefusalReason, StatusPeriod, StatusReason, StatusRow } from '../../model/graph.js';
import type { Corpus } from '../corpus.js';
import { effectWord } from '../catalogue.js';
import { bothLabels, both, en, foldable, zh } from './layout.js';
import { type Base, documentPath, fragment, rowAnchor } from './links.js';
import { html, type Html, type Piece } from './markup.js';
import { absent, cut, day, hash, lineLink, notCounted, statusTerm, workLink } from './terms.js';

/** The audit lies at the root of the site. */
const base: Base = '';

/** Characters of a quote in its row; the evidence below has the whole of it. */
export const longestQuote = 60;

/** Pieces of evidence in a row. A law that hundreds of notices change would fill a page alone; the script shows all. */
const mostEvidence = 20;

/** The cells of a row; the script of the page fills the same markup (`rowTemplate`). */
export interface RowCells {
  readonly work: Piece;
  readonly status: Piece;
  readonly since: Piece;
  readonly until: Piece;
  readonly reason: Piece;
  readonly label: Piece;
}

const columns = [
  ['status', 'status'],
  ['since', 'sinceDay'],
  ['until', 'untilDay'],
  ['reason', 'reason'],
  ['label', 'portalLabel'],
] as const;

/** The heads of the audit; `data-sort` tells the script of the page what a head sorts by. */
export function rowHeads(): Html {
  const heads = [['work', 'title'] as const, ...columns].map(
    ([key, label]) => html`<th scope="col" data-sort="${key}">${bothLabels(label)}</th>`,
  );
  return html`<tr>${heads}</tr>`;
}

/** The table row of cells that are filled. */
export function rowMarkup(id: string, cells: RowCells): Html {
  const others = columns.map(
    ([key, label]) =>
      html`<td data-cell="${key}" data-name="${zh.label[label]}" data-name-en="${en.label[label]}">${cells[key]}</td>`,
  );
  return html`<tr id="${id}"><th scope="row" class="work" data-cell="work">${cells.work}</th>${others}</tr>
`;
}

/** One row of the audit: a document, its status and why. */
export function auditRow(corpus: Corpus, row: StatusRow): Html {
  return rowMarkup(rowAnchor(row.id), {
    work: workCell(corpus, row),
    status: html`${statusTerm(row.status, row.implied)}${row.provisions && html`<br><small>${row.provisions.join('、')}</small>`}`,
    since: day(row.since),
    until: day(row.until),
    reason: html`${reasonCell(row)}${evidence(corpus, row)}`,
    label: labelCell(row),
  });
}

/** A work that has a page is linked to it; the row of any other is itself where links lead. */
function workCell(corpus: Corpus, row: StatusRow): Html {
  const name = row.title ?? row.number ?? row.id;
  const title = corpus.readings.has(row.id)
    ? html`<a class="title" href="${base}${documentPath(row.id)}">${name}</a>`
    : html`<span class="title">${name}</span>`;
  const number = row.number !== null && row.number !== name && html` <span class="number">${row.number}</span>`;
  return html`${title}${number}${!row.held && html` <small class="cited">${bothLabels('citedOnly')}</small>`}`;
}

function reasonCell(row: StatusRow): Piece {
  if (row.reason) return reasonBrief(row.reason);
  if (row.declared !== undefined) return html`<span class="quiet">${bothLabels('declared')}: ${row.declared}</span>`;
  return row.implied ? html`<span class="quiet">${both((words) => words.commencement.implied)}</span>` : absent();
}

function reasonBrief(reason: StatusReason): Html {
  return html`${both((words) => effectWord(words, reason.type))} <q>${cut(reason.quote, longestQuote)}</q>`;
}

/** An effect on a document that brought no status, and why it does not count, if it does not. */
export interface OtherEffect {
  readonly reason: StatusReason;
  readonly refusal: RefusalReason | null;
}

/** What is said of a document beside what decides its status: effects that changed none, then those that do not count. */
export function otherEffects({ report, effectsOn, effectsOf }: Corpus, row: StatusRow): readonly OtherEffect[] {
  const deciding = new Set((report.courses.get(row.id) ?? []).map(({ reason }) => JSON.stringify(reason)));
  const without = row.chain.filter((reason) => !deciding.has(JSON.stringify(reason)));
  const own = (effectsOf.get(row.id) ?? []).filter(
    ({ effect: { target } }) => !('class' in target) && target.work === row.id,
  );
  const refused = [...(effectsOn.get(row.id) ?? []), ...own].flatMap(
    ({ affecting, snapshot, effect }): OtherEffect[] => {
      const { id, type, line, quote } = effect;
      const refusal = report.uncounted.get(id);
      return refusal === undefined ? [] : [{ reason: { type, by: affecting, line, quote, snapshot }, refusal }];
    },
  );
  return [...without.map((reason) => ({ reason, refusal: null })), ...refused];
}

/** Every status the document has had or will have, each with its evidence, and the effects that changed none. */
function evidence(corpus: Corpus, row: StatusRow): Html | null {
  const periods = (corpus.report.courses.get(row.id) ?? []).filter(({ reason }) => reason !== null);
  const others = otherEffects(corpus, row);
  if (periods.length + others.length === 0) return null;
  const items = [
    ...periods.map(
      (period) => html`<li>${periodTerm(period)} ${period.reason && proof(corpus, row, period.reason)}</li>`,
    ),
    ...others.map(({ reason, refusal }) => html`<li>${otherTerm(refusal)} ${proof(corpus, row, reason)}</li>`),
  ];
  const more = items.length - mostEvidence;
  const note =
    more > 0 &&
    html`<p class="small">${bothLabels('leftOut', { n: more })} <a href="audit.html${fragment(rowAnchor(row.id))}">${bothLabels('auditWhole')}</a></p>`;
  return foldable(
    bothLabels('evidenceCount', { n: items.length }),
    html`<ol class="plain">${items.slice(0, mostEvidence)}</ol>${note}`,
  );
}

/** What marks an effect in the evidence that brought no status. */
export function otherTerm(refusal: RefusalReason | null): Html {
  return refusal === null ? html`<small>${bothLabels('noStatusChange')}</small>` : notCounted(refusal);
}

function periodTerm({ from, status, implied }: StatusPeriod): Html {
  return html`${day(from)} ${statusTerm(status, implied)}`;
}

/** What was said, by whom, at which line of which capture. */
function proof(corpus: Corpus, row: StatusRow, reason: StatusReason): Html {
  const by = reason.by === row.id ? null : html` ${workLink(corpus, reason.by, base)}`;
  return html`${both((words) => effectWord(words, reason.type))} <q>${reason.quote}</q>${by} <small>${lineLink(corpus, reason.by, reason.line, base)} · ${bothLabels('evidence')} ${hash(reason.snapshot)}</small>`;
}

function labelCell(row: StatusRow): Piece {
  if (row.officialStatus === null) return absent();
  return html`${row.officialStatus}${row.disagrees && html`<br>${disagreement()}`}`;
}

/** The mark of a label that says otherwise than what was computed. */
export function disagreement(): Html {
  return html`<span class="flag">${bothLabels('disagrees')}</span>`;
}
