import type { Command } from 'commander';
import { resolveCitations } from '../cite/resolve.js';
import { printDeclaration, printTemplate } from '../family/markdown.js';
import type { InducedTemplate } from '../family/induce.js';
import type { FamilyDeclaration } from '../model/difference.js';
import type { Reading } from '../model/document.js';
import { exitCode, JiaokanError } from '../model/message.js';
import type { TemplateOutput } from '../model/output.js';
import { readCapture } from '../pipeline/capture.js';
import { proposeTemplate } from '../pipeline/kinship.js';
import { readFileSource } from '../source/files.js';
import { type Context, loadContext } from './context.js';
import { printJson } from './json.js';
import { findReading } from './reference.js';
import type { Terminal } from './terminal.js';

/** `jiaokan template FAMILY` */
export function registerTemplate(program: Command, terminal: Terminal): void {
  program
    .command('template')
    .description('the canonical template induced from the members of a family, with its slots: a proposal for people')
    .argument('<family>', 'the id of a declared family, or of a new one with --members')
    .option('--members <names...>', 'documents instead of the declared members: paths, path#N, work ids, numbers')
    .option('--declaration', 'print family.yaml instead of the template')
    .option('--json', 'print JSON (jiaokan/template@1)')
    .addHelpText(
      'after',
      "\nExamples:\n  jiaokan template e-invoice-pilot\n  jiaokan template e-invoice-pilot --members 'seeds/notices.txt#6' 'seeds/notices.txt#7' > template.md",
    )
    .action(async (family: string, options: { members?: string[]; declaration?: boolean; json?: boolean }) => {
      const context = await loadContext(program);
      const declared = (await context.loadFamilies()).find((declaration) => declaration.id === family) ?? null;
      const members = options.members
        ? await named(options.members, program, context)
        : await declaredMembers(family, declared, context);
      const induced = proposeTemplate(members, context.rules.rules);
      const title = declared?.title ?? family;
      if (options.json === true) printJson(terminal, describe(family, induced));
      else if (options.declaration === true)
        terminal.out(printDeclaration(family, title, declared?.titleEn ?? family, induced));
      else terminal.out(printTemplate(title, induced));
    });
}

async function named(names: readonly string[], program: Command, context: Context): Promise<readonly Reading[]> {
  const readings: Reading[] = [];
  for (const name of names) readings.push(await findReading(name, program, context));
  return readings;
}

/** The declared members, read from the sources of the pipeline. */
async function declaredMembers(
  family: string,
  declared: FamilyDeclaration | null,
  context: Context,
): Promise<readonly Reading[]> {
  if (!declared || !context.settings) {
    throw new JiaokanError(
      'cli/unknown-family',
      `there is no family "${family}"; declare it, or name documents with --members`,
      exitCode.usage,
    );
  }
  const { settings, rules } = context;
  const readings: Reading[] = [];
  for (const source of settings.sources) {
    const { snapshots } = await readFileSource(source, settings.folder, settings.root);
    for (const snapshot of snapshots)
      readings.push(...readCapture(snapshot.bytes, snapshot.path, rules.rules).readings);
  }
  const members = resolveCitations(readings, rules.rules).readings.filter(({ document }) =>
    declared.members.includes(document.id),
  );
  if (members.length > 0) return members;
  throw new JiaokanError('cli/no-members', `no capture holds a member of "${family}"`, exitCode.usage);
}

function describe(family: string, { variables, passages }: InducedTemplate): TemplateOutput {
  return {
    schema: 'jiaokan/template@1',
    family,
    variables,
    passages: passages.map(({ eId, text, optionalFor }) => ({ eId, text, optionalFor })),
  };
}
