import type { RunReport } from '../../model/run.js';
import { auditCsv } from '../audit-formats.js';
import type { Label, Language } from '../catalogue.js';
import { collateRun, type Corpus, nameOf } from '../corpus.js';
import { digestRun } from '../digest.js';
import { pictureWords } from '../graph-dot.js';
import { auditIndex } from './audit-index.js';
import { auditPages, openEndPages } from './audit-page.js';
import { documentPages as documentListPages } from './documents-page.js';
import { comparisonMain, viewMember } from './comparison-page.js';
import { documentMain } from './document-page.js';
import { familyClausesMain } from './family-clauses-page.js';
import { familyMain } from './family-page.js';
import { graphPages } from './graph-page.js';
import { type Behaviour, bothPlain, type Frame, inert, renderPage } from './layout.js';
import { type Base, comparisonPath, documentPath, familyClausesPath, familyPath } from './links.js';
import type { Html, Piece } from './markup.js';
import { overviewMain } from './overview-page.js';
import { checkedPicture } from './picture.js';
import { searchData, searchMain } from './search-page.js';
import type { SiteScripts } from './scripts.js';

export interface SiteOptions {
  /** The language that pages are set to at first; each holds both. */
  readonly language: Language;
  /** A drawing of the graph; without one there is no `graph.html`. */
  readonly graphSvg: string | null;
  /** What the pages run; null for pages that run nothing, among which there is no `search.html`. */
  readonly scripts: SiteScripts | null;
  /** Whether `audit.xlsx` is written beside the pages: then the audit links it. */
  readonly hasXlsx?: boolean;
  /** Whether feeds are written beside the pages: then every page names the one of everything. */
  readonly hasFeeds?: boolean;
}

/**
 * The site of one run: paths from the site's root to contents, in the order in which pages are found from the first.
 * Opens from a disk, loads nothing, and is the same for the same run.
 */
export function renderSite(report: RunReport, options: SiteOptions): Map<string, string> {
  const corpus = collateRun(report);
  const picture = options.graphSvg === null ? null : checkedPicture(options.graphSvg, pictureWords());
  const page = pageMaker(report, picture, options);
  const files = new Map<string, string>();
  files.set(
    'index.html',
    page({ base: '', section: 'overview', title: report.pipeline, main: overviewMain(corpus, digestRun(report)) }),
  );
  for (const [path, text] of auditFiles(corpus, page, options)) files.set(path, text);
  files.set('audit.csv', auditCsv(report.audit, { bom: true }));
  for (const [path, text] of graphFiles(corpus, page, picture)) files.set(path, text);
  if (options.scripts) files.set('search.html', searchFile(corpus, page));
  for (const { path, main } of documentListPages(corpus))
    files.set(path, page({ base: '', section: 'documents', title: name('documents'), main }));
  for (const [path, text] of familyPages(corpus, page)) files.set(path, text);
  for (const [path, text] of documentPages(corpus, page)) files.set(path, text);
  return files;
}

/** The title of a page, in both languages. */
function name(label: Label): string {
  return bothPlain((words) => words.label[label]);
}

/** What a page is made of. */
interface Page {
  readonly base: Base;
  readonly section: Frame['section'];
  readonly title: string;
  readonly main: Piece;
  /** What it runs beyond what every page does, and the data for that. */
  readonly scripts?: readonly Exclude<keyof SiteScripts, 'page'>[];
  readonly data?: Behaviour['data'];
}

type PageMaker = (page: Page) => string;

function pageMaker(
  report: RunReport,
  picture: Html | null,
  { language, scripts, hasFeeds = false }: SiteOptions,
): PageMaker {
  const entries: Frame['entries'] = [
    { section: 'overview', path: 'index.html' },
    { section: 'families', path: 'index.html#families' },
    { section: 'documents', path: 'documents.html' },
    { section: 'audit', path: 'audit.html' },
    ...(picture ? [{ section: 'graph', path: 'graph.html' } as const] : []),
    ...(scripts ? [{ section: 'search', path: 'search.html' } as const] : []),
  ];
  const { asOf, toolVersion, rulesSha256 } = report;
  return ({ base, section, title, main, scripts: own = [], data = {} }) => {
    const behaviour = scripts ? { scripts: [scripts.page, ...own.map((name) => scripts[name])], data } : inert;
    return renderPage(
      { base, section, title, asOf, toolVersion, rulesSha256, language, behaviour, hasFeeds, entries },
      main,
    );
  };
}

function auditFiles(corpus: Corpus, page: PageMaker, { scripts, hasXlsx = false }: SiteOptions): [string, string][] {
  const frame = { base: '', section: 'audit' } as const;
  const running = {
    scripts: ['words', 'audit-lookup', 'audit'],
    data: { 'audit-index': auditIndex(corpus) },
  } as const;
  return [
    ...auditPages(corpus, { isScripted: scripts !== null, hasXlsx }).map(({ path, leads, main }): [string, string] => [
      path,
      page({ ...frame, title: name('audit'), main, ...(leads ? running : {}) }),
    ]),
    ...openEndPages(corpus).map(({ path, main }): [string, string] => [
      path,
      page({ ...frame, title: name('openEnds'), main }),
    ]),
  ];
}

function graphFiles(corpus: Corpus, page: PageMaker, picture: Html | null): [string, string][] {
  if (!picture) return [];
  const frame = { base: '', section: 'graph', title: name('graph') } as const;
  return graphPages(corpus, picture).map(({ path, leads, main }) => [
    path,
    page({ ...frame, main, ...(leads ? { scripts: ['zoom'] } : {}) }),
  ]);
}

function searchFile(corpus: Corpus, page: PageMaker): string {
  const { index, data } = searchData(corpus);
  return page({
    ...({ base: '', section: 'search', title: name('search'), main: searchMain() } as const),
    scripts: ['words', 'minisearch', 'search-tokens', 'search'],
    data: { 'search-index': index, 'search-data': data },
  });
}

/** A family has its page, one that goes through it clause by clause, and one for each member. */
function familyPages(corpus: Corpus, page: PageMaker): [string, string][] {
  return corpus.report.families.flatMap((family) => {
    const { id, title } = family.declaration;
    const views = family.members.map((member) => viewMember(corpus, family, member));
    const frame = { base: '../', section: 'families' } as const;
    const clauses = familyClausesMain(family, views);
    return [
      [familyPath(id), page({ ...frame, title, main: familyMain(corpus, family, views), scripts: ['family'] })],
      [familyClausesPath(id), page({ ...frame, title: `${title} · ${name('clauseByClause')}`, main: clauses })],
      ...views.map((view): [string, string] => {
        const of = `${nameOf(corpus, view.member.id).title} · ${title}`;
        const main = comparisonMain(view);
        return [comparisonPath(id, view.member.id), page({ ...frame, title: of, main, scripts: ['compare'] })];
      }),
    ];
  });
}

function documentPages(corpus: Corpus, page: PageMaker): [string, string][] {
  return [...corpus.readings].map(([id, reading]) => {
    const { title } = nameOf(corpus, id);
    return [documentPath(id), page({ base: '../', section: 'documents', title, main: documentMain(corpus, reading) })];
  });
}
