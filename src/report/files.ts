import type { RunReport } from '../model/run.js';
import { feedFiles } from './feeds.js';
import { runJson } from './json.js';
import { runJunit } from './junit.js';
import { runXlsx } from './run-xlsx.js';
import { runSarif } from './sarif.js';
import { renderSite, type SiteOptions } from './site/site.js';
import { runSummary } from './summary.js';

/** Files of a report by path relative to its folder, `/` between its parts. Text is written as UTF-8. */
export type ReportFiles = ReadonlyMap<string, string | Uint8Array>;

/**
 * Everything a run writes into the report folder: the site, `summary.md`, `report.json`, `report.sarif`, `junit.xml`,
 * `audit.xlsx` and the feeds. The same run gives the same bytes.
 */
export async function reportFiles(report: RunReport, options: SiteOptions): Promise<ReportFiles> {
  const files = new Map<string, string | Uint8Array>(renderSite(report, options));
  files.set('summary.md', runSummary(report));
  files.set('report.json', runJson(report));
  files.set('report.sarif', runSarif(report));
  files.set('junit.xml', runJunit(report));
  files.set('audit.xlsx', await runXlsx(report, options.language));
  for (const [path, text] of feedFiles(report)) files.set(path, text);
  return files;
}
