import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CommitId } from '../../src/model/recording.js';
import type { TakedownOrder } from '../../src/model/takedown.js';
import type { Store } from '../../src/store/store.js';
import { blobId } from '../../src/store/tree.js';
import { captureOf, day, type Notice, recordingOf, sha256, workId } from './notice.js';
import { commitsOf, plainGit } from './plain-git.js';
import { openTemporary } from './temporary.js';

const before: Notice = { id: 'CN-JL/2023/前', paragraphs: ['前', '一、内容。'] };
const secret: Notice = { id: 'CN-JL/2023/密', paragraphs: ['密', '一、身份证号码220000199001010000。'] };
const after: Notice = { id: 'CN-JL/2023/后', paragraphs: ['后', '一、内容。'] };
const { sha256: hash, bytes } = captureOf(secret);
const path = `captures/${hash.slice(0, 2)}/${hash}`;
const order: TakedownOrder = { reason: '网信办〔2023〕1号通知', by: '张三', on: day('2023-04-01') };

async function threeRuns(): Promise<Store> {
  const store = await openTemporary();
  await store.record(recordingOf([before]));
  await store.record(recordingOf([before, secret]));
  await store.record(recordingOf([before, secret, after]));
  return store;
}

function isInRepository(gitDir: string): boolean {
  const all = plainGit(gitDir, ['cat-file', '--batch-all-objects', '--batch-check=%(objectname)']);
  return all.split('\n').includes(blobId(bytes));
}

describe('a takedown', () => {
  test('removes the bytes from the whole history and leaves their hash, days and the reason', async () => {
    const store = await threeRuns();
    const [last, middle, first] = commitsOf(store.path);
    expect(isInRepository(store.path)).toBe(true);
    const takedown = await store.takeDown(hash, order);
    expect(takedown).toMatchObject({ ...order, sha256: hash, firstSeen: '2023-03-22', bytes: bytes.byteLength });
    expect(isInRepository(store.path)).toBe(false);
    const commits = commitsOf(store.path);
    expect(commits).toHaveLength(4);
    // What came before the capture keeps its name; the rest has another one, and the same words and times.
    expect(commits[3]).toBe(first);
    expect([last, middle].filter((commit) => commits.includes(commit!))).toEqual([]);
    const log = plainGit(store.path, ['log', '--format=%s', 'main']).trim().split('\n');
    expect(log[0]).toBe(`Take down capture ${hash}`);
    expect(log.slice(1)).toEqual(Array.from({ length: 3 }, () => 'Record 1 new document as of 2023-03-22'));
    const files = plainGit(store.path, ['ls-tree', '-r', '--name-only', 'main']).split('\n');
    expect(files).not.toContain(path);
    expect(files).toEqual(expect.arrayContaining([`${path}.json`, `takedowns/${hash}.json`]));
    expect(await store.verify()).toEqual([]);
  });

  test('is known to whoever asks for the bytes, and the document stays as it was read', async () => {
    const store = await threeRuns();
    await store.takeDown(hash, order);
    const revision = await store.revision();
    await expect(store.readCapture(revision, hash)).rejects.toMatchObject({ code: 'store/taken-down', exit: 3 });
    const earlier = commitsOf(store.path)[1] as CommitId;
    await expect(store.readCapture(earlier, hash)).rejects.toThrow(order.reason);
    expect(await store.readText(revision, workId(secret.id))).toContain('para_1\t密');
    expect((await store.history(workId(secret.id))).map(({ run }) => run)).toEqual(['2023-03-22-2']);
    expect(await store.readTakedowns(revision)).toHaveLength(1);
  });

  test('holds though the source still shows it: the next run does not store it again, and makes no commit', async () => {
    const store = await threeRuns();
    await store.takeDown(hash, order);
    expect((await store.record(recordingOf([before, secret, after]))).commit).toBeNull();
    const empty = recordingOf([], { captures: [{ snapshot: captureOf(secret), readings: [] }] });
    expect((await store.record(empty)).captures).toEqual([]);
    expect(isInRepository(store.path)).toBe(false);
  });

  test('of the first capture of the history, and twice', async () => {
    const store = await threeRuns();
    const first = captureOf(before).sha256;
    const takedown = await store.takeDown(first, order);
    expect(await store.takeDown(first, { ...order, reason: '又' })).toEqual(takedown);
    expect(commitsOf(store.path)).toHaveLength(4);
    expect(await store.verify()).toEqual([]);
  });

  test('of a capture that is not there changes nothing', async () => {
    const store = await threeRuns();
    const commits = commitsOf(store.path);
    expect(await store.takeDown(sha256('另'), order)).toBeNull();
    expect(commitsOf(store.path)).toEqual(commits);
  });

  test('that was killed before the bytes were removed is named by verify and finished by the next run', async () => {
    const store = await threeRuns();
    const dying = await openTemporary({ onStep: (step) => void (step === 'published' && stop()) }, store.path);
    await expect(dying.takeDown(hash, order)).rejects.toThrow('stopped');
    expect((await store.verify()).map(({ code }) => code)).toEqual(['store/takedown-unfinished']);
    await store.record(recordingOf([before, secret, after]));
    expect(isInRepository(store.path)).toBe(false);
    expect(await store.verify()).toEqual([]);
  });

  test('that was killed before it was published has not happened', async () => {
    const store = await threeRuns();
    const commits = commitsOf(store.path);
    const dying = await openTemporary({ onStep: (step) => void (step === 'verified' && stop()) }, store.path);
    await expect(dying.takeDown(hash, order)).rejects.toThrow('stopped');
    expect(commitsOf(store.path)).toEqual(commits);
    expect(await store.verify()).toEqual([]);
  });

  test('reaches a mirror with its next fetch', async () => {
    const store = await threeRuns();
    const mirror = `${dirname(store.path)}/mirror.git`;
    execFileSync('git', ['clone', '--quiet', '--mirror', `file://${store.path}`, mirror]);
    await store.takeDown(hash, order);
    plainGit(mirror, ['fetch', '--quiet', '--prune']);
    plainGit(mirror, ['gc', '--quiet', '--prune=now']);
    expect(isInRepository(mirror)).toBe(false);
    expect(commitsOf(mirror)).toEqual(commitsOf(store.path));
  });

  test('leaves a history whose name is lost recognisable as damaged', async () => {
    const store = await threeRuns();
    await store.takeDown(hash, order);
    plainGit(store.path, ['pack-refs', '--all']);
    execFileSync('rm', [`${store.path}/packed-refs`]);
    await expect(store.record(recordingOf([after]))).rejects.toMatchObject({ code: 'store/damaged' });
  });
});

function stop(): never {
  throw new Error('stopped');
}
