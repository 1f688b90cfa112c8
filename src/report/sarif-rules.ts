import type { ReportingDescriptor } from 'sarif';
import type { Severity } from '../model/message.js';
import { bothWords } from './both.js';
import { catalogues, type Catalogue, findingWord } from './catalogue.js';
import type { FindingStage } from './words.js';

/** The rule of a substantive difference is `compare/<reason>`: what changed is the rule that was broken. */
const reasonRules = Object.keys(catalogues['zh-CN'].reason).map((reason) => `compare/${reason}`);

/**
 * The rules of SARIF: every finding code and every reason of a difference that the catalogues know, and the codes that
 * results use besides, sorted by id. So a rule keeps its text on a night that breaks it nowhere.
 *
 * @param used the codes of the results with their levels
 */
export function sarifRules(used: ReadonlyMap<string, Severity>): readonly ReportingDescriptor[] {
  const known = [...Object.keys(catalogues['zh-CN'].finding), ...reasonRules];
  const ids = [...new Set([...known, ...used.keys()])].sort();
  return ids.map((id) => ruleOf(id, used.get(id) ?? 'warning'));
}

function ruleOf(id: string, severity: Severity): ReportingDescriptor {
  const stage = stageOf(id);
  return {
    id,
    name: ruleName(id),
    shortDescription: { text: bothWords((words) => meaningOf(words, id)) },
    ...helpOf(stage),
    defaultConfiguration: { level: levelOf[severity] },
    // `problem.severity` is what GitHub orders results by that are not about security.
    properties: { tags: [stage], 'problem.severity': severity === 'info' ? 'recommendation' : severity },
  };
}

/** SARIF 2.1.0, 3.27.10. */
export const levelOf = { error: 'error', warning: 'warning', info: 'note' } as const;

/** `status/label-disagrees` reads `StatusLabelDisagrees`: 3.49.7 asks for a name in PascalCase. */
function ruleName(id: string): string {
  return id
    .split(/[^A-Za-z0-9]+/)
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1))
    .join('');
}

function meaningOf(words: Catalogue, id: string): string {
  const reason = id.startsWith('compare/') ? id.slice('compare/'.length) : '';
  const reasons: Readonly<Record<string, string>> = words.reason;
  const meaning = reasons[reason];
  if (meaning !== undefined) return `${words.kind.substantive}: ${meaning}`;
  return findingWord(words, id) ?? id;
}

function stageOf(id: string): string {
  return id.split('/')[0] ?? id;
}

function helpOf(stage: string): Pick<ReportingDescriptor, 'help'> {
  if (!(stage in catalogues.en.advice)) return {};
  const text = bothWords((words) => words.advice[stage as FindingStage]);
  return { help: { text, markdown: text } };
}
