import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { writeReports } from '../../src/pipeline/report-folder.js';

test('bytes and text are written as they are; what an earlier run wrote is removed, and nothing else', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'jiaokan-reports-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const bytes = Uint8Array.from([0x50, 0x4b, 0, 0xff]);
  const files = new Map<string, string | Uint8Array>([
    ['feeds/old.xml', '甲'],
    ['audit.xlsx', bytes],
  ]);
  await writeReports(folder, files);
  expect([...readFileSync(join(folder, 'audit.xlsx'))]).toEqual([...bytes]);
  expect(readFileSync(join(folder, 'feeds/old.xml'), 'utf8')).toBe('甲');
  writeFileSync(join(folder, 'mine.txt'), 'mine');
  await writeReports(folder, new Map([['summary.md', '乙']]));
  const paths = ['feeds/old.xml', 'audit.xlsx', 'mine.txt', 'summary.md'];
  expect(paths.map((path) => existsSync(join(folder, path)))).toEqual([false, false, true, true]);
});

test('files are written as they are made: a site of any size is never held as a whole', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'jiaokan-reports-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const held: number[] = [];
  function* pages() {
    for (let made = 0; made < 100; made += 1) {
      held.push(made - readdirSync(folder).length);
      yield [`${String(made)}.html`, '甲'] as const;
    }
  }
  await writeReports(folder, pages());
  expect(Math.max(...held)).toBeLessThanOrEqual(16);
  expect(readdirSync(folder).filter((path) => path.endsWith('.html'))).toHaveLength(100);
});
