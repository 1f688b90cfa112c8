import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { makeGrams } from '../../src/compare/grams.js';
import { candidatePairs, signatureOf } from '../../src/family/minhash.js';
import type { Reading } from '../../src/model/document.js';
import { readCapture } from '../../src/pipeline/capture.js';
import { findFamilies } from '../../src/pipeline/kinship.js';
import { rules } from '../project-rules.js';
import { corpusOf } from '../bench/corpus.js';
import { readAll, readLines } from '../readings.js';

const bytes = readFileSync(new URL('../../seeds/notices.txt', import.meta.url));
const lines = bytes.toString('utf8').split('\n');
const seeds = readCapture(bytes, 'seeds/notices.txt', rules).readings;

function textOf(count: number): string {
  const source = seeds[count - 1]?.document.source;
  if (!source) throw new Error(`the seeds hold notice ${String(count)}`);
  return lines.slice(source.firstLine - 1, source.lastLine).join('\n');
}

/** `near-duplicates 6 7`: the places of the members in the list. */
function families(readings: readonly Reading[]): readonly string[] {
  return findFamilies(readings, rules)
    .map(({ relation, members }) => {
      const places = members.map((member) => readings.findIndex(({ document }) => document.id === member.id) + 1);
      return `${relation} ${places.sort((a, b) => a - b).join(' ')}`;
    })
    .sort();
}

describe('families found without being told', () => {
  test('on the seeds are Jilin and Henan, and the three cities', () => {
    expect(families(seeds)).toEqual(['near-duplicates 13 14 15', 'near-duplicates 6 7']);
  });

  test('do not depend on the order of the documents', () => {
    const ids = (readings: readonly Reading[]): readonly string[] => findFamilies(readings, rules).map(({ id }) => id);
    expect(ids([...seeds].reverse())).toEqual(ids(seeds));
  });

  test.each([
    ['泰安', 13],
    ['菏泽', 14],
    ['淄博', 15],
  ])('take in a fourth city that follows %s', (city, count) => {
    const yantai = textOf(count)
      .replaceAll(city, '烟台')
      .replaceAll('均为2%', '分别为2%、3%、4%')
      .replaceAll('2022年9月21日', '2023年7月1日');
    expect(families([...seeds, ...readAll(yantai)])).toContain('near-duplicates 13 14 15 21');
  });

  test('and the same text twice is copies', () => {
    const [other] = readAll(textOf(12));
    if (!other) throw new Error('the capture holds a notice');
    const copy: Reading = {
      ...other,
      document: { ...other.document, id: `${other.document.id}x` as Reading['document']['id'] },
    };
    expect(findFamilies([...seeds, copy], rules).map(({ relation }) => relation)).toContain('copies');
  });
});

describe('relations', () => {
  // Made up, after the regulations on dumping and subsidies of one day.
  const regulation = (what: string, day: string, order: number, years: string): Reading =>
    readLines(
      `中华人民共和国${what}条例`,
      `(${day}国务院令第${String(order)}号公布)`,
      '第一条 为了维护对外贸易秩序和公平竞争,根据《中华人民共和国对外贸易法》的有关规定,制定本条例。',
      `第二条 进口产品以${what.slice(1)}方式进入中华人民共和国市场,并对已经建立的国内产业造成实质损害的,依照本条例的规定进行调查,采取${what}措施。`,
      '第三条 国务院商务主管部门负责调查和确定,涉及农产品的,会同国务院农业主管部门进行。',
      `第四条 征税的期限不超过${years}年,但是经复审确定有可能导致损害继续或者再度发生的,征税期限可以适当延长。`,
      '第五条 任何单位和个人对终裁决定不服的,可以依法申请行政复议,也可以依法向人民法院提起诉讼。',
    );

  test('other titles of one issuer are siblings', () => {
    expect(
      families([regulation('反倾销', '2001年11月26日', 328, '5'), regulation('反补贴', '2001年11月26日', 329, '5')]),
    ).toEqual(['siblings 1 2']);
  });

  test('one title at two times is two versions', () => {
    const readings = [
      regulation('反倾销', '2001年11月26日', 328, '5'),
      regulation('反倾销', '2004年3月31日', 401, '8'),
    ];
    const [older, newer] = readings.map((reading, index) => ({
      ...reading,
      document: { ...reading.document, id: `CN/200${String(index)}/反倾销条例` as Reading['document']['id'] },
    }));
    expect(families([older, newer].flatMap((reading) => reading ?? []))).toEqual(['versions 1 2']);
  });

  test('one place or another, by one province, are siblings', () => {
    const approval = (city: string, number: number): Reading =>
      readLines(
        `山东省人民政府关于${city}城市总体规划的批复`,
        `鲁政字〔2023〕${String(number)}号`,
        `${city}人民政府:`,
        `你市关于报请审批${city}城市总体规划的请示收悉。经研究,现批复如下:`,
        '一、原则同意修订后的城市总体规划,规划期限至2035年,请认真组织实施。',
        '二、加强城乡统筹,严格控制城市规模,合理安排城市各项建设用地,节约集约利用土地。',
        '三、完善基础设施和公共服务设施,保护历史文化风貌,建设资源节约型和环境友好型城市。',
        '山东省人民政府',
        '2023年3月16日',
      );
    expect(families([approval('济南市', 5), approval('莱芜市', 6)])).toEqual(['siblings 1 2']);
  });
});

test('in a large corpus the likely pairs hold every family', () => {
  const readings = corpusOf(600);
  const gramsOf = makeGrams(rules);
  const found = new Set([...candidatePairs(readings.map((reading) => signatureOf(gramsOf(reading))))].map(String));
  // Every tenth document opens a family of three.
  const all = readings.flatMap((_, i) => (i % 10 === 0 ? [`${String(i)},${String(i + 1)}`] : []));
  expect(all.filter((pair) => !found.has(pair))).toEqual([]);
  expect(findFamilies(readings, rules)).toHaveLength(all.length);
});
