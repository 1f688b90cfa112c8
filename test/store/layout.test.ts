import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EId } from '../../src/model/ids.js';
import { printLine, printRecord } from '../../src/store/canonical.js';
import { documentFiles, graphLines, paragraphsOf, printLines } from '../../src/store/layout.js';
import { parseGraph } from '../../src/store/stored.js';
import { BlobHasher, blobId } from '../../src/store/tree.js';
import { type Notice, graphOf, readingOf, sha256 } from './notice.js';

const notice: Notice = {
  id: 'CN/2023/甲',
  paragraphs: ['甲', '第三条(一)一项。', '二'],
  repeals: ['CN/2019/乙', 'CN/2018/丙'],
};

const decode = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString();

/** The reading with its passages cut otherwise; `cuts` are offsets into the text. */
function cutAt(...cuts: readonly (readonly [from: number, to: number])[]) {
  const reading = readingOf(notice);
  const passages = cuts.map(([from, to], i) => ({
    ...reading.passages[0]!,
    eId: `p_${i + 1}` as EId,
    from,
    to,
    labelTo: from,
  }));
  return { ...reading, passages };
}

describe('text.md', () => {
  const textOf = (reading: ReturnType<typeof cutAt>): string => documentFiles('w', reading).get('w/text.md') ?? '';
  const source = '甲\n第三条(一)一项。\n二';

  test('has a line for each passage, with its eId before a tab', () => {
    expect(textOf(cutAt([0, 1], [2, 11], [12, 13]))).toBe('p_1\t甲\np_2\t第三条(一)一项。\np_3\t二\n');
  });

  test('marks a passage that begins in the middle of a paragraph', () => {
    expect(textOf(cutAt([0, 1], [2, 5], [5, 11], [12, 13]))).toBe('p_1\t甲\np_2\t第三条\n+p_3\t(一)一项。\np_4\t二\n');
  });

  test.each([
    [
      'one passage a paragraph',
      [
        [0, 1],
        [2, 11],
        [12, 13],
      ],
    ],
    [
      'a label inside a paragraph',
      [
        [0, 1],
        [2, 5],
        [5, 11],
        [12, 13],
      ],
    ],
    [
      'characters between two passages of a paragraph',
      [
        [0, 1],
        [2, 5],
        [6, 11],
        [12, 13],
      ],
    ],
    [
      'one passage over two paragraphs',
      [
        [0, 11],
        [12, 13],
      ],
    ],
  ] as const)('gives the text of the document back: %s', (_, cuts) => {
    expect(paragraphsOf(textOf(cutAt(...cuts)))).toBe(source);
  });

  test('gives back a paragraph that looks like the notation itself', () => {
    const tricky: Notice = { ...notice, paragraphs: ['+a\tb', '\tc', ''] };
    const recorded = documentFiles('w', readingOf(tricky)).get('w/text.md') ?? '';
    expect(sha256(paragraphsOf(recorded))).toBe(readingOf(tricky).document.source.textSha256);
  });
});

/** Not for keys that look like numbers: JavaScript has an order of its own for these. */
function withSortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSortedKeys);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, field]) => [key, withSortedKeys(field)]));
}

describe('records', () => {
  test('have sorted keys at every depth, whatever order they were made in', () => {
    expect(printLine({ b: { d: 1, c: [{ f: null, e: 'x' }] }, a: undefined })).toBe(
      '{"b":{"c":[{"e":"x","f":null}],"d":1}}',
    );
  });

  test('say what JSON says, of objects of any shape', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        fc.pre(!/"\d+":/.test(JSON.stringify(value)));
        expect(JSON.parse(printLine(value))).toEqual(JSON.parse(JSON.stringify(value)));
        expect(printLine(value)).toBe(JSON.stringify(withSortedKeys(value)));
      }),
    );
  });

  test('for people have a line for each field and each item, and are JSON', () => {
    const value = { list: [{ b: 1, a: 2 }, { a: 3 }], empty: [], name: '甲' };
    const printed = printRecord(value);
    expect(printed).toBe('{\n  "empty": [],\n  "list": [\n    {"a":2,"b":1},\n    {"a":3}\n  ],\n  "name": "甲"\n}\n');
    expect(JSON.parse(printed)).toEqual(value);
  });

  test('hold a lone surrogate so that it comes back', () => {
    expect(JSON.parse(Buffer.from(printLine({ a: '\uD800' })).toString())).toEqual({ a: '\uD800' });
  });
});

describe('the id of a text as a file', () => {
  test('is that of its bytes, one after another in the same memory', () => {
    const hasher = new BlobHasher();
    const anyText = fc.string({ unit: 'binary', maxLength: 300 });
    fc.assert(
      fc.property(anyText, (text) => {
        expect(hasher.idOf(text)).toBe(blobId(Buffer.from(text)));
      }),
    );
    const long = '长'.repeat(100_000);
    expect(hasher.idOf(long)).toBe(blobId(Buffer.from(long)));
    expect(hasher.idOf('\uD800')).toBe(blobId(Buffer.from('\uD800')));
  });
});

describe('the files of the graph', () => {
  const graph = graphOf([readingOf(notice), readingOf({ ...notice, id: 'CN/2023/丁' })]);

  test('do not depend on the order of its records, and give it back sorted', () => {
    const reversed = { ...graph, nodes: graph.nodes.toReversed(), effects: graph.effects.toReversed() };
    const files = printLines(graphLines(reversed));
    expect([...files].sort()).toEqual([...printLines(graphLines(graph))].sort());
    const back = parseGraph([...files].map(([path, bytes]) => [path, decode(bytes)] as const));
    expect(back.nodes.map(({ id }) => id)).toEqual(['CN/2018/丙', 'CN/2019/乙', 'CN/2023/丁', 'CN/2023/甲']);
    expect(back.effects).toHaveLength(4);
    expect(new Set(back.effects)).toEqual(new Set(graph.effects));
  });

  test('keep open ends by their work', () => {
    const end = {
      id: 'e1',
      kind: 'unresolved',
      work: graph.nodes[0]!.id,
      line: 3,
      quote: '有关规定',
      text: '…',
      candidates: [],
    } as const;
    const files = printLines(graphLines({ nodes: [], effects: [], citations: [], openEnds: [end] }));
    expect([...files.keys()]).toEqual([expect.stringMatching(/^graph\/open-ends\/[0-9a-f]{2}\.ndjson$/)]);
    expect(parseGraph([...files].map(([path, bytes]) => [path, decode(bytes)] as const)).openEnds).toEqual([end]);
  });
});
