import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { openStore } from '../../src/store/store.js';
import { type Notice, recordingOf, workId } from './notice.js';
import { commitsOf, plainGit, treeOf } from './plain-git.js';
import { openTemporary, temporaryFolder } from './temporary.js';

const notice: Notice = { id: 'CN-JL/2023/甲', paragraphs: ['甲', '一、内容。'] };

afterEach(() => vi.unstubAllEnvs());

describe('the world around git has no effect', () => {
  test('variables that point git elsewhere', async () => {
    const elsewhere = join(await temporaryFolder(), 'elsewhere.git');
    plainGit(elsewhere, ['init', '--bare', '--quiet']);
    const undisturbed = await openTemporary();
    await undisturbed.record(recordingOf([notice]));
    for (const name of ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_OBJECT_DIRECTORY', 'GIT_INDEX_FILE', 'GIT_COMMON_DIR']) {
      vi.stubEnv(name, elsewhere);
    }
    vi.stubEnv('GIT_NAMESPACE', 'hidden');
    vi.stubEnv('GIT_AUTHOR_NAME', 'Someone');
    vi.stubEnv('EDITOR', 'false');
    vi.stubEnv('LC_ALL', 'zh_CN.UTF-8');
    const store = await openTemporary();
    await store.record(recordingOf([notice]));
    expect(await store.history(workId(notice.id))).toHaveLength(1);
    expect(await store.verify()).toEqual([]);
    vi.unstubAllEnvs();
    expect(treeOf(store.path)).toEqual(treeOf(undisturbed.path));
    expect(plainGit(store.path, ['log', '--format=%an'])).toBe('jiaokan\n');
    expect(plainGit(elsewhere, ['count-objects'])).toMatch(/^0 objects/);
  });

  test('a hostile configuration of the user', async () => {
    const home = await temporaryFolder();
    const hooks = await hostileHooks(home);
    const lines = [
      `[core]\n hooksPath = ${hooks}\n fsmonitor = ${hooks}/any\n editor = false\n pager = false\n`,
      '[alias]\n fast-import = !false\n cat-file = !false\n log = !false\n',
      '[init]\n defaultBranch = other\n defaultObjectFormat = sha256\n',
      '[log]\n showSignature = true\n decorate = full\n[color]\n ui = always\n[commit]\n gpgSign = true\n',
      '[transfer]\n fsckObjects = true\n[fastimport]\n unpackLimit = 100000\n[user]\n name = Someone\n',
    ];
    await writeFile(join(home, '.gitconfig'), lines.join(''));
    vi.stubEnv('HOME', home);
    vi.stubEnv('XDG_CONFIG_HOME', home);
    const store = await openTemporary();
    const { commit } = await store.record(recordingOf([notice]));
    expect(await store.history(workId(notice.id))).toHaveLength(1);
    expect(await readdir(home)).not.toContain('hook-ran');
    vi.unstubAllEnvs();
    expect(commitsOf(store.path)).toEqual([commit]);
    expect(plainGit(store.path, ['log', '--format=%an'])).toBe('jiaokan\n');
  });

  test('hooks in the repository itself', async () => {
    const store = await openTemporary();
    await store.record(recordingOf([notice]));
    const folder = await temporaryFolder();
    await hostileHooks(folder, join(store.path, 'hooks'));
    const recorded = await store.record(recordingOf([{ ...notice, paragraphs: ['甲', '一、改。'] }]));
    expect(recorded.commit).not.toBeNull();
    expect(await readdir(folder)).not.toContain('hook-ran');
  });

  test('a checkout around the repository, its detached HEAD and its index', async () => {
    const checkout = await temporaryFolder();
    const gitDir = join(checkout, '.git');
    plainGit(gitDir, ['init', '--quiet', checkout]);
    plainGit(gitDir, [
      '-c',
      'core.bare=false',
      '--work-tree',
      checkout,
      'commit',
      '--quiet',
      '--allow-empty',
      '-m',
      'x',
    ]);
    await writeFile(join(gitDir, 'HEAD'), plainGit(gitDir, ['rev-parse', 'HEAD']));
    const before = await contentsOf(gitDir);
    const store = await openTemporary({}, join(checkout, 'snapshots', 'history.git'));
    await store.record(recordingOf([notice]));
    expect(await contentsOf(gitDir)).toEqual(before);
    expect((await readdir(join(checkout, 'snapshots'))).sort()).toEqual(['history.git']);
  });
});

