import type { Document, Passage, Reading } from '../../model/document.js';
import type { Finding, StatusPeriod, StatusRow } from '../../model/graph.js';
import type { WorkId } from '../../model/ids.js';
import { lineAt } from '../../model/text.js';
import { findingWord, type Label } from '../catalogue.js';
import type { Corpus } from '../corpus.js';
import { textCuts } from '../cuts.js';
import { documentText } from './clause-text.js';
import type { PartPage } from './audit-page.js';
import { contents } from './contents.js';
import { coursePicture } from './course-picture.js';
import { recordedVersions } from './document-versions.js';
import { citations, effects } from './document-relations.js';
import { both, bothLabels, bothPlain, foldable, section } from './layout.js';
import { type Base, comparisonPath, documentPath, passagePath, workSlug } from './links.js';
import { html, type Html, join, type Piece } from './markup.js';
import { pager, type Part, partsOfCuts } from './parts.js';
import { type Column, table } from './table.js';
import { absent, day, hash, lineLink, placeName, reasonTerm, statusReason, statusTerm } from './terms.js';

/** Pages of documents lie one folder down. */
const base: Base = '../';

/**
 * The pages of one document: what it is, its status and why, what it does and suffers, its text and its source. Nearly
 * always one; a text that is too long for it goes on in further ones.
 */
export function documentPages(corpus: Corpus, reading: Reading): readonly PartPage[] {
  return partsOfCuts(workSlug(reading.document.id), textCuts(reading)).map((part) => ({
    path: documentPath(reading.document.id, part.number - 1),
    leads: part.number === 1,
    main: part.number === 1 ? firstPage(corpus, reading, part) : furtherPage(corpus, reading, part),
  }));
}

function furtherPage(corpus: Corpus, reading: Reading, part: Part<Passage>): Html {
  return html`${heading(reading.document)}
<div class="leaf">
${contents(reading, part.rows)}
<div>
${text(corpus, reading, part)}
</div>
</div>`;
}

function text(corpus: Corpus, reading: Reading, part: Part<Passage>): Html {
  const turn = pager(workSlug(reading.document.id), part, 'clauseRange');
  return section('text', bothLabels('fullText'), html`${turn}${documentText(corpus, reading, part.rows, base)}${turn}`);
}

function firstPage(corpus: Corpus, reading: Reading, part: Part<Passage>): Html {
  const { document } = reading;
  return html`${heading(document)}
${verdict(corpus, document)}
${metadata(corpus, reading)}
${membership(corpus, document.id)}
${course(corpus, document.id)}
${effects(corpus, document.id)}
${findings(corpus, document.id)}
<div class="leaf">
${contents(reading, part.rows)}
<div>
${text(corpus, reading, part)}
${citations(corpus, reading)}
${recordedVersions(corpus.report.versions.get(document.id) ?? [])}
${evidence(corpus, reading)}
</div>
</div>`;
}

function heading(document: Document): Html {
  const issuers = document.issuers.join('、');
  return html`<p class="kicker">${placeName(document.jurisdiction)}${issuers && html` · ${issuers}`}</p>
<h1>${document.title ?? document.number ?? bothLabels('untitled')}</h1>
${document.annexTitle !== null && html`<p class="subtitle">${document.annexTitle}</p>`}
<p class="number">${document.number ?? bothLabels('noNumber')}</p>`;
}

function verdict(corpus: Corpus, document: Document): Html | null {
  const row = corpus.rows.get(document.id);
  if (!row) return null;
  const reason = statusReason(corpus, row, base);
  const chain =
    row.chain.length > 1 && foldable(html`${bothLabels('chain')} (${row.chain.length})`, chainList(corpus, row));
  return html`<section class="verdict" aria-label="${bothPlain((words) => words.label.status)}">
<p>${statusTerm(row.status, row.implied)} ${period(row)}</p>
${row.provisions && html`<p>${bothLabels('provisions')} ${row.provisions.join('、')}</p>`}
${reason && html`<p class="reason">${reason}</p>`}
<p class="small">${bothLabels('portalLabel')} ${row.officialStatus ?? bothLabels('noLabel')}${row.disagrees && html` <span class="flag">${bothLabels('disagrees')}</span>`}</p>
${chain}</section>`;
}

