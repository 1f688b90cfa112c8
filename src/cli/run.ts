import { appendFile, stat } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import type { Command } from 'commander';
import type { ExitCode } from '../model/message.js';
import { type Progress, type RunOutcome, runPipeline } from '../pipeline/run.js';
import { annotationLines, inertJson, inertText } from '../report/annotations.js';
import { runRecord } from '../report/json.js';
import { runSummary } from '../report/summary.js';
import { runLines } from '../report/terminal.js';
import { pipelineOf, terminalOptions } from './context.js';
import { printJson } from './json.js';
import { readDay, today } from './options.js';
import type { Terminal } from './terminal.js';

interface Options {
  readonly asOf?: string;
  readonly since?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  /** Absent: under GitHub Actions alone. */
  readonly annotations?: boolean;
}

/** `jiaokan run [PIPELINE]` */
export function registerRun(program: Command, terminal: Terminal): void {
  program
    .command('run')
    .description('the nightly: read sources, record, compare, report, check gates')
    .argument('[pipeline]', 'the pipeline file')
    .option('--as-of <date>', 'the day the run is for (default: today in China)')
    .option('--since <date>', 'the day changes are counted from (default: the day of the last run)')
    .option('--dry-run', 'say what would be recorded, and write nothing')
    .option('--json', 'print JSON (jiaokan/run@1)')
    .option('--annotations', 'print findings as annotations of GitHub Actions (default: where GITHUB_ACTIONS is true)')
    .option('--no-annotations', 'print none, and no job summary')
    .addHelpText(
      'after',
      '\nExamples:\n  jiaokan run\n  jiaokan run pipelines/nightly.yaml --as-of 2023-12-31\n  jiaokan run --dry-run',
    )
    .action(async (pipeline: string | undefined, options: Options) => {
      const file = pipeline ?? pipelineOf(program);
      const outcome = await runPipeline(file, {
        asOf: readDay('--as-of', options.asOf) ?? today(),
        since: readDay('--since', options.since),
        dryRun: options.dryRun === true,
        language: terminalOptions(program, terminal).language,
        ...(options.json === true ? {} : { onProgress: showProgress(terminal) }),
      });
      if (terminal.isInteractive) terminal.err('\r\u001b[K');
      for (const failure of outcome.failures) terminal.fail(failure);
      printOutcome(outcome, options, program, terminal);
      if (options.annotations ?? terminal.isWatched) await annotate(outcome, file, options, terminal);
      terminal.raise(outcome.exit satisfies ExitCode);
    });
}

function printOutcome(outcome: RunOutcome, options: Options, program: Command, terminal: Terminal): void {
  const isRead = options.annotations ?? terminal.isWatched;
  if (options.json === true) {
    const out = (json: string): void => terminal.out(isRead ? inertJson(json) : json);
    printJson({ ...terminal, out }, runRecord(outcome.report));
    return;
  }
  const reports = outcome.reports === null ? null : relative(process.cwd(), outcome.reports);
  const lines = runLines(outcome.report, reports, terminalOptions(program, terminal)).join('\n');
  terminal.out(isRead ? inertText(lines) : lines);
  if (options.dryRun === true) terminal.out('dry run: nothing was recorded or written');
}

/** GitHub refuses a summary of a step above 1 MiB, all of it (docs.github.com, "Workflow commands", job summaries). */
const largestSummary = 1024 * 1024;

/** Findings beside the lines they are about, and the summary on the page of the job. With `--json`, stdout is JSON alone. */
async function annotate({ report }: RunOutcome, file: string, options: Options, terminal: Terminal): Promise<void> {
  const root = dirname(dirname(resolve(file))); // what the paths of a report are relative to
  const folder = relative(process.env['GITHUB_WORKSPACE'] ?? process.cwd(), root)
    .split(sep)
    .join('/');
  const lines = annotationLines(report, folder === '' ? '' : `${folder}/`);
  terminal.command(lines, options.json === true ? 'err' : 'out');
  const summaryFile = process.env['GITHUB_STEP_SUMMARY'];
  if (summaryFile === undefined || summaryFile === '') return;
  const summary = runSummary(report);
  const earlier = await stat(summaryFile).then(
    ({ size }) => size,
    () => 0,
  );
  if (earlier + Buffer.byteLength(summary) <= largestSummary) await appendFile(summaryFile, summary);
  else terminal.err('the summary of this step is full; summary.md in the report folder has what is missing');
}

const stepNames: Readonly<Record<Parameters<Progress>[0], string>> = {
  read: 'reading sources',
  parse: 'reading documents',
  resolve: 'resolving citations',
  compare: 'comparing families',
  record: 'recording',
  report: 'writing reports',
};

/** One line that is overwritten on a terminal; elsewhere a plain line a step. */
function showProgress(terminal: Terminal): Progress {
  let last = '';
  return (step, done, of) => {
    const count = of === null || of <= 1 ? '' : ` ${String(done + 1)}/${String(of)}`;
    if (terminal.isInteractive) process.stderr.write(`\r\u001b[K${stepNames[step]}${count}`);
    else if (step !== last) terminal.err(stepNames[step]);
    last = step;
  };
}
