import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compareReadings } from '../../src/compare/collate.js';
import { compareTemplate } from '../../src/compare/member.js';
import type { Difference } from '../../src/model/difference.js';
import type { Reading } from '../../src/model/document.js';
import { readCapture } from '../../src/pipeline/capture.js';
import { loadFamilies } from '../../src/pipeline/families-folder.js';
import { rules } from '../project-rules.js';

// The three cities of Shandong (notices 13 to 15 of the seeds), read and linked by a person, clause by clause.

const root = new URL('../../', import.meta.url).pathname;
const { readings } = readCapture(readFileSync(`${root}seeds/notices.txt`), 'seeds/notices.txt', rules);
const cities = { taian: at(13), heze: at(14), zibo: at(15) };
type City = keyof typeof cities;

function at(count: number): Reading {
  const reading = readings[count - 1];
  if (!reading) throw new Error(`the seeds hold notice ${String(count)}`);
  return reading;
}

/** Lines of the seeds that say the same thing in each city. */
const clauses: readonly Readonly<Record<City, readonly number[]>>[] = [
  { taian: [2647], heze: [2690], zibo: [2729] }, // title
  { taian: [2649], heze: [], zibo: [2731] }, // number
  { taian: [2651], heze: [2692], zibo: [2733] }, // legal bases
  { taian: [2653], heze: [2694, 2696], zibo: [2735] }, // rates: two paragraphs in Heze
  { taian: [2655], heze: [2698], zibo: [2737] }, // day of commencement
  { taian: [2657], heze: [2700], zibo: [2739] }, // 特此公告
  { taian: [2659], heze: [2702], zibo: [2741] }, // signature
  { taian: [2661], heze: [2704], zibo: [2743] }, // day of issue
  { taian: [2663], heze: [2706], zibo: [2745] }, // title of the interpretation
  { taian: [2665], heze: [], zibo: [2747] }, // background, heading
  { taian: [2667], heze: [], zibo: [2749] }, // background
  { taian: [2669], heze: [2712], zibo: [2751] }, // content, heading; a question in Heze
  { taian: [2671], heze: [2714], zibo: [2753, 2755] }, // content: two paragraphs in Zibo
  { taian: [2677], heze: [], zibo: [2757] }, // commencement, heading
  { taian: [2679], heze: [], zibo: [2759] }, // commencement
];

const pairs: readonly (readonly [City, City])[] = [
  ['taian', 'heze'],
  ['taian', 'zibo'],
  ['heze', 'zibo'],
  ['zibo', 'taian'],
];

/** `2653=2694` for every passage of A that corresponds to one of B. */
function linksOf(a: City, b: City): readonly string[] {
  return compareReadings(cities[a], cities[b], rules)
    .pairs.filter(({ relation }) => relation !== 'omitted' && relation !== 'added')
    .flatMap((pair) => pair.a.flatMap((x) => pair.b.map((y) => `${String(x.line)}=${String(y.line)}`)))
    .sort();
}

/** Documents that only one side rests on, by what is shown as different in the paragraph of legal bases. */
function basesOf(a: City, b: City): readonly string[] {
  const isBasis = ({ reason, a: left }: Difference): boolean =>
    reason === 'reference' && clauses.some((clause) => clause[a].includes(left.line) && clause.taian[0] === 2651);
  return compareReadings(cities[a], cities[b], rules)
    .differences.filter(isBasis)
    .flatMap(({ a: left, b: right }) => [
      ...namesIn(left.text).map((name) => `- ${name}`),
      ...namesIn(right.text).map((name) => `+ ${name}`),
    ]);
}

function namesIn(text: string): readonly string[] {
  return (text.match(/《[^》]*》/g) ?? []).map((title) => title.slice(1, -1));
}

describe('the three cities of Shandong', () => {
  test.each(pairs)('clauses of %s and %s are linked as a person linked them', (a, b) => {
    const wanted = clauses.flatMap((clause) =>
      clause[a].flatMap((x) => clause[b].map((y) => `${String(x)}=${String(y)}`)),
    );
    expect(linksOf(a, b)).toEqual(wanted.sort());
  });

  const collection = '中华人民共和国税收征收管理法';
  const issues = '财政部 国家税务总局关于土地增值税若干问题的通知'; // 财税〔2006〕21号
  const strengthening = '国家税务总局关于加强土地增值税征管工作的通知'; // 国税发〔2010〕53号
  test.each<[City, City, string[]]>([
    ['taian', 'heze', [`+ ${collection}`, `- ${strengthening}`]],
    ['taian', 'zibo', [`+ ${collection}`, `+ ${issues}`]],
    ['heze', 'zibo', [`+ ${issues}`, `+ ${strengthening}`]],
  ])('what %s rests on and %s does not, and the other way', (a, b, bases) => {
    expect(basesOf(a, b)).toEqual(bases);
  });

  test.each<[City, Record<string, string | null>]>([
    [
      'taian',
      {
        number: '国家税务总局泰安市税务局公告2023年第1号',
        issued: '2023-03-13',
        commencement: '2022年9月21日',
        'ordinary-rate': '2%',
        'non-ordinary-rate': '2%',
        'other-rate': '2%',
      },
    ],
    [
      'heze',
      {
        number: null, // Heze printed none
        issued: '2023年2月1日',
        commencement: '2022年9月21日',
        'ordinary-rate': '2%',
        'non-ordinary-rate': '2%',
        'other-rate': '2%',
      },
    ],
    [
      'zibo',
      {
        number: '国家税务总局淄博市税务局公告2023年第1号',
        issued: '2023-02-07',
        commencement: '2022年9月21日',
        'ordinary-rate': '2%',
        'non-ordinary-rate': '2%',
        'other-rate': '3%',
      },
    ],
  ])('the values of %s', async (city, values) => {
    const families = await loadFamilies(`${root}pipelines/families`, root, rules);
    const family = families.find(({ id }) => id === 'land-vat-prelevy');
    if (!family) throw new Error('the family is declared');
    const { slots } = compareTemplate(family.template, cities[city], rules);
    const found = Object.fromEntries(slots.map(({ variable, value }) => [variable, value]));
    expect(found).toMatchObject(values);
    expect(slots.flatMap(({ others }) => others)).toEqual([]);
  });
});
