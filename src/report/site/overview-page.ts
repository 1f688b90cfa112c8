import type { Status, StatusChange } from '../../model/graph.js';
import type { FamilyReport } from '../../model/difference.js';
import type { WorkId } from '../../model/ids.js';
import type { GateResult, RunReport } from '../../model/run.js';
import { catalogues, type Label } from '../catalogue.js';
import { type Corpus, nameOf } from '../corpus.js';
import type { Digest } from '../digest.js';
import { termText } from '../term-change.js';
import { attention } from './attention.js';
import { provinceTable } from './documents-page.js';
import { both, bothLabels, section } from './layout.js';
import { type Base, familyPath } from './links.js';
import { html, type Html, join, type Piece } from './markup.js';
import { type Column, table } from './table.js';
import {
  absent,
  day,
  hash,
  leftOut,
  longList,
  mostEntries,
  openEntries,
  statusTerm,
  type Whole,
  wholeReport,
  workLink,
} from './terms.js';

/** The overview lies at the root of the site. */
const base: Base = '';

/** The first page: what changed, what needs a person, and how fresh and complete the data is. */
export function overviewMain(corpus: Corpus, digest: Digest): Html {
  const { report } = corpus;
  return html`<p class="kicker"><code>${report.pipeline}</code> · ${bothLabels('asOf')} ${day(report.asOf)}</p>
<h1>${bothLabels('overview')}</h1>
<p class="lead">${report.since === null ? bothLabels('firstRun') : html`${bothLabels('since')} ${day(report.since)}`}</p>
${figures(report, digest)}
${section('changes', bothLabels('changes'), changes(corpus, digest))}
${section('attention', bothLabels('attention'), attention(corpus, digest))}
${section('gates', bothLabels('gates'), gates(report.gates))}
${section('families', bothLabels('families'), families(report.families))}
${section('documents', html`${bothLabels('documents')} (${corpus.readings.size})`, documents(corpus))}
${section('freshness', bothLabels('freshness'), freshness(report, digest))}`;
}

function figures(report: RunReport, digest: Digest): Html {
  const figure = (label: Label, value: Piece) => html`<div><dt>${bothLabels(label)}</dt><dd>${value}</dd></div>`;
  return html`<dl class="figures">
${figure('documentsRead', report.readings.length)}
${figure('newDocuments', digest.novelty.new)}
${figure('changedDocuments', digest.novelty.changed)}
${figure('substantiveDifferences', digest.differences.substantive)}
${figure('openEnds', report.graph.openEnds.length)}
${figure('disagreements', digest.disagreements.length)}
${figure('expiring', report.expiring.length)}
</dl>`;
}

function changes(corpus: Corpus, digest: Digest): Html {
  const { report } = corpus;
  const byDocuments = [
    report.since === null && digest.novelty.new > 0
      ? html`<p class="sub">${bothLabels('allNew', { n: digest.novelty.new })} <a href="documents.html">${bothLabels('allDocuments')}</a></p>`
      : workList(corpus, 'newDocuments', digest.newWorks),
    workList(corpus, 'changedDocuments', digest.changedWorks),
    statusChanges(corpus, digest.changesByDocuments),
  ].filter((part) => part !== null);
  const byTime = statusChanges(corpus, digest.changesByTime);
  const none = html`<p class="quiet">${bothLabels('noChanges')}</p>`;
  return html`<h3>${bothLabels('byDocuments')}</h3>${byDocuments.length > 0 ? byDocuments : none}
<h3>${bothLabels('byTime')}</h3>${byTime ?? none}`;
}

function workList(corpus: Corpus, label: 'newDocuments' | 'changedDocuments', works: readonly WorkId[]): Html | null {
  if (works.length === 0) return null;
  return html`<p class="sub">${bothLabels(label)} (${works.length})</p>${longList(works, openEntries, (id) => workLink(corpus, id, base), everyDocument)}`;
}

/** The list of all documents. */
const everyDocument: Whole = { href: 'documents.html', name: bothLabels('documents') };

