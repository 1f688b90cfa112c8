import type { RunReport } from '../model/run.js';
import { feedFiles } from './feeds.js';
import { runJson } from './json.js';
import { runJunit } from './junit.js';
import { runSarif } from './sarif.js';
import { renderSite } from './site/site.js';
import { runSummary } from './summary.js';

/**
 * Everything a run writes into the report folder, by path relative to it (`/` between its parts): the site,
 * `summary.md`, `report.json`, `report.sarif`, `junit.xml` and the feeds. UTF-8; the same run gives the same bytes.
 *
 * @param graphSvg a drawing of the graph for `graph.html`; null leaves that page out
 */
export function reportFiles(report: RunReport, graphSvg: string | null): Map<string, string> {
  const files = renderSite(report, graphSvg);
  files.set('summary.md', runSummary(report));
  files.set('report.json', runJson(report));
  files.set('report.sarif', runSarif(report));
  files.set('junit.xml', runJunit(report));
  for (const [path, text] of feedFiles(report)) files.set(path, text);
  return files;
}