function period(row: StatusRow): Html {
  const since = row.since && html`${bothLabels('sinceDay')} ${day(row.since)}`;
  const until = row.until && html` ${bothLabels('untilDay')} ${day(row.until)}`;
  return html`<span class="day">${since}${until}</span>`;
}

function chainList(corpus: Corpus, row: StatusRow): Html {
  return html`<ol class="plain">${row.chain.map((reason) => html`<li>${reasonTerm(corpus, row.id, reason, base)}</li>`)}</ol>`;
}

/** Every status that the document has had or will have, as a picture and as a list. */
function course(corpus: Corpus, id: WorkId): Html | null {
  const periods = corpus.report.courses.get(id) ?? [];
  const picture = coursePicture(periods, corpus.report.asOf);
  if (picture === null) return null;
  return section('course', bothLabels('course'), html`${picture}${table(periods, courseColumns(corpus, id))}`);
}

function courseColumns(corpus: Corpus, id: WorkId): Column<StatusPeriod>[] {
  return [
    { head: 'sinceDay', as: 'rowHead', cell: (period) => day(period.from) },
    { head: 'status', cell: (period) => statusTerm(period.status, period.implied) },
    {
      head: 'reason',
      cell: (period) => (period.reason ? reasonTerm(corpus, id, period.reason, base) : absent()),
    },
  ];
}

function metadata(corpus: Corpus, reading: Reading): Html {
  const { document } = reading;
  const { commences, source } = document;
  const start = html`${day(commences.date)} <small>${both((words) => words.commencement[commences.basis])}</small>${commences.retroactive && html` <span class="flag">${bothLabels('retroactive')}</span>`}`;
  return html`<dl class="record">
${entry('number', html`${document.number ?? absent()}${printedAt(corpus, reading, document.number)}`)}
${entry('type', document.type ?? absent())}
${entry('issuers', html`${document.issuers.join('、') || absent()}${printedAt(corpus, reading, document.issuers[0] ?? null)}`)}
${entry(
  'jurisdiction',
  html`${placeName(document.jurisdiction)} <small>${join(
    [document.jurisdiction.gb2260, document.jurisdiction.iso].filter((code) => code !== null),
    ' · ',
  )}</small>`,
)}
${entry('issued', html`${day(document.issued)}${printedAt(corpus, reading, document.issued && chineseDate(document.issued))}`)}
${entry('commences', start)}
${entry('lastDay', day(document.lastDay))}
${entry('capture', html`<code>${source.path}</code> ${bothLabels('lines', { from: source.firstLine, to: source.lastLine })} ${hash(source.sha256)}`)}
${entry('workId', html`<code>${document.id}</code>`, 'wide')}
</dl>`;
}

function entry(label: Label, value: Piece, width: 'wide' | null = null): Html {
  return html`<div class="${width ?? ''}"><dt>${bothLabels(label)}</dt><dd>${value}</dd></div>`;
}

/** Where a value is printed in the document itself, as a link; nothing where it is not printed in these very words. */
function printedAt(corpus: Corpus, reading: Reading, value: string | null): Html | null {
  if (value === null || value === '') return null;
  const passage = reading.passages.find(
    ({ component, from, to }) =>
      (component === 'header' || component === 'signature') && reading.text.text.slice(from, to).includes(value),
  );
  if (!passage) return null;
  const line = bothLabels('line', { n: passage.line });
  return html` <small>${bothLabels('printedAt')} <a href="${base}${passagePath(corpus, reading.document.id, passage.eId)}">${line}</a></small>`;
}

/** 2023年3月2日, as signatures print it. */
function chineseDate(date: string): string {
  const [year, month, dayOfMonth] = date.split('-').map(Number);
  return `${year}年${month}月${dayOfMonth}日`;
}

