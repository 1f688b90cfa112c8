import { relative } from 'node:path';
import type { Command } from 'commander';
import type { ExitCode } from '../model/message.js';
import { type Progress, runPipeline } from '../pipeline/run.js';
import { runRecord } from '../report/json.js';
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
    .addHelpText(
      'after',
      '\nExamples:\n  jiaokan run\n  jiaokan run pipelines/nightly.yaml --as-of 2023-12-31\n  jiaokan run --dry-run',
    )
    .action(async (pipeline: string | undefined, options: Options) => {
      const outcome = await runPipeline(pipeline ?? pipelineOf(program), {
        asOf: readDay('--as-of', options.asOf) ?? today(),
        since: readDay('--since', options.since),
        dryRun: options.dryRun === true,
        ...(options.json === true ? {} : { onProgress: showProgress(terminal) }),
      });
      if (terminal.isInteractive) terminal.err('\r\u001b[K');
      for (const failure of outcome.failures) terminal.fail(failure);
      if (options.json === true) printJson(terminal, runRecord(outcome.report));
      else {
        const reports = outcome.reports === null ? null : relative(process.cwd(), outcome.reports);
        const lines = runLines(outcome.report, reports, terminalOptions(program, terminal));
        terminal.out(lines.join('\n'));
        if (options.dryRun === true) terminal.out('dry run: nothing was recorded or written');
      }
      terminal.raise(outcome.exit satisfies ExitCode);
    });
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
