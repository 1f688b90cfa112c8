import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/graph.js';
import type { Store } from '../../src/store/store.js';
import { captureOf, type Notice, recordingOf, sha256 } from './notice.js';
import { commitByHand, plainGit } from './plain-git.js';
import { openTemporary } from './temporary.js';

// Made up; long enough that a byte in the middle of the pack lies in the middle of an object.
const notice: Notice = {
  id: 'CN-JL/2023/甲',
  paragraphs: ['甲', ...Array.from({ length: 400 }, (_, i) => `${i}、${sha256(String(i))}`)],
  repeals: ['CN-JL/2019/乙'],
};
const other: Notice = { id: 'CN-JL/2023/丙', paragraphs: ['丙', '一、内容。'] };
const capture = captureOf(other).sha256;
const capturePath = `captures/${capture.slice(0, 2)}/${capture}`;

async function recordedStore(): Promise<Store> {
  const store = await openTemporary();
  await store.record(recordingOf([notice, other]));
  return store;
}

/** What is wrong besides that somebody else committed, which a test of its own is about. */
async function findingsOf(store: Store): Promise<readonly Finding[]> {
  return (await store.verify()).filter(({ code }) => code !== 'store/moved-by-hand');
}

const codesOf = async (store: Store) => (await findingsOf(store)).map(({ code, path }) => [code, path]);

