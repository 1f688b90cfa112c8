import type { FamilyReport, SlotValue, Template, TemplatePassage, Variable } from '../../model/difference.js';
import type { EId, WorkId } from '../../model/ids.js';
import { clauseName } from '../clause-name.js';
import { splitSlots } from '../collation.js';
import { type Corpus, nameOf } from '../corpus.js';
import type { PartPage } from './audit-page.js';
import type { MemberView } from './comparison-page.js';
import { isPlain } from './comparison-rows.js';
import {
  clauseMatrix,
  differenceTable,
  type MatrixRow,
  matrixRows,
  shortName,
  substantiveOf,
} from './family-matrix.js';
import { bothLabels, bothPlain, foldable, section } from './layout.js';
import {
  type Base,
  comparisonPath,
  familyClausesPath,
  familyPath,
  familySlug,
  passageAnchor,
  passageHref,
} from './links.js';
import { html, type Html, join, type Piece } from './markup.js';
import { pager, type Part, partsByWeight } from './parts.js';
import { type Column, table } from './table.js';
import { absent, workLink } from './terms.js';

/** Pages of families lie one folder down. */
const base: Base = '../';

type Member = FamilyReport['members'][number];

/** A family with its members held against the template, as its pages show it. */
export interface FamilyView {
  readonly corpus: Corpus;
  readonly family: FamilyReport;
  readonly views: readonly MemberView[];
  /** The page that shows a clause of the template with what members say. */
  readonly clausePath: (eId: EId) => string;
}

/** A row of the wide tables of a family: a variable with its values, or a clause with what differs in it. */
type FamilyRow = { readonly variable: Variable } | { readonly clause: MatrixRow };

/** Rough bytes of the wide tables on one page: the first one also holds the members, their differences and the template. */
const heaviestTables = 150_000;

/** Rough bytes of the head of a row, of a cell with a value or with what differs, and of an empty one. */
const rowHead = 400;
const fullCell = 260;
const emptyCell = 60;

function weightOf(row: FamilyRow, members: number): number {
  if ('variable' in row) return rowHead + fullCell * members;
  return row.clause.cells.reduce((sum, rows) => sum + (rows.every(isPlain) ? emptyCell : fullCell), rowHead);
}

/**
 * The pages of one family: members and counts, the slot values side by side, each member's differences, the template.
 * Nearly always one; the wide tables of a large family go on in further ones.
 */
export function familyPages(shown: FamilyView): readonly PartPage[] {
  const { family, views } = shown;
  const { id, template } = family.declaration;
  const rows: readonly FamilyRow[] = [
    ...template.variables.map((variable) => ({ variable })),
    ...matrixRows(family, views).map((clause) => ({ clause })),
  ];
  const parts = partsByWeight(familySlug(id), rows, (row) => weightOf(row, views.length), heaviestTables);
  return parts.map((part) => ({
    path: familyPath(id, part.number - 1),
    leads: part.number === 1,
    main: part.number === 1 ? firstPage(shown, part) : html`${heading(family)}${tables(shown, part)}`,
  }));
}

function heading({ declaration }: FamilyReport): Html {
  const { template, members, title, titleEn } = declaration;
  return html`<p class="kicker">${bothLabels('family')} · ${bothLabels('memberCount', { n: members.length })}</p>
<h1>${title}</h1>
<p class="subtitle" lang="en">${titleEn}</p>
<p class="quiet small">${bothLabels('template')} <code>${template.path}</code> · ${bothLabels('edition')} ${template.edition}</p>
`;
}

function firstPage(shown: FamilyView, part: Part<FamilyRow>): Html {
  const { corpus, family, views } = shown;
  const { template } = family.declaration;
  const substantive = views.flatMap(substantiveOf);
  return html`${heading(family)}
${section('members', bothLabels('members'), html`${table(family.members, memberColumns(corpus, family))}${missing(corpus, family)}`)}
${tables(shown, part)}
${section('differences', html`${bothLabels('substantiveDifferences')} (${substantive.length})`, differenceTable(substantive, views))}
${section('template', html`${bothLabels('template')} (${template.passages.length})`, templateText(corpus, template))}`;
}

function tables({ corpus, family, views, clausePath }: FamilyView, part: Part<FamilyRow>): Html {
  const variables = part.rows.flatMap((row) => ('variable' in row ? [row.variable] : []));
  const clauses = part.rows.flatMap((row) => ('clause' in row ? [row.clause] : []));
  const turn = pager(familySlug(family.declaration.id), part, 'clauseRange');
  const hasSlots = variables.length > 0 || family.declaration.template.variables.length === 0;
  return html`${turn}${hasSlots && section('slots', bothLabels('slotValues'), slotMatrix(corpus, family, variables))}
${clauses.length > 0 && section('clauses', bothLabels('clauseMatrix'), clauseMatrix(family, views, clauses, clausePath))}${turn}`;
}

