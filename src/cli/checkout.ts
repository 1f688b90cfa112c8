import type { Command } from 'commander';
import { withStore } from './context.js';
import type { Terminal } from './terminal.js';

/** `jiaokan checkout DIR` */
export function registerCheckout(program: Command, terminal: Terminal): void {
  program
    .command('checkout')
    .description('the history as plain files in an empty folder')
    .argument('<folder>', 'an empty or new folder')
    .option('--at <date|rev>', 'as it was known at the end of a day, or at a revision (default: now)')
    .addHelpText('after', '\nExample:\n  jiaokan checkout /tmp/history --at 2023-06-30')
    .action((folder: string, options: { at?: string }) =>
      withStore(program, async (store) => {
        const count = await store.checkout(folder, await store.revision(options.at));
        terminal.out(`${String(count)} files written to ${folder}`);
      }),
    );
}
