import type { CitationRecord, EffectRecord, Graph, OpenEnd, WorkNode } from '../model/graph.js';
import type { WorkId } from '../model/ids.js';
import { isSameRecord } from './canonical.js';

/** What the graph holds about one document as the affecting side. */
interface Group {
  readonly effects: EffectRecord[];
  readonly citations: CitationRecord[];
  readonly openEnds: OpenEnd[];
}

/** Which documents the next graph speaks for, and how. */
export interface Coverage {
  /** Read in this run: what the next graph does not say of them is no longer so. */
  readonly read: ReadonlySet<WorkId>;
  /** Of these, found unchanged in another capture: their first capture stays the evidence. */
  readonly moved: ReadonlySet<WorkId>;
  /** Read in this run from a source that does not count for them: what was recorded stands. */
  readonly standing: ReadonlySet<WorkId>;
}

/**
 * The recorded graph brought up to date with that of a run. Documents the run did not speak of stay as they were; a
 * document that only moved within a new capture keeps the evidence it was first recorded with. A work that is only
 * cited goes when nothing points to it any more.
 */
export function mergeGraph(stored: Graph, next: Graph, coverage: Coverage): Graph {
  const before = groupByWork(stored);
  const after = groupByWork(next);
  const speaksOf = (id: WorkId): boolean => coverage.read.has(id) || hasRecords(after.get(id));
  const isCovered = (id: WorkId): boolean => !coverage.standing.has(id) && speaksOf(id);
  const untouched = [...before].filter(([id]) => !isCovered(id)).map(([, group]) => group);
  const renewed = [...after]
    .filter(([id]) => isCovered(id))
    .map(([id, group]) => settle(before.get(id), group, coverage.moved.has(id)));
  const groups = [...untouched, ...renewed];
  return {
    nodes: mergeNodes(stored.nodes, next.nodes, coverage, worksNamedBy(untouched)),
    effects: groups.flatMap((group) => group.effects),
    citations: groups.flatMap((group) => group.citations),
    openEnds: groups.flatMap((group) => group.openEnds),
  };
}

function groupByWork(graph: Graph): ReadonlyMap<WorkId, Group> {
  const groups = new Map<WorkId, Group>();
  const groupOf = (work: WorkId): Group => {
    const known = groups.get(work) ?? { effects: [], citations: [], openEnds: [] };
    groups.set(work, known);
    return known;
  };
  for (const effect of graph.effects) groupOf(effect.affecting).effects.push(effect);
  for (const citation of graph.citations) groupOf(citation.citing).citations.push(citation);
  for (const end of graph.openEnds) groupOf(end.work).openEnds.push(end);
  return groups;
}

/** An open end alone does not speak for a document: it may be about one that only stands in the recorded graph. */
function hasRecords(group: Group | undefined): boolean {
  return group !== undefined && (group.effects.length > 0 || group.citations.length > 0);
}

/**
 * What is recorded stays where the run says the same of the same capture, or of another one in which the document only
 * moved. A document that changed takes its evidence along to the capture that shows the change.
 */
function settle(before: Group | undefined, after: Group, isMoved: boolean): Group {
  if (!before) return after;
  if (isMoved) return isSameRecord(before, after, false) ? before : after;
  return snapshotsOf(before) === snapshotsOf(after) && isSameRecord(before, after, true) ? before : after;
}

function snapshotsOf({ effects, citations }: Group): string {
  return [...new Set([...effects, ...citations].map(({ snapshot }) => snapshot))].sort().join(' ');
}

function worksNamedBy(groups: readonly Group[]): ReadonlySet<WorkId> {
  const works = new Set<WorkId>();
  for (const { effects, citations, openEnds } of groups) {
    for (const { effect } of effects) if ('work' in effect.target && effect.target.work) works.add(effect.target.work);
    for (const { citation } of citations) if (citation.work) works.add(citation.work);
    for (const { candidates } of openEnds) for (const candidate of candidates) works.add(candidate);
  }
  return works;
}

function mergeNodes(
  stored: readonly WorkNode[],
  next: readonly WorkNode[],
  { moved, standing }: Coverage,
  named: ReadonlySet<WorkId>,
): readonly WorkNode[] {
  const nodes = new Map(next.map((node) => [node.id, node]));
  for (const before of stored) {
    const after = nodes.get(before.id);
    if (after) nodes.set(before.id, standing.has(before.id) ? before : mergeNode(before, after, moved.has(before.id)));
    else if (before.held || named.has(before.id)) nodes.set(before.id, before);
  }
  return [...nodes.values()];
}

/** Held wins over cited; of two citations the later one counts, and what it does not say is kept. */
function mergeNode(before: WorkNode, after: WorkNode, isMoved: boolean): WorkNode {
  if (before.held && after.held) {
    return isMoved && isSameRecord(before, after, false) ? before : after;
  }
  if (before.held || after.held) return before.held ? before : after;
  return {
    ...after,
    title: after.title ?? before.title,
    annexTitle: after.annexTitle ?? before.annexTitle,
    number: after.number ?? before.number,
    issuers: after.issuers.length > 0 ? after.issuers : before.issuers,
    jurisdiction: after.jurisdiction.gb2260 === null ? before.jurisdiction : after.jurisdiction,
    type: after.type ?? before.type,
    issued: after.issued ?? before.issued,
  };
}
