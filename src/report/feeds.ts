import { createHash } from 'node:crypto';
import type { IsoDate } from '../model/date.js';
import type { FamilyReport } from '../model/difference.js';
import type { StatusChange, StatusRow, TermChange, WorkNode } from '../model/graph.js';
import type { WorkId } from '../model/ids.js';
import type { RunReport } from '../model/run.js';
import { isAccepted } from './digest.js';
import { element, writableText, writeXml, type XmlElement } from './akn/xml.js';
import { both, bothWords } from './both.js';
import { effectWord } from './catalogue.js';
import { readSlots } from './collation.js';
import { collateRun, type Corpus, groupBy, nameOf } from './corpus.js';
import { comparisonPath, familySlug, workHref } from './site/links.js';
import { termText } from './term-change.js';
import { visibleBlanks, visibleLine } from './visible.js';

/** Entries of one feed; readers keep what they have seen (guessed: more than a month of what one office issues). */
const mostEntries = 100;

/** Differences that an entry lists, and characters of a side and of a quote. */
const longestList = 10;
const longestText = 80;

/** Elements that hold text. */
const mixed: ReadonlySet<string> = new Set(['title', 'summary', 'id', 'updated', 'name', 'generator']);

/** One thing that a subscriber is told once. */
interface Entry {
  /** Stays while the thing is the same; the part of the URI after the feed's authority. */
  readonly id: string;
  readonly kind: 'document' | 'text' | 'status' | 'differences';
  readonly work: WorkId;
  readonly title: string;
  readonly summary: string;
  /** Path of a page from the root of the site; null where no page shows it. */
  readonly page: string | null;
  /** The day it was so, never the time of the run. */
  readonly day: IsoDate;
}

/**
 * Atom feeds (RFC 4287) by their path in the report: `feeds/all.xml`, `feeds/jurisdictions/<ISO 3166-2>.xml` and
 * `feeds/families/<family>.xml`.
 *
 * A feed holds no memory of earlier runs, and a reader may miss a night. So it lists what is newest by its own day (held
 * documents by their day of issue, statuses by their first day, members that differ from their template), and puts
 * before it what this run found new or changed, under its as-of date. Readers tell entries by their ids and show each
 * once. On a first run nothing is new, and a subscriber gets the newest documents instead of all of them.
 *
 * Days become midnight in China (RFC 3339). Links are relative and lead to the pages of the site beside the feed.
 */
export function feedFiles(report: RunReport): Map<string, string> {
  const corpus = collateRun(report);
  const entries = entriesOf(corpus);
  const files = new Map([['feeds/all.xml', feed(report, 'feeds/all.xml', both('feedAll'), entries)]]);
  for (const [iso, own] of byJurisdiction(corpus, entries)) {
    const path = `feeds/jurisdictions/${iso}.xml`;
    files.set(path, feed(report, path, `${both('jurisdiction')} ${iso}`, own));
  }
  for (const { declaration } of report.families) {
    const members = new Set(declaration.members);
    const path = `feeds/families/${familySlug(declaration.id)}.xml`;
    const own = entries.filter(({ work }) => members.has(work));
    files.set(path, feed(report, path, `${declaration.title} ${declaration.titleEn}`, own));
  }
  return files;
}

/** Newest first, then by id. Each id once: what this run found stands before what is known. */
function entriesOf(corpus: Corpus): Entry[] {
  const entries = [...documentEntries(corpus), ...statusEntries(corpus), ...differenceEntries(corpus)];
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return [...byId.values()].sort((a, b) => (a.day === b.day ? (a.id < b.id ? -1 : 1) : a.day > b.day ? -1 : 1));
}

/** Every held document under its day of issue; one that this run found new or changed under the day of the run. */
function documentEntries(corpus: Corpus): Entry[] {
  const { report } = corpus;
  return report.graph.nodes
    .filter(({ held }) => held)
    .flatMap((node): Entry[] => {
      const novelty = report.since === null ? 'unchanged' : (report.novelty.get(node.id) ?? 'unchanged');
      const day = novelty === 'unchanged' ? dayOf(corpus, node) : report.asOf;
      if (day === null) return [];
      const text = corpus.readings.get(node.id)?.document.source.textSha256;
      const isChanged = novelty === 'changed' && text !== undefined;
      const label = both(isChanged ? 'changedDocument' : 'document');
      return [
        {
          // Another text of a known document is news of its own; the same text stays the same entry.
          kind: isChanged ? 'text' : 'document',
          id: isChanged ? `text/${node.id}/${text.slice(0, 16)}` : `document/${node.id}`,
          work: node.id,
          title: `${label}: ${called(corpus, node.id)}`,
          summary: documentSummary(corpus, node),
          page: workHref(corpus, node.id, ''),
          day,
        },
      ];
    });
}

