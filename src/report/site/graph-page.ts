import type { CitationRecord, EffectRecord } from '../../model/graph.js';
import type { WorkId } from '../../model/ids.js';
import { effectWord } from '../catalogue.js';
import type { Corpus } from '../corpus.js';
import { both, bothLabels, bothPlain, section } from './layout.js';
import { type Base } from './links.js';
import { html, type Html, type Piece } from './markup.js';
import { table } from './table.js';
import { day, lineLink, workLink } from './terms.js';

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

/** The page of the graph: the drawing, and a table that says the same. */
export function graphMain(corpus: Corpus, picture: Html): Html {
  const { effects, citations } = corpus.report.graph;
  const relations = [...effects.flatMap(effectRelation), ...citations.flatMap(basisRelation)];
  return html`<h1>${bothLabels('graph')}</h1>
<p class="lead">${bothLabels('graphLead')}</p>
<div class="picture" tabindex="0" role="region" aria-label="${bothPlain((words) => words.label.graph)}">${picture}</div>
${section('relations', html`${bothLabels('relationsTable')} (${relations.length})`, relationTable(corpus, relations))}`;
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
function effectRelation({ affecting, effect }: EffectRecord): Relation[] {
  const { target } = effect;
  if ('class' in target || target.work === null || target.work === affecting) return [];
  const reported = !effect.asserted && html` <small>${bothLabels('reported')}</small>`;
  const word = html`${both((words) => effectWord(words, effect.type))}${reported}`;
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
