import type { Command } from 'commander';
import { exitCode, JiaokanError } from '../model/message.js';
import type { ChecksOutput } from '../model/output.js';
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
        const graph = await store.readGraph(await store.revision());
        const checked = { documents: graph.nodes.filter((node) => node.held).length, effects: graph.effects.length };
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
          terminal.out(`clean: ${String(checked.documents)} documents, ${String(checked.effects)} effects`);
        }
      }),
    );
}
