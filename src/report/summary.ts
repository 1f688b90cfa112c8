import type { StatusChange } from '../model/graph.js';
import type { WorkId } from '../model/ids.js';
import type { RunReport } from '../model/run.js';
import { both, bothWords } from './both.js';
import { catalogues, findingWord, kindMark } from './catalogue.js';
import { collateRun, type Corpus, groupBy, nameOf } from './corpus.js';
import { readSlots } from './collation.js';
import { type Digest, digestRun, type MemberDifference } from './digest.js';
import { excerptMarkdown } from './markdown.js';
import { termText } from './term-change.js';
import { visibleBlanks, visibleLine } from './visible.js';

const zh = catalogues['zh-CN'];

/**
 * Entries of one list. GitHub refuses a job summary of more than 1 MiB; with 12 lists of at most 20 entries and the
 * texts cut as below, the longest summary stays under 200 KB, and whoever needs more opens the report.
 */
const longestList = 20;

/** Differences of one member that are shown; its page has them all. */
const longestExamples = 3;

/** Characters of a title, of what changed in a term, and of a quote or changed text. */
const longestTitle = 80;
const longestTerm = 200;
const longestQuote = 60;

/**
 * The run as Markdown for the summary of a CI job: counts, what changed, what needs a person, gates. Chinese with
 * English beside it. All text of documents is escaped and cut; lists end with how many entries there are beyond.
 */
export function runSummary(report: RunReport): string {
  const corpus = collateRun(report);
  const digest = digestRun(report);
  const parts = [
    `# ${zh.label.brand} jiaokan · ${excerptMarkdown(report.pipeline, longestTitle)} · ${report.asOf}`,
    report.since === null ? both('firstRun') : `${both('since')}: ${report.since}`,
    counts(report, digest),
    `## ${both('changes')}`,
    ...changes(corpus, digest),
    `## ${both('attention')}`,
    ...attention(corpus, digest),
    `## ${both('gates')}`,
    gates(report),
  ];
  return `${parts.join('\n\n')}\n`;
}

