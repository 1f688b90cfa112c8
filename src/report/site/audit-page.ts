import type { OpenEnd, StatusRow } from '../../model/graph.js';
import { fill } from '../catalogue.js';
import type { Corpus } from '../corpus.js';
import { subjectAttributes } from './decisions.js';
import { both, bothLabels, en, foldable, section, zh } from './layout.js';
import { type Base, rowAnchor } from './links.js';
import { html, type Html, join, type Piece } from './markup.js';
import { type Column, groupedTable, table } from './table.js';
import { absent, day, lineLink, reasonTerm, statusReason, statusTerm, workLink } from './terms.js';

/** The audit lies at the root of the site. */
const base: Base = '';

/** The page of every known document with its status and the evidence for it, and of what nobody has settled. */
export function auditMain(corpus: Corpus): Html {
  const { audit, asOf, graph } = corpus.report;
  const groups = [
    {
      heading: html`${bothLabels('held')} (${audit.filter((row) => row.held).length})`,
      rows: audit.filter((row) => row.held),
    },
    {
      heading: html`${bothLabels('citedOnly')} (${audit.filter((row) => !row.held).length})`,
      rows: audit.filter((row) => !row.held),
    },
  ];
  return html`<h1>${bothLabels('audit')}</h1>
<p class="lead">${fill(zh.label.auditLead, { date: asOf })}<br><span lang="en" class="quiet">${fill(en.label.auditLead, { date: asOf })}</span></p>
<p class="download"><a href="audit.csv" download>${bothLabels('asCsv')}</a></p>
${groupedTable(groups, auditColumns(corpus), (row) => rowAnchor(row.id))}
${section('open-ends', html`${bothLabels('openEnds')} (${graph.openEnds.length})`, openEnds(corpus, graph.openEnds))}`;
}

function auditColumns(corpus: Corpus): Column<StatusRow>[] {
  return [
    { head: 'title', as: 'work', cell: (row) => workCell(corpus, row) },
    {
      head: 'status',
      cell: (row) =>
        html`${statusTerm(row.status, row.implied)}${row.provisions && html`<br><small>${row.provisions.join('、')}</small>`}`,
    },
    { head: 'sinceDay', cell: (row) => day(row.since) },
    { head: 'untilDay', cell: (row) => day(row.until) },
    { head: 'reason', cell: (row) => reasonCell(corpus, row) },
    { head: 'portalLabel', cell: (row) => labelCell(row) },
  ];
}

/** A work that has a page is linked to it; the row of any other is itself where links lead. */
function workCell(corpus: Corpus, row: StatusRow): Html {
  if (corpus.readings.has(row.id)) return workLink(corpus, row.id, base);
  const name = row.title ?? row.number ?? row.id;
  return html`<span class="title">${name}</span>${row.number !== null && row.number !== name && html` <span class="number">${row.number}</span>`}`;
}

function reasonCell(corpus: Corpus, row: StatusRow): Piece {
  const own = statusReason(corpus, row, base) ?? absent();
  if (row.chain.length < 2) return own;
  const chain = html`<ol class="plain">${row.chain.map((reason) => html`<li>${reasonTerm(corpus, row, reason, base)}</li>`)}</ol>`;
  return html`${own}${foldable(html`${bothLabels('chain')} (${row.chain.length})`, chain)}`;
}

function labelCell(row: StatusRow): Piece {
  if (row.officialStatus === null) return absent();
  return html`${row.officialStatus}${row.disagrees && html`<br><span class="flag">${zh.label.disagrees} <span lang="en">${en.label.disagrees}</span></span>`}`;
}

function openEnds(corpus: Corpus, ends: readonly OpenEnd[]): Html {
  if (ends.length === 0) return html`<p class="quiet">${bothLabels('noOpenEnds')}</p>`;
  return table(ends, [
    { head: 'kindOf', as: 'rowHead', cell: (end) => both((words) => words.openEnd[end.kind]) },
    {
      head: 'work',
      cell: (end) =>
        html`${workLink(corpus, end.work, base)} <small>${lineLink(corpus, end.work, end.line, base)}</small>`,
    },
    { head: 'quote', cell: (end) => html`<span${subjectAttributes(end.id, 'open-end')}><q>${end.quote}</q></span>` },
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
