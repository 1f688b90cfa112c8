import { createHash } from 'node:crypto';
import type { ArtifactLocation, Location, Log, Notification, Result, Run } from 'sarif';
import type { Finding } from '../model/graph.js';
import type { WorkId } from '../model/ids.js';
import type { Severity } from '../model/message.js';
import { subjectOf } from '../model/review.js';
import type { RunReport } from '../model/run.js';
import { writableText } from './akn/xml.js';
import { both, bothWords } from './both.js';
import { findingWord } from './catalogue.js';
import { readSlots } from './collation.js';
import { collateRun, type Corpus, nameOf } from './corpus.js';
import { type Contradiction, digestRun, isAccepted, type MemberDifference } from './digest.js';
import { levelOf, sarifRules } from './sarif-rules.js';
import { visibleBlanks, visibleLine } from './visible.js';

/**
 * Results of one run. GitHub refuses a run with more than 25,000 and shows the 5,000 most severe; it refuses a file of
 * more than 10 MB once it is packed (docs.github.com, "SARIF support for code scanning"). 25,000 results of texts cut
 * as below pack to less than that.
 */
const mostResults = 25_000;

/** Characters of a finding's text, and of each side of a difference; the report's pages have them whole. */
const longestText = 300;
const longestSide = 120;

/**
 * `report.sarif`: findings, and substantive differences and contradictions of family members, as SARIF 2.1.0 (OASIS).
 * The most severe come first. A difference that people accepted is no result, so that GitHub closes its alert; a label
 * that disagrees is a finding already.
 *
 * Paths are relative to `%SRCROOT%`, the folder above that of the pipeline: the root of the checkout, as a rule.
 * Fingerprints hold what a result is about and not its line or day, so that a result is the same one on the next night.
 * No clock: the same run gives the same bytes. Ends with a line end.
 */
export function runSarif(report: RunReport): string {
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [sarifRun(report)],
  };
  return `${JSON.stringify(log, null, 1)}\n`;
}

/** A result before it has the index of its rule. */
interface Draft {
  readonly code: string;
  readonly severity: Severity;
  readonly text: string;
  readonly location: Location;
  readonly related?: Location;
  /** What the result is about, as long as it is the same one. */
  readonly subject: readonly string[];
}

function sarifRun(report: RunReport): Run {
  const all = draftsOf(report);
  const kept = all.slice(0, mostResults);
  const rules = sarifRules(new Map(kept.map(({ code, severity }) => [code, severity])));
  const indexOf = new Map(rules.map(({ id }, index) => [id, index]));
  const ordinals = new Map<string, number>();
  return {
    tool: { driver: { name: 'jiaokan', version: report.toolVersion, rules: [...rules] } },
    automationDetails: { id: `jiaokan/${visibleLine(report.pipeline)}/` },
    language: 'zh-CN',
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { '%SRCROOT%': { description: { text: 'the folder above that of the pipeline file' } } },
    invocations: [{ executionSuccessful: true, toolExecutionNotifications: notifications(kept.length, all.length) }],
    artifacts: report.captures.map(({ path, sha256, bytes }) => ({
      location: artifact(path),
      length: bytes,
      hashes: { 'sha-256': sha256 },
    })),
    results: kept.map((draft) => resultOf(draft, indexOf.get(draft.code) ?? -1, ordinals)),
    properties: { asOf: report.asOf, since: report.since, rulesSha256: report.rulesSha256 },
  };
}

function draftsOf(report: RunReport): Draft[] {
  const corpus = collateRun(report);
  const { substantive, contradictions, missingMembers } = digestRun(report);
  const drafts = [
    ...report.findings.map((finding) => findingDraft(corpus, finding)),
    ...substantive.filter((found) => !isAccepted(report, found)).map((found) => differenceDraft(corpus, found)),
    ...contradictions.map((found) => contradictionDraft(corpus, found)),
    ...missingMembers.map(({ family, member }): Draft => {
      const text = `${family.declaration.title}: ${member}`;
      const subject = [family.declaration.id, member];
      return {
        code: 'family/member-missing',
        severity: 'warning',
        text,
        location: place(family.declaration.template.path, 1),
        subject,
      };
    }),
  ];
  const rank = { error: 0, warning: 1, info: 2 } as const;
  return drafts.sort((one, other) => rank[one.severity] - rank[other.severity]);
}

function findingDraft(corpus: Corpus, finding: Finding): Draft {
  const { code, severity, work, path, text } = finding;
  const meaning = bothWords((words) => findingWord(words, code) ?? code);
  return {
    code,
    severity,
    text: `${meaning}: ${cut(text, longestText)}${work === null ? '' : ` — ${called(corpus, work)}`}`,
    location: findingPlace(corpus, finding),
    // The text of a finding about a status holds the day it was computed for.
    subject: code.startsWith('status/') ? [work ?? ''] : [work ?? '', path ?? '', text],
  };
}