function counts(report: RunReport, digest: Digest): string {
  const { differences, findings } = digest;
  const kinds = (['substantive', 'slot', 'editorial', 'layout'] as const).map(
    (kind) => `${kindMark[kind]} ${bothWords((words) => words.kind[kind])} ${differences[kind]}`,
  );
  const severities = (['error', 'warning', 'info'] as const).map(
    (severity) => `${bothWords((words) => words.severity[severity])} ${findings[severity]}`,
  );
  const effects = [...digest.effects.values()].reduce((sum, count) => sum + count, 0);
  const rows: readonly (readonly [string, string | number])[] = [
    [both('documentsRead'), report.readings.length],
    [bothWords((words) => words.novelty.new), digest.novelty.new],
    [bothWords((words) => words.novelty.changed), digest.novelty.changed],
    [
      both('known'),
      `${digest.held + digest.citedOnly} (${both('held')} ${digest.held}, ${both('citedOnly')} ${digest.citedOnly})`,
    ],
    [both('families'), report.families.length],
    [both('differences'), kinds.join(' · ')],
    [both('effects'), effects],
    [both('findings'), severities.join(' · ')],
    [both('openEnds'), report.graph.openEnds.length],
  ];
  return ['| | |', '|---|---|', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n');
}

function changes(corpus: Corpus, digest: Digest): string[] {
  const { report } = corpus;
  const fresh = report.since === null ? [] : list(both('newDocuments'), digest.newWorks, (id) => work(corpus, id));
  const parts = [
    ...fresh,
    ...list(both('changedDocuments'), digest.changedWorks, (id) => work(corpus, id)),
    ...list(both('byDocuments'), digest.changesByDocuments, (change) => statusChange(corpus, change)),
    ...list(both('byTime'), digest.changesByTime, (change) => statusChange(corpus, change)),
  ];
  if (parts.length > 0) return parts;
  return [report.since === null ? both('firstRun') : both('noChanges')];
}

function statusChange(corpus: Corpus, change: StatusChange): string {
  if (change.terms.length > 0) {
    const name = (id: WorkId): string => nameOf(corpus, id).title;
    const terms = change.terms.map((term) =>
      excerptMarkdown(
        bothWords((words) => termText(words, term, name)),
        longestTerm,
      ),
    );
    return `${work(corpus, change.id)}: ${bothWords((words) => words.status[change.to])} · ${terms.join(' · ')}`;
  }
  const from = change.from === null ? '' : `${bothWords((words) => words.status[change.from ?? 'unknown'])} → `;
  return `${work(corpus, change.id)}: ${from}**${bothWords((words) => words.status[change.to])}**${change.on === null ? '' : ` (${change.on})`}`;
}

function attention(corpus: Corpus, digest: Digest): string[] {
  const { report } = corpus;
  const parts = [
    ...substantive(corpus, digest),
    ...list(
      both('contradictions'),
      digest.contradictions,
      ({ member, slot }) =>
        `${excerptMarkdown(slot.variable, longestQuote)}: ${quote(slot.value ?? '')} / ${slot.others.slice(0, 3).map(quote).join(' / ')} — ${work(corpus, member)}`,
    ),
    ...list(both('missingMembers'), digest.missingMembers, ({ member }) => work(corpus, member)),
    ...list(both('notExact'), digest.inexact, (family) => excerptMarkdown(family.declaration.title, longestTitle)),
    ...list(
      both('disagreements'),
      digest.disagreements,
      (row) =>
        `${work(corpus, row.id)}: **${bothWords((words) => words.status[row.status])}**, ${both('portalLabel')} ${quote(row.officialStatus ?? '')}`,
    ),
    ...list(
      both('expiring'),
      report.expiring,
      (row) => `${work(corpus, row.id)}: ${both('untilDay')} ${row.until ?? ''}`,
    ),
    ...list(
      both('openEnds'),
      [...groupBy(digest.openEnds, (end) => end.kind)],
      ([kind, group]) => `${bothWords((words) => words.openEnd[kind])}: ${group.length}`,
      digest.openEnds.length,
    ),
    ...findings(report),
  ];
  return parts.length > 0 ? parts : [both('nothingWaits')];
}

/** Substantive differences by member: how many for which reason, and the first of them. */
function substantive(corpus: Corpus, digest: Digest): string[] {
  const byMember = [
    ...groupBy(digest.unreviewed, ({ family, member }) => `${family.declaration.id}\n${member}`).values(),
  ];
  return list(
    both('substantiveDifferences'),
    byMember,
    (group) => memberEntry(corpus, group),
    digest.unreviewed.length,
  );
}

function memberEntry(corpus: Corpus, group: readonly MemberDifference[]): string {
  const [first] = group;
  if (!first) return '';
  const reasons = [...groupBy(group, ({ difference }) => difference.reason)].map(
    ([reason, found]) => `${bothWords((words) => words.reason[reason])} ${found.length}`,
  );
  const examples = group.slice(0, longestExamples).map((found) => `  - ${change(found)}`);
  const more = group.length - longestExamples;
  const rest = more > 0 ? [`  - ${both('more', { n: more })}`] : [];
  return [`${work(corpus, first.member)}: ${group.length} (${reasons.join(', ')})`, ...examples, ...rest].join('\n');
}

/** What A has and B has not is struck out, as on the pages. */
function change({ family, difference }: MemberDifference): string {
  const { a, b } = difference;
  const removed = a.text === '' ? '' : `~~${quote(visibleBlanks(readSlots(family.declaration.template, a.text)))}~~`;
  const added = b.text === '' ? '' : `**${quote(visibleBlanks(b.text))}**`;
  return [removed, added].filter((text) => text !== '').join(' → ');
}

/** Errors and warnings, by code. */
function findings(report: RunReport): string[] {
  const found = report.findings.filter((finding) => finding.severity !== 'info');
  const byCode = [...groupBy(found, (finding) => finding.code)];
  return list(
    both('findings'),
    byCode,
    ([code, group]) => `\`${visibleLine(code).replaceAll('`', '')}\` ${findingWord(zh, code) ?? ''}: ${group.length}`,
    found.length,
  );
}

function gates(report: RunReport): string {
  if (report.gates.length === 0) return both('noGates');
  const rows = report.gates.map(
    (gate) =>
      `| ${excerptMarkdown(gate.gate, longestTitle)} | ${gate.limit} | ${gate.counted} | ${gate.passed ? both('passed') : `**${both('failed')}**`} |`,
  );
  return [
    `| ${both('gate')} | ${both('limit')} | ${both('counted')} | ${both('result')} |`,
    '|---|--:|--:|---|',
    ...rows,
  ].join('\n');
}

/** A heading with a count and its list; nothing where there is nothing. */
function list<Item>(
  heading: string,
  items: readonly Item[],
  show: (item: Item) => string,
  count = items.length,
): string[] {
  if (items.length === 0) return [];
  const lines = items.slice(0, longestList).map((item) => `- ${show(item)}`);
  const more = items.length - longestList;
  return [`**${heading} (${count})**`, [...lines, ...(more > 0 ? [`- ${both('more', { n: more })}`] : [])].join('\n')];
}

function work(corpus: Corpus, id: WorkId): string {
  const { title, number } = nameOf(corpus, id);
  const name = excerptMarkdown(title, longestTitle);
  return number === null ? name : `${name} (${excerptMarkdown(number, longestTitle)})`;
}

function quote(text: string): string {
  return excerptMarkdown(text, longestQuote);
}
