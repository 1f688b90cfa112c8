import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Store } from '../../src/store/store.js';
import { day, graphOf, type Notice, readingOf, recordingOf, workId } from './notice.js';
import { commitsOf, plainGit } from './plain-git.js';
import { openTemporary, temporaryFolder } from './temporary.js';

// Made-up notices, recorded on three days.
const first: Notice = { id: 'CN-JL/2023/甲', paragraphs: ['甲', '一、旧。'], repeals: ['CN-JL/2019/乙'] };
const second: Notice = { ...first, paragraphs: ['甲', '一、新。'] };

async function threeDays(): Promise<{ store: Store; commits: readonly string[] }> {
  const times = ['2023-03-22T23:59:59Z', '2023-03-24T00:00:00Z', '2023-03-26T12:00:00Z'].map((time) => new Date(time));
  const store = await openTemporary({ now: () => times.shift()! });
  await store.record(recordingOf([first], { asOf: day('2023-03-22') }));
  await store.record(recordingOf([second], { asOf: day('2023-03-24'), changeKind: 'legal-change' }));
  await store.record(
    recordingOf([{ ...second, officialStatus: '全文有效' }], { asOf: day('2023-03-26'), changeKind: 'reparse' }),
  );
  return { store, commits: commitsOf(store.path).toReversed() };
}

describe('the revision that was known', () => {
  test('at the end of a day (UTC) is that of the newest run by then', async () => {
    const { store, commits } = await threeDays();
    const at = async (date: string) => commits.indexOf((await store.revision(day(date))) ?? '');
    expect(await at('2023-03-21')).toBe(-1);
    expect(await at('2023-03-22')).toBe(0);
    expect(await at('2023-03-23')).toBe(0);
    expect(await at('2023-03-24')).toBe(1);
    expect(await at('2023-03-26')).toBe(2);
  });

  test('on days that git has no numbers for', async () => {
    const { store, commits } = await threeDays();
    expect(await store.revision(day('1949-10-01'))).toBeNull();
    expect(await store.revision(day('2222-12-31'))).toBe(commits[2]);
  });

  test('can be named by the start of its hash or by a reference', async () => {
    const { store, commits } = await threeDays();
    expect(await store.revision(commits[0]!.slice(0, 10))).toBe(commits[0]);
    expect(await store.revision('main~1')).toBe(commits[1]);
  });

  test.each(['no-such', '--all', '-h', '2023-02-30', '', 'main:runs', 'a b'])('%j is no revision', async (name) => {
    const { store } = await threeDays();
    await expect(store.revision(name)).rejects.toMatchObject({ code: 'store/unknown-revision', exit: 2 });
  });

  test('before the first run is none, and reads as empty', async () => {
    const store = await openTemporary();
    expect(await store.revision()).toBeNull();
    expect(await store.revision(day('2023-03-22'))).toBeNull();
    expect(await store.readGraph(null)).toEqual({ nodes: [], effects: [], citations: [], openEnds: [] });
    expect(await store.readDocument(null, workId(first.id))).toBeNull();
    expect(await store.history(workId(first.id))).toEqual([]);
    expect(await store.verify()).toEqual([]);
  });
});

describe('reading', () => {
  test('gives the graph of each revision as it was recorded', async () => {
    const { store, commits } = await threeDays();
    const graph = await store.readGraph(await store.revision(commits[0]));
    const expected = graphOf([readingOf(first)]);
    expect(graph.effects).toEqual(expected.effects);
    expect(graph.nodes).toEqual(expected.nodes.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
  });

  test('gives a document and its text as of a revision', async () => {
    const { store, commits } = await threeDays();
    const old = await store.revision(commits[0]);
    expect(await store.readDocument(old, workId(first.id))).toEqual(readingOf(first).document);
    expect(await store.readText(old, workId(first.id))).toBe('para_1\t甲\npara_2\t一、旧。\n');
    expect(await store.readText(await store.revision(), workId(first.id))).toBe('para_1\t甲\npara_2\t一、新。\n');
    expect(await store.readDocument(old, workId('CN-JL/2023/无'))).toBeNull();
  });

  test('a large capture and many small files come back whole, however the pipe cuts them', async () => {
    const store = await openTemporary();
    const big: Notice = { id: 'CN/2023/大', paragraphs: ['大', '内容。'.repeat(300_000)] };
    const small = Array.from({ length: 200 }, (_, i): Notice => ({ id: `CN/2023/${i}`, paragraphs: [`第${i}号`] }));
    const { commit } = await store.record(recordingOf([big, ...small]));
    const texts = await Promise.all([big, ...small].map(({ id }) => store.readText(commit, workId(id))));
    const expected = [big, ...small].map(({ paragraphs }) =>
      paragraphs.map((text, i) => `para_${i + 1}\t${text}\n`).join(''),
    );
    expect(texts).toEqual(expected);
  });
});

describe('the history of a document', () => {
  test('tells new texts from new readings, and agrees with git log', async () => {
    const { store, commits } = await threeDays();
    const versions = await store.history(workId(first.id));
    expect(versions).toEqual([
      {
        commit: commits[0],
        run: '2023-03-22-1',
        asOf: '2023-03-22',
        recordedAt: '2023-03-22T23:59:59.000Z',
        changeKind: 'record',
        textSha256: readingOf(first).document.source.textSha256,
        textChanged: true,
      },
      expect.objectContaining({
        commit: commits[1],
        asOf: '2023-03-24',
        changeKind: 'legal-change',
        textChanged: true,
      }),
      expect.objectContaining({ commit: commits[2], asOf: '2023-03-26', changeKind: 'reparse', textChanged: false }),
    ]);
    const log = plainGit(store.path, ['log', '--reverse', '--format=%H', 'main', '--', `works/${first.id}`]);
    expect(versions.map(({ commit }) => commit)).toEqual(log.trim().split('\n'));
  });

  test('a name with the signs of a path pattern is taken as it is', async () => {
    const store = await openTemporary();
    const notice: Notice = { id: 'CN/2023/甲[2023]1号', paragraphs: ['甲'] };
    const other: Notice = { id: 'CN/2023/甲21号', paragraphs: ['乙'] };
    await store.record(recordingOf([notice]));
    await store.record(recordingOf([other]));
    expect(await store.history(workId(notice.id))).toHaveLength(1);
  });
});

describe('checking out', () => {
  test('writes a revision as plain files', async () => {
    const { store, commits } = await threeDays();
    const destination = join(await temporaryFolder(), 'a', 'b');
    const written = await store.checkout(destination, await store.revision(commits[0]));
    expect((await readdir(destination)).sort()).toEqual(['captures', 'graph', 'runs', 'works']);
    expect(await readFile(join(destination, 'works', first.id, 'text.md'), 'utf8')).toBe(
      'para_1\t甲\npara_2\t一、旧。\n',
    );
    expect(written).toBe(plainGit(store.path, ['ls-tree', '-r', '--name-only', commits[0]!]).trim().split('\n').length);
  });

  test('refuses a folder with something in it and leaves that alone', async () => {
    const { store } = await threeDays();
    const destination = join(await temporaryFolder(), 'full');
    await mkdir(destination);
    await writeFile(join(destination, 'mine.txt'), 'mine');
    const at = await store.revision();
    await expect(store.checkout(destination, at)).rejects.toMatchObject({
      code: 'store/destination-not-empty',
      exit: 2,
    });
    expect(await readdir(destination)).toEqual(['mine.txt']);
  });
});
