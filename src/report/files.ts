import type { RunReport } from '../model/run.js';
import { feedFiles } from './feeds.js';
import { runJson } from './json.js';
import { runJunit } from './junit.js';
import { runXlsx } from './run-xlsx.js';
import { runSarif } from './sarif.js';
import { siteFiles, type SiteOptions } from './site/site.js';
import { runSummary } from './summary.js';

/** A file of a report: its path relative to the folder, `/` between its parts. Text is written as UTF-8. */
export type ReportFile = readonly [path: string, content: string | Uint8Array];

/**
 * Everything a run writes into the report folder: the site, `summary.md`, `report.json`, `report.sarif`, `junit.xml`,
 * `audit.xlsx` and the feeds; each is made when it is asked for. The same run gives the same bytes.
 */
export async function reportFiles(report: RunReport, options: SiteOptions): Promise<Iterable<ReportFile>> {
  return filesOf(report, options, await runXlsx(report, options.language));
}

function* filesOf(report: RunReport, options: SiteOptions, xlsx: Uint8Array): Generator<ReportFile> {
  yield ['summary.md', runSummary(report)];
  yield ['report.json', runJson(report)];
  yield ['report.sarif', runSarif(report)];
  yield ['junit.xml', runJunit(report)];
  yield ['audit.xlsx', xlsx];
  yield* feedFiles(report);
  yield* siteFiles(report, options);
}
