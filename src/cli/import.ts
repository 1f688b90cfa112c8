import type { Command } from 'commander';
import type { ImportOutput } from '../model/output.js';
import { importVersions, readDatedVersions } from '../pipeline/import.js';
import { loadContext, withStore } from './context.js';
import { messageOf, printJson } from './json.js';
import type { Terminal } from './terminal.js';

/** `jiaokan import DIR` */
export function registerImport(program: Command, terminal: Terminal): void {
  program
    .command('import')
    .description('dated versions of documents from a folder, as backfill: one run a day')
    .argument('<folder>', 'holds <name>/<YYYY-MM-DD>.txt or <name>(<YYYY-MM-DD>).md')
    .option('--json', 'print JSON (jiaokan/import@1)')
    .addHelpText('after', '\nExample:\n  jiaokan import laws')
    .action(async (folder: string, options: { json?: boolean }) => {
      const { rules } = await loadContext(program);
      const { versions, failures } = await readDatedVersions(folder);
      await withStore(program, async (store) => {
        const imported = await importVersions(store, versions, rules);
        const all = [...failures, ...imported.failures];
        const runs = imported.runs.filter(({ run }) => run !== null);
        for (const failure of all) terminal.fail(failure);
        if (options.json === true) {
          const output: ImportOutput = {
            schema: 'jiaokan/import@1',
            versions: versions.length - imported.failures.length,
            runs: runs.flatMap(({ run }) => run ?? []),
            messages: all.map(messageOf),
          };
          printJson(terminal, output);
        } else {
          const read = versions.length - imported.failures.length;
          terminal.out(`${String(read)} versions read, ${String(runs.length)} runs recorded`);
        }
      });
    });
}
