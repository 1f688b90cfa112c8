import { describe, expect, test } from 'vitest';
import type { Comparison, Difference, Pair, Reason, Relation } from '../../src/model/difference.js';
import type { EId } from '../../src/model/ids.js';
import { comparisonRows, isPlain } from '../../src/report/site/comparison-rows.js';

const ref = (eId: string) => ({ eId: eId as EId, line: 1 });

/** `a1,a2>b1` with its relation; nothing on one side for what only the other has. */
function pair(notation: string, relation: Relation = 'match'): Pair {
  const [a = '', b = ''] = notation.split('>');
  const refs = (names: string) => (names === '' ? [] : names.split(',').map(ref));
  return { relation, edited: false, a: refs(a), b: refs(b), similarity: 1 };
}

function difference(a: string, b: string, reason: Reason | null = 'wording'): Difference {
  const side = (eId: string) => ({ ...ref(eId), span: { from: 0, to: 1 }, text: '甲' });
  return { id: `${a}-${b}`, kind: 'substantive', slot: null, material: false, reason, a: side(a), b: side(b) };
}

/** Rows as `a1>b1`, a moved one with the row of its other half. */
function rows(pairs: readonly Pair[], orderOfB: string, differences: readonly Difference[] = []): string[] {
  const comparison: Comparison = {
    a: { id: 'a' },
    b: { id: 'b' },
    exact: true,
    pairs,
    differences,
    summary: { slot: 0, editorial: 0, layout: 0, substantive: 0 },
  };
  return comparisonRows(comparison, orderOfB.split(' ') as EId[]).map(({ a, b, movedTo, differences: own }) =>
    [`${a.join(',')}>${b.join(',')}`, movedTo === null ? '' : `@${movedTo}`, ...own.map(({ id }) => ` ${id}`)].join(''),
  );
}

describe('rows of a comparison', () => {
  test('what only B has stands behind what precedes it in B, wherever the pair was listed', () => {
    const pairs = [pair('>b2', 'added'), pair('a1>b1'), pair('a2>b3'), pair('>b4', 'added')];
    expect(rows(pairs, 'b1 b2 b3 b4')).toEqual(['a1>b1', '>b2', 'a2>b3', '>b4']);
  });

  test('what only A has keeps its place', () => {
    expect(rows([pair('a1>b1'), pair('a2>', 'omitted'), pair('a3>b2')], 'b1 b2')).toEqual(['a1>b1', 'a2>', 'a3>b2']);
  });

  test('a moved passage has two rows that know each other', () => {
    const pairs = [pair('a1>b3', 'moved'), pair('a2>b1'), pair('a3>b2')];
    expect(rows(pairs, 'b1 b2 b3')).toEqual(['a1>@3', 'a2>b1', 'a3>b2', '>b3@0']);
  });

  test('a difference is in one row: that of A where the clause is omitted, else that of B', () => {
    const pairs = [pair('a1>b1'), pair('a2>', 'omitted'), pair('>b2', 'added')];
    const differences = [
      difference('a2', 'b1', 'omitted-clause'),
      difference('a1', 'b2', 'added-clause'),
      difference('a1', 'b1'),
    ];
    expect(rows(pairs, 'b1 b2', differences)).toEqual(['a1>b1 a1-b1', 'a2> a2-b1', '>b2 a1-b2']);
  });

  test('a difference whose passages no pair holds still has a row', () => {
    expect(rows([pair('a1>b1')], 'b1 b2', [difference('a2', 'b2')])).toEqual(['a1>b1', 'a2>b2 a2-b2']);
  });

  test('a passage that the template gives to other members is plain, a moved one is not', () => {
    const comparison = {
      a: { id: 'a' },
      b: { id: 'b' },
      exact: true,
      pairs: [pair('a1>', 'omitted'), pair('a2>b1', 'moved')],
      differences: [],
      summary: { slot: 0, editorial: 0, layout: 0, substantive: 0 },
    };
    expect(comparisonRows(comparison, ['b1' as EId]).map(isPlain)).toEqual([true, false, false]);
  });
});
