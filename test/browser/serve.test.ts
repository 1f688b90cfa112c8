import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type IsoDate, parseIsoDate } from '../../src/model/date.js';
import { openDesk, wordsOfClient } from '../../src/pipeline/desk.js';
import { runPipeline } from '../../src/pipeline/run.js';
import { comparisonPath } from '../../src/report/site/links.js';
import { listen, type Listening } from '../../src/serve/listen.js';
import { openStore, type Store } from '../../src/store/store.js';
import { layOutWorkplace } from '../pipeline/workplace.js';
import { type Browsing, browse, isBrowserMissing } from './chromium.js';

// The site as `serve` gives it, in a browser, with a history in git behind it.

const day = parseIsoDate('2023-03-22') as IsoDate;

let folder: string;
let store: Store;
let server: Listening;
let browser: Browsing;
let path: string;

async function begin(): Promise<void> {
  folder = layOutWorkplace();
  const file = join(folder, 'pipelines/nightly.yaml');
  const { report } = await runPipeline(file, { asOf: day, since: null, dryRun: false });
  const [family, member] = report.families
    .flatMap(({ declaration, members }) => members.map((each) => [declaration.id, each] as const))
    .find(([, { comparison }]) => comparison.summary.substantive > 1)!;
  path = comparisonPath(family, member.id);
  store = await openStore(join(folder, 'snapshots/history.git'));
  const desk = openDesk(file, store, () => day, 'zh-CN');
  server = await listen(0, { desk, today: () => day, reviewer: '王五', words: wordsOfClient });
  browser = await browse(new Map([['index.html', '']]));
}

const git = (...args: string[]): string =>
  execFileSync('git', ['-C', join(folder, 'snapshots/history.git'), ...args], { encoding: 'utf8' }).trim();

/** The page of a comparison, opened as people do: by the link that the command printed. */
async function openComparison(): Promise<Page> {
  const page = await browser.open('index.html');
  await page.goto(server.link);
  await page.goto(`http://127.0.0.1:${String(server.port)}/${path}`);
  await page.locator('.review-bar [role=status]').filter({ hasText: '待审' }).waitFor();
  return page;
}

describe.skipIf(isBrowserMissing)('the review of a comparison in a browser', () => {
  beforeAll(begin, 60_000);
  afterAll(async () => {
    await browser.close();
    await server.close();
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('j leads to a difference, a accepts it: one commit, and it stands when the page is opened again', async () => {
    const page = await openComparison();
    const before = git('rev-list', '--count', 'refs/heads/main');
    await page.keyboard.press('j');
    const subject = await page.locator('.difference.current').first().getAttribute('data-subject');
    await page.keyboard.press('a');
    await page.locator('.review-bar [role=status]').filter({ hasText: '已记录 1 项' }).waitFor();
    expect(Number(git('rev-list', '--count', 'refs/heads/main'))).toBe(Number(before) + 1);
    const reviews = await store.readReviews(await store.revision());
    expect(
      reviews
        .filter(({ id }) => id === subject)
        .map(({ id, decisions }) => [id, decisions.map(({ by, verdict }) => [by, verdict])]),
    ).toEqual([[subject, [['王五', 'accept']]]]);
    const again = await openComparison();
    const state = again.locator(`[data-subject="${subject!}"] > .review-state`);
    expect(await state.innerText()).toContain('王五');
  });

  test('two reviewers who differ leave it disputed, for both to see', async () => {
    const [one, other] = [await openComparison(), await openComparison()];
    const decide = async (page: Page, name: string, key: string): Promise<string> => {
      await page.fill('input[name=reviewer]', name);
      await page.locator('main').click({ position: { x: 2, y: 2 } });
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      const subject = await page.locator('.difference.current').first().getAttribute('data-subject');
      await page.keyboard.press(key);
      await page.locator('.review-bar [role=status]').filter({ hasText: '已记录 1 项' }).waitFor();
      return subject!;
    };
    const subject = await decide(one, '张三', 'a');
    expect(await decide(other, '李四', 'r')).toBe(subject);
    expect(await other.locator(`[data-subject="${subject}"] > .review-state`).getAttribute('class')).toContain(
      'disputed',
    );
    const review = (await store.readReviews(await store.revision())).find(({ id }) => id === subject);
    expect(review?.decisions.map(({ by }) => by)).toEqual(['张三', '李四']);
  });

  test('accepts all of one kind, and does not turn to another kind after', async () => {
    const page = await openComparison();
    page.on('dialog', (dialog) => void dialog.accept());
    const kind = page.locator('select[name=kind]');
    await kind.selectOption('editorial');
    await page.getByRole('button', { name: '全部接受' }).click();
    await page.locator('.review-bar [role=status]').filter({ hasText: '已记录' }).waitFor();
    expect(await kind.inputValue()).toBe('editorial');
    expect(await kind.locator('option:checked').innerText()).toMatch(/ 0$/);
    expect(await page.getByRole('button', { name: '全部接受' }).isDisabled()).toBe(true);
    await kind.selectOption('substantive');
    expect(await page.getByRole('button', { name: '全部接受' }).isDisabled()).toBe(false);
  });

  test('without the link there is no page', async () => {
    const page = await browser.open('index.html');
    const answer = await page.goto(`http://127.0.0.1:${String(server.port)}/${path}`);
    expect(answer?.status()).toBe(403);
  });
});
