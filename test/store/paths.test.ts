import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memberPath, safeName, shardOf, workFolder } from '../../src/store/paths.js';
import { type Notice, recordingOf, workId } from './notice.js';
import { plainGit } from './plain-git.js';
import { openTemporary, temporaryFolder } from './temporary.js';

const hostile: readonly (readonly [why: string, name: string])[] = [
  ['the folder above', '..'],
  ['the folder itself', '.'],
  ['nothing', ''],
  ['absolute', '/etc/passwd'],
  ['a drive of Windows', 'C:\\x'],
  ['a device of Windows', 'NUL'],
  ['a device of Windows with a suffix', 'com1.txt'],
  ['the folder of git', '.git'],
  ['its short name on Windows', 'git~1'],
  ['.git with a zero-width space, as macOS folds it', '.g\u200Cit'],
  ['an option', '-rf'],
  ['line ends', 'a\nb'],
  ['a NUL', 'a\0b'],
  ['reversed writing', 'a\u202Eb'],
  ['a private-use character', '1\uE0103'],
  ['half a character', 'a\uD800'],
  ['a quote at the start, which fast-import would read', '"a'],
  ['a blank at the end, which Windows drops', 'a '],
  ['a dot at the end', 'a.'],
  ['300 characters', '税'.repeat(300)],
  ['80 characters of four bytes', '𠀀'.repeat(80)],
  ['not composed, which macOS takes for é', 'e\u0301'],
  ['a star', '关于*的公告'],
];

/** What a name must be on every file system. */
function expectSafe(name: string): void {
  expect(name).not.toMatch(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\\/:*?"<>|]|^[-. ]|[. ]$|^(?:con|nul|com1)(?:\.|$)|^$|^git~1$/iu);
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(230);
  expect([...name].length).toBeLessThanOrEqual(80);
}

/** What a file system that folds case and normalises Unicode sees of a name. */
const folded = (name: string): string => name.normalize('NFD').toUpperCase().toLowerCase();

describe('a safe name', () => {
  test.each([
    '国家税务总局吉林省税务局公告2023年第1号',
    '青政办字〔2023〕12号',
    '国家税务总局甘肃省税务局 甘肃省生态环境厅2023年第1号',
    '(1988)国税地字第28号',
    '海南省商务厅·2023-03-15·关于印发《办法》的通知',
    '2023',
  ])('%s stays as printed', (name) => {
    expect(safeName(name)).toBe(name);
  });

  test.each(hostile)('%s is cleaned and marked', (_, name) => {
    expect(safeName(name)).toMatch(/~[0-9a-f]{16}$/);
    expectSafe(safeName(name));
  });

  test('of any string is safe, and stays what it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (name) => {
        expectSafe(safeName(name));
        expect(safeName(name)).toBe(safeName(name));
      }),
    );
  });

  test.each([
    ['case', 'abc公告', 'ABC公告'],
    ['case, in a letter with two small forms', 'σ', 'ς'],
    ['case, where a letter becomes two', 'ß', 'ss'],
    ['composition', '\u00E9', 'e\u0301'],
    ['what is cleaned away', 'a*b', 'a?b'],
    ['what is cut off', `${'税'.repeat(100)}1`, `${'税'.repeat(100)}2`],
    ['the sign of a marked name', 'a~b', 'a_b'],
  ])('of two that differ in %s only differs on every file system', (_, a, b) => {
    expect(folded(safeName(a))).not.toBe(folded(safeName(b)));
  });

  test('of two different strings differs, whatever they are', () => {
    const name = fc.string({
      unit: fc.constantFrom('a', 'A', 'é', 'e\u0301', '.', '/', '~', ' ', '税', '\n'),
      maxLength: 6,
    });
    fc.assert(
      fc.property(name, name, (a, b) => {
        expect(folded(safeName(a)) === folded(safeName(b))).toBe(a === b);
      }),
    );
  });
});

describe('the folder of a work', () => {
  test('is its id', () => {
    expect(workFolder(workId('CN-JL/2023/甲局公告2023年第1号'))).toBe('works/CN-JL/2023/甲局公告2023年第1号');
    expect(memberPath('pilot', workId('CN/2023/甲'))).toBe('families/pilot/members/CN/2023/甲.json');
  });

  test.each(['../../../etc/passwd', '/a/b', 'a', '', 'CN/2023/a/b/c', 'CN//x', 'CN/../x', 'CN-JL/2023/..'])(
    '%j stays inside works/',
    (id) => {
      const folder = workFolder(workId(id));
      expect(folder).toMatch(/^works\/[^/]+\/[^/]+\/[^/]+$/);
      for (const name of folder.split('/')) expectSafe(name);
    },
  );

  test('a code in small letters does not fall together with the code', () => {
    expect(workFolder(workId('cn-jl/2023/甲'))).toMatch(/^works\/cn-jl~[0-9a-f]{16}\/2023\/甲$/);
  });

  test('the graph is divided by the first two digits of the hash of the id', () => {
    // printf 'CN/2023/a' | sha256sum
    expect(shardOf(workId('CN/2023/a'))).toBe('9f');
  });
});

describe('works with hostile names', () => {
  test('are recorded, found again, checked out and sound', async () => {
    const store = await openTemporary();
    const notices = hostile.map(
      ([why, name]): Notice => ({ id: `CN/2023/${name}`, paragraphs: [why], path: `seeds/${why}.txt` }),
    );
    const { commit } = await store.record(recordingOf(notices));
    const texts = await Promise.all(notices.map(({ id }) => store.readText(commit, workId(id))));
    expect(texts).toEqual(hostile.map(([why]) => `para_1\t${why}\n`));
    expect(await store.verify()).toEqual([]);
    expect(await store.history(workId('CN/2023/..'))).toHaveLength(1);
    expect((await store.record(recordingOf(notices))).commit).toBeNull();
    const files = await store.checkout(`${await temporaryFolder()}/out`, commit);
    expect(files).toBe(plainGit(store.path, ['ls-tree', '-r', '-z', '--name-only', 'main']).split('\0').length - 1);
  });
});
