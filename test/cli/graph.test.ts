import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type IsoDate, parseIsoDate } from '../../src/model/date.js';
import { runPipeline } from '../../src/pipeline/run.js';
import { makeWorkplace } from '../pipeline/workplace.js';

// The command as users run it; `npm test` builds it first.

const main = join(fileURLToPath(new URL('../..', import.meta.url)), 'dist/cli/main.js');

/** Made up: a notice that repeals one of the year before. */
const notice = (n: number): string => `吉林省财政厅关于第${n}事项的公告
吉林省财政厅公告2023年第${n}号
一、本公告自2023年3月1日起施行。《吉林省财政厅关于旧第${n}事项的公告》(吉林省财政厅公告2022年第${n}号)同时废止。
吉林省财政厅
2023年2月1日
`;

test('graph --format svg draws what can be read, says what it leaves out, and dot has all', async () => {
  const folder = makeWorkplace();
  for (let n = 1; n <= 210; n += 1) writeFileSync(join(folder, `seeds/${n}.txt`), notice(n));
  const asOf = parseIsoDate('2023-03-22') as IsoDate;
  await runPipeline(join(folder, 'pipelines/nightly.yaml'), { asOf, since: null, dryRun: false });
  const graph = (format: string) =>
    spawnSync(process.execPath, [main, 'graph', '--lang', 'en', '--format', format], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1 << 25,
    });
  const { stdout, stderr, status } = graph('svg');
  const [drawn, all] = (/^graph\/not-all-drawn {2}(\d+) of (\d+) documents are drawn/.exec(stderr) ?? [])
    .slice(1)
    .map(Number);
  expect([status, drawn]).toEqual([0, stdout.match(/class="node"/g)?.length]);
  expect(drawn).toBeLessThanOrEqual(400);
  expect(all).toBeGreaterThan(420);
  const dot = graph('dot');
  expect(dot.stderr).toBe('');
  expect(dot.stdout.match(/^ {2}"[^"]+" \[label=/gm)).toHaveLength(all!);
});
