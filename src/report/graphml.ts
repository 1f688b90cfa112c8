import { XMLBuilder } from 'fast-xml-parser';
import type { Graph, StatusRow } from '../model/graph.js';
import { drawnEdges, type Uncounted } from './graph-dot.js';
import { visibleLine } from './visible.js';

const keys = [
  { id: 'title', for: 'node' },
  { id: 'number', for: 'node' },
  { id: 'held', for: 'node' },
  { id: 'status', for: 'node' },
  { id: 'kind', for: 'edge' },
  { id: 'asserted', for: 'edge' },
  // Why the effect does not count; absent where it does.
  { id: 'notCounted', for: 'edge' },
] as const;

/** The whole graph as GraphML, for Gephi, yEd and the like: every work, with its status on the day of the rows. */
export function graphXml(graph: Graph, rows: readonly StatusRow[], uncounted: Uncounted): string {
  const statuses = new Map(rows.map((row) => [row.id, row.status]));
  const data = (values: Readonly<Record<string, string | null>>) =>
    Object.entries(values).flatMap(([key, value]) =>
      value === null ? [] : [{ '@key': key, '#text': visibleLine(value) }],
    );
  const builder = new XMLBuilder({
    attributeNamePrefix: '@',
    ignoreAttributes: false,
    format: true,
    suppressBooleanAttributes: false,
  });
  return builder.build({
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    graphml: {
      '@xmlns': 'http://graphml.graphdrawing.org/xmlns',
      key: keys.map(({ id, for: of }) => ({ '@id': id, '@for': of, '@attr.name': id, '@attr.type': 'string' })),
      graph: {
        '@edgedefault': 'directed',
        node: graph.nodes.map(({ id, title, number, held }) => ({
          '@id': visibleLine(id),
          data: data({ title, number, held: String(held), status: statuses.get(id) ?? 'unknown' }),
        })),
        edge: drawnEdges(graph, uncounted).map(({ from, to, kind, asserted, refusal }) => ({
          '@source': visibleLine(from),
          '@target': visibleLine(to),
          data: data({ kind, asserted: String(asserted), notCounted: refusal }),
        })),
      },
    },
  });
}
