import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CommitId, ReadSnapshot, Recording } from '../../src/model/recording.js';
import {
  captureOf,
  capturesOf,
  citedNode,
  day,
  familyOf,
  graphOf,
  type Notice,
  readingOf,
  readSnapshotOf,
  recordingOf,
  sha256,
  workId,
} from './notice.js';
import { commitsOf, plainGit, treeOf } from './plain-git.js';
import { openTemporary } from './temporary.js';

// All notices of these tests are made up.
const jia: Notice = {
  id: 'CN-JL/2023/甲局公告2023年第1号',
  paragraphs: ['甲局公告', '一、内容。', '《乙》同时废止。'],
  repeals: ['CN-JL/2019/乙'],
};
const bing: Notice = { id: 'CN-HA/2023/丙局公告2023年第2号', paragraphs: ['丙局公告', '一、内容。'] };
const ding: Notice = { id: 'CN-HA/2022/丁局公告2022年第3号', paragraphs: ['丁局公告', '一、内容。'] };

async function recordedAlone(recording: Recording): Promise<string> {
  const store = await openTemporary();
  await store.record(recording);
  return store.path;
}

const pathsOf = (path: string): readonly string[] => treeOf(path).map((entry) => entry.slice(41));

describe('a run', () => {
  test('the first one makes the repository and one commit', async () => {
    const store = await openTemporary();
    const recorded = await store.record(recordingOf([jia, bing]));
    expect(recorded.run).toBe('2023-03-22-1');
    expect([...recorded.novelty]).toEqual([
      [bing.id, 'new'],
      [jia.id, 'new'],
    ]);
    expect(commitsOf(store.path)).toEqual([recorded.commit]);
    expect(pathsOf(store.path)).toEqual([
      `captures/0e/${captureOf(bing).sha256}`,
      `captures/eb/${captureOf(jia).sha256}`,
      'graph/effects/7f.ndjson',
      'graph/nodes/30.ndjson',
      'graph/nodes/47.ndjson',
      'graph/nodes/7f.ndjson',
      'works/CN-HA/2023/丙局公告2023年第2号/document.json',
      'works/CN-HA/2023/丙局公告2023年第2号/text.md',
      'works/CN-JL/2023/甲局公告2023年第1号/document.json',
      'works/CN-JL/2023/甲局公告2023年第1号/text.md',
    ]);
    expect(plainGit(store.path, ['show', 'main:works/CN-HA/2023/丙局公告2023年第2号/text.md'])).toBe(
      'para_1\t丙局公告\npara_2\t一、内容。\n',
    );
    expect(await store.verify()).toEqual([]);
  });

  test('a second one over the same input makes no commit and touches nothing', async () => {
    const store = await openTemporary();
    const first = await store.record(recordingOf([jia, bing]));
    const second = await store.record(recordingOf([jia, bing], { asOf: day('2023-03-23') }));
    expect(second).toMatchObject({ commit: null, run: null, captures: [], paths: [] });
    expect([...second.novelty.values()]).toEqual(['unchanged', 'unchanged']);
    expect(await store.revision()).toBe(first.commit);
    expect(plainGit(store.path, ['for-each-ref', '--format=%(refname)'])).toBe('refs/heads/main\n');
  });

  test('takes captures one after the other: the next is asked for when the one before is on its way', async () => {
    const store = await openTemporary();
    const whole = recordingOf([jia, bing]);
    const asked: string[] = [];
    async function* oneByOne(): AsyncGenerator<ReadSnapshot> {
      for (const capture of whole.captures) {
        await Promise.resolve();
        asked.push(capture.snapshot.path);
        yield capture;
      }
    }
    const { commit } = await store.record({ ...whole, captures: oneByOne() });
    expect(asked).toEqual(whole.captures.map(({ snapshot }) => snapshot.path));
    expect(treeOf(store.path)).toEqual(treeOf(await recordedAlone(whole)));
    expect(commitsOf(store.path)).toEqual([commit]);
  });

  test('a source that fails in the middle leaves the history and its folder as they were', async () => {
    const store = await openTemporary();
    const { commit } = await store.record(recordingOf([jia]));
    const packs = readdirSync(join(store.path, 'objects', 'pack'));
    const whole = recordingOf([bing, ding]);
    function* failing(): Generator<ReadSnapshot> {
      yield whole.captures[0]!;
      throw new Error('the disk went away');
    }
    await expect(store.record({ ...whole, captures: failing() })).rejects.toThrow('the disk went away');
    expect(commitsOf(store.path)).toEqual([commit]);
    expect(readdirSync(join(store.path, 'objects', 'pack'))).toEqual(packs);
    expect((await store.record(whole)).commit).not.toBeNull();
  });

  test('a changed document makes one commit, and the rest keeps its blobs', async () => {
    const store = await openTemporary();
    await store.record(recordingOf([jia, bing]));
    const changed = { ...bing, paragraphs: ['丙局公告', '一、内容改了。'] };
    const recorded = await store.record(recordingOf([jia, changed]));
    expect([...recorded.novelty.values()]).toEqual(['changed', 'unchanged']);
    expect(recorded.run).toBe('2023-03-22-2');
    expect(commitsOf(store.path)).toHaveLength(2);
    const names = plainGit(store.path, ['diff-tree', '-r', '--name-status', '--no-commit-id', 'main'])
      .trim()
      .split('\n');
    expect(names.map((line) => line.replace(/[0-9a-f]{62,}/, '…'))).toEqual([
      expect.stringMatching(/^A\tcaptures\/..\/…$/),
      expect.stringMatching(/^A\tcaptures\/..\/….json$/),
      `M\tgraph/nodes/${sha256(bing.id).slice(0, 2)}.ndjson`,
      'A\truns/2023-03-22-2.json',
      'M\tworks/CN-HA/2023/丙局公告2023年第2号/document.json',
      'M\tworks/CN-HA/2023/丙局公告2023年第2号/text.md',
    ]);
  });

  test('the order of captures, readings and families does not matter', async () => {
    const families = [familyOf('yi', [readingOf(jia)]), familyOf('er', [readingOf(bing), readingOf(ding)])];
    const there = recordingOf([jia, bing, ding], { families });
    const back = recordingOf([ding, bing, jia], { families: families.toReversed() });
    const [one, two] = [await openTemporary(), await openTemporary()];
    await one.record(there);
    await two.record(back);
    expect(treeOf(two.path)).toEqual(treeOf(one.path));
    expect((await one.record(back)).commit).toBeNull();
  });

  test('refuses a clock that went back by a day, and changes nothing', async () => {
    const times = [new Date('2023-03-22T18:00:00Z'), new Date('2023-03-21T18:00:00Z')];
    const store = await openTemporary({ now: () => times.shift()! });
    const { commit } = await store.record(recordingOf([jia]));
    const refusal = { code: 'store/clock-backwards', exit: 4 };
    await expect(store.record(recordingOf([bing]))).rejects.toMatchObject(refusal);
    expect(commitsOf(store.path)).toEqual([commit]);
  });

  test('commits follow each other in time though the clock steps back a little', async () => {
    const times = [new Date('2023-03-22T18:00:00Z'), new Date('2023-03-22T17:30:00Z')];
    const store = await openTemporary({ now: () => times.shift()! });
    await store.record(recordingOf([jia]));
    await store.record(recordingOf([bing]));
    expect(plainGit(store.path, ['log', '--format=%cI %aI'])).toBe(
      '2023-03-22T18:00:01+00:00 2023-03-22T18:00:01+00:00\n2023-03-22T18:00:00+00:00 2023-03-22T18:00:00+00:00\n',
    );
  });

  test('names itself, never the user, and says in trailers what it did', async () => {
    const store = await openTemporary();
    await store.record(recordingOf([jia, bing]));
    expect(plainGit(store.path, ['log', '--format=%an <%ae> %cn <%ce>%n%B'])).toBe(
      [
        'jiaokan <jiaokan@localhost> jiaokan <jiaokan@localhost>',
        'Record 2 new documents as of 2023-03-22',
        '',
        'Run: 2023-03-22-1',
        'Change-Kind: record',
        `Rules: ${sha256('rules')}`,
        'Tool: jiaokan 0.1.0',
        'Documents-Read: 2',
        'Documents-New: 2',
        'Documents-Changed: 0',
        'Documents-Reread: 0',
        'Captures-Stored: 2',
        '\n',
      ].join('\n'),
    );
  });

  test('a name or version with line ends writes no header and no trailer of its own', async () => {
    const store = await openTemporary({ identity: { name: 'a\nparent 0', email: 'b>\n' } });
    await store.record(recordingOf([bing], { toolVersion: '1\nRun: 1949-10-01-1' }));
    expect(plainGit(store.path, ['log', '--format=%an|%ae|%(trailers:key=Run,valueonly)|'])).toBe(
      'a parent 0|b|2023-03-22-1\n|\n',
    );
  });
});