/** Hooks that leave a file when one of them runs, and fail. */
async function hostileHooks(folder: string, hooks = join(folder, 'hooks')): Promise<string> {
  await mkdir(hooks, { recursive: true });
  for (const name of ['reference-transaction', 'update', 'post-update', 'pre-auto-gc', 'post-index-change', 'any']) {
    await writeFile(join(hooks, name), `#!/bin/sh\ntouch '${join(folder, 'hook-ran')}'\nexit 1\n`);
    await chmod(join(hooks, name), 0o755);
  }
  return hooks;
}

async function contentsOf(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(files.sort().map(async (file) => `${file} ${(await readFile(file)).toString('base64')}`));
}

describe('what is not ours is refused, and left as it is', () => {
  test('an empty folder', async () => {
    const path = join(await temporaryFolder(), 'history.git');
    await mkdir(path);
    await expect(openStore(path)).rejects.toMatchObject({ code: 'store/not-ours', exit: 4 });
    expect(await readdir(path)).toEqual([]);
  });

  test('a folder of something else', async () => {
    const path = await temporaryFolder();
    await writeFile(join(path, 'a.txt'), 'a');
    await expect(openStore(path)).rejects.toMatchObject({ code: 'store/not-ours', exit: 4 });
    expect(await readdir(path)).toEqual(['a.txt']);
  });

  test('a bare repository of something else', async () => {
    const path = join(await temporaryFolder(), 'history.git');
    plainGit(path, ['init', '--bare', '--quiet']);
    const before = await contentsOf(path);
    await expect(openStore(path)).rejects.toMatchObject({ code: 'store/not-ours', exit: 4 });
    expect(await contentsOf(path)).toEqual(before);
  });

  test('a file', async () => {
    const path = join(await temporaryFolder(), 'history.git');
    await writeFile(path, 'a');
    await expect(openStore(path)).rejects.toMatchObject({ code: 'store/not-ours', exit: 4 });
  });

  test('a history of a later format', async () => {
    const store = await openTemporary();
    await store.record(recordingOf([notice]));
    plainGit(store.path, ['config', 'jiaokan.format', '2']);
    await expect(openStore(store.path)).rejects.toMatchObject({ code: 'store/format-unknown', exit: 4 });
    await expect(store.record(recordingOf([notice]))).rejects.toMatchObject({ code: 'store/format-unknown' });
  });

  test('a history of an earlier format, with what to do', async () => {
    const store = await openTemporary();
    await store.record(recordingOf([notice]));
    plainGit(store.path, ['config', 'jiaokan.format', '0']);
    await expect(openStore(store.path)).rejects.toMatchObject({ code: 'store/format-old', exit: 4 });
    await expect(openStore(store.path)).rejects.toThrow('import');
  });

  test('what takes the place of the history after it was opened', async () => {
    const store = await openTemporary();
    await mkdir(store.path, { recursive: true });
    await expect(store.record(recordingOf([notice]))).rejects.toMatchObject({ code: 'store/not-ours' });
  });
});

describe('the git of this machine', () => {
  async function fakeGit(prints: string): Promise<string> {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'git'), `#!/bin/sh\necho '${prints}'\n`);
    await chmod(join(folder, 'git'), 0o755);
    return folder;
  }

  test('must be there', async () => {
    vi.stubEnv('PATH', await temporaryFolder());
    await expect(openStore('unused')).rejects.toMatchObject({ code: 'store/git-missing', exit: 4 });
  });

  test.each(['git version 2.35.9', 'git version 1.99.0', 'not a version'])('%s is too old', async (version) => {
    vi.stubEnv('PATH', await fakeGit(version));
    await expect(openStore('unused')).rejects.toMatchObject({ code: 'store/git-too-old', exit: 4 });
  });

  test.each([
    'git version 2.36.0',
    'git version 2.39.5 (Apple Git-154)',
    'git version 2.47.1.windows.2',
    'git version 3.0.0',
  ])('%s serves', async (version) => {
    const path = join(await temporaryFolder(), 'history.git');
    vi.stubEnv('PATH', await fakeGit(version));
    const store = await openStore(path);
    expect(store.path).toBe(path);
  });
});