function statusChanges(corpus: Corpus, found: readonly StatusChange[]): Html | null {
  const [statuses, terms] = [
    found.filter((change) => change.terms.length === 0),
    found.filter((change) => change.terms.length > 0),
  ];
  if (found.length === 0) return null;
  const work: Column<StatusChange> = { head: 'work', as: 'work', cell: (change) => workLink(corpus, change.id, base) };
  return html`${changeTable(statuses, [
    work,
    { head: 'from', cell: (change) => (change.from === null ? absent() : statusTerm(change.from)) },
    { head: 'to', cell: (change) => statusTerm(change.to) },
    { head: 'on', cell: (change) => day(change.on) },
  ])}${changeTable(terms, [
    work,
    { head: 'status', cell: (change) => statusTerm(change.to) },
    { head: 'termsChanged', cell: (change) => termTerms(corpus, change) },
  ])}`;
}

function changeTable(found: readonly StatusChange[], columns: readonly Column<StatusChange>[]): Html | null {
  if (found.length === 0) return null;
  return html`${table(found.slice(0, mostEntries), columns)}${leftOut(found.length - mostEntries, wholeReport)}`;
}

function termTerms(corpus: Corpus, { terms }: StatusChange): Piece {
  const name = (id: WorkId): string => nameOf(corpus, id).title;
  return join(
    terms.map((term) => both((words) => termText(words, term, name))),
    '；',
  );
}

function gates(results: readonly GateResult[]): Html {
  if (results.length === 0) return html`<p class="quiet">${bothLabels('noGates')}</p>`;
  return table(results, [
    { head: 'gate', as: 'rowHead', cell: (gate) => html`<code>${gate.gate}</code>` },
    { head: 'limit', as: 'count', cell: (gate) => gate.limit },
    { head: 'counted', as: 'count', cell: (gate) => gate.counted },
    {
      head: 'result',
      cell: (gate) => (gate.passed ? bothLabels('passed') : html`<span class="flag">${bothLabels('failed')}</span>`),
    },
  ]);
}

function families(reports: readonly FamilyReport[]): Html {
  if (reports.length === 0) return html`<p class="quiet">${bothLabels('none')}</p>`;
  const total = (family: FamilyReport, kind: 'substantive' | 'slot' | 'editorial' | 'layout') =>
    family.members.reduce((sum, member) => sum + member.comparison.summary[kind], 0);
  const counts = (['substantive', 'slot', 'editorial', 'layout'] as const).map(
    (kind): Column<FamilyReport> => ({
      head: kind,
      as: 'count',
      cell: (family) => total(family, kind),
    }),
  );
  return table(reports, [
    {
      head: 'family',
      as: 'rowHead',
      cell: (family) =>
        html`<a class="title" href="${familyPath(family.declaration.id)}">${family.declaration.title}</a> <small lang="en">${family.declaration.titleEn}</small>`,
    },
    { head: 'members', as: 'count', cell: (family) => family.members.length },
    ...counts,
  ]);
}

function documents(corpus: Corpus): Html {
  const statuses = Object.keys(catalogues.en.status) as Status[];
  return html`${provinceTable(corpus, statuses)}<p><a href="documents.html">${bothLabels('allDocuments')}</a></p>`;
}

function freshness(report: RunReport, digest: Digest): Html {
  const counts = { known: report.graph.nodes.length, held: digest.held, cited: digest.citedOnly };
  return html`<p class="lead">${bothLabels('asOf')} ${day(report.asOf)} · ${bothLabels('completeness', counts)}</p>
${table(report.captures.slice(0, mostEntries), [
  { head: 'capture', as: 'rowHead', cell: (capture) => html`<code>${capture.path}</code>` },
  { head: 'documents', as: 'count', cell: (capture) => capture.documents },
  { head: 'bytes', as: 'count', cell: (capture) => capture.bytes },
  { head: 'evidence', cell: (capture) => hash(capture.sha256) },
])}${leftOut(report.captures.length - mostEntries, wholeReport)}`;
}
