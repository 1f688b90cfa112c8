import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { describe, expect, test } from 'vitest';
import {
  cycles,
  folderOf,
  foreignImports,
  type Layers,
  type Outside,
  outsideUses,
  printsOrExits,
  reachOf,
  type SourceFile,
  unusedExceptions,
  wrongWay,
} from './architecture.js';

/** Stages compute: no clock, environment, network or disk. */
const pureStages = ['normalise', 'parse', 'cite', 'effect', 'compare', 'family', 'graph', 'report'];

/** How dates, numerals, numbers and titles are written: below the stages that read them, and as pure as they are. */
const pureFolders = ['notation', ...pureStages];

/**
 * cli → pipeline → stages → notation → model. `source`, `rules`, `store` and `serve` stand beside the stages: only `pipeline` and `cli`
 * use them, and what a stage needs of them arrives as an argument whose type is in `model`.
 */
const layers: Layers = {
  height: {
    cli: 5,
    '': 4,
    pipeline: 3,
    ...Object.fromEntries([...pureStages, 'source', 'rules', 'store', 'serve'].map((folder) => [folder, 2])),
    notation: 1,
    model: 0,
  },
  exceptions: [],
};

/** What a pure stage may import from outside `src/`, and why it stays pure. */
const pureImports = {
  'node:crypto': 'hashes',
  '@viz-js/viz': 'draws the graph in WebAssembly, without a browser',
  diff: 'plain patches',
  fflate: 'packs a zip in memory',
  'fast-xml-parser': 'reads and writes XML in memory',
  'hono/html': 'escapes markup in memory',
  'write-excel-file/node': 'makes a spreadsheet in memory',
  minisearch: 'indexes titles in memory',
  parse5: 'reads HTML in memory',
  sarif: 'types alone',
  zod: 'checks values',
};

const everything: ReadonlySet<Outside> = new Set<Outside>([
  'clock',
  'chance',
  'process',
  'network',
  'terminal',
  'locale',
  'evaluation',
]);

const root = new URL('../src/', import.meta.url);
const sources: readonly SourceFile[] = globSync('**/*.ts', { cwd: root })
  .sort()
  .map((path) => ({ path, source: readFileSync(new URL(path, root), 'utf8') }));
const pureSources = sources.filter(({ path }) => pureFolders.includes(folderOf(path)));

describe('src', () => {
  test('imports run one way: cli, pipeline, stages, notation, model', () => {
    expect(sources.length).toBeGreaterThan(0);
    expect(wrongWay(sources, layers)).toEqual([]);
  });

  test('every exception to the order is still needed', () => {
    expect(unusedExceptions(sources, layers)).toEqual([]);
  });

  test('the model imports no other folder, and no package but the calendar', () => {
    const model = sources.filter(({ path }) => folderOf(path) === 'model');
    expect(model.length).toBeGreaterThan(0);
    expect(wrongWay(model, { ...layers, exceptions: [] })).toEqual([]);
    expect(model.flatMap((file) => foreignImports(file, { 'temporal-polyfill': 'calendar days' }))).toEqual([]);
    expect(model.flatMap((file) => outsideUses(file, everything))).toEqual([]);
  });

  test.each(pureFolders)('%s has no disk, network or process among its imports', (folder) => {
    const files = pureSources.filter(({ path }) => folderOf(path) === folder);
    expect(files.length).toBeGreaterThan(0);
    expect(files.flatMap((file) => foreignImports(file, pureImports))).toEqual([]);
  });

  test('every import of that list is still needed', () => {
    const used = new Set(pureSources.flatMap((file) => reachOf(file).imports.map(({ specifier }) => specifier)));
    expect(Object.keys(pureImports).filter((specifier) => !used.has(specifier))).toEqual([]);
  });

  test('no pure folder has a clock, chance, an environment or the language of the machine', () => {
    expect(pureSources.flatMap((file) => outsideUses(file, everything))).toEqual([]);
  });

  test('only the command line prints and exits', () => {
    const below = sources.filter(({ path }) => folderOf(path) !== 'cli');
    expect(below.flatMap((file) => printsOrExits(file))).toEqual([]);
  });

  test('no file imports itself by way of others', () => {
    expect(cycles(sources)).toEqual([]);
  });
});

/** Made-up files: path and source. */
const files = (...pairs: readonly (readonly [string, string])[]): readonly SourceFile[] =>
  pairs.map(([path, source]) => ({ path, source }));

