import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditGraph, statusCourses } from '../../src/graph/status.js';
import { uncountedEffects } from '../../src/graph/uncounted.js';
import { readSiteScripts } from '../../src/pipeline/site-scripts.js';
import { renderSite } from '../../src/report/site/site.js';
import { graphOf } from '../graph/notation.js';
import { date, reading, run } from '../report/builder.js';
import { type Browsing, browse, isBrowserMissing } from './chromium.js';

/** Some documents with a course each, and enough others for three parts. */
const drawn = graphOf(
  [
    'A 2020-01-01 starts 2020-03-01 until 2021-12-31 label 全文有效',
    'B 2022-05-01 label 全文有效',
    'C 2023-03-16 starts 2023-03-22',
    'C repeals B',
    'N000 repeals A',
    'N001 repeals A on 2024-01-01',
    'D cited',
    'H 2018-01-01 label <b>有效</b>',
    ...Array.from({ length: 240 }, (_, n) => `N${String(n).padStart(3, '0')} 2019-01-01`),
  ].join(';'),
);
const hostile = '<img src="x" onerror="document.title=1">\u202e<script>document.title=1</script>';
const titleOf = (name: string): string => (name === 'H' ? hostile : name);
const graph = { ...drawn, nodes: drawn.nodes.map((node) => ({ ...node, title: titleOf(node.id.split('/').at(-1)!) })) };

/** The repeal of A by N000 was rejected; that by N001 comes when A has lapsed. */
const [rejected] = graph.effects.filter(
  ({ effect, affecting }) => effect.type === 'repeals' && /N000$/.test(affecting),
);
const decided = { accepted: new Set<string>(), rejected: new Set([rejected!.effect.id]) };

const asOf = date('2024-06-30');
/** Only C was read by this run; the others are held from earlier ones. */
const report = run([reading('CN/2020/C', [['body', 'para_1', '', '甲']], { title: 'C' })], {
  graph,
  asOf,
  audit: auditGraph(graph, asOf, decided),
  courses: statusCourses(graph, decided),
  uncounted: uncountedEffects(graph, decided),
});
const scripts = await readSiteScripts();
const files = renderSite(report, { language: 'zh-CN', graphSvg: null, scripts });

let site: Browsing;

