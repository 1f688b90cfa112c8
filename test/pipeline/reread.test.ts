import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareRules } from '../../src/pipeline/reread.js';
import { runPipeline } from '../../src/pipeline/run.js';
import { openStore, type Store } from '../../src/store/store.js';
import type { Rules } from '../../src/model/rules.js';
import { day } from '../graph/notation.js';
import { rules } from '../project-rules.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const asOf = day('2024-01-01');
let folder = '';
let store: Store;

// Made up: one notice that repeals another, which is held too.
const notices = [
  '吉林省财政厅关于甲的公告\n吉林省财政厅公告2020年第1号\n一、甲。\n吉林省财政厅\n2020年3月1日',
  '吉林省财政厅关于乙的公告\n吉林省财政厅公告2023年第2号\n一、本公告自2023年5月1日起施行,《吉林省财政厅关于甲的公告》(吉林省财政厅公告2020年第1号)同时废止。\n吉林省财政厅\n2023年3月1日',
];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jiaokan-reread-'));
  cpSync(join(root, 'pipelines/rules'), join(folder, 'pipelines/rules'), { recursive: true });
  mkdirSync(join(folder, 'seeds'));
  notices.forEach((text, index) => {
    writeFileSync(join(folder, `seeds/${String(index)}.txt`), text);
  });
  const pipeline = join(folder, 'pipelines/nightly.yaml');
  writeFileSync(pipeline, 'name: made-up\nsources: [{ name: seeds, kind: files, paths: [../seeds/*.txt] }]\n');
  await runPipeline(pipeline, { asOf, since: null, dryRun: false });
  store = await openStore(join(folder, 'snapshots/history.git'));
});

afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const changes = async (changed: Partial<Rules>): Promise<string[]> => {
  const found = await compareRules(store, await store.revision(), { ...rules, ...changed }, asOf);
  return found.map(({ what, change, work, text }) => `${change} ${what} ${work.slice(-2)} ${text.split(':')[0] ?? ''}`);
};

test('the rules the history was read by change nothing', async () => {
  expect(await changes({})).toEqual([]);
});

test('rules without repeals lose the repeal, its citation and the status', async () => {
  const verbOf = new Map([...rules.effects.verbOf].filter(([, { effect }]) => effect !== 'repeals'));
  const found = await changes({ effects: { ...rules.effects, verbOf } });
  expect(found).toContain('vanishes effect 2号 repeals CN-JL/2020/吉林省财政厅公告2020年第1号 on 2023-05-01');
  expect(found.filter((line) => line.startsWith('changes status'))).toEqual([
    'changes status 1号 repealed since 2023-05-01 → in-force since 2020-03-01',
  ]);
});

test('an override that gives a document another number is another document', async () => {
  const work = 'CN-JL/2020/吉林省财政厅公告2020年第1号';
  const override = {
    work: work as never,
    change: { field: 'number', value: '吉财〔2020〕9号' } as const,
    reason: 'made up',
    who: '张三',
    when: asOf,
    place: { file: 'a.yaml', line: 1, column: 1 },
  };
  const found = await changes({ overrides: [override] });
  expect(found).toContain('vanishes document 1号 吉林省财政厅关于甲的公告');
  expect(found).toContain('appears document 9号 吉林省财政厅关于甲的公告');
});
