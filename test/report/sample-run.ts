import type { Citation } from '../../src/model/document.js';
import type { StatusReason } from '../../src/model/graph.js';
import type { RunReport } from '../../src/model/run.js';
import {
  citedNode,
  comparison,
  date,
  difference,
  eId,
  family,
  node,
  type Paragraph,
  placeOf,
  reading,
  repeal,
  row,
  run,
  template,
  work,
} from './builder.js';

/** The made-up notice of one city; the words that differ between cities are arguments. */
function cityNotice(
  id: string,
  issuer: string,
  serial: number,
  words: { modal: string; rate: string; days: string; extra: readonly Paragraph[] },
) {
  const paragraphs: readonly Paragraph[] = [
    ['header', 'header__title', '', `${issuer}关于明确征收事项的公告`],
    ['header', 'header__number', '', `${issuer}公告2023年第${serial}号`],
    ['preamble', 'preamble__para_1', '', '根据《征收管理条例》(令第12号)的规定,现将有关事项公告如下:'],
    ['body', 'level_1', '一、', '征收范围'],
    ['body', 'level_1__para_1', '', `在本市从事经营的纳税人${words.modal}在取得收入之日起${words.days}内申报。`],
    ['body', 'level_2', '二、', `征收率为${words.rate}。`],
    ...words.extra,
    ['body', 'level_3', '三、', '本公告自2023年3月22日起施行。《关于征收事项的通知》(甲税发〔2018〕3号)同时废止。'],
    ['signature', 'signature__para_1', '', issuer],
    ['signature', 'signature__para_2', '', '2023年3月16日'],
    ['interpretation', 'interpretation__level_1', '一、', '公告的背景'],
  ];
  return reading(id, paragraphs, {
    title: `${issuer}关于明确征收事项的公告`,
    number: `${issuer}公告2023年第${serial}号`,
    issuers: [issuer],
  });
}

/**
 * A run with one of everything: a repeal, a lapse by time, a label that disagrees, a family whose members differ in
 * every kind and contradict themselves, open ends, findings with and without a place, gates, a missing member.
 */
export function sampleRun(): RunReport {
  const first = cityNotice('CN-JL/2023/甲市税务局公告2023年第1号', '甲市税务局', 1, {
    modal: '应当',
    rate: '2%',
    days: '15日',
    extra: [],
  });
  const second = cityNotice('CN-HA/2023/乙市税务局公告2023年第7号', '乙市税务局', 7, {
    modal: '可以',
    rate: '3%',
    days: '十五日',
    extra: [['body', 'level_2__para_1', '', '逾期申报的,按日加收滞纳金。']],
  });
  const old = citedNode('CN-JL/2018/甲税发〔2018〕3号', '关于征收事项的通知', '甲税发〔2018〕3号');
  const basis = citedNode('CN/2001/令第12号', '征收管理条例', '令第12号');
  const nodes = [basis, old, node(first), node(second)];
  const words = '《关于征收事项的通知》(甲税发〔2018〕3号)同时废止';
  const effects = [first, second].map((of) => ({
    affecting: of.document.id,
    snapshot: of.document.source.sha256,
    path: of.document.source.path,
    effect: repeal(of, words, old),
  }));
  const citations = [first, second].map((of) => {
    const text = '《征收管理条例》(令第12号)';
    const { line, span } = placeOf(of, text);
    const citation: Citation = {
      text,
      title: '征收管理条例',
      number: '令第12号',
      provisions: ['第三条'],
      kind: 'based-on',
      component: 'preamble',
      line,
      span,
      self: false,
      alias: false,
      work: basis.id,
    };
    return { citing: of.document.id, snapshot: of.document.source.sha256, path: of.document.source.path, citation };
  });
  const reason: StatusReason = {
    type: 'repeals',
    by: first.document.id,
    line: 7,
    quote: words,
    snapshot: first.document.source.sha256,
  };
  const second2: StatusReason = { ...reason, by: second.document.id, line: 8 };
  const expiry: StatusReason = {
    type: 'expires',
    by: second.document.id,
    line: 8,
    quote: '有效期至2023年12月31日',
    snapshot: second.document.source.sha256,
  };
  return run([first, second], {
    since: date('2023-03-01'),
    novelty: new Map([
      [first.document.id, 'new' as const],
      [second.document.id, 'changed' as const],
    ]),
    graph: {
      nodes,
      effects,
      citations,
      openEnds: [
        {
          id: 'open-1',
          kind: 'unresolved',
          work: first.document.id,
          line: 7,
          quote: '此前有关规定同时废止',
          text: 'no document of this name is known',
          candidates: [],
        },
        {
          id: 'open-2',
          kind: 'ambiguous',
          work: second.document.id,
          line: 3,
          quote: '《条例》',
          text: 'two documents bear this title',
          candidates: [basis.id, old.id],
        },
      ],
    },
    families: [sampleFamily(first, second)],
    audit: [
      row(basis),
      row(old, { status: 'repealed', since: date('2023-03-22'), reason, chain: [reason, second2] }),
      row(node(first), { since: date('2023-03-22'), implied: true }),
      row(node(second), {
        status: 'lapsed',
        since: date('2024-01-01'),
        until: null,
        reason: expiry,
        chain: [expiry],
        disagrees: true,
      }),
    ],
    changes: [
      {
        id: old.id,
        title: old.title,
        from: 'unknown',
        to: 'repealed',
        on: date('2023-03-22'),
        cause: 'document',
        terms: [],
      },
      {
        id: second.document.id,
        title: second.document.title,
        from: 'in-force',
        to: 'lapsed',
        on: date('2024-01-01'),
        cause: 'time',
        terms: [],
      },
    ],
    expiring: [row(node(first), { until: date('2023-09-01') })],
    findings: [
      {
        code: 'parse/number-gap',
        severity: 'warning',
        work: first.document.id,
        path: 'captures/made-up.txt',
        line: 6,
        text: '二、 is followed by 四、',
      },
      {
        code: 'status/retroactive',
        severity: 'info',
        work: second.document.id,
        path: 'captures/made-up.txt',
        line: 7,
        text: 'commences before it was issued',
      },
      {
        code: 'source/no-notice',
        severity: 'error',
        work: null,
        path: 'captures/empty.txt',
        line: 1,
        text: 'no notice in this capture',
      },
    ],
    gates: [
      { gate: 'unreadable', limit: 0, counted: 1, passed: false },
      { gate: 'substantive', limit: 10, counted: 2, passed: true },
    ],
  });
}

