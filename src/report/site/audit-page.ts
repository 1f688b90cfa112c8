import type { OpenEnd, RefusalReason, Status, StatusRow } from '../../model/graph.js';
import type { Catalogue } from '../catalogue.js';
import { catalogues } from '../catalogue.js';
import type { Corpus } from '../corpus.js';
import { decisions, standingTerm, subjectAttributes } from './decisions.js';
import { disagreement, auditRow, otherTerm, rowHeads, rowMarkup } from './audit-rows.js';
import { both, bothLabels, bothPlain, en, zh } from './layout.js';
import { auditRowsPerPart, type Base } from './links.js';
import { html, type Html, join } from './markup.js';
import { pager, type Part, partsOf } from './parts.js';
import { table } from './table.js';
import { absent, lineLink, statusTerm, workLink } from './terms.js';

/** The audit lies at the root of the site. */
const base: Base = '';

/** Open ends on one page. */
const openEndsPerPart = 100;

/** A page of the site that is one part of a list. */
export interface PartPage {
  readonly path: string;
  /** The first part, on which the scripts of the list run. */
  readonly leads: boolean;
  readonly main: Html;
}

interface AuditOptions {
  /** Whether pages run scripts; without, the first page has no controls. */
  readonly isScripted: boolean;
  /** Whether there is an `audit.xlsx` to link. */
  readonly hasXlsx: boolean;
}

/**
 * The pages of every known document with its status and the evidence for it. With its script the first one shows any
 * row on any day; the others are for readers without.
 *
 */
export function auditPages(corpus: Corpus, options: AuditOptions): PartPage[] {
  return partsOf('audit', corpus.auditRows, auditRowsPerPart).map((part) => ({
    path: part.path,
    leads: part.number === 1,
    main: auditMain(corpus, part, options),
  }));
}

function auditMain(corpus: Corpus, part: Part<StatusRow>, { isScripted, hasXlsx }: AuditOptions): Html {
  const { asOf, graph } = corpus.report;
  const leads = isScripted && part.number === 1;
  return html`<h1>${bothLabels('audit')}</h1>
<p class="lead" id="audit-lead">${bothLabels('auditLead', { date: asOf })}</p>
<p class="download">${part.number > 1 && html`<a href="audit.html">${bothLabels('auditWhole')}</a> · `}<a href="audit.csv" download>${bothLabels('asCsv')}</a>${hasXlsx && html` · <a href="audit.xlsx" download>${bothLabels('asXlsx')}</a>`} · <a href="open-ends.html">${bothLabels('openEnds')} (${graph.openEnds.length})</a></p>
${leads && controls(asOf)}
<div id="audit-pager">${pager('audit', part)}</div>
<div class="scroll"><table class="stack audit" id="audit-table">
<thead>${rowHeads()}</thead>
<tbody>
${part.rows.map((row) => auditRow(corpus, row))}</tbody>
</table></div>
${leads && templates()}`;
}

const statuses = Object.keys(catalogues.en.status) as Status[];

/** What the script of the page reads; shown only where it runs. */
function controls(asOf: string): Html {
  const every = option('', (words) => words.label.any);
  return html`<div class="controls" role="search" aria-label="${bothPlain((words) => words.label.filters)}">
<p class="field"><label for="as-of">${bothLabels('asOf')}</label><input type="date" id="as-of" value="${asOf}" min="1949-10-01" max="9999-12-31"></p>
<p class="field wide"><label for="filter-text">${bothLabels('titleOrNumber')}</label><input type="search" id="filter-text" autocomplete="off" spellcheck="false"></p>
<p class="field"><label for="filter-status">${bothLabels('status')}</label><select id="filter-status">${every}${statuses.map((status) => option(status, (words) => words.status[status]))}</select></p>
<p class="field"><label for="filter-place">${bothLabels('jurisdiction')}</label><select id="filter-place">${every}</select></p>
<p class="field"><label for="filter-issuer">${bothLabels('issuers')}</label><select id="filter-issuer">${every}</select></p>
<p class="field"><label for="filter-held">${bothLabels('textHeld')}</label><select id="filter-held">${every}${option('held', (words) => words.label.held)}${option('cited', (words) => words.label.citedOnly)}</select></p>
<p class="field check"><input type="checkbox" id="filter-disagrees"><label for="filter-disagrees">${bothLabels('onlyDisagreeing')}</label></p>
<p class="field"><button type="button" id="audit-reset">${bothLabels('reset')}</button><button type="button" id="audit-csv">${bothLabels('shownAsCsv')}</button></p>
<p class="count" role="status" id="audit-count"></p>
</div>
<p class="quiet small" id="audit-note" hidden>${bothLabels('otherDayNote')}</p>`;
}

