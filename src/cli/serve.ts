import { spawn } from 'node:child_process';
import type { Command } from 'commander';
import { exitCode, JiaokanError } from '../model/message.js';
import { openDesk, wordsOfClient } from '../pipeline/desk.js';
import { loadSettings } from '../pipeline/settings.js';
import { catalogues } from '../report/catalogue.js';
import { listen } from '../serve/listen.js';
import { openStore } from '../store/store.js';
import { pipelineOf, terminalOptions } from './context.js';
import { readDay, today } from './options.js';
import { findReviewer } from './reviewer.js';
import type { Terminal } from './terminal.js';

interface Options {
  readonly port?: string;
  readonly open?: boolean;
  readonly asOf?: string;
  readonly by?: string;
}

/** `jiaokan serve [PIPELINE]` */
export function registerServe(program: Command, terminal: Terminal): void {
  program
    .command('serve')
    .description('the report site with review, on 127.0.0.1')
    .argument('[pipeline]', 'the pipeline file')
    .option('--port <number>', 'the port (default: any that is free)')
    .option('--open', 'open it in the browser')
    .option('--as-of <date>', 'the day the report is for (default: today in China)')
    .option('--by <name>', 'who reviews, if the page says nobody (default: $JIAOKAN_REVIEWER, else user.name of git)')
    .addHelpText('after', '\nIt ends with Ctrl-C. The link holds a secret: who has it may decide.')
    .action((pipeline: string | undefined, options: Options) =>
      serve(pipeline ?? pipelineOf(program), options, program, terminal),
    );
}

async function serve(file: string, options: Options, program: Command, terminal: Terminal): Promise<void> {
  const { language } = terminalOptions(program, terminal);
  const { label } = catalogues[language];
  const port = readPort(options.port);
  const asOf = readDay('--as-of', options.asOf);
  const settings = await loadSettings(file);
  const store = await openStore(settings.history, settings.identity ? { identity: settings.identity } : {});
  try {
    const desk = openDesk(file, store, () => asOf ?? today(), language);
    await desk.files(); // what is wrong with the configuration is told here, and the first page is there at once
    const reviewer = await findReviewer(options.by);
    const server = await listen(port, { desk, today, reviewer, words: wordsOfClient });
    terminal.out(server.link);
    terminal.err(label.serveEnds);
    if (options.open === true) openBrowser(server.link, () => terminal.err(label.serveNoBrowser));
    await interrupted();
    await server.close();
  } finally {
    store.close();
  }
}

/** @throws JiaokanError `cli/invalid-port` (exit 2) */
function readPort(value: string | undefined): number {
  if (value === undefined) return 0;
  const port = /^\d{1,5}$/.test(value) ? Number(value) : 65_536;
  if (port < 65_536) return port;
  throw new JiaokanError('cli/invalid-port', `--port takes a number up to 65535, not "${value}"`, exitCode.usage);
}

/** Ctrl-C, or the end of a service. A second one ends the process as always. */
function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

const openers: Readonly<Partial<Record<NodeJS.Platform, readonly [command: string, ...args: readonly string[]]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

function openBrowser(link: string, onFailure: () => void): void {
  const [command, ...args] = openers[process.platform] ?? ['xdg-open'];
  const child = spawn(command, [...args, link], { stdio: 'ignore', detached: true });
  child.once('error', onFailure);
  child.unref();
}
