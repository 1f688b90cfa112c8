import type { CitationKind, Effect, Reading } from '../model/document.js';
import { exitCode, JiaokanError } from '../model/message.js';
import type { Example, Rules } from '../model/rules.js';
import { readCapture } from './capture.js';

/** What was checked, and every example that fails. */
export interface ExampleCheck {
  readonly examples: number;
  readonly failures: readonly JiaokanError[];
}

/**
 * Holds every effect rule against its examples, through the whole grammar: a `yes` is a sentence in which the rule finds
 * its effect, a `no` one in which nothing finds an effect of that type.
 */
export function checkEffectExamples(rules: Rules): ExampleCheck {
  const failures: JiaokanError[] = [];
  let examples = 0;
  for (const rule of rules.effects.rules) {
    for (const example of rule.examples) {
      examples += 1;
      const fault = faultOf(example, rule.id, rule.effect, rules);
      if (fault !== null)
        failures.push(new JiaokanError('rules/example-fails', `${rule.id}: ${fault}`, exitCode.usage, rule.place));
    }
  }
  return { examples, failures };
}

function faultOf(example: Example, id: string, type: Effect['type'], rules: Rules): string | null {
  if (example.yes !== undefined) {
    const found = readSentence(example.yes, rules).document.effects;
    if (found.some((effect) => effect.rule === id)) return null;
    const instead = found.map((effect) => effect.rule).join(', ');
    return `should catch “${example.yes}”${instead === '' ? '' : `; ${instead} did`}`;
  }
  const text = example.no ?? '';
  const wrong = readSentence(text, rules).document.effects.find(
    (effect) => effect.type === type && effect.asserted && effect.scope !== 'item',
  );
  return wrong ? `${wrong.rule} should not catch “${text}”` : null;
}

/** Holds the words that give citations their kind against their examples. */
export function checkRoleExamples(
  examples: readonly { readonly kind: CitationKind; readonly text: string }[],
  rules: Rules,
): readonly string[] {
  return examples.flatMap(({ kind, text }) => {
    const found = readSentence(text, rules).document.citations[0]?.kind ?? 'no citation';
    return found === kind ? [] : [`“${text}” gives ${found}, not ${kind}`];
  });
}

/** One sentence, read as a document. */
export function readSentence(sentence: string, rules: Rules): Reading {
  const [reading] = readCapture(new TextEncoder().encode(sentence), 'example', rules).readings;
  if (!reading) throw new JiaokanError('rules/example-fails', `“${sentence}” is read as no document`, exitCode.usage);
  return reading;
}
