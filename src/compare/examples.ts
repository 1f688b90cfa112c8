import type { CollationRules } from '../model/collation-rules.js';
import type { ComparisonExample } from '../model/comparison-rules.js';
import type { Difference } from '../model/difference.js';
import { exitCode, JiaokanError, type Place } from '../model/message.js';
import { collate, tokeniserFor } from './collate.js';
import { sentenceWitness } from './witness.js';

/** What was checked, and every example that fails. */
export interface ComparisonExampleCheck {
  readonly examples: number;
  readonly failures: readonly JiaokanError[];
}

type Found = Pick<Difference, 'kind' | 'reason'>;

/** A rule that has examples, and whether the differences of a pair show that it caught it. */
interface ExampleRule {
  readonly id: string;
  readonly place: Place;
  readonly examples: readonly ComparisonExample[];
  readonly isCaught: (differences: readonly Found[]) => boolean;
}

/**
 * Holds the rules of `comparison.yaml` against their examples, through the whole comparison: a `yes` of a variant or mark
 * is editorial and nothing else, a `yes` of a word is substantive with its reason; a `no` is not.
 */
export function checkComparisonExamples(rules: CollationRules): ComparisonExampleCheck {
  const failures: JiaokanError[] = [];
  let examples = 0;
  for (const rule of listRules(rules)) {
    for (const example of rule.examples) {
      examples += 1;
      const fault = faultOf(rule, example, rules);
      if (fault !== null)
        failures.push(new JiaokanError('rules/example-fails', `${rule.id}: ${fault}`, exitCode.usage, rule.place));
    }
  }
  return { examples, failures };
}

function listRules({ comparison }: CollationRules): readonly ExampleRule[] {
  const isEditorial = (differences: readonly Found[]): boolean =>
    differences.length > 0 && differences.every((difference) => difference.kind === 'editorial');
  return [
    ...[...comparison.variants, ...comparison.punctuation].map((rule) => ({ ...rule, isCaught: isEditorial })),
    ...comparison.words.map((rule) => ({
      ...rule,
      isCaught: (differences: readonly Found[]) => differences.some((difference) => difference.reason === rule.reason),
    })),
  ];
}

function faultOf(rule: ExampleRule, { yes, no }: ComparisonExample, rules: CollationRules): string | null {
  const pair = yes ?? no;
  if (!pair) return null;
  const found = compareSentences(pair, rules);
  if (rule.isCaught(found) === (yes !== undefined)) return null;
  const said =
    found.map(({ kind, reason }) => (reason === null ? kind : `${kind} (${reason})`)).join(', ') || 'no difference';
  return `should ${yes ? '' : 'not '}catch “${pair[0]}” against “${pair[1]}”, which gives ${said}`;
}

function compareSentences([a, b]: readonly [string, string], rules: CollationRules): readonly Found[] {
  const tokenise = tokeniserFor(rules, []);
  return collate(sentenceWitness('a', a, tokenise), sentenceWitness('b', b, tokenise), {
    rules,
    variables: null,
  }).differences;
}
