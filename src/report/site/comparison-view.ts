import type { Comparison, Difference, DifferenceKind, Template } from '../../model/difference.js';
import type { EId } from '../../model/ids.js';
import { clauseName } from '../clause-name.js';
import { readSlots, templateSlotOf } from '../collation.js';
import { visibleBlanks } from '../visible.js';
import { isPlain, kindsOf, type Row } from './comparison-rows.js';
import { both, bothLabels, bothPlain } from './layout.js';
import { differenceAnchor, fragment } from './links.js';
import { html, type Html, type Piece, trusted } from './markup.js';
import { type Mark, markText } from './passage-text.js';
import type { SidePassage } from './sides.js';
import { kindLetter } from './terms.js';

const kinds: readonly DifferenceKind[] = ['substantive', 'slot', 'editorial', 'layout'];

/** Kinds that are folded until a reader asks: they change nothing that is said. */
const folded: readonly DifferenceKind[] = ['editorial', 'layout'];

/** What a page adds to a difference that people decide on: attributes that mark it, and what they decided. */
export interface ReviewMarks {
  readonly attributes: Html;
  readonly decisions: Html | null;
}

/** A comparison as pages show it: both sides aligned, and what the page knows beside them. */
export interface ComparisonView {
  readonly comparison: Comparison;
  /** A, where it is a template. */
  readonly template: Template | null;
  /** Sets the anchors of its differences apart from those of others. */
  readonly key: string;
  readonly a: ReadonlyMap<EId, SidePassage>;
  readonly b: ReadonlyMap<EId, SidePassage>;
  readonly rows: readonly Row[];
  /** Where a passage of B is shown; null where there is no page for it. */
  readonly hrefOfB: (eId: EId) => string | null;
  /** Null where nobody decides on what is shown. */
  readonly reviewOf: (difference: Difference) => ReviewMarks | null;
}

/** Every clause side by side or in one column, with what differs marked, and the controls for it. */
export function collation(shown: ComparisonView): Html {
  const [a, b] = shown.template ? (['template', 'document'] as const) : (['sideA', 'sideB'] as const);
  return html`${controls(shown)}
<div class="collation" id="collation">
<div class="heads"><div>${bothLabels('clause')}</div><div>${bothLabels(a)}</div><div>${bothLabels(b)}</div></div>
${shown.rows.map((row) => rowOf(shown, row))}</div>
${changeMap(shown)}
${keysHelp()}`;
}

/** Boxes and buttons that the style sheet alone obeys, so that they work without a script. */
function controls({ comparison, rows }: ComparisonView): Html {
  const { summary } = comparison;
  const same = rows.filter(isPlain).length;
  const kindBoxes = kinds.map(
    (kind) =>
      html`<label class="kind"><input type="checkbox" id="show-${kind}"${!folded.includes(kind) && trusted(' checked')}>${kindLetter(kind)}${both((words) => words.kind[kind])} <b>${summary[kind]}</b>${summary[kind] > 0 && html`<span class="hidden-count">${bothLabels('hidden')}</span>`}</label>`,
  );
  return html`<div class="toolbar" role="group" aria-label="${bothPlain((words) => words.label.display)}">
<span class="choice"><label><input type="radio" name="view" id="view-beside" checked>${bothLabels('sideBySide')}</label><label><input type="radio" name="view" id="view-inline">${bothLabels('inline')}</label></span>
<span class="choice">${kindBoxes}</span>
<label><input type="checkbox" id="show-same">${bothLabels('unchangedClauses')} <b>${same}</b>${same > 0 && html`<span class="hidden-count">${bothLabels('hidden')}</span>`}</label>
<span class="keys-hint">${bothLabels('keysHint')}</span>
</div>
`;
}

