import { join } from 'node:path';
import { parseIsoDate } from '../../src/model/date.js';
import type { RunReport } from '../../src/model/run.js';
import { runPipeline } from '../../src/pipeline/run.js';
import { makeWorkplace } from '../pipeline/workplace.js';

/** What a first run over the twenty real notices finds; nothing is recorded. To be called inside a test or hook. */
export async function seedsRun(asOf: string): Promise<RunReport> {
  const day = parseIsoDate(asOf);
  if (day === null) throw new Error(`no such day: ${asOf}`);
  const file = join(makeWorkplace(), 'pipelines/nightly.yaml');
  return (await runPipeline(file, { asOf: day, since: null, dryRun: true })).report;
}
