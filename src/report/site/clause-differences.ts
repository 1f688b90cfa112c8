import type { Difference, DifferenceKind, Pair } from '../../model/difference.js';
import type { Passage, Reading } from '../../model/document.js';
import type { EId } from '../../model/ids.js';
import { fill } from '../catalogue.js';
import {
  type ClauseDifferences,
  collateClauses,
  type Collation,
  namePassages,
  readSlots,
  slotOf,
} from '../collation.js';
import { both, bothLabels, foldable, zh } from './layout.js';
import { differenceAnchor } from './links.js';
import { visibleBlanks } from '../visible.js';
import { html, type Html, type Piece } from './markup.js';
import { type Mark, markText, textRange } from './passage-text.js';
import { type Column, table } from './table.js';
import { absent, kindLetter } from './terms.js';

/** A comparison as it stands on a page. */
export interface ShownCollation extends Collation {
  /** Sets its anchors apart from those of other comparisons on the page. */
  readonly key: string;
  /** Where a passage of B is shown; gives null where there is no page for it. */
  readonly hrefOfB: (eId: EId) => string | null;
  /** Slots stand open where no table of their values does. */
  readonly opensSlots: boolean;
}

/** Unchanged text that stays around a change, in characters: about a line of print on either side. */
const contextLength = 40;

/** All differences of a comparison, clause by clause: substantive ones open, the other kinds folded with their count. */
export function collationSections(shown: ShownCollation): Html {
  const { comparison } = shown;
  if (comparison.differences.length === 0) return html`<p>${bothLabels('identical')}</p>${capNote(shown)}`;
  return html`${capNote(shown)}${openKind(shown)}
${(['slot', 'editorial', 'layout'] as const).map((kind) => foldedKind(shown, kind))}
${relations(shown)}`;
}

function capNote(shown: ShownCollation): Html | null {
  return shown.comparison.exact ? null : html`<p class="flag">${bothLabels('notExact')}</p>`;
}

function openKind(shown: ShownCollation): Html {
  const differences = ofKind(shown, 'substantive');
  if (differences.length === 0) {
    return html`<p>${kindLetter('substantive')} ${both((words) => fill(words.label.noneOfKind, { kind: words.kind.substantive }))}</p>`;
  }
  return html`<p><b>${both((words) => words.kind.substantive)}</b> (${differences.length})</p>${clauses(shown, differences)}`;
}

function foldedKind(shown: ShownCollation, kind: DifferenceKind): Html | null {
  const differences = ofKind(shown, kind);
  if (differences.length === 0) return null;
  const heading = html`${kindLetter(kind)} ${both((words) => words.kind[kind])} (${differences.length})`;
  return foldable(heading, clauses(shown, differences), kind === 'slot' && shown.opensSlots);
}

function ofKind(shown: ShownCollation, kind: DifferenceKind): Difference[] {
  return shown.comparison.differences.filter((difference) => difference.kind === kind);
}

function clauses(shown: ShownCollation, differences: readonly Difference[]): Piece {
  return collateClauses(zh, shown, differences).map((clause) => clauseBlock(shown, clause));
}

function clauseBlock(shown: ShownCollation, clause: ClauseDifferences): Html {
  const kind = clause.differences[0]?.kind;
  const a =
    clause.aLine !== null &&
    html`<span>${bothLabels(shown.template ? 'template' : 'sideA')} ${bothLabels('line', { n: clause.aLine })}</span>`;
  return html`<div class="clause kind-${kind ?? 'none'}"><p class="label">${kind && kindLetter(kind)}<b>${clause.name}</b>${a}${lineOfB(shown, clause)}</p>
<p class="p">${clauseText(shown, clause)}</p></div>
`;
}

function lineOfB(shown: ShownCollation, clause: ClauseDifferences): Html | null {
  if (clause.bLine === null) return null;
  const eId = clause.differences[0]?.b.eId;
  const line = bothLabels('line', { n: clause.bLine });
  const href = eId === undefined ? null : shown.hrefOfB(eId);
  const linked = href === null ? line : html`<a href="${href}">${line}</a>`;
  return html`<span>${bothLabels(shown.template ? 'document' : 'sideB')} ${linked}</span>`;
}

