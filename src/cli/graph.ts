import type { Command } from 'commander';
import { auditGraph } from '../graph/status.js';
import { exitCode, JiaokanError } from '../model/message.js';
import { readKnown } from '../pipeline/known.js';
import { graphDot } from '../report/graph-dot.js';
import { graphSvg } from '../report/graph-svg.js';
import { graphXml } from '../report/graphml.js';
import { withStore } from './context.js';
import { printJson } from './json.js';
import { readDay, today } from './options.js';
import type { Terminal } from './terminal.js';

const formats = ['json', 'dot', 'svg', 'graphml'] as const;

/** `jiaokan graph` */
export function registerGraph(program: Command, terminal: Terminal): void {
  program
    .command('graph')
    .description('the graph of repeals, supersessions and legal bases')
    .option('--as-of <date>', 'the day statuses are for (default: today in China)')
    .option('--known-at <date|rev>', 'as it was known at the end of a day, or at a revision of the history')
    .option('--format <format>', `one of ${formats.join(', ')}`, 'json')
    .addHelpText(
      'after',
      '\nExamples:\n  jiaokan graph --format svg > graph.svg\n  jiaokan graph --format dot | dot -Tpdf > graph.pdf',
    )
    .action((options: { asOf?: string; knownAt?: string; format: string }) =>
      withStore(program, async (store) => {
        const format = formats.find((name) => name === options.format);
        if (!format) {
          throw new JiaokanError(
            'cli/unknown-format',
            `--format takes ${formats.join(', ')}, not "${options.format}"`,
            exitCode.usage,
          );
        }
        const asOf = readDay('--as-of', options.asOf) ?? today();
        const { graph, decided } = await readKnown(store, await store.revision(options.knownAt));
        const rows = auditGraph(graph, asOf, decided);
        switch (format) {
          case 'json':
            printJson(terminal, { schema: 'jiaokan/graph@1', asOf, statuses: rows, ...graph });
            break;
          case 'dot':
            terminal.out(graphDot(graph, rows));
            break;
          case 'svg':
            terminal.out(await graphSvg(graphDot(graph, rows)));
            break;
          case 'graphml':
            terminal.out(graphXml(graph, rows));
        }
      }),
    );
}