describe.skipIf(isBrowserMissing)('the audit in a browser', () => {
  beforeAll(async () => {
    site = await browse(files);
  });
  afterAll(async () => {
    await site.close();
    expect(site.complaints).toEqual([]);
  });

  const statusOf = (name: string) => `tr:has(.title:text-is("${name}")) [data-cell="status"]`;
  const rows = '#audit-table tbody tr';

  test('shows the status of another day in place, with its first and last day', async () => {
    const page = await site.open('audit.html');
    expect(await page.locator(statusOf('B')).innerText()).toContain('全文废止');
    await page.fill('#as-of', '2023-03-21');
    expect(await page.locator(statusOf('B')).innerText()).toContain('全文有效');
    expect(await page.locator('tr:has(.title:text-is("B")) [data-cell="until"]').innerText()).toBe('2023-03-21');
    expect(await page.locator('#audit-lead').innerText()).toContain('2023-03-21');
    expect(await page.locator('#audit-note').isVisible()).toBe(true);
    expect(page.url()).toContain('#as-of=2023-03-21');
    await page.click('#audit-reset');
    expect(await page.inputValue('#as-of')).toBe('2024-06-30');
    expect(await page.locator(statusOf('B')).innerText()).toContain('全文废止');
  });

  test('says for every document on some days what the audit of that day says', async () => {
    const page = await site.open('audit.html');
    const table = () =>
      page.evaluate<[string, string][]>(
        `[...document.querySelectorAll('#audit-table tbody tr')].map((row) =>
          [row.querySelector('.title').textContent, row.querySelector('.status').classList[1]])`,
      );
    for (const day of ['2019-12-31', '2020-02-29', '2020-03-01', '2022-01-01', '2023-03-22']) {
      await page.fill('#as-of', day);
      const expected = auditGraph(graph, date(day), decided).map(({ title, status }) => [
        title === hostile ? title.replace('\u202e', '⟨U+202E⟩') : title,
        status,
      ]);
      const shown = await table();
      expect(shown).toHaveLength(60);
      expect(expected).toEqual(expect.arrayContaining(shown));
    }
  });

  test('a link opens the view it names', async () => {
    const page = await site.open('audit.html#as-of=2023-03-22&status=repealed');
    expect(await page.inputValue('#as-of')).toBe('2023-03-22');
    expect(await page.locator(rows).count()).toBe(1);
    expect(await page.locator(rows).innerText()).toContain('B');
    expect(await page.locator('#audit-count').innerText()).toBe('所列 1 件，共 245 件');
  });

  test('filters by text, status, label and by what is held, and says so where nothing fits', async () => {
    const page = await site.open('audit.html');
    await page.fill('#filter-text', 'N00');
    expect(await page.locator(rows).count()).toBe(10);
    await page.click('#audit-reset');
    await page.selectOption('#filter-held', 'cited');
    expect(await page.locator(`${rows} th .title`).allInnerTexts()).toEqual(['D']);
    await page.click('#audit-reset');
    await page.check('#filter-disagrees');
    expect(await page.locator(`${rows} th .title`).allInnerTexts()).toEqual(['A', 'B']);
    await page.fill('#filter-text', '没有');
    expect(await page.locator(rows).innerText()).toContain('无符合条件的文件');
  });

  test('sorts by a head, up, down and back, and says which', async () => {
    const page = await site.open('audit.html');
    const head = page.locator('th[data-sort="since"]');
    await head.getByRole('button').click();
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
    await page.keyboard.press('Enter');
    expect(await head.getAttribute('aria-sort')).toBe('descending');
    expect(await page.locator(`${rows} th .title`).first().innerText()).toBe('B');
    expect(page.url()).toContain('sort=since+down');
    await page.keyboard.press('Enter');
    expect(await head.getAttribute('aria-sort')).toBeNull();
  });

  test('turns pages over all documents, and finds the row that a link names', async () => {
    const page = await site.open('audit.html');
    await page.getByRole('button', { name: '下一页' }).click();
    expect(await page.locator('.pager .range').innerText()).toBe('第 61–120 件，共 245 件');
    const last = report.audit.findLast((row) => row.held)!;
    const id = /id="(w-[^"]+)"><th[^>]*><span class="title">N239</.exec([...files.values()].join(''))?.[1];
    expect(last.title).toBe('N239');
    const other = await site.open(`audit.html#${id}`);
    expect(await other.locator(`#${id}`).isVisible()).toBe(true);
    expect(await other.locator(`#${id}:target`).count()).toBe(1);
  });

  test('gives the rows that are shown as CSV, as the report writes them', async () => {
    const page = await site.open('audit.html');
    const csvOf = async () => {
      const [download] = await Promise.all([page.waitForEvent('download'), page.click('#audit-csv')]);
      return readFile(await download.path(), 'utf8');
    };
    const sorted = (csv: string) => csv.split('\r\n').toSorted();
    expect(sorted(await csvOf())).toEqual(sorted(files.get('audit.csv')!));
    await page.selectOption('#filter-status', 'repealed');
    expect((await csvOf()).trim().split('\r\n')).toHaveLength(2);
  });

  test('shows markup and marks of direction in a title as text', async () => {
    const page = await site.open('audit.html#text=onerror');
    expect(await page.locator(`${rows} th .title`).allInnerTexts()).toEqual([hostile.replace('\u202e', '⟨U+202E⟩')]);
    expect(await page.locator('main :is(img, script, b)').count()).toBe(0);
    expect(await page.title()).not.toBe('1');
  });

  test('links the documents that have a page, and no others', async () => {
    const page = await site.open('audit.html#text=C');
    const [document] = [...files.keys()].filter((path) => path.startsWith('documents/'));
    expect(await page.locator('th a.title').getAttribute('href')).toBe(document);
    await page.fill('#filter-text', 'B');
    expect(await page.locator('th span.title').innerText()).toBe('B');
    // C repeals B: the evidence leads to its page, too
    expect(await page.locator('td a.title').getAttribute('href')).toBe(document);
  });

  test('lists what changed no status and what does not count, marked, as the page without scripts does', async () => {
    const page = await site.open('audit.html');
    const evidence = () =>
      page.evaluate<string[]>(
        `[...document.querySelectorAll('#audit-table tbody tr:first-child ol li')].map((item) => item.textContent)`,
      );
    const written = await evidence();
    expect(written.filter((text) => text.includes('未改变效力'))).toHaveLength(1);
    expect(written.filter((text) => text.includes('不计：已拒绝'))).toHaveLength(1);
    await page.fill('#as-of', '2020-06-01');
    expect(await evidence()).toEqual(written);
  });

  test('goes back to the day of the report where the date is cleared', async () => {
    const page = await site.open('audit.html#as-of=2023-03-21');
    await page.fill('#as-of', '');
    expect(await page.locator('#audit-lead').innerText()).toContain('2024-06-30');
    expect(await page.locator(statusOf('B')).innerText()).toContain('全文废止');
    await page.locator('#filter-text').focus();
    expect(await page.inputValue('#as-of')).toBe('2024-06-30');
  });

  test('opens the evidence by the keyboard', async () => {
    const page = await site.open('audit.html#text=B');
    const summary = page.locator(`${rows} summary`).first();
    await summary.focus();
    await page.keyboard.press('Enter');
    expect(await page.locator(`${rows} details[open]`).count()).toBe(1);
  });

  test('speaks the other language, its options too', async () => {
    const page = await site.open('audit.html');
    await page.getByRole('button', { name: 'English' }).click();
    expect(await page.locator(statusOf('B')).innerText()).toContain('repealed');
    expect(await page.locator('#filter-status option[value="repealed"]').innerText()).toBe('repealed');
    expect(await page.locator('#audit-count').innerText()).toBe('245 of 245 documents');
  });
});