describe('the record is additive', () => {
  test('works, captures and effects of earlier runs stay', async () => {
    const store = await openTemporary();
    await store.record(recordingOf([jia, bing]));
    const before = treeOf(store.path);
    await store.record(recordingOf([ding]));
    const after = treeOf(store.path);
    expect(before.filter((entry) => !after.includes(entry))).toEqual([]);
    const graph = await store.readGraph(await store.revision());
    expect(graph.nodes.map(({ id }) => id)).toEqual([ding.id, bing.id, 'CN-JL/2019/乙', jia.id]);
    expect(graph.effects.map(({ effect }) => effect.id)).toEqual([`${jia.id} repeals CN-JL/2019/乙`]);
  });

  test('a run that only cites a held document leaves it held', async () => {
    const store = await openTemporary();
    await store.record(recordingOf([bing]));
    await store.record(recordingOf([{ ...jia, repeals: [bing.id] }]));
    const { nodes } = await store.readGraph(await store.revision());
    expect(nodes.map(({ id, held }) => [id, held])).toEqual([
      [bing.id, true],
      [jia.id, true],
    ]);
  });

  test('a cited work that is held later becomes held', async () => {
    const store = await openTemporary();
    await store.record(recordingOf([{ ...jia, repeals: [bing.id] }]));
    await store.record(recordingOf([bing]));
    const { nodes } = await store.readGraph(await store.revision());
    expect(nodes.find(({ id }) => id === bing.id)?.held).toBe(true);
  });

  test('what a later citation does not say of a work is kept', async () => {
    const store = await openTemporary();
    const graph = graphOf([readingOf(jia)]);
    const titled = { ...citedNode(workId('CN-JL/2019/乙')), title: '乙办法' };
    await store.record(recordingOf([jia], { graph: { ...graph, nodes: [graph.nodes[0]!, titled] } }));
    await store.record(recordingOf([{ ...ding, repeals: ['CN-JL/2019/乙'] }]));
    const { nodes } = await store.readGraph(await store.revision());
    expect(nodes.find(({ id }) => id === 'CN-JL/2019/乙')?.title).toBe('乙办法');
  });

  test('a cited work that nothing names any more goes, one that another document names stays', async () => {
    const store = await openTemporary();
    await store.record(recordingOf([jia, { ...ding, repeals: ['CN-JL/2019/乙', 'CN-JL/2018/戊'] }]));
    await store.record(recordingOf([{ ...ding, repeals: [] }], { changeKind: 'reparse' }));
    const { nodes, effects } = await store.readGraph(await store.revision());
    expect(nodes.map(({ id }) => id)).toEqual([ding.id, 'CN-JL/2019/乙', jia.id]);
    expect(effects).toHaveLength(1);
    expect(await store.verify()).toEqual([]);
  });
});

