import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { plainGit, treeOf } from '../store/plain-git.js';
import { makeWorkplace } from './workplace.js';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const loader = import.meta.resolve('tsx');

function run(folder: string, environment: Readonly<Record<string, string>>): readonly string[] {
  const env = { PATH: process.env['PATH'], HOME: folder, ...environment };
  const args = ['--import', loader, main, 'run', '--as-of', '2023-03-22'];
  execFileSync(process.execPath, args, { cwd: folder, env, stdio: 'ignore' });
  return treeOf(join(folder, 'snapshots/history.git'));
}

// That the order of captures does not matter is tested in test/store/recording.test.ts.
test('the same captures give the same tree in any folder, time zone and locale, and make one commit', () => {
  const expected = run(makeWorkplace(), { TZ: 'UTC', LC_ALL: 'C' });
  const elsewhere = mkdtempSync(join(tmpdir(), '别处 '));
  onTestFinished(() => rmSync(elsewhere, { recursive: true, force: true }));
  cpSync(makeWorkplace(), elsewhere, { recursive: true });
  const environment = { TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8', JIAOKAN: 'x' };
  expect(run(elsewhere, environment)).toEqual(expected);
  expect(run(elsewhere, { ...environment, TZ: 'America/Anchorage' })).toEqual(expected);
  expect(plainGit(join(elsewhere, 'snapshots/history.git'), ['rev-list', '--count', 'main'])).toBe('1\n');
});
