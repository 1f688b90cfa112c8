import type { FamilyReport, TemplatePassage } from '../../model/difference.js';
import { clauseName } from '../clause-name.js';
import { splitSlots } from '../collation.js';
import type { MemberView } from './comparison-page.js';
import { isPlain, type Row } from './comparison-rows.js';
import { comparisonRowAnchor, sideB } from './comparison-view.js';
import { shortName } from './family-matrix.js';
import { both, bothLabels } from './layout.js';
import { type Base, comparisonPath, familyPath, fragment } from './links.js';
import { html, type Html, join } from './markup.js';

/** Pages of families lie one folder down. */
const base: Base = '../';

interface MemberRow {
  readonly view: MemberView;
  readonly row: Row | null;
}

/** The page of one clause after the other: the template's wording, and what each member that departs from it says. */
export function familyClausesMain(family: FamilyReport, views: readonly MemberView[]): Html {
  const { id, title, template } = family.declaration;
  const rows = views.map((view) => new Map(view.rows.flatMap((row) => row.a.map((eId) => [eId, row] as const))));
  const clauses = template.passages.map((passage) =>
    clause(
      family,
      passage,
      views.map((view, place) => ({ view, row: rows[place]?.get(passage.eId) ?? null })),
    ),
  );
  return html`<p class="kicker"><a href="${base}${familyPath(id)}">${title}</a></p>
<h1>${bothLabels('clauseByClause')}</h1>
<div class="one-to-many">${clauses}</div>`;
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
${agree}${departing.length > 0 && html`<dl class="readings">${departing.map((each) => reading(family, each))}</dl>`}</section>
`;
}

function reading(family: FamilyReport, { view, row }: MemberRow): Html | null {
  if (row === null) return null;
  const href = `${base}${comparisonPath(family.declaration.id, view.member.id)}${fragment(comparisonRowAnchor(row.index))}`;
  const said =
    row.b.length > 0
      ? sideB(view, row)
      : html`<p class="relation">${both((words) => words.relation[row.pair.relation])}</p>`;
  return html`<dt><a href="${href}">${shortName(view.corpus, view.member.id)}</a></dt><dd class="side">${said}</dd>`;
}

function memberLink(family: FamilyReport, { corpus, member }: MemberView): Html {
  return html`<a href="${base}${comparisonPath(family.declaration.id, member.id)}">${shortName(corpus, member.id)}</a>`;
}
