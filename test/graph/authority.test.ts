import { describe, expect, test } from 'vitest';
import { indexGraph } from '../../src/graph/lookup.js';
import { findingsOf } from '../../src/graph/findings.js';
import { statusOf } from '../../src/graph/status.js';
import { mayEnd } from '../../src/model/authority.js';
import type { Jurisdiction } from '../../src/model/document.js';
import type { Graph } from '../../src/model/graph.js';
import { day, graphOf, id } from './notation.js';

/** `CN`, `吉林省`, `山东省/青岛市`, `山东省/青岛市/黄岛区`, `?`. */
function place(text: string): Jurisdiction {
  if (text === '?') return { gb2260: null, iso: null, province: null, city: null, district: null };
  if (text === 'CN') return { gb2260: '000000', iso: 'CN', province: null, city: null, district: null };
  const [province = '', city = null, district = null] = text.split('/');
  return { gb2260: text, iso: province === '吉林省' ? 'CN-JL' : 'CN-SD', province, city, district };
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
])('%s: %s on %s', (_what, by, on, verdict) => {
  expect(mayEnd(place(by), place(on))).toBe(verdict);
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
