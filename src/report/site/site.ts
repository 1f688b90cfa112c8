import type { RunReport } from '../../model/run.js';
import { auditCsv } from '../audit-formats.js';
import { collateRun, type Corpus, nameOf } from '../corpus.js';
import { digestRun } from '../digest.js';
import { auditMain } from './audit-page.js';
import { documentMain } from './document-page.js';
import { familyMain } from './family-page.js';
import { graphMain } from './graph-page.js';
import { type Frame, renderPage, zh } from './layout.js';
import { type Base, documentPath, familyPath } from './links.js';
import type { Html, Piece } from './markup.js';
import { overviewMain } from './overview-page.js';
import { checkedPicture } from './picture.js';

/**
 * The site of one run: paths from the site's root to contents, in the order in which pages are found from the first.
 * Opens from a disk, loads nothing, and is the same for the same run.
 *
 * @param graphSvg a drawing of the graph; without one there is no `graph.html`
 */
export function renderSite(report: RunReport, graphSvg: string | null): Map<string, string> {
  const corpus = collateRun(report);
  const picture = graphSvg === null ? null : checkedPicture(graphSvg);
  const page = pageMaker(report, picture);
  const files = new Map<string, string>();
  files.set('index.html', page('', 'overview', report.pipeline, overviewMain(corpus, digestRun(report))));
  files.set('audit.html', page('', 'audit', zh.label.audit, auditMain(corpus)));
  files.set('audit.csv', auditCsv(report.audit, { bom: true }));
  if (picture) files.set('graph.html', page('', 'graph', zh.label.graph, graphMain(corpus, picture)));
  for (const [path, text] of familyPages(corpus, page)) files.set(path, text);
  for (const [path, text] of documentPages(corpus, page)) files.set(path, text);
  return files;
}

type PageMaker = (base: Base, section: Frame['section'], title: string, main: Piece) => string;

function pageMaker(report: RunReport, picture: Html | null): PageMaker {
  const entries: Frame['entries'] = [
    { section: 'overview', path: 'index.html' },
    { section: 'families', path: 'index.html#families' },
    { section: 'documents', path: 'index.html#documents' },
    { section: 'audit', path: 'audit.html' },
    ...(picture ? [{ section: 'graph', path: 'graph.html' } as const] : []),
  ];
  const { asOf, toolVersion, rulesSha256 } = report;
  return (base, section, title, main) =>
    renderPage({ base, section, title, asOf, toolVersion, rulesSha256, entries }, main);
}

function familyPages(corpus: Corpus, page: PageMaker): [string, string][] {
  return corpus.report.families.map((family) => {
    const { id, title } = family.declaration;
    return [familyPath(id), page('../', 'families', title, familyMain(corpus, family))];
  });
}

function documentPages(corpus: Corpus, page: PageMaker): [string, string][] {
  return [...corpus.readings].map(([id, reading]) => {
    const { title } = nameOf(corpus, id);
    return [documentPath(id), page('../', 'documents', title, documentMain(corpus, reading))];
  });
}
