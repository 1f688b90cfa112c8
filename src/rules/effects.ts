import { z } from 'zod';
import { encodedSlots } from '../model/encoding.js';
import { exitCode, JiaokanError, type Place } from '../model/message.js';
import type { ColumnKind, EffectRule, EffectRules, EffectVerb, EffectWords } from '../model/rules.js';
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
const columnKinds = ['serial', 'title', 'number', 'date', 'issuer', 'provisions', 'verdict', 'remark'] as const;
const words = z.array(z.string().min(1)).min(1);
const schema = z.strictObject({
  verbs: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z-]+\.[a-z-]+$/, 'an id looks like repeal.document'),
      effect: z.enum(effectTypes),
      words,
      governs: z.enum(['before', 'after', 'either']),
      date: z.enum(['from', 'until', 'none']).default('from'),
      whole: z.enum(['whole', 'unspecified']).default('whole'),
      classes: z.boolean().default(false),
      bare: z.boolean().default(false),
      quoted: z.enum(effectTypes).optional(),
      inTitle: z.boolean().default(false),
      examples: z.array(example).min(1, 'a verb shows what it catches'),
    }),
  ),
  rules: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z-]+\.[a-z-]+$/, 'an id looks like commence.stated'),
      effect: z.enum(effectTypes),
      target: z.enum(['self', 'part', 'rest', 'docs', 'class']),
      date: z.enum(['stated', 'with-commencement', 'on-issue', 'after-issue', 'day-before', 'term', 'unknown']),
      asserted: z.boolean().default(true),
      scope: z.enum(['document', 'provisions', 'class', 'item', 'non-document']).optional(),
      pattern: z.string().min(1),
      examples: z.array(example).min(1, 'a rule shows what it catches'),
    }),
  ),
  words: z.strictObject({
    adverbs: words,
    prepositions: words,
    reasons: words,
    parts: words,
    kinds: words,
    classMarkers: words,
    conditions: words,
    told: words,
    subjects: words,
  }),
  guards: z.strictObject({
    before: z.array(z.string()),
    after: z.array(z.string()),
    clause: z.array(z.string()),
    sentence: z.array(z.string()),
  }),
  triggers: words,
  catalogue: z.strictObject({
    headings: words,
    columns: z.strictObject(
      Object.fromEntries(columnKinds.map((kind) => [kind, words])) as Record<ColumnKind, typeof words>,
    ),
    verdicts: z
      .array(z.strictObject({ effect: z.enum(effectTypes), extent: z.enum(['whole', 'provisions', 'none']), words }))
      .min(1),
  }),
});
type EffectFile = z.infer<typeof schema>;

/** Reads `effects.yaml` and compiles its frames and verbs. Examples are held against the whole grammar by `jiaokan check`. */
export function readEffectRules(file: string, source: string): EffectRules {
  const { value, placeOf } = checkYaml(file, source, schema);
  refuseDuplicates(value, placeOf);
  const verbs = value.verbs.map((verb, index): EffectVerb => ({ ...verb, place: placeOf(['verbs', index]) }));
  const rules = value.rules.map((rule, index): EffectRule => {
    const pattern = compilePattern(rule.pattern, encodedSlots, placeOf(['rules', index, 'pattern']));
    return {
      ...rule,
      scope: rule.scope ?? null,
      pattern: new RegExp(pattern, 'gd'),
      place: placeOf(['rules', index]),
    };
  });
  const verbOf = new Map(verbs.flatMap((verb) => verb.words.map((word) => [word, verb] as const)));
  const { guards } = value;
  return {
    rules,
    catalogue: {
      headings: longestFirst(value.catalogue.headings),
      columns: new Map(
        columnKinds.flatMap((kind) => value.catalogue.columns[kind].map((head) => [head, kind] as const)),
      ),
      verdicts: value.catalogue.verdicts,
    },
    verbs,
    verbOf,
    verbPattern: new RegExp(anyOf([...verbOf.keys()]), 'g'),
    anyVerb: new RegExp(anyOf([...verbOf.keys()])),
    words: sortWords(value.words),
    triggers: new RegExp(anyOf([...verbOf.keys(), ...value.triggers])),
    guards: {
      before: longestFirst(guards.before),
      after: longestFirst(guards.after),
      clause: longestFirst(guards.clause),
      sentence: longestFirst(guards.sentence),
    },
  };
}

function refuseDuplicates({ verbs, rules }: EffectFile, placeOf: (path: readonly (string | number)[]) => Place): void {
  const ids = new Set<string>();
  const entries = [
    ...verbs.map(({ id }, index) => ({ id, path: ['verbs', index, 'id'] })),
    ...rules.map(({ id }, index) => ({ id, path: ['rules', index, 'id'] })),
  ];
  for (const { id, path } of entries) {
    if (ids.has(id)) {
      throw new JiaokanError('rules/duplicate-id', `two rules are called "${id}"`, exitCode.usage, placeOf(path));
    }
    ids.add(id);
  }
}

function sortWords(lists: EffectFile['words']): EffectWords {
  return {
    adverbs: longestFirst(lists.adverbs),
    prepositions: longestFirst(lists.prepositions),
    reasons: longestFirst(lists.reasons),
    parts: longestFirst(lists.parts),
    kinds: longestFirst(lists.kinds),
    classMarkers: longestFirst(lists.classMarkers),
    conditions: longestFirst(lists.conditions),
    told: longestFirst(lists.told),
    subjects: longestFirst(lists.subjects),
  };
}

/** The source of a pattern that matches any of some literals, the longest first. */
function anyOf(literals: readonly string[]): string {
  return longestFirst(literals)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('|');
}
