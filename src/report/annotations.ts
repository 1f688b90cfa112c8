import type { Finding } from '../model/graph.js';
import type { Severity } from '../model/message.js';
import type { RunReport } from '../model/run.js';
import { both, bothWords } from './both.js';
import { findingWord } from './catalogue.js';
import { visibleLine } from './visible.js';

/**
 * GitHub shows ten annotations of each level a step and drops the rest without a word (docs.github.com, "Workflow
 * commands", and the limits of actions/toolkit's problem matchers).
 */
const mostOfLevel = 10;

/** Characters of a message (guessed: what is read at one look); report.sarif has more. */
const longestText = 500;

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/**
 * Failed gates and findings as workflow commands of GitHub Actions, one line each: `::warning file=…,line=…::…`. At most
 * ten of a level; where there are more, the last one says how many.
 *
 * @param folder where the paths of the report lie below the root of the checkout, `/` at its end; '' for the root
 */
export function annotationLines(report: RunReport, folder: string): string[] {
  const gates = report.gates
    .filter(({ passed }) => !passed)
    .map(({ gate, counted, limit }) =>
      command('error', { title: `${both('gateFailed')}: ${gate}` }, both('gateCounted', { counted, limit })),
    );
  const found = (severity: Severity) =>
    report.findings.filter((finding) => finding.severity === severity).map((finding) => annotation(finding, folder));
  return [
    ...cutLevel('error', [...gates, ...found('error')]),
    ...cutLevel('warning', found('warning')),
    ...cutLevel('info', found('info')),
  ];
}

function annotation({ code, severity, path, line, text }: Finding, folder: string): string {
  const isInCheckout = path !== null && !/^(\w+:|\/|\.\.\/)/.test(path);
  const meaning = bothWords((words) => findingWord(words, code) ?? code);
  const properties = {
    ...(isInCheckout ? { file: folder + path } : {}),
    ...(isInCheckout && line !== null ? { line: String(line) } : {}),
    title: `${code}: ${meaning}`,
  };
  return command(severity, properties, text);
}

function cutLevel(severity: Severity, lines: readonly string[]): readonly string[] {
  if (lines.length <= mostOfLevel) return lines;
  const kept = lines.slice(0, mostOfLevel - 1);
  return [...kept, command(severity, { title: 'jiaokan' }, both('moreFindings', { n: lines.length - kept.length }))];
}

function command(severity: Severity, properties: Readonly<Record<string, string>>, text: string): string {
  const written = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(value)}`);
  return `::${levels[severity]} ${written.join(',')}::${escapeData([...visibleLine(text)].slice(0, longestText).join(''))}`;
}

/** As `escapeData` and `escapeProperty` of actions/toolkit, `core/src/command.ts`. */
function escapeData(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(visibleLine(text)).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

/**
 * Text in which the runner of GitHub finds no command, on whichever stream it is printed: one begins with `::` after
 * blanks at the start of a line, or with `##[` anywhere. `::stop-commands::` does the same for a time, but the runner
 * reads stdout and stderr one beside the other, and a line may come after the word that ends it.
 */
export function inertText(text: string): string {
  return text.replace(/(^|[\r\n])([\s\u0085]*):(?=:)/g, '$1$2: ').replaceAll('##[', '## [');
}

/** As `inertText` for printed JSON, whose meaning stays: there a line begins with no text of a document. */
export function inertJson(json: string): string {
  return json.replaceAll('##[', '##\\u005b');
}
