import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { Ajv } from 'ajv';
import type { Log, Result, Run } from 'sarif';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/graph.js';
import { subjectOf } from '../../src/model/review.js';
import type { RunReport } from '../../src/model/run.js';
import { runSarif } from '../../src/report/sarif.js';
import { date, reading, run, work } from './builder.js';
import { sampleRun } from './sample-run.js';
import { seedsRun } from './seeds-run.js';

/**
 * The schema of SARIF 2.1.0 (RTM 5) in the copy that Microsoft's matchers ship. It is of draft 4, which differs in what
 * it uses from what Ajv reads by the name of `$id` alone.
 */
const schemaPath = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
const draft4 = JSON.parse(readFileSync(schemaPath, 'utf8')) as { id: string; $schema?: string };
const schema = { ...draft4, $id: draft4.id, id: undefined, $schema: undefined };
const isSarif = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(
  JSON.parse(JSON.stringify(schema)) as object,
);

function errorsOf(report: RunReport): unknown {
  isSarif(JSON.parse(runSarif(report)));
  return isSarif.errors ?? null;
}

function sarifRun(report: RunReport): Run {
  const [only] = (JSON.parse(runSarif(report)) as Log).runs;
  if (!only) throw new Error('a log has one run');
  return only;
}

const resultsOf = (report: RunReport): readonly Result[] => sarifRun(report).results ?? [];
const print = ({ partialFingerprints }: Result): string => partialFingerprints?.['jiaokan/v1'] ?? '';
const placeOf = ({ locations }: Result): unknown => locations?.[0]?.physicalLocation;

const finding = (fields: Partial<Finding>): Finding => ({
  code: 'parse/number-gap',
  severity: 'warning',
  work: null,
  path: 'captures/made-up.txt',
  line: 3,
  text: 'made up',
  ...fields,
});

