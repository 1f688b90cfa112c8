import type { Reading } from '../../model/document.js';
import type { CitationRecord, EffectRecord } from '../../model/graph.js';
import type { WorkId } from '../../model/ids.js';
import { effectWord } from '../catalogue.js';
import type { Corpus } from '../corpus.js';
import { captureLines } from './capture-lines.js';
import { citationsIn } from './clause-text.js';
import { decisions, subjectAttributes } from './decisions.js';
import { both, bothLabels, foldable, section } from './layout.js';
import type { Base } from './links.js';
import { html, type Html } from './markup.js';
import { type Column, table } from './table.js';
import { absent, day, hash, lineLink, provisionsText, refusalTerm, targetTerm, workLink } from './terms.js';

/** Pages of documents lie one folder down. */
const base: Base = '../';

/** What a document does to others and to itself, and what others do to it. */
export function effects(corpus: Corpus, id: WorkId): Html {
  const out = corpus.effectsOf.get(id) ?? [];
  const into = corpus.effectsOn.get(id) ?? [];
  return section(
    'effects',
    bothLabels('effects'),
    html`<h3>${bothLabels('effectsOut')}</h3>
${out.length > 0 ? table(out, effectColumns(corpus, 'target')) : html`<p class="quiet">${bothLabels('noEffects')}</p>`}
<h3>${bothLabels('effectsIn')}</h3>
${into.length > 0 ? table(into, effectColumns(corpus, 'affecting')) : html`<p class="quiet">${bothLabels('noEffects')}</p>`}`,
  );
}

function effectColumns(corpus: Corpus, other: 'target' | 'affecting'): Column<EffectRecord>[] {
  return [
    {
      head: 'kindOf',
      as: 'rowHead',
      cell: ({ effect }) =>
        html`<span${subjectAttributes(effect.id, 'effect')}>${both((words) => effectWord(words, effect.type))}</span>${refusalTerm(corpus, effect.id)}${decisions(corpus, effect.id)}${!effect.asserted && html` <small>${bothLabels('reported')}</small>`}${effect.scope === 'item' || effect.scope === 'non-document' ? html` <small>${both((words) => words.scope[effect.scope])}</small>` : null}`,
    },
    other === 'target'
      ? { head: 'affected', cell: (record) => targetOf(corpus, record) }
      : { head: 'affecting', cell: (record) => workLink(corpus, record.affecting, base) },
    {
      head: 'provisions',
      cell: ({ effect }) => ('class' in effect.target ? absent() : provisionsText(effect.target.provisions)),
    },
    {
      head: 'date',
      cell: ({ effect }) =>
        html`${day(effect.date)} <small>${both((words) => words.dateBasis[effect.dateBasis])}</small>`,
    },
    {
      head: 'quote',
      cell: ({ affecting, effect, snapshot }) =>
        html`<q>${effect.quote}</q> <small>${lineLink(corpus, affecting, effect.line, base)} · ${hash(snapshot)}</small>${captureLines(corpus, affecting, effect.span)}`,
    },
  ];
}

/** 本件 for what a document does to itself. */
function targetOf(corpus: Corpus, record: EffectRecord): Html {
  const { target } = record.effect;
  if (!('class' in target) && target.work === record.affecting)
    return html`<span class="quiet">${bothLabels('thisDocument')}</span>`;
  return targetTerm(corpus, target, base);
}

/** What a document cites, who cites it, and what stands in brackets without being a document. */
export function citations(corpus: Corpus, reading: Reading): Html {
  const made = citationsIn(corpus, reading).filter((citation) => !citation.self && !citation.alias);
  const received = corpus.citationsOf.get(reading.document.id) ?? [];
  const none = html`<p class="quiet">${bothLabels('none')}</p>`;
  return section(
    'citations',
    bothLabels('citations'),
    html`<h3>${bothLabels('citationsOut')} (${made.length})</h3>
${made.length > 0 ? table(made, citationColumns(corpus, reading.document.id)) : none}
<h3>${bothLabels('citationsIn')} (${received.length})</h3>
${received.length > 0 ? table(received, citedColumns(corpus)) : none}
${notDocuments(corpus, reading)}`,
  );
}

function citationColumns(corpus: Corpus, citing: WorkId): Column<CitationRecord['citation']>[] {
  return [
    { head: 'kindOf', as: 'rowHead', cell: (citation) => both((words) => words.citation[citation.kind]) },
    {
      head: 'work',
      cell: (citation) =>
        citation.work === null
          ? html`${citation.text} <small>${bothLabels('unresolved')}</small>`
          : workLink(corpus, citation.work, base),
    },
    { head: 'provisions', cell: (citation) => citation.provisions.join('、') || absent() },
    { head: 'place', cell: (citation) => lineLink(corpus, citing, citation.line, base) },
  ];
}

function citedColumns(corpus: Corpus): Column<CitationRecord>[] {
  return [
    { head: 'kindOf', as: 'rowHead', cell: ({ citation }) => both((words) => words.citation[citation.kind]) },
    { head: 'work', cell: ({ citing }) => workLink(corpus, citing, base) },
    { head: 'provisions', cell: ({ citation }) => citation.provisions.join('、') || absent() },
    { head: 'place', cell: ({ citing, citation }) => lineLink(corpus, citing, citation.line, base) },
  ];
}

function notDocuments(corpus: Corpus, { document }: Reading): Html | null {
  if (document.notDocuments.length === 0) return null;
  const items = document.notDocuments.map(
    ({ text, reason, line }) =>
      html`<li>${text} <small>${reason} · ${lineLink(corpus, document.id, line, base)}</small></li>`,
  );
  return foldable(html`${bothLabels('notDocuments')} (${items.length})`, html`<ul class="plain">${items}</ul>`);
}
