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

let site: Browsing;

const width = async (page: Page): Promise<number> => (await page.locator('.picture svg').boundingBox())!.width;

describe.skipIf(isBrowserMissing)('the graph in a browser', () => {
  beforeAll(async () => {
    site = await browse(files);
  });
  afterAll(async () => {
    await site.close();
    expect(site.complaints).toEqual([]);
  });

  test('grows and shrinks by buttons and keys, and fits its frame', async () => {
    const page = await site.open('graph.html');
    const before = await width(page);
    await page.getByRole('button', { name: '放大' }).click();
    expect(await width(page)).toBeCloseTo(before * 1.25, 0);
    await page.locator('.picture').focus();
    await page.keyboard.press('-');
    expect(await width(page)).toBeCloseTo(before, 0);
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    expect(await width(page)).toBeCloseTo(before * 1.25 ** 2, 0);
    await page.keyboard.press('0');
    const frame = (await page.locator('.picture').boundingBox())!.width;
    expect(await width(page)).toBeLessThanOrEqual(frame);
    expect(await width(page)).toBeGreaterThan(frame * 0.9);
  });

  test('zooms by the wheel with ctrl only', async () => {
    const page = await site.open('graph.html');
    const before = await width(page);
    await page.locator('.picture').hover();
    await page.mouse.wheel(0, -50);
    expect(await width(page)).toBeCloseTo(before, 0);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -50);
    await page.keyboard.up('Control');
    await expect.poll(() => width(page)).toBeCloseTo(before * 1.25, 0);
  });

  test('moves by dragging and by arrows', async () => {
    const page = await site.open('graph.html', { viewport: { width: 500, height: 600 } });
    const left = () => page.evaluate<number>("document.querySelector('.picture').scrollLeft");
    await page.locator('.picture').focus();
    for (let n = 0; n < 4; n += 1) await page.keyboard.press('+');
    const before = await left();
    const box = (await page.locator('.picture').boundingBox())!;
    await page.mouse.move(box.x + 200, box.y + 50);
    await page.mouse.down();
    await page.mouse.move(box.x + 100, box.y + 50, { steps: 5 });
    await page.mouse.up();
    expect(await left()).toBe(before + 100);
    expect(page.url()).toContain('graph.html');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(left).toBeLessThan(before + 100);
  });

  test('leads to a document by a click on it', async () => {
    const page = await site.open('graph.html');
    await page.locator('.picture a', { hasText: '2023年第1号' }).first().click();
    await page.waitForURL(/documents\/cn-jl-2023-1-/);
    expect(await page.locator('h1').innerText()).toContain('甲市税务局');
  });
});