/** Nothing inside an option can be hidden, so the script sets its text when the language changes. */
export function option(value: string, word: (words: Catalogue) => string): Html {
  return html`<option value="${value}" data-zh="${word(zh)}" data-en="${word(en)}">${word(zh)}</option>`;
}

/** The markup that the script of the page clones: a row, and every word that it may have to say. */
function templates(): Html {
  const empty = { work: null, status: null, since: null, until: null, reason: null, label: null };
  const effects = Object.keys(en.effect) as (keyof Catalogue['effect'])[];
  return html`<template id="audit-row"><table><tbody>${rowMarkup('', empty)}</tbody></table></template>
<template id="audit-words">
${statuses.map((status) => word(`status.${status}`, statusTerm(status)))}
${effects.map((effect) =>
  word(
    `effect.${effect}`,
    both((words) => words.effect[effect]),
  ),
)}
${([null, ...Object.keys(en.refusal)] as (RefusalReason | null)[]).map((refusal) => word(`other.${refusal ?? ''}`, otherTerm(refusal)))}
${word('implied', html`<small>${bothLabels('implied')}</small>`)}
${word('impliedStart', html`<span class="quiet">${both((words) => words.commencement.implied)}</span>`)}
${word('declared', bothLabels('declared'))}
${word('cited', html`<small class="cited">${bothLabels('citedOnly')}</small>`)}
${word('none', absent())}
${word('disagrees', disagreement())}
${word('line', bothLabels('line'))}
${word('evidence', bothLabels('evidence'))}
${word('evidenceCount', bothLabels('evidenceCount'))}
${word('count', bothLabels('countShown'))}
${word('range', bothLabels('rowRange'))}
${word('previous', bothLabels('previousPage'))}
${word('next', bothLabels('nextPage'))}
${word('lead', bothLabels('auditLead'))}
${word('nothing', bothLabels('nothingFound'))}
</template>`;
}

/** A word that a script clones, by its key (`src/client/words.ts`). */
export function word(key: string, content: Html): Html {
  return html`<span data-word="${key}">${content}</span>`;
}

/** The pages of what nobody has settled. */
export function openEndPages(corpus: Corpus): PartPage[] {
  const { openEnds } = corpus.report.graph;
  const settled = openEnds.filter(({ id }) => !corpus.judged.get(id)?.waits).length;
  return partsOf('open-ends', openEnds, openEndsPerPart).map((part) => ({
    path: part.path,
    leads: part.number === 1,
    main: html`<h1>${bothLabels('openEnds')} (${openEnds.length})</h1>
<p class="lead">${bothLabels('openEndsLead')}${settled > 0 && html` ${bothLabels('openEndsSettled', { n: settled })}`}</p>
${pager('open-ends', part)}${openEndTable(corpus, part.rows)}`,
  }));
}

function openEndTable(corpus: Corpus, ends: readonly OpenEnd[]): Html {
  if (ends.length === 0) return html`<p class="quiet">${bothLabels('noOpenEnds')}</p>`;
  return table(ends, [
    {
      head: 'kindOf',
      as: 'rowHead',
      cell: (end) => html`${both((words) => words.openEnd[end.kind])} ${standingTerm(corpus, end.id)}`,
    },
    {
      head: 'work',
      cell: (end) =>
        html`${workLink(corpus, end.work, base)} <small>${lineLink(corpus, end.work, end.line, base)}</small>`,
    },
    {
      head: 'quote',
      cell: (end) =>
        html`<span${subjectAttributes(end.id, 'open-end')}><q>${end.quote}</q></span>${decisions(corpus, end.id)}`,
    },
    { head: 'text', cell: (end) => end.text },
    {
      head: 'candidates',
      cell: (end) =>
        end.candidates.length > 0
          ? join(
              end.candidates.map((id) => workLink(corpus, id, base)),
              '；',
            )
          : absent(),
    },
  ]);
}
