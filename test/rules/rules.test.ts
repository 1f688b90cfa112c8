import { describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import { JiaokanError } from '../../src/model/message.js';
import { readCharacterRules } from '../../src/rules/characters.js';
import { readEffectRules } from '../../src/rules/effects.js';
import { readNumberingRules } from '../../src/rules/numbering.js';
import { compilePattern } from '../../src/rules/pattern.js';
import { checkYaml, nearest } from '../../src/rules/yaml.js';

/** `code file:line:col message` of what is thrown. */
function faultOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (!(error instanceof JiaokanError)) throw error;
    expect(error.exit).toBe(2);
    return `${error.code} ${error.place?.file ?? ''}:${error.place?.line ?? ''}:${error.place?.column ?? ''} ${error.message}`;
  }
  return 'nothing';
}

describe('checked YAML', () => {
  const schema = z.strictObject({ rules: z.array(z.strictObject({ id: z.string(), phrase: z.string().optional() })) });
  const check = (source: string): string => faultOf(() => checkYaml('a.yaml', source, schema));

  test.each([
    [
      'an unknown key, with the one meant',
      'rules:\n  - id: a\n    pharse: b\n',
      'yaml/unknown-key a.yaml:3:5 "pharse" is not a key here; did you mean "phrase"?',
    ],
    [
      'a key nothing like any',
      'rules: []\nxyzzy: 1\n',
      'yaml/unknown-key a.yaml:2:1 "xyzzy" is not a key here; known keys: rules',
    ],
    ['a key given twice', 'rules: []\nrules: []\n', 'yaml/duplicate-key a.yaml:2:1 Map keys must be unique'],
    [
      'a value of the wrong type',
      'rules:\n  - id: 5\n',
      'yaml/invalid-type a.yaml:2:5 rules.0.id: Invalid input: expected string, received number',
    ],
  ])('%s', (_trap, source, fault) => expect(check(source)).toBe(fault));

  it('a syntax error has its place', () => expect(check('rules: [\n')).toMatch(/^yaml\/syntax a\.yaml:2:1 /));
  it('an empty file is not a map', () => expect(check('')).toMatch(/^yaml\/invalid-type a\.yaml/));
  it('keeps what is far from any word', () => expect(nearest('abc', ['xyz'])).toBeNull());
});

describe('patterns', () => {
  const compile = (pattern: string): string =>
    compilePattern(pattern, { docs: 'D', gap: '[^。]' }, { file: 'a.yaml', line: 7, column: 3 });

  it('compiles literals, slots, gaps, alternatives and the verb', () => {
    const pattern = new RegExp(compile('{docs}{..4}(同时|一并)?<废止>'));
    expect(pattern.exec('D甲乙同时废止')?.groups).toMatchObject({ docs: 'D', verb: '废止' });
    expect(pattern.test('D一二三四五废止')).toBe(false);
    expect(pattern.test('D。废止')).toBe(false);
  });

  it('takes signs of regular expressions as they stand', () =>
    expect(new RegExp(compile('1.5*')).test('1.5*')).toBe(true));

  test.each([
    ['{doc}', '{doc} is not a slot'],
    ['{docs', '"{" is not closed'],
    ['(a', '"(" is not closed'],
    ['a)', '")" without "("'],
  ])('%s is refused with its place', (pattern, what) =>
    expect(faultOf(() => compile(pattern))).toMatch(`rules/pattern a.yaml:7:3 ${what}`),
  );
});

describe('rule files', () => {
  /** The rest of `effects.yaml`, which is not looked at here. */
  const effectWords = [
    'verbs: []',
    `words: {${['adverbs', 'prepositions', 'reasons', 'parts', 'kinds', 'classMarkers', 'conditions', 'told', 'subjects'].map((key) => `${key}: [x]`).join(', ')}}`,
    'guards: { before: [], after: [], clause: [], sentence: [] }',
    'triggers: [x]',
    `catalogue: { headings: [x], verdicts: [{ effect: repeals, extent: whole, words: [x] }], columns: {${['serial', 'title', 'number', 'date', 'issuer', 'provisions', 'verdict', 'remark'].map((key) => `${key}: [x]`).join(', ')}} }`,
    '',
  ].join('\n');

  it('refuses two rules of one id', () => {
    const rule =
      '  - { id: a.b, effect: repeals, target: docs, date: stated, pattern: "{docs}废止", examples: [{ yes: x }] }\n';
    expect(faultOf(() => readEffectRules('e.yaml', `rules:\n${rule}${rule}${effectWords}`))).toMatch(
      /^rules\/duplicate-id e\.yaml:3:7 two rules/,
    );
  });

  it('refuses a rule without an example', () => {
    const source =
      'rules:\n  - { id: a.b, effect: repeals, target: docs, date: stated, pattern: "{docs}废止", examples: [] }\n';
    expect(faultOf(() => readEffectRules('e.yaml', source + effectWords))).toMatch(/^yaml\/too-small e\.yaml:2:/);
  });

  it('holds every label style against its examples', () => {
    const source =
      'styles:\n  - { id: a, pattern: "{cn}、", grammar: level, kind: level, rank: 1, examples: [{ yes: "1、甲" }] }\nreferences: []\ntypes: []\n';
    expect(faultOf(() => readNumberingRules('n.yaml', source))).toMatch(
      /^rules\/example-fails n\.yaml:2:\d+ style a should catch "1、甲"/,
    );
  });

  it('refuses a fold whose sides differ in length', () => {
    const source = 'folds: [{ from: "ＡＢ", to: "A", why: x }]\nblanks: []\ninvisible: []\nprivateUse: []\n';
    expect(faultOf(() => readCharacterRules('c.yaml', source))).toMatch(/^rules\/uneven-fold c\.yaml:1:/);
  });
});
