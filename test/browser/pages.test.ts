import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSiteScripts } from '../../src/pipeline/site-scripts.js';
import { graphSvg } from '../../src/report/graph-svg.js';
import { siteDot } from '../../src/report/site/graph-page.js';
import { renderSite } from '../../src/report/site/site.js';
import { sampleRun } from '../report/sample-run.js';
import { type Browsing, browse, isBrowserMissing } from './chromium.js';

const report = sampleRun();
const files = renderSite(report, {
  language: 'zh-CN',
  graphSvg: await graphSvg(siteDot(report)),
  scripts: await readSiteScripts(),
});
const pages = [...files.keys()].filter((path) => path.endsWith('.html'));

let site: Browsing;

/** What a reader with a screen reader or without a mouse would stumble over badly, by all rules or by some. */
async function obstacles(page: Page, rules: readonly string[] = []): Promise<string[]> {
  // As a value, not as an element: the page allows no script but its own.
  await page.evaluate(axe.source);
  const asked = rules.length > 0 ? JSON.stringify({ runOnly: rules }) : '';
  const { violations } = await page.evaluate<AxeResults>(`axe.run(${asked})`);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

const isWide = (page: Page) =>
  page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');

describe.skipIf(isBrowserMissing).each(pages)('%s', (path) => {
  /** Opened once: a page that is shown in another light or width is the same page. */
  let page: Page;

  beforeAll(async () => {
    site ??= await browse(files);
    page = await site.open(path);
  });

  afterAll(() => page.context().close());

  test('puts no obstacle in the way, by day and by night', async () => {
    await page.emulateMedia({ colorScheme: 'light', media: 'screen' });
    expect(await obstacles(page)).toEqual([]);
    // By night only the colours are others.
    await page.emulateMedia({ colorScheme: 'dark', media: 'screen' });
    expect(await obstacles(page, ['color-contrast'])).toEqual([]);
  });

  test('fits a phone, in both languages', async () => {
    await page.emulateMedia({ media: 'screen' });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('button', { name: '中文' }).click();
    expect(await isWide(page)).toBe(false);
    await page.getByRole('button', { name: 'English' }).click();
    expect(await page.evaluate('document.documentElement.lang')).toBe('en');
    expect(await isWide(page)).toBe(false);
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  test('is dark by night, and black on white on paper, without what only a screen needs', async () => {
    await page.emulateMedia({ colorScheme: 'dark', media: 'screen' });
    const look = () =>
      page.evaluate('[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]');
    expect(await look()).toEqual(['rgb(24, 23, 21)', 'rgb(230, 225, 215)']);
    await page.emulateMedia({ media: 'print' });
    expect(await look()).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
    for (const tool of ['nav', '.languages', '.finder'])
      expect(await page.locator(`.masthead ${tool}`).filter({ visible: true }).count(), tool).toBe(0);
  });

  test('says nothing on the console and asks for nothing but itself', () => {
    expect(site.complaints).toEqual([]);
  });
});

test.skipIf(isBrowserMissing)('a script that fails and a request would be noticed', async () => {
  const other = await browse(
    new Map([
      ['index.html', '<!doctype html><img src="http://127.0.0.1:9/a.png"><script>throw new Error("甲")</script>'],
    ]),
  );
  await other.open('index.html');
  await other.close();
  expect(other.complaints).toEqual(expect.arrayContaining(['error: 甲', 'request: http://127.0.0.1:9/a.png']));
});

test.skipIf(isBrowserMissing)('an obstacle and a page that is too wide would be noticed', async () => {
  const other = await browse(
    new Map([['index.html', '<!doctype html><title>1</title><img src="data:,"><p style="width: 3000px">甲</p>']]),
  );
  const page = await other.open('index.html');
  expect((await obstacles(page)).map((found) => found.split(':')[0])).toContain('image-alt');
  expect(await isWide(page)).toBe(true);
  await other.close();
});

afterAll(async () => {
  await site?.close();
});
