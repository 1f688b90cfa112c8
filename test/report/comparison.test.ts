import { describe, expect, test } from 'vitest';
import { compareReadings } from '../../src/compare/collate.js';
import type { Collation } from '../../src/report/collation.js';
import { comparisonLines, comparisonMarkdown, comparisonPage } from '../../src/report/comparison.js';
import { plain } from '../../src/report/terminal.js';
import { rules } from '../project-rules.js';
import { readLines } from '../readings.js';
import { comparison, difference, eId, placeOf, reading } from './builder.js';
import { elementsOf, textOf } from './page.js';
import { sampleRun } from './sample-run.js';

const options = { language: 'en' as const, paint: plain, width: 80 };
const report = sampleRun();
const [family] = report.families;
const member = family!.members[1]!;
const collation: Collation = {
  comparison: member.comparison,
  aName: 'template:collection-notices',
  bName: '乙市税务局关于明确征收事项的公告',
  a: null,
  template: family!.declaration.template,
  b: report.readings[1]!,
};

describe('a comparison on a terminal', () => {
  test('goes clause by clause and ends with the counts', () => {
    expect(comparisonLines(collation, options)).toEqual([
      '--- template:collection-notices',
      '+++ 乙市税务局关于明确征收事项的公告',
      '@@ 1,1 @@ header title',
      '  [变] slot: 发文机关',
      '- 〔发文机关〕',
      '+ 乙市税务局',
      '@@ 4,6 @@ 二、',
      '  [变] slot: 征收率, material',
      '- 〔征收率〕',
      '+ 3%',
      '@@ 3,5 @@ 一、 para 1',
      '  [实] substantive: modality',
      '- 应当',
      '+ 在本市从事经营的纳税人{+可以+}在取得收入之日起十五日内…',
      '  [校] editorial',
      '- 15日',
      '+ …税人可以在取得收入之日起{+十五日+}内申报。',
      '@@ 2,4 @@ 一、',
      '  [版] layout',
      '@@ ·,7 @@ 二、 para 1',
      '  [实] substantive: added clause',
      '+ 逾期申报的,按日加收滞纳金。',
      '@@ 5,· @@ 四、',
      '  [实] substantive: omitted clause',
      '- 本公告由〔发文机关〕解释。',
      'a cap was hit: the comparison may be incomplete',
      'substantive 3, slot 2, editorial 1, layout 1',
    ]);
  });

  test('of a document with itself says so', () => {
    const same = { ...collation, comparison: comparison('a', 'a', []) };
    expect(comparisonLines(same, options).at(-1)).toBe('No differences.');
  });

  test('without the texts names clauses by their eIds', () => {
    const bare = { ...collation, template: null, b: null };
    expect(comparisonLines(bare, options)).toContain('@@ 3,5 @@ level_1__para_1');
  });

  test('of two documents calls a slot by its type, and gives blanks a shape', () => {
    const of = reading('CN/2023/1', [['body', 'para_1', '', '吉林省　']]);
    const side = (text: string) => ({ eId: eId('para_1'), line: 1, span: { from: 0, to: 0 }, text });
    const differences = [
      difference('d1', 'slot', side('河南省'), placeOf(of, '吉林省'), { slot: 'place' }),
      difference('d2', 'layout', side('\n'), placeOf(of, '　')),
    ];
    const lines = comparisonLines(
      { ...collation, template: null, b: of, comparison: comparison('a', 'b', differences) },
      options,
    );
    expect(lines.slice(3, 9)).toEqual([
      '  [变] slot: place',
      '- 河南省',
      '+ 吉林省',
      '  [版] layout',
      '- ↵',
      '+ 吉林省{+□+}',
    ]);
  });

  test('a changed text cannot drive the terminal', () => {
    const of = reading('CN/2023/1', [['body', 'para_1', '', '甲\u001b[2J乙']]);
    const side = { eId: eId('para_1'), line: 1, span: { from: 0, to: 1 }, text: '丙' };
    const hostile = {
      ...collation,
      b: of,
      comparison: comparison('a', 'b', [difference('d', 'substantive', side, placeOf(of, '甲\u001b[2J乙'))]),
    };
    expect(comparisonLines(hostile, options)).toContain('+ 甲⟨U+001B⟩[2J乙');
  });
});

