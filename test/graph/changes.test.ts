import { describe, expect, test } from 'vitest';
import { statusChanges } from '../../src/graph/changes.js';
import { auditGraph } from '../../src/graph/status.js';
import type { IsoDate } from '../../src/model/date.js';
import { graphOf, id } from './notation.js';

/** What changed from one day to another, where on the first only the first text was known. */
function news(before: string, then: string, after: string, now: string) {
  const [known, all] = [graphOf(before), graphOf(after)];
  const changes = statusChanges(
    auditGraph(known, then as IsoDate),
    auditGraph(known, now as IsoDate),
    auditGraph(all, now as IsoDate),
  );
  return changes.map(({ id: work, from, to, cause, terms }) => [work.split('/').at(-1), from, to, cause, ...terms]);
}

const limited = 'A 2020-01-01 until 2023-12-31';

describe('what is news of a document', () => {
  test('a status that time ended, as was known', () => {
    expect(news(limited, '2023-12-31', limited, '2024-01-01')).toEqual([['A', 'in-force', 'lapsed', 'time']]);
  });

  test('a status that a new document ended, although it would have ended by then', () => {
    const repealed = `${limited}; B 2023-06-01; B repeals A`;
    expect(news(limited, '2023-05-01', repealed, '2024-01-01')).toEqual([
      ['A', 'in-force', 'repealed', 'document'],
      ['B', null, 'in-force', 'document'],
    ]);
  });

  test('a repeal that the text captured anew no longer tells, of a document that nothing else names', () => {
    const repealed = 'A 2020-01-01; B 2023-06-01; B repeals A';
    expect(news(repealed, '2023-07-01', 'B 2023-06-01', '2023-07-02')).toEqual([
      ['A', 'repealed', 'unknown', 'document'],
    ]);
  });

  test('an end that moved, while the status stays', () => {
    const extended = `${limited}; B 2023-06-01; B extends A on 2025-12-31`;
    expect(news(limited, '2023-05-01', extended, '2023-07-01')[0]).toEqual([
      ...['A', 'in-force', 'in-force', 'document'],
      { of: 'until', from: '2023-12-31', to: '2025-12-31' },
    ]);
  });

  test('an end that is to come, while the status stays', () => {
    const ending = 'A 2020-01-01; B 2023-06-01; B repeals A on 2024-01-01';
    expect(news('A 2020-01-01', '2023-05-01', ending, '2023-07-01')[0]).toEqual([
      ...['A', 'in-force', 'in-force', 'document'],
      { of: 'until', from: null, to: '2023-12-31' },
    ]);
  });

  test('an amendment of what was amended before, by the document that makes it', () => {
    const once = 'A 2020-01-01; B 2021-01-01; B amends A';
    expect(news(once, '2023-05-01', `${once}; C 2023-06-01; C amends A`, '2023-07-01')[0]).toEqual([
      ...['A', 'amended', 'amended', 'document'],
      { of: 'amended', by: [id('C')] },
    ]);
  });

  test('provisions that ended on a day that was known, by time', () => {
    const parts = 'A 2020-01-01; B 2021-01-01; B repeals A 第三条; B repeals A 第五条 on 2023-06-01';
    expect(news(parts, '2023-05-01', parts, '2023-07-01')).toEqual([
      [
        ...['A', 'partially-in-force', 'partially-in-force', 'time'],
        { of: 'provisions', from: ['第三条'], to: ['第三条', '第五条'] },
      ],
    ]);
  });

  test('nothing, where days pass and all is as it was', () => {
    const course = `${limited}; B 2021-01-01; B amends A; C 2022-01-01; C suspends A on 2022-02-01`;
    expect(news(course, '2022-03-01', course, '2023-07-01')).toEqual([]);
    expect(news('', '2022-03-01', 'A cited', '2023-07-01')).toEqual([]);
  });
});
