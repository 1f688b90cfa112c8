import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { commitsOf } from './plain-git.js';
import { openTemporary } from './temporary.js';

const worker = fileURLToPath(new URL('./concurrent-run.ts', import.meta.url));
const documents = 6;

interface Ended {
  readonly first: number;
  readonly code: number;
  readonly words: string;
}

function runAlongside(path: string, index: number, patienceMs: number): Promise<Ended> {
  const first = index * documents;
  const args = ['--import', 'tsx', worker, path, String(first), String(documents), String(patienceMs)];
  return new Promise((resolve) => {
    execFile(process.execPath, args, (error, _stdout, stderr) => {
      resolve({ first, code: error ? Number(error.code) : 0, words: stderr.trim() });
    });
  });
}

test('eight processes at once lose nothing: they wait, or fail with 4 and say who holds the history', async () => {
  const store = await openTemporary();
  const runs = Array.from({ length: 8 }, (_, index) => runAlongside(store.path, index, index < 5 ? 60_000 : 0));
  const all = Promise.all(runs);
  const seen = new Set<number>();
  while ((await Promise.race([all, sleep(20)])) === undefined) {
    const reader = await openTemporary({}, store.path);
    const revision = await reader.revision();
    const before = (await reader.readGraph(revision)).nodes.length;
    await sleep(20);
    // The revision that was taken stays the same, whatever is recorded meanwhile.
    expect((await reader.readGraph(revision)).nodes).toHaveLength(before);
    reader.close();
    seen.add(before % documents);
  }
  const ended = await all;
  expect([...seen]).toEqual([0]);
  const failed = ended.filter(({ code }) => code !== 0);
  expect(ended.slice(0, 5).map(({ code }) => code)).toEqual([0, 0, 0, 0, 0]);
  for (const { code, words } of failed) {
    expect(code).toBe(4);
    expect(words).toMatch(
      /^store\/locked {2}.*history\.git\.lock is held by process \d+ on .*; wait until it is done$/,
    );
  }
  const again = await Promise.all(failed.map(({ first }) => runAlongside(store.path, first / documents, 60_000)));
  expect(again.map(({ code }) => code)).toEqual(failed.map(() => 0));
  expect((await store.readGraph(await store.revision())).nodes).toHaveLength(8 * documents);
  expect(commitsOf(store.path)).toHaveLength(8);
  expect(await store.verify()).toEqual([]);
}, 120_000);
