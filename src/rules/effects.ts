import { z } from 'zod';
import { encodedSlots } from '../model/encoding.js';
import { exitCode, JiaokanError } from '../model/message.js';
import type { EffectRule, EffectRules } from '../model/rules.js';
import { longestFirst } from './order.js';
import { compilePattern } from './pattern.js';
import { checkYaml } from './yaml.js';

const example = z.strictObject({ yes: z.string().optional(), no: z.string().optional(), why: z.string().optional() });
const effectTypes = [
  'repeals',
  'replaces',
  'declares-lapsed',
  'expires',
  'ends-efficacy',
  'annuls',
  'suspends',
  'postpones',
  'extends',
  'revives',
  'amends',
  'corrects',
  'commences',
  'applies-from',
  'saves',
  'prevails',
  'defers-to',
] as const;
const schema = z.strictObject({
  rules: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z-]+\.[a-z-]+$/, 'an id looks like repeal.simultaneous'),
      effect: z.enum(effectTypes),
      target: z.enum(['self', 'docs', 'class']),
      date: z.enum(['stated', 'with-commencement', 'on-issue', 'computed', 'unknown']),
      asserted: z.boolean().default(true),
      scope: z.enum(['document', 'provisions', 'class', 'item', 'non-document']).optional(),
      pattern: z.string().min(1),
      examples: z.array(example).min(1, 'a rule shows what it catches'),
    }),
  ),
  guards: z.strictObject({ before: z.array(z.string()), after: z.array(z.string()) }),
});

/** Reads `effects.yaml` and compiles its frames. Examples are held against the whole grammar by `jiaokan check`. */
export function readEffectRules(file: string, source: string): EffectRules {
  const { value, placeOf } = checkYaml(file, source, schema);
  const ids = new Set<string>();
  const rules = value.rules.map((rule, index): EffectRule => {
    if (ids.has(rule.id)) {
      throw new JiaokanError(
        'rules/duplicate-id',
        `two rules are called "${rule.id}"`,
        exitCode.usage,
        placeOf(['rules', index, 'id']),
      );
    }
    ids.add(rule.id);
    const pattern = compilePattern(rule.pattern, encodedSlots, placeOf(['rules', index, 'pattern']));
    return {
      id: rule.id,
      effect: rule.effect,
      target: rule.target,
      date: rule.date,
      asserted: rule.asserted,
      scope: rule.scope ?? null,
      pattern: new RegExp(pattern, 'gd'),
      examples: rule.examples,
      place: placeOf(['rules', index]),
    };
  });
  return { rules, guards: { before: longestFirst(value.guards.before), after: longestFirst(value.guards.after) } };
}
