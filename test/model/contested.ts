import type { EffectRecord, Graph, OpenEnd } from '../../src/model/graph.js';
import { date, sha, work } from '../report/builder.js';

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
/** Two repeals of a document of another place, `e-1` and `e-2`: of the first an open end asks whether it may count (`o-1`), of the second when (`o-2`). */
export const contestedGraph: Graph = {
  nodes: [],
  effects: [act, other],
  citations: [],
  openEnds: [contested, undated],
};
