import { spawnSync } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { importStream } from '../../src/store/staging.js';
import type { RecordingStep } from '../../src/store/store.js';
import { type Notice, recordingOf } from './notice.js';
import { commitsOf, plainGit, treeOf } from './plain-git.js';
import { openTemporary, temporaryFolder } from './temporary.js';

const notices = Array.from(
  { length: 20 },
  (_, i): Notice => ({
    id: `CN-JL/2023/${i}`,
    paragraphs: [`第${i}号`, '一、内容。', '同时废止。'],
    repeals: ['CN-JL/2019/乙'],
  }),
);
const changed = notices.map((notice, i) =>
  i % 2 === 0 ? notice : { ...notice, paragraphs: [`第${i}号`, '一、改。', '同时废止。'] },
);
const worker = fileURLToPath(new URL('./interrupted-run.ts', import.meta.url));
const steps: readonly RecordingStep[] = ['locked', 'planned', 'staged', 'verified', 'published', 'repacked'];

/** Records `changed` in a process of its own, which is killed at a step: no handler runs, nothing is given back. */
function recordAndDie(path: string, step: RecordingStep): void {
  const run = spawnSync(process.execPath, ['--import', 'tsx', worker, path, step], {
    input: JSON.stringify(changed),
    encoding: 'utf8',
  });
  expect([run.signal, run.stderr.replace(/^npm warn.*\n/gm, '')]).toEqual(['SIGKILL', '']);
}

async function finalTree(): Promise<readonly string[]> {
  const undisturbed = await openTemporary();
  await undisturbed.record(recordingOf(notices));
  await undisturbed.record(recordingOf(changed));
  return treeOf(undisturbed.path);
}

describe('a run that is killed', () => {
  test.each(steps)(
    'once it is %s leaves the old state or the new one, and the next run finishes without help',
    async (step) => {
      const store = await openTemporary();
      const { commit: before } = await store.record(recordingOf(notices));
      recordAndDie(store.path, step);
      expect((await store.revision()) === before).toBe(!['published', 'repacked'].includes(step));
      expect(await store.verify()).toEqual([]);
      await store.record(recordingOf(changed));
      expect(commitsOf(store.path)).toHaveLength(2);
      expect(treeOf(store.path)).toEqual(await finalTree());
      expect(plainGit(store.path, ['for-each-ref', '--format=%(refname)'])).toBe('refs/heads/main\n');
      expect(await readdir(join(store.path, '..'))).toEqual(['history.git']);
    },
  );

  test.each(steps)('in the first run, once it is %s, leaves no half repository', async (step) => {
    const store = await openTemporary();
    recordAndDie(store.path, step);
    expect(await store.verify()).toEqual([]);
    await store.record(recordingOf(changed));
    expect(commitsOf(store.path)).toHaveLength(1);
    expect(await readdir(join(store.path, '..'))).toEqual(['history.git']);
  });
});

describe('a run that fails', () => {
  test('between staging and publishing leaves the old state, and its staging name goes with the next run', async () => {
    const store = await openTemporary();
    const { commit } = await store.record(recordingOf(notices));
    const failing = await openTemporary({ onStep: (step) => failAt(step, 'verified') }, store.path);
    await expect(failing.record(recordingOf(changed))).rejects.toThrow('stopped at verified');
    expect(await store.revision()).toBe(commit);
    expect(plainGit(store.path, ['for-each-ref', 'refs/staging/'])).not.toBe('');
    await store.record(recordingOf(changed));
    expect(plainGit(store.path, ['for-each-ref', 'refs/staging/'])).toBe('');
  });

  test('because something else moved the history says so, and the other commit stays', async () => {
    const store = await openTemporary();
    await store.record(recordingOf(notices));
    const moving = await openTemporary(
      { onStep: (step) => void (step === 'verified' && moveMain(store.path)) },
      store.path,
    );
    await expect(moving.record(recordingOf(changed))).rejects.toMatchObject({ code: 'store/moved', exit: 4 });
    expect(plainGit(store.path, ['log', '-1', '--format=%s', 'main'])).toBe('by hand\n');
  });

  test('because a staged commit is not what was given is refused', async () => {
    const store = await openTemporary();
    const { commit } = await store.record(recordingOf(notices));
    const tampering = await openTemporary(
      { onStep: (step) => void (step === 'staged' && tamperWithStaging(store.path)) },
      store.path,
    );
    await expect(tampering.record(recordingOf(changed))).rejects.toMatchObject({
      code: 'store/staging-wrong',
      exit: 4,
    });
    expect(await store.revision()).toBe(commit);
  });

  test('because the place cannot be written says so', async () => {
    const place = join(await temporaryFolder(), 'snapshots');
    const store = await openTemporary({}, join(place, 'history.git'));
    await writeFile(place, 'a file where the folder should be made');
    await expect(store.record(recordingOf(notices))).rejects.toMatchObject({ code: 'store/cannot-write', exit: 4 });
  });
});

