#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { exitCode, JiaokanError } from '../model/message.js';
import { toolVersion } from '../pipeline/version.js';
import { registerAudit } from './audit.js';
import { registerCheck } from './check.js';
import { registerCheckout } from './checkout.js';
import { registerCompletion } from './completion.js';
import { registerCompare } from './compare.js';
import { registerDoctor } from './doctor.js';
import { registerExport } from './export.js';
import { registerFamilies } from './families.js';
import { registerGraph } from './graph.js';
import { registerHistory } from './history.js';
import { registerImport } from './import.js';
import { registerInit } from './init.js';
import { registerNotYet } from './not-yet.js';
import { registerParse } from './parse.js';
import { registerReview } from './review.js';
import { registerRun } from './run.js';
import { registerServe } from './serve.js';
import { registerShow } from './show.js';
import { registerTakedown } from './takedown.js';
import { registerTemplate } from './template.js';
import { processTerminal } from './terminal.js';
import { registerVerify } from './verify.js';

const help = `
A document is named by a path (a.txt), one notice of a capture with several (a.txt#6), a work id, a document number,
or template:FAMILY.

Exit codes: 0 done · 1 a gate failed, or compare --exit-code found differences · 2 wrong use or configuration ·
3 a capture could not be read · 4 the history refused.

Examples:
  jiaokan run                                   the nightly: read, record, compare, report
  jiaokan parse notice.txt --json               parts, clauses, citations and effects of a capture
  jiaokan compare a.txt b.txt                   what really differs, clause by clause
  jiaokan audit --as-of 2023-12-31              what was in force on that day, and why
`;

async function main(): Promise<void> {
  const terminal = processTerminal();
  const program = new Command('jiaokan')
    .description('校勘: what differs between near-duplicate notices, and what is still in force.')
    .version(toolVersion)
    .option('-p, --pipeline <file>', 'the pipeline file', 'pipelines/nightly.yaml')
    .option('--lang <language>', 'language of what is printed for people: zh-CN or en', 'zh-CN')
    .addHelpText('after', help)
    .configureHelp({ showGlobalOptions: true })
    .exitOverride();
  const registers = [
    registerRun,
    registerParse,
    registerCompare,
    registerFamilies,
    registerTemplate,
    registerAudit,
    registerShow,
    registerHistory,
    registerGraph,
    registerReview,
    registerServe,
    registerCheckout,
    registerImport,
    registerExport,
    registerCheck,
    registerVerify,
    registerTakedown,
    registerInit,
    registerDoctor,
    registerCompletion,
    registerNotYet,
  ];
  for (const register of registers) register(program, terminal);
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof JiaokanError) terminal.fail(error);
    else if (error instanceof CommanderError)
      terminal.raise(error.exitCode === 0 ? exitCode.done : exitCode.usage); // it printed its own line
    else throw error;
  }
}

// A reader that closes the pipe early (head) ends the output, not with an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

await main();
