import type { Command } from 'commander';
import { exitCode, JiaokanError } from '../model/message.js';
import type { ChecksOutput } from '../model/output.js';
import type { Store } from '../store/store.js';
import { withStore } from './context.js';
import { printJson } from './json.js';
import type { Terminal } from './terminal.js';

/** `jiaokan verify` */
export function registerVerify(program: Command, terminal: Terminal): void {
  program
    .command('verify')
    .description("every capture against its hash, every record against its document, and git's own check")
    .option('--json', 'print JSON (jiaokan/verify@1)')
    .action((options: { json?: boolean }) =>
      withStore(program, async (store) => {
        const findings = await store.verify();
        const checked = await countChecked(store);
        for (const { code, path, text } of findings) {
          terminal.fail(new JiaokanError(code, text, exitCode.store, path === null ? undefined : { file: path }));
        }
        if (options.json === true) {
          const messages = findings.map(({ code, severity, path, line, text }) => ({
            code,
            severity,
            file: path,
            line,
            column: null,
            text,
          }));
          printJson(terminal, { schema: 'jiaokan/verify@1', checked, messages } satisfies ChecksOutput);
        } else if (findings.length === 0) {
          const { documents = 0, effects = 0, takedowns = 0 } = checked;
          const gone = takedowns === 0 ? '' : `, ${String(takedowns)} captures taken down`;
          terminal.out(`clean: ${String(documents)} documents, ${String(effects)} effects${gone}`);
        }
      }),
    );
}

/** How much there was to check; nothing where it is too damaged to be counted, which the findings tell. */
async function countChecked(store: Store): Promise<Readonly<Record<string, number>>> {
  try {
    const revision = await store.revision();
    const { nodes, effects } = await store.readGraph(revision);
    const takedowns = await store.readTakedowns(revision);
    const documents = nodes.filter((node) => node.held).length;
    return { documents, effects: effects.length, takedowns: takedowns.length };
  } catch (error) {
    if (error instanceof JiaokanError && error.exit === exitCode.store) return {};
    throw error;
  }
}
