import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../src/graph/findings.js';
import { expiring, isEnded } from '../../src/graph/changes.js';
import { auditGraph, statusCourses } from '../../src/graph/status.js';
import type { IsoDate } from '../../src/model/date.js';
import type { Effect, EffectType } from '../../src/model/document.js';
import type { EffectRecord, Graph, StatusRow } from '../../src/model/graph.js';
import { day, graphOf, nextDay } from './notation.js';

/** Few days and few documents, so that days collide and cycles are common. */
const days = daysFrom('2020-01-01', 40);
const names = ['A', 'B', 'C', 'D', 'E'] as const;

function daysFrom(first: string, count: number): IsoDate[] {
  const all = [day(first)];
  while (all.length < count) all.push(nextDay(all[all.length - 1]!));
  return all;
}

const anyDay = fc.constantFrom(...days);
const anyName = fc.constantFrom(...names);
const maybe = (text: fc.Arbitrary<string>): fc.Arbitrary<string> => fc.oneof(fc.constant(''), text);

const anyDocument = (name: string): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constant(`${name} cited`) },
    {
      weight: 4,
      arbitrary: fc
        .tuple(
          anyDay,
          maybe(fc.oneof(anyDay, fc.constant('?')).map((d) => ` starts ${d}`)),
          maybe(anyDay.map((d) => ` until ${d}`)),
        )
        .map(([issued, starts, until]) => `${name} ${issued}${starts}${until}`),
    },
  );

const anyVerb = fc.constantFrom(
  ...['repeals', 'replaces', 'annuls', 'lapses', 'stops', 'expires', 'suspends', 'postpones', 'extends', 'revives'],
  ...['amends', 'corrects', 'commences', 'prevails', 'saves'],
);
const anyExtent = fc.constantFrom('', '', '', ' 第三条', ' 第三条、第五条', ' except 第三条', ' partly');
const anyFlag = fc.constantFrom('', '', '', '', ' reported', ' interpreted', ' item', ' thing');

const anyEffect = fc
  .tuple(
    anyName,
    anyVerb,
    anyName,
    anyExtent,
    maybe(fc.oneof(anyDay, fc.constant('?')).map((d) => ` on ${d}`)),
    maybe(anyDay.map((d) => ` until ${d}`)),
    anyFlag,
  )
  .map(([by, verb, target, extent, on, until, flag]) => `${by} ${verb} ${target}${extent}${on}${until}${flag}`);

const anyCitation = fc.tuple(anyName, anyName).map(([by, basis]) => `${by} rests-on ${basis}`);

const anyGraph: fc.Arbitrary<Graph> = fc
  .tuple(
    fc.tuple(...names.map(anyDocument)),
    fc.array(anyEffect, { maxLength: 12 }),
    fc.array(anyCitation, { maxLength: 3 }),
  )
  .map(([documents, effects, citations]) => graphOf([...documents, ...effects, ...citations].join(';')));

/** The audit on every day, from before the first to after the last. */
const allDays = daysFrom('2019-12-25', 60);
const auditsOf = (graph: Graph): readonly StatusRow[][] => allDays.map((asOf) => auditGraph(graph, asOf));

const runs = { numRuns: 300 };

