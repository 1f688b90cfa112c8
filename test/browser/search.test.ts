import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Reading } from '../../src/model/document.js';
import { readSiteScripts } from '../../src/pipeline/site-scripts.js';
import { collateRun } from '../../src/report/corpus.js';
import { renderPage } from '../../src/report/site/layout.js';
import { type Part, partsOf } from '../../src/report/site/parts.js';
import { searchData, searchMain } from '../../src/report/site/search-page.js';
import { renderSite } from '../../src/report/site/site.js';
import { reading, run } from '../report/builder.js';
import { type Browsing, browse, isBrowserMissing } from './chromium.js';

const hostile = '<img src="x" onerror="document.title=1">\u202e<script>document.title=1</script>';
const jilin = { gb2260: '220000', iso: 'CN-JL', province: '吉林省', city: null, district: null };
const henan = { gb2260: '410000', iso: 'CN-HA', province: '河南省', city: null, district: null };
const report = run([
  reading(
    'CN-JL/2023/1',
    [
      ['body', 'level_1', '一、', '房地产开发企业预缴土地增值税的，预征率为1.5%。'],
      ['body', 'level_2', '二、', '土地增值税清算由主管税务机关组织；纳税人申报土地增值税。'],
      ['body', 'level_3', '三、', 'ABC系统上线。'],
    ],
    { title: '关于土地增值税预征率的公告', number: '吉林公告2023年第1号', jurisdiction: jilin },
  ),
  reading('CN-HA/2023/7', [['body', 'level_1', '一、', `土地增值税的核定征收率另行规定。${hostile}`]], {
    title: '关于核定征收的公告',
    number: '河南公告2023年第7号',
    jurisdiction: henan,
  }),
  reading('CN-HA/2023/8', [['body', 'level_1', '一、', '资源税']], {
    ...{ title: '关于资源税的公告', number: '河南公告2023年第8号', jurisdiction: henan },
  }),
]);
const files = renderSite(report, { language: 'zh-CN', graphSvg: null, scripts: await readSiteScripts() });

/** The pages of a search that is cut into parts, as `renderSite` makes them of much more text. */
async function searchOf(parts: readonly Part<Reading>[]): Promise<Map<string, string>> {
  const { page, words, minisearch, search, ...others } = await readSiteScripts();
  const scripts = [page, words, minisearch, others['search-tokens'], search];
  const frame = { base: '', section: 'search', title: '检索', language: 'zh-CN', entries: [] } as const;
  const known = { asOf: null, toolVersion: null, rulesSha256: null };
  const corpus = collateRun(report);
  return new Map(
    parts.map((part) => {
      const { index, data } = searchData(corpus, part.rows);
      const behaviour = { scripts, data: { 'search-index': index, 'search-data': data } };
      return [part.path, renderPage({ ...frame, ...known, behaviour }, searchMain(part))];
    }),
  );
}

let site: Browsing;

describe.skipIf(isBrowserMissing)('the search in a browser', () => {
  beforeAll(async () => {
    site = await browse(files);
  });
  afterAll(async () => {
    await site.close();
    expect(site.complaints).toEqual([]);
  });

  const titles = '#search-found > li > .title';

  test('finds Chinese in titles first, then in clauses, and marks it', async () => {
    const page = await site.open('search.html');
    await page.fill('#query', '土地增值税');
    expect(await page.locator(titles).allInnerTexts()).toEqual(['关于土地增值税预征率的公告', '关于核定征收的公告']);
    expect(await page.locator('#search-count').innerText()).toBe('2 件');
    expect(new Set(await page.locator('#search-found mark').allInnerTexts())).toEqual(new Set(['土地增值税']));
    expect(await page.locator('#search-found > li').first().locator('.clauses mark').count()).toBe(3);
    expect(decodeURIComponent(page.url())).toContain('search.html#q=土地增值税');
  });

  test('a clause leads to its place on the page of the document', async () => {
    const page = await site.open('search.html#q=核定征收率');
    await page.locator('.clauses a').first().click();
    await page.waitForURL(/documents\/cn-ha-2023-7-.*#c-level_1$/);
    expect(await page.locator(':target').innerText()).toContain('核定征收率');
  });

  test('wants every word, wherever it stands, in whatever width and case', async () => {
    const page = await site.open('search.html');
    const found = async (query: string) => {
      await page.fill('#query', query);
      return page.locator(titles).allInnerTexts();
    };
    expect(await found('河南 资源税')).toEqual(['关于资源税的公告']);
    expect(await found('１.5％')).toEqual(['关于土地增值税预征率的公告']);
    expect(await found('abc')).toEqual(['关于土地增值税预征率的公告']);
    expect(await found('2023年第8号')).toEqual(['关于资源税的公告']);
    expect(await found('关税')).toEqual([]);
    expect(await page.locator('#search-count').innerText()).toBe('无符合条件的文件。');
  });

  test('says so where only something near is found', async () => {
    const page = await site.open('search.html#q=资源税条例');
    expect(await page.locator('#search-count').innerText()).toMatch(/^无完全相符者/);
    expect(await page.locator(titles).first().innerText()).toBe('关于资源税的公告');
  });

  test('filters by place and status, and keeps them in the address', async () => {
    const page = await site.open('search.html#q=土地增值税');
    await page.selectOption('#search-place', '河南省');
    expect(await page.locator(titles).allInnerTexts()).toEqual(['关于核定征收的公告']);
    const again = await site.open(`search.html#${page.url().split('#')[1]}`);
    expect(await again.locator(titles).allInnerTexts()).toEqual(['关于核定征收的公告']);
    await again.selectOption('#search-status', 'repealed');
    expect(await again.locator(titles).count()).toBe(0);
  });

  test('shows markup of a clause as text', async () => {
    const page = await site.open('search.html#q=onerror');
    expect(await page.locator('.clauses').innerText()).toContain('⟨U+202E⟩<script>');
    expect(await page.locator('main :is(img, script)').count()).toBe(0);
    expect(await page.title()).not.toBe('1');
  });

  test('every page leads to it from the field in its head', async () => {
    const page = await site.open('audit.html');
    await page.locator('.finder input').fill('资源税');
    await page.keyboard.press('Enter');
    await page.waitForURL(/search\.html#q=/);
    expect(await page.locator(titles).allInnerTexts()).toEqual(['关于资源税的公告']);
    const [document] = [...files.keys()].filter((path) => path.startsWith('documents/'));
    const below = await site.open(document!);
    await below.locator('.finder input').fill('资源税');
    await below.keyboard.press('Enter');
    await below.waitForURL(/search\.html#q=/);
  });

  test('of a large site asks on its other pages what it asked on this one', async () => {
    const large = await browse(await searchOf(partsOf('search', report.readings, 2)));
    const page = await large.open('search.html');
    await page.fill('#query', '土地增值税');
    await page.getByRole('link', { name: '2', exact: true }).click();
    await page.waitForURL(/search-2\.html#q=/);
    expect(await page.inputValue('#query')).toBe('土地增值税');
    expect(await page.locator('#search-count').innerText()).toContain('无');
    await page.fill('#query', '资源税');
    expect(await page.locator(titles).allInnerTexts()).toEqual(['关于资源税的公告']);
    await large.close();
    expect(large.complaints).toEqual([]);
  });

  test('says without scripts that it needs them, and leads to the list of documents', async () => {
    const page = await site.open('search.html', { javaScriptEnabled: false });
    expect(await page.locator('.unscripted').isVisible()).toBe(true);
    expect(await page.locator('.controls').isVisible()).toBe(false);
  });
});
