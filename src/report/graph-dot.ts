import { compareText } from '../model/text.js';
import type { Effect } from '../model/document.js';
import type { Graph, Status, StatusRow, WorkNode } from '../model/graph.js';
import type { WorkId } from '../model/ids.js';
import { catalogues, effectWord, statusMark } from './catalogue.js';
import { cellWidth } from './cells.js';
import { visibleLine } from './visible.js';

/** A line between two works, as it is drawn. */
export interface DrawnEdge {
  readonly from: WorkId;
  readonly to: WorkId;
  readonly kind: Effect['type'] | 'based-on';
  /** This document does it; false: it tells of it. */
  readonly asserted: boolean;
}

/** Longest title in a box, in characters, and of one line of it; the page beside the picture has the whole of it. */
const longestTitle = 36;
const longestLine = 18;

/** Points of a terminal cell at the size of a label: half a Chinese character. The layout program knows no Chinese widths. */
const cellPoints = 5.6;

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

/** How a graph is drawn. */
export interface GraphLook {
  /** Most works that are drawn; all if not said. */
  readonly most?: number;
  /** Where a click on a work leads. */
  readonly hrefOf?: (id: WorkId) => string | null;
}

/** What of a graph is drawn where not all of it can be. */
export interface Drawing {
  readonly edges: readonly DrawnEdge[];
  readonly works: ReadonlySet<WorkId>;
  /** Works and lines that are left out. */
  readonly leftOut: { readonly works: number; readonly edges: number };
}

/**
 * The drawing of at most `most` works. Where there are more, what one document does to another goes before what rests
 * on what, and newer documents before older ones.
 */
export function drawingOf(graph: Graph, most: number): Drawing {
  const edges = drawnEdges(graph);
  const related = worksOf(edges);
  if (related.size <= most) return { edges, works: related, leftOut: { works: 0, edges: 0 } };
  const works = new Set<WorkId>();
  for (const { from, to } of newestFirst(graph, edges)) {
    const added = [from, to].filter((id) => !works.has(id));
    if (works.size + added.length <= most) for (const id of added) works.add(id);
  }
  const drawn = edges.filter(({ from, to }) => works.has(from) && works.has(to));
  return { edges: drawn, works, leftOut: { works: related.size - works.size, edges: edges.length - drawn.length } };
}

function worksOf(edges: readonly DrawnEdge[]): Set<WorkId> {
  return new Set(edges.flatMap((edge) => [edge.from, edge.to]));
}

function newestFirst(graph: Graph, edges: readonly DrawnEdge[]): DrawnEdge[] {
  const issued = new Map(graph.nodes.map((node) => [node.id, node.issued ?? '']));
  const rank = ({ kind }: DrawnEdge): string => (kind === 'based-on' ? '1' : '0');
  return edges.toSorted(
    (a, b) => compareText(rank(a), rank(b)) || compareText(issued.get(b.from) ?? '', issued.get(a.from) ?? ''),
  );
}

/**
 * The graph in the DOT language. Documents that are held have a solid frame, those only cited a dashed one; ended ones
 * are struck by a double frame and all say their status in words and by a sign, so that nothing is told by colour alone.
 *
 * @param rows the audit of the day that statuses are drawn for
 */
export function graphDot(graph: Graph, rows: readonly StatusRow[], look: GraphLook = {}): string {
  const { edges, works: drawn } = drawingOf(graph, look.most ?? Infinity);
  const statuses = new Map(rows.map((row) => [row.id, row.status]));
  const nodes = graph.nodes.filter((node) => drawn.has(node.id));
  return [
    'digraph jiaokan {',
    '  graph [rankdir=LR, ranksep=1.1, nodesep=0.25, bgcolor=transparent];',
    '  node [shape=box, fontname="serif", fontsize=11, margin="0.14,0.08"];',
    '  edge [fontname="serif", fontsize=9, arrowsize=0.7];',
    ...nodes.map(
      (node) => `  ${quote(node.id)} [${nodeLook(node, statuses.get(node.id) ?? 'unknown')}${nodeLink(node, look)}];`,
    ),
    ...edges.map((edge) => `  ${quote(edge.from)} -> ${quote(edge.to)} [${edgeLook(edge)}];`),
    '}',
    '',
  ].join('\n');
}

/** Points left and right of a label together. */
const boxMargin = 22;

const ended: ReadonlySet<Status> = new Set(['repealed', 'lapsed']);

function nodeLook(node: WorkNode, status: Status): string {
  const words = catalogues['zh-CN'];
  const title = visibleLine(node.title ?? node.number ?? node.id);
  const characters = [...title];
  const cut = characters.length > longestTitle ? [...characters.slice(0, longestTitle), '…'] : characters;
  const number = node.number === null || node.number === title ? '' : `\n${visibleLine(node.number)}`;
  const lines = cut.length > longestLine + 1 ? [cut.slice(0, longestLine), cut.slice(longestLine)] : [cut];
  const label = `${lines.map((line) => line.join('')).join('\n')}${number}\n${statusMark[status]} ${words.status[status]}`;
  const width = Math.max(...label.split('\n').map(cellWidth)) * cellPoints + boxMargin;
  const style = node.held ? 'solid' : 'dashed';
  const frame = ended.has(status) ? ', peripheries=2' : '';
  return `label=${quote(label)}, width=${(width / 72).toFixed(2)}, style=${style}${frame}, tooltip=${quote(title)}`;
}

function nodeLink(node: WorkNode, { hrefOf }: GraphLook): string {
  const href = hrefOf?.(node.id) ?? null;
  return href === null ? '' : `, URL=${quote(href)}`;
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
