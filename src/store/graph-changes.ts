import { compareText } from '../model/text.js';
import type { Graph } from '../model/graph.js';
import type { Sha256, WorkId } from '../model/ids.js';
import { type GraphLine, graphLines, isGraphPath, printFile, printLines, sortedGraph } from './layout.js';
import { type Coverage, mergeGraph } from './merge.js';
import type { SettledWork, Standing } from './settle.js';
import { parseGraph } from './stored.js';
import { type Changes, changesOf, isStored, type StoredTree } from './tree.js';

/** Files of the graph that change, with the captures that their new records name as their evidence. */
interface GraphChanges {
  readonly changes: Changes;
  readonly snapshots: readonly Sha256[];
}

/**
 * Holds the graph of a run against the recorded one. Only files that differ are read, and of these only the lines that
 * differ are parsed and merged: what both say of a work in the same words stays as it is.
 *
 * @throws JiaokanError `store/damaged`
 */
export async function planGraph(
  tree: StoredTree,
  graph: Graph,
  works: ReadonlyMap<WorkId, SettledWork>,
): Promise<GraphChanges> {
  const next = graphLines(graph);
  const paths = [...tree.blobs.keys()].filter(isGraphPath);
  if (paths.length === 0) return { changes: printLines(next), snapshots: snapshotsOf(graph) };
  const differing = differingPaths(tree, next, paths);
  if (differing.length === 0) return { changes: new Map(), snapshots: [] };

  const { stored, fresh } = await compareLines(tree, next, differing);
  const touched = touchedWorks(stored, fresh, graph, works);
  const common = pick(graph, (work, record) => touched.has(work) && !fresh.has(record));
  const before = sortedGraph(joined(stored, common));
  const after = sortedGraph(pick(graph, (work) => touched.has(work)));
  const merged = mergeGraph(before, after, coverageOf(works));
  const rest = graphLines(merged);
  const lines = differing.map((path): [string, readonly GraphLine[]] => {
    const untouched = (next.get(path) ?? []).filter(({ work }) => !touched.has(work));
    // Stable, and of one work all lines are of one side: they stay in their order.
    return [path, [...untouched, ...(rest.get(path) ?? [])].sort((a, b) => compareText(a.work, b.work))];
  });
  const files = printLines(lines.filter(([, each]) => each.length > 0));
  return { changes: changesOf(tree, files, differing), snapshots: snapshotsOf(merged) };
}

/** Files that are not as recorded, and recorded ones that are no longer there. One is printed at a time. */
function differingPaths(
  tree: StoredTree,
  next: ReadonlyMap<string, readonly GraphLine[]>,
  recorded: readonly string[],
): readonly string[] {
  const written = [...next].filter(([path, lines]) => !isStored(tree, path, printFile(lines))).map(([path]) => path);
  return [...written, ...recorded.filter((path) => !next.has(path))];
}

/** What only the recorded graph says, and which records of the run it does not have in the same words. */
async function compareLines(
  tree: StoredTree,
  next: ReadonlyMap<string, readonly GraphLine[]>,
  paths: readonly string[],
): Promise<{ stored: Graph; fresh: ReadonlyMap<object, WorkId> }> {
  const gone: [string, string][] = [];
  const fresh = new Map<object, WorkId>();
  for (const path of paths) {
    const left = countLines(tree.blobs.has(path) ? await readLines(tree, path) : []);
    for (const { line, record, work } of next.get(path) ?? []) if (!takeLine(left, line)) fresh.set(record, work);
    for (const [line, count] of left) for (let n = 0; n < count; n += 1) gone.push([path, line]);
  }
  return { stored: parseGraph(gone), fresh };
}

async function readLines(tree: StoredTree, path: string): Promise<readonly string[]> {
  return (await tree.read(path)).toString().trimEnd().split('\n');
}

/** Counted, as a document may say one thing twice. */
function countLines(lines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

function takeLine(left: Map<string, number>, line: string): boolean {
  const count = left.get(line) ?? 0;
  if (count > 0) left.set(line, count - 1);
  return count > 0;
}

/** The works of which the two graphs differ, and those for which the run's graph does not speak. */
function touchedWorks(
  stored: Graph,
  fresh: ReadonlyMap<object, WorkId>,
  { openEnds }: Graph,
  works: ReadonlyMap<WorkId, SettledWork>,
): ReadonlySet<WorkId> {
  const touched = new Set<WorkId>(fresh.values());
  for (const work of worksOf(stored)) touched.add(work);
  for (const id of having('outranked', works)) touched.add(id);
  for (const { work } of openEnds) if (!works.has(work)) touched.add(work);
  return touched;
}

function coverageOf(works: ReadonlyMap<WorkId, SettledWork>): Coverage {
  return { read: new Set(works.keys()), moved: having('moved', works), standing: having('outranked', works) };
}

function having(standing: Standing, works: ReadonlyMap<WorkId, SettledWork>): ReadonlySet<WorkId> {
  return new Set([...works.values()].filter((work) => work.standing === standing).map(({ id }) => id));
}

/** The records of a graph that are wanted, asked with the work whose files hold them. */
function pick(graph: Graph, isWanted: (work: WorkId, record: object) => boolean): Graph {
  return {
    nodes: graph.nodes.filter((node) => isWanted(node.id, node)),
    effects: graph.effects.filter((effect) => isWanted(effect.affecting, effect)),
    citations: graph.citations.filter((citation) => isWanted(citation.citing, citation)),
    openEnds: graph.openEnds.filter((end) => isWanted(end.work, end)),
  };
}

function worksOf({ nodes, effects, citations, openEnds }: Graph): readonly WorkId[] {
  return [
    ...nodes.map(({ id }) => id),
    ...effects.map(({ affecting }) => affecting),
    ...citations.map(({ citing }) => citing),
    ...openEnds.map(({ work }) => work),
  ];
}

function joined(a: Graph, b: Graph): Graph {
  return {
    nodes: [...a.nodes, ...b.nodes],
    effects: [...a.effects, ...b.effects],
    citations: [...a.citations, ...b.citations],
    openEnds: [...a.openEnds, ...b.openEnds],
  };
}

function snapshotsOf({ nodes, effects, citations }: Graph): readonly Sha256[] {
  const all = [...nodes, ...effects, ...citations].map(({ snapshot }) => snapshot);
  return [...new Set(all)].filter((snapshot) => snapshot !== null);
}
