import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { importVersions, readDatedVersions } from '../../src/pipeline/import.js';
import { rebuild, type Rebuilt } from '../../src/pipeline/rebuild.js';
import { loadRules, type LoadedRules } from '../../src/pipeline/rules-folder.js';
import { runPipeline } from '../../src/pipeline/run.js';
import { openStore, type Store } from '../../src/store/store.js';
import { day } from '../graph/notation.js';
import { commitByHand, plainGit } from '../store/plain-git.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const asOf = day('2024-01-01');

// Made up: one notice that repeals another, which is held too.
const jia = '吉林省财政厅关于甲的公告\n吉林省财政厅公告2020年第1号\n一、甲。\n吉林省财政厅\n2020年3月1日';
const yi =
  '吉林省财政厅关于乙的公告\n吉林省财政厅公告2023年第2号\n一、本公告自2023年5月1日起施行,《吉林省财政厅关于甲的公告》(吉林省财政厅公告2020年第1号)同时废止。\n吉林省财政厅\n2023年3月1日';
const yiId = 'CN-JL/2023/吉林省财政厅公告2023年第2号';
const record = `works/${yiId}/document.json`;

interface Place {
  readonly folder: string;
  readonly store: Store;
  readonly rules: LoadedRules;
  readonly run: () => Promise<void>;
  readonly write: (name: string, text: string) => void;
}

async function placeWith(notices: readonly string[]): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'jiaokan-rebuild-'));
  cpSync(join(root, 'pipelines/rules'), join(folder, 'pipelines/rules'), { recursive: true });
  mkdirSync(join(folder, 'seeds'));
  const pipeline = join(folder, 'pipelines/nightly.yaml');
  writeFileSync(pipeline, 'name: made-up\nsources: [{ name: seeds, kind: files, paths: [../seeds/*.txt] }]\n');
  const write = (name: string, text: string): void => writeFileSync(join(folder, 'seeds', name), text);
  notices.forEach((text, index) => write(`${String(index)}.txt`, text));
  const run = async (): Promise<void> => {
    await runPipeline(pipeline, { asOf, since: null, dryRun: false });
  };
  if (notices.length > 0) await run();
  const store = await openStore(join(folder, 'snapshots/history.git'));
  onTestFinished(() => {
    store.close();
    rmSync(folder, { recursive: true });
  });
  return { folder, store, run, write, rules: await loadRules(join(folder, 'pipelines/rules')) };
}

const rebuilt = async ({ store, rules }: Place): Promise<Rebuilt> => rebuild(store, await store.revision(), rules);
const foundIn = ({ findings }: Rebuilt) =>
  findings.map(({ code, severity, work, path }) => [code, severity, work, path]);

/** Edits a record and, in the same words, the graph: as someone does who knows the layout. */
function editBoth({ store: { path } }: Place, from: string, to: string): void {
  const shards = plainGit(path, ['grep', '-l', '-e', from, 'main', '--', 'graph']).trim().replaceAll('main:', '');
  for (const file of [record, ...shards.split('\n')]) {
    commitByHand(path, file, plainGit(path, ['show', `main:${file}`]).replaceAll(from, to));
  }
}

test('what these rules recorded they read again in the same words', async () => {
  const done: number[] = [];
  const place = await placeWith([jia, yi]);
  const revision = await place.store.revision();
  expect(await rebuild(place.store, revision, place.rules, (count) => done.push(count))).toEqual({
    captures: 2,
    unread: 0,
    aligned: 0,
    unaligned: 0,
    cited: 0,
    findings: [],
  });
  expect(done).toEqual([1, 2]);
});

test('an effect that was changed in its record and in the graph alike is found, by its document and line', async () => {
  const place = await placeWith([jia, yi]);
  editBoth(place, '"date":"2023-05-01"', '"date":"2033-05-01"');
  expect((await place.store.verify()).filter(({ code }) => code !== 'store/moved-by-hand')).toEqual([]);
  const result = await rebuilt(place);
  expect(foundIn(result)).toEqual([['store/record-disagrees', 'error', yiId, record]]);
  expect(result.findings[0]?.text).toMatch(/: commences; effects \(recorded line 3(?:, 3)*, read line 3(?:, 3)*\)/);
  expect(result.findings[0]?.text).toContain('run 2024-01-01-1 recorded it by these very rules');
});

test('under other rules a difference is told, and is no damage', async () => {
  const place = await placeWith([jia, yi]);
  const { effects } = place.rules.rules;
  const verbOf = new Map([...effects.verbOf].filter(([, { effect }]) => effect !== 'repeals'));
  const others = { rules: { ...place.rules.rules, effects: { ...effects, verbOf } }, sha256: 'another' as never };
  const result = await rebuild(place.store, await place.store.revision(), others);
  expect(foundIn(result)).toEqual([['store/derived-otherwise', 'warning', yiId, record]]);
});

test('a work whose record names a document that was held only later is told, and is no damage', async () => {
  const citing =
    '吉林省财政厅关于丙的公告\n吉林省财政厅公告2023年第3号\n一、按照《吉林省丁管理办法》办理。\n吉林省财政厅\n2023年3月1日';
  const named = '吉林省丁管理办法\n吉财〔2021〕7号\n一、丁。\n吉林省财政厅\n2021年3月1日';
  const place = await placeWith([citing]);
  rmSync(join(place.folder, 'seeds/0.txt'));
  place.write('1.txt', named);
  await place.run();
  expect(foundIn(await rebuilt(place)).map(([code, severity]) => [code, severity])).toEqual([
    ['store/resolved-otherwise', 'warning'],
  ]);
  place.write('0.txt', citing);
  await place.run();
  expect(foundIn(await rebuilt(place))).toEqual([]);
});

