import type { FamilyReport } from '../../model/difference.js';
import type { EId } from '../../model/ids.js';
import { subjectOf } from '../../model/review.js';
import { type Corpus, nameOf } from '../corpus.js';
import type { PartPage } from './audit-page.js';
import { bytesOf, heaviestCut } from '../cuts.js';
import { comparisonRows, type Row } from './comparison-rows.js';
import { collation, comparisonRowAnchor, type ComparisonView } from './comparison-view.js';
import { decisions, subjectAttributes } from './decisions.js';
import { bothLabels } from './layout.js';
import {
  type Base,
  comparisonName,
  comparisonPath,
  differenceAnchor,
  familyPath,
  fragment,
  passageHref,
} from './links.js';
import { html, type Html, join } from './markup.js';
import { pager, type Part, partNumbers, partsByWeight } from './parts.js';
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
  /** The rows by the pages they stand on: nearly always one. */
  readonly parts: readonly Part<Row>[];
  /** Where a difference of the member is shown, from the root of the site. */
  readonly pathOfDifference: (difference: string) => string;
}

/** Aligns one member of a family with its template for the pages that show both. */
export function viewMember(corpus: Corpus, family: FamilyReport, member: Member): MemberView {
  const { id, template } = family.declaration;
  const { comparison } = member;
  const reading = corpus.readings.get(member.id);
  const b = reading ? sideOfReading(reading) : new Map<EId, SidePassage>();
  const a = sideOfTemplate(template);
  const rows = comparisonRows(comparison, [...b.keys()]);
  const parts = partsByWeight(comparisonName(id, member.id), rows, (row) => weightOf(row, a, b), heaviestCut);
  const partOf = partNumbers(parts, ({ index }) => index);
  const pathOf = (index: number | undefined): string => comparisonPath(id, member.id, partOf.get(index ?? 0));
  const rowOf = new Map(rows.flatMap(({ index, differences }) => differences.map((each) => [each.id, index] as const)));
  return {
    ...{ corpus, family, member, comparison, template, key: member.id, a, b, rows, parts },
    hrefOfRow: (index) => base + pathOf(index) + fragment(comparisonRowAnchor(index)),
    pathOfDifference: (each) => pathOf(rowOf.get(each)) + fragment(differenceAnchor(member.id, each)),
    hrefOfB: (eId) => passageHref(corpus, member.id, eId, base),
    reviewOf: (difference) => {
      const subject = subjectOf(id, member.id, difference.id);
      return { attributes: subjectAttributes(subject, 'difference'), decisions: decisions(corpus, subject) };
    },
  };
}

/** Rough bytes of what stands around the texts of a row, and around one difference. */
const aroundRow = 500;
const aroundDifference = 500;

function weightOf(row: Row, a: MemberView['a'], b: MemberView['b']): number {
  const passages = [...row.a.map((eId) => a.get(eId)), ...row.b.map((eId) => b.get(eId))];
  const texts = passages.reduce((sum, passage) => sum + (passage ? bytesOf(passage) : 0), 0);
  return texts + aroundRow + aroundDifference * row.differences.length;
}

/**
 * The pages of one member against its template: every clause side by side or in one column, with what differs marked.
 * Nearly always one; a comparison that is too long for it goes on in further ones.
 */
export function comparisonPages(shown: MemberView): readonly PartPage[] {
  const { family, member, parts } = shown;
  const name = comparisonName(family.declaration.id, member.id);
  return parts.map((part) => ({
    path: comparisonPath(family.declaration.id, member.id, part.number - 1),
    leads: part.number === 1,
    main: html`${heading(shown)}
${pager(name, part, 'clauseRange')}${collation({ ...shown, rows: part.rows })}${pager(name, part, 'clauseRange')}`,
  }));
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
