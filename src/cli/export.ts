import type { Command } from 'commander';
import { exitCode, JiaokanError } from '../model/message.js';
import { datasetFiles } from '../pipeline/dataset.js';
import { aknXml } from '../report/akn.js';
import { documentMarkdown, documentRecord } from '../report/document-formats.js';
import { documentJsonLd } from '../report/jsonld.js';
import { zipOf } from '../report/zip.js';
import { writeFiles, writeNewFile } from '../store/checkout.js';
import { loadContext, withStore } from './context.js';
import { printJson } from './json.js';
import { readDay, today } from './options.js';
import { findReading } from './reference.js';
import type { Terminal } from './terminal.js';

const formats = ['akn', 'markdown', 'json', 'jsonld'] as const;

interface Options {
  readonly format: string;
  readonly asOf?: string;
  readonly knownAt?: string;
}

/** `jiaokan export WORK`, `jiaokan export dataset TARGET` */
export function registerExport(program: Command, terminal: Terminal): void {
  program
    .command('export')
    .description('one document as Akoma Ntoso 3.0, Markdown, JSON or JSON-LD (ELI); or everything as a data set')
    .argument('<work>', 'a path, path#N, work id or document number; "dataset" for everything')
    .argument('[target]', 'for "dataset": a new or empty folder, or a file that ends in .zip')
    .option('--as-of <date>', 'for "dataset": the day of its status.csv (default: today in China)')
    .option('--known-at <date|rev>', 'for "dataset": as it was known at the end of a day, or at a revision')
    .option('--format <format>', `one of ${formats.join(', ')}`, 'akn')
    .addHelpText(
      'after',
      "\nExamples:\n  jiaokan export 'seeds/notices.txt#6' --format akn > jilin.xml\n  jiaokan export 津财综〔2023〕15号 --format markdown\n  jiaokan export dataset jiaokan.zip",
    )
    .action(async (name: string, target: string | undefined, options: Options) => {
      if (name === 'dataset') return exportDataset(target, options, program, terminal);
      if (target !== undefined)
        throw new JiaokanError('cli/unknown-target', 'only "dataset" takes a target', exitCode.usage);
      const format = formats.find((known) => known === options.format);
      if (!format)
        throw new JiaokanError(
          'cli/unknown-format',
          `--format takes ${formats.join(', ')}, not "${options.format}"`,
          exitCode.usage,
        );
      const reading = await findReading(name, program, await loadContext(program));
      switch (format) {
        case 'akn':
          terminal.out(aknXml(reading));
          break;
        case 'markdown':
          terminal.out(documentMarkdown(reading));
          break;
        case 'json':
          printJson(terminal, documentRecord(reading));
          break;
        case 'jsonld':
          terminal.out(JSON.stringify(documentJsonLd(reading.document), null, 2));
      }
    });
}

async function exportDataset(
  target: string | undefined,
  options: Options,
  program: Command,
  terminal: Terminal,
): Promise<void> {
  if (target === undefined)
    throw new JiaokanError('cli/missing-target', 'name a folder or a .zip for the data set', exitCode.usage);
  const asOf = readDay('--as-of', options.asOf) ?? today();
  const files = await withStore(program, async (store) =>
    datasetFiles(store, await store.revision(options.knownAt), asOf),
  );
  if (target.endsWith('.zip')) await writeNewFile(target, zipOf(files));
  else await writeFiles(target, files);
  terminal.out(`${String(files.size)} files written to ${target}`);
}
