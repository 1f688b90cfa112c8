import type { Command } from 'commander';
import { indexGraph } from '../graph/lookup.js';
import { statusOf } from '../graph/status.js';
import { listUncounted } from '../graph/uncounted.js';
import type { IsoDate } from '../model/date.js';
import type { Graph, WorkNode } from '../model/graph.js';
import type { WorkId } from '../model/ids.js';
import type { ShowOutput } from '../model/output.js';
import type { Review } from '../model/review.js';
import { decidedEffects } from '../model/reviewable.js';
import { showLines } from '../report/work-lines.js';
import { terminalOptions, withStore } from './context.js';
import { printJson } from './json.js';
import { readDay, today } from './options.js';
import { requireWork } from './reference.js';
import type { Terminal } from './terminal.js';

/** `jiaokan show WORK` */
export function registerShow(program: Command, terminal: Terminal): void {
  program
    .command('show')
    .description('one document with its status and why')
    .argument('<work>', 'a work id, document number or title')
    .option('--as-of <date>', 'the day (default: today in China)')
    .option('--json', 'print JSON (jiaokan/show@1)')
    .addHelpText(
      'after',
      '\nExamples:\n  jiaokan show 青政办字〔2020〕89号\n  jiaokan show 国家税务总局吉林省税务局公告2023年第1号 --as-of 2023-03-21',
    )
    .action((name: string, options: { asOf?: string; json?: boolean }) =>
      withStore(program, async (store) => {
        const asOf = readDay('--as-of', options.asOf) ?? today();
        const { graph, node } = await requireWork(store, name);
        const reviews = await store.readReviews(await store.revision());
        const output = describeWork(graph, node, asOf, reviews);
        if (options.json === true) printJson(terminal, output);
        else terminal.out(showLines(output, graph, terminalOptions(program, terminal)).join('\n'));
      }),
    );
}

function describeWork(graph: Graph, node: WorkNode, asOf: IsoDate, reviews: readonly Review[]): ShowOutput {
  const outgoing = graph.citations.filter((record) => record.citing === node.id && !record.citation.self);
  const incoming = graph.citations.filter((record) => record.citation.work === node.id && record.citing !== node.id);
  const works = (kinds: readonly string[]): readonly WorkId[] =>
    unique(
      outgoing.flatMap(({ citation }) =>
        kinds.includes(citation.kind) && citation.work !== null ? [citation.work] : [],
      ),
    );
  return {
    schema: 'jiaokan/show@1',
    asOf,
    document: node,
    status: statusOf(indexGraph(graph), node.id, asOf, decidedEffects(reviews, graph)),
    ends: works(['repeals']),
    restsOn: works(['based-on']),
    citedBy: unique(incoming.map((record) => record.citing)),
    uncounted: listUncounted(graph, reviews).filter(({ by, on }) => by === node.id || on === node.id),
  };
}

function unique(ids: readonly WorkId[]): readonly WorkId[] {
  return [...new Set(ids)].sort();
}
