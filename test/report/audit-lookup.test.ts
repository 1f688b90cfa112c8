import { createContext, runInContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { auditGraph, statusCourses } from '../../src/graph/status.js';
import type { IsoDate } from '../../src/model/date.js';
import type { Graph } from '../../src/model/graph.js';
import { readSiteScripts } from '../../src/pipeline/site-scripts.js';
import { collateRun } from '../../src/report/corpus.js';
import { type AuditIndex, auditIndex } from '../../src/report/site/audit-index.js';
import { printCsv } from '../../src/report/audit-formats.js';
import { graphOf } from '../graph/notation.js';
import { date, run } from './builder.js';

/** What the script of the page defines, run as a browser runs it: as a classic script, compiled. */
interface Lookup {
  auditPeriodOn(
    periods: AuditIndex['works'][number][9],
    day: number,
  ): AuditIndex['works'][number][9][number] | undefined;
  auditDayOf(text: string): number | null;
  auditTextOf(day: number): string;
  auditCsvField(value: string): string;
}

const lookup = createContext({}) as unknown as Lookup;
runInContext((await readSiteScripts())['audit-lookup'], lookup);

const anyDay = fc
  .integer({ min: 0, max: 500 })
  .map((days) => new Date(Date.UTC(2020, 0, 1 + days)).toISOString().slice(0, 10) as IsoDate);
const names = ['A', 'B', 'C', 'D'] as const;
const anyName = fc.constantFrom(...names);
const anyStatement = fc
  .tuple(
    anyName,
    fc.constantFrom('repeals', 'replaces', 'lapses', 'suspends', 'extends', 'amends', 'revives', 'postpones'),
    anyName,
    fc.constantFrom('', '', ' 第三条', ' except 第三条'),
    fc.option(anyDay, { nil: null }),
  )
  .map(([by, verb, target, extent, on]) => `${by} ${verb} ${target}${extent}${on === null ? '' : ` on ${on}`}`);
const anyGraph: fc.Arbitrary<Graph> = fc
  .tuple(
    fc.tuple(
      ...names.map((name) =>
        fc
          .tuple(anyDay, fc.option(anyDay, { nil: null }), fc.constantFrom('', ' label 全文有效', ' label 全文废止'))
          .map(([issued, until, label]) => `${name} ${issued}${until === null ? '' : ` until ${until}`}${label}`),
      ),
    ),
    fc.array(anyStatement, { maxLength: 10 }),
  )
  .map(([documents, statements]) => graphOf([...documents, ...statements].join(';')));

function indexOf(graph: Graph): AuditIndex {
  const asOf = date('2020-06-30');
  const report = run([], { graph, asOf, audit: auditGraph(graph, asOf), courses: statusCourses(graph) });
  return JSON.parse(JSON.stringify(auditIndex(collateRun(report)))) as AuditIndex;
}

describe('the status that the page looks up', () => {
  test('is what the audit of that day says, on any day, for any graph', () => {
    fc.assert(
      fc.property(anyGraph, fc.array(anyDay, { minLength: 5, maxLength: 20 }), (graph, days) => {
        const index = indexOf(graph);
        const rowOn = (work: AuditIndex['works'][number], day: IsoDate) => {
          const [, status, implied, since, until, reason, disagrees, lost] = lookup.auditPeriodOn(
            work[9],
            lookup.auditDayOf(day)!,
          )!;
          const [type, by, line, quote] = index.reasons[reason] ?? [];
          return {
            ...{ id: work[0], status, implied: implied === 1, since: lookup.auditTextOf(since) },
            ...{ until: lookup.auditTextOf(until), disagrees: disagrees === 1, lost: lost ?? '' },
            reason: type === undefined ? null : { type, by: index.works[by!]![0], line, quote },
          };
        };
        for (const day of days) {
          const shown = index.works.map((work) => rowOn(work, day)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
          expect(shown).toEqual(
            auditGraph(graph, day).map(({ id, status, implied, since, until, disagrees, reason, provisions }) => ({
              ...{ id, status, implied, since: since ?? '', until: until ?? '', disagrees },
              lost: provisions?.join('、') ?? '',
              reason: reason && { type: reason.type, by: reason.by, line: reason.line, quote: reason.quote },
            })),
          );
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('days of the page', () => {
  test.each(['2023-03-22', '0001-01-01', '9999-12-31'])('%s comes back', (day) => {
    expect(lookup.auditTextOf(lookup.auditDayOf(day)!)).toBe(day);
  });

  test.each(['', '2023', '2023-3-22', 'x2023-03-22', '20230322'])('%j is none', (text) => {
    expect(lookup.auditDayOf(text)).toBeNull();
  });

  test('none is empty', () => {
    expect(lookup.auditTextOf(0)).toBe('');
  });
});

test('a field of the CSV of the page is that of the CSV of the report', () => {
  const any = fc.string({ unit: fc.constantFrom('=', '+', '@', '＝', '-', ',', '"', '甲', '1') });
  fc.assert(
    fc.property(any, (text) => {
      expect(`x\r\n${lookup.auditCsvField(text)}\r\n`).toBe(
        printCsv([{ head: 'x', cell: (cell: string) => cell }], [text], { bom: false }),
      );
    }),
  );
});
