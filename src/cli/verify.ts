import type { Command } from 'commander';
import type { Finding } from '../model/graph.js';
import { exitCode, JiaokanError } from '../model/message.js';
import type { ChecksOutput } from '../model/output.js';
import { rebuild, type Rebuilt } from '../pipeline/rebuild.js';
import { loadRules } from '../pipeline/rules-folder.js';
import type { Settings } from '../pipeline/settings.js';
import type { Store } from '../store/store.js';
import { withStore } from './context.js';
import { printJson } from './json.js';
import type { Terminal } from './terminal.js';

interface Options {
  readonly json?: boolean;
  /** False with `--no-rebuild`. */
  readonly rebuild: boolean;
}

/** `jiaokan verify` */
export function registerVerify(program: Command, terminal: Terminal): void {
  program
    .command('verify')
    .description("every capture against its hash, every record and alignment against its capture, and git's own check")
    .option('--no-rebuild', 'do not read the captures again, which takes as long as reading them the first time')
    .option('--json', 'print JSON (jiaokan/verify@1)')
    .action((options: Options) =>
      withStore(program, async (store, settings) => {
        const found = await store.verify();
        const rebuilt = options.rebuild ? await readAgain(store, settings, terminal) : null;
        const findings = [...found, ...(rebuilt?.findings ?? [])];
        const checked = {
          ...(await countChecked(store)),
          ...(rebuilt
            ? { reread: rebuilt.captures - rebuilt.unread, realigned: rebuilt.aligned, cited: rebuilt.cited }
            : {}),
        };
        tell(findings, terminal, options);
        if (options.json === true) {
          const messages = findings.map(({ path, ...finding }) => messageOf({ path, ...finding }));
          printJson(terminal, { schema: 'jiaokan/verify@1', checked, messages } satisfies ChecksOutput);
        } else if (findings.every(({ severity }) => severity !== 'error')) {
          terminal.out(summary(checked, rebuilt));
        }
      }),
    );
}

/** Null where the history is too damaged for its records to be read, which the findings tell. */
async function readAgain(store: Store, settings: Settings, terminal: Terminal): Promise<Rebuilt | null> {
  const loaded = await loadRules(settings.rules, settings.overrides);
  const show = (done: number): void => {
    if (terminal.isInteractive) process.stderr.write(`\r\u001b[Kreading captures again ${String(done)}`);
  };
  try {
    return await rebuild(store, await store.revision(), loaded, show);
  } catch (error) {
    if (error instanceof JiaokanError && error.exit === exitCode.store) return null;
    throw error;
  } finally {
    if (terminal.isInteractive) process.stderr.write('\r\u001b[K');
  }
}

/** Damage each by itself; what has an honest reason in one line a reason, as it may be every document. */
function tell(findings: readonly Finding[], terminal: Terminal, { json }: Options): void {
  for (const { code, severity, path, text } of findings) {
    if (severity === 'error')
      terminal.fail(new JiaokanError(code, text, exitCode.store, path === null ? undefined : { file: path }));
  }
  if (json === true) return;
  for (const [code, say] of Object.entries(honest)) {
    const count = findings.filter((each) => each.code === code).length;
    if (count > 0) terminal.err(`${say(String(count))}, "jiaokan verify --json" names them`);
  }
}

/** Differences that are no damage, by the code of their findings. */
const honest: Readonly<Record<string, (count: string) => string>> = {
  'store/derived-otherwise': (count) =>
    `derived by other rules or another version: ${count} documents differ by the present ones; "jiaokan check --against HEAD" lists how`,
  'store/aligned-otherwise': (count) =>
    `aligned by other rules or another version: ${count} members of families differ by the present ones; the next run that reads them settles that`,
  'store/resolved-otherwise': (count) =>
    `names of ${count} documents stand for other works among what is held now; the next run that reads them settles that`,
  'store/cited-otherwise': (count) =>
    `${count} works that are only cited are described otherwise by what names them now; the next run that reads that settles it`,
};

function messageOf({ code, severity, path, line, text }: Finding): ChecksOutput['messages'][number] {
  return { code, severity, file: path, line, column: null, text };
}

function summary(
  { documents = 0, effects = 0, takedowns = 0 }: Readonly<Record<string, number>>,
  rebuilt: Rebuilt | null,
): string {
  const gone = takedowns === 0 ? '' : `, ${String(takedowns)} captures taken down`;
  const what = `clean: ${String(documents)} documents, ${String(effects)} effects`;
  if (rebuilt === null) return `${what}${gone}; not read again: captures, alignments, cited works`;
  const { aligned, unaligned, unread } = rebuilt;
  const families = aligned > 0 ? `, ${String(aligned)} alignments` : '';
  const left = [
    ...(unread > 0 ? [`${String(unread)} captures`] : []),
    ...(unaligned > 0 ? [`${String(unaligned)} alignments of them`] : []),
  ];
  return `${what}${families}${gone}${left.length === 0 ? '' : `; not read again: ${left.join(', ')}`}`;
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