describe('another capture of the same documents', () => {
  const refurnished = { ...jia, furniture: '浏览次数: 1024\n收藏\n' };
  const families = [familyOf('yi', [readingOf(jia)])];

  test('moves every line and offset and changes nothing: the first capture stays the evidence', async () => {
    const store = await openTemporary();
    const first = await store.record(recordingOf([jia], { families }));
    const second = await store.record(
      recordingOf([refurnished], { families: [familyOf('yi', [readingOf(refurnished)])] }),
    );
    expect(second).toMatchObject({ commit: null, paths: [], captures: [] });
    expect(await store.revision()).toBe(first.commit);
  });

  test('under another path is the same capture', async () => {
    const store = await openTemporary();
    await store.record(recordingOf([jia], { families }));
    const second = await store.record(recordingOf([{ ...jia, path: 'elsewhere/a.txt' }], { families }));
    expect(second.paths).toEqual([]);
  });

  test('is stored where one of its documents changed, and the other keeps its first evidence', async () => {
    const both = (first: readonly string[], second: readonly string[], furniture: string) => {
      const source = `${furniture}${first.join('\n')}\n${second.join('\n')}`;
      const capture = { sha256: sha256(source), bytes: Buffer.from(source), source: 'portal', path: 'seeds/all.txt' };
      const readings = [readingOf({ ...bing, paragraphs: first }), readingOf({ ...ding, paragraphs: second })].map(
        (reading) => ({
          ...reading,
          document: {
            ...reading.document,
            source: { ...reading.document.source, path: capture.path, sha256: capture.sha256 },
          },
        }),
      );
      return recordingOf([], { captures: [{ snapshot: capture, readings }], graph: graphOf(readings) });
    };
    const store = await openTemporary();
    const before = both(['丙', '一、甲。'], ['丁', '一、乙。'], '');
    const after = both(['丙', '一、甲。'], ['丁', '一、乙改。'], '收藏\n');
    await store.record(before);
    const recorded = await store.record(after);
    expect(recorded.captures).toEqual([after.captures[0]!.snapshot.sha256]);
    const shaOf = async (id: string) => (await store.readDocument(recorded.commit, workId(id)))?.source.sha256;
    expect(await shaOf(bing.id)).toBe(before.captures[0]!.snapshot.sha256);
    expect(await shaOf(ding.id)).toBe(after.captures[0]!.snapshot.sha256);
    expect(await store.verify()).toEqual([]);
  });

  test('is stored where the reading changed though the text did not', async () => {
    const store = await openTemporary();
    await store.record(recordingOf([jia]));
    const labelled = { ...refurnished, officialStatus: '全文废止' };
    const recorded = await store.record(recordingOf([labelled]));
    expect(recorded).toMatchObject({ reread: [jia.id], captures: [captureOf(labelled).sha256] });
    expect(recorded.novelty.get(workId(jia.id))).toBe('unchanged');
    expect(await store.verify()).toEqual([]);
  });

  test('is kept where nothing was recognised in it, as nothing else would keep it', async () => {
    const store = await openTemporary();
    const recorded = await store.record(recordingOf([], { captures: [{ snapshot: captureOf(ding), readings: [] }] }));
    expect(recorded.captures).toEqual([captureOf(ding).sha256]);
  });
});

