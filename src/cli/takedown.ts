import type { Command } from 'commander';
import type { Sha256 } from '../model/ids.js';
import { exitCode, JiaokanError } from '../model/message.js';
import type { TakedownOutput } from '../model/output.js';
import type { Store } from '../store/store.js';
import { withStore } from './context.js';
import { printJson } from './json.js';
import { readDay, today } from './options.js';
import type { Terminal } from './terminal.js';

interface Options {
  readonly reason: string;
  readonly by: string;
  readonly on?: string;
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** `jiaokan takedown SHA256` */
export function registerTakedown(program: Command, terminal: Terminal): void {
  program
    .command('takedown')
    .description('take the bytes of a capture out of the whole history, as a law may demand; cannot be undone')
    .argument('<sha256>', 'the capture, by its whole hash')
    .requiredOption('--reason <text>', 'why: the order or the law')
    .requiredOption('--by <name>', 'who decided it')
    .option('--on <date>', 'the day of the decision (default: today in China)')
    .option('--yes', 'do it; without this, only say what it would concern')
    .option('--json', 'print JSON (jiaokan/takedown@1)')
    .addHelpText(
      'after',
      '\nThe texts read from the capture and quotes of it stay. Copies of the history must fetch it anew.',
    )
    .action((name: string, options: Options) =>
      withStore(program, async (store) => {
        const sha256 = readHash(name);
        const works = await worksOf(store, sha256);
        if (options.yes !== true) {
          const what = `would take the evidence of ${String(works.length)} documents; add --yes to do it`;
          throw new JiaokanError('cli/not-confirmed', `${what}: ${works.join(', ')}`, exitCode.usage);
        }
        const on = readDay('--on', options.on) ?? today();
        const takedown = await store.takeDown(sha256, { reason: options.reason, by: options.by, on });
        if (takedown === null)
          throw new JiaokanError('cli/unknown-capture', `the history holds no capture ${sha256}`, exitCode.usage);
        const output: TakedownOutput = { schema: 'jiaokan/takedown@1', takedown, works };
        if (options.json === true) printJson(terminal, output);
        else terminal.out(`${sha256} taken down; evidence of ${String(works.length)} documents`);
      }),
    );
}

function readHash(name: string): Sha256 {
  if (/^[0-9a-f]{64}$/.test(name)) return name as Sha256;
  throw new JiaokanError('cli/invalid-hash', `a SHA-256 has 64 digits 0-9 a-f, and "${name}" has not`, exitCode.usage);
}

async function worksOf(store: Store, sha256: Sha256): Promise<readonly string[]> {
  const { nodes } = await store.readGraph(await store.revision());
  return nodes.filter(({ snapshot }) => snapshot === sha256).map(({ id }) => id);
}
