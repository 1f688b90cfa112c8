import type { Document } from '../model/document.js';
import type { CitationRecord, EffectRecord, Graph, OpenEnd, WorkNode } from '../model/graph.js';
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
  const nodes: WorkNode[] = [];
  const effects: EffectRecord[] = [];
  const citations: CitationRecord[] = [];
  const openEnds: OpenEnd[] = [];
  for (const [path, text] of files) {
    for (const [index, line] of text.trimEnd().split('\n').entries()) {
      const value = parseRecord(`${path}:${index + 1}`, line);
      if (typeof value['affecting'] === 'string' && isObject(value['effect']))
        effects.push(value as unknown as EffectRecord);
      else if (typeof value['citing'] === 'string' && isObject(value['citation']))
        citations.push(value as unknown as CitationRecord);
      else if (typeof value['id'] === 'string' && typeof value['held'] === 'boolean')
        nodes.push(value as unknown as WorkNode);
      else if (typeof value['id'] === 'string' && typeof value['work'] === 'string')
        openEnds.push(value as unknown as OpenEnd);
      else throw damaged(`${path}:${index + 1}`, 'is not a record of the graph');
    }
  }
  return sortedGraph({ nodes, effects, citations, openEnds });
}
