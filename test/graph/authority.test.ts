import { describe, expect, test } from 'vitest';
import { indexGraph } from '../../src/graph/lookup.js';
import { findingsOf } from '../../src/graph/findings.js';
import { auditGraph, statusOf } from '../../src/graph/status.js';
import { type KnownMaker, mayEnd, mayUnmake } from '../../src/model/authority.js';
import type { Jurisdiction } from '../../src/model/document.js';
import type { Graph, OpenEnd } from '../../src/model/graph.js';
import { officeOf } from '../../src/notation/offices.js';
import { jurisdictionOf } from '../../src/notation/agencies.js';
import { rules } from '../project-rules.js';
import { day, graphOf, id } from './notation.js';

/** `CN`, `吉林省`, `山东省/青岛市`, `山东省/青岛市/黄岛区`, `?`; behind `>` where it went, divided by `+`. */
function place(text: string): Jurisdiction {
  if (text === '?') return { gb2260: null, iso: null, province: null, city: null, district: null };
  if (text === 'CN') return { gb2260: '000000', iso: 'CN', province: null, city: null, district: null };
  const [name = '', into] = text.split('>');
  const [province = '', city = null, district = null] = name.split('/');
  const own = { gb2260: name, iso: province === '吉林省' ? 'CN-JL' : 'CN-SD', province, city, district };
  return into === undefined ? own : { ...own, mergedInto: into.split('+') };
}

test.each([
  ['the same place', '山东省', '山东省', 'may'],
  ['a place below', '山东省', '山东省/青岛市', 'may'],
  ['the nation over a city', 'CN', '山东省/青岛市', 'may'],
  ['a place above', '山东省/青岛市', '山东省', 'may-not'],
  ['the nation', '吉林省', 'CN', 'may-not'],
  ['another province', '吉林省', '山东省', 'may-not'],
  ['another city', '山东省/济南市', '山东省/青岛市', 'may-not'],
  ['a district of the city', '山东省/青岛市', '山东省/青岛市/黄岛区', 'may'],
  ['the city of the district', '山东省/青岛市/黄岛区', '山东省/青岛市', 'may-not'],
  ['an unknown place', '吉林省', '?', 'unknown'],
  ['a place that was merged into it', '山东省/济南市', '山东省/莱芜市>山东省/济南市', 'may'],
  ['a place that was merged into another', '山东省/青岛市', '山东省/莱芜市>山东省/济南市', 'may-not'],
  ['the place it was merged into', '山东省/莱芜市>山东省/济南市', '山东省/济南市', 'may-not'],
  ['a place that was divided', '山东省/济南市', '山东省/甲市>山东省/济南市+山东省/青岛市', 'unknown'],
])('%s: %s on %s', (_what, by, on, verdict) => {
  expect(mayEnd(place(by), place(on))).toBe(verdict);
});

/** Agencies separated by blanks. */
function maker(text: string): KnownMaker {
  const issuers = text.split(' ');
  const [first = ''] = issuers;
  return { issuers, jurisdiction: jurisdictionOf(first, rules), offices: issuers.map((name) => officeOf(name, rules)) };
}