function failAt(step: RecordingStep, last: RecordingStep): void {
  if (step === last) throw new Error(`stopped at ${step}`);
}

function moveMain(gitDir: string): void {
  const commit = plainGit(gitDir, ['commit-tree', '-p', 'main', '-m', 'by hand', 'main^{tree}']).trim();
  plainGit(gitDir, ['update-ref', 'refs/heads/main', commit]);
}

function tamperWithStaging(gitDir: string): void {
  const ref = plainGit(gitDir, ['for-each-ref', '--format=%(refname)', 'refs/staging/']).trim();
  const commit = plainGit(gitDir, ['commit-tree', '-p', 'main', '-m', 'else', 'main^{tree}']).trim();
  plainGit(gitDir, ['update-ref', ref, commit]);
}

describe('a stream that is cut off', () => {
  const whole = [
    'commit refs/staging/x\n',
    'committer a <a@b> 1700000000 +0000\n',
    'data 1\nx\n',
    'M 100644 inline a\ndata 1\nx\n',
  ];

  test('commits nothing and is a failure', async () => {
    const store = await openTemporary();
    await store.record(recordingOf(notices));
    await expect(importStream(store.path, whole)).rejects.toMatchObject({ code: 'store/git-failed', exit: 4 });
    expect(plainGit(store.path, ['for-each-ref', '--format=%(refname)'])).toBe('refs/heads/main\n');
  });

  test('would have been committed whole', async () => {
    const store = await openTemporary();
    await store.record(recordingOf(notices));
    await importStream(store.path, [...whole, 'done\n']);
    expect(plainGit(store.path, ['show', 'refs/staging/x:a'])).toBe('x');
  });

  test("that git refuses early fails with git's own words, not with a broken pipe", async () => {
    const store = await openTemporary();
    await store.record(recordingOf(notices));
    const endless = [...whole, 'nonsense\n', ...Array.from({ length: 2000 }, () => 'x'.repeat(10_000))];
    await expect(importStream(store.path, endless)).rejects.toThrow(/fast-import .*ended with 128: fatal: .*nonsense/i);
  });
});

describe('a git that outlives its killed run', () => {
  const isLinux = process.platform === 'linux';

  test.runIf(isLinux)('is waited for: what it writes last does not fall into the next run', async () => {
    const steps: RecordingStep[] = [];
    const store = await openTemporary({ onStep: (step) => steps.push(step) });
    await store.record(recordingOf(notices));
    const survivor = holdImport(store.path);
    await survivor.isAlive;
    steps.length = 0;
    const next = store.record(recordingOf(changed));
    await sleep(300);
    expect(steps).toEqual(['locked']);
    survivor.finish();
    await survivor.ended;
    await next;
    expect(plainGit(store.path, ['for-each-ref', '--format=%(refname)'])).toBe('refs/heads/main\n');
    expect(treeOf(store.path)).toEqual(await finalTree());
    expect(await store.verify()).toEqual([]);
  });

  test.runIf(isLinux)('on another history holds nobody up', async () => {
    const [store, other] = [await openTemporary(), await openTemporary()];
    await other.record(recordingOf(notices));
    const survivor = holdImport(other.path);
    await survivor.isAlive;
    expect((await store.record(recordingOf(notices))).commit).not.toBeNull();
    survivor.finish();
    await survivor.ended;
  });

  /** A fast-import that has all of a run but its last line, which it gets when it shall finish. */
  function holdImport(gitDir: string): { isAlive: Promise<unknown>; finish: () => void; ended: Promise<void> } {
    const gate = new EventEmitter();
    const isAlive = once(gate, 'alive');
    const mayFinish = once(gate, 'finish');
    async function* stream(): AsyncGenerator<string> {
      // More than is gathered before git gets it.
      yield `blob\ndata ${String(2 ** 21)}\n${'x'.repeat(2 ** 21)}\n`;
      gate.emit('alive');
      await mayFinish;
      yield `commit refs/staging/late\ncommitter a <a@b> 1700000000 +0000\ndata 1\nx\nM 100644 inline a\ndata 1\nx\ndone\n`;
    }
    return { isAlive, finish: () => gate.emit('finish'), ended: importStream(gitDir, stream()) };
  }
});

