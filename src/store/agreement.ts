import type { Document } from '../model/document.js';
import type { Finding, Graph, WorkNode } from '../model/graph.js';
import type { Sha256, WorkId } from '../model/ids.js';
import { printLine } from './canonical.js';
import { documentPath } from './layout.js';
import { sha256Of, workFolder } from './paths.js';

/** Hashes of what a record says and the graph must say too, so that a history of any size can be held against it. */
export interface Said {
  readonly node: Sha256;
  readonly effects: Sha256;
  readonly citations: Sha256;
}

/** Parts of the graph by the name that people know them by. */
const parts = { node: 'metadata', effects: 'effects', citations: 'citations' } as const;

export function saidBy(document: Document): Said {
  const { effects, citations, source } = document;
  return { node: metadataOf(document, source.sha256), effects: listOf(effects), citations: listOf(citations) };
}

function metadataOf(work: Omit<WorkNode, 'held' | 'snapshot'>, snapshot: Sha256 | null): Sha256 {
  const { id, title, annexTitle, number, issuers, jurisdiction, type, issued, officialStatus, commences, lastDay } =
    work;
  const held = {
    id,
    title,
    annexTitle,
    number,
    issuers,
    jurisdiction,
    type,
    issued,
    officialStatus,
    commences,
    lastDay,
  };
  return sha256Of(printLine({ ...held, snapshot }));
}

/** In whatever order: the graph sorts what a record has in the order of the text. */
function listOf(records: readonly object[]): Sha256 {
  return sha256Of(records.map(printLine).sort().join('\n'));
}

/**
 * Where the graph does not say of a document what its record says, whatever rules either was read by, or names a work of
 * which it has no node: one of them was changed by something else than jiaokan.
 */
export function checkAgreement(graph: Graph, records: ReadonlyMap<WorkId, Said>): readonly Finding[] {
  return [...disagreements(graph, records), ...strangers(graph)];
}

/** Works that are named, and of which the graph has no node. */
function strangers({ nodes, effects, citations }: Graph): readonly Finding[] {
  const known = new Set(nodes.map(({ id }) => id));
  const named = [
    ...effects.map(
      ({ affecting, effect }) => [affecting, 'work' in effect.target ? effect.target.work : null] as const,
    ),
    ...citations.map(({ citing, citation }) => [citing, citation.work] as const),
  ];
  const found = new Map<WorkId, Finding>();
  for (const [by, work] of named) {
    if (work === null || known.has(work) || found.has(work)) continue;
    const text = `the graph says nothing of it, and ${by} names it`;
    found.set(work, { code: 'store/graph-disagrees', severity: 'error', work, path: null, line: null, text });
  }
  return [...found.values()];
}

function disagreements(graph: Graph, records: ReadonlyMap<WorkId, Said>): readonly Finding[] {
  const effects = groupBy(graph.effects, ({ affecting }) => affecting);
  const citations = groupBy(graph.citations, ({ citing }) => citing);
  const held = new Map(graph.nodes.filter((node) => node.held).map((node) => [node.id, node]));
  return [...new Set([...records.keys(), ...held.keys(), ...effects.keys(), ...citations.keys()])].flatMap((id) => {
    const [record, node] = [records.get(id), held.get(id)];
    if (!record) return [disagreement(id, 'the graph holds it, and no record of it is there')];
    if (!node) return [disagreement(id, 'the graph does not hold it')];
    const said: Said = {
      node: metadataOf(node, node.snapshot),
      effects: listOf((effects.get(id) ?? []).map(({ effect }) => effect)),
      citations: listOf((citations.get(id) ?? []).map(({ citation }) => citation)),
    };
    const differing = (Object.keys(parts) as (keyof Said)[]).filter((part) => said[part] !== record[part]);
    if (differing.length === 0) return [];
    return [
      disagreement(id, `the graph has other ${differing.map((part) => parts[part]).join(', ')} of it than its record`),
    ];
  });
}

function groupBy<T>(records: readonly T[], workOf: (record: T) => WorkId): ReadonlyMap<WorkId, readonly T[]> {
  const groups = new Map<WorkId, T[]>();
  for (const record of records) {
    const group = groups.get(workOf(record));
    if (group) group.push(record);
    else groups.set(workOf(record), [record]);
  }
  return groups;
}

function disagreement(work: WorkId, text: string): Finding {
  const path = documentPath(workFolder(work));
  return { code: 'store/graph-disagrees', severity: 'error', work, path, line: null, text };
}
