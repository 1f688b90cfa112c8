import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { glob } from 'tinyglobby';
import { resolveCitations } from '../cite/resolve.js';
import type { Reading } from '../model/document.js';
import { JiaokanError } from '../model/message.js';
import type { FamiliesOutput } from '../model/output.js';
import { readCapture } from '../pipeline/capture.js';
import { findFamilies } from '../pipeline/kinship.js';
import { familyLines } from '../report/work-lines.js';
import { type Context, loadContext, terminalOptions } from './context.js';
import { messageOf, printJson } from './json.js';
import { readBytes } from './parse.js';
import { capturesBelow } from '../source/files.js';
import type { Terminal } from './terminal.js';

/** `jiaokan families PATH…` */
export function registerFamilies(program: Command, terminal: Terminal): void {
  program
    .command('families')
    .description('groups of near-duplicates among captures')
    .argument('<paths...>', 'captures, or folders of .txt, .html and .md captures')
    .option('--json', 'print JSON (jiaokan/families@1)')
    .addHelpText('after', '\nExamples:\n  jiaokan families seeds\n  jiaokan families a.txt b.txt c.txt --json')
    .action(async (paths: string[], options: { json?: boolean }) => {
      const context = await loadContext(program);
      const { readings, errors } = await readCaptures(paths, context, terminal);
      const families = findFamilies(resolveCitations(readings, context.rules.rules).readings, context.rules.rules);
      const output: FamiliesOutput = { schema: 'jiaokan/families@1', families, messages: errors.map(messageOf) };
      if (options.json === true) printJson(terminal, output);
      else terminal.out(familyLines(output, readings, terminalOptions(program, terminal)).join('\n'));
    });
}

async function readCaptures(
  paths: readonly string[],
  context: Context,
  terminal: Terminal,
): Promise<{ readings: Reading[]; errors: JiaokanError[] }> {
  const readings: Reading[] = [];
  const errors: JiaokanError[] = [];
  for (const path of paths) {
    for (const file of await filesOf(path)) {
      try {
        readings.push(...readCapture(await readBytes(file), file, context.rules.rules).readings);
      } catch (error) {
        if (!(error instanceof JiaokanError)) throw error;
        errors.push(error);
        terminal.fail(error);
      }
    }
  }
  return { readings, errors };
}

/** The captures of a folder in order of name, or the path itself; reading it says whether it is there. */
async function filesOf(path: string): Promise<readonly string[]> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) return [path];
  const found = await glob(capturesBelow, { cwd: path, onlyFiles: true });
  return found.sort().map((file) => join(path, file));
}
