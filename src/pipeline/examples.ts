import { checkComparisonExamples } from '../compare/examples.js';
import type { Effect, Reading } from '../model/document.js';
import { exitCode, JiaokanError, type Place } from '../model/message.js';
import type { Example, Rules } from '../model/rules.js';
import { normalise } from '../normalise/normalise.js';
import { readCapture } from './capture.js';

/** What was checked, and every example that fails. */
export interface ExampleCheck {
  readonly examples: number;
  readonly failures: readonly JiaokanError[];
}

/** Holds every rule that has examples against them, each through the whole reading or comparison. */
export function checkExamples(rules: Rules): ExampleCheck {
  const checks = [
    checkCharacterExamples(rules),
    checkRoleExamples(rules),
    checkEffectExamples(rules),
    checkComparisonExamples(rules),
  ];
  return {
    examples: checks.reduce((sum, check) => sum + check.examples, 0),
    failures: checks.flatMap((check) => check.failures),
  };
}

/** Examples with where they stand and what is wrong with each; null where nothing is. */
function collect(found: readonly { readonly place: Place; readonly fault: string | null }[]): ExampleCheck {
  return {
    examples: found.length,
    failures: found.flatMap(({ place, fault }) =>
      fault === null ? [] : [new JiaokanError('rules/example-fails', fault, exitCode.usage, place)],
    ),
  };
}

function checkCharacterExamples({ characters }: Rules): ExampleCheck {
  return collect(
    characters.examples.map(({ yes, reads, place }) => {
      const { text } = normalise(yes, characters);
      return { place, fault: text === reads ? null : `“${yes}” is read as “${text}”, not “${reads}”` };
    }),
  );
}

/** The words that give citations their kind. */
function checkRoleExamples(rules: Rules): ExampleCheck {
  return collect(
    rules.citations.roleExamples.map(({ yes, no, kind, place }) => {
      const text = yes ?? no ?? '';
      const found = readSentence(text, rules).document.citations[0]?.kind ?? 'no citation';
      const isRight = (found === kind) === (yes !== undefined);
      return { place, fault: isRight ? null : `“${text}” gives ${found}${yes === undefined ? '' : `, not ${kind}`}` };
    }),
  );
}

/**
 * A `yes` of an effect rule is a sentence in which the rule finds its effect, a `no` one in which nothing finds an effect
 * of that type.
 */
function checkEffectExamples(rules: Rules): ExampleCheck {
  return collect(
    [...rules.effects.verbs, ...rules.effects.rules].flatMap((rule) =>
      rule.examples.map((example) => {
        const fault = effectFault(example, rule.id, rule.effect, rules);
        return { place: rule.place, fault: fault === null ? null : `${rule.id}: ${fault}` };
      }),
    ),
  );
}

function effectFault(example: Example, id: string, type: Effect['type'], rules: Rules): string | null {
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

/** One sentence, read as a document. */
export function readSentence(sentence: string, rules: Rules): Reading {
  const [reading] = readCapture(new TextEncoder().encode(sentence), 'example', rules).readings;
  if (!reading) throw new JiaokanError('rules/example-fails', `“${sentence}” is read as no document`, exitCode.usage);
  return reading;
}
