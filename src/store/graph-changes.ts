import { compareText } from '../model/text.js';
import type { Graph } from '../model/graph.js';
import type { Sha256, WorkId } from '../model/ids.js';
import { type GraphLine, graphLines, isGraphPath, printFile, printLines, sortedGraph } from './layout.js';
import { type Coverage, mergeGraph } from './merge.js';
import type { SettledWork, Standing } from './settle.js';
import { type GraphRecord, graphOfRecords, linesOf, parseGraphLine } from './stored.js';
import { BlobHasher, type Changes, changesOf, type StoredTree } from './tree.js';

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

  const { gone, fresh } = await compareLines(tree, next, differing);
  const stored = graphOfRecords(gone.keys());
  const touched = touchedWorks(stored, fresh, graph, works);
  const common = pick(graph, (work, record) => touched.has(work) && !fresh.has(record));
  const before = sortedGraph(joined(stored, common));
  const after = sortedGraph(pick(graph, (work) => touched.has(work)));
  const merged = mergeGraph(before, after, coverageOf(works));
  const rest = graphLines(merged, printedLines(gone, next, differing));
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
  { blobs }: StoredTree,
  next: ReadonlyMap<string, readonly GraphLine[]>,
  recorded: readonly string[],
): readonly string[] {
  const hasher = new BlobHasher();
  const isStored = (path: string, lines: readonly GraphLine[]): boolean => {
    const id = blobs.get(path);
    return id !== undefined && id === hasher.idOf(printFile(lines));
  };
  const written = [...next].filter(([path, lines]) => !isStored(path, lines)).map(([path]) => path);
  return [...written, ...recorded.filter((path) => !next.has(path))];
}

interface Unmatched {
  /** What only the recorded graph says, each with its line. */
  readonly gone: ReadonlyMap<GraphRecord, string>;
  /** Records of the run that the recorded graph does not have in the same words, with their works. */
  readonly fresh: ReadonlyMap<object, WorkId>;
}

async function compareLines(
  tree: StoredTree,
  next: ReadonlyMap<string, readonly GraphLine[]>,
  paths: readonly string[],
): Promise<Unmatched> {
  const gone = new Map<GraphRecord, string>();
  const fresh = new Map<object, WorkId>();
  const texts = await Promise.all(
    paths.map(async (path) => (tree.blobs.has(path) ? (await tree.read(path)).toString() : null)),
  );
  for (const [index, path] of paths.entries()) {
    const text = texts[index] ?? null;
    const unmatched = matchLines(path, text === null ? [] : linesOf(text), next.get(path) ?? []);
    for (const { record, work } of unmatched.fresh) fresh.set(record, work);
    for (const [record, line] of unmatched.gone) gone.set(record, line);
  }
  return { gone, fresh };
}

/**
 * What of a recorded file and its next state stands in one of them alone. Both are gone through in their one order, so
 * that what both say is met without a search, and not parsed.
 */
function matchLines(
  path: string,
  recorded: readonly string[],
  next: readonly GraphLine[],
): { gone: readonly (readonly [GraphRecord, string])[]; fresh: readonly GraphLine[] } {
  const gone: (readonly [GraphRecord, string])[] = [];
  const fresh: GraphLine[] = [];
  let at = 0;
  for (const [index, line] of recorded.entries()) {
    if (next[at]?.line !== line) {
      const record = parseGraphLine(`${path}:${String(index + 1)}`, line);
      const from = at;
      while (isBefore(next[at], record.work)) at += 1;
      fresh.push(...next.slice(from, at));
      if (next[at]?.line !== line) gone.push([record, line]);
    }
    if (next[at]?.line === line) at += 1;
  }
  fresh.push(...next.slice(at));
  // Within a work one may have got ahead of the other.
  const left = countLines(fresh);
  return {
    gone: gone.filter(([, line]) => !takeLine(left, line)),
    fresh: fresh.filter(({ line }) => takeLine(left, line)),
  };
}

function isBefore(line: GraphLine | undefined, work: WorkId): boolean {
  return line !== undefined && compareText(line.work, work) < 0;
}

/** Counted, as a document may say one thing twice. */
function countLines(lines: readonly GraphLine[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { line } of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

function takeLine(left: Map<string, number>, line: string): boolean {
  const count = left.get(line) ?? 0;
  if (count > 0) left.set(line, count - 1);
  return count > 0;
}

/** So that no line is printed twice, and none of a work that the run does not speak of is printed again. */
function printedLines(
  gone: ReadonlyMap<GraphRecord, string>,
  next: ReadonlyMap<string, readonly GraphLine[]>,
  paths: readonly string[],
): ReadonlyMap<object, string> {
  const lines = new Map<object, string>([...gone].map(([{ record }, line]) => [record, line]));
  for (const path of paths) for (const { record, line } of next.get(path) ?? []) lines.set(record, line);
  return lines;
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
