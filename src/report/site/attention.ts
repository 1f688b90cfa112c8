import type { FamilyReport } from '../../model/difference.js';
import type { Finding, StatusRow } from '../../model/graph.js';
import { findingWord, type Label } from '../catalogue.js';
import { readSlots } from '../collation.js';
import { type Corpus, groupBy, nameOf } from '../corpus.js';
import type { Contradiction, Digest, MemberDifference } from '../digest.js';
import type { MemberView } from './comparison-page.js';
import { both, bothLabels, foldable, zh } from './layout.js';
import { type Base, comparisonPath, familyPath, fragment } from './links.js';
import { html, type Html, join, type Piece } from './markup.js';
import { type Column, table } from './table.js';
import {
  cut,
  day,
  kindLetter,
  leftOut,
  lineLink,
  longList,
  mostEntries,
  openEntries,
  statusTerm,
  type Whole,
  wholeReport,
  workLink,
} from './terms.js';

/** What waits for a person is told on the overview, at the root of the site. */
const base: Base = '';

/** What waits for a person, the heaviest first; kinds of which there are none are left out. */
export function attention(corpus: Corpus, views: readonly MemberView[], digest: Digest): Piece {
  const parts = [
    substantive(corpus, views, digest),
    waiting('contradictions', digest.contradictions, (found) => contradictionEntry(corpus, found)),
    waiting(
      'missingMembers',
      digest.missingMembers,
      ({ family, member }) => html`${workLink(corpus, member, base)} <small>${familyLink(family)}</small>`,
    ),
    waiting('notExact', digest.inexact, (family) => familyLink(family)),
    waiting('disagreements', digest.disagreements, (row) => disagreementEntry(corpus, row), disagreeing),
    ending(corpus, digest),
    openEnds(digest),
    findings(corpus),
  ].filter((part) => part !== null);
  return parts.length > 0 ? parts : html`<p class="quiet">${bothLabels('nothingWaits')}</p>`;
}

/** What ends soon, the soonest first, under how soon. */
function ending(corpus: Corpus, { ending: horizons }: Digest): Html | null {
  const near = horizons.filter(({ ends }) => ends.length > 0);
  if (near.length === 0) return null;
  const total = near.reduce((sum, { ends }) => sum + ends.length, 0);
  const lists = near.map(
    ({ days, ends }) =>
      html`<p class="sub">${bothLabels('withinDays', { n: days })} (${ends.length})</p>${longList(
        ends,
        openEntries,
        ({ id, lastDay }) =>
          html`${workLink(corpus, id, base)} <small>${bothLabels('untilDay')} ${day(lastDay)}</small>`,
      )}`,
  );
  return html`<h3>${bothLabels('expiring')} (${total})</h3>${lists}`;
}

function waiting<Item>(label: Label, items: readonly Item[], show: (item: Item) => Piece, whole?: Whole): Html | null {
  if (items.length === 0) return null;
  return html`<h3>${bothLabels(label)} (${items.length})</h3>${longList(items, openEntries, show, whole)}`;
}

/** The audit of the labels that disagree. */
const disagreeing: Whole = { href: 'audit.html#disagrees=yes', name: bothLabels('audit') };

/** Substantive differences by member, with their reasons; the differences themselves unfold. */
function substantive(corpus: Corpus, views: readonly MemberView[], digest: Digest): Html | null {
  if (digest.unreviewed.length === 0) return null;
  const reviewed = digest.substantive.length - digest.unreviewed.length;
  const byMember = [
    ...groupBy(digest.unreviewed, ({ family, member }) => `${family.declaration.id}\n${member}`).values(),
  ];
  return html`<h3>${bothLabels('substantiveDifferences')} (${digest.unreviewed.length})</h3>${reviewed > 0 && html`<p class="quiet">${bothLabels('alreadyReviewed', { n: reviewed })}</p>`}${longList(byMember, openEntries, (group) => memberEntry(corpus, views, group))}`;
}

/** Differences of one member that the overview has room for; its page has them all. Guessed. */
const mostOfMember = 10;

function memberEntry(corpus: Corpus, views: readonly MemberView[], group: readonly MemberDifference[]): Piece {
  const [first] = group;
  const view = views.find(({ family, member }) => family === first?.family && member.id === first.member);
  if (!first || !view) return null;
  const href = comparisonPath(first.family.declaration.id, first.member);
  const reasons = [...groupBy(group, ({ difference }) => difference.reason)].map(
    ([reason, found]) => html`${both((words) => words.reason[reason])} ${found.length}`,
  );
  const { title, number } = nameOf(corpus, first.member);
  const heading = html`${kindLetter('substantive')}<a class="title" href="${href}">${title}</a> <span class="number">${number}</span> (${group.length}) <small>${join(reasons, '、')}</small>`;
  const entries = group.slice(0, mostOfMember).map((found) => html`<li>${substantiveEntry(view, found)}</li>`);
  const more = leftOut(group.length - mostOfMember, { href, name: title });
  return html`${heading}${foldable(bothLabels('differences'), html`<ul class="plain">${entries}</ul>${more}`)}`;
}

