import type { FamilyReport } from '../../model/difference.js';
import type { EId } from '../../model/ids.js';
import { subjectOf } from '../../model/review.js';
import { type Corpus, nameOf } from '../corpus.js';
import { comparisonRows } from './comparison-rows.js';
import { collation, type ComparisonView } from './comparison-view.js';
import { decisions, subjectAttributes } from './decisions.js';
import { bothLabels } from './layout.js';
import { type Base, comparisonPath, familyPath, passageHref } from './links.js';
import { html, type Html, join } from './markup.js';
import { type SidePassage, sideOfReading, sideOfTemplate } from './sides.js';
import { workLink } from './terms.js';

/** Pages of comparisons lie one folder down. */
const base: Base = '../';

type Member = FamilyReport['members'][number];

/** One member of a family held against the template, as pages show it. */
export interface MemberView extends ComparisonView {
  readonly corpus: Corpus;
  readonly family: FamilyReport;
  readonly member: Member;
}

/** Aligns one member of a family with its template for the pages that show both. */
export function viewMember(corpus: Corpus, family: FamilyReport, member: Member): MemberView {
  const { id, template } = family.declaration;
  const { comparison } = member;
  const reading = corpus.readings.get(member.id);
  const b = reading ? sideOfReading(reading) : new Map<EId, SidePassage>();
  return {
    ...{ corpus, family, member, comparison, template, key: member.id, a: sideOfTemplate(template), b },
    rows: comparisonRows(comparison, [...b.keys()]),
    hrefOfB: (eId) => passageHref(corpus, member.id, eId, base),
    reviewOf: (difference) => {
      const subject = subjectOf(id, member.id, difference.id);
      return { attributes: subjectAttributes(subject, 'difference'), decisions: decisions(corpus, subject) };
    },
  };
}

/** The page of one member against its template: every clause side by side or in one column, with what differs marked. */
export function comparisonMain(shown: MemberView): Html {
  return html`${heading(shown)}
${collation(shown)}`;
}

function heading({ corpus, family, member }: MemberView): Html {
  const { id, title, template } = family.declaration;
  const place = family.members.indexOf(member);
  const neighbour = (step: number, label: 'previousMember' | 'nextMember'): Html | null => {
    const other = family.members[place + step];
    return other
      ? html`<a rel="${step < 0 ? 'prev' : 'next'}" href="${base}${comparisonPath(id, other.id)}">${bothLabels(label)}</a>`
      : null;
  };
  const around = [neighbour(-1, 'previousMember'), neighbour(1, 'nextMember')].filter((link) => link !== null);
  const cap = !member.comparison.exact && html`<p class="flag">${bothLabels('notExact')}</p>`;
  return html`<p class="kicker"><a href="${base}${familyPath(id)}">${title}</a> · ${bothLabels('template')} <code>${template.path}</code></p>
<h1>${nameOf(corpus, member.id).title}</h1>
<p class="number">${workLink(corpus, member.id, base)}${around.length > 0 && html` · ${join(around, ' · ')}`}</p>${cap}`;
}
