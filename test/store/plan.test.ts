import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Recording } from '../../src/model/recording.js';
import { type Plan, planRecording } from '../../src/store/plan.js';
import { blobId, type StoredTree } from '../../src/store/tree.js';
import { amended, madeUpNotices } from './corpus.js';
import { graphOf, type Notice, readingOf, recordingOf } from './notice.js';

// What is recorded is looked up by git, which answers when it does: that must cost no waiting, and change nothing.

type Files = ReadonlyMap<string, Uint8Array>;

/** A tree of files whose answers come when they are let. */
function treeOf(files: Files, answer: (path: string) => Promise<unknown> = () => Promise.resolve()): StoredTree {
  const blobs = new Map([...files].map(([path, bytes]) => [path, blobId(bytes)]));
  const read = async (path: string): Promise<Buffer> => {
    await answer(path);
    return Buffer.from(files.get(path) ?? []);
  };
  return { commit: null, blobs, read };
}

async function planned(recording: Recording, tree: StoredTree): Promise<{ changes: [string, string][]; plan: Plan }> {
  const changes: [string, string][] = [];
  const files = planRecording(recording, tree);
  let next = await files.next();
  for (; next.done !== true; next = await files.next()) {
    const [path, bytes] = next.value;
    changes.push([path, bytes === null ? '' : Buffer.from(bytes).toString('latin1')]);
  }
  return { changes, plan: next.value };
}

async function recordedFiles(recording: Recording): Promise<Files> {
  const { changes } = await planned(recording, treeOf(new Map()));
  return new Map(changes.map(([path, text]) => [path, Buffer.from(text, 'latin1')]));
}

describe('what is recorded of changed documents', () => {
  test('is asked for together, however many there are, but not of all at once', async () => {
    const notices = madeUpNotices(200, 1, 200);
    const files = await recordedFiles(recordingOf(notices));
    let waiting = 0;
    let most = 0;
    const tree = treeOf(files, async (path) => {
      if (!path.startsWith('works/')) return;
      waiting += 1;
      most = Math.max(most, waiting);
      await turn();
      waiting -= 1;
    });
    const night = recordingOf(amended(notices, 1), { graph: graphOf([]) });
    const { plan } = await planned(night, tree);
    expect([...plan.novelty.values()].filter((novelty) => novelty === 'changed')).toHaveLength(200);
    expect(most).toBeGreaterThan(8);
    expect(most).toBeLessThan(64);
  });

  // The law: whatever answers first, the files and their order are those of asking one after the other.
  test('gives the same files in the same order, whichever answer comes first', async () => {
    const witness = (id: string, source: string, text: string): Notice => ({
      id,
      source,
      path: `${source}/${id}-${text}.txt`,
      paragraphs: [id, text],
    });
    const ids = ['CN/2020/甲', 'CN/2020/乙', 'CN/2020/丙'];
    const anyNight = fc.subarray(
      ids.flatMap((id) =>
        ['portal', 'mirror'].flatMap((source) => ['一', '二'].map((text) => witness(id, source, text))),
      ),
    );
    const nightOf = (notices: readonly Notice[]): Recording =>
      recordingOf(notices, { graph: graphOf(firstOf(notices).map(readingOf)) });
    await fc.assert(
      fc.asyncProperty(anyNight, anyNight, fc.array(fc.nat(5), { minLength: 1 }), async (held, read, turns) => {
        const files = await recordedFiles(nightOf(held));
        let asked = 0;
        const slow = treeOf(files, async () => {
          const wait = turns[asked++ % turns.length] ?? 0;
          for (let n = 0; n < wait; n += 1) await turn();
        });
        expect(await planned(nightOf(read), slow)).toEqual(await planned(nightOf(read), treeOf(files)));
      }),
      { numRuns: 50 },
    );
  });
});

/** One notice a work, as a graph speaks of each once. */
function firstOf(notices: readonly Notice[]): readonly Notice[] {
  return [...new Map(notices.map((notice) => [notice.id, notice])).values()];
}
