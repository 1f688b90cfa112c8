import type { CitationRecord, EffectRecord } from '../../model/graph.js';
import type { WorkId } from '../../model/ids.js';
import type { RunReport } from '../../model/run.js';
import { type Catalogue, effectWord } from '../catalogue.js';
import { collateRun, type Corpus } from '../corpus.js';
import { drawingOf, graphDot } from '../graph-dot.js';
import type { PartPage } from './audit-page.js';
import { decisions } from './decisions.js';
import { both, bothLabels, bothPlain, section } from './layout.js';
import { type Base, workHref } from './links.js';
import { html, type Html, type Piece } from './markup.js';
import { pager, partsOf } from './parts.js';
import { table } from './table.js';
import { day, lineLink, refusalTerm, workLink } from './terms.js';

/** The graph lies at the root of the site. */
const base: Base = '';

/** One line of the graph: what one document does to another, or rests on. */
interface Relation {
  readonly from: WorkId;
  readonly to: WorkId;
  readonly word: Piece;
  readonly date: string | null;
  readonly line: number;
}

/** Works in the drawing of the site: with more it is a cloud, and the page weighs too much. */
const mostDrawn = 90;

/** Lines of the table on one page. */
const relationsPerPart = 100;

/**
 * The graph in the DOT language as the site shows it: a click on a work leads to its page. In English, whose words are
 * the longer ones, so that there is room for both; the page adds the Chinese.
 */
export function siteDot(report: RunReport): string {
  const corpus = collateRun(report);
  const { graph, audit, uncounted } = report;
  return graphDot(graph, audit, {
    most: mostDrawn,
    hrefOf: (id) => workHref(corpus, id, base),
    language: 'en',
    uncounted,
  });
}

/** The pages of the graph: the drawing on the first, and a table that says the same and what there is no room to draw. */
export function graphPages(corpus: Corpus, picture: Html): PartPage[] {
  const { effects, citations } = corpus.report.graph;
  const relations = [
    ...effects.flatMap((record) => effectRelation(corpus, record)),
    ...citations.flatMap(basisRelation),
  ];
  return partsOf('graph', relations, relationsPerPart).map((part) => ({
    path: part.path,
    leads: part.number === 1,
    main: html`<h1>${bothLabels('graph')}</h1>
<p class="lead">${bothLabels('graphLead')}</p>
${part.number === 1 && drawing(corpus, picture)}
${section('relations', html`${bothLabels('relationsTable')} (${relations.length})`, html`${pager('graph', part)}${relationTable(corpus, part.rows)}${pager('graph', part)}`)}`,
  }));
}

function drawing(corpus: Corpus, picture: Html): Html {
  const { graph, uncounted } = corpus.report;
  const { works, edges } = drawingOf(graph, mostDrawn, uncounted).leftOut;
  const note = works > 0 && html`<p class="flag">${bothLabels('notAllDrawn', { drawn: mostDrawn, works, edges })}</p>`;
  return html`${note}<div class="zoom" role="group" aria-label="${bothPlain((words) => words.label.zoom)}">${zoomButton('in', '+', (words) => words.label.zoomIn)}${zoomButton('out', '−', (words) => words.label.zoomOut)}${zoomButton('whole', '0', (words) => words.label.zoomWhole)}<span class="small">${bothLabels('zoomKeys')}</span></div>
<div class="picture" tabindex="0" role="region" aria-label="${bothPlain((words) => words.label.graph)}">${picture}</div>`;
}

function zoomButton(action: 'in' | 'out' | 'whole', sign: string, name: (words: Catalogue) => string): Html {
  return html`<button type="button" data-zoom="${action}"><span aria-hidden="true">${sign}</span> ${both(name)}</button>`;
}

function relationTable(corpus: Corpus, relations: readonly Relation[]): Html {
  return table(relations, [
    { head: 'affecting', as: 'work', cell: (relation) => workLink(corpus, relation.from, base) },
    { head: 'kindOf', cell: (relation) => relation.word },
    { head: 'affected', cell: (relation) => workLink(corpus, relation.to, base) },
    { head: 'date', cell: (relation) => day(relation.date) },
    { head: 'place', cell: (relation) => lineLink(corpus, relation.from, relation.line, base) },
  ]);
}

/** What one document does to another; what it does to itself is no line of the graph. */
function effectRelation(corpus: Corpus, { affecting, effect }: EffectRecord): Relation[] {
  const { target } = effect;
  if ('class' in target || target.work === null || target.work === affecting) return [];
  const reported = !effect.asserted && html` <small>${bothLabels('reported')}</small>`;
  const word = html`${both((words) => effectWord(words, effect.type))}${reported}${refusalTerm(corpus, effect.id)}${decisions(corpus, effect.id)}`;
  return [{ from: affecting, to: target.work, word, date: effect.date, line: effect.line }];
}

function basisRelation({ citing, citation }: CitationRecord): Relation[] {
  if (citation.kind !== 'based-on' || citation.work === null || citation.work === citing) return [];
  return [
    {
      from: citing,
      to: citation.work,
      word: both((words) => words.citation['based-on']),
      date: null,
      line: citation.line,
    },
  ];
}