describe('any graph', () => {
  it('is audited and checked without an exception, one row a document', () => {
    fc.assert(
      fc.property(anyGraph, anyDay, (graph, asOf) => {
        expect(auditGraph(graph, asOf).map((row) => row.id)).toEqual(graph.nodes.map((node) => node.id).sort());
        for (const finding of findingsOf(graph, asOf)) expect(finding.text).not.toContain('undefined');
        for (const row of expiring(graph, asOf, 30)) expect(isEnded(row.status)).toBe(false);
      }),
      runs,
    );
  });

  it('has a status whose since and until bracket exactly the days with that status', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const audits = auditsOf(graph);
        graph.nodes.forEach((_, n) => {
          const rows = audits.map((audit) => audit[n]!);
          rows.forEach((row, d) => {
            const inside = (asOf: IsoDate): boolean =>
              (row.since === null || row.since <= asOf) && (row.until === null || asOf <= row.until);
            expect(inside(allDays[d]!)).toBe(true);
            // The run of equal statuses around the day, as counted day by day.
            let first = d;
            while (first > 0 && rows[first - 1]!.status === row.status) first -= 1;
            let last = d;
            while (last + 1 < rows.length && rows[last + 1]!.status === row.status) last += 1;
            expect(row.since).toBe(first === 0 ? null : allDays[first]);
            expect(row.until).toBe(last === rows.length - 1 ? null : allDays[last]);
          });
        });
      }),
      runs,
    );
  });

  it('has a course whose period on any day says what the audit of that day says', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const courses = statusCourses(graph);
        for (const asOf of allDays) {
          for (const { id, status, implied, since, until, reason, disagrees, provisions } of auditGraph(graph, asOf)) {
            const period = courses.get(id)?.findLast(({ from }) => from === null || from <= asOf);
            expect({ ...period, from: null }).toEqual({
              ...{ from: null, status, implied, since, until, reason, disagrees },
              ...(provisions ? { provisions } : {}),
            });
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('has courses that begin before every day, in the order of days, and never repeat themselves', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        for (const periods of statusCourses(graph).values()) {
          expect(periods[0]!.from).toBeNull();
          for (const [n, period] of periods.entries()) {
            if (n === 0) continue;
            expect(period.from! > (periods[n - 1]!.from ?? '')).toBe(true);
            expect({ ...period, from: null }).not.toEqual({ ...periods[n - 1], from: null });
          }
        }
      }),
      runs,
    );
  });

  it('gives the same rows and findings in whatever order its parts come', () => {
    const shuffled = anyGraph.chain((graph) =>
      fc.tuple(
        fc.constant(graph),
        fc.shuffledSubarray([...graph.nodes], { minLength: graph.nodes.length }),
        fc.shuffledSubarray([...graph.effects], { minLength: graph.effects.length }),
        fc.shuffledSubarray([...graph.citations], { minLength: graph.citations.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, anyDay, ([graph, nodes, effects, citations], asOf) => {
        const other = { ...graph, nodes, effects, citations };
        expect(auditGraph(other, asOf)).toEqual(auditGraph(graph, asOf));
        expect(findingsOf(other, asOf)).toEqual(findingsOf(graph, asOf));
      }),
      runs,
    );
  });

  it('owes its statuses to effects alone: without citations, and without what is only reported, they stay', () => {
    fc.assert(
      fc.property(anyGraph, anyDay, (graph, asOf) => {
        const effects = graph.effects.filter(({ effect }) => effect.asserted && effect.component !== 'interpretation');
        expect(auditGraph({ ...graph, effects, citations: [] }, asOf)).toEqual(auditGraph(graph, asOf));
      }),
      runs,
    );
  });

  it('never calls a document in force, amended or ended without a start or an effect that says so', () => {
    fc.assert(
      fc.property(anyGraph, anyDay, (graph, asOf) => {
        for (const row of auditGraph(graph, asOf)) {
          const isKnown = row.reason !== null || row.implied || row.status === 'not-issued';
          expect(isKnown || row.status === 'unknown').toBe(true);
        }
      }),
      runs,
    );
  });

  it('keeps a document ended, for the same reason, where nothing extends or revives', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const effects = graph.effects.filter(({ effect }) => !['extends', 'revives'].includes(effect.type));
        const audits = auditsOf({ ...graph, effects });
        graph.nodes.forEach((_, n) => {
          const ended = audits
            .map((audit) => audit[n]!)
            .filter((row, d, rows) => rows.slice(0, d + 1).some((r) => isEnded(r.status)) && row);
          for (const row of ended) {
            expect([row.status, row.since, row.reason]).toEqual([ended[0]!.status, ended[0]!.since, ended[0]!.reason]);
          }
        });
      }),
      runs,
    );
  });

  it('has a chain that only grows, with the reason of the status in it', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const audits = auditsOf(graph);
        graph.nodes.forEach((_, n) => {
          let before: readonly string[] = [];
          for (const audit of audits) {
            const row = audit[n]!;
            const quotes = row.chain.map((reason) => JSON.stringify(reason));
            expect(quotes).toEqual(expect.arrayContaining([...before]));
            if (row.reason !== null) expect(quotes).toContain(JSON.stringify(row.reason));
            before = quotes;
          }
        });
      }),
      runs,
    );
  });
});

