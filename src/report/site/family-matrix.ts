import type { Difference, DifferenceKind, FamilyReport, Reason, TemplatePassage } from '../../model/difference.js';
import type { EId, WorkId } from '../../model/ids.js';
import { subjectOf } from '../../model/review.js';
import { clauseName } from '../clause-name.js';
import { readSlots } from '../collation.js';
import { type Corpus, nameOf } from '../corpus.js';
import type { MemberView } from './comparison-page.js';
import { isPlain, kindsOf, type Row } from './comparison-rows.js';
import { comparisonRowAnchor } from './comparison-view.js';
import { decisions, subjectAttributes } from './decisions.js';
import { both, bothLabels, bothPlain } from './layout.js';
import { type Base, comparisonPath, differenceAnchor, familyClausesPath, fragment } from './links.js';
import { html, type Html, type Piece } from './markup.js';
import { absent, kindLetter } from './terms.js';

/** Pages of families lie one folder down. */
const base: Base = '../';

const kinds: readonly DifferenceKind[] = ['substantive', 'slot', 'editorial', 'layout'];

/** The issuer tells members of a family apart better than their titles do, which are alike. */
export function shortName(corpus: Corpus, id: WorkId): string {
  const issuer = corpus.readings.get(id)?.document.issuers[0];
  return issuer ?? nameOf(corpus, id).title;
}

/** A substantive difference with the member that has it. */
export interface FoundDifference {
  readonly view: MemberView;
  readonly row: Row;
  readonly difference: Difference;
}

export function substantiveOf(view: MemberView): readonly FoundDifference[] {
  return view.rows.flatMap((row) =>
    row.differences.filter(({ kind }) => kind === 'substantive').map((difference) => ({ view, row, difference })),
  );
}

/** Clauses of the template down, members across, each cell with the kinds of what differs there; a script filters it. */
export function clauseMatrix(family: FamilyReport, views: readonly MemberView[]): Html {
  const { id, template } = family.declaration;
  const heads = views.map(
    ({ corpus, member }) =>
      html`<th scope="col"><a href="${base}${comparisonPath(id, member.id)}">${shortName(corpus, member.id)}</a></th>`,
  );
  const byPassage = views.map((view) => rowsByPassage(view.rows));
  return html`${filters(family, views)}
<p class="small"><a href="${base}${familyClausesPath(id)}">${bothLabels('clauseByClause')}</a></p>
<div class="scroll" tabindex="0" role="region" aria-labelledby="clauses"><table class="matrix clause-matrix">
<thead><tr><th scope="col">${bothLabels('clause')}</th>${heads}</tr></thead>
<tbody>
${template.passages.map((passage) => passageRow(family, views, byPassage, passage))}${addedRow(family, views)}</tbody>
</table></div>
`;
}

function rowsByPassage(rows: readonly Row[]): ReadonlyMap<EId, Row> {
  return new Map(rows.toReversed().flatMap((row) => row.a.map((eId) => [eId, row] as const)));
}

function passageRow(
  family: FamilyReport,
  views: readonly MemberView[],
  byPassage: readonly ReadonlyMap<EId, Row>[],
  passage: TemplatePassage,
): Html {
  const cells = views.map((view, place) => cell(family, view, byPassage[place]?.get(passage.eId) ?? null, place));
  const name = html`<a href="${base}${familyClausesPath(family.declaration.id)}${fragment(`t-${passage.eId}`)}">${both((words) => clauseName(words, passage))}</a>`;
  return html`<tr data-component="${passage.component}"><th scope="row">${name}</th>${cells}</tr>
`;
}

function cell(family: FamilyReport, view: MemberView, row: Row | null, place: number): Html {
  if (row === null) return html`<td data-member="${place}">${absent()}</td>`;
  if (isPlain(row)) {
    const isOthers = row.pair.relation === 'omitted';
    return html`<td data-member="${place}" class="quiet">${isOthers ? bothLabels('inOtherMembers') : '·'}</td>`;
  }
  const href = `${base}${comparisonPath(family.declaration.id, view.member.id)}${fragment(comparisonRowAnchor(row.index))}`;
  return html`<td data-member="${place}" data-kinds="${kindsOf(row).join(' ')}" data-reasons="${reasonsOf(row).join(' ')}"><a href="${href}">${cellKinds(row)}</a></td>`;
}

function cellKinds(row: Row): Piece {
  const relation = row.pair.relation !== 'match' && both((words) => words.relation[row.pair.relation]);
  return html`${kindsOf(row).map((kind) => html`${kindLetter(kind)}${row.differences.filter((difference) => difference.kind === kind).length} `)}${relation}`;
}

function reasonsOf(row: Row): readonly Reason[] {
  return [...new Set(row.differences.flatMap(({ reason }) => reason ?? []))];
}

