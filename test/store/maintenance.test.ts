import { chmod, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { simulateNights } from './nights.js';
import { recordingOf } from './notice.js';
import { commitsOf, plainGit } from './plain-git.js';
import { openTemporary, temporaryFolder } from './temporary.js';

afterEach(() => vi.unstubAllEnvs());

describe('night after night', () => {
  // `npm run nights` does 1,000; no time is measured here.
  test('the packs stay few, every night is a commit, and all of it is sound', async () => {
    const store = await openTemporary({ packLimit: 4 });
    const nights = await simulateNights(store, { nights: 16, documents: 10, changed: 2 });
    expect(Math.max(...nights.map(({ packs }) => packs))).toBeLessThanOrEqual(5);
    expect(commitsOf(store.path)).toHaveLength(16);
    expect(await store.verify()).toEqual([]);
    expect(plainGit(store.path, ['count-objects', '-v'])).toMatch(/^count: 0$/m);
  });
});

describe('repacking', () => {
  const recording = recordingOf([{ id: 'CN-JL/2023/甲', paragraphs: ['甲'] }]);

  test('that fails loses nothing, says why, and is done by a later run', async () => {
    const store = await openTemporary({ packLimit: 0 });
    const bin = await temporaryFolder();
    const path = process.env['PATH'] ?? '';
    const script = `#!/bin/sh\n[ "$1" = repack ] && { echo 'fatal: made up' >&2; exit 1; }\nPATH='${path}' exec git "$@"\n`;
    await writeFile(join(bin, 'git'), script);
    await chmod(join(bin, 'git'), 0o755);
    vi.stubEnv('PATH', `${bin}:${path}`);
    const { commit, repackFailure } = await store.record(recording);
    vi.unstubAllEnvs();
    expect(commitsOf(store.path)).toEqual([commit]);
    expect(repackFailure).toContain('git repack');
    const next = await store.record(recordingOf([{ id: 'CN-JL/2023/乙', paragraphs: ['乙'] }]));
    expect(next.repackFailure).toBeNull();
  });

  test('that was killed leaves a torn pack, which the next run removes', async () => {
    const store = await openTemporary();
    await store.record(recording);
    const folder = join(store.path, 'objects/pack');
    for (const name of ['tmp_pack_x', '.tmp-1-pack-0.pack']) await writeFile(join(folder, name), 'torn');
    await store.record(recordingOf([{ id: 'CN-JL/2023/乙', paragraphs: ['乙'] }]));
    expect((await readdir(folder)).filter((name) => name.includes('tmp'))).toEqual([]);
  });
});
