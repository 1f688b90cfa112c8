import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

// The command as users run it; `npm test` builds it first.

const root = fileURLToPath(new URL('../..', import.meta.url));
const main = join(root, 'dist/cli/main.js');
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jiaokan-cli-'));
  writeFileSync(join(folder, 'empty.txt'), '');
  writeFileSync(join(folder, 'binary.txt'), Buffer.from([0, 1, 2, 3, 0xff, 0xfe, 0, 0]));
  writeFileSync(
    join(folder, 'two words.txt'),
    '吉林省财政厅关于甲的公告\n吉林省财政厅公告2023年第1号\n一、甲。\n吉林省财政厅\n2023年3月1日',
  );
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function run(args: readonly string[], input = ''): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, '--lang', 'en', ...args], {
    cwd: folder,
    input,
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

describe('parse', () => {
  test('a sentence from standard input is a document whose fields are not known', () => {
    const { code, out } = run(['parse', '-', '--json'], '《甲办法》(某税发〔2018〕3号)同时废止。');
    const parsed = JSON.parse(out) as { documents: { title: null; effects: { type: string }[] }[] };
    expect(code).toBe(0);
    expect(parsed.documents).toMatchObject([{ title: null, effects: [{ type: 'repeals' }] }]);
  });

  test('what cannot be read is named, the others are read, exit 3', () => {
    const { code, out, err } = run(['parse', 'empty.txt', 'none.txt', 'binary.txt', 'two words.txt', '--json']);
    expect(code).toBe(3);
    expect(err.match(/^source\/[a-z-]+ {2}\S+/gm)).toEqual([
      'source/empty  empty.txt',
      'source/missing  none.txt',
      'source/not-text  binary.txt',
    ]);
    const parsed = JSON.parse(out) as { documents: unknown[]; messages: { code: string }[] };
    expect(parsed.documents).toHaveLength(1);
    expect(parsed.messages.map((message) => message.code)).toEqual([
      'source/empty',
      'source/missing',
      'source/not-text',
    ]);
  });

  test('findings that depend on no day are told with the document', () => {
    const notice =
      '吉林省财政厅关于甲的公告\n吉林省财政厅公告2023年第1号\n一、本公告自2022年9月21日起施行。\n二、此前规定与本公告不一致的,以本公告为准。\n吉林省财政厅\n2023年3月1日';
    const { out } = run(['parse', '-', '--json'], notice);
    const [document] = (JSON.parse(out) as { documents: { messages: { code: string }[] }[] }).documents;
    expect(document?.messages.map((message) => message.code)).toEqual(['status/retroactive', 'status/prevails']);
  });
});

describe('init', () => {
  test('gives a pipeline that reads every capture put into its folder, and never overwrites one', () => {
    expect(run(['init', 'begun'])).toMatchObject({ code: 0 });
    const captures = join(folder, 'begun/captures');
    mkdirSync(join(captures, 'city'));
    writeFileSync(join(captures, 'a.txt'), '甲办法\n第一条 本办法自2019年1月1日起施行。');
    writeFileSync(join(captures, 'city/b.md'), '# 乙办法\n\n第一条 本办法自2020年1月1日起施行。');
    writeFileSync(join(captures, 'city/C.HTML'), '<p>丙办法</p><p>第一条 本办法自2021年1月1日起施行。</p>');
    const { code, out } = run(['run', 'begun/pipelines/nightly.yaml']);
    expect(out).toMatch(/documents read +3 /);
    expect(code).toBe(0);
    expect(run(['init', 'begun'])).toMatchObject({ code: 2, err: expect.stringContaining('cli/exists') as string });
  });
});

test('a file name cannot drive the terminal', () => {
  writeFileSync(join(folder, 'a\u001b[2J\u202eb.txt'), '');
  const { code, err } = run(['parse', 'a\u001b[2J\u202eb.txt']);
  expect(code).toBe(3);
  expect(err).toContain('source/empty  a⟨U+001B⟩[2J⟨U+202E⟩b.txt');
});

describe('wrong use', () => {
  test.each([
    [['nonsense'], 'unknown command'],
    [['audit', '--as-of', '2023-13-01'], 'settings/unreadable'],
    [['parse'], 'missing required argument'],
    [['compare', 'two words.txt', 'none.txt#2'], 'none.txt'],
  ])('%j ends with exit 2 or 3 and one line', (args, said) => {
    const { code, err } = run(args);
    expect([2, 3]).toContain(code);
    expect(err).toContain(said);
  });
});
