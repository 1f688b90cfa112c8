import { expect, test } from 'vitest';
import type { Rules } from '../../src/model/rules.js';
import { checkExamples } from '../../src/pipeline/examples.js';
import { rules } from '../project-rules.js';

/** `code line message` of each example that fails. */
const faultsOf = (changed: Partial<Rules>): string[] =>
  checkExamples({ ...rules, ...changed }).failures.map(({ code, message }) => `${code} ${message}`);

test('every rule catches its examples and not its counter-examples', () => {
  expect(faultsOf({})).toEqual([]);
});

test('examples of characters, citations, effects and comparison are all held', () => {
  const { characters, citations, effects, comparison } = rules;
  const lists = [
    ...effects.verbs,
    ...effects.rules,
    ...comparison.variants,
    ...comparison.punctuation,
    ...comparison.words,
  ];
  const inRules = lists.reduce((sum, rule) => sum + rule.examples.length, 0);
  expect(checkExamples(rules).examples).toBe(inRules + characters.examples.length + citations.roleExamples.length);
});

const place = { file: 'a.yaml', line: 1, column: 1 };

test.each<[string, Partial<Rules>, string]>([
  [
    'a character',
    { characters: { ...rules.characters, examples: [{ yes: '1\uE0103万', reads: '13万', place }] } },
    'rules/example-fails “1\uE0103万” is read as “1.3万”, not “13万”',
  ],
  [
    'a citation',
    { citations: { ...rules.citations, roleExamples: [{ yes: '见《甲办法》。', kind: 'applies', place }] } },
    'rules/example-fails “见《甲办法》。” gives cites, not applies',
  ],
  [
    'an effect',
    {
      effects: {
        ...rules.effects,
        rules: rules.effects.rules.map((rule) =>
          rule.id === 'commence.bare' ? { ...rule, examples: [{ yes: '本办法施行。' }] } : rule,
        ),
      },
    },
    'rules/example-fails commence.bare: should catch “本办法施行。”',
  ],
  [
    'a comparison',
    {
      comparison: {
        ...rules.comparison,
        variants: [{ id: 'a.b', forms: ['账', '帐'], examples: [{ yes: ['账簿', '账户'] }], place }],
      },
    },
    'rules/example-fails a.b: should catch “账簿” against “账户”, which gives substantive (wording)',
  ],
])('an example that fails is named: %s', (_what, changed, fault) => {
  expect(faultsOf(changed)).toContain(fault);
});
