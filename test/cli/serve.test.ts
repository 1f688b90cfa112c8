import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { makeWorkplace } from '../pipeline/workplace.js';

// The command as users run it; `npm test` builds it first.

const main = join(fileURLToPath(new URL('../..', import.meta.url)), 'dist/cli/main.js');

test('serve prints one link that opens the report, and ends with Ctrl-C, exit 0', async () => {
  const server = spawn(process.execPath, [main, 'serve', '--as-of', '2023-03-22'], { cwd: makeWorkplace() });
  onTestFinished(() => void server.kill('SIGKILL'));
  const [printed] = (await once(server.stdout, 'data')) as [Buffer];
  const link = /^(http:\/\/127\.0\.0\.1:\d+)\/\?token=[\w-]{43}\n$/.exec(printed.toString());
  expect(link).not.toBeNull();
  expect((await fetch(`${link![1]!}/`)).status).toBe(403);
  const welcome = await fetch(printed.toString().trim(), { redirect: 'manual' });
  const cookie = welcome.headers.get('set-cookie')!.split(';')[0]!;
  expect(await (await fetch(`${link![1]!}/`, { headers: { cookie } })).text()).toContain('<script src="/review.js"');
  server.kill('SIGINT');
  expect(await once(server, 'exit')).toEqual([0, null]);
});

test.each([
  [['--port', '70000'], 'cli/invalid-port'],
  [['--port', 'http'], 'cli/invalid-port'],
  [['none.yaml'], 'settings/unreadable'],
  [['--as-of', '2023-02-30'], 'cli/invalid-date'],
])('serve %j is wrong use', (args, code) => {
  const { status, stderr } = spawnSync(process.execPath, [main, 'serve', ...args], {
    cwd: makeWorkplace(),
    encoding: 'utf8',
  });
  expect([status, stderr.split('  ')[0]]).toEqual([2, code]);
});