describe('the order of layers, on made-up files', () => {
  test.each([
    ['a stage imports another stage', 'parse/a.ts', `import { b } from '../cite/b.js';`],
    ['a type counts too', 'parse/a.ts', `import type { B } from '../cite/b.js';`],
    ['so does a type written in place', 'parse/a.ts', `let x: import('../cite/b.js').B;`],
    ['so does passing on', 'parse/a.ts', `export { b } from '../cite/b.js';`],
    ['so does passing on everything', 'parse/a.ts', `export * from '../cite/b.js';`],
    ['so does an import while running', 'parse/a.ts', `const b = await import('../cite/b.js');`],
    ['a stage uses the store', 'graph/a.ts', `import { b } from '../store/b.js';`],
    ['a stage reads rules itself', 'effect/a.ts', `import { b } from '../rules/b.js';`],
    ['the model looks up', 'model/a.ts', `import { b } from '../parse/b.js';`],
    ['the pipeline looks up', 'pipeline/a.ts', `import { b } from '../cli/b.js';`],
    ['anything imports the library itself', 'store/a.ts', `import { b } from '../index.js';`],
    ['a folder nobody declared', 'cli/a.ts', `import { b } from '../utils/b.js';`],
    ['a folder nobody declared looks down', 'utils/a.ts', `import { b } from '../model/b.js';`],
    ['a way out of src', 'parse/a.ts', `import { b } from '../../test/b.js';`],
    ['a deeper file', 'report/site/a.ts', `import { b } from '../../family/b.js';`],
  ])('%s', (_trap, path, source) => {
    expect(wrongWay(files([path, source]), layers)).toHaveLength(1);
  });

  test.each([
    ['downwards over several layers', 'cli/a.ts', `import { b } from '../model/b.js';`],
    ['cli to pipeline', 'cli/a.ts', `import { b } from '../pipeline/b.js';`],
    ['the library to stages', 'index.ts', `export { b } from './parse/b.js';`],
    ['within a folder', 'rules/a.ts', `import { b } from './yaml.js';`],
    ['within a folder, from below', 'report/site/a.ts', `import { b } from '../b.js';`],
    ['named in a comment only', 'parse/a.ts', `// import { b } from '../cite/b.js';`],
    ['named in a string only', 'parse/a.ts', `const b = "import '../cite/b.js'";`],
  ])('allowed: %s', (_case, path, source) => {
    expect(wrongWay(files([path, source]), layers)).toEqual([]);
  });

  test('an exception holds one way, and one that nothing needs is found', () => {
    const exceptions = [{ from: 'parse', to: 'cite', reason: 'made up' }];
    const down = files(['parse/a.ts', `import '../cite/b.js';`]);
    const back = files(['cite/b.ts', `import '../parse/a.js';`]);
    expect(wrongWay(down, { ...layers, exceptions })).toEqual([]);
    expect(wrongWay(back, { ...layers, exceptions })).toHaveLength(1);
    expect(unusedExceptions(down, { ...layers, exceptions })).toEqual([]);
    expect(unusedExceptions(back, { ...layers, exceptions })).toEqual(exceptions);
  });

  test('the line says where and why', () => {
    const lines = wrongWay(files(['parse/a.ts', `\nimport { b } from '../cite/b.js';`]), layers);
    expect(lines).toEqual(['parse/a.ts:2 imports cite/b.ts: parse and cite stand side by side']);
  });
});

describe('what a pure stage imports, on made-up files', () => {
  test.each([
    [`import { readFileSync } from 'node:fs';`],
    [`import { readFile } from 'node:fs/promises';`],
    [`import fs from 'fs';`],
    [`import net from 'node:net';`],
    [`import http from 'node:http';`],
    [`import { execFile } from 'node:child_process';`],
    [`import os from 'node:os';`],
    [`import { env } from 'node:process';`],
    [`export * from 'node:os';`],
    [`import { simpleGit } from 'simple-git';`],
    [`const fs = await import('node:fs');`],
    [`const anything = await import(name);`],
    [`import fs = require('node:fs');`],
    [`import 'temporal-polyfill/global';`],
  ])('%s', (source) => {
    expect(foreignImports({ path: 'parse/a.ts', source }, pureImports)).toHaveLength(1);
  });

  test.each([[`import { createHash } from 'node:crypto';`], [`import { b } from './b.js';`]])(
    'allowed: %s',
    (source) => {
      expect(foreignImports({ path: 'parse/a.ts', source }, pureImports)).toEqual([]);
    },
  );
});

