import type { FamilyReport, SlotValue, Template, TemplatePassage, Variable } from '../../model/difference.js';
import type { EId, WorkId } from '../../model/ids.js';
import { subjectOf } from '../../model/review.js';
import { clauseName } from '../clause-name.js';
import { fill } from '../catalogue.js';
import { splitSlots } from '../collation.js';
import { type Corpus, nameOf } from '../corpus.js';
import { collationSections } from './clause-differences.js';
import { bothLabels, foldable, section, zh } from './layout.js';
import { type Base, fragment, memberAnchor, passageAnchor, passageHref } from './links.js';
import { html, type Html, join, type Piece } from './markup.js';
import { type Column, table } from './table.js';
import { absent, kindLetter, legend, workLink } from './terms.js';

/** Pages of families lie one folder down. */
const base: Base = '../';

type Member = FamilyReport['members'][number];

/** The page of one family: members and counts, the slot values side by side, each member's differences, the template. */
export function familyMain(corpus: Corpus, family: FamilyReport): Html {
  const { declaration } = family;
  const { template } = declaration;
  return html`<p class="kicker">${bothLabels('family')} · ${fill(zh.label.memberCount, { n: declaration.members.length })}</p>
<h1>${declaration.title}</h1>
<p class="subtitle" lang="en">${declaration.titleEn}</p>
<p class="quiet small">${bothLabels('template')} <code>${template.path}</code> · ${bothLabels('edition')} ${template.edition}</p>
${section('members', bothLabels('members'), html`${table(family.members, memberColumns(corpus))}${missing(corpus, family)}`)}
${section('slots', bothLabels('slotValues'), slotMatrix(corpus, family))}
${section('differences', bothLabels('differences'), html`${legend('template')}${family.members.map((member) => memberSection(corpus, family, member))}`)}
${section('template', html`${bothLabels('template')} (${template.passages.length})`, templateText(corpus, template))}`;
}

function memberColumns(corpus: Corpus): Column<Member>[] {
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
        html`<a class="title" href="${fragment(memberAnchor(member.id))}">${nameOf(corpus, member.id).title}</a> <span class="number">${nameOf(corpus, member.id).number}</span>`,
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
      html`<th scope="col"><a href="${fragment(memberAnchor(member.id))}">${shortName(corpus, member.id)}</a></th>`,
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="slots"><table class="matrix">
<thead><tr><th scope="col">${bothLabels('variable')}</th>${heads}<th scope="col">${bothLabels('agreement')}</th></tr></thead>
<tbody>
${variables.map((variable) => slotRow(corpus, family, variable))}</tbody>
</table></div>
`;
}

/** The issuer tells members of a family apart better than their titles do, which are alike. */
function shortName(corpus: Corpus, id: WorkId): string {
  const issuer = corpus.readings.get(id)?.document.issuers[0];
  return issuer ?? nameOf(corpus, id).title;
}

function slotRow(corpus: Corpus, family: FamilyReport, variable: Variable): Html {
  const values = family.members.map((member) => member.slots.find((slot) => slot.variable === variable.name) ?? null);
  const cells = family.members.map(
    (member, index) => html`<td>${slotCell(corpus, member, values[index] ?? null)}</td>`,
  );
  const agree = new Set(values.map((value) => value?.value ?? null)).size <= 1;
  const material = variable.material && html` <small>${bothLabels('materialSlot')}</small>`;
  return html`<tr><th scope="row">${variable.label} <small><code>${variable.name}</code></small>${material}</th>${cells}<td class="quiet">${bothLabels(agree ? 'same' : 'varies')}</td></tr>
`;
}

function slotCell(corpus: Corpus, member: Member, slot: SlotValue | null): Piece {
  if (!slot) return absent();
  const value = slot.value === null ? html`<span class="flag">${bothLabels('absent')}</span>` : slot.value;
  const [first] = slot.places;
  const href = first && passageHref(corpus, member.id, first.eId, base);
  const place = first && href && html` <small><a href="${href}">${fill(zh.label.line, { n: first.line })}</a></small>`;
  const others = slot.others.map((other) => html`<span class="contradiction">▲ ${zh.label.otherwise} ${other}</span>`);
  return html`${value}${place}${others}`;
}

function memberSection(corpus: Corpus, family: FamilyReport, member: Member): Html {
  const { title } = nameOf(corpus, member.id);
  const reading = corpus.readings.get(member.id) ?? null;
  const shown = {
    comparison: member.comparison,
    aName: family.declaration.template.path,
    bName: title,
    a: null,
    template: family.declaration.template,
    b: reading,
    key: member.id,
    subjectOf: (difference: string) => subjectOf(family.declaration.id, member.id, difference),
    opensSlots: false,
    hrefOfB: (eId: EId) => passageHref(corpus, member.id, eId, base),
  };
  return html`<section aria-labelledby="${memberAnchor(member.id)}">
<h3 id="${memberAnchor(member.id)}">${workLink(corpus, member.id, base)}</h3>
<p class="small">${summary(member)}</p>
${collationSections(shown)}
</section>
`;
}

function summary(member: Member): Piece {
  const kinds = ['substantive', 'slot', 'editorial', 'layout'] as const;
  return kinds.map((kind) => html`${kindLetter(kind)}${member.comparison.summary[kind]} `);
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
  const only = passage.variantOf === undefined ? zh.label.optionalFor : zh.label.variantFor;
  const note = owners !== undefined && html`<sup class="note">${only} ${owners}</sup>`;
  return html`<p class="p" id="${passageAnchor(passage.eId)}" title="${clauseName(zh, passage)}"><span class="ln">${passage.line}</span>${text}${note}</p>
`;
}
