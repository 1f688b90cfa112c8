import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { resolveCitations } from '../../src/cite/resolve.js';
import { readCapture } from '../../src/pipeline/capture.js';
import { loadRules } from '../../src/pipeline/rules-folder.js';
import { captureNotePath } from '../../src/store/paths.js';
import { day, sha256, type WholeRecording } from './notice.js';
import { commitsOf, plainGit, treeOf } from './plain-git.js';
import { openTemporary } from './temporary.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { rules, sha256: rulesSha256 } = await loadRules(`${root}/pipelines/rules`);

/** The twenty notices as a run would record them, with something before them in the capture. */
function recordSeeds(furniture = ''): WholeRecording {
  const bytes = Buffer.concat([Buffer.from(furniture), readFileSync(`${root}/seeds/notices.txt`)]);
  const path = 'seeds/notices.txt';
  const { readings, graph } = resolveCitations(readCapture(bytes, path, rules).readings, rules);
  return {
    asOf: day('2023-03-22'),
    changeKind: 'record',
    rulesSha256,
    toolVersion: '0.1.0',
    sources: ['seeds'],
    captures: [{ snapshot: { sha256: sha256(bytes), bytes, source: 'seeds', path }, readings }],
    graph,
    families: [],
  };
}

describe('the twenty notices', () => {
  test('are recorded once: the same night again makes no commit', async () => {
    const store = await openTemporary();
    const { commit, novelty } = await store.record(recordSeeds());
    expect([...novelty.values()]).toEqual(Array.from({ length: 20 }, () => 'new'));
    expect((await store.record(recordSeeds())).paths).toEqual([]);
    expect(commitsOf(store.path)).toEqual([commit]);
  });

  test('come back as they were read, with text.md and hashes that agree', async () => {
    const store = await openTemporary();
    const recording = recordSeeds();
    const readings = recording.captures.flatMap((capture) => capture.readings);
    const { commit } = await store.record(recording);
    const documents = await Promise.all(readings.map(({ document }) => store.readDocument(commit, document.id)));
    expect(documents).toEqual(readings.map(({ document }) => document));
    expect(await store.verify()).toEqual([]);
    const graph = await store.readGraph(commit);
    expect(graph.effects).toHaveLength(recording.graph.effects.length);
    expect(graph.citations).toHaveLength(recording.graph.citations.length);
    expect(graph.openEnds).toHaveLength(recording.graph.openEnds.length);
  });

  test('in a page with other furniture are the same notices, and the first capture stays their evidence', async () => {
    const store = await openTemporary();
    const first = recordSeeds();
    await store.record(first);
    const before = treeOf(store.path);
    const { paths } = await store.record(recordSeeds('\n\n\n'));
    expect(paths).toEqual([]);
    expect(treeOf(store.path)).toEqual(before);
    const note = plainGit(store.path, ['show', `main:${captureNotePath(first.captures[0]!.snapshot.sha256)}`]);
    expect(JSON.parse(note)).toMatchObject({ source: 'seeds', path: 'seeds/notices.txt', firstSeen: '2023-03-22' });
  });
});
