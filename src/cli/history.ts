import type { Command } from 'commander';
import type { WorkId } from '../model/ids.js';
import type { HistoryOutput } from '../model/output.js';
import type { DocumentVersion } from '../model/recording.js';
import { versionPatch } from '../report/version-patch.js';
import { historyLines } from '../report/work-lines.js';
import { paragraphsOf } from '../store/layout.js';
import type { Store } from '../store/store.js';
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
    .option('--diff', 'also what changed in the text from one version to the next')
    .option('--json', 'print JSON (jiaokan/history@1)')
    .addHelpText(
      'after',
      '\nExamples:\n  jiaokan history 国家税务总局吉林省税务局公告2023年第1号\n  jiaokan history 津财综〔2023〕15号 --diff',
    )
    .action((name: string, options: { json?: boolean; diff?: boolean }) =>
      withStore(program, async (store) => {
        const { node } = await requireWork(store, name);
        const versions = await store.history(node.id);
        const output: HistoryOutput = {
          schema: 'jiaokan/history@1',
          work: node.id,
          versions,
          ...(options.diff === true ? { diffs: await diffsOf(store, node.id, versions) } : {}),
        };
        if (options.json === true) return printJson(terminal, output);
        terminal.out(historyLines(output, terminalOptions(program, terminal)).join('\n'));
        for (const { patch } of output.diffs ?? []) terminal.out(patch);
      }),
    );
}

async function diffsOf(
  store: Store,
  work: WorkId,
  versions: readonly DocumentVersion[],
): Promise<NonNullable<HistoryOutput['diffs']>> {
  const texts: (readonly [DocumentVersion, string])[] = [];
  for (const version of versions.filter(({ textChanged }) => textChanged)) {
    texts.push([version, paragraphsOf((await store.readText(version.commit, work)) ?? '')]);
  }
  return texts.slice(1).flatMap((after, index) => {
    const before = texts[index];
    return before ? [{ from: before[0].commit, to: after[0].commit, patch: versionPatch(before, after) }] : [];
  });
}
