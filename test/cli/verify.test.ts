import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commitByHand, plainGit } from '../store/plain-git.js';

// The command as users run it; `npm test` builds it first.

const root = fileURLToPath(new URL('../..', import.meta.url));
const main = join(root, 'dist/cli/main.js');
let folder = '';

// Made up.
const notice =
  '吉林省财政厅关于乙的公告\n吉林省财政厅公告2023年第2号\n一、本公告自2023年5月1日起施行。\n吉林省财政厅\n2023年3月1日';
const record = 'works/CN-JL/2023/吉林省财政厅公告2023年第2号/document.json';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jiaokan-verify-'));
  cpSync(join(root, 'pipelines/rules'), join(folder, 'pipelines/rules'), { recursive: true });
  mkdirSync(join(folder, 'seeds'));
  writeFileSync(join(folder, 'seeds/1.txt'), notice);
  writeFileSync(
    join(folder, 'pipelines/nightly.yaml'),
    'name: made-up\nsources: [{ name: seeds, kind: files, paths: [../seeds/*.txt] }]\n',
  );
  run(['run', '--as-of', '2024-01-01']);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function run(args: readonly string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { cwd: folder, encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

test('a sound history is clean, read again or not', () => {
  expect(run(['verify'])).toEqual({ code: 0, out: 'clean: 1 documents, 1 effects\n', err: '' });
  expect(run(['verify', '--no-rebuild'])).toEqual({
    code: 0,
    out: 'clean: 1 documents, 1 effects; not read again: captures, alignments, cited works\n',
    err: '',
  });
});

test('other rules are no damage: said in one line, and the exit is 0', () => {
  const file = join(folder, 'pipelines/rules/effects.yaml');
  const rules = readFileSync(file, 'utf8');
  writeFileSync(file, rules.replaceAll('施行', '实行'));
  const { code, out, err } = run(['verify']);
  writeFileSync(file, rules);
  expect([code, out]).toEqual([0, 'clean: 1 documents, 1 effects\n']);
  expect(err).toMatch(/^derived by other rules or another version: 1 documents differ by the present ones; .*\n$/);
});

test('a record that was edited in a well-formed commit is named, and the exit is 4', () => {
  const gitDir = join(folder, 'snapshots/history.git');
  const edited = plainGit(gitDir, ['show', `main:${record}`]).replaceAll('2023-05-01', '2023-06-01');
  commitByHand(gitDir, record, edited);
  const { code, err } = run(['verify']);
  expect(code).toBe(4);
  expect(err).toContain(`store/record-disagrees  ${record}  it is read otherwise in its capture: commences; effects`);
  const { messages, checked } = JSON.parse(run(['verify', '--json']).out) as {
    messages: { code: string }[];
    checked: Record<string, number>;
  };
  expect(new Set(messages.map((each) => each.code))).toEqual(
    new Set(['store/moved-by-hand', 'store/graph-disagrees', 'store/record-disagrees']),
  );
  expect(checked).toEqual({ documents: 1, effects: 1, takedowns: 0, reread: 1, realigned: 0, cited: 0 });
});
