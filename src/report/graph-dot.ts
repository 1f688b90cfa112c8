import { compareText } from '../model/text.js';
import type { Effect } from '../model/document.js';
import type {
  CitationRecord,
  EffectRecord,
  Graph,
  RefusalReason,
  Status,
  StatusRow,
  WorkNode,
} from '../model/graph.js';
import type { WorkId } from '../model/ids.js';
import { type Catalogue, catalogues, effectWord, type Language, statusMark } from './catalogue.js';
import { cellWidth } from './cells.js';
import { visibleLine } from './visible.js';
import type { Words } from './words.js';

/** A line between two works, as it is drawn. */
export interface DrawnEdge {
  readonly from: WorkId;
  readonly to: WorkId;
  readonly kind: Effect['type'] | 'based-on';
  /** This document does it; false: it tells of it. */
  readonly asserted: boolean;
  /** Why it does not count; null for what does, or touches no status by its nature. */
  readonly refusal: RefusalReason | null;
}

/** Why effects do not count, by the id of the effect. */
export type Uncounted = ReadonlyMap<string, RefusalReason>;

/** Longest title in a box, in characters, and of one line of it; the page beside the picture has the whole of it. */
const longestTitle = 36;
const longestLine = 18;

/** Points of a terminal cell at the size of a label: half a Chinese character. The layout program knows no Chinese widths. */
const cellPoints = 5.6;

/**
 * What is drawn of a graph: works that end, change or rest on others, and the lines between them. Documents that are
 * only mentioned are left to the tables; a corpus of thousands would be a cloud. What is done and told of is one line;
 * what does not count is a line of its own beside what does.
 */
export function drawnEdges(graph: Graph, uncounted: Uncounted): readonly DrawnEdge[] {
  const edges = new Map<string, DrawnEdge>();
  for (const edge of [...graph.citations.flatMap(basisEdge), ...graph.effects.flatMap(effectEdge(uncounted))]) {
    const key = `${edge.from} ${edge.to} ${edge.kind} ${edge.refusal ?? ''}`;
    if (edge.from !== edge.to && !edges.get(key)?.asserted) edges.set(key, edge);
  }
  return [...edges].sort(([one], [other]) => compareText(one, other)).map(([, edge]) => edge);
}

function basisEdge({ citing, citation }: CitationRecord): DrawnEdge[] {
  if (citation.kind !== 'based-on' || citation.work === null) return [];
  return [{ from: citing, to: citation.work, kind: 'based-on', asserted: true, refusal: null }];
}

function effectEdge(uncounted: Uncounted): (record: EffectRecord) => DrawnEdge[] {
  return ({ affecting, effect: { id, type, target, asserted } }) => {
    if ('class' in target || target.work === null) return [];
    return [{ from: affecting, to: target.work, kind: type, asserted, refusal: uncounted.get(id) ?? null }];
  };
}