describe('what a pure stage uses, on made-up files', () => {
  test.each<[Outside, string]>([
    ['clock', `Date.now();`],
    ['clock', `Date['now']();`],
    ['clock', `new Date();`],
    ['clock', `new Date;`],
    ['clock', `Date();`],
    ['clock', `const { now } = Date;`],
    ['clock', `Temporal.Now.plainDateISO();`],
    ['clock', `performance.now();`],
    ['clock', `setTimeout(() => {}, 1);`],
    ['chance', `Math.random();`],
    ['chance', `[1].map(Math.random);`],
    ['chance', `const { random } = Math;`],
    ['chance', `crypto.randomUUID();`],
    ['chance', `import { randomUUID } from 'node:crypto';`],
    ['chance', `import { randomBytes as stable } from 'node:crypto';`],
    ['process', `process.env.HOME;`],
    ['process', `process.cwd();`],
    ['process', `const { env } = process;`],
    ['process', `const at = { process };`],
    ['network', `await fetch('https://example.org');`],
    ['network', `const get = fetch;`],
    ['terminal', `console.log(1);`],
    ['locale', `a.localeCompare(b);`],
    ['locale', `n.toLocaleString();`],
    ['evaluation', `globalThis.Date.now;`],
    ['evaluation', `eval('1');`],
  ])('%s: %s', (outside, source) => {
    expect(outsideUses({ path: 'parse/a.ts', source }, new Set([outside]))).toHaveLength(1);
  });

  test.each([
    [`new Date(0);`],
    [`Date.UTC(2023, 0, 1);`],
    [`x instanceof Date;`],
    [`let day: Date;`],
    [`Math.max(1, 2);`],
    [`import { Temporal } from 'temporal-polyfill'; Temporal.PlainDate.from('2023-01-01');`],
    [`run.process;`],
    [`const steps = { process: 1, fetch: 2 };`],
    [`interface Step { process: string }`],
    [`// Date.now() would differ every night`],
    ['const sql = `process.env, fetch(1), Math.random()`;'],
    [`a.localeCompare(b, 'zh');`],
    [`n.toLocaleString('en');`],
  ])('allowed: %s', (source) => {
    expect(outsideUses({ path: 'parse/a.ts', source }, everything)).toEqual([]);
  });
});

describe('who prints and exits, on made-up files', () => {
  test.each([
    [`console.error(1);`],
    [`process.stdout.write('x');`],
    [`process.stderr.isTTY;`],
    [`process.exit(1);`],
    [`process.exitCode = 1;`],
    [`const { stdout } = process;`],
    [`import { stdout } from 'node:process';`],
  ])('%s', (source) => {
    expect(printsOrExits({ path: 'store/a.ts', source })).toHaveLength(1);
  });

  test.each([[`process.env['PATH'];`], [`process.pid;`], [`answer.exit(1);`]])('allowed: %s', (source) => {
    expect(printsOrExits({ path: 'store/a.ts', source })).toEqual([]);
  });
});

describe('cycles, on made-up files', () => {
  test('two files that import each other', () => {
    const pair = files(['b/y.ts', `import '../a/x.js';`], ['a/x.ts', `import '../b/y.js';`]);
    expect(cycles(pair)).toEqual([['a/x.ts', 'b/y.ts']]);
  });

  test('a circle of three that is entered from outside', () => {
    const circle = files(
      ['enter.ts', `import './a.js';`],
      ['a.ts', `import './b.js';`],
      ['b.ts', `export * from './c.js';`],
      ['c.ts', `import type { A } from './a.js';`],
    );
    expect(cycles(circle)).toEqual([['a.ts', 'b.ts', 'c.ts']]);
  });

  test('a file that imports itself', () => {
    expect(cycles(files(['a.ts', `import './a.js';`]))).toEqual([['a.ts']]);
  });

  test('two ways to one file are no cycle', () => {
    const diamond = files(
      ['a.ts', `import './b.js'; import './c.js';`],
      ['b.ts', `import './d.js';`],
      ['c.ts', `import './d.js';`],
      ['d.ts', ''],
    );
    expect(cycles(diamond)).toEqual([]);
  });
});
