import type { Command } from 'commander';
import { exitCode, JiaokanError } from '../model/message.js';
import { aknXml } from '../report/akn.js';
import { documentMarkdown, documentRecord } from '../report/document-formats.js';
import { documentJsonLd } from '../report/jsonld.js';
import { loadContext } from './context.js';
import { printJson } from './json.js';
import { findReading } from './reference.js';
import type { Terminal } from './terminal.js';

const formats = ['akn', 'markdown', 'json', 'jsonld'] as const;

/** `jiaokan export WORK` */
export function registerExport(program: Command, terminal: Terminal): void {
  program
    .command('export')
    .description('one document as Akoma Ntoso 3.0, Markdown, JSON or JSON-LD (ELI)')
    .argument('<work>', 'a path, path#N, work id or document number; "dataset" for everything (not yet)')
    .option('--format <format>', `one of ${formats.join(', ')}`, 'akn')
    .addHelpText(
      'after',
      "\nExamples:\n  jiaokan export 'seeds/notices.txt#6' --format akn > jilin.xml\n  jiaokan export 津财综〔2023〕15号 --format markdown",
    )
    .action(async (name: string, options: { format: string }) => {
      if (name === 'dataset')
        throw new JiaokanError(
          'cli/not-yet',
          '"export dataset" does nothing yet in this version; "checkout" gives everything as files',
          exitCode.usage,
        );
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
