import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    // A test that never asserts cannot fail; property tests wrap their law in `expect` too.
    expect: { requireAssertions: true },
    // Order must not matter, within a file or between files. The seed is fixed, so that every machine runs the same one.
    sequence: { shuffle: { files: true, tests: true }, seed: 1 },
    // The store's tests start real git processes, which take seconds where the disk is slow.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // `.ci/run` counts tests from the file; people read the terminal.
    reporters: process.env['CI'] ? ['default', 'json'] : ['default'],
    outputFile: { json: 'node_modules/.cache/vitest/result.json' },
  },
});