function rowOf(shown: ComparisonView, row: Row): Html {
  const classes = ['row', isPlain(row) ? 'plain-row' : row.pair.relation, ...kindsOf(row).map((kind) => `has-${kind}`)];
  return html`<section class="${classes.join(' ')}" id="${comparisonRowAnchor(row.index)}"><div class="where">${where(shown, row)}</div>
<div class="side a" lang="zh-CN">${sideA(shown, row)}</div>
<div class="side b" lang="zh-CN">${sideB(shown, row)}</div></section>
`;
}

/** The `id` of a row: rows are counted, since a moved passage has two. */
export function comparisonRowAnchor(index: number): string {
  return `r-${index + 1}`;
}

function where({ a, b }: ComparisonView, row: Row): Piece {
  const passage = row.b.map((eId) => b.get(eId)).find(Boolean) ?? row.a.map((eId) => a.get(eId)).find(Boolean);
  const name = passage && html`<b>${both((words) => clauseName(words, passage))}</b>`;
  const relation = relationWord(row);
  const other =
    row.movedTo !== null &&
    html`<a href="${fragment(comparisonRowAnchor(row.movedTo))}">${bothLabels(row.a.length > 0 ? 'movedTo' : 'movedFrom')}</a>`;
  return html`<a class="permalink" href="${fragment(comparisonRowAnchor(row.index))}">${name ?? '¶'}</a>${relation}${other}`;
}

function relationWord(row: Row): Html | null {
  if (row.pair.relation === 'match') return null;
  if (isPlain(row)) return html`<span class="quiet">${bothLabels('inOtherMembers')}</span>`;
  return html`<span class="relation">${both((words) => words.relation[row.pair.relation])}</span>`;
}

/** The passages of A; where the document has its own known wording of one, the common wording that it departs from first. */
function sideA(shown: ComparisonView, row: Row): Piece {
  return [...commonWordings(row), ...row.a].map((eId) => {
    const passage = shown.a.get(eId);
    return passage && paragraph(passage, passage.line, null, [...marksOfA(shown, row, passage), ...passage.marks]);
  });
}

function commonWordings(row: Row): readonly EId[] {
  if (row.a.length === 0) return [];
  const departed = row.differences.filter(({ a }) => a.text !== '' && !row.a.includes(a.eId));
  return [...new Set(departed.map(({ a }) => a.eId))];
}

/** What the document says in a row, with what differs marked where it stands. */
export function sideB(shown: ComparisonView, row: Row): Piece {
  if (row.b.length === 0) return html`${row.differences.map((difference) => change(shown, difference, null))}`;
  const placed = new Set<Difference>();
  const paragraphs = row.b.map((eId) => {
    const passage = shown.b.get(eId);
    if (!passage) return null;
    const marks = marksOfB(shown, row, passage, placed);
    return paragraph(passage, passage.line, shown.hrefOfB(eId), marks);
  });
  const rest = row.differences.filter((difference) => !placed.has(difference));
  return html`${paragraphs}${rest.map((difference) => change(shown, difference, null))}`;
}

function paragraph(passage: SidePassage, line: number, href: string | null, marks: readonly Mark[]): Html {
  const number = href === null ? html`<span class="ln">${line}</span>` : html`<a class="ln" href="${href}">${line}</a>`;
  return html`<p>${number}${markText(passage.text, passage.from, passage.to, marks)}</p>`;
}

/** What A has and B has not; a slot of a template that differs is marked by being a slot. */
function marksOfA({ template }: ComparisonView, row: Row, passage: SidePassage): Mark[] {
  return row.differences.flatMap((difference): Mark[] => {
    const isSlot = template !== null && difference.kind === 'slot';
    if (difference.a.eId !== passage.eId || difference.a.text === '' || isSlot) return [];
    const range = clamp(passage.rangeOf(difference.a), passage);
    return range === null
      ? []
      : [{ ...range, show: (content) => html`<del class="kind-${difference.kind}">${content}</del>` }];
  });
}

