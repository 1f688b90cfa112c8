import { cp, mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { exitCode, JiaokanError } from '../model/message.js';
import { capturesBelow } from '../source/files.js';
import type { Terminal } from './terminal.js';

const template = `# What the nightly reads, records, compares and reports. Paths are relative to this file.
name: nightly
sources:
  - name: captures
    kind: files
    paths: ['../captures/${capturesBelow}']
rules: rules
families: families
history: ../snapshots/history.git
reports: ../reports
expiring-within: 90
gates:
  unreadable-captures: 0
  errors: 0
`;

/** `jiaokan init` */
export function registerInit(program: Command, terminal: Terminal): void {
  program
    .command('init')
    .description('a first pipeline in a folder: pipelines/nightly.yaml and the rules it needs')
    .argument('[folder]', 'the folder', '.')
    .addHelpText('after', '\nExample:\n  jiaokan init my-notices && cd my-notices && jiaokan run')
    .action(async (folder: string) => {
      const pipelines = join(folder, 'pipelines');
      const file = join(pipelines, 'nightly.yaml');
      await mkdir(join(pipelines, 'families'), { recursive: true });
      await mkdir(join(folder, 'captures'), { recursive: true });
      await writeNew(file, template);
      const packaged = join(dirname(fileURLToPath(import.meta.url)), '../../pipelines/rules');
      await cp(packaged, join(pipelines, 'rules'), { recursive: true, force: false, errorOnExist: false });
      terminal.out(`${file} written; put captures into ${join(folder, 'captures')} and run "jiaokan run"`);
    });
}

/** Never overwrites: what is there is somebody's work. */
async function writeNew(file: string, content: string): Promise<void> {
  try {
    await writeFile(file, content, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new JiaokanError('cli/exists', 'is there already and was left as it is', exitCode.usage, { file });
  }
}
