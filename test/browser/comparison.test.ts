import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { subjectOf } from '../../src/model/review.js';
import { readSiteScripts } from '../../src/pipeline/site-scripts.js';
import { comparisonPath, differenceAnchor, familyPath } from '../../src/report/site/links.js';
import { renderSite } from '../../src/report/site/site.js';
import { date } from '../report/builder.js';
import { sampleRun } from '../report/sample-run.js';
import { type Browsing, browse, isBrowserMissing } from './chromium.js';

const run = sampleRun();
const family = run.families[0]!;
const { declaration } = family;
// 乙市 departs from the template in every kind; see sample-run.ts.
const member = family.members[1]!;
const modality = member.comparison.differences.find(({ reason }) => reason === 'modality')!;
const editorial = member.comparison.differences.find(({ kind }) => kind === 'editorial')!;
const subject = subjectOf(declaration.id, member.id, modality.id);
const decided = {
  id: subject,
  of: 'difference' as const,
  decisions: [{ verdict: 'accept' as const, note: '经核对', by: '王某', on: date('2023-06-01') }],
};
const report = { ...run, reviews: new Map([[subject, decided]]) };
const scripts = await readSiteScripts();
const files = renderSite(report, { language: 'zh-CN', graphSvg: null, scripts });
const path = comparisonPath(declaration.id, member.id);

let site: Browsing;

describe.skipIf(isBrowserMissing)('a comparison in a browser', () => {
  beforeAll(async () => {
    site = await browse(files);
  });
  afterAll(async () => {
    await site.close();
    expect(site.complaints).toEqual([]);
  });

  const hash = (page: Page) => decodeURIComponent(new URL(page.url()).hash.slice(1));
  const shownDeletions = (page: Page) => page.locator('del.was:visible').count();

  test('j and k lead from difference to difference, each with an address', async () => {
    const page = await site.open(path);
    await page.keyboard.press('j');
    const first = hash(page);
    await page.keyboard.press('j');
    const second = hash(page);
    expect(first).not.toBe('');
    expect(second).not.toBe(first);
    expect(await page.locator('.current').count()).toBeGreaterThan(0);
    await page.keyboard.press('k');
    expect(hash(page)).toBe(first);
  });

  test('the address of a difference of a folded kind unfolds that kind', async () => {
    const page = await site.open(path);
    expect(await page.isChecked('#show-editorial')).toBe(false);
    const linked = await site.open(`${path}#${differenceAnchor(member.id, editorial.id)}`);
    expect(await linked.isChecked('#show-editorial')).toBe(true);
    expect(await linked.locator('.difference.current').getAttribute('id')).toBe(
      differenceAnchor(member.id, editorial.id),
    );
  });

  test('one column shows what was left out, two columns show it beside', async () => {
    const page = await site.open(path);
    expect(await shownDeletions(page)).toBe(0);
    await page.keyboard.press('v');
    expect(await shownDeletions(page)).toBeGreaterThan(0);
    expect(await page.locator('.side.a:visible').count()).toBe(0);
    await page.keyboard.press('v');
    expect(await page.locator('.side.a:visible').count()).toBeGreaterThan(0);
  });

  test('a kind that is folded says how many are hidden, and its marks are gone', async () => {
    const page = await site.open(path);
    const line = (kind: string) =>
      page.evaluate(`getComputedStyle(document.querySelector('.difference.kind-${kind} > ins')).textDecorationLine`);
    expect(await line('substantive')).toBe('underline');
    await page.uncheck('#show-substantive');
    expect(await line('substantive')).toBe('none');
    expect(await page.locator('label:has(#show-substantive)').innerText()).toContain('已隐藏');
  });

  test('? shows the keys, and closes again', async () => {
    const page = await site.open(path);
    expect(await page.locator('dialog#keys').isVisible()).toBe(false);
    await page.keyboard.press('?');
    expect(await page.locator('dialog#keys').innerText()).toContain('下一处差异');
    await page.keyboard.press('Escape');
    expect(await page.locator('dialog#keys').isVisible()).toBe(false);
  });

  test('keys do nothing while a control has them, or with a modifier', async () => {
    const page = await site.open(path);
    await page.keyboard.press('Control+j');
    expect(hash(page)).toBe('');
  });

  test('shows what people decided, beside the difference itself', async () => {
    const page = await site.open(path);
    const difference = page.locator(`[data-subject="${subject}"]`);
    expect(await difference.innerText()).toContain('已接受 王某 2023-06-01');
  });

  test('reads as a whole without a script', async () => {
    const page = await site.open(path, { javaScriptEnabled: false });
    expect(await page.locator('.row:visible').count()).toBeGreaterThan(0);
    await page.check('#view-inline');
    expect(await shownDeletions(page)).toBeGreaterThan(0);
  });

  test('a family is filtered by kind, reason and member', async () => {
    const page = await site.open(familyPath(declaration.id));
    const rows = () => page.locator('.differences tbody tr:visible').count();
    const all = await rows();
    expect(all).toBeGreaterThan(1);
    await page.selectOption('select[name=reason]', 'modality');
    expect(await rows()).toBe(1);
    await page.selectOption('select[name=reason]', '');
    await page.selectOption('select[name=member]', '0');
    expect(await rows()).toBe(0);
    expect(await page.locator('.clause-matrix thead th:visible').count()).toBe(2);
    await page.selectOption('select[name=member]', '');
    await page.uncheck('input[name=kind][value=substantive]');
    expect(await rows()).toBe(0);
  });
});