describe('one work from two sources', () => {
  const mirrored: Notice = { ...bing, source: 'mirror', path: 'mirror/2.txt', furniture: '镜像\n' };
  const differing: Notice = { ...mirrored, paragraphs: ['丙局公告', '一、别的内容。'] };
  const textOf = async (store: Awaited<ReturnType<typeof openTemporary>>, commit: CommitId | null) =>
    (await store.readText(commit, workId(bing.id)))?.split('\n')[1];

  test('with the same text is one version, the source named first the evidence', async () => {
    const store = await openTemporary();
    const recorded = await store.record(recordingOf([mirrored, bing], { graph: graphOf([readingOf(bing)]) }));
    expect(recorded.captures).toEqual([captureOf(bing).sha256]);
    expect(recorded.variants).toEqual([]);
  });

  test('with different texts the source named first counts and the other is kept beside it', async () => {
    const store = await openTemporary();
    const both = recordingOf([differing, bing], { graph: graphOf([readingOf(bing)]) });
    const recorded = await store.record(both);
    expect(recorded.variants).toEqual([bing.id]);
    expect(await textOf(store, recorded.commit)).toBe('para_2\t一、内容。');
    expect(pathsOf(store.path).filter((path) => path.includes('/variants/'))).toHaveLength(2);
    expect((await store.record(both)).commit).toBeNull();
    expect(await store.verify()).toEqual([]);
  });

  test('a night on which only the lesser source is read does not replace the text of the better one', async () => {
    const store = await openTemporary();
    await store.record(recordingOf([bing]));
    const recorded = await store.record(recordingOf([differing]));
    expect(recorded).toMatchObject({ variants: [bing.id] });
    expect([...recorded.novelty.values()]).toEqual(['unchanged']);
    expect(await textOf(store, recorded.commit)).toBe('para_2\t一、内容。');
    expect((await store.readGraph(recorded.commit)).nodes[0]?.snapshot).toBe(captureOf(bing).sha256);
    expect(await store.verify()).toEqual([]);
  });

  test('the better source replaces the text of the lesser one', async () => {
    const store = await openTemporary();
    await store.record(recordingOf([differing]));
    const recorded = await store.record(recordingOf([bing]));
    expect(await textOf(store, recorded.commit)).toBe('para_2\t一、内容。');
  });
});

