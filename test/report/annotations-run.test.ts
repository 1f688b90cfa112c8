import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { makeWorkplace } from '../pipeline/workplace.js';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const loader = import.meta.resolve('tsx');

/** A run as a step of GitHub Actions sees it; the workspace is the folder above that of the pipelines. */
function step(folder: string, args: readonly string[]) {
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: folder,
    GITHUB_STEP_SUMMARY: join(folder, 'step.md'),
  };
  const command = ['--import', loader, main, 'run', '--as-of', '2024-06-30', ...args];
  return spawnSync(process.execPath, command, { cwd: folder, env, encoding: 'utf8' });
}

const commandsIn = (text: string): number => text.split('\n').filter((line) => line.startsWith('::')).length;

test('under GitHub Actions a run annotates lines and adds its summary to the page of the job', () => {
  const folder = makeWorkplace();
  const { stdout } = step(folder, []);
  expect(stdout).toMatch(/^::warning file=seeds\/notices\.txt,line=212,title=normalise\/private-use-character/m);
  expect(commandsIn(stdout)).toBe(20); // ten warnings, ten notices
  expect(readFileSync(join(folder, 'step.md'), 'utf8')).toBe(readFileSync(join(folder, 'reports/summary.md'), 'utf8'));
});

test('JSON on stdout stays JSON, annotations go beside it, and a full summary is left alone', () => {
  const folder = makeWorkplace();
  writeFileSync(join(folder, 'step.md'), 'x'.repeat(1024 * 1024 - 100));
  const { stdout, stderr } = step(folder, ['--json', '--dry-run']);
  expect(JSON.parse(stdout)).toMatchObject({ schema: 'jiaokan/run@1' });
  expect(commandsIn(stderr)).toBe(20);
  expect(stderr).toContain('the summary of this step is full');
  expect(readFileSync(join(folder, 'step.md'))).toHaveLength(1024 * 1024 - 100);
});

test('--no-annotations prints none', () => {
  const { stdout, stderr } = step(makeWorkplace(), ['--no-annotations', '--dry-run']);
  expect(commandsIn(stdout) + commandsIn(stderr)).toBe(0);
});
