import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type Notice, recordingOf } from './notice.js';
import { plainGit } from './plain-git.js';
import { openTemporary } from './temporary.js';

const readme = readFileSync(fileURLToPath(new URL('../../snapshots/README.md', import.meta.url)), 'utf8');

/** Made up, under the names that the page uses. */
const notice: Notice = {
  id: 'CN-JL/2023/国家税务总局吉林省税务局公告2023年第1号',
  paragraphs: ['公告', '一、旧。', '《办法》(青政办字〔2020〕89号)同时废止。'],
  repeals: ['CN-SD/2020/青政办字〔2020〕89号'],
};

/** The commands of the page, in order, each as it stands in its block. */
function commandsOf(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(([, block]) => (block ?? '').trim().split('\n'));
}

test('every command of snapshots/README.md succeeds and prints something', async () => {
  const store = await openTemporary();
  await store.record(recordingOf([notice]));
  await store.record(recordingOf([{ ...notice, paragraphs: ['公告', '一、新。', ...notice.paragraphs.slice(2)] }]));
  const commands = commandsOf(readme);
  expect(commands.length).toBeGreaterThan(10);
  const out = `${dirname(store.path)}/out`;
  const script = commands
    .map((command, i) => `echo "@@ ${i}"\n${command.replaceAll('/tmp/jiaokan-history', out)}`)
    .join('\n');
  const printed = execFileSync('bash', ['--norc', '-c', `set -eo pipefail\n${script}`], {
    cwd: dirname(store.path),
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8', GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
  });
  const outputs = printed.split(/^@@ \d+\n/m).slice(1);
  const silent = commands.filter((command, i) => outputs[i] === '' && !/^\w+=|^mkdir /.test(command));
  expect(silent).toEqual([]);
  expect(printed).toContain('[-旧-]{+新+}');
  const hashes = printed.match(/^[0-9a-f]{64}\b/gm) ?? [];
  expect(hashes).toEqual([hashes[0], hashes[0]]);
});

test('a mirror is refused until it is marked, and then goes on where the original is', async () => {
  const store = await openTemporary();
  const { commit } = await store.record(recordingOf([notice]));
  const copy = `${dirname(store.path)}/copy.git`;
  execFileSync('git', ['clone', '--quiet', '--mirror', store.path, copy]);
  await expect(openTemporary({}, copy)).rejects.toMatchObject({ code: 'store/not-ours' });
  plainGit(copy, ['config', 'jiaokan.format', '1']);
  const mirrored = await openTemporary({}, copy);
  expect(await mirrored.revision()).toBe(commit);
  expect((await mirrored.record(recordingOf([notice]))).commit).toBeNull();
});