/** Clauses that members have and the template does not: in the last row, by their number. */
function addedRow(family: FamilyReport, views: readonly MemberView[]): Html | null {
  const added = views.map(({ rows }) => rows.filter((row) => row.a.length === 0 && row.differences.length > 0));
  if (added.every((rows) => rows.length === 0)) return null;
  const cells = added.map((rows, place) => {
    const [first] = rows;
    const view = views[place];
    if (!first || !view) return html`<td data-member="${place}" class="quiet">·</td>`;
    const href = `${base}${comparisonPath(family.declaration.id, view.member.id)}${fragment(comparisonRowAnchor(first.index))}`;
    const reasons = [...new Set(rows.flatMap(reasonsOf))].join(' ');
    return html`<td data-member="${place}" data-kinds="substantive" data-reasons="${reasons}"><a href="${href}">${kindLetter('substantive')}${rows.length}</a></td>`;
  });
  return html`<tr><th scope="row">${bothLabels('addedClauses')}</th>${cells}</tr>
`;
}

/** Shown by the script that makes them work. */
function filters(family: FamilyReport, views: readonly MemberView[]): Html {
  const reasons = [...new Set(views.flatMap(({ rows }) => rows.flatMap(reasonsOf)))].toSorted();
  const components = [...new Set(family.declaration.template.passages.map(({ component }) => component))];
  const boxes = kinds.map(
    (kind) =>
      html`<label><input type="checkbox" name="kind" value="${kind}" checked>${kindLetter(kind)}${both((words) => words.kind[kind])}</label>`,
  );
  return html`<div class="toolbar filters" role="group" aria-label="${bothPlain((words) => words.label.filters)}">
<span class="choice">${boxes}</span>
${choice(
  'reason',
  reasons.map((reason) => [reason, bothPlain((words) => words.reason[reason])]),
)}
${choice(
  'component',
  components.map((component) => [component, bothPlain((words) => words.component[component])]),
)}
${choice(
  'member',
  views.map(({ corpus, member }, place) => [String(place), shortName(corpus, member.id)]),
)}
<label><input type="checkbox" name="same">${bothLabels('unchangedClauses')}</label>
<output></output></div>
`;
}

function choice(name: 'reason' | 'component' | 'member', options: readonly (readonly [string, string])[]): Html {
  const entries = options.map(([value, text]) => html`<option value="${value}">${text}</option>`);
  return html`<label>${bothLabels(name === 'reason' ? 'differenceReason' : name)} <select name="${name}"><option value="">${bothPlain((words) => words.label.all)}</option>${entries}</select></label>`;
}

/** Rows of the table of differences; beyond, the pages of the members have them (guessed: a page of 100 KB). */
const longestTable = 200;

/** The substantive differences of all members, one a row. */
export function differenceTable(found: readonly FoundDifference[], views: readonly MemberView[]): Html {
  if (found.length === 0) return html`<p class="quiet">${bothLabels('none')}</p>`;
  const more = found.length - longestTable;
  return html`<div class="scroll"><table class="stack differences">
<thead><tr><th scope="col">${bothLabels('member')}</th><th scope="col">${bothLabels('clause')}</th><th scope="col">${bothLabels('differenceReason')}</th><th scope="col">${bothLabels('template')}</th><th scope="col">${bothLabels('document')}</th></tr></thead>
<tbody>
${found.slice(0, longestTable).map((each) => differenceRow(each, views.indexOf(each.view)))}</tbody>
</table></div>
${more > 0 && html`<p class="quiet">${bothLabels('more', { n: more })}</p>`}`;
}

function differenceRow({ view, row, difference }: FoundDifference, place: number): Html {
  const { corpus, family, member } = view;
  const { id, template } = family.declaration;
  const { a, b, reason } = difference;
  const href = `${base}${comparisonPath(id, member.id)}${fragment(differenceAnchor(member.id, difference.id))}`;
  const passage =
    row.b.map((eId) => view.b.get(eId)).find(Boolean) ?? row.a.map((eId) => view.a.get(eId)).find(Boolean);
  const subject = subjectOf(id, member.id, difference.id);
  return html`<tr data-member="${place}" data-kinds="substantive" data-reasons="${reason ?? ''}" data-component="${passage?.component ?? ''}"${subjectAttributes(subject, 'difference')}><th scope="row">${shortName(corpus, member.id)}</th><td><a href="${href}">${passage ? both((words) => clauseName(words, passage)) : b.eId}</a></td><td>${reason && both((words) => words.reason[reason])}</td><td>${a.text && html`<del>${excerpt(readSlots(template, a.text))}</del>`}</td><td>${b.text && html`<ins>${excerpt(b.text)}</ins>`}${decisions(corpus, subject)}</td></tr>
`;
}

/** Texts of a difference in the table, in characters; the page of the member has them whole. */
const longestExcerpt = 120;

function excerpt(text: string): string {
  const characters = [...text];
  return characters.length <= longestExcerpt ? text : `${characters.slice(0, longestExcerpt).join('')}…`;
}
