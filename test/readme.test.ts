import { execFile, execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { exitCode } from '../src/model/message.js';

// The READMEs are the first thing a person reads and the last that anybody runs: here they are run. The built command
// is used, as a reader uses it; `npm test` builds it first.

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const main = join(root, 'dist/cli/main.js');

const english = read('README.md');
const chinese = read('README.zh-CN.md');
const pages = [
  ['README.md', english],
  ['README.zh-CN.md', chinese],
] as const;

/** The day of the first run, on which the READMEs say that their outputs were recorded. */
const recordedOn = '2026-11-24';

/** Every match of the first group. */
const allOf = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, group]) => group ?? '');

const blocksOf = (page: string, language: string): readonly string[] =>
  allOf(page, new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'));

/** Commands a page shows with their output, in order. */
const examplesOf = (page: string): readonly string[] =>
  blocksOf(page, 'console').flatMap((block) => allOf(block, /^\$ (.+)$/gm));

/** Names of the commands a page names: `jiaokan NAME` in code, at its start or after a prompt. */
const commandsOf = (page: string): readonly string[] =>
  [...new Set(allOf(page, /(?:`|\$ )jiaokan ([a-z]+)/g))].filter((name) => name !== 'help').sort();

/** Commands of the tool with what its help says of each. */
function helpOfCommands(): ReadonlyMap<string, string> {
  const help = execFileSync(process.execPath, [main, '--help'], { encoding: 'utf8' });
  const list = /^Commands:\n([\s\S]*?)\n\n/m.exec(help)?.[1] ?? '';
  const entries = list.split(/\n(?= {2}\S)/).map((entry) => entry.trim().replace(/\s+/g, ' '));
  return new Map(
    entries.map((entry) => [entry.split(' ')[0] ?? '', entry] as const).filter(([name]) => name !== 'help'),
  );
}

/** Keys of a JSON Schema that describes objects and lists of objects, with dots between levels. */
function keysOf(schema: unknown, prefix = ''): readonly string[] {
  const { properties, items } = schema as { properties?: Record<string, unknown>; items?: unknown };
  if (items !== undefined) return keysOf(items, prefix);
  return Object.entries(properties ?? {}).flatMap(([key, inner]) => [
    `${prefix}${key}`,
    ...keysOf(inner, `${prefix}${key}.`),
  ]);
}

/** First cells of the rows of a page's tables that are code and nothing else. */
const codeCellsOf = (page: string): readonly string[] => allOf(page, /^\| `([^`]+)` \|/gm);

const execute = promisify(execFile);

/** A new folder with what a fresh clone has, and one run in it. */
async function makeClone(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'jiaokan-readme-'));
  for (const name of ['pipelines', 'seeds']) cpSync(join(root, name), join(folder, name), { recursive: true });
  await execute(process.execPath, [main, 'run', '--as-of', recordedOn], { cwd: folder });
  return folder;
}

/** Runs the commands of a page one after the other, the tool named as its alias does, and gives what each prints. */
async function runExamples(page: string, clone: string): Promise<readonly string[]> {
  const alias = allOf(page, /^alias jiaokan="(.+)"$/gm)[0]!.replace('$PWD', root.replace(/\/$/, ''));
  const examples = examplesOf(page).map((command) => {
    // Progress, which a terminal overwrites, is all that `run` says on stderr when it ends well.
    const errors = command.startsWith('jiaokan run') ? '2>/dev/null' : '2>&1';
    return `printf '\\n@@@\\n'\n{ ${command.replaceAll('/tmp/', `${clone}/tmp/`)}\n} ${errors} || echo "exit $?"`;
  });
  const script = ['set -o pipefail', 'mkdir tmp', `jiaokan() { ${alias} "$@"; }`, ...examples].join('\n');
  const env = { PATH: process.env['PATH'], HOME: clone, LC_ALL: 'C.UTF-8', GIT_CONFIG_GLOBAL: '/dev/null' };
  const { stdout } = await execute('bash', ['--norc', '-c', script], { cwd: clone, env });
  const outputs = stdout.replaceAll(`${clone}/tmp/`, '/tmp/').split('\n@@@\n').slice(1);
  return outputs.map((output) => (output === '' || output.endsWith('\n') ? output : `${output}\n`));
}

/** A page with its outputs replaced by those of its commands; ids of commits, which hold the time, stay as printed. */
function renew(page: string, outputs: readonly string[], commits: readonly string[]): string {
  let next = 0;
  return page.replace(/^\$ (.+)\n((?:(?!\$ |```).*\n)*)/gm, (_, command: string, printed: string) => {
    const output = outputs[next++] ?? '';
    return `$ ${command}\n${matches(printed, output, commits) ? printed : output}`;
  });
}

function matches(printed: string, output: string, commits: readonly string[]): boolean {
  const escaped = output.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const pattern = commits.reduce((text, id) => text.replaceAll(id.slice(0, 12), '[0-9a-f]{12}'), escaped);
  return new RegExp(`^${pattern}$`).test(printed);
}

describe.each(pages)('%s', (_path, page) => {
  test('has the two commands in the form that is run in a fresh clone', () => {
    const lines = blocksOf(page, 'sh').flatMap((block) => block.split('\n'));
    expect(lines).toContain('npm ci && npm start');
    expect(lines).toContain('npm test');
  });

  test('names every command of the tool, and none that it does not have', () => {
    expect(commandsOf(page)).toEqual([...helpOfCommands().keys()].sort());
  });

  test('says of the commands that do nothing yet that they do nothing yet', () => {
    const help = helpOfCommands();
    const notYet = [...help].filter(([, text]) => text.endsWith('(not yet)')).map(([name]) => name);
    const line = page.replace(/\n {2}/g, ' ').match(/^- .*`not yet`.*$/m)?.[0] ?? '';
    expect(commandsOf(line)).toEqual(notYet.sort());
  });

  test('links to files that exist', () => {
    const links = allOf(page, /\]\(([^)\s]+)\)/g).filter((link) => !/^https?:/.test(link));
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter((link) => !existsSync(join(root, link)))).toEqual([]);
  });

  test('explains every key of a pipeline file, and none that it does not have', () => {
    const known = keysOf(JSON.parse(read('schemas/pipeline.schema.json')));
    const explained = codeCellsOf(page).filter((cell) => /^[a-z]/.test(cell));
    expect(known).toContain('gates.substantive');
    expect([...explained].sort()).toEqual([...known].sort());
  });

  test('explains every exit code', () => {
    const explained = codeCellsOf(page).filter((cell) => /^\d$/.test(cell));
    expect(explained.map(Number)).toEqual(Object.values(exitCode).sort());
  });

  test('quotes YAML as it stands in the pipelines', () => {
    const rules = readdirSync(join(root, 'pipelines/rules')).map((name) => read(`pipelines/rules/${name}`));
    const quoted = blocksOf(page, 'yaml');
    expect(quoted.length).toBeGreaterThan(0);
    expect(quoted.filter((block) => !rules.some((rule) => rule.includes(block)))).toEqual([]);
  });

  test('names the hour of the workflow', () => {
    const [minute, hour] = /cron: '(\d+) (\d+) /.exec(read('.github/workflows/nightly.yml'))?.slice(1) ?? [];
    expect(page).toContain(`${hour}:${minute} UTC`);
  });
});

describe.concurrent.each(pages)('the examples of %s', (path, page) => {
  test('print what it shows', async ({ expect, onTestFinished }) => {
    const clone = await makeClone();
    onTestFinished(() => {
      rmSync(clone, { recursive: true, force: true });
    });
    const outputs = await runExamples(page, clone);
    const git = ['-C', join(clone, 'snapshots/history.git'), 'rev-list', '--all'];
    const commits = execFileSync('git', git, { encoding: 'utf8' }).trim().split('\n');
    // `-u` writes what is printed now into the page.
    await expect(renew(page, outputs, commits)).toMatchFileSnapshot(join(root, path));
  }, 180_000);
});

describe('the two READMEs', () => {
  test('name the same commands', () => {
    expect(commandsOf(chinese)).toEqual(commandsOf(english));
  });

  test('show the same examples, quote the same files and have the same parts', () => {
    const shape = (page: string): unknown => ({
      examples: examplesOf(page).map((command) => command.replace(/sed -n '.*'$/, 'sed')), // words of the output
      yaml: blocksOf(page, 'yaml'),
      cron: blocksOf(page, 'crontab'),
      headings: allOf(page, /^(#+) /gm),
      pictures: allOf(page, /!\[[^\]]*\]\(([^)]+)\)/g),
      tables: codeCellsOf(page),
    });
    expect(shape(chinese)).toEqual(shape(english));
  });
});

describe('the pictures', () => {
  const folder = join(root, '.github/screenshots');
  const pictures = readdirSync(folder);

  test('are all shown', () => {
    const shown = allOf(english, /!\[[^\]]*\]\(\.github\/screenshots\/([^)]+)\)/g);
    expect([...pictures].sort()).toEqual([...shown].sort());
  });

  test.each(pictures)('%s is a PNG under 400 KB', (name) => {
    expect(readFileSync(join(folder, name)).subarray(1, 4).toString('latin1')).toBe('PNG');
    expect(statSync(join(folder, name)).size).toBeLessThan(400 * 1024);
  });
});
