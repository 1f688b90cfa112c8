import { compareText } from '../../model/text.js';
import type { Document } from '../../model/document.js';
import type { Jurisdiction } from '../../model/document.js';
import type { Status, StatusRow } from '../../model/graph.js';
import type { WorkId } from '../../model/ids.js';
import { type Corpus, groupBy } from '../corpus.js';
import type { PartPage } from './audit-page.js';
import { both, bothLabels } from './layout.js';
import { type Base, fragment, partPath } from './links.js';
import { html, type Html, type Piece } from './markup.js';
import { pager, partsOf } from './parts.js';
import { type Column, groupedTable } from './table.js';
import { absent, day, placeName, statusTerm, workLink } from './terms.js';

/** The list of documents lies at the root of the site. */
const base: Base = '';

/** Documents on one page. */
const documentsPerPart = 200;

/** The documents of one province, or of the whole country, newest first. */
interface Province {
  readonly name: string;
  readonly documents: readonly Document[];
}

/** The pages of all documents with a page of their own, by province. */
export function documentPages(corpus: Corpus): PartPage[] {
  const provinces = provincesOf(corpus);
  const rows = provinces.flatMap(({ name, documents }) => documents.map((document) => ({ name, document })));
  const counts = new Map(provinces.map(({ name, documents }) => [name, documents.length]));
  const begun = new Set<string>();
  return partsOf('documents', rows, documentsPerPart).map((part) => {
    const groups = [...groupBy(part.rows, ({ name }) => name)].map(([name, group]) => {
      const id = begun.has(name) ? null : provinceAnchor(name);
      begun.add(name);
      return {
        heading: html`<span${id === null ? null : html` id="${id}"`}>${name} (${counts.get(name) ?? 0})</span>`,
        rows: group.map(({ document }) => document),
      };
    });
    return {
      path: part.path,
      leads: part.number === 1,
      main: html`<h1>${bothLabels('documents')} (${rows.length})</h1>
${pager('documents', part)}${groupedTable(groups, documentColumns(corpus))}${pager('documents', part)}`,
    };
  });
}

function documentColumns(corpus: Corpus): Column<Document>[] {
  return [
    { head: 'title', as: 'work', cell: (document) => workLink(corpus, document.id, base) },
    { head: 'jurisdiction', cell: (document) => placeName(document.jurisdiction) },
    { head: 'issued', cell: (document) => day(document.issued) },
    { head: 'status', cell: (document) => documentStatus(corpus, document.id) },
    { head: 'novelty', cell: (document) => noveltyTerm(corpus, document.id) },
  ];
}

function documentStatus(corpus: Corpus, id: WorkId): Html {
  const row = corpus.rows.get(id);
  return row ? statusTerm(row.status, row.implied) : absent();
}

function noveltyTerm(corpus: Corpus, id: WorkId): Html {
  const novelty = corpus.report.novelty.get(id);
  return novelty
    ? html`<span class="${novelty === 'unchanged' ? 'quiet' : ''}">${both((words) => words.novelty[novelty])}</span>`
    : absent();
}

/** The provinces in the order of their codes (GB/T 2260), the whole country first and what has no place last. */
function provincesOf(corpus: Corpus): readonly Province[] {
  const documents = [...corpus.readings.values()].map(({ document }) => document);
  const groups = [...groupBy(documents, (document) => provinceName(document.jurisdiction))];
  const codeOf = ([first]: readonly Document[]): string => first?.jurisdiction.gb2260?.slice(0, 2) ?? '99';
  return groups
    .map(([name, group]) => ({ name, documents: group.toSorted(newestFirst) }))
    .sort((a, b) => compareText(codeOf(a.documents), codeOf(b.documents)) || compareText(a.name, b.name));
}

function newestFirst(a: Document, b: Document): number {
  return compareText(b.issued ?? '', a.issued ?? '') || compareText(a.id, b.id);
}

/** 吉林省, also for a city or district of it. */
export function provinceName(jurisdiction: Jurisdiction): string {
  return placeName({ ...jurisdiction, city: null, district: null });
}

function provinceAnchor(name: string): string {
  return `p-${name}`;
}

/** What the overview says of a province: how many documents it has, by status. */
interface Count {
  readonly name: string;
  readonly href: string | null;
  readonly rows: readonly StatusRow[];
}

/** How many held documents of each province have which status, each number linked to these documents in the audit. */
export function provinceTable(corpus: Corpus, statuses: readonly Status[]): Piece {
  const counts = countsOf(corpus);
  const present = statuses.filter((status) => counts.some(({ rows }) => rows.some((row) => row.status === status)));
  const body = counts.map(
    (
      count,
    ) => html`<tr><th scope="row">${placeTerm(count)}</th><td class="count">${count.rows.length}</td>${present.map((status) => statusCell(count, status))}</tr>
`,
  );
  return html`<div class="scroll"><table class="provinces">
<thead><tr><th scope="col">${bothLabels('jurisdiction')}</th><th scope="col" class="count">${bothLabels('documents')}</th>${present.map((status) => html`<th scope="col" class="count">${statusTerm(status)}</th>`)}</tr></thead>
<tbody>
${body}</tbody>
</table></div>
`;
}

function countsOf(corpus: Corpus): readonly Count[] {
  const held = corpus.auditRows.filter((row) => row.held);
  const rows = groupBy(held, ({ id }) => {
    const node = corpus.nodes.get(id);
    return node ? provinceName(node.jurisdiction) : null;
  });
  const provinces = provincesOf(corpus);
  const hrefs = new Map<string, string>();
  let before = 0;
  for (const { name, documents } of provinces) {
    hrefs.set(name, partPath('documents', Math.floor(before / documentsPerPart)) + fragment(provinceAnchor(name)));
    before += documents.length;
  }
  const names = [...new Set([...provinces.map(({ name }) => name), ...rows.keys()])];
  return names.map((name) => ({ name, href: hrefs.get(name) ?? null, rows: rows.get(name) ?? [] }));
}

function placeTerm({ name, href }: Count): Piece {
  return href === null ? name : html`<a class="title" href="${href}">${name}</a>`;
}

function statusCell({ name, rows }: Count, status: Status): Html {
  const count = rows.filter((row) => row.status === status).length;
  if (count === 0) return html`<td class="count quiet">0</td>`;
  const view = new URLSearchParams({ status, place: name, held: 'held' }).toString();
  return html`<td class="count"><a href="audit.html#${view}">${count}</a></td>`;
}