function sampleFamily(first: ReturnType<typeof cityNotice>, second: ReturnType<typeof cityNotice>) {
  const paragraphs: readonly Paragraph[] = [
    ['header', 'header__title', '', '{{issuer}}关于明确征收事项的公告'],
    ['body', 'level_1', '一、', '征收范围'],
    ['body', 'level_1__para_1', '', '在本市从事经营的纳税人应当在取得收入之日起15日内申报。'],
    ['body', 'level_2', '二、', '征收率为{{rate}}。'],
    ['body', 'level_4', '四、', '本公告由{{issuer}}解释。'],
  ];
  const canonical = template('collection-notices', paragraphs, [
    { name: 'issuer', type: 'issuer', label: '发文机关', material: false },
    { name: 'rate', type: 'rate', label: '征收率', material: true },
  ]);
  const inTemplate = (id: string, line: number, text: string) => ({
    eId: eId(id),
    line,
    span: { from: 0, to: text.length },
    text,
  });
  const slots = (of: ReturnType<typeof cityNotice>, issuer: string, rate: string) => [
    difference(
      'slot-issuer',
      'slot',
      inTemplate('header__title', 1, '{{issuer}}'),
      { ...placeOf(of, issuer) },
      { slot: 'issuer' },
    ),
    difference('slot-rate', 'slot', inTemplate('level_2', 4, '{{rate}}'), placeOf(of, rate), {
      slot: 'rate',
      material: true,
    }),
  ];
  const omitted = { eId: eId('level_3'), line: 7, span: { from: 0, to: 0 }, text: '' };
  const added = '逾期申报的,按日加收滞纳金。';
  const secondDifferences = [
    ...slots(second, '乙市税务局', '3%'),
    difference('modal', 'substantive', inTemplate('level_1__para_1', 3, '应当'), placeOf(second, '可以'), {
      reason: 'modality',
    }),
    difference('days', 'editorial', inTemplate('level_1__para_1', 3, '15日'), placeOf(second, '十五日')),
    difference('split', 'layout', inTemplate('level_1', 2, ''), { ...placeOf(second, '征收范围'), text: '' }),
    difference('added', 'substantive', inTemplate('level_2', 4, ''), placeOf(second, added), {
      reason: 'added-clause',
    }),
    difference('omitted', 'substantive', inTemplate('level_4', 5, '本公告由{{issuer}}解释。'), omitted, {
      reason: 'omitted-clause',
    }),
  ];
  const places = [{ eId: eId('header__title'), line: 1 }];
  return family(
    canonical,
    [
      {
        id: first.document.id,
        comparison: comparison('template:collection-notices', first.document.id, slots(first, '甲市税务局', '2%')),
        slots: [
          { variable: 'issuer', value: '甲市税务局', others: [], places },
          { variable: 'rate', value: null, others: [], places: [] },
        ],
      },
      {
        id: second.document.id,
        comparison: comparison('template:collection-notices', second.document.id, secondDifferences, {
          exact: false,
          pairs: [
            {
              relation: 'match',
              edited: true,
              a: [{ eId: eId('level_1__para_1'), line: 3 }],
              b: [{ eId: eId('level_1__para_1'), line: 5 }],
              similarity: 0.9,
            },
            { relation: 'added', edited: false, a: [], b: [{ eId: eId('level_2__para_1'), line: 7 }], similarity: 0 },
            { relation: 'omitted', edited: false, a: [{ eId: eId('level_4'), line: 5 }], b: [], similarity: 0 },
          ],
        }),
        slots: [
          { variable: 'issuer', value: '乙市税务局', others: ['甲市税务局'], places },
          { variable: 'rate', value: '3%', others: [], places: [{ eId: eId('level_2'), line: 6 }] },
        ],
      },
    ],
    [work('CN-SD/2023/丙市税务局公告2023年第9号')],
  );
}