function membership(corpus: Corpus, id: WorkId): Html | null {
  const families = corpus.families.get(id) ?? [];
  if (families.length === 0) return null;
  const links = families.map(
    ({ declaration }) =>
      html`<a href="${base}${comparisonPath(declaration.id, id)}">${declaration.title}</a> <small lang="en">${declaration.titleEn}</small>`,
  );
  return html`<p>${bothLabels('family')}：${join(links, '；')}</p>`;
}

function findings(corpus: Corpus, id: WorkId): Html {
  const found = corpus.findings.get(id) ?? [];
  const body =
    found.length > 0 ? table(found, findingColumns(corpus)) : html`<p class="quiet">${bothLabels('noFindings')}</p>`;
  return section('findings', html`${bothLabels('findings')} (${found.length})`, body);
}

/** The columns of findings of one document. */
function findingColumns(corpus: Corpus): Column<Finding>[] {
  return [
    {
      head: 'severity',
      as: 'rowHead',
      cell: (finding) =>
        html`<span class="${finding.severity === 'info' ? 'quiet' : 'flag'}">${both((words) => words.severity[finding.severity])}</span>`,
    },
    {
      head: 'code',
      cell: (finding) =>
        html`${both((words) => findingWord(words, finding.code) ?? '')} <small><code>${finding.code}</code></small>`,
    },
    {
      head: 'place',
      cell: (finding) =>
        finding.work !== null && finding.line !== null ? lineLink(corpus, finding.work, finding.line, base) : absent(),
    },
    { head: 'text', cell: (finding) => finding.text },
  ];
}

function evidence(corpus: Corpus, reading: Reading): Html {
  const { source, id } = reading.document;
  const variants = corpus.variants.get(id) ?? [];
  return section(
    'source',
    bothLabels('evidence'),
    html`<dl class="record">
${entry('capture', html`<code>${source.path}</code> ${bothLabels('lines', { from: source.firstLine, to: source.lastLine })}`, 'wide')}
${entry('evidence', html`<span class="hash">${source.sha256}</span>`, 'wide')}
${entry('textHash', html`<span class="hash">${source.textSha256}</span>`, 'wide')}
</dl>
${repairs(corpus, reading)}
${variants.length > 0 && html`<h3>${bothLabels('variants')}</h3><ul class="plain">${variants.map((variant) => variantEntry(reading, variant))}</ul>`}`,
  );
}

function variantEntry(shown: Reading, variant: Reading): Html {
  const { source } = variant.document;
  const same = source.textSha256 === shown.document.source.textSha256;
  return html`<li><code>${source.path}</code> ${bothLabels('lines', { from: source.firstLine, to: source.lastLine })} · ${hash(source.sha256)} · ${bothLabels(same ? 'sameText' : 'otherText')}</li>`;
}

/** What was repaired in this document (a text holds the repairs of its whole capture). */
function repairs(corpus: Corpus, reading: Reading): Html | null {
  const own = reading.document.components;
  const made = reading.text.repairs.filter(({ span }) =>
    own.some((part) => part.span.from <= span.from && span.to <= part.span.to),
  );
  if (made.length === 0) return null;
  const { text } = reading;
  const columns: Column<(typeof made)[number]>[] = [
    {
      head: 'place',
      as: 'rowHead',
      cell: (repair) => lineLink(corpus, reading.document.id, lineAt(text.lineStarts, repair.span.from), base),
    },
    { head: 'repairWas', cell: (repair) => html`<code>${repair.was}</code>` },
    { head: 'repairReads', cell: (repair) => html`<code>${repair.reads}</code>` },
    {
      head: 'quote',
      cell: (repair) => html`<q>${text.source.slice(Math.max(0, repair.span.from - 12), repair.span.to + 12)}</q>`,
    },
  ];
  return html`<h3>${bothLabels('repairs')} (${made.length})</h3>${table(made, columns)}`;
}