/** The clause of B with its changes in place; the bare changes where its text is not at hand. */
function clauseText(shown: ShownCollation, clause: ClauseDifferences): Piece {
  if (clause.passage && shown.b) return changesInPlace(shown, shown.b, clause.passage, clause.differences);
  return clause.differences.map((difference) => change(shown, difference, null));
}

function changesInPlace(
  shown: ShownCollation,
  b: Reading,
  passage: Passage,
  differences: readonly Difference[],
): Piece {
  const marks = differences.map((difference): Mark => {
    const range = textRange(b.text, difference.b.span);
    const from = Math.min(Math.max(range.from, passage.from), passage.to);
    const to = Math.min(Math.max(range.to, from), passage.to);
    return { from, to, show: (content) => change(shown, difference, from < to ? content : null) };
  });
  const gap = html`<span class="gap">…</span>`;
  const windows = windowsAround(marks, passage.from, passage.to);
  const end = windows.at(-1)?.to ?? passage.from;
  return [
    windows.map(({ from, to }) => [from > passage.from && gap, markText(b.text.text, from, to, marks)]),
    end < passage.to && gap,
  ];
}

/** The stretches of a passage to show: its marks with context; what is left out is longer than the context itself. */
function windowsAround(marks: readonly Mark[], from: number, to: number): { from: number; to: number }[] {
  const windows: { from: number; to: number }[] = [];
  for (const mark of marks.toSorted((x, y) => x.from - y.from)) {
    const last = windows.at(-1);
    const joins = mark.from - 2 * contextLength <= (last?.to ?? from);
    const end = mark.to + 2 * contextLength >= to ? to : mark.to + contextLength;
    if (last && joins) last.to = Math.max(last.to, end);
    else windows.push({ from: joins ? from : mark.from - contextLength, to: end });
  }
  return windows;
}

/**
 * One change: what A has struck out, what B has underlined, and for a substantive one its reason; `wording`, which
 * most have, goes without saying (the legend says so).
 *
 * @param content the text of B that the change stands in place of; shown where the change itself has no text of B
 */
function change(shown: ShownCollation, difference: Difference, content: Piece): Html {
  const { reason, material } = difference;
  const why = reason && reason !== 'wording' && html`<sup class="note">${both((words) => words.reason[reason])}</sup>`;
  const note = material && html`<sup class="note">${bothLabels('materialSlot')}</sup>`;
  const texts = changedTexts(shown, difference, content);
  const bare = difference.a.text === '' && difference.b.text === '' && kindLetter(difference.kind);
  return html`<span class="difference" id="${differenceAnchor(shown.key, difference.id)}">${texts}${bare}${why}${note}</span>`;
}

function changedTexts(shown: ShownCollation, difference: Difference, content: Piece): Piece {
  const { a, b } = difference;
  const slot = slotOf(shown, difference);
  if (slot !== null) {
    return html`<span class="slot"><span class="name">${slot}</span>${b.text || bothLabels('absent')}</span>`;
  }
  const removed = visibleBlanks(readSlots(shown.template, a.text));
  return [a.text && html`<del>${removed}</del>`, b.text ? html`<ins>${visibleBlanks(b.text)}</ins>` : content];
}

/** How clauses correspond where it is not one to one. */
function relations(shown: ShownCollation): Html | null {
  const plain = shown.comparison.pairs.filter((pair) => pair.relation === 'match').length;
  const others = shown.comparison.pairs.filter((pair) => pair.relation !== 'match');
  if (others.length === 0) return null;
  const columns: Column<Pair>[] = [
    { head: 'kindOf', as: 'rowHead', cell: (pair) => both((words) => words.relation[pair.relation]) },
    {
      head: shown.template ? 'template' : 'sideA',
      cell: (pair) => namePassages(zh, shown, 'a', pair.a).join('、') || absent(),
    },
    {
      head: shown.template ? 'document' : 'sideB',
      cell: (pair) => namePassages(zh, shown, 'b', pair.b).join('、') || absent(),
    },
    { head: 'similarity', as: 'count', cell: (pair) => pair.similarity.toFixed(2) },
  ];
  const note = html`<p class="quiet">${bothLabels('ordinaryPairs', { n: plain })}</p>`;
  return foldable(html`${bothLabels('relations')} (${others.length})`, html`${table(others, columns)}${note}`);
}
