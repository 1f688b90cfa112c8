import type { Command } from 'commander';
import { compareReadings } from '../compare/collate.js';
import { compareTemplate } from '../compare/member.js';
import { patchReadings } from '../compare/patch.js';
import { type Compared, passagesOfReading, passagesOfTemplate, tabulate } from '../compare/table.js';
import type { Reading } from '../model/document.js';
import { exitCode, JiaokanError } from '../model/message.js';
import type { CompareManyOutput, CompareOutput } from '../model/output.js';
import type { Rules } from '../model/rules.js';
import { readSiteScripts } from '../pipeline/site-scripts.js';
import type { Collation } from '../report/collation.js';
import { comparisonLines, comparisonMarkdown, comparisonPage } from '../report/comparison.js';
import { type ShownTable, tableLines, tableMarkdown, tablePage } from '../report/comparison-table.js';
import { loadContext, terminalOptions } from './context.js';
import { printJson } from './json.js';
import { findNamed, findReading, type Named } from './reference.js';
import type { Terminal } from './terminal.js';

interface Options {
  readonly json?: boolean;
  readonly format?: string;
  readonly exitCode?: boolean;
}

const formats = ['text', 'side-by-side', 'json', 'patch', 'markdown', 'html'] as const;
type Format = (typeof formats)[number];

/** `jiaokan compare A B…` */
export function registerCompare(program: Command, terminal: Terminal): void {
  program
    .command('compare')
    .description('two documents, or a template and a document, clause by clause; more beside the first, as a table')
    .argument('<a>', 'path, path#N, work id, document number or template:FAMILY')
    .argument('<b>', 'path, path#N, work id or document number')
    .argument('[more...]', 'further documents beside the first')
    .option('--format <format>', `one of ${formats.join(', ')}`, 'text')
    .option('--json', 'as --format json (jiaokan/compare@1; of more than two jiaokan/compare-many@1)')
    .option('--exit-code', 'end with 1 where they differ')
    .addHelpText(
      'after',
      "\nExamples:\n  jiaokan compare 'seeds/notices.txt#6' 'seeds/notices.txt#7'\n  jiaokan compare template:e-invoice-pilot 国家税务总局河南省税务局公告2023年第1号\n  jiaokan compare old.txt new.txt --format side-by-side\n  jiaokan compare 'seeds/notices.txt#13' 'seeds/notices.txt#14' 'seeds/notices.txt#15'",
    )
    .action(async (a: string, b: string, more: string[], options: Options) => {
      const format = formatOf(options);
      const context = await loadContext(program);
      const first = await findNamed(a, program, context);
      const others: Reading[] = [];
      for (const name of [b, ...more]) others.push(await findReading(name, program, context));
      if (format === 'patch') {
        terminal.out(patchOf(first, others));
        return;
      }
      const collations = others.map((other) => collate(first, other, context.rules.rules));
      const [only, another] = collations;
      if (only && !another && format !== 'side-by-side') await print(only, format, program, terminal);
      else printTable(showTable(first, collations, others), format, program, terminal);
      const differ = collations.some(({ comparison }) => comparison.differences.length > 0);
      if (options.exitCode === true && differ) terminal.raise(exitCode.gate);
    });
}

function formatOf(options: Options): Format {
  const format = options.json === true ? 'json' : (options.format ?? 'text');
  const known = formats.find((name) => name === format);
  if (known) return known;
  throw new JiaokanError('cli/unknown-format', `--format takes ${formats.join(', ')}, not "${format}"`, exitCode.usage);
}

function patchOf(first: Named, others: readonly Reading[]): string {
  const [other, another] = others;
  if (first.kind === 'template' || !other || another)
    throw new JiaokanError(
      'cli/no-patch',
      'a patch is between two documents; a template has slots, and a third document is no part of it',
      exitCode.usage,
    );
  return patchReadings(first.reading, other);
}

function collate(first: Named, other: Reading, rules: Rules): Collation {
  const b = { bName: nameOf(other.document), b: other };
  switch (first.kind) {
    case 'template': {
      const { comparison, slots } = compareTemplate(first.template, other, rules);
      return { ...b, comparison, slots, aName: nameOfFirst(first), a: null, template: first.template };
    }
    case 'document': {
      const comparison = compareReadings(first.reading, other, rules);
      return { ...b, comparison, aName: nameOfFirst(first), a: first.reading, template: null };
    }
  }
}

function nameOfFirst(first: Named): string {
  return first.kind === 'template' ? `template:${first.template.family}` : nameOf(first.reading.document);
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

function showTable(first: Named, collations: readonly Collation[], others: readonly Reading[]): ShownTable {
  const compared = collations.flatMap(({ comparison, b }): readonly Compared[] =>
    b ? [{ comparison, passages: passagesOfReading(b) }] : [],
  );
  const [id, passages] =
    first.kind === 'template'
      ? ([nameOfFirst(first), passagesOfTemplate(first.template)] as const)
      : ([first.reading.document.id, passagesOfReading(first.reading)] as const);
  return {
    table: tabulate(id, passages, compared),
    columns: [
      {
        name: nameOfFirst(first),
        origin: first.kind === 'template' ? { template: first.template } : { reading: first.reading },
      },
      ...others.map((reading) => ({ name: nameOf(reading.document), origin: { reading } })),
    ],
  };
}

async function print(
  collation: Collation,
  format: Exclude<Format, 'patch' | 'side-by-side'>,
  program: Command,
  terminal: Terminal,
): Promise<void> {
  const options = terminalOptions(program, terminal);
  switch (format) {
    case 'json': {
      const { comparison, slots } = collation;
      const output = { schema: 'jiaokan/compare@1', ...comparison, ...(slots ? { slots } : {}) } as const;
      printJson(terminal, output satisfies CompareOutput);
      break;
    }
    case 'markdown':
      terminal.out(comparisonMarkdown(collation, options.language));
      break;
    case 'html':
      terminal.out(comparisonPage(collation, options.language, await readSiteScripts()));
      break;
    case 'text':
      terminal.out(comparisonLines(collation, options).join('\n'));
  }
}

function printTable(shown: ShownTable, format: Exclude<Format, 'patch'>, program: Command, terminal: Terminal): void {
  const options = terminalOptions(program, terminal);
  switch (format) {
    case 'json':
      printJson(terminal, { schema: 'jiaokan/compare-many@1', ...shown.table } satisfies CompareManyOutput);
      break;
    case 'markdown':
      terminal.out(tableMarkdown(shown, options.language));
      break;
    case 'html':
      terminal.out(tablePage(shown, options.language));
      break;
    case 'text':
    case 'side-by-side':
      terminal.out(tableLines(shown, options).join('\n'));
  }
}
