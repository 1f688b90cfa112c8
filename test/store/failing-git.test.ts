import { spawnSync } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readdir, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { JiaokanError } from '../../src/model/message.js';
import type { Recording } from '../../src/model/recording.js';
import { openStore } from '../../src/store/store.js';
import { amended, madeUpNotices } from './corpus.js';
import { recordingOf } from './notice.js';
import { commitsOf, plainGit, treeOf } from './plain-git.js';
import { openTemporary, temporaryFolder } from './temporary.js';

const notices = madeUpNotices(30, 5, 400);
const first = recordingOf(notices);
const second = recordingOf(amended(notices, 3));
const realGit = spawnSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).stdout.trim();
const isRoot = process.getuid?.() === 0;
const nobody = 65_534;
let folder = '';
let undisturbed: readonly string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jiaokan-failing-'));
  await recordIn(join(folder, 'one-run.git'), [first]);
  await recordIn(join(folder, 'two-runs.git'), [first, second]);
  undisturbed = treeOf(join(folder, 'two-runs.git'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function recordIn(path: string, recordings: readonly Recording[]): Promise<void> {
  const store = await openStore(path);
  for (const recording of recordings) await store.record(recording);
  store.close();
}

afterEach(() => vi.unstubAllEnvs());

/** A git on the PATH that does as the real one but for one command, in whose place it runs a line of shell. */
async function faultyGit(command: string, instead: string): Promise<void> {
  const bin = await temporaryFolder();
  const script = `#!/bin/sh\nreal='${realGit}'\ncase "$1" in ${command}) ${instead};; *) exec "$real" "$@";; esac\n`;
  await writeFile(join(bin, 'git'), script);
  await chmod(join(bin, 'git'), 0o755);
  vi.stubEnv('PATH', `${bin}:${process.env['PATH'] ?? ''}`);
}

/** A history with one run in it. */
async function historyWithOneRun(): Promise<string> {
  const path = join(await temporaryFolder(), 'snapshots', 'history.git');
  await cp(join(folder, 'one-run.git'), path, { recursive: true });
  return path;
}

/** A run that fails in some way: as an error of the store with exit 4, or it is done in spite of all. */
async function recordDisturbed(path: string): Promise<string> {
  try {
    const store = await openTemporary({}, path);
    await store.record(second);
    return 'recorded';
  } catch (error) {
    if (!(error instanceof JiaokanError)) throw error;
    expect(error.message).not.toContain('\n');
    expect(error.exit).toBe(4);
    return error.code;
  }
}

/** After a fault: the store opens, is sound, and the next run ends as if nothing had happened. */
async function expectRecovery(path: string): Promise<void> {
  vi.unstubAllEnvs();
  const store = await openTemporary({}, path);
  expect(await store.verify()).toEqual([]);
  await store.record(second);
  expect(treeOf(path)).toEqual(undisturbed);
  expect(commitsOf(path)).toHaveLength(2);
  expect(await store.verify()).toEqual([]);
  expect((await readdir(join(path, '..'))).filter((name) => name.startsWith('history'))).toEqual(['history.git']);
}

describe('a git that fails', () => {
  const commands = ['fast-import', 'update-ref', 'diff-tree', 'rev-list', 'for-each-ref', 'ls-tree', 'cat-file'];
  const ways = [
    ['ends with 1', 'echo "fatal: made up" >&2; exit 1'],
    ['ends with 1 after it did its work', '"$real" "$@"; exit 1'],
    ['is killed before it works', 'kill -9 $$'],
  ] as const;
  const cases = commands.flatMap((command) => ways.map(([how, instead]) => [command, how, instead] as const));

  test.each(cases)('%s that %s: nothing is lost, and the next run finishes', async (command, _, instead) => {
    const path = await historyWithOneRun();
    await faultyGit(command, instead);
    expect(await recordDisturbed(path)).toMatch(/^store\/|^recorded$/);
    await expectRecovery(path);
  });

  test.each([
    ['its stream cut off', 'fast-import', 'head -c 20000 | "$real" "$@"'],
    ['its stream cut off before the last line', 'fast-import', 'head -n -1 | "$real" "$@"'],
    ['its list of files cut off, and no word of it', 'ls-tree', '"$real" "$@" | head -c 2000'],
    ['files no longer than 4 KB, as under a quota', 'fast-import', 'ulimit -f 8; exec "$real" "$@"'],
  ])('%s: refused, and the next run finishes', async (_, command, instead) => {
    const path = await historyWithOneRun();
    await faultyGit(command, instead);
    expect(await recordDisturbed(path)).toMatch(/^store\//);
    expect(commitsOf(path)).toHaveLength(1);
    await expectRecovery(path);
  });

  test.each(['init', 'config', 'fast-import', 'update-ref'])('%s, in the first run', async (command) => {
    const path = join(await temporaryFolder(), 'snapshots', 'history.git');
    await faultyGit(command, 'echo "fatal: made up" >&2; exit 1');
    expect(await recordDisturbed(path)).toMatch(/^store\//);
    vi.unstubAllEnvs();
    const store = await openTemporary({}, path);
    expect(await store.verify()).toEqual([]);
    await store.record(first);
    await store.record(second);
    expect(treeOf(path)).toEqual(undisturbed);
  });
});

describe('a check while the history is written', () => {
  /** Does something to the history when git is first asked for a command. */
  const once = (meanwhile: string, then: string): string =>
    `if mkdir "$GIT_DIR/asked" 2>/dev/null; then ${meanwhile}; ${then}; else exec "$real" "$@"; fi`;

  test('finds no damage in packs that were joined under it', async () => {
    const path = await historyWithTwoRuns();
    await faultyGit('fsck', once('"$real" repack -a -d -q', 'echo "error: a packfile cannot be read" >&2; exit 1'));
    const store = await openTemporary({}, path);
    expect(await store.verify()).toEqual([]);
  });

  test('finds no foreign hand in a run that was published under it', async () => {
    const path = await historyWithTwoRuns();
    const publish = `next=$("$real" commit-tree -p main -m x 'main^{tree}'); "$real" update-ref -m 'record x' refs/heads/main "$next"`;
    await faultyGit('ls-tree', once(`export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b; ${publish}`, 'exec "$real" "$@"'));
    const store = await openTemporary({}, path);
    expect(await store.verify()).toEqual([]);
    expect(commitsOf(path)).toHaveLength(3);
  });

  test('still finds what is wrong where nothing moves', async () => {
    const path = await historyWithTwoRuns();
    await faultyGit('fsck', 'echo "error: a packfile cannot be read" >&2; exit 1');
    const store = await openTemporary({}, path);
    expect((await store.verify()).map(({ code }) => code)).toEqual(['store/object-damaged']);
  });

  async function historyWithTwoRuns(): Promise<string> {
    const path = join(await temporaryFolder(), 'history.git');
    await cp(join(folder, 'two-runs.git'), path, { recursive: true });
    return path;
  }
});

describe('a folder that cannot be written', () => {
  async function recordWithoutPermission(path: string): Promise<string> {
    // Permissions do not hold root back.
    if (isRoot) process.seteuid?.(nobody);
    try {
      return await recordDisturbed(path);
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
  }

  test('of a history: exit 4 and nothing changed', async () => {
    const path = await historyWithOneRun();
    await chmod(join(path, '../..'), 0o755);
    await chmod(join(path, '..'), 0o555);
    expect(await recordWithoutPermission(path)).toBe('store/cannot-write');
    await chmod(join(path, '..'), 0o755);
    await expectRecovery(path);
  });

  test('in which the objects cannot be written: exit 4 and nothing changed', async () => {
    const path = await historyWithOneRun();
    await chmod(join(path, '../..'), 0o755);
    await chmod(join(path, '..'), 0o777);
    await chmod(join(path, 'objects/pack'), 0o555);
    expect(await recordWithoutPermission(path)).toMatch(/^store\//);
    await chmod(join(path, 'objects/pack'), 0o755);
    await expectRecovery(path);
  });
});

describe('a disk that is full', () => {
  /** A file system of two megabytes; null where this machine lets nobody mount one. */
  async function mountSmall(): Promise<string | null> {
    const place = join(await temporaryFolder(), 'small');
    await mkdir(place);
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', place]).status !== 0) return null;
    onTestFinished(() => void spawnSync('umount', ['-l', place]));
    return place;
  }

  // Less and less room beside the history: each ends in another file.
  test.each([0, 4, 8, 16, 24])('with %i KB left: exit 4, nothing changed, and the next run finishes', async (left) => {
    const place = await mountSmall();
    if (place === null) {
      console.warn('skipped: this machine lets nobody mount a small file system, so no disk can be filled');
      expect(place).toBeNull();
      return;
    }
    const path = join(place, 'history.git');
    await cp(join(folder, 'one-run.git'), path, { recursive: true });
    const { bavail, bsize } = await statfs(place);
    await writeFile(join(place, 'filler'), Buffer.alloc(bavail * bsize - left * 1024));
    expect(await recordDisturbed(path)).toMatch(/^store\//);
    expect(plainGit(path, ['rev-list', '--count', 'main'])).toBe('1\n');
    await rm(join(place, 'filler'));
    await expectRecovery(path);
  });
});
