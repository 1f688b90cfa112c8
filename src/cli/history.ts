import type { Command } from 'commander';
import type { HistoryOutput } from '../model/output.js';
import { historyLines } from '../report/work-lines.js';
import { terminalOptions, withStore } from './context.js';
import { printJson } from './json.js';
import { requireWork } from './reference.js';
import type { Terminal } from './terminal.js';

/** `jiaokan history WORK` */
export function registerHistory(program: Command, terminal: Terminal): void {
  program
    .command('history')
    .description('the recorded versions of a document')
    .argument('<work>', 'a work id, document number or title')
    .option('--json', 'print JSON (jiaokan/history@1)')
    .addHelpText('after', '\nExample:\n  jiaokan history 国家税务总局吉林省税务局公告2023年第1号')
    .action((name: string, options: { json?: boolean }) =>
      withStore(program, async (store) => {
        const { node } = await requireWork(store, name);
        const versions = await store.history(node.id);
        const output: HistoryOutput = { schema: 'jiaokan/history@1', work: node.id, versions };
        if (options.json === true) printJson(terminal, output);
        else terminal.out(historyLines(output, terminalOptions(program, terminal)).join('\n'));
      }),
    );
}