describe('a family', () => {
  test('keeps one file a member, and drops that of a work which is a member no longer', async () => {
    const store = await openTemporary();
    const [one, two] = [readingOf(jia), readingOf(bing)];
    await store.record(recordingOf([jia, bing], { families: [familyOf('pilot', [one, two])] }));
    const members = () => pathsOf(store.path).filter((path) => path.startsWith('families/'));
    expect(members()).toEqual([
      'families/pilot/members/CN-HA/2023/丙局公告2023年第2号.json',
      'families/pilot/members/CN-JL/2023/甲局公告2023年第1号.json',
      'families/pilot/template.json',
    ]);
    await store.record(recordingOf([jia, bing], { families: [familyOf('pilot', [one])] }));
    expect(members()).toEqual([
      'families/pilot/members/CN-JL/2023/甲局公告2023年第1号.json',
      'families/pilot/template.json',
    ]);
  });

  test('keeps the alignment of a member that was not read tonight, and calls it missing only where it never was', async () => {
    const store = await openTemporary();
    const whole = familyOf('pilot', [readingOf(jia), readingOf(bing)]);
    const partial = { ...whole, members: whole.members.slice(0, 1), missing: [workId(bing.id)] };
    await store.record(recordingOf([jia], { families: [partial] }));
    const template = () => plainGit(store.path, ['show', 'main:families/pilot/template.json']);
    const missing = () => (JSON.parse(template()) as { missing: string[] }).missing;
    expect(missing()).toEqual([bing.id]);
    await store.record(recordingOf([jia, bing], { families: [whole] }));
    expect(missing()).toEqual([]);
    const { paths } = await store.record(recordingOf([jia], { families: [partial] }));
    expect(paths).toEqual([]);
  });
});

describe('evidence that does not hold', () => {
  test('bytes that do not match their hash are refused and nothing is recorded', async () => {
    const store = await openTemporary();
    const { snapshot, readings } = readSnapshotOf(bing);
    const wrong = recordingOf([bing], {
      captures: [{ snapshot: { ...snapshot, bytes: Buffer.from('else') }, readings }],
    });
    await expect(store.record(wrong)).rejects.toMatchObject({ code: 'store/hash-mismatch', exit: 4 });
    expect(await store.revision()).toBeNull();
  });

  test('a reading of another capture than the one it is given with is refused, and what came before it goes', async () => {
    const store = await openTemporary();
    const swapped = recordingOf([], {
      captures: [readSnapshotOf(bing), { ...readSnapshotOf(jia), readings: [readingOf(ding)] }],
    });
    const refusal = { code: 'store/capture-missing', exit: 4 };
    await expect(store.record(swapped)).rejects.toMatchObject(refusal);
    expect(await store.revision()).toBeNull();
    expect(readdirSync(join(store.path, 'objects', 'pack'))).toEqual([]);
  });

  test('a graph that rests on a capture nobody gave is refused', async () => {
    const store = await openTemporary();
    const bare = recordingOf([bing], { captures: [] });
    await expect(store.record(bare)).rejects.toMatchObject({ code: 'store/capture-missing', exit: 4 });
  });

  test('captures that do not come in the order in which they count are refused', async () => {
    const store = await openTemporary();
    const [first, second] = capturesOf([jia, bing]);
    const wrong = recordingOf([], { captures: [second!, first!] });
    await expect(store.record(wrong)).rejects.toThrow(/counts before/);
    expect(await store.revision()).toBeNull();
  });
});

describe('a comparison', () => {
  test('says what a run would record and leaves no trace, not even a repository', async () => {
    const store = await openTemporary();
    const would = await store.compare(recordingOf([jia]));
    expect(would).toMatchObject({ commit: null, run: null });
    expect(would.novelty.get(workId(jia.id))).toBe('new');
    expect(existsSync(store.path)).toBe(false);
  });

  test('agrees with the run it foretells', async () => {
    const store = await openTemporary();
    await store.record(recordingOf([jia]));
    const next = recordingOf([jia, bing]);
    const foretold = await store.compare(next);
    const { commit, run, ...done } = await store.record(next);
    expect([commit, run]).not.toContain(null);
    expect(foretold).toEqual({ commit: null, run: null, ...done });
  });
});
