import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { JiaokanError } from '../../src/model/message.js';
import { readCapture } from '../../src/pipeline/capture.js';
import { readOverrides } from '../../src/rules/overrides.js';
import { rules } from '../project-rules.js';
import { drawClauses } from '../readings.js';

// Made up.
const lines = [
  '吉林省财政厅关于某事项的公告',
  '吉林省财政厅公告2023年第2号',
  '一、甲。二、乙。',
  '三、按照《通知》',
  '执行。',
  '吉林省财政厅',
  '2023年3月15日',
];
const work = 'CN-JL/2023/吉林省财政厅公告2023年第2号';
const signed = { reason: 'a reason', who: '张三', when: '2026-11-24' };

/** Reads the notice with overrides, given as the entries of a file. */
function readWith(...entries: object[]) {
  const source = JSON.stringify({ overrides: entries.map((entry) => ({ work, ...signed, ...entry })) });
  const overrides = readOverrides('a.yaml', source);
  const [reading] = readCapture(new TextEncoder().encode(lines.join('\n')), 'made-up.txt', {
    ...rules,
    overrides,
  }).readings;
  return reading!.document;
}

test('a field is corrected, and said to be', () => {
  const document = readWith({ field: 'issued', value: '2023-03-16' }, { field: 'issuers', value: ['甲局', '乙局'] });
  expect(document).toMatchObject({ issued: '2023-03-16', issuers: ['甲局', '乙局'] });
  expect(document.overrides).toMatchObject([
    { field: 'issued', was: '2023-03-15', value: '2023-03-16', who: '张三' },
    { field: 'issuers', was: '吉林省财政厅', value: '甲局 乙局' },
  ]);
  expect(document.messages.filter(({ code }) => code === 'override/applied')).toHaveLength(2);
});

test('the id follows from the corrected fields', () => {
  expect(readWith({ field: 'number', value: '吉财〔2023〕7号' }).id).toBe('CN-JL/2023/吉财〔2023〕7号');
  expect(readWith({ field: 'jurisdiction', value: '220100' })).toMatchObject({
    jurisdiction: { city: '长春市' },
  });
});

test('a citation is given its document, or taken for none', () => {
  const citation = { line: 4, text: '《通知》' };
  const value = { title: '某通知', number: '吉财〔2020〕5号' };
  expect(readWith({ citation, value }).citations).toMatchObject([{ ...value, kind: 'applies', alias: false }]);
  const none = readWith({ citation, value: null });
  expect([none.citations, none.notDocuments.map(({ reason }) => reason)]).toEqual([[], ['override']]);
});

test('a citation that is not there is reported', () => {
  const document = readWith({ citation: { line: 3, text: '《通知》' }, value: null });
  expect(document.messages.map(({ code }) => code)).toContain('override/unused');
});

test('paragraphs begin and go on where a person says, and the text stays as it is', () => {
  const document = readWith({ break: { line: 3, before: '二、' } }, { join: { line: 4 } });
  const body = document.clauses.filter((clause) => clause.component === 'body');
  expect(drawClauses(body)).toBe('level_1 level_2 level_3');
  const source = lines.join('\n');
  expect(body.map(({ span }) => source.slice(span.from, span.to))).toEqual([
    '一、甲。',
    '二、乙。',
    '三、按照《通知》\n执行。',
  ]);
});

describe('a file of overrides', () => {
  const faultOf = (yaml: string): string => {
    try {
      readOverrides('o.yaml', yaml);
    } catch (error) {
      if (!(error instanceof JiaokanError)) throw error;
      return `${error.code} ${String(error.place?.line)}:${String(error.place?.column)} ${error.message}`;
    }
    return 'nothing';
  };
  const entry = (rest: string): string =>
    `overrides:\n  - { work: a/b/c, reason: r, who: w, when: "2026-01-01", ${rest} }\n`;

  test.each([
    [
      'field: issued, value: 2023-3-1',
      'overrides/invalid 2:5 the value of issued is a day written YYYY-MM-DD, or null',
    ],
    [
      'field: title, join: { line: 1 }',
      'overrides/invalid 2:5 an override has one of "field", "citation", "break" and "join"',
    ],
    ['field: titel, value: x', 'yaml/invalid-value 2:59 overrides.0.field: Invalid option'],
    ['feild: title, value: x', 'yaml/unknown-key 2:59 "feild" is not a key here; did you mean "field"?'],
    ['jurisdiction: 1', 'yaml/unknown-key'],
  ])('%s', (rest, fault) => expect(faultOf(entry(rest))).toMatch(fault));

  test('the example of the folder is one', () => {
    const readme = readFileSync(new URL('../../pipelines/overrides/README.md', import.meta.url), 'utf8');
    const yaml = /```yaml\n([^]*?)```/.exec(readme)?.[1] ?? '';
    expect(readOverrides('README.md', yaml).map(({ change }) => change.field)).toEqual([
      'issued',
      'citation',
      'break',
      'join',
    ]);
  });
});