describe('verify', () => {
  test('finds nothing in a sound history', async () => {
    expect(await (await recordedStore()).verify()).toEqual([]);
  });

  test('finds a capture whose bytes were exchanged', async () => {
    const store = await recordedStore();
    commitByHand(store.path, capturePath, '丙\n一、别的。');
    expect(await findingsOf(store)).toEqual([
      {
        code: 'store/capture-damaged',
        severity: 'error',
        work: other.id,
        path: capturePath,
        line: null,
        text: `its bytes have the hash ${sha256('丙\n一、别的。')}; evidence of ${other.id}`,
      },
    ]);
    await expect(store.readCapture(await store.revision(), capture)).rejects.toMatchObject({
      code: 'store/hash-mismatch',
    });
  });

  test('finds a capture that was taken out, and who needs it', async () => {
    const store = await recordedStore();
    commitByHand(store.path, capturePath, null);
    expect(await codesOf(store)).toEqual([
      ['store/capture-missing', `works/${other.id}/document.json`],
      ['store/capture-missing', null],
    ]);
    expect((await findingsOf(store)).map(({ work }) => work)).toEqual([other.id, other.id]);
    await expect(store.readCapture(await store.revision(), capture)).rejects.toMatchObject({
      code: 'store/capture-missing',
    });
  });

  test.each([
    [
      'a text that was edited',
      `works/${other.id}/text.md`,
      'para_1\t丙\npara_2\t一、别的。\n',
      'store/text-disagrees',
      'document.json',
    ],
    ['a text that is gone', `works/${other.id}/text.md`, null, 'store/record-missing', 'document.json'],
    ['a document that is no JSON', `works/${other.id}/document.json`, '{', 'store/damaged', 'document.json'],
    ['a document that is another record', `works/${other.id}/document.json`, '{}', 'store/damaged', 'document.json'],
  ])('finds %s', async (_, path, content, code, file) => {
    const store = await recordedStore();
    commitByHand(store.path, path, content);
    expect(await codesOf(store)).toEqual([[code, `works/${other.id}/${file}`]]);
  });

  test('finds a document in the folder of another work', async () => {
    const store = await recordedStore();
    commitByHand(
      store.path,
      `works/${other.id}/document.json`,
      plainGit(store.path, ['show', `main:works/${notice.id}/document.json`]),
    );
    expect((await codesOf(store)).map(([code]) => code)).toEqual(['store/record-misplaced', 'store/text-disagrees']);
  });

  test('finds a record of the graph that cannot be read, with its line', async () => {
    const store = await recordedStore();
    const shard = plainGit(store.path, ['ls-tree', '-r', '--name-only', 'main', 'graph/effects']).trim();
    commitByHand(store.path, shard, `${plainGit(store.path, ['show', `main:${shard}`])}{"half":\n`);
    expect((await findingsOf(store)).map(({ code, text }) => [code, text])).toEqual([
      ['store/damaged', `${shard}:2: is not a JSON object`],
    ]);
  });

  test('finds a work that a document names and the graph knows nothing of', async () => {
    const store = await recordedStore();
    const listed = plainGit(store.path, ['grep', '-l', '-e', '"held":false', 'main', '--', 'graph/nodes']);
    commitByHand(store.path, listed.trim().replace('main:', ''), null);
    const text = `the graph says nothing of it, and ${notice.id} names it`;
    expect((await findingsOf(store)).map((each) => [each.code, each.work, each.text])).toEqual([
      ['store/graph-disagrees', 'CN-JL/2019/乙', text],
    ]);
  });

  test('finds an effect of the graph that is not the one of the record, whatever rules either was read by', async () => {
    const store = await recordedStore();
    const shard = plainGit(store.path, ['ls-tree', '-r', '--name-only', 'main', 'graph/effects']).trim();
    const edited = plainGit(store.path, ['show', `main:${shard}`]).replace(
      '"date":"2023-03-16"',
      '"date":"2023-03-17"',
    );
    commitByHand(store.path, shard, edited);
    expect(await findingsOf(store)).toEqual([
      {
        code: 'store/graph-disagrees',
        severity: 'error',
        work: notice.id,
        path: `works/${notice.id}/document.json`,
        line: null,
        text: 'the graph has other effects of it than its record',
      },
    ]);
  });

  test.each([
    [
      'metadata',
      (line: string) => line.replace('"type":"公告"', '"type":"通知"'),
      'the graph has other metadata of it than its record',
    ],
    ['a document', () => '', 'the graph does not hold it'],
  ])('finds %s that the graph lost', async (_, edit, text) => {
    const store = await recordedStore();
    const shard = `graph/nodes/${sha256(other.id).slice(0, 2)}.ndjson`;
    const edited = edit(plainGit(store.path, ['show', `main:${shard}`]));
    commitByHand(store.path, shard, edited === '' ? null : edited);
    expect((await findingsOf(store)).map((each) => [each.code, each.work, each.text])).toEqual([
      ['store/graph-disagrees', other.id, text],
    ]);
  });

  test('finds a capture without a note of where it came from', async () => {
    const store = await recordedStore();
    commitByHand(store.path, `${capturePath}.json`, null);
    expect(await codesOf(store)).toEqual([['store/record-missing', capturePath]]);
  });

  test('finds a flipped byte in the pack, and names the files that it hits', async () => {
    const store = await recordedStore();
    const folder = join(store.path, 'objects/pack');
    const pack = join(folder, (await readdir(folder)).find((name) => name.endsWith('.pack'))!);
    const bytes = await readFile(pack);
    const middle = bytes.length >> 1;
    bytes[middle] = bytes[middle]! ^ 0xff;
    await chmod(pack, 0o644);
    await writeFile(pack, bytes);
    const fresh = await openTemporary({}, store.path);
    const findings = await fresh.verify();
    expect(new Set(findings.map(({ code }) => code))).toEqual(new Set(['store/object-damaged']));
    expect(findings.some(({ text }) => text.startsWith('git fsck: '))).toBe(true);
    expect(findings.some(({ path }) => path !== null && /^(?:captures|works)\//.test(path))).toBe(true);
  });

  test('finds an object that is gone, and goes on to name all that it hits', async () => {
    const store = await recordedStore();
    const folder = join(store.path, 'objects/pack');
    const names = await readdir(folder);
    const packs = await Promise.all(
      names.filter((name) => name.endsWith('.pack')).map((name) => readFile(join(folder, name))),
    );
    for (const name of names) await rm(join(folder, name));
    for (const pack of packs) plainGit(store.path, ['unpack-objects', '-q'], pack);
    const blob = plainGit(store.path, ['rev-parse', `main:${capturePath}`]).trim();
    await rm(join(store.path, 'objects', blob.slice(0, 2), blob.slice(2)));
    const fresh = await openTemporary({}, store.path);
    const findings = await fresh.verify();
    expect(new Set(findings.filter(({ path }) => path !== null).map(({ path }) => path))).toEqual(
      new Set([capturePath]),
    );
    expect(findings.find(({ path }) => path === capturePath)?.work).toBe(other.id);
    expect(findings.some(({ text }) => text.includes(blob))).toBe(true);
  });
});

describe('a run does not build on', () => {
  const next = recordingOf([{ id: 'CN-JL/2023/新', paragraphs: ['新'] }]);

  async function expectRefusal(path: string, code: string): Promise<readonly Finding[]> {
    const before = plainGit(path, ['rev-parse', 'main']);
    const store = await openTemporary({}, path);
    await expect(store.record(next)).rejects.toMatchObject({ code, exit: 4 });
    expect(plainGit(path, ['rev-parse', 'main'])).toBe(before);
    return store.verify();
  }

  const packOf = async (gitDir: string): Promise<string> => {
    const folder = join(gitDir, 'objects/pack');
    return join(folder, (await readdir(folder)).find((name) => name.endsWith('.pack'))!);
  };

  test('a flipped byte anywhere in a pack', async () => {
    const { path } = await recordedStore();
    const pack = await packOf(path);
    const bytes = await readFile(pack);
    const at = bytes.length - 60; // an object that this run would not read
    bytes[at] = bytes[at]! ^ 1;
    await chmod(pack, 0o644);
    await writeFile(pack, bytes);
    const findings = await expectRefusal(path, 'store/damaged');
    expect(findings.length).toBeGreaterThan(0);
  });

  test('a missing object', async () => {
    const { path } = await recordedStore();
    const pack = await readFile(await packOf(path));
    for (const name of await readdir(join(path, 'objects/pack'))) await rm(join(path, 'objects/pack', name));
    plainGit(path, ['unpack-objects', '-q'], pack);
    const blob = plainGit(path, ['rev-parse', `main:${capturePath}`]).trim();
    await rm(join(path, 'objects', blob.slice(0, 2), blob.slice(2)));
    const findings = await expectRefusal(path, 'store/damaged');
    expect(findings.map(({ work }) => work)).toContain(other.id);
  });

  test.each([
    ['an edited record', `works/${other.id}/text.md`, 'para_1\t丙\npara_2\t一、别的。\n'],
    ['a capture that does not match its hash', capturePath, '别的'],
  ])('%s', async (_, file, content) => {
    const { path } = await recordedStore();
    commitByHand(path, file, content);
    const findings = await expectRefusal(path, 'store/moved-by-hand');
    expect(findings.filter(({ code }) => code === 'store/moved-by-hand').map((each) => each.path)).toEqual([
      null,
      file,
    ]);
    expect(findings.map(({ work }) => work)).toContain(other.id);
  });

  test('a name that was moved by hand, by git or with an editor, and says how to take it back', async () => {
    const store = await recordedStore();
    const first = await store.revision();
    await store.record(recordingOf([notice, { ...other, paragraphs: ['丙', '一、改。'] }]));
    const second = plainGit(store.path, ['rev-parse', 'main']).trim();
    const moves = [
      () => Promise.resolve(plainGit(store.path, ['update-ref', 'refs/heads/main', first!])),
      () => writeFile(join(store.path, 'refs/heads/main'), `${first!}\n`),
    ];
    for (const move of moves) {
      await move();
      const findings = await expectRefusal(store.path, 'store/moved-by-hand');
      expect(findings.map(({ work, path }) => [work, path])).toContainEqual([other.id, `works/${other.id}/text.md`]);
      const advice = /update-ref -m '([^']+)' (\S+) ([0-9a-f]{40})/.exec(findings[0]!.text)!;
      expect(advice[3]).toBe(second);
      plainGit(store.path, ['update-ref', '-m', advice[1]!, advice[2]!, advice[3]!]);
      expect(await store.verify()).toEqual([]);
    }
    expect((await store.record(next)).commit).not.toBeNull();
  });
});
