import { describe, expect, it } from 'vitest';
import type { FamilyReport } from '../../src/model/difference.js';
import type { EffectRecord, Graph, OpenEnd } from '../../src/model/graph.js';
import { type Decision, type Review, standingOf, subjectOf } from '../../src/model/review.js';
import { decidedEffects, judge, listReviewables } from '../../src/model/reviewable.js';
import { comparison, date, difference, eId, family, sha, template, work } from '../report/builder.js';

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

const act: EffectRecord = {
  affecting: work('CN-JL/2023/甲'),
  snapshot: sha('甲'),
  path: 'a.txt',
  effect: {
    id: 'e-1',
    type: 'repeals',
    target: { title: '乙', number: null, provisions: 'whole', work: work('CN-SD/2020/乙') },
    date: date('2023-01-01'),
    dateBasis: 'stated',
    asserted: true,
    scope: 'document',
    component: 'body',
    line: 7,
    quote: '《乙》同时废止',
    span: { from: 0, to: 7 },
    rule: 'repeal',
  },
};
const other: EffectRecord = { ...act, effect: { ...act.effect, id: 'e-2' } };

const contested: OpenEnd = {
  id: 'o-1',
  kind: 'contested',
  work: act.affecting,
  line: 7,
  quote: '《乙》同时废止',
  text: 'is of another place',
  candidates: [],
  effect: 'e-1',
};
const undated: OpenEnd = { ...contested, id: 'o-2', kind: 'undated', effect: 'e-2' };
const graph: Graph = { nodes: [], effects: [act, other], citations: [], openEnds: [contested, undated] };

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
