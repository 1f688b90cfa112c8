import type { Difference, FamilyReport, Template } from '../model/difference.js';
import type { Finding } from '../model/graph.js';
import type { WorkId } from '../model/ids.js';
import type { GateResult, RunReport } from '../model/run.js';
import { isAccepted } from './digest.js';
import { element, writeXml, type XmlElement } from './akn/xml.js';
import { both, bothWords } from './both.js';
import { readSlots } from './collation.js';
import { collateRun, type Corpus, nameOf } from './corpus.js';
import { comparisonPath, documentPath } from './site/links.js';
import { visibleBlanks, visibleLine } from './visible.js';

/** Differences that a failure lists, and characters of each side; the page of the family has them whole. */
const longestList = 20;
const longestSide = 80;

/** Elements that hold text. */
const mixed: ReadonlySet<string> = new Set(['failure', 'skipped']);

/**
 * `junit.xml`: the run as test results, for the test view of a CI server. One suite for the gates, one for the captures,
 * one a family with a case a member.
 *
 * A case fails where a gate failed, where a capture could not be read, and where a member departs from its template in
 * substance and nobody accepted that; a declared member that no capture holds is skipped. Nobody owns the format: this
 * is the subset that the schemas of Jenkins and of Maven's surefire share. Neither times nor the name of a machine are
 * in it, so that the same run gives the same bytes. Text is what XML 1.0 can hold.
 */
export function runJunit(report: RunReport): string {
  const corpus = collateRun(report);
  const suites = [gateSuite(report), captureSuite(report), ...report.families.map((of) => familySuite(corpus, of))];
  const attributes = { name: `jiaokan ${visibleLine(report.pipeline)} ${report.asOf}`, ...sums(suites) };
  const shown = suites.filter(({ cases }) => cases.length > 0).map(suiteElement);
  return writeXml(element('testsuites', attributes, shown), mixed);
}

interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

interface Case {
  readonly suite: string;
  readonly name: string;
  readonly file?: string;
  readonly failure?: Failure;
  /** Why nothing was tested. */
  readonly skipped?: string;
}

/** `type` is for machines, `message` one line, `text` the rest. */
interface Failure {
  readonly type: string;
  readonly message: string;
  readonly text: string;
}

function gateSuite(report: RunReport): Suite {
  const suite = 'jiaokan.gates';
  return { name: both('gates'), cases: report.gates.map((gate) => ({ suite, name: gate.gate, ...gateFailure(gate) })) };
}

function gateFailure({ gate, counted, limit, passed }: GateResult): Pick<Case, 'failure'> {
  if (passed) return {};
  return {
    failure: {
      type: `gate/${gate}`,
      message: both('gateCounted', { counted, limit }),
      text: both('lookAt', { path: 'index.html#attention' }),
    },
  };
}

/** A capture that could not be read is none of the report's captures, but a finding about a file. */
function captureSuite({ captures, findings }: RunReport): Suite {
  const suite = 'jiaokan.captures';
  const unread = findings.filter(isUnread).map(
    ({ code, path, text }): Case => ({
      suite,
      name: path ?? code,
      failure: { type: code, message: visibleLine(text), text: bothWords((words) => words.advice.source) },
    }),
  );
  const read = captures.map(({ path }): Case => ({ suite, name: path, file: path }));
  return { name: both('capturesRead'), cases: [...read, ...unread] };
}

function isUnread({ code, severity, work }: Finding): boolean {
  return work === null && severity === 'error' && code.startsWith('source/');
}

function familySuite(corpus: Corpus, family: FamilyReport): Suite {
  const { id, title, titleEn } = family.declaration;
  const suite = `jiaokan.families.${id}`;
  const missing = family.missing.map(
    (member): Case => ({ suite, name: member, skipped: bothWords((words) => words.finding['family/member-missing']) }),
  );
  const cases = [...family.members.map((member) => memberCase(corpus, family, member, suite)), ...missing];
  return { name: `${title} ${titleEn}`, cases };
}

function memberCase(
  corpus: Corpus,
  family: FamilyReport,
  { id: member, comparison }: FamilyReport['members'][number],
  suite: string,
): Case {
  const waiting = comparison.differences.filter(
    (difference) => difference.kind === 'substantive' && !isAccepted(corpus.report, { family, member, difference }),
  );
  const source = corpus.readings.get(member)?.document.source.path;
  return {
    suite,
    name: called(corpus, member),
    ...(source === undefined ? {} : { file: source }),
    ...(waiting.length === 0 ? {} : { failure: memberFailure(family, member, waiting) }),
  };
}

function memberFailure(family: FamilyReport, member: WorkId, waiting: readonly Difference[]): Failure {
  const { id, template } = family.declaration;
  const reasons = new Set(waiting.map(({ reason }) => reason ?? 'wording'));
  const lines = waiting.slice(0, longestList).map((difference) => differenceLine(template, difference));
  const more = waiting.length - longestList;
  const pages = `${comparisonPath(id, member)}, ${documentPath(member)}`;
  return {
    type: [...reasons].map((reason) => `compare/${reason}`).join(' '),
    message: both('waitingDifferences', { n: waiting.length }),
    text: [...lines, ...(more > 0 ? [both('more', { n: more })] : []), both('lookAt', { path: pages })].join('\n'),
  };
}

/** `1190: 比率 rate: “〔征收率〕” → “3%”`; the line is that of the capture. */
function differenceLine(template: Template, { reason, a, b }: Difference): string {
  const word = bothWords((words) => words.reason[reason ?? 'wording']);
  return `${b.line}: ${word}: “${side(readSlots(template, a.text))}” → “${side(b.text)}”`;
}

function called(corpus: Corpus, work: WorkId): string {
  const { title, number } = nameOf(corpus, work);
  return visibleLine(number === null ? title : `${title} (${number})`);
}

function side(text: string): string {
  const characters = [...visibleLine(visibleBlanks(text))];
  return characters.length <= longestSide ? characters.join('') : `${characters.slice(0, longestSide).join('')}…`;
}

/** Counts as every reader of the format sums them; there are no errors, only failures. */
function sums(suites: readonly Suite[]): Readonly<Record<string, string>> {
  const cases = suites.flatMap((suite) => suite.cases);
  return {
    tests: String(cases.length),
    failures: String(cases.filter(({ failure }) => failure).length),
    errors: '0',
    skipped: String(cases.filter(({ skipped }) => skipped !== undefined).length),
  };
}

function suiteElement(suite: Suite): XmlElement {
  return element('testsuite', { name: visibleLine(suite.name), ...sums([suite]) }, suite.cases.map(caseElement));
}

function caseElement({ suite, name, file, failure, skipped }: Case): XmlElement {
  const content = [
    ...(failure ? [element('failure', { message: failure.message, type: failure.type }, [failure.text])] : []),
    ...(skipped === undefined ? [] : [element('skipped', { message: skipped })]),
  ];
  return element(
    'testcase',
    { classname: visibleLine(suite), name: visibleLine(name), file: file === undefined ? file : visibleLine(file) },
    content,
  );
}
