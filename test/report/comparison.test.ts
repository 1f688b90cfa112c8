import { describe, expect, test } from 'vitest';
import { compareReadings } from '../../src/compare/collate.js';
import { readSiteScripts } from '../../src/pipeline/site-scripts.js';
import type { Collation } from '../../src/report/collation.js';
import { comparisonLines, comparisonMarkdown, comparisonPage } from '../../src/report/comparison.js';
import { comparisonPath } from '../../src/report/site/links.js';
import { renderSite } from '../../src/report/site/site.js';
import { plain } from '../../src/report/terminal.js';
import { rules } from '../project-rules.js';
import { readLines } from '../readings.js';
import { comparison, difference, eId, placeOf, reading } from './builder.js';
import { attribute, elementsOf, textOf } from './page.js';
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

const pageOf = (of: Collation): string => comparisonPage(of, 'zh-CN', null);

/** The elements of a page that bear a class. */
const ofClass = (page: string, name: string) =>
  elementsOf(page).filter((each) => attribute(each, 'class')?.split(' ').includes(name));

describe('a comparison as a page', () => {
  const page = pageOf(collation);

  test('stands alone: no link leaves it', () => {
    const links = elementsOf(page).flatMap((each) => (each.tagName === 'a' ? (attribute(each, 'href') ?? []) : []));
    expect(links).toContain('#main');
    expect(links.filter((link) => !link.startsWith('#'))).toEqual([]);
  });

  test('shows clause by clause what the page of the site shows', () => {
    const site = renderSite(report, { language: 'zh-CN', graphSvg: null, scripts: null });
    const ofMember = site.get(comparisonPath('collection-notices', member.id)) ?? '';
    const rowsOf = (of: string): string[] => ofClass(of, 'row').map((row) => textOf(row));
    expect(rowsOf(page).length).toBeGreaterThan(5);
    expect(rowsOf(page)).toEqual(rowsOf(ofMember));
  });

  test('runs the scripts of the site, which its policy names', async () => {
    const scripts = await readSiteScripts();
    const scripted = comparisonPage(collation, 'en', scripts);
    expect(
      elementsOf(scripted)
        .filter(({ tagName }) => tagName === 'script')
        .map((each) => textOf(each)),
    ).toEqual([scripts.page, scripts.compare]);
    expect(/content="([^"]*)"/.exec(scripted)?.[1]?.match(/&#39;sha256-/g)).toHaveLength(3);
  });

  test('marks on both sides what two documents have in one slot', () => {
    const [a, b] = ['河南省', '吉林省'].map((name) =>
      reading(`CN/2023/${name}`, [['body', 'para_1', '', `${name}内`]]),
    );
    const slot = difference('d', 'slot', placeOf(a!, '河南省'), placeOf(b!, '吉林省'), { slot: 'place' });
    const pairs = [{ relation: 'match', edited: true, a: [slot.a], b: [slot.b], similarity: 0.9 }] as const;
    const two = pageOf({
      ...collation,
      template: null,
      a: a!,
      b: b!,
      comparison: comparison('a', 'b', [slot], { pairs }),
    });
    expect(ofClass(two, 'side').map((side) => textOf(side))).toEqual(['1河南省内', '1河南省吉林省内']);
    expect(
      elementsOf(two)
        .filter(({ tagName }) => tagName === 'del')
        .map((each) => attribute(each, 'class')),
    ).toEqual(['kind-slot', 'was']);
  });
});

test('a change of blanks alone is given a shape', () => {
  const of = reading('CN/2023/1', [['body', 'para_1', '', '甲　乙']]);
  const side = { eId: eId('para_1'), line: 1, span: { from: 1, to: 2 }, text: ' ' };
  const blank = difference('d', 'editorial', side, placeOf(of, '　'));
  const page = pageOf({ ...collation, template: null, b: of, comparison: comparison('a', 'b', [blank]) });
  expect(page).toContain('<del class="was">␣</del><ins>□</ins>');
});
