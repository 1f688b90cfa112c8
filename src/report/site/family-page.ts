import type { FamilyReport, SlotValue, Template, TemplatePassage, Variable } from '../../model/difference.js';
import type { WorkId } from '../../model/ids.js';
import { clauseName } from '../clause-name.js';
import { splitSlots } from '../collation.js';
import { type Corpus, nameOf } from '../corpus.js';
import type { MemberView } from './comparison-page.js';
import { clauseMatrix, differenceTable, shortName, substantiveOf } from './family-matrix.js';
import { bothLabels, bothPlain, foldable, section } from './layout.js';
import { type Base, comparisonPath, passageAnchor, passageHref } from './links.js';
import { html, type Html, join, type Piece } from './markup.js';
import { type Column, table } from './table.js';
import { absent, workLink } from './terms.js';

/** Pages of families lie one folder down. */
const base: Base = '../';

type Member = FamilyReport['members'][number];

/** The page of one family: members and counts, the slot values side by side, each member's differences, the template. */
export function familyMain(corpus: Corpus, family: FamilyReport, views: readonly MemberView[]): Html {
  const substantive = views.flatMap(substantiveOf);
  const { declaration } = family;
  const { template } = declaration;
  return html`<p class="kicker">${bothLabels('family')} · ${bothLabels('memberCount', { n: declaration.members.length })}</p>
<h1>${declaration.title}</h1>
<p class="subtitle" lang="en">${declaration.titleEn}</p>
<p class="quiet small">${bothLabels('template')} <code>${template.path}</code> · ${bothLabels('edition')} ${template.edition}</p>
${section('members', bothLabels('members'), html`${table(family.members, memberColumns(corpus, family))}${missing(corpus, family)}`)}
${section('slots', bothLabels('slotValues'), slotMatrix(corpus, family))}
${section('clauses', bothLabels('clauseMatrix'), clauseMatrix(family, views))}
${section('differences', html`${bothLabels('substantiveDifferences')} (${substantive.length})`, differenceTable(substantive, views))}
${section('template', html`${bothLabels('template')} (${template.passages.length})`, templateText(corpus, template))}`;
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
function slotMatrix(corpus: Corpus, family: FamilyReport): Html {
  const { variables } = family.declaration.template;
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

function templateText(corpus: Corpus, template: Template): Html {
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