function memberColumns(corpus: Corpus, family: FamilyReport): Column<Member>[] {
  const counts = (['substantive', 'slot', 'editorial', 'layout'] as const).map(
    (kind): Column<Member> => ({
      head: kind,
      as: 'count',
      cell: (member) => member.comparison.summary[kind],
    }),
  );
  const contradicted = (member: Member) => member.slots.filter((slot) => slot.others.length > 0).length;
  return [
    {
      head: 'member',
      as: 'work',
      cell: (member) =>
        html`<a class="title" href="${base}${comparisonPath(family.declaration.id, member.id)}">${nameOf(corpus, member.id).title}</a> <span class="number">${nameOf(corpus, member.id).number}</span>`,
    },
    ...counts,
    {
      head: 'contradictions',
      as: 'count',
      cell: (member) => (contradicted(member) > 0 ? html`<span class="flag">${contradicted(member)}</span>` : 0),
    },
  ];
}

function missing(corpus: Corpus, family: FamilyReport): Html | null {
  if (family.missing.length === 0) return null;
  const list = family.missing.map((id) => workLink(corpus, id, base));
  return html`<p><span class="flag">${bothLabels('missingMembers')}</span> ${join(list, '；')}</p>`;
}

/** Variables down, members across: there are more variables than members, and the values of one variable belong together. */
function slotMatrix(corpus: Corpus, family: FamilyReport, variables: readonly Variable[]): Html {
  if (variables.length === 0) return html`<p class="quiet">${bothLabels('none')}</p>`;
  const heads = family.members.map(
    (member) =>
      html`<th scope="col"><a href="${base}${comparisonPath(family.declaration.id, member.id)}">${shortName(corpus, member.id)}</a></th>`,
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="slots"><table class="matrix">
<thead><tr><th scope="col">${bothLabels('variable')}</th>${heads}<th scope="col">${bothLabels('agreement')}</th></tr></thead>
<tbody>
${variables.map((variable) => slotRow(corpus, family, variable))}</tbody>
</table></div>
`;
}

function slotRow(corpus: Corpus, family: FamilyReport, variable: Variable): Html {
  const values = family.members.map((member) => member.slots.find((slot) => slot.variable === variable.name) ?? null);
  const usual = usualValue(values);
  const cells = family.members.map((member, index) => {
    const slot = values[index] ?? null;
    const isOutlier = usual !== null && slot !== null && slot.value !== usual;
    return html`<td>${slotCell(corpus, member, slot)}${isOutlier && html` <span class="flag">${bothLabels('outlier')}</span>`}</td>`;
  });
  const agree = new Set(values.map((value) => value?.value ?? null)).size <= 1;
  const material = variable.material && html` <small>${bothLabels('materialSlot')}</small>`;
  return html`<tr><th scope="row">${variable.label} <small><code>${variable.name}</code></small>${material}</th>${cells}<td class="quiet">${bothLabels(agree ? 'same' : 'varies')}</td></tr>
`;
}

/** The value that more than half of three or more members have: what is not like it stands out. Null for none. */
function usualValue(values: readonly (SlotValue | null)[]): string | null {
  const count = new Map<string, number>();
  for (const slot of values)
    if (slot !== null && slot.value !== null) count.set(slot.value, (count.get(slot.value) ?? 0) + 1);
  const [first] = [...count].toSorted(([, one], [, other]) => other - one);
  return values.length >= 3 && first && first[1] > values.length / 2 ? first[0] : null;
}

function slotCell(corpus: Corpus, member: Member, slot: SlotValue | null): Piece {
  if (!slot) return absent();
  const value = slot.value === null ? html`<span class="flag">${bothLabels('absent')}</span>` : slot.value;
  const [first] = slot.places;
  const href = first && passageHref(corpus, member.id, first.eId, base);
  const place = first && href && html` <small><a href="${href}">${bothLabels('line', { n: first.line })}</a></small>`;
  const others = slot.others.map(
    (other) => html`<span class="contradiction">▲ ${bothLabels('otherwise')} ${other}</span>`,
  );
  return html`${value}${place}${others}`;
}

/** A template longer than this many passages is folded; guessed: two screens. */
const longestOpenTemplate = 30;

/** Characters of a template that the page of its family has room for; a longer one is read clause by clause. */
const mostTemplate = 15_000;

function templateText(corpus: Corpus, template: Template): Html {
  if (template.passages.reduce((sum, { text }) => sum + text.length, 0) > mostTemplate)
    return html`<p><a href="${base}${familyClausesPath(template.family)}">${bothLabels('clauseByClause')}</a></p>`;
  const text = html`<div class="text">${template.passages.map((passage) => templatePassage(corpus, template, passage))}</div>`;
  const heading = html`<code>${template.path}</code>`;
  return foldable(heading, text, template.passages.length <= longestOpenTemplate);
}

function templatePassage(corpus: Corpus, template: Template, passage: TemplatePassage): Html {
  const text = splitSlots(template, passage.text).map((part) =>
    part.name === null ? part.text : html`<span class="slot" title="${part.name}">${part.text}</span>`,
  );
  const owners = passage.optionalFor?.map((id) => shortName(corpus, id as WorkId)).join('、');
  const only = bothLabels(passage.variantOf === undefined ? 'optionalFor' : 'variantFor');
  const note = owners !== undefined && html`<sup class="note">${only} ${owners}</sup>`;
  return html`<p class="p" id="${passageAnchor(passage.eId)}" title="${bothPlain((words) => clauseName(words, passage))}"><span class="ln">${passage.line}</span>${text}${note}</p>
`;
}
