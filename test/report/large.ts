import type { FamilyReport } from '../../src/model/difference.js';
import type { RunReport } from '../../src/model/run.js';
import { comparison, difference, eId, family, type Paragraph, reading, run, template } from './builder.js';

// Made up: a law of many articles, and a large family whose members depart from its template in every second one.

const article = (n: number): Paragraph => [
  'body',
  `art_${n}`,
  `第${n}条`,
  `第${n}项,纳税人应当在取得收入之日起十五日内向主管税务机关申报缴纳,逾期未申报的,按日加收滞纳金。`,
];

const articles = (count: number): Paragraph[] => Array.from({ length: count }, (_, n) => article(n + 1));

export function longDocument(clauses: number, id = 'CN/2023/法'): ReturnType<typeof reading> {
  return reading(id, articles(clauses), { title: '征收管理法', number: null });
}

/** A run over one family of so many members, each with so many clauses. */
export function largeFamily(members: number, clauses: number): RunReport {
  const canonical = template('large', articles(clauses), [
    { name: 'issuer', type: 'issuer', label: '发文机关', material: false },
  ]);
  const readings = Array.from({ length: members }, (_, n) =>
    longDocument(clauses, `CN-SD/2023/甲市公告2023年第${n + 1}号`),
  );
  const reports = readings.map(({ document, passages }): FamilyReport['members'][number] => {
    const side = (text: string, from: number, n: number) => ({
      ...{ eId: eId(`art_${n}`), line: n, text },
      span: { from, to: from + text.length },
    });
    const places = Array.from({ length: clauses }, (_, n) => n + 1);
    const differences = places
      .filter((n) => n % 2 === 0)
      .map((n) =>
        difference(
          `d-${n}`,
          'substantive',
          side('可以', (canonical.passages[n - 1]?.span.from ?? 0) + 12, n),
          side('应当', (passages[n - 1]?.from ?? 0) + 12, n),
          { reason: 'modality' },
        ),
      );
    const pairs = places.map((n) => {
      const refs = [{ eId: eId(`art_${n}`), line: n }];
      return { relation: 'match', edited: n % 2 === 0, a: refs, b: refs, similarity: 0.95 } as const;
    });
    const slots = [{ variable: 'issuer', value: '甲市税务局', others: [], places: [] }];
    return { id: document.id, comparison: comparison('template:large', document.id, differences, { pairs }), slots };
  });
  return run(readings, { families: [family(canonical, reports)] });
}
