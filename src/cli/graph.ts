import type { Command } from 'commander';
import { auditGraph } from '../graph/status.js';
import { listUncounted, uncountedEffects } from '../graph/uncounted.js';
import { exitCode, JiaokanError } from '../model/message.js';
import type { GraphOutput } from '../model/output.js';
import { readKnown } from '../pipeline/known.js';
import { type Drawing, drawingOf, graphDot } from '../report/graph-dot.js';
import { graphSvg } from '../report/graph-svg.js';
import { graphXml } from '../report/graphml.js';
import { terminalOptions, withStore } from './context.js';
import { printJson } from './json.js';
import { readDay, today } from './options.js';
import type { Terminal } from './terminal.js';

const formats = ['json', 'dot', 'svg', 'graphml'] as const;

/** Works in a drawing: 400 take 4 seconds and 0.7 MB, 1,600 take 10 and nobody can read them (measured on made-up graphs). */
const mostDrawn = 400;

function sayWhatIsLeftOut({ works, leftOut }: Drawing, terminal: Terminal): void {
  if (leftOut.works === 0) return;
  const [drawn, all, edges] = [works.size, works.size + leftOut.works, leftOut.edges].map(String);
  terminal.err(
    `graph/not-all-drawn  ${drawn} of ${all} documents are drawn, those with the newest acts first, and ${edges} relations are left out; --format dot, graphml and json have all`,
  );
}

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
        const { graph, decided, reviews } = await readKnown(store, await store.revision(options.knownAt));
        const rows = auditGraph(graph, asOf, decided);
        const uncounted = uncountedEffects(graph, decided);
        const look = { language: terminalOptions(program, terminal).language, uncounted };
        switch (format) {
          case 'json':
            printJson(terminal, {
              ...{ schema: 'jiaokan/graph@1', asOf, statuses: rows, ...graph },
              uncounted: listUncounted(graph, reviews),
            } satisfies GraphOutput);
            break;
          case 'dot':
            terminal.out(graphDot(graph, rows, look));
            break;
          case 'svg':
            terminal.out(await graphSvg(graphDot(graph, rows, { ...look, most: mostDrawn })));
            sayWhatIsLeftOut(drawingOf(graph, mostDrawn, uncounted), terminal);
            break;
          case 'graphml':
            terminal.out(graphXml(graph, rows, uncounted));
        }
      }),
    );
}
