import type { Command } from 'commander';
import { exitCode, JiaokanError } from '../model/message.js';
import type { Terminal } from './terminal.js';

const commands = [
  ['source', 'one source, step by step'],
  ['notify', 'one message to those who get the nightly'],
] as const;

/** Commands of the contract that do nothing yet and say so: never a fake. */
export function registerNotYet(program: Command, terminal: Terminal): void {
  for (const [name, does] of commands) {
    program
      .command(name)
      .description(`${does} (not yet)`)
      .argument('[arguments...]')
      .allowUnknownOption()
      .action(() => {
        terminal.fail(
          new JiaokanError(
            'cli/not-yet',
            `"${name}" does nothing yet in this version; nothing was done`,
            exitCode.usage,
          ),
        );
      });
  }
}
