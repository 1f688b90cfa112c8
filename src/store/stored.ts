import type { Document } from '../model/document.js';
import type { CitationRecord, EffectRecord, Graph, OpenEnd, WorkNode } from '../model/graph.js';
import type { WorkId } from '../model/ids.js';
import { exitCode, JiaokanError } from '../model/message.js';
import { sortedGraph } from './layout.js';

/**
 * What the store reads back was printed by it from typed values and lies under git's own hashes, so each record is
 * checked by the fields that tell its kind, not field by field: 30,000 documents load in half a second that way.
 */

export function damaged(path: string, what: string): JiaokanError {
  return new JiaokanError('store/damaged', `${path}: ${what}`, exitCode.store);
}

/** @throws JiaokanError `store/damaged` */
export function parseRecord(path: string, text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw damaged(path, 'is not a JSON object');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @throws JiaokanError `store/damaged` */
export function parseDocument(path: string, text: string): Document {
  const value = parseRecord(path, text);
  const source = value['source'];
  const hasHashes =
    isObject(source) && typeof source['sha256'] === 'string' && typeof source['textSha256'] === 'string';
  if (typeof value['id'] !== 'string' || !hasHashes) throw damaged(path, 'is not a document');
  return value as unknown as Document;
}

/**
 * The graph from its files, in its one order.
 *
 * @throws JiaokanError `store/damaged` with file and line
 */
export function parseGraph(files: Iterable<readonly [path: string, text: string]>): Graph {
  const records: GraphRecord[] = [];
  for (const [path, text] of files) {
    for (const [index, line] of linesOf(text).entries()) records.push(parseGraphLine(`${path}:${index + 1}`, line));
  }
  return sortedGraph(graphOfRecords(records));
}

/** The lines of a file of the graph. */
export function linesOf(text: string): readonly string[] {
  return text.trimEnd().split('\n');
}

/** A record of the graph, with the work whose files hold it. */
export type GraphRecord =
  | { readonly kind: 'node'; readonly work: WorkId; readonly record: WorkNode }
  | { readonly kind: 'effect'; readonly work: WorkId; readonly record: EffectRecord }
  | { readonly kind: 'citation'; readonly work: WorkId; readonly record: CitationRecord }
  | { readonly kind: 'open-end'; readonly work: WorkId; readonly record: OpenEnd };

/**
 * @param place of the line, for the error
 * @throws JiaokanError `store/damaged`
 */
export function parseGraphLine(place: string, line: string): GraphRecord {
  const value = parseRecord(place, line);
  const { affecting, citing, id, work } = value;
  const record: unknown = value;
  if (typeof affecting === 'string' && isObject(value['effect']))
    return { kind: 'effect', work: affecting as WorkId, record: record as EffectRecord };
  if (typeof citing === 'string' && isObject(value['citation']))
    return { kind: 'citation', work: citing as WorkId, record: record as CitationRecord };
  if (typeof id === 'string' && typeof value['held'] === 'boolean')
    return { kind: 'node', work: id as WorkId, record: record as WorkNode };
  if (typeof id === 'string' && typeof work === 'string')
    return { kind: 'open-end', work: work as WorkId, record: record as OpenEnd };
  throw damaged(place, 'is not a record of the graph');
}

/** Records sorted into their kinds, each in the order given. */
export function graphOfRecords(records: Iterable<GraphRecord>): Graph {
  const nodes: WorkNode[] = [];
  const effects: EffectRecord[] = [];
  const citations: CitationRecord[] = [];
  const openEnds: OpenEnd[] = [];
  for (const each of records) {
    if (each.kind === 'node') nodes.push(each.record);
    else if (each.kind === 'effect') effects.push(each.record);
    else if (each.kind === 'citation') citations.push(each.record);
    else openEnds.push(each.record);
  }
  return { nodes, effects, citations, openEnds };
}
