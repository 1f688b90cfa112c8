import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Entries of a lock file that hold the address they were fetched from. */
function addressed(lock: string): readonly string[] {
  const { packages } = JSON.parse(lock) as { packages: Record<string, { resolved?: string }> };
  return Object.entries(packages).flatMap(([name, { resolved }]) => (resolved === undefined ? [] : [name]));
}

/**
 * Hosts and tarball addresses of package registries in a text: `registry.…`, `npm.…`, `…/-/name-1.0.0.tgz`. The pages
 * about packages (www.…) are no registries.
 */
function registryAddresses(text: string): readonly string[] {
  const host = /\bhttps?:\/\/(?:[^\s/@"']*@)?(?:registry|npm|verdaccio|nexus|artifactory)[\w-]*\.[\w.:-]+/gi;
  const bare = /\bregistry\.[\w-]+\.(?:org|com|net|cn)\b/gi;
  const tarball = /\bhttps?:\/\/[^\s"']+\/-\/[^\s"']+\.tgz/gi;
  return [host, bare, tarball].flatMap((pattern) => text.match(pattern) ?? []);
}

/** Files in the source history and those that the next commit would add, as far as they are there. */
function trackedFiles(): readonly string[] {
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'];
  const output = execFileSync('git', list, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 });
  return output.split('\0').filter((path) => path !== '' && existsSync(join(root, path)));
}

/** Files that `.gitignore` keeps out of the source history, of those asked for. */
function ignored(paths: readonly string[]): readonly string[] {
  return paths.filter((path) => {
    try {
      execFileSync('git', ['check-ignore', '--quiet', '--no-index', path], { cwd: root });
      return true;
    } catch (error) {
      // 1: not ignored; anything else is a fault of git itself.
      if (error instanceof Error && 'status' in error && error.status === 1) return false;
      throw error;
    }
  });
}

describe('the lock file', () => {
  test('names packages by version and checksum, without the address of a registry', () => {
    expect(addressed(read('package-lock.json'))).toEqual([]);
  });

  test('an address would be found', () => {
    const lock = {
      packages: { '': {}, 'node_modules/a': { version: '1.0.0', resolved: 'https://example.org/a.tgz' } },
    };
    expect(addressed(JSON.stringify(lock))).toEqual(['node_modules/a']);
  });
});

describe('the source history', () => {
  test('mentions no registry, public or private', () => {
    // This file shows what such an address looks like.
    const paths = trackedFiles().filter((path) => path !== 'test/project.test.ts');
    expect(paths).toContain('package.json');
    const found = paths.flatMap((path) => registryAddresses(read(path)).map((address) => `${path}: ${address}`));
    expect(found).toEqual([]);
  });

  test.each([
    ['https://registry.example.org/a'],
    ['http://npm-mirror.example.com:8080/a'],
    ['https://user:secret@npm.example.com/a'],
    ['registry=//registry.example.cn/'],
    ['https://packages.example.com/a/-/a-1.0.0.tgz'],
  ])('would be seen to mention %s', (text) => {
    expect(registryAddresses(text).length).toBeGreaterThan(0);
  });

  test.each([['https://www.npmjs.com/package/jiaokan'], ['npm ci && npm start'], ['the registry of the court']])(
    'may say %s',
    (text) => {
      expect(registryAddresses(text)).toEqual([]);
    },
  );

  test('leaves out what is built, reported and recorded, and keeps what explains it', () => {
    const out = [
      'node_modules/a/index.js',
      'dist/cli/main.js',
      'reports/index.html',
      'snapshots/history.git/HEAD',
      'snapshots/cursor.json',
      'snapshots/history.lock',
    ];
    const kept = ['snapshots/README.md', 'seeds/notices.txt', 'package-lock.json', 'pipelines/nightly.yaml'];
    expect(ignored([...out, ...kept])).toEqual(out);
  });
});

describe('the seeds', () => {
  // Evidence stays as it came; seeds/README.md names the same checksum. A mended capture is another capture.
  const sha256 = 'd8d8fd8440ba18f5a4a2221d2cd06e4a2c5a4412a77263b1378b93ec44cccbe7';

  test('seeds/notices.txt holds the bytes that were captured', () => {
    expect(
      createHash('sha256')
        .update(readFileSync(join(root, 'seeds/notices.txt')))
        .digest('hex'),
    ).toBe(sha256);
  });

  test('seeds/README.md names that checksum', () => {
    expect(read('seeds/README.md')).toContain(sha256);
  });
});

describe('the package', () => {
  const manifest = JSON.parse(read('package.json')) as {
    version: string;
    bin: Record<string, string>;
    dependencies: Record<string, string>;
  };

  test('the changelog knows its version', () => {
    expect(read('CHANGELOG.md')).toMatch(new RegExp(`^## \\[${manifest.version.replaceAll('.', '\\.')}\\]`, 'm'));
  });

  test('the command is built from a file that says how to run it', () => {
    expect(manifest.bin).toEqual({ jiaokan: 'dist/cli/main.js' });
    expect(read('src/cli/main.ts').split('\n')[0]).toBe('#!/usr/bin/env node');
  });

  test('types stay out of what users install', () => {
    expect(Object.keys(manifest.dependencies).filter((name) => name.startsWith('@types/'))).toEqual([]);
  });
});