/** How a graph is drawn. */
export interface GraphLook {
  /** Most works that are drawn; all if not said. */
  readonly most?: number;
  /** Where a click on a work leads. */
  readonly hrefOf?: (id: WorkId) => string | null;
  /** Of the words between titles; zh-CN if not said. */
  readonly language?: Language;
  /** Why effects do not count; all do if not said. */
  readonly uncounted?: Uncounted;
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
export function drawingOf(graph: Graph, most: number, uncounted: Uncounted = new Map()): Drawing {
  const edges = drawnEdges(graph, uncounted);
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
  const { edges, works: drawn } = drawingOf(graph, look.most ?? Infinity, look.uncounted);
  const statuses = new Map(rows.map((row) => [row.id, row.status]));
  const nodes = graph.nodes.filter((node) => drawn.has(node.id));
  const words = catalogues[look.language ?? 'zh-CN'];
  return [
    'digraph jiaokan {',
    '  graph [rankdir=LR, ranksep=1.1, nodesep=0.25, bgcolor=transparent];',
    '  node [shape=box, fontname="serif", fontsize=11, margin="0.14,0.08"];',
    '  edge [fontname="serif", fontsize=9, arrowsize=0.7];',
    ...nodes.map(
      (node) =>
        `  ${quote(node.id)} [${nodeLook(node, statuses.get(node.id) ?? 'unknown', words)}${nodeLink(node, look)}];`,
    ),
    ...edges.map((edge) => `  ${quote(edge.from)} -> ${quote(edge.to)} [${edgeLook(edge, words)}];`),
    '}',
    '',
  ].join('\n');
}

/** Points left and right of a label together. */
const boxMargin = 22;

const ended: ReadonlySet<Status> = new Set(['repealed', 'lapsed']);

function nodeLook(node: WorkNode, status: Status, words: Catalogue): string {
  const title = visibleLine(node.title ?? node.number ?? node.id);
  const characters = [...title];
  const cut = characters.length > longestTitle ? [...characters.slice(0, longestTitle), '…'] : characters;
  const number = node.number === null || node.number === title ? '' : `\n${visibleLine(node.number)}`;
  const lines = cut.length > longestLine + 1 ? [cut.slice(0, longestLine), cut.slice(longestLine)] : [cut];
  const label = `${lines.map((line) => line.join('')).join('\n')}${number}\n${statusLine(status, words)}`;
  const width = Math.max(...label.split('\n').map(cellWidth)) * cellPoints + boxMargin;
  const style = node.held ? 'solid' : 'dashed';
  const frame = ended.has(status) ? ', peripheries=2' : '';
  return `label=${quote(label)}, width=${(width / 72).toFixed(2)}, style=${style}${frame}, tooltip=${quote(title)}`;
}

function nodeLink(node: WorkNode, { hrefOf }: GraphLook): string {
  const href = hrefOf?.(node.id) ?? null;
  return href === null ? '' : `, URL=${quote(href)}`;
}

/** The last line of the label of a work. */
function statusLine(status: Status, words: Catalogue): string {
  return `${statusMark[status]} ${words.status[status]}`;
}

function edgeLook(edge: DrawnEdge, words: Catalogue): string {
  const label = `label=${quote(edgeLabel(edge, words))}`;
  if (edge.kind === 'based-on') return `${label}, style=dotted, arrowhead=open`;
  // What does not count ends in an empty arrow; its label says why.
  return `${label}, style=${edge.asserted && edge.refusal === null ? 'bold' : 'dashed'}${edge.refusal === null ? '' : ', arrowhead=empty'}`;
}

function edgeLabel({ kind, asserted, refusal }: Omit<DrawnEdge, 'from' | 'to'>, words: Catalogue): string {
  if (kind === 'based-on') return words.citation['based-on'];
  const notes = [...(asserted ? [] : [words.label.reported]), ...(refusal === null ? [] : [words.refusal[refusal]])];
  return `${effectWord(words, kind)}${notes.map((note) => ` (${note})`).join('')}`;
}

/** What `graphDot` writes besides titles and numbers, in English, each with the same in Chinese. */
export function pictureWords(): ReadonlyMap<string, string> {
  const { en, 'zh-CN': zh } = catalogues;
  const statuses = keysOf(en.status).map((status) => [statusLine(status, en), statusLine(status, zh)] as const);
  const refusals = [null, ...keysOf(en.refusal)];
  const edges = (['based-on', ...keysOf(en.effect)] as const).flatMap((kind) =>
    [true, false].flatMap((asserted) => refusals.map((refusal) => ({ kind, asserted, refusal }))),
  );
  return new Map([...statuses, ...edges.map((edge) => [edgeLabel(edge, en), edgeLabel(edge, zh)] as const)]);
}

function keysOf<Key extends string>(words: Words<Key>): readonly Key[] {
  return Object.keys(words) as Key[];
}

/** A quoted string of DOT: quotes and backslashes of a title are text, line ends are breaks. */
function quote(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}
