import { describe, expect, it } from 'vitest';
import type { FamilyReport } from '../../src/model/difference.js';
import { type Decision, type Review, standingOf, subjectOf } from '../../src/model/review.js';
import { canonicalSubject, decidedEffects, judge, listReviewables } from '../../src/model/reviewable.js';
import { comparison, date, difference, eId, family, template, work } from '../report/builder.js';
import { contestedGraph } from './contested.js';

/** `甲+` accepts, `甲-` rejects, `甲?` notes; the day counts up. */
function decisions(...drawn: readonly string[]): Decision[] {
  return drawn.map((each, index) => ({
    verdict: ({ '+': 'accept', '-': 'reject', '?': 'note' } as const)[each.slice(-1) as '+'],
    note: null,
    by: each.slice(0, -1),
    on: date(`2024-01-${String(index + 1).padStart(2, '0')}`),
  }));
}

describe('where decisions leave their subject', () => {
  it.each([
    [[], 'open'],
    [['甲?'], 'open'],
    [['甲+'], 'accepted'],
    [['甲-'], 'rejected'],
    [['甲+', '乙+'], 'accepted'],
    [['甲+', '乙-'], 'disputed'],
    // A second thought replaces the first one, also where it ends a dispute.
    [['甲+', '甲-'], 'rejected'],
    [['甲+', '乙-', '甲-'], 'rejected'],
    // A note takes nothing back.
    [['甲+', '甲?'], 'accepted'],
  ])('%j: %s', (drawn, standing) => {
    expect(standingOf(decisions(...drawn))).toBe(standing);
  });
});

const graph = contestedGraph;

const review = (id: string, ...drawn: readonly string[]): Review => ({
  id,
  of: id.startsWith('e') ? 'effect' : 'open-end',
  decisions: decisions(...drawn),
});

describe('effects that people settled', () => {
  const settled = (...reviews: readonly Review[]): object => {
    const { accepted, rejected } = decidedEffects(reviews, graph);
    return { accepted: [...accepted], rejected: [...rejected] };
  };

  it('are decided by themselves, or by the open end that asks whether they may count', () => {
    expect(settled(review('e-2', '甲-'))).toEqual({ accepted: [], rejected: ['e-2'] });
    expect(settled(review('o-1', '甲+'))).toEqual({ accepted: ['e-1'], rejected: [] });
  });

  it('are not decided by an open end that asks something else of them', () => {
    expect(settled(review('o-2', '甲+'))).toEqual({ accepted: [], rejected: [] });
  });

  it('are neither where one person decides on the effect and another otherwise on its open end', () => {
    expect(settled(review('o-1', '甲+'), review('e-1', '乙-'))).toEqual({ accepted: [], rejected: [] });
  });

  it('follow the later decision of one person, on whichever of the two it was', () => {
    expect(settled(review('o-1', '甲?', '甲-'), review('e-1', '甲+'))).toEqual({ accepted: [], rejected: ['e-1'] });
  });

  it('are decided under one subject, so that of one day the later word stands', () => {
    const subjects = listReviewables([], graph).map((item) => [item.key, canonicalSubject(item)]);
    expect(subjects).toEqual([
      ['o-1', { id: 'e-1', of: 'effect' }],
      ['o-2', { id: 'o-2', of: 'open-end' }],
      ['e-1', { id: 'e-1', of: 'effect' }],
      ['e-2', { id: 'e-2', of: 'effect' }],
    ]);
    // A history that has decisions of the same day on both: what was recorded on the open end is the older habit.
    expect(settled(review('o-1', '甲+'), review('e-1', '甲-'))).toEqual({ accepted: [], rejected: ['e-1'] });
  });

  it('read the same from either side', () => {
    const reviews = new Map([review('o-1', '乙+', '甲+'), review('e-1', '甲-', '乙-')].map((each) => [each.id, each]));
    const judged = judge(listReviewables([], graph), reviews);
    const [end, effect] = ['o-1', 'e-1'].map((key) => judged.find(({ item }) => item.key === key));
    expect(end?.decisions).toEqual(effect?.decisions);
    expect([end?.standing, effect?.standing]).toEqual(['disputed', 'disputed']);
  });
});

describe('what waits for a person', () => {
  const member = work('CN-JL/2023/甲');
  const kinds = ['substantive', 'slot', 'editorial', 'layout'] as const;
  const side = (text: string) => ({ eId: eId('level_1'), line: 1, span: { from: 0, to: text.length }, text });
  const made = kinds.map((kind) =>
    difference(`d-${kind}`, kind, side('应当'), side('可以'), { slot: kind === 'slot' ? 'issuer' : null }),
  );
  const families = (others: readonly string[]): readonly FamilyReport[] => [
    family(template('pilot', [], []), [
      {
        id: member,
        comparison: comparison('template:pilot', member, made),
        slots: [{ variable: 'issuer', value: '甲局', others, places: [] }],
      },
    ]),
  ];
  const waiting = (others: readonly string[], ...reviews: readonly Review[]): string[] =>
    judge(listReviewables(families(others), graph), new Map(reviews.map((each) => [each.id, each])))
      .filter(({ waits }) => waits)
      .map(({ item }) => item.key);

  it('is what is substantive, and open ends; an effect only through its open end', () => {
    expect(waiting([])).toEqual(['d-substantive', 'o-1', 'o-2']);
  });

  it('is a value by which a document contradicts itself', () => {
    expect(waiting(['可以'])).toEqual(['d-substantive', 'd-slot', 'o-1', 'o-2']);
  });

  it('is no longer what is settled, and still what is disputed, of whatever kind', () => {
    const subject = (id: string): string => subjectOf('pilot', member, id);
    expect(
      waiting(
        [],
        review(subject('d-substantive'), '甲+'),
        review(subject('d-layout'), '甲+', '乙-'),
        review('o-2', '甲?'),
        review('e-1', '甲-'),
        review('e-2', '甲+', '乙-'),
      ),
    ).toEqual(['d-layout', 'o-2', 'e-2']);
  });

  it('is not settled by what was decided on another member with the same difference', () => {
    expect(waiting([], review(subjectOf('pilot', work('CN-HA/2023/乙'), 'd-substantive'), '甲+'))).toContain(
      'd-substantive',
    );
  });
});