describe('leftovers of git itself', () => {
  test('a staging name of what is published goes, even where the next run finds nothing new', async () => {
    const store = await openTemporary();
    await store.record(recordingOf(notices));
    // Git moves the history, then removes the staging name: killed between the two, both are there.
    plainGit(store.path, ['update-ref', 'refs/staging/2023-01-01-1-x', 'refs/heads/main']);
    expect(await store.verify()).toEqual([]);
    expect((await store.record(recordingOf(notices))).commit).toBeNull();
    expect(plainGit(store.path, ['for-each-ref', '--format=%(refname)'])).toBe('refs/heads/main\n');
  });

  test('a mark that keeps a pack goes, and one that a person made stays', async () => {
    const store = await openTemporary();
    await store.record(recordingOf(notices));
    const folder = join(store.path, 'objects/pack');
    await writeFile(join(folder, 'pack-1.keep'), 'fast-import');
    await writeFile(join(folder, 'pack-2.keep'), '');
    await writeFile(join(folder, 'pack-3.keep'), 'for the court');
    await store.record(recordingOf(changed));
    expect((await readdir(folder)).filter((name) => name.endsWith('.keep'))).toEqual(['pack-3.keep']);
  });

  test('a lock on the history that no living git holds does not stop the next run', async () => {
    const store = await openTemporary();
    await store.record(recordingOf(notices));
    for (const name of ['refs/heads/main.lock', 'packed-refs.lock', 'HEAD.lock', 'fast_import_crash_1']) {
      await writeFile(join(store.path, name), '');
    }
    expect((await store.record(recordingOf(changed))).commit).not.toBeNull();
    expect((await readdir(store.path)).filter((name) => /lock|crash/.test(name))).toEqual([]);
  });

  test('an unfinished repository of a killed first run is begun anew', async () => {
    const store = await openTemporary();
    const unfinished = `${store.path}.new`;
    await mkdir(unfinished, { recursive: true });
    await writeFile(join(unfinished, 'HEAD'), 'ref: refs/he');
    expect((await store.record(recordingOf(notices))).commit).not.toBeNull();
    expect(await readdir(join(store.path, '..'))).toEqual(['history.git']);
  });
});

describe('a damaged history is not built on', () => {
  async function expectRefusal(damage: (gitDir: string) => Promise<void>): Promise<void> {
    const store = await openTemporary();
    await store.record(recordingOf(notices));
    await store.record(recordingOf(changed));
    await damage(store.path);
    const next = recordingOf([{ id: 'CN-JL/2023/新', paragraphs: ['新'] }]);
    await expect(store.record(next)).rejects.toMatchObject({ code: 'store/damaged', exit: 4 });
    expect((await store.verify()).length).toBeGreaterThan(0);
  }

  test('whose newest pack is gone', async () => {
    await expectRefusal(async (gitDir) => {
      const pack = plainGit(gitDir, ['rev-parse', 'main']).trim();
      const folder = join(gitDir, 'objects/pack');
      for (const name of (await readdir(folder)).filter((file) => file.endsWith('.idx'))) {
        const holds = plainGit(gitDir, ['show-index'], await readFile(join(folder, name))).includes(pack);
        if (holds) await rm(join(folder, name.replace(/idx$/, 'pack')));
      }
    });
  });

  test('whose name is empty, as after a power cut', async () => {
    await expectRefusal((gitDir) => writeFile(join(gitDir, 'refs/heads/main'), ''));
  });

  test('whose name is gone: a run would begin a second history', async () => {
    await expectRefusal((gitDir) => rm(join(gitDir, 'refs/heads/main')));
  });

  test('whose name points to what is not there', async () => {
    await expectRefusal((gitDir) => writeFile(join(gitDir, 'refs/heads/main'), `${'1'.repeat(40)}\n`));
  });
});
