import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type * as promises from 'node:fs/promises';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import type { JiaokanError } from '../../src/model/message.js';
import { acquireLock } from '../../src/store/lock.js';
import { temporaryFolder } from './temporary.js';

/** Turns of the event loop that the next takeover waits between seeing a dead holder and acting on it. */
const waits = vi.hoisted(() => ({ next: 0 }));

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof promises>();
  const link: typeof real.link = async (draft, path) => {
    if (typeof path === 'string' && path.endsWith('.takeover')) {
      waits.next = (waits.next + 17) % 101;
      for (let turn = waits.next; turn > 0; turn -= 1) await nextTurn();
    }
    return real.link(draft, path);
  };
  return { ...real, link };
});

async function deadLock(): Promise<string> {
  const path = join(await temporaryFolder(), 'history.git.lock');
  const child = spawn('true');
  await once(child, 'close');
  const lock = await acquireLock(path);
  const mine = JSON.parse(await readFile(path, 'utf8')) as object;
  await lock.release();
  await writeFile(path, JSON.stringify({ ...mine, token: 'another', pid: child.pid, started: '1' }));
  return path;
}

test('the lock of a dead process goes to exactly one of many who saw it dead, one after the other', async () => {
  for (let round = 0; round < 5; round += 1) {
    const path = await deadLock();
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => acquireLock(path)));
    const taken = results.filter((result) => result.status === 'fulfilled');
    const refused = results.filter((result) => result.status === 'rejected');
    expect(taken).toHaveLength(1);
    expect(new Set(refused.map(({ reason }) => (reason as JiaokanError).code))).toEqual(new Set(['store/locked']));
    await taken[0]!.value.release();
    expect(await readdir(join(path, '..'))).toEqual([]);
  }
});
