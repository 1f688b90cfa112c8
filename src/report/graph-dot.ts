import type { Effect } from '../model/document.js';
import type { Graph, Status, StatusRow, WorkNode } from '../model/graph.js';
import type { WorkId } from '../model/ids.js';
import { catalogues, effectWord, statusMark } from './catalogue.js';
import { visibleLine } from './visible.js';

/** A line between two works, as it is drawn. */
export interface DrawnEdge {
  readonly from: WorkId;
  readonly to: WorkId;
  readonly kind: Effect['type'] | 'based-on';
  /** This document does it; false: it tells of it. */
  readonly asserted: boolean;
}

/** Longest title in a box, in characters; the page beside the picture has the whole of it. */
const longestTitle = 24;

/**
 * What is drawn of a graph: works that end, change or rest on others, and the lines between them. Documents that are
 * only mentioned are left to the tables; a corpus of thousands would be a cloud.
 */
export function drawnEdges(graph: Graph): readonly DrawnEdge[] {
  const edges = new Map<string, DrawnEdge>();
  const add = (edge: DrawnEdge): void => {
    if (edge.from !== edge.to) edges.set(`${edge.from}\n${edge.to}\n${edge.kind}`, edge);
  };
  for (const { citing, citation } of graph.citations) {
    if (citation.kind === 'based-on' && citation.work !== null)
      add({ from: citing, to: citation.work, kind: 'based-on', asserted: true });
  }
  for (const { affecting, effect } of graph.effects) {
    if ('class' in effect.target || effect.target.work === null) continue;
    add({ from: affecting, to: effect.target.work, kind: effect.type, asserted: effect.asserted });
  }
  return [...edges.values()].sort((a, b) => compareText(`${a.from} ${a.to} ${a.kind}`, `${b.from} ${b.to} ${b.kind}`));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The graph in the DOT language. Documents that are held have a solid frame, those only cited a dashed one; ended ones
 * are struck by a double frame and all say their status in words and by a sign, so that nothing is told by colour alone.
 *
 * @param rows the audit of the day that statuses are drawn for
 */
export function graphDot(graph: Graph, rows: readonly StatusRow[]): string {
  const edges = drawnEdges(graph);
  const drawn = new Set(edges.flatMap((edge) => [edge.from, edge.to]));
  const statuses = new Map(rows.map((row) => [row.id, row.status]));
  const nodes = graph.nodes.filter((node) => drawn.has(node.id));
  return [
    'digraph jiaokan {',
    '  graph [rankdir=LR, ranksep=1.1, nodesep=0.25, bgcolor=transparent];',
    '  node [shape=box, fontname="serif", fontsize=11, margin="0.14,0.08"];',
    '  edge [fontname="serif", fontsize=9, arrowsize=0.7];',
    ...nodes.map((node) => `  ${quote(node.id)} [${nodeLook(node, statuses.get(node.id) ?? 'unknown')}];`),
    ...edges.map((edge) => `  ${quote(edge.from)} -> ${quote(edge.to)} [${edgeLook(edge)}];`),
    '}',
    '',
  ].join('\n');
}

const ended: ReadonlySet<Status> = new Set(['repealed', 'lapsed']);

function nodeLook(node: WorkNode, status: Status): string {
  const words = catalogues['zh-CN'];
  const title = visibleLine(node.title ?? node.number ?? node.id);
  const cut = title.length > longestTitle ? `${title.slice(0, longestTitle)}…` : title;
  const number = node.number === null || node.number === title ? '' : `\n${visibleLine(node.number)}`;
  const label = `${cut}${number}\n${statusMark[status]} ${words.status[status]}`;
  const style = node.held ? 'solid' : 'dashed';
  const frame = ended.has(status) ? ', peripheries=2' : '';
  return `label=${quote(label)}, style=${style}${frame}, tooltip=${quote(title)}`;
}

function edgeLook({ kind, asserted }: DrawnEdge): string {
  const words = catalogues['zh-CN'];
  if (kind === 'based-on') return `label=${quote(words.citation['based-on'])}, style=dotted, arrowhead=open`;
  const label = `${effectWord(words, kind)}${asserted ? '' : ` (${words.label.reported})`}`;
  return `label=${quote(label)}, style=${asserted ? 'bold' : 'dashed'}`;
}

/** A quoted string of DOT: quotes and backslashes of a title are text, line ends are breaks. */
function quote(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}
