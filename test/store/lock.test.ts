import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { CommitId } from '../../src/model/recording.js';
import { acquireLock } from '../../src/store/lock.js';
import { type Notice, recordingOf } from './notice.js';
import { openTemporary, temporaryFolder } from './temporary.js';

const notice: Notice = { id: 'CN-JL/2023/甲', paragraphs: ['甲'] };

async function lockPath(): Promise<string> {
  return join(await temporaryFolder(), 'history.git.lock');
}

/** A lock as this process would write it, with what a test says of its holder. */
async function writeLock(path: string, holder: Readonly<Record<string, unknown>>): Promise<void> {
  const sample = await lockPath();
  const lock = await acquireLock(sample);
  const mine = JSON.parse(await readFile(sample, 'utf8')) as object;
  await lock.release();
  await writeFile(path, JSON.stringify({ ...mine, token: 'another', ...holder }));
}

/** The id of a process that has just ended. */
async function deadPid(): Promise<number> {
  const child = spawn('true');
  await once(child, 'close');
  return child.pid!;
}

function livingPid(): number {
  const child = spawn('sleep', ['60']);
  onTestFinished(() => void child.kill());
  return child.pid!;
}

const refusal = (words: RegExp) =>
  expect.objectContaining({ code: 'store/locked', exit: 4, message: expect.stringMatching(words) as string }) as Error;

describe('a lock', () => {
  test('that is held says by whom, and is free again after release', async () => {
    const path = await lockPath();
    const lock = await acquireLock(path);
    await expect(acquireLock(path)).rejects.toEqual(refusal(new RegExp(`process ${process.pid} on `)));
    await lock.release();
    await (await acquireLock(path)).release();
    expect(await readdir(join(path, '..'))).toEqual([]);
  });

  test('of a process that is gone is taken over', async () => {
    const path = await lockPath();
    await writeLock(path, { pid: await deadPid(), started: '1' });
    await (await acquireLock(path)).release();
    expect(await readdir(join(path, '..'))).toEqual([]);
  });

  test('of a process before the machine was started anew is taken over, even where its id is in use', async () => {
    const path = await lockPath();
    await writeLock(path, { pid: process.pid, boot: '00000000-0000-0000-0000-000000000000' });
    await (await acquireLock(path)).release();
    expect(await readdir(join(path, '..'))).toEqual([]);
  });

  test('of a process whose id another one has got is taken over', async () => {
    const path = await lockPath();
    await writeLock(path, { pid: livingPid(), started: '1' });
    await (await acquireLock(path)).release();
    expect(await readdir(join(path, '..'))).toEqual([]);
  });

  test('takes away what a process left that was killed while it wrote its own, and only that', async () => {
    const path = await lockPath();
    const dead = `${path}.${String(await deadPid())}-0000.draft`;
    const living = `${path}.${String(process.pid)}-0000.draft`;
    for (const draft of [dead, living]) await writeFile(draft, '');
    const lock = await acquireLock(path);
    expect((await readdir(dirname(path))).sort()).toEqual([basename(path), basename(living)].sort());
    await lock.release();
  });

  test('of a living process is not stolen, however old it is', async () => {
    const path = await lockPath();
    const pid = livingPid();
    await writeLock(path, { pid, started: null });
    await utimes(path, 0, 0);
    await expect(acquireLock(path)).rejects.toEqual(refusal(new RegExp(`process ${pid} on .*wait until it is done`)));
  });

  test('of another machine is not stolen: whether its process lives cannot be seen from here', async () => {
    const path = await lockPath();
    await writeLock(path, { pid: await deadPid(), host: 'elsewhere', boot: 'x' });
    await expect(acquireLock(path)).rejects.toEqual(refusal(/on elsewhere; wait, or remove .*history\.git\.lock/));
  });

  test('of another container of this machine is not stolen', async () => {
    const path = await lockPath();
    await writeLock(path, { pid: await deadPid(), pidNamespace: 'pid:[1]' });
    await expect(acquireLock(path)).rejects.toEqual(refusal(/is held by process/));
  });

  test('that was cut off while it was written is taken over, but not while it may still be written', async () => {
    const path = await lockPath();
    await writeFile(path, '{"pid":1');
    await expect(acquireLock(path)).rejects.toEqual(refusal(/has not said who it is/));
    await utimes(path, 0, 0);
    await (await acquireLock(path)).release();
  });

  test('that has gone to another is not removed by the one who had it', async () => {
    const path = await lockPath();
    const lock = await acquireLock(path);
    await writeLock(path, { pid: process.pid });
    await lock.release();
    expect(await readdir(join(path, '..'))).toEqual(['history.git.lock']);
  });
});

describe('a store', () => {
  test('that is recording keeps others out until it is done', async () => {
    const refused: unknown[] = [];
    const waiting: Promise<unknown>[] = [];
    const store = await openTemporary({
      onStep: (step) => {
        if (step === 'staged')
          waiting.push(other.record(recordingOf([notice])).catch((error: unknown) => refused.push(error)));
      },
    });
    const other = await openTemporary({}, store.path);
    await store.record(recordingOf([notice]));
    await Promise.all(waiting);
    expect(refused).toEqual([refusal(/is held by process/)]);
    expect((await other.record(recordingOf([notice]))).commit).toBeNull();
  });

  test('gives its lock back when recording fails', async () => {
    const store = await openTemporary();
    await expect(store.record(recordingOf([notice], { captures: [] }))).rejects.toMatchObject({
      code: 'store/capture-missing',
    });
    expect((await store.record(recordingOf([notice]))).commit).not.toBeNull();
  });

  test('can be read while another records', async () => {
    const seen: (readonly [string, CommitId | null])[] = [];
    const reads: Promise<unknown>[] = [];
    const store = await openTemporary({
      onStep: (step) => void reads.push(reader.revision().then((at) => seen.push([step, at]))),
    });
    const reader = await openTemporary({}, store.path);
    const { commit } = await store.record(recordingOf([notice]));
    await Promise.all(reads);
    const before = seen.filter(([step]) => step !== 'published');
    expect(before.every(([, at]) => at === null || at === commit)).toBe(true);
    expect(await reader.revision()).toBe(commit);
  });
});