test.each([
  ['the issuer', '吉林省财政厅', '吉林省财政厅', 'may'],
  ['the successor', '国家税务总局吉林省税务局', '吉林省地方税务局', 'may'],
  ['the successor of another province', '国家税务总局吉林省税务局', '辽宁省地方税务局', 'may-not'],
  ['a successor of a successor', '国家金融监督管理总局', '中国银行业监督管理委员会', 'may'],
  ['a successor of two', '国家市场监督管理总局', '国家质量监督检验检疫总局', 'may'],
  ['a ministry of 1998', '商务部', '对外贸易经济合作部', 'may'],
  ['the health line over twenty years', '吉林省卫生健康委员会', '吉林省卫生厅', 'may'],
  ['the successor of a bureau that bore the name of the nation', '国家税务总局吉林省税务局', '吉林省国家税务局', 'may'],
  ['a city into which another was merged', '济南市财政局', '莱芜市财政局', 'may'],
  ['another department of such a city', '济南市财政局', '莱芜市教育局', 'may-not'],
  ['one of several that divided a place', '合肥市财政局', '巢湖市财政局', 'unknown'],
  ['one that took over a task, while both go on', '国家医疗保障局', '人力资源和社会保障部', 'unknown'],
  ['the one that lost the task', '人力资源和社会保障部', '国家医疗保障局', 'may-not'],
  ['its own line above', '国家税务总局', '国家税务总局吉林省税务局', 'may'],
  ['its own line of the province', '山东省生态环境厅', '青岛市环境保护局', 'may'],
  ['its own line below', '国家税务总局青岛市税务局', '国家税务总局', 'may-not'],
  ['the government of the place', '吉林省人民政府', '吉林省财政厅', 'may'],
  ['the office of the government', '吉林省人民政府办公厅', '吉林省财政厅', 'may'],
  ['the congress', '吉林省人大常委会', '吉林省人民政府', 'may'],
  ['国务院 over a ministry', '国务院', '财政部', 'may'],
  ['a department on what its government made', '吉林省财政厅', '吉林省人民政府', 'may-not'],
  ['a ministry on what 国务院 made', '财政部', '国务院', 'may-not'],
  ['another department of the place', '吉林省财政厅', '吉林省生态环境厅', 'may-not'],
  ['another ministry', '教育部', '财政部', 'may-not'],
  ['a ministry over another line below', '教育部', '吉林省财政厅', 'may-not'],
  ['one that issued it with others', '国家税务总局', '财政部 国家税务总局', 'may'],
  ['with one that is of the line', '吉林省财政厅 国家税务总局吉林省税务局', '吉林省地方税务局', 'may'],
  ['an agency of no known line', '吉林省粮油交易中心', '吉林省财政厅', 'unknown'],
  ['a predecessor whose successor nobody wrote down', '吉林省财政厅', '吉林省纺织工业局', 'unknown'],
  ['a bank of no known line', '中国人民银行长春中心支行', '长春市财政局', 'unknown'],
  ['an agency of the city on what one of the province made', '长春市财政局', '吉林省财政厅', 'may-not'],
])('%s: %s on %s', (_what, by, on, verdict) => {
  expect(mayUnmake(maker(by), maker(on))).toBe(verdict);
});

describe('a contested effect', () => {
  const graph = graphOf('A 2020-01-01; B 2021-01-01; B repeals A on 2021-05-01');
  const [record] = graph.effects;
  const effect = record?.effect.id ?? '';
  const end: OpenEnd = {
    id: 'o-1',
    kind: 'contested',
    work: id('B'),
    line: 1,
    quote: '',
    text: '',
    candidates: [],
    effect,
  };
  const contested: Graph = { ...graph, openEnds: [end] };
  const decided = (accepted: readonly string[], rejected: readonly string[]) => ({
    accepted: new Set(accepted),
    rejected: new Set(rejected),
  });
  const status = (of: Graph, ...by: readonly ReturnType<typeof decided>[]): string | undefined =>
    auditGraph(of, day('2022-01-01'), ...by).find((row) => row.id === id('A'))?.status;

  test('counts once a person accepts it, by the id of the effect or of the open end', () => {
    expect(status(contested)).toBe('in-force');
    expect(status(contested, decided([effect], []))).toBe('repealed');
    expect(status(contested, decided(['o-1'], []))).toBe('repealed');
    expect(status(contested, decided(['o-2'], []))).toBe('in-force');
  });

  test('counts for nothing once a person rejects it, whoever made it', () => {
    expect(status(graph)).toBe('repealed');
    expect(status(graph, decided([], [effect]))).toBe('in-force');
    expect(status(contested, decided(['o-1'], ['o-1']))).toBe('in-force');
    expect(findingsOf(graph, day('2022-01-01'), decided([], [effect])).map(({ code }) => code)).toContain(
      'status/rejected-effect',
    );
  });
});

describe('a repeal by a document of another place', () => {
  const graph = graphOf('A 2020-01-01; B 2021-01-01; B repeals A on 2021-05-01');
  const between = (by: string, on: string): Graph => ({
    ...graph,
    nodes: graph.nodes.map((node) => ({ ...node, jurisdiction: place(node.id === id('A') ? on : by) })),
  });

  test('changes no status, and is a finding', () => {
    const contested = between('吉林省', '山东省');
    expect(statusOf(indexGraph(contested), id('A'), day('2022-01-01')).status).toBe('in-force');
    expect(findingsOf(contested, day('2022-01-01')).map(({ code }) => code)).toContain('status/contested-authority');
  });

  test('counts from above, and where a place is not known', () => {
    for (const [by, on] of [
      ['CN', '山东省'],
      ['?', '山东省'],
    ] as const)
      expect(statusOf(indexGraph(between(by, on)), id('A'), day('2022-01-01')).status).toBe('repealed');
  });
});