/** The day a document is from, not after the day of the run: a notice may be dated ahead. */
function dayOf({ report }: Corpus, { issued, commences }: WorkNode): IsoDate | null {
  const day = issued ?? commences?.date ?? null;
  return day !== null && day > report.asOf ? report.asOf : day;
}

function documentSummary(corpus: Corpus, { id, issued, issuers }: WorkNode): string {
  const status = corpus.rows.get(id)?.status;
  const parts = [
    issuers.join('、'),
    issued === null ? '' : `${both('issued')} ${issued}`,
    status === undefined ? '' : `${both('status')} ${bothWords((words) => words.status[status])}`,
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/**
 * Every status with a reason and a first day. A change that a document brought to light in this run is told under the
 * day of the run, though it may have come about years ago; one that time brought has its own day.
 */
function statusEntries(corpus: Corpus): Entry[] {
  const { report } = corpus;
  const changes = new Map(report.changes.map((change) => [change.id, change]));
  const known = report.audit.flatMap((row): Entry[] => {
    const change = changes.get(row.id);
    const since = row.since ?? change?.on ?? null;
    const day = change && (change.cause === 'document' || since === null) ? report.asOf : since;
    if (day === null || day > report.asOf || (row.reason === null && !change)) return [];
    return [
      {
        kind: 'status',
        id: `status/${row.id}/${row.status}/${since ?? 'undated'}${termsOf(row)}`,
        work: row.id,
        title: `${both(change && change.terms.length > 0 ? 'termsChanged' : 'statusChanged')}: ${bothWords((words) => words.status[row.status])}: ${called(corpus, row.id)}`,
        summary: statusSummary(corpus, row, change?.terms ?? []),
        page: workHref(corpus, row.id, ''),
        day,
      },
    ];
  });
  return [...known, ...[...corpus.noLongerNamed.values()].map((change) => lostEntry(corpus, change))];
}

/** A document that was known by what another said of it, and that nothing names any more. */
function lostEntry(corpus: Corpus, { id, from, to }: StatusChange): Entry {
  const was = from === null ? '' : `${bothWords((words) => words.status[from])} → `;
  return {
    kind: 'status',
    id: `status/${id}/${to}/${corpus.report.asOf}`,
    work: id,
    title: `${both('statusChanged')}: ${bothWords((words) => words.status[to])}: ${called(corpus, id)}`,
    summary: `${was}${bothWords((words) => words.status[to])}`,
    page: null,
    day: corpus.report.asOf,
  };
}

/**
 * What may change while a status stays, as a part of an id: a moved end or an amendment is news of its own. Empty for a
 * status without an end, all of whose provisions hold and that nothing amends.
 */
function termsOf({ until, provisions = [], chain }: StatusRow): string {
  const amending = chain.filter(({ type }) => type === 'amends').map(({ by }) => by);
  const terms = [until ?? '', ...provisions, ...new Set(amending)];
  if (terms.length === 1 && until === null) return '';
  return `/${createHash('sha256').update(terms.join('\n')).digest('hex').slice(0, 8)}`;
}

function statusSummary(corpus: Corpus, { id, since, reason }: StatusRow, terms: readonly TermChange[]): string {
  const parts = [
    ...terms.map((term) => bothWords((words) => termText(words, term, (by) => called(corpus, by)))),
    since === null ? '' : `${both('sinceDay')} ${since}`,
    reason === null ? '' : bothWords((words) => effectWord(words, reason.type)),
    reason === null || reason.by === id ? '' : called(corpus, reason.by),
    reason === null ? '' : `“${cut(reason.quote)}”`,
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** One entry a member that departs from its template in substance; other differences make another entry. */
function differenceEntries(corpus: Corpus): Entry[] {
  return corpus.report.families.flatMap((family) =>
    family.members.flatMap((member): Entry[] => differenceEntry(corpus, family, member)),
  );
}

function differenceEntry(
  corpus: Corpus,
  family: FamilyReport,
  { id: member, comparison }: FamilyReport['members'][number],
): Entry[] {
  const { report } = corpus;
  const { id, template } = family.declaration;
  const waiting = comparison.differences.filter(
    (difference) => difference.kind === 'substantive' && !isAccepted(report, { family, member, difference }),
  );
  const node = corpus.nodes.get(member);
  const isNews = report.since !== null && (report.novelty.get(member) ?? 'unchanged') !== 'unchanged';
  const day = isNews || !node ? report.asOf : dayOf(corpus, node);
  if (waiting.length === 0 || day === null) return [];
  const which = createHash('sha256')
    .update(waiting.map((difference) => difference.id).join('\n'))
    .digest('hex');
  const lines = waiting.slice(0, longestList).map(({ reason, a, b }) => {
    const word = bothWords((words) => words.reason[reason ?? 'wording']);
    return `${word}: “${cut(readSlots(template, a.text))}” → “${cut(b.text)}”`;
  });
  const more = waiting.length - longestList;
  return [
    {
      kind: 'differences',
      id: `differences/${id}/${member}/${which.slice(0, 16)}`,
      work: member,
      title: `${both('differsInSubstance', { n: waiting.length })}: ${called(corpus, member)}`,
      summary: [...lines, ...(more > 0 ? [both('more', { n: more })] : [])].join('; '),
      page: comparisonPath(id, member),
      day,
    },
  ];
}

/** By ISO 3166-2, in order of the code; a code goes into the name of a file, so it has to look like one. */
function byJurisdiction(corpus: Corpus, entries: readonly Entry[]): [string, Entry[]][] {
  const places = new Set(corpus.report.graph.nodes.filter(({ held }) => held).map(isoOf));
  const known = [...places].filter((iso): iso is string => iso !== null).sort();
  const groups = groupBy(entries, ({ work }) => isoOf(corpus.nodes.get(work)));
  return known.map((iso) => [iso, groups.get(iso) ?? []]);
}

function isoOf(node: WorkNode | undefined): string | null {
  const iso = node?.jurisdiction.iso ?? '';
  return /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(iso) ? iso : null;
}

function feed(report: RunReport, path: string, title: string, entries: readonly Entry[]): string {
  const toRoot = '../'.repeat(path.split('/').length - 1);
  const shown = entries.slice(0, mostEntries);
  const content = [
    element('id', {}, [tagUri(report, path)]),
    element('title', {}, [`校勘 jiaokan · ${visibleLine(title)}`]),
    element('updated', {}, [instant(shown[0]?.day ?? report.asOf)]),
    element('author', {}, [element('name', {}, ['校勘 jiaokan'])]),
    element('generator', { version: report.toolVersion }, ['jiaokan']),
    element('link', { rel: 'self', type: 'application/atom+xml', href: path.split('/').at(-1) }),
    element('link', { rel: 'alternate', type: 'text/html', href: `${toRoot}index.html` }),
    ...shown.map((entry) => entryElement(report, entry, toRoot)),
  ];
  return writeXml(element('feed', { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': 'zh-CN' }, content), mixed);
}

function entryElement(report: RunReport, entry: Entry, toRoot: string): XmlElement {
  return element('entry', {}, [
    element('id', {}, [tagUri(report, entry.id)]),
    element('title', {}, [visibleLine(entry.title)]),
    element('updated', {}, [instant(entry.day)]),
    element('category', { term: entry.kind }),
    element('link', { rel: 'alternate', type: 'text/html', href: toRoot + (entry.page ?? 'index.html') }),
    element('summary', {}, [visibleLine(entry.summary)]),
  ]);
}

/**
 * A tag URI (RFC 4151), which names a thing and is no address: the folder may be published anywhere, or nowhere. The
 * pipeline is part of it, so that two of one office do not hide each other's entries.
 */
function tagUri({ pipeline }: RunReport, id: string): string {
  const path = [pipeline, ...id.split('/')].map((part) => encodeURIComponent(writableText(part)));
  return `tag:jiaokan,2026:${path.join('/')}`;
}

/** The beginning of a day in China. RFC 3339. */
function instant(day: IsoDate): string {
  return `${day}T00:00:00+08:00`;
}

function called(corpus: Corpus, work: WorkId): string {
  const { title, number } = nameOf(corpus, work);
  return number === null ? cut(title) : `${cut(title)} (${cut(number)})`;
}

function cut(text: string): string {
  const characters = [...visibleLine(visibleBlanks(text))];
  return characters.length <= longestText ? characters.join('') : `${characters.slice(0, longestText).join('')}…`;
}
