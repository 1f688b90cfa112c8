import type { Command } from 'commander';
import { compareReadings } from '../compare/collate.js';
import { compareTemplate } from '../compare/member.js';
import { patchReadings } from '../compare/patch.js';
import { exitCode, JiaokanError } from '../model/message.js';
import type { CompareOutput } from '../model/output.js';
import type { Rules } from '../model/rules.js';
import type { Collation } from '../report/collation.js';
import { comparisonLines, comparisonMarkdown, comparisonPage } from '../report/comparison.js';
import { loadContext, terminalOptions } from './context.js';
import { printJson } from './json.js';
import { findNamed, findReading, type Named } from './reference.js';
import type { Terminal } from './terminal.js';

interface Options {
  readonly json?: boolean;
  readonly format?: string;
  readonly exitCode?: boolean;
}

const formats = ['text', 'json', 'patch', 'markdown', 'html'] as const;
type Format = (typeof formats)[number];

/** `jiaokan compare A B` */
export function registerCompare(program: Command, terminal: Terminal): void {
  program
    .command('compare')
    .description('two documents, or a template and a document, clause by clause')
    .argument('<a>', 'path, path#N, work id, document number or template:FAMILY')
    .argument('<b>', 'path, path#N, work id or document number')
    .argument('[more...]', 'further documents beside the first (not yet)')
    .option('--format <format>', `one of ${formats.join(', ')}`, 'text')
    .option('--json', 'as --format json (jiaokan/compare@1)')
    .option('--exit-code', 'end with 1 where they differ')
    .addHelpText(
      'after',
      "\nExamples:\n  jiaokan compare 'seeds/notices.txt#6' 'seeds/notices.txt#7'\n  jiaokan compare template:e-invoice-pilot 国家税务总局河南省税务局公告2023年第1号\n  jiaokan compare old.txt new.txt --format patch",
    )
    .action(async (a: string, b: string, more: string[], options: Options) => {
      if (more.length > 0)
        throw new JiaokanError(
          'cli/not-yet',
          'comparing more than two documents does nothing yet in this version; name two',
          exitCode.usage,
        );
      const format = formatOf(options);
      const context = await loadContext(program);
      const left = await findNamed(a, program, context);
      const right = await findReading(b, program, context);
      if (format === 'patch') {
        if (left.kind === 'template')
          throw new JiaokanError(
            'cli/no-patch',
            'a patch is between two documents; a template has slots',
            exitCode.usage,
          );
        terminal.out(patchReadings(left.reading, right));
        return;
      }
      const collation = collate(left, { kind: 'document', reading: right }, context.rules.rules);
      print(collation, format, program, terminal);
      if (options.exitCode === true && collation.comparison.differences.length > 0) terminal.raise(exitCode.gate);
    });
}

function formatOf(options: Options): Format {
  const format = options.json === true ? 'json' : (options.format ?? 'text');
  const known = formats.find((name) => name === format);
  if (known) return known;
  throw new JiaokanError('cli/unknown-format', `--format takes ${formats.join(', ')}, not "${format}"`, exitCode.usage);
}

function collate(a: Named, { reading }: Extract<Named, { kind: 'document' }>, rules: Rules): Collation {
  const b = { bName: nameOf(reading.document), b: reading };
  switch (a.kind) {
    case 'template': {
      const { comparison } = compareTemplate(a.template, reading, rules);
      return { ...b, comparison, aName: `template:${a.template.family}`, a: null, template: a.template };
    }
    case 'document':
      return {
        ...b,
        comparison: compareReadings(a.reading, reading, rules),
        aName: nameOf(a.reading.document),
        a: a.reading,
        template: null,
      };
  }
}

function nameOf({
  id,
  number,
  title,
}: {
  readonly id: string;
  readonly number: string | null;
  readonly title: string | null;
}): string {
  return [number, title].filter((part) => part !== null).join(' ') || id;
}

function print(collation: Collation, format: Exclude<Format, 'patch'>, program: Command, terminal: Terminal): void {
  const options = terminalOptions(program, terminal);
  switch (format) {
    case 'json':
      printJson(terminal, { schema: 'jiaokan/compare@1', ...collation.comparison } satisfies CompareOutput);
      break;
    case 'markdown':
      terminal.out(comparisonMarkdown(collation, options.language));
      break;
    case 'html':
      terminal.out(comparisonPage(collation));
      break;
    case 'text':
      terminal.out(comparisonLines(collation, options).join('\n'));
  }
}
