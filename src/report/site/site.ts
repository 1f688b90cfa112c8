import type { EId } from '../../model/ids.js';
import type { RunReport } from '../../model/run.js';
import { auditCsv } from '../audit-formats.js';
import type { Label, Language } from '../catalogue.js';
import { collateRun, type Corpus, nameOf } from '../corpus.js';
import { digestRun } from '../digest.js';
import { pictureWords } from '../graph-dot.js';
import { auditIndex } from './audit-index.js';
import { auditPages, openEndPages } from './audit-page.js';
import { documentPages as documentListPages } from './documents-page.js';
import { comparisonPages, type MemberView, viewMember } from './comparison-page.js';
import { documentPages } from './document-page.js';
import { familyClauseParts, familyClausesMain } from './family-clauses-page.js';
import { familyPages } from './family-page.js';
import { graphPages } from './graph-page.js';
import { type Behaviour, bothPlain, type Frame, inert, renderPage } from './layout.js';
import { type Base, familyClausesPath } from './links.js';
import type { Html, Piece } from './markup.js';
import { overviewMain } from './overview-page.js';
import { partNumbers } from './parts.js';
import { checkedPicture } from './picture.js';
import { searchData, searchMain, searchParts } from './search-page.js';
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

/** A path from the root of the site, and what stands there. */
type SiteFile = readonly [path: string, content: string];

/** The site of one run as a whole, by path; see `siteFiles`. */
export function renderSite(report: RunReport, options: SiteOptions): Map<string, string> {
  return new Map(siteFiles(report, options));
}

/**
 * The site of one run, a page at a time: tens of thousands of documents fill more memory than there is. In the order in
 * which pages are found from the first. Opens from a disk, loads nothing, and is the same for the same run.
 */
export function* siteFiles(report: RunReport, options: SiteOptions): Generator<SiteFile> {
  const corpus = collateRun(report);
  const picture = options.graphSvg === null ? null : checkedPicture(options.graphSvg, pictureWords());
  const page = pageMaker(report, picture, options);
  const views = report.families.flatMap((family) => family.members.map((member) => viewMember(corpus, family, member)));
  const overview = overviewMain(corpus, views, digestRun(report));
  yield ['index.html', page({ base: '', section: 'overview', title: report.pipeline, main: overview })];
  yield* auditFiles(corpus, page, options);
  yield ['audit.csv', auditCsv(report.audit, { bom: true })];
  yield* graphFiles(corpus, page, picture);
  if (options.scripts) yield* searchFiles(corpus, page);
  for (const { path, main } of documentListPages(corpus))
    yield [path, page({ base: '', section: 'documents', title: name('documents'), main })];
  yield* familyFiles(corpus, views, page);
  yield* documentFiles(corpus, page);
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

function auditFiles(corpus: Corpus, page: PageMaker, { scripts, hasXlsx = false }: SiteOptions): SiteFile[] {
  const frame = { base: '', section: 'audit' } as const;
  const running = {
    scripts: ['words', 'audit-lookup', 'audit'],
    data: { 'audit-index': auditIndex(corpus) },
  } as const;
  return [
    ...auditPages(corpus, { isScripted: scripts !== null, hasXlsx }).map(
      ({ path, leads, main }): SiteFile => [
        path,
        page({ ...frame, title: name('audit'), main, ...(leads ? running : {}) }),
      ],
    ),
    ...openEndPages(corpus).map(
      ({ path, main }): SiteFile => [path, page({ ...frame, title: name('openEnds'), main })],
    ),
  ];
}

function graphFiles(corpus: Corpus, page: PageMaker, picture: Html | null): SiteFile[] {
  if (!picture) return [];
  const frame = { base: '', section: 'graph', title: name('graph') } as const;
  return graphPages(corpus, picture).map(({ path, leads, main }) => [
    path,
    page({ ...frame, main, ...(leads ? { scripts: ['zoom'] } : {}) }),
  ]);
}

function* searchFiles(corpus: Corpus, page: PageMaker): Generator<SiteFile> {
  for (const part of searchParts(corpus)) {
    const { index, data } = searchData(corpus, part.rows);
    const frame = { base: '', section: 'search', title: name('search'), main: searchMain(part) } as const;
    const scripts = ['words', 'minisearch', 'search-tokens', 'search'] as const;
    yield [part.path, page({ ...frame, scripts, data: { 'search-index': index, 'search-data': data } })];
  }
}

/** A family has its page, one that goes through it clause by clause, and one for each member. */
function* familyFiles(corpus: Corpus, views: readonly MemberView[], page: PageMaker): Generator<SiteFile> {
  for (const family of corpus.report.families) {
    const { id, title } = family.declaration;
    const own = views.filter((view) => view.family === family);
    const frame = { base: '../', section: 'families' } as const;
    const parts = familyClauseParts(family, own);
    const partOf = partNumbers(parts, ({ passage }) => passage.eId);
    const clausePath = (eId: EId): string => familyClausesPath(id, partOf.get(eId));
    for (const { path, main } of familyPages({ corpus, family, views: own, clausePath }))
      yield [path, page({ ...frame, title, main, scripts: ['family'] })];
    for (const part of parts) {
      const main = familyClausesMain(family, part);
      yield [
        familyClausesPath(id, part.number - 1),
        page({ ...frame, title: `${title} · ${name('clauseByClause')}`, main }),
      ];
    }
    for (const view of own) yield* comparisonFiles(view, page);
  }
}

function comparisonFiles(view: MemberView, page: PageMaker): SiteFile[] {
  const { corpus, family, member } = view;
  const title = `${nameOf(corpus, member.id).title} · ${family.declaration.title}`;
  return comparisonPages(view).map(({ path, main }) => [
    path,
    page({ base: '../', section: 'families', title, main, scripts: ['compare'] }),
  ]);
}

function* documentFiles(corpus: Corpus, page: PageMaker): Generator<SiteFile> {
  for (const [id, reading] of corpus.readings) {
    const { title } = nameOf(corpus, id);
    for (const { path, main } of documentPages(corpus, reading))
      yield [path, page({ base: '../', section: 'documents', title, main })];
  }
}