describe('report.sarif', () => {
  test('is SARIF 2.1.0 for the seeds, for a run with everything, and for an empty one', async () => {
    for (const report of [await seedsRun('2024-06-30'), sampleRun(), run([])]) expect(errorsOf(report)).toBeNull();
  });

  test('the schema of the test refuses what is no SARIF', () => {
    const log = JSON.parse(runSarif(sampleRun())) as { runs: { results: object[] }[] };
    expect(isSarif(log)).toBe(true);
    const [first] = log.runs;
    expect(isSarif({ ...log, runs: [{ ...first, results: [{ level: 'fatal', message: {} }] }] })).toBe(false);
  });

  test('has findings, substantive differences, contradictions and missing members, each once, the worst first', () => {
    expect(resultsOf(sampleRun()).map(({ ruleId, level }) => `${level} ${ruleId}`)).toEqual([
      'error source/no-notice',
      'warning parse/number-gap',
      'warning compare/modality',
      'warning compare/added-clause',
      'warning compare/omitted-clause',
      'warning compare/slot-contradiction',
      'warning family/member-missing',
      'note status/retroactive',
    ]);
  });

  test('says both texts of a difference, and where they stand in notice and template', () => {
    const difference = resultsOf(sampleRun()).find(({ ruleId }) => ruleId === 'compare/modality');
    expect(difference?.message.text).toMatch(/^应当、可以、不得 modality: “应当” → “可以” — 乙市税务局/);
    expect(placeOf(difference as Result)).toEqual({
      artifactLocation: { uri: 'captures/made-up.txt', uriBaseId: '%SRCROOT%' },
      region: { startLine: 5 },
    });
    expect(difference?.relatedLocations?.[0]).toMatchObject({
      physicalLocation: {
        artifactLocation: { uri: 'pipelines/families/collection-notices/template.md' },
        region: { startLine: 3 },
      },
    });
  });

  test('a difference that people accepted is no result; one that they disagree on is', () => {
    const report = sampleRun();
    const id = subjectOf('collection-notices', work('CN-HA/2023/乙市税务局公告2023年第7号'), 'modal');
    const decide = (verdicts: readonly ('accept' | 'reject' | 'note')[]): RunReport => {
      const decisions = verdicts.map((verdict, index) => ({
        verdict,
        note: null,
        by: `reader ${index}`,
        on: date('2023-04-01'),
      }));
      return { ...report, reviews: new Map([[id, { id, of: 'difference', decisions }]]) };
    };
    const has = (of: RunReport) => resultsOf(of).some(({ ruleId }) => ruleId === 'compare/modality');
    expect(has(decide(['accept', 'note']))).toBe(false);
    expect(has(decide(['accept', 'reject']))).toBe(true);
    expect(has(decide(['note']))).toBe(true);
  });

  test('every result has a place, also one about the corpus, and one about a notice without a place', () => {
    const of = reading('CN/2023/1', [['body', 'para_1', '', '甲']]);
    const findings = [finding({ path: null, line: null }), finding({ path: null, line: null, work: of.document.id })];
    expect(resultsOf(run([of], { findings })).map(placeOf)).toEqual([
      { artifactLocation: { uri: 'nightly', uriBaseId: '%SRCROOT%' } },
      { artifactLocation: { uri: 'captures/made-up.txt', uriBaseId: '%SRCROOT%' }, region: { startLine: 1 } },
    ]);
  });

  test('a path is a URI, whatever it holds; a capture from the web is its own', () => {
    const uris = ['captures/甲 #1%.txt', 'https://example.org/甲.html', 'half \ud800.txt'].map((path) => {
      const [result] = resultsOf(run([], { findings: [finding({ path })] }));
      return result?.locations?.[0]?.physicalLocation?.artifactLocation;
    });
    expect(uris).toEqual([
      { uri: 'captures/%E7%94%B2%20%231%25.txt', uriBaseId: '%SRCROOT%' },
      { uri: 'https://example.org/%E7%94%B2.html' },
      { uri: 'half%20%EF%BF%BD.txt', uriBaseId: '%SRCROOT%' },
    ]);
  });

  test('text of a document makes no link, no place for an argument, and hides nothing', () => {
    const [result] = resultsOf(run([], { findings: [finding({ text: '[甲](javascript:alert(1)) {0}\u202e' })] }));
    expect(result?.message.text).toContain('[甲\\](javascript:alert(1)) {{0}}⟨U+202E⟩');
  });

  test('rules are named in both languages, and every result finds its own', async () => {
    const { tool, results = [] } = sarifRun(await seedsRun('2024-06-30'));
    const rules = tool.driver.rules ?? [];
    for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex ?? -1]?.id).toBe(ruleId);
    for (const { shortDescription, help } of rules)
      for (const text of [shortDescription?.text, help?.text]) expect(text).toMatch(/\p{Script=Han}.* [a-z]/u);
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });

  test('fingerprints stay while lines and days move on, and no two are the same', async () => {
    const before = resultsOf(await seedsRun('2024-06-30')).filter(({ ruleId }) => ruleId === 'status/label-disagrees');
    const after = resultsOf(await seedsRun('2024-07-31')).filter(({ ruleId }) => ruleId === 'status/label-disagrees');
    expect(before.length).toBeGreaterThan(0);
    expect(after.map(({ message }) => message.text)).not.toEqual(before.map(({ message }) => message.text));
    expect(after.map(print)).toEqual(before.map(print));

    const twice = (line: number) => resultsOf(run([], { findings: [finding({ line }), finding({ line: line + 1 })] }));
    expect(twice(3).map(print)).toEqual(twice(30).map(print));
    expect(new Set(twice(3).map(print)).size).toBe(2);
  });

  test('keeps to what GitHub takes, the errors first, and says what it left out', () => {
    // Made up: texts of random characters, which pack worse than any notice.
    let seed = 1;
    const character = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return String.fromCharCode(0x4e00 + (seed % 3_000));
    };
    const many = Array.from({ length: 25_001 }, (_, n) =>
      finding({ text: Array.from({ length: 60 }, character).join(''), severity: n < 25_000 ? 'warning' : 'error' }),
    );
    const text = runSarif(run([], { findings: many }));
    const [cut] = (JSON.parse(text) as Log).runs;
    expect(cut?.results).toHaveLength(25_000);
    expect(cut?.results?.[0]?.level).toBe('error');
    expect(cut?.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text).toContain('另有 1 项从略');
    expect(gzipSync(text).length).toBeLessThan(10_000_000);
  });
});
