import { access, constants } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Command } from 'commander';
import { exitCode, JiaokanError } from '../model/message.js';
import { loadSettings } from '../pipeline/settings.js';
import { requireGit } from '../store/git.js';
import { pipelineOf } from './context.js';
import type { Terminal } from './terminal.js';

/** `jiaokan doctor` */
export function registerDoctor(program: Command, terminal: Terminal): void {
  program
    .command('doctor')
    .description('what is missing on this machine')
    .action(async () => {
      const checks: readonly (readonly [string, () => Promise<string>])[] = [
        ['node', () => Promise.resolve(process.version)],
        ['git', async () => (await requireGit(), 'new enough')],
        ['pipeline', async () => (await loadSettings(pipelineOf(program))).file],
        ['history folder', async () => writableFolder((await loadSettings(pipelineOf(program))).history)],
      ];
      for (const [name, check] of checks) {
        try {
          terminal.out(`ok       ${name}: ${await check()}`);
        } catch (error) {
          if (!(error instanceof JiaokanError)) throw error;
          terminal.out(`missing  ${name}`);
          terminal.fail(error);
        }
      }
    });
}

async function writableFolder(history: string): Promise<string> {
  const folder = dirname(history);
  try {
    await access(folder, constants.W_OK);
    return folder;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return `${folder} (the first run makes it)`;
    throw new JiaokanError(
      'store/cannot-write',
      `cannot be written (${code ?? 'unknown error'}); give it to the user who runs the nightly`,
      exitCode.store,
      { file: folder },
    );
  }
}