test('a clause with another number is named by both, and a change is shown with the words around it on both sides', () => {
  // made up
  const before = readLines(
    '海州市照明办法',
    '第一条 为了节约用电,制定本办法。',
    '第二条 故障应当在24小时内修复,并报主管部门备案。',
  );
  const after = readLines(
    '海州市照明办法',
    '第一条 为了节约用电,制定本办法。',
    '第二条 照明应当节能。',
    '第三条 故障应当在48小时内修复,并报主管部门备案。',
  );
  const changed = { ...collation, template: null, a: before, b: after };
  const lines = comparisonLines({ ...changed, comparison: compareReadings(before, after, rules) }, options);
  expect(lines.slice(2, -1)).toEqual([
    '@@ ·,3 @@ 第二条',
    '  [实] substantive: added clause',
    '+ 第二条 照明应当节能。',
    '@@ 3,4 @@ 第二条 → 第三条',
    '  [实] substantive: period',
    '- 第二条 故障应当在[-24小时-]内修复,并报主管部门备案…',
    '+ 第三条 故障应当在{+48小时+}内修复,并报主管部门备案…',
  ]);
});

test('a comparison as Markdown has a heading for each clause', () => {
  const text = comparisonMarkdown(collation, 'en');
  expect(text).toContain(
    '## 一、 para 1 (3, 5)\n\n- 实 substantive: modality: ~~应当~~ **可以**\n- 校 editorial: ~~15日~~ **十五日**',
  );
  expect(text).toContain('~~本公告由〔发文机关〕解释。~~');
});

describe('a comparison as a page', () => {
  const elements = elementsOf(comparisonPage(collation));

  test('stands alone: no link leaves it', () => {
    const links = elements
      .filter((element) => element.tagName === 'a')
      .flatMap((element) => element.attrs.filter(({ name }) => name === 'href'));
    expect(links.map(({ value }) => value)).toEqual(['#main']);
  });

  test('folds what is not substantive, with its count', () => {
    const folded = elements
      .filter((element) => element.tagName === 'summary')
      .map((element) => textOf(element).replace(/\s+/g, ' '));
    expect(folded).toEqual(['变 变量 (2)', '校 文字校异 (1)', '版 版式差异 (1)', '条款对应 (2)']);
  });
});

describe('a long clause', () => {
  // made up: a change in the middle of a clause of 1,000 characters
  const text = `${'甲'.repeat(500)}应当${'乙'.repeat(500)}`;
  const of = reading('CN/2023/1', [['body', 'para_1', '', text]]);
  const side = { eId: eId('para_1'), line: 1, span: { from: 0, to: 2 }, text: '可以' };
  const shown = {
    ...collation,
    template: null,
    b: of,
    comparison: comparison('a', 'b', [
      difference('d', 'substantive', side, placeOf(of, '应当'), { reason: 'modality' }),
    ]),
  };

  test('shows the change with what stands around it, and where text is left out', () => {
    const page = elementsOf(comparisonPage(shown));
    const clause = page.find((element) => element.attrs.some(({ value }) => value === 'p') && element.tagName === 'p');
    expect(textOf(clause!)).toBe(`…${'甲'.repeat(40)}可以应当应当、可以、不得${'乙'.repeat(40)}…`);
  });
});

test('a change of blanks alone is given a shape', () => {
  const of = reading('CN/2023/1', [['body', 'para_1', '', '甲　乙']]);
  const side = { eId: eId('para_1'), line: 1, span: { from: 1, to: 2 }, text: ' ' };
  const blank = difference('d', 'editorial', side, placeOf(of, '　'));
  const page = comparisonPage({ ...collation, template: null, b: of, comparison: comparison('a', 'b', [blank]) });
  expect(page).toContain('<del>␣</del><ins>□</ins>');
});