test('a capture that was taken down cannot be read again, and the others can', async () => {
  const place = await placeWith([jia, yi]);
  const sha256 = (await place.store.readDocument(await place.store.revision(), yiId as never))!.source.sha256;
  await place.store.takeDown(sha256, { reason: '试', by: '张三', on: day('2024-01-02') });
  expect(await rebuilt(place)).toMatchObject({ captures: 2, unread: 1, findings: [] });
});

test('imported versions, which have the id of the newest one, are read again as they were', async () => {
  const place = await placeWith([]);
  const folder = join(place.folder, 'versions');
  mkdirSync(join(folder, '甲法'), { recursive: true });
  writeFileSync(join(folder, '甲法/2001-01-01.txt'), '甲法\n第一条 甲。\n');
  writeFileSync(join(folder, '甲法/2011-01-01.txt'), '甲法\n第一条 乙。\n');
  await importVersions(place.store, (await readDatedVersions(folder)).versions, place.rules);
  expect(await rebuilt(place)).toMatchObject({ captures: 1, unread: 0, findings: [] });
});

// The made-up family of two notices that agree but for their numbers and days.
const memberIds = ['1', '2'].map((n) => `CN-JL/2023/吉林省财政厅公告2023年第${n}号`);
const memberText = (n: number): string =>
  `吉林省财政厅关于第${String(n)}批的公告\n吉林省财政厅公告2023年第${String(n)}号\n一、本公告自2023年${String(n)}月1日起施行。\n吉林省财政厅\n2023年1月${String(n)}日`;

async function placeWithFamily(): Promise<Place> {
  const place = await placeWith([]);
  const family = join(place.folder, 'pipelines/families/pi');
  mkdirSync(family, { recursive: true });
  writeFileSync(
    join(family, 'family.yaml'),
    `id: pi\ntitle: 批\ntitle-en: Batches\nmembers:\n${memberIds.map((id) => `  - ${id}\n`).join('')}variables:\n  - { name: number, type: number, label: 文号 }\n`,
  );
  writeFileSync(
    join(family, 'template.md'),
    '## header\n吉林省财政厅{{number}}\n\n## body\n一、本公告自发布之日起施行。\n',
  );
  place.write('1.txt', memberText(1));
  place.write('2.txt', memberText(2));
  await place.run();
  return place;
}

const alignmentOf = (id: string): string => `families/pi/members/${id}.json`;

test('alignments of families are made again, each with the edition of the template that is recorded', async () => {
  const place = await placeWithFamily();
  writeFileSync(join(place.folder, 'pipelines/families/pi/template.md'), '## body\n一、别的。\n');
  expect(await rebuilt(place)).toMatchObject({ aligned: 2, unaligned: 0, findings: [] });
});

test('an alignment that was edited is damage, and under other rules it may be theirs', async () => {
  const place = await placeWithFamily();
  const [id = ''] = memberIds;
  const path = alignmentOf(id);
  const recorded = plainGit(place.store.path, ['show', `main:${path}`]);
  const edited = recorded.replace('"kind":"substantive"', '"kind":"editorial"');
  expect(edited).not.toBe(recorded);
  commitByHand(place.store.path, path, edited);
  expect(foundIn(await rebuilt(place))).toEqual([['store/alignment-disagrees', 'error', id, path]]);
  const others = { ...place.rules, sha256: 'another' as never };
  expect(foundIn(await rebuild(place.store, await place.store.revision(), others))).toEqual([
    ['store/aligned-otherwise', 'warning', id, path],
  ]);
});

test('a member whose capture was taken down cannot be aligned again, which is counted', async () => {
  const place = await placeWithFamily();
  const [id = ''] = memberIds;
  const sha256 = (await place.store.readDocument(await place.store.revision(), id as never))!.source.sha256;
  await place.store.takeDown(sha256, { reason: '试', by: '张三', on: day('2024-01-02') });
  expect(await rebuilt(place)).toMatchObject({ unread: 1, aligned: 1, unaligned: 1, findings: [] });
});

test('a work that is only cited is held against what names it', async () => {
  const place = await placeWith([yi]);
  expect(await rebuilt(place)).toMatchObject({ cited: 1, findings: [] });
  const cited = 'CN-JL/2020/吉林省财政厅公告2020年第1号';
  const shard = plainGit(place.store.path, ['grep', '-l', '-e', `"id":"${cited}"`, 'main', '--', 'graph/nodes'])
    .trim()
    .replace('main:', '');
  const recorded = plainGit(place.store.path, ['show', `main:${shard}`]);
  commitByHand(place.store.path, shard, recorded.replace('关于甲的公告', '关于丙的公告'));
  const result = await rebuilt(place);
  expect(foundIn(result)).toEqual([['store/cited-otherwise', 'warning', cited, null]]);
  expect(result.findings[0]?.text).toBe('the documents that name it now say otherwise: title');
});
