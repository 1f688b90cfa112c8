import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { WorkId } from '../../src/model/ids.js';
import { datasetFiles } from '../../src/pipeline/dataset.js';
import { importVersions, type Imported, readDatedVersions } from '../../src/pipeline/import.js';
import { loadRules } from '../../src/pipeline/rules-folder.js';
import { runPipeline } from '../../src/pipeline/run.js';
import { openStore, type Store } from '../../src/store/store.js';
import { day } from '../graph/notation.js';
import { makeWorkplace } from './workplace.js';

// Made up: a law and two amendments of it, and a notice in two versions.
const law = (adopted: string, first: string): string =>
  `# 中华人民共和国某某法\n\n(${adopted})\n\n第一条 ${first}\n\n第二条 本法自1950年1月1日起施行。\n`;
const notice = (text: string): string =>
  `吉林省财政厅关于某事项的通知\n吉财〔2021〕5号\n一、${text}\n吉林省财政厅\n2021年3月1日\n`;
const noticeId = 'CN-JL/2021/吉财〔2021〕5号' as WorkId;

const loaded = await loadRules(new URL('../../pipelines/rules', import.meta.url).pathname);

interface Workplace {
  readonly folder: string;
  readonly store: Store;
  readonly write: (path: string, text: string) => void;
  readonly importAll: () => Promise<Imported>;
}

async function workplace(): Promise<Workplace> {
  const folder = makeWorkplace();
  const store = await openStore(join(folder, 'snapshots/history.git'));
  onTestFinished(() => store.close());
  return {
    folder,
    store,
    write: (path, text) => {
      mkdirSync(join(folder, 'laws', path, '..'), { recursive: true });
      writeFileSync(join(folder, 'laws', path), text);
    },
    importAll: async () => {
      const { versions, failures } = await readDatedVersions(join(folder, 'laws'));
      const imported = await importVersions(store, versions, loaded);
      return { ...imported, failures: [...failures, ...imported.failures] };
    },
  };
}

const daysOf = async (store: Store, id: WorkId) => (await store.history(id)).map(({ asOf }) => asOf);

describe('an imported folder of dated versions', () => {
  it('is one work a name and one run a day, dated 1949 and 2222 too, and nothing the second time', async () => {
    const { store, write, importAll } = await workplace();
    write('某某法/1949-10-01.md', law('1949年10月1日通过', '甲。'));
    write('某某法(2222-01-01).md', law('1949年10月1日通过 2222年1月1日修正', '丙。'));
    write('某某法（2018-08-31）.md', law('1949年10月1日通过 2018年8月31日修正', '乙。'));
    const { runs, failures } = await importAll();
    expect(failures).toEqual([]);
    expect(runs.map(({ run }) => run)).toEqual(['1949-10-01-1', '2018-08-31-1', '2222-01-01-1']);
    const [held] = (await store.readGraph(await store.revision())).nodes.filter((node) => node.held);
    expect(await daysOf(store, held!.id)).toEqual(['1949-10-01', '2018-08-31', '2222-01-01']);
    expect((await importAll()).runs).toEqual([]);
    expect(await store.verify()).toEqual([]);
  });

  it('does not replace the later text that the history holds', async () => {
    const { store, write, importAll } = await workplace();
    write('某通知/2023-01-01.txt', notice('新。'));
    await importAll();
    const before = await store.readText(await store.revision(), noticeId);
    write('某通知/2021-03-01.txt', notice('旧。'));
    expect((await importAll()).runs.map(({ run }) => run)).toEqual(['2021-03-01-1', '2023-01-01-2']);
    expect(await store.readText(await store.revision(), noticeId)).toBe(before);
    expect(await daysOf(store, noticeId)).toEqual(['2023-01-01', '2021-03-01', '2023-01-01']);
  });

  it('lets the next night find what it held unchanged', async () => {
    const { folder, store, write, importAll } = await workplace();
    const nightly = join(folder, 'pipelines/nightly.yaml');
    const run = () => runPipeline(nightly, { asOf: day('2023-03-22'), since: null, dryRun: false });
    writeFileSync(join(folder, 'seeds/other.txt'), notice('新。'));
    await run();
    write('某通知/2021-03-01.txt', notice('旧。'));
    await importAll();
    const { recorded } = await run();
    expect(recorded.paths).toEqual([]);
    expect(await daysOf(store, noticeId)).toEqual(['2023-03-22', '2021-03-01', '2023-03-22']);
  });

  it('leaves out what is not dated or holds several documents, and says so', async () => {
    const { write, importAll } = await workplace();
    write('某通知/2021-03-01.txt', notice('甲。'));
    write('某通知/草稿.txt', notice('乙。'));
    write('2021-03-01.txt', notice('丙。'));
    write('某通知/2021-02-30.txt', notice('丁。'));
    const { runs, failures } = await importAll();
    expect(runs).toHaveLength(1);
    expect(failures.map(({ code, place }) => `${code} ${place?.file ?? ''}`)).toEqual([
      'import/no-date 2021-03-01.txt',
      'import/no-date 某通知/2021-02-30.txt',
      'import/no-date 某通知/草稿.txt',
    ]);
  });

  it('that is not there is wrong use', async () => {
    await expect(readDatedVersions('no-such-folder')).rejects.toMatchObject({ code: 'import/unreadable', exit: 2 });
  });
});

describe('the data set', () => {
  it('holds each document with its text, and is the same for the same revision and day', async () => {
    const { store, write, importAll } = await workplace();
    write('某通知/2021-03-01.txt', notice('甲。'));
    await importAll();
    const revision = await store.revision();
    const files = await datasetFiles(store, revision, day('2023-03-22'));
    expect(files.get('texts/CN-JL/2021/吉财〔2021〕5号.txt')?.toString()).toBe(notice('甲。'));
    expect(files.get('status.csv')?.toString()).toContain('in-force');
    const explained = files.get('README.md')?.toString() ?? '';
    const names = [...files.keys()].map((path) => path.replace(/^texts\/.*/, 'texts/'));
    expect(names.filter((name) => name !== 'README.md' && !explained.includes(name))).toEqual([]);
    expect(await datasetFiles(store, revision, day('2023-03-22'))).toEqual(files);
  });

  it('says which effects do not count, and who decided so', async () => {
    const { store, write, importAll } = await workplace();
    write('某通知/2021-03-01.txt', notice('《某办法》(吉财〔2019〕2号)同时废止。'));
    await importAll();
    const { effects } = await store.readGraph(await store.revision());
    const repeal = effects.find(({ effect }) => effect.type === 'repeals');
    const decision = { verdict: 'reject', note: null, by: '张三', on: day('2023-03-23') } as const;
    await store.decide(repeal!.effect.id, 'effect', decision);
    const files = await datasetFiles(store, await store.revision(), day('2023-03-24'));
    expect(JSON.parse(files.get('uncounted.ndjson')!.toString())).toMatchObject({
      ...{ effect: repeal!.effect.id, type: 'repeals', reason: 'rejected' },
      decisions: [{ by: '张三', on: '2023-03-23' }],
    });
  });
});