/** Where nothing says where, the notice itself; for the corpus as a whole, the pipeline: GitHub shows no result without a place. */
function findingPlace(corpus: Corpus, { work, path, line }: Finding): Location {
  const source = work === null ? undefined : corpus.readings.get(work)?.document.source;
  if (path === null && source) return place(source.path, source.firstLine, work, corpus);
  return place(path ?? corpus.report.pipeline, line, work, corpus);
}

function differenceDraft(corpus: Corpus, { family, member, difference }: MemberDifference): Draft {
  const { template } = family.declaration;
  const { id, reason, a, b } = difference;
  const word = bothWords((words) => (reason === null ? words.kind.substantive : words.reason[reason]));
  const sides = `“${side(readSlots(template, a.text))}” → “${side(b.text)}”`;
  return {
    code: `compare/${reason ?? 'wording'}`,
    severity: 'warning',
    text: `${word}: ${sides} — ${called(corpus, member)}`,
    location: memberPlace(corpus, member, b.line),
    related: { id: 1, message: { text: both('template') }, ...place(template.path, a.line) },
    subject: [subjectOf(family.declaration.id, member, id)],
  };
}

function contradictionDraft(corpus: Corpus, { family, member, slot }: Contradiction): Draft {
  const { id, template } = family.declaration;
  const label = template.variables.find(({ name }) => name === slot.variable)?.label ?? slot.variable;
  const values = [slot.value ?? '', ...slot.others].map((value) => `“${side(value)}”`).join(' / ');
  return {
    code: 'compare/slot-contradiction',
    severity: 'warning',
    text: `${cut(label, longestSide)}: ${values} — ${called(corpus, member)}`,
    location: memberPlace(corpus, member, slot.places[0]?.line ?? null),
    subject: [id, member, slot.variable, slot.value ?? '', ...slot.others],
  };
}

function memberPlace(corpus: Corpus, member: WorkId, line: number | null): Location {
  const source = corpus.readings.get(member)?.document.source;
  return place(source?.path ?? corpus.report.pipeline, source ? (line ?? source.firstLine) : null, member, corpus);
}

function place(path: string, line: number | null, work: WorkId | null = null, corpus?: Corpus): Location {
  const region = line === null || line < 1 ? {} : { region: { startLine: line } };
  const name = work !== null && corpus ? { name: cut(nameOf(corpus, work).title, longestSide) } : {};
  const logical = work === null ? {} : { logicalLocations: [{ ...name, fullyQualifiedName: work, kind: 'document' }] };
  return { physicalLocation: { artifactLocation: artifact(path), ...region }, ...logical };
}

/** A path as a URI below the root; a capture that was fetched is its own URI. */
function artifact(path: string): ArtifactLocation {
  const named = writableText(path); // half a surrogate pair cannot be encoded
  if (/^https?:\/\//i.test(named)) return { uri: encodeURI(named) };
  const uri = named.split('/').map(encodeURIComponent).join('/');
  return { uri, uriBaseId: '%SRCROOT%' };
}

function resultOf(draft: Draft, ruleIndex: number, ordinals: Map<string, number>): Result {
  const subject = JSON.stringify([draft.code, ...draft.subject]);
  const ordinal = (ordinals.get(subject) ?? 0) + 1;
  ordinals.set(subject, ordinal);
  const fingerprint = createHash('sha256').update(`${subject}\n${ordinal}`).digest('hex');
  return {
    ruleId: draft.code,
    ruleIndex,
    level: levelOf[draft.severity],
    message: { text: literal(draft.text) },
    locations: [draft.location],
    ...(draft.related ? { relatedLocations: [draft.related] } : {}),
    partialFingerprints: { 'jiaokan/v1': fingerprint },
  };
}

/**
 * Text that stays text in a message: braces are doubled, or they would be places for arguments (3.11.5), and what would
 * be a link, `[甲](javascript:…)`, is none (3.11.6).
 */
function literal(text: string): string {
  return text.replace(/[{}]/g, '$&$&').replaceAll('](', '\\](');
}

function notifications(kept: number, all: number): Notification[] {
  if (kept === all) return [];
  return [{ level: 'warning', message: { text: both('cutResults', { kept, n: all - kept }) } }];
}

function called(corpus: Corpus, work: WorkId): string {
  const { title, number } = nameOf(corpus, work);
  return number === null ? cut(title, longestSide) : `${cut(title, longestSide)} (${cut(number, longestSide)})`;
}

function side(text: string): string {
  return cut(visibleBlanks(text), longestSide);
}

function cut(text: string, longest: number): string {
  const characters = [...visibleLine(text)];
  return characters.length <= longest ? characters.join('') : `${characters.slice(0, longest).join('')}…`;
}
