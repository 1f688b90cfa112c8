import { describe, expect, test } from 'vitest';
import { subjectOf } from '../../src/model/review.js';
import type { RunReport } from '../../src/model/run.js';
import { readXml, type XmlElement } from '../../src/report/akn/xml.js';
import { runJunit } from '../../src/report/junit.js';
import { date, run, work } from './builder.js';
import { sampleRun } from './sample-run.js';
import { seedsRun } from './seeds-run.js';

const elementsOf = ({ content }: XmlElement): readonly XmlElement[] =>
  content.filter((node): node is XmlElement => typeof node !== 'string');
const casesOf = (suites: XmlElement): readonly XmlElement[] => elementsOf(suites).flatMap(elementsOf);

/** `class name: what came of it`, one line a case. */
function outcomes(report: RunReport): readonly string[] {
  return casesOf(readXml(runJunit(report))).map((test) => {
    const [result] = elementsOf(test);
    const type = result?.attributes['type'];
    return `${test.attributes['classname']} ${test.attributes['name']}: ${result?.name ?? 'passed'}${type ? ` ${type}` : ''}`;
  });
}

describe('junit.xml', () => {
  test('gates, captures and members of families pass or fail each by itself', () => {
    expect(outcomes(sampleRun())).toEqual([
      'jiaokan.gates unreadable: failure gate/unreadable',
      'jiaokan.gates substantive: passed',
      'jiaokan.captures captures/made-up.txt: passed',
      'jiaokan.captures captures/empty.txt: failure source/no-notice',
      'jiaokan.families.collection-notices 甲市税务局关于明确征收事项的公告 (甲市税务局公告2023年第1号): passed',
      'jiaokan.families.collection-notices 乙市税务局关于明确征收事项的公告 (乙市税务局公告2023年第7号): failure compare/modality compare/added-clause compare/omitted-clause',
      'jiaokan.families.collection-notices CN-SD/2023/丙市税务局公告2023年第9号: skipped',
    ]);
  });

  test('a failure says how much, what, and where to look', () => {
    const text = runJunit(sampleRun());
    expect(text).toContain('message="实数 1，上限 0 counted 1, limit 0"');
    expect(text).toContain('message="3 处实质差异待审阅 3 substantive differences wait for review"');
    expect(text).toContain('5: 应当、可以、不得 modality: “应当” → “可以”');
    expect(text).toMatch(/见 comparisons\/collection-notices--\S+\.html, documents\/\S+\.html/);
  });

  test('a member passes when people accepted all its differences, and not before', () => {
    const report = sampleRun();
    const member = work('CN-HA/2023/乙市税务局公告2023年第7号');
    const accept = (ids: readonly string[]): RunReport => {
      const decisions = [{ verdict: 'accept' as const, note: null, by: '王五', on: date('2023-04-01') }];
      const reviews = ids.map((id) => ({ id: subjectOf('collection-notices', member, id), decisions }));
      return { ...report, reviews: new Map(reviews.map((each) => [each.id, { ...each, of: 'difference' }])) };
    };
    const outcome = (of: RunReport) =>
      outcomes(of)
        .find((line) => line.includes('乙市'))
        ?.split(': ')[1];
    expect(outcome(accept(['modal', 'added']))).toBe('failure compare/omitted-clause');
    expect(outcome(accept(['modal', 'added', 'omitted']))).toBe('passed');
  });

  test('counts are those of the cases, in each suite and over all', async () => {
    for (const report of [sampleRun(), await seedsRun('2024-06-30')]) {
      const root = readXml(runJunit(report));
      for (const suites of [root, ...elementsOf(root)]) {
        const cases = suites === root ? casesOf(root) : elementsOf(suites);
        const count = (name: string) =>
          cases.filter((each) => elementsOf(each).some((node) => node.name === name)).length;
        expect(suites.attributes).toMatchObject({
          tests: String(cases.length),
          failures: String(count('failure')),
          skipped: String(count('skipped')),
        });
      }
    }
  });

  test('what a document holds is text that XML can hold', () => {
    const text = 'a\u0000b\u001b]<failure>&\ud800\uffff';
    const findings = [
      { code: 'source/unreadable', severity: 'error' as const, work: null, path: text, line: null, text },
    ];
    const written = runJunit(run([], { findings }));
    expect(written).not.toMatch(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|\p{Cs}/u);
    const [, unread] = casesOf(readXml(written));
    expect(unread?.attributes['name']).toBe('a⟨U+0000⟩b⟨U+001B⟩]<failure>&⟨U+D800⟩\ufffd');
  });

  test('has no clock and no machine in it', () => {
    expect(runJunit(sampleRun())).not.toMatch(/ (time|timestamp|hostname)=/);
  });
});
