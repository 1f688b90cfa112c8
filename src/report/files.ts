import type { RunReport } from '../model/run.js';
import { runJson } from './json.js';
import { renderSite, type SiteOptions } from './site/site.js';
import { runSummary } from './summary.js';

/**
 * Everything a run writes into the report folder, by path relative to it (`/` between its parts): the site,
 * `summary.md` and `report.json`. UTF-8; the same run gives the same bytes.
 */
export function reportFiles(report: RunReport, options: SiteOptions): Map<string, string> {
  const files = renderSite(report, options);
  files.set('summary.md', runSummary(report));
  files.set('report.json', runJson(report));
  return files;
}
