import type { FamilyReport, TemplatePassage } from '../../model/difference.js';
import { clauseName } from '../clause-name.js';
import { splitSlots } from '../collation.js';
import type { MemberView } from './comparison-page.js';
import { bytesOf, heaviestCut } from '../cuts.js';
import { isPlain, type Row } from './comparison-rows.js';
import { sideB } from './comparison-view.js';
import { shortName } from './family-matrix.js';
import { both, bothLabels } from './layout.js';
import { type Base, comparisonPath, familyPath, familySlug } from './links.js';
import { html, type Html, join } from './markup.js';
import { pager, type Part, partsByWeight } from './parts.js';

/** Pages of families lie one folder down. */
const base: Base = '../';

interface MemberRow {
  readonly view: MemberView;
  readonly row: Row | null;
}

/** A clause of the template with what each member says there. */
export interface FamilyClause {
  readonly passage: TemplatePassage;
  readonly members: readonly MemberRow[];
}

/** The clauses of a family by the pages they stand on. */
export function familyClauseParts(family: FamilyReport, views: readonly MemberView[]): readonly Part<FamilyClause>[] {
  const { id, template } = family.declaration;
  const rows = views.map((view) => new Map(view.rows.flatMap((row) => row.a.map((eId) => [eId, row] as const))));
  const clauses = template.passages.map((passage) => ({
    passage,
    members: views.map((view, place) => ({ view, row: rows[place]?.get(passage.eId) ?? null })),
  }));
  return partsByWeight(`${familySlug(id)}--clauses`, clauses, weightOf, heaviestCut);
}

/** Rough bytes of the link to a member, and of what stands around a passage of one. */
const aroundMember = 200;
const aroundReading = 800;

function weightOf({ passage, members }: FamilyClause): number {
  const departing = members.flatMap(({ view, row }) =>
    row === null || isPlain(row)
      ? []
      : row.b.map((eId) => aroundReading * (1 + row.differences.length) + bytesOf(view.b.get(eId) ?? nothing)),
  );
  return departing.reduce((sum, bytes) => sum + bytes, 3 * passage.text.length + aroundMember * members.length);
}

const nothing = { from: 0, to: 0 };

/** A page of one clause after the other: the template's wording, and what each member that departs from it says. */
export function familyClausesMain(family: FamilyReport, part: Part<FamilyClause>): Html {
  const { id, title } = family.declaration;
  const turn = pager(`${familySlug(id)}--clauses`, part, 'clauseRange');
  return html`<p class="kicker"><a href="${base}${familyPath(id)}">${title}</a></p>
<h1>${bothLabels('clauseByClause')}</h1>
${turn}<div class="one-to-many">${part.rows.map(({ passage, members }) => clause(family, passage, members))}</div>${turn}`;
}

function clause(family: FamilyReport, passage: TemplatePassage, members: readonly MemberRow[]): Html {
  const text = splitSlots(family.declaration.template, passage.text).map((part) =>
    part.name === null ? part.text : html`<span class="slot" title="${part.name}">${part.text}</span>`,
  );
  const departing = members.filter(({ row }) => row !== null && !isPlain(row));
  const same = members.filter(({ row }) => row !== null && isPlain(row) && row.b.length > 0);
  const agree =
    same.length > 0 &&
    html`<p class="small">${bothLabels('asTemplate')}：${join(
      same.map(({ view }) => memberLink(family, view)),
      '、',
    )}</p>`;
  return html`<section id="t-${passage.eId}"><h2>${both((words) => clauseName(words, passage))}</h2>
<div class="side"><p><span class="ln">${passage.line}</span>${text}</p></div>
${agree}${departing.length > 0 && html`<dl class="readings">${departing.map(reading)}</dl>`}</section>
`;
}

function reading({ view, row }: MemberRow): Html | null {
  if (row === null) return null;
  const said =
    row.b.length > 0
      ? sideB(view, row)
      : html`<p class="relation">${both((words) => words.relation[row.pair.relation])}</p>`;
  return html`<dt><a href="${view.hrefOfRow(row.index)}">${shortName(view.corpus, view.member.id)}</a></dt><dd class="side">${said}</dd>`;
}

function memberLink(family: FamilyReport, { corpus, member }: MemberView): Html {
  return html`<a href="${base}${comparisonPath(family.declaration.id, member.id)}">${shortName(corpus, member.id)}</a>`;
}