describe('a graph of whole ends on different days, against the rule as it is written', () => {
  // One day for each effect, all after every document was issued and started.
  const anyEnds = fc
    .array(fc.tuple(anyName, anyName), { maxLength: 12 })
    .map((pairs) =>
      pairs.filter(([by, target]) => by !== target).map(([by, target], n) => ({ by, target, on: days[n + 2]! })),
    );
  const anyTerms = fc.tuple(...names.map(() => fc.option(anyDay.filter((d) => d > days[2]!))));

  it('ends each document by its term or by the first end whose own document had not ended', () => {
    fc.assert(
      fc.property(
        anyEnds,
        anyTerms,
        fc.shuffledSubarray([...Array(12).keys()], { minLength: 12 }),
        (ends, terms, order) => {
          const shuffled = ends.map((end, n) => ({ ...end, on: days[order[n]! + 2]! }));
          const documents = names.map((name, n) => `${name} 2020-01-01${terms[n] ? ` until ${terms[n]}` : ''}`);
          const graph = graphOf(
            [...documents, ...shuffled.map(({ by, target, on }) => `${by} repeals ${target} on ${on}`)].join(';'),
          );
          // The rule: an end counts where no counted end of its own document is dated on or before it.
          const endedOn = (name: string): IsoDate | null => {
            const n = names.indexOf(name as (typeof names)[number]);
            const byTerm = terms[n] ? nextDay(terms[n]) : null;
            const counted = shuffled
              .filter((end) => end.target === name && !isOver(end.by, end.on))
              .map((end) => end.on);
            return [...counted, ...(byTerm ? [byTerm] : [])].sort()[0] ?? null;
          };
          const isOver = (name: string, on: IsoDate): boolean => {
            const n = names.indexOf(name as (typeof names)[number]);
            if (terms[n] && terms[n] < on) return true;
            return shuffled.some((end) => end.target === name && end.on < on && !isOver(end.by, end.on));
          };
          const rows = auditGraph(graph, day('2021-01-01'));
          expect(rows.map((row) => (isEnded(row.status) ? row.since : null))).toEqual(names.map(endedOn));
        },
      ),
      runs,
    );
  });
});

describe('hostile effects', () => {
  const anyText = fc.string({ unit: 'binary', maxLength: 20 });
  const anyProvisions = fc.oneof(
    fc.constantFrom<'whole' | 'unspecified'>('whole', 'unspecified'),
    fc.array(anyText, { maxLength: 3 }),
    fc.record({ except: fc.array(anyText, { maxLength: 3 }) }),
  );

  it('with any text in any place neither throw nor hang', () => {
    const base = graphOf('A 2020-01-01; B cited; A repeals B').effects[0]!;
    const anyHostile = fc
      .record({
        by: anyName,
        type: fc.constantFrom<EffectType>(
          'repeals',
          'extends',
          'revives',
          'suspends',
          'expires',
          'postpones',
          'amends',
        ),
        provisions: anyProvisions,
        date: fc.constantFrom<IsoDate | null>(null, day('0000-01-01'), day('9999-12-31'), ...days.slice(0, 3)),
        quote: anyText,
        scope: fc.constantFrom<Effect['scope']>('document', 'provisions', 'class', 'item', 'non-document'),
        target: anyName,
      })
      .map(({ by, provisions, target, ...rest }): EffectRecord => {
        const work = `CN/2020/${target}` as EffectRecord['affecting'];
        const named = { title: null, number: null, provisions, work };
        const affecting = `CN/2020/${by}` as EffectRecord['affecting'];
        return { ...base, affecting, effect: { ...base.effect, ...rest, target: named } };
      });
    fc.assert(
      fc.property(anyGraph, fc.array(anyHostile, { maxLength: 10 }), anyDay, (graph, hostile, asOf) => {
        const rows = auditGraph({ ...graph, effects: [...graph.effects, ...hostile] }, asOf);
        expect(rows).toHaveLength(graph.nodes.length);
      }),
      runs,
    );
  });
});
