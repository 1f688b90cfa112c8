import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Graph } from '../../src/model/graph.js';
import { planGraph } from '../../src/store/graph-changes.js';
import { type Files, graphLines, printLines, sortedGraph } from '../../src/store/layout.js';
import { mergeGraph } from '../../src/store/merge.js';
import type { SettledWork, Standing } from '../../src/store/settle.js';
import { parseGraph } from '../../src/store/stored.js';
import { blobId, type StoredTree } from '../../src/store/tree.js';
import { graphOf, type Notice, readingOf, sha256, workId } from './notice.js';

// Only lines that differ are merged. The law: the files are those of merging the two graphs as a whole.

const names = ['甲', '乙', '丙', '丁', '戊', '己'];
const idOf = (name: string): string => `CN/2020/${name}`;
const standings: readonly Standing[] = ['same', 'changed', 'reread', 'moved', 'outranked'];

/** One version of a document: repeals of one another, of strangers, twice the same; furniture moves its lines. */
const anyNotice = (name: string): fc.Arbitrary<Notice> =>
  fc.record({
    id: fc.constant(idOf(name)),
    paragraphs: fc.constantFrom([name, '一、文。'], [name, '二、文。']),
    furniture: fc.constantFrom('', '收藏\n'),
    repeals: fc.array(fc.constantFrom(...names, '子', '丑').map(idOf), { maxLength: 3 }),
  });

const anyNotices = fc
  .subarray([...names])
  .chain((chosen) => fc.tuple(...chosen.map(anyNotice)))
  .map((notices): readonly Notice[] => notices);

/** Open ends too, of documents that are read and of one that is not. */
function graphWithEnds(notices: readonly Notice[], open: readonly string[]): Graph {
  const ends = open.map((name) => ({
    id: `o-${name}`,
    kind: 'ambiguous' as const,
    work: workId(idOf(name)),
    line: 1,
    quote: name,
    text: name,
    candidates: [workId(idOf('丑'))],
  }));
  return { ...graphOf(notices.map(readingOf)), openEnds: ends };
}

function treeOf(files: Files): StoredTree {
  const blobs = new Map([...files].map(([path, bytes]) => [path, blobId(bytes)]));
  return { commit: null, blobs, read: (path) => Promise.resolve(Buffer.from(files.get(path) ?? [])) };
}

function worksOf(
  notices: readonly Notice[],
  standing: (index: number) => Standing,
): Map<SettledWork['id'], SettledWork> {
  return new Map(
    notices.map(({ id }, index) => [
      workId(id),
      { id: workId(id), standing: standing(index), capture: sha256(id), textSha256: sha256(id), variants: new Set() },
    ]),
  );
}

function mergedWhole(stored: Graph, next: Graph, works: ReadonlyMap<SettledWork['id'], SettledWork>): Files {
  const having = (standing: Standing) =>
    new Set([...works.values()].filter((work) => work.standing === standing).map(({ id }) => id));
  const coverage = { read: new Set(works.keys()), moved: having('moved'), standing: having('outranked') };
  return printLines(graphLines(mergeGraph(stored, sortedGraph(next), coverage)));
}

const printed = (files: Iterable<readonly [string, Uint8Array]>): readonly string[] =>
  [...files].map(([path, bytes]) => `${path}\n${Buffer.from(bytes).toString()}`).sort();

// 丑 is named by nothing but an open end of a document whose recorded reading stands, and stays for that.
const jia: Notice = { id: idOf('甲'), paragraphs: ['甲'] };
const yi: Notice = { id: idOf('乙'), paragraphs: ['乙'], repeals: [idOf('丑')] };
const outrankedFirst: Standing[] = ['outranked', 'reread', 'same', 'same', 'same', 'same'];

test('the graph of a run is merged line by line as it would be as a whole', async () => {
  const anyOpen = fc.subarray([...names, '子']);
  const anyStanding = fc.array(fc.constantFrom(...standings), { minLength: names.length, maxLength: names.length });
  await fc.assert(
    fc.asyncProperty(
      anyNotices,
      anyOpen,
      anyNotices,
      anyOpen,
      anyStanding,
      async (held, ends, read, open, standing) => {
        fc.pre(held.length > 0);
        const files = printLines(graphLines(graphWithEnds(held, ends)));
        const stored = parseGraph([...files].map(([path, bytes]) => [path, Buffer.from(bytes).toString()]));
        const next = graphWithEnds(read, open);
        const works = worksOf(read, (index) => standing[index] ?? 'same');
        const after = new Map(files);
        const { changes } = await planGraph(treeOf(files), next, works);
        for (const [path, bytes] of changes) {
          if (bytes === null) after.delete(path);
          else after.set(path, bytes);
        }
        expect(printed(after)).toEqual(printed(mergedWhole(stored, next, works)));
      },
    ),
    { numRuns: 1_000, examples: [[[jia, yi], ['甲'], [jia, { ...yi, repeals: [] }], ['甲'], outrankedFirst]] },
  );
});