/** Texts of a difference on the overview, in characters; the family's page has them whole. */
const longestExcerpt = 60;

function substantiveEntry(view: MemberView, { family, difference }: MemberDifference): Html {
  const href = view.pathOfDifference(difference.id);
  const { a, b, reason } = difference;
  const texts = html`${a.text && html`<del>${excerpt(readSlots(family.declaration.template, a.text))}</del>`}${b.text && html`<ins>${excerpt(b.text)}</ins>`}`;
  return html`<a href="${href}">${reason && both((words) => words.reason[reason])}</a> ${texts}`;
}

function excerpt(text: string): string {
  return cut(text, longestExcerpt);
}

function contradictionEntry(corpus: Corpus, { family, member, slot }: Contradiction): Html {
  const variable = family.declaration.template.variables.find((candidate) => candidate.name === slot.variable);
  const href = familyPath(family.declaration.id) + fragment('slots');
  return html`<a href="${href}">${variable?.label ?? slot.variable}</a> ${slot.value} · ${bothLabels('otherwise')} ${slot.others.join('、')} <small>${workLink(corpus, member, base)}</small>`;
}

function disagreementEntry(corpus: Corpus, row: StatusRow): Html {
  const label = row.officialStatus ?? bothLabels('noLabel');
  const place = row.reason && html` <small>${lineLink(corpus, row.reason.by, row.reason.line, base)}</small>`;
  return html`${workLink(corpus, row.id, base)} ${statusTerm(row.status)} <small>${bothLabels('portalLabel')} ${label}</small>${row.reason && html` <q>${excerpt(row.reason.quote)}</q>`}${place}`;
}

function openEnds({ openEnds: ends }: Digest): Html | null {
  if (ends.length === 0) return null;
  const kinds = [...groupBy(ends, (end) => end.kind)].map(
    ([kind, group]) => html`${both((words) => words.openEnd[kind])} ${group.length}`,
  );
  return html`<h3>${bothLabels('openEnds')} (${ends.length})</h3><p>${join(kinds, '；')} · <a href="open-ends.html">${bothLabels('openEnds')}</a></p>`;
}

/** Findings by code; notes are left to the pages of their documents. */
function findings(corpus: Corpus): Html | null {
  const found = corpus.report.findings.filter((finding) => finding.severity !== 'info');
  if (found.length === 0) return null;
  const byCode = [...groupBy(found, (finding) => `${finding.severity} ${finding.code}`).values()].toSorted(bySeverity);
  return html`<h3>${bothLabels('findings')} (${found.length})</h3>${table(byCode, findingColumns(corpus))}`;
}

function bySeverity([a]: readonly Finding[], [b]: readonly Finding[]): number {
  const rank = (finding: Finding | undefined) => (finding?.severity === 'error' ? 0 : 1);
  return rank(a) - rank(b);
}

function findingColumns(corpus: Corpus): Column<readonly Finding[]>[] {
  const code = (group: readonly Finding[]) => group[0]?.code ?? '';
  return [
    { head: 'code', as: 'rowHead', cell: (group) => html`${findingWord(zh, code(group))} <code>${code(group)}</code>` },
    { head: 'severity', cell: ([finding]) => finding && both((words) => words.severity[finding.severity]) },
    { head: 'count', as: 'count', cell: (group) => group.length },
    { head: 'inDocuments', cell: (group) => findingPlaces(corpus, group) },
  ];
}

function findingPlaces(corpus: Corpus, group: readonly Finding[]): Piece {
  const works = [...groupBy(group, (finding) => finding.work).keys()];
  const unplaced = group.filter((finding) => finding.work === null);
  const text = unplaced
    .slice(0, mostEntries)
    .map(
      (finding) =>
        html`<div>${finding.path !== null && html`<code>${finding.path}${finding.line !== null && `:${finding.line}`}</code> `}${finding.text}</div>`,
    );
  return [
    works.length > 0 && longList(works, 4, (id) => workLink(corpus, id, base)),
    text,
    leftOut(unplaced.length - mostEntries, wholeReport),
  ];
}

function familyLink(family: FamilyReport): Html {
  return html`<a class="title" href="${familyPath(family.declaration.id)}">${family.declaration.title}</a>`;
}
