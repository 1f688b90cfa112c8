import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

// The command as users run it; `npm test` builds it first.

const main = join(fileURLToPath(new URL('../..', import.meta.url)), 'dist/cli/main.js');

const jiaokan = (...args: readonly string[]) => spawnSync(process.execPath, [main, ...args], { encoding: 'utf8' });

const bash = jiaokan('completion', 'bash').stdout;

/** What bash offers for the last of the words. */
function offered(...words: readonly string[]): string[] {
  const line = ['jiaokan', ...words].map((word) => `'${word}'`).join(' ');
  const ask = `${bash}\nCOMP_WORDS=(${line}); COMP_CWORD=${words.length}; _jiaokan; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', ask], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.split('\n').filter(Boolean);
}

describe('completion in bash', () => {
  test.each([
    [['re'], ['review']],
    [
      ['review', ''],
      ['list', 'show', 'accept', 'reject', 'note', 'take'],
    ],
    [['review', 'accept', '--fa'], ['--family']],
    [['audit', '--as'], ['--as-of']],
    // Options of the program go before and after a command.
    [['--la'], ['--lang']],
    [['--lang', 'en', 'audit', '--exp'], ['--expiring-within']],
    // A document may be called like a command.
    [['show', 'audit', '--js'], ['--json']],
    [['compare', 'a.t'], []],
  ])('%j: %j', (words, expected) => {
    const found = offered(...words);
    expect(found.filter((word) => !word.startsWith('--') || expected.includes(word))).toEqual(expected);
  });
});

test('completion in fish names every command with what it does', () => {
  const { stdout } = jiaokan('completion', 'fish');
  const lines = stdout.trim().split('\n');
  expect(
    lines.slice(1).filter((line) => !/^complete -c jiaokan( -n '[^']*')? -[al] [\w-]+ -d '.*'$/.test(line)),
  ).toEqual([]);
  expect(stdout).toContain("-n '__fish_seen_subcommand_from review; and not __fish_seen_subcommand_from list show");
});

test('completion in zsh is that of bash', () => {
  expect(jiaokan('completion', 'zsh').stdout.endsWith(bash)).toBe(true);
});

test('of another shell is wrong use', () => {
  const { status, stderr } = jiaokan('completion', 'toString');
  expect([status, stderr.split('  ')[0]]).toEqual([2, 'cli/unknown-shell']);
});