/** The changes of a passage of B, each where it stands; `placed` is told which. */
function marksOfB(shown: ComparisonView, row: Row, passage: SidePassage, placed: Set<Difference>): Mark[] {
  return row.differences.flatMap((difference): Mark[] => {
    if (difference.b.eId !== passage.eId || placed.has(difference)) return [];
    const range = clamp(passage.rangeOf(difference.b), passage);
    if (range === null) return [];
    placed.add(difference);
    return [{ ...range, show: (content) => change(shown, difference, range.from < range.to ? content : null) }];
  });
}

/** The part of a range that lies in a passage; null where none does. */
function clamp(
  range: { readonly from: number; readonly to: number },
  passage: SidePassage,
): { readonly from: number; readonly to: number } | null {
  const from = Math.max(range.from, passage.from);
  const to = Math.min(range.to, passage.to);
  return from <= to ? { from, to } : null;
}

/**
 * One change where it stands in B: what A has (shown in one column only), what B has, why it matters, and what people
 * decided. It has an address of its own.
 */
function change(shown: ComparisonView, difference: Difference, content: Piece): Html {
  const { id, kind, reason, material } = difference;
  const review = shown.reviewOf(difference);
  const why = reason && html`<sup class="note">${both((words) => words.reason[reason])}</sup>`;
  const note = material && html`<sup class="note">${bothLabels('materialSlot')}</sup>`;
  return html`<span class="difference kind-${kind}" id="${differenceAnchor(shown.key, id)}" tabindex="-1"${review?.attributes}>${texts(shown, difference, content)}${why}${note}${review?.decisions}</span>`;
}

function texts(shown: ComparisonView, difference: Difference, content: Piece): Piece {
  const { template } = shown;
  const { a, b, kind } = difference;
  const slot = templateSlotOf(template, difference);
  if (kind === 'slot' && slot !== null) {
    return html`<span class="slot"><span class="name">${slot}</span>${b.text === '' ? bothLabels('absent') : (content ?? b.text)}</span>`;
  }
  const removed = a.text !== '' && html`<del class="was">${visibleBlanks(readSlots(template, a.text))}</del>`;
  const added =
    b.text === '' ? content : html`<ins>${b.text.trim() === '' ? visibleBlanks(b.text) : (content ?? b.text)}</ins>`;
  const bare = a.text === '' && b.text === '' && kindLetter(kind);
  return html`${removed}${added}${bare}`;
}

/** Where in the comparison something differs, as a strip at the edge; each mark leads to its row. */
function changeMap(shown: ComparisonView): Html | null {
  const marked = shown.rows.filter((row) => !isPlain(row));
  if (marked.length === 0) return null;
  const height = 1000 / shown.rows.length;
  const marks = marked.map((row) => {
    const [kind = 'relation'] = kindsOf(row);
    const width = kind === 'substantive' ? 10 : kind === 'slot' ? 7 : 4;
    return html`<a href="${fragment(comparisonRowAnchor(row.index))}" tabindex="-1"><rect class="kind-${kind}" x="${10 - width}" width="${width}" y="${(row.index * height).toFixed(1)}" height="${Math.max(height, 3).toFixed(1)}"></rect></a>`;
  });
  return html`<nav class="change-map" aria-label="${bothPlain((words) => words.label.changeMap)}" aria-hidden="true"><svg viewBox="0 0 10 1000" preserveAspectRatio="none">${marks}</svg></nav>
`;
}

const keyRows: readonly (readonly [string, 'keyNext' | 'keyPrevious' | 'keyView' | 'keySame' | 'keyHelp'])[] = [
  ['j', 'keyNext'],
  ['k', 'keyPrevious'],
  ['v', 'keyView'],
  ['u', 'keySame'],
  ['?', 'keyHelp'],
];

/** Opened by the script; nothing to see without one. */
function keysHelp(): Html {
  const rows = keyRows.map(([key, label]) => html`<dt><kbd>${key}</kbd></dt><dd>${bothLabels(label)}</dd>`);
  return html`<dialog id="keys" aria-label="${bothPlain((words) => words.label.keys)}"><h2>${bothLabels('keys')}</h2><dl>${rows}</dl><button type="button" data-close>${bothLabels('close')}</button></dialog>`;
}
