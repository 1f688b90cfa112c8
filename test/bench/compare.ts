import { performance } from 'node:perf_hooks';
import { diffChars } from 'diff';
import fastDiff from 'fast-diff';
import { makeComparer } from '../../src/compare/collate.js';
import { makeGrams } from '../../src/compare/grams.js';
import { compareTemplate } from '../../src/compare/member.js';
import { patchReadings, plainText } from '../../src/compare/patch.js';
import { jaccard, setOf } from '../../src/family/similar.js';
import type { Template } from '../../src/model/difference.js';
import type { Reading } from '../../src/model/document.js';
import type { EId } from '../../src/model/ids.js';
import { randomOf } from '../compare/random.js';
import { rules } from '../project-rules.js';
import { documentOf, seedReadings } from './corpus.js';

// How long a comparison takes, against diffs of characters by npm's `diff` and `fast-diff` over the same texts in the same
// run:
//   npx tsx test/bench/compare.ts

/** The median of some runs, in milliseconds, after as many to warm up: a nightly compares thousands of pairs in one process. */
function median(work: () => unknown, runs: number): number {
  for (let i = 0; i < runs; i += 1) work();
  const times = Array.from({ length: runs }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
  return times.sort((a, b) => a - b)[runs >>> 1] ?? 0;
}

function seed(count: number): Reading {
  const reading = seedReadings[count - 1];
  if (!reading) throw new Error(`the seeds hold notice ${String(count)}`);
  return reading;
}

function print(what: string, own: number, other: number): void {
  const ratio = other >= own ? `${(other / own).toFixed(1)} times faster` : `${(own / other).toFixed(1)} times slower`;
  console.log(
    `${what.padEnd(44)} ${own.toFixed(2).padStart(9)} ms  diffChars ${other.toFixed(2).padStart(10)} ms  ${ratio}`,
  );
}

/**
 * Both ways in which documents come: known, as a template or first document beside many, whose tokens the comparer keeps;
 * and new, each seen for the first time. What a comparison gave is never kept.
 */
function against(what: string, a: Reading, b: Reading, runs: number): void {
  const [textA, textB] = [plainText(a), plainText(b)];
  const characters = median(() => diffChars(textA, textB), runs);
  const fast = median(() => fastDiff(textA, textB), runs);
  const known = median(() => compare(a, b), runs);
  const fresh = median(() => compare({ ...a }, { ...b }), runs);
  for (const [how, own] of [
    ['compared', known],
    ['compared, both new', fresh],
  ] as const) {
    print(`${what}, ${how}`, own, characters);
    console.log(
      `${''.padEnd(56)} fast-diff ${fast.toFixed(2).padStart(10)} ms  ours takes ${(own / fast).toFixed(2)} × its time`,
    );
  }
}

/** Whether two documents are of one kind at all: their grams, read and held against each other. */
function rejects(a: Reading, b: Reading): boolean {
  return jaccard(setOf(gramsOf(a)), setOf(gramsOf(b))) < 0.25;
}

const gramsOf = makeGrams(rules);
const compare = makeComparer(rules);
const longest = [...seedReadings].sort((a, b) => b.text.text.length - a.text.text.length);
const [long, other] = [longest[0] ?? seed(4), longest[1] ?? seed(9)];

against('near-identical (Jilin, Henan)', seed(6), seed(7), 200);
against("rewritten (Tai'an, Heze)", seed(13), seed(14), 200);
against("rewritten (Tai'an, Zibo)", seed(13), seed(15), 200);
against('unrelated (the two longest)', long, other, 1);
const [textA, textB] = [plainText(long), plainText(other)];
const characters = median(() => diffChars(textA, textB), 1);
print(
  'unrelated (the two longest), rejected',
  median(() => rejects(long, other), 15),
  characters,
);
const sets = [long, other].map((reading) => setOf(gramsOf(reading)));
const [left, right] = sets;
if (left && right)
  print(
    '  the same, their grams known',
    median(() => jaccard(left, right), 15),
    characters,
  );
console.log(`patch of Jilin and Henan ${median(() => patchReadings(seed(6), seed(7)), 5).toFixed(2)} ms`);

/** A template of many paragraphs of different words, each with a slot, and a member of it with an edit in every tenth. */
function pairOf(paragraphs: number): readonly [Template, Reading] {
  const random = randomOf(paragraphs);
  const words = seedReadings.flatMap(({ text }) => text.text.match(/[\p{Script=Han}]{2,4}/gu) ?? []);
  const sentences = Array.from(
    { length: paragraphs },
    () => `${Array.from({ length: 20 }, () => random.pick(words)).join('')},在{{place}}应当办理登记。`,
  );
  let from = 0;
  const passages = sentences.map((text, index) => {
    const span = { from, to: from + text.length };
    from = span.to + 1;
    const eId = `para_${String(index + 1)}` as EId;
    return { eId, component: 'body' as const, path: [], text, optionalFor: null, line: index + 1, span };
  });
  const variable = { name: 'place', type: 'place', label: '地区', material: false } as const;
  const template = { family: 'made-up', path: 'template.md', edition: '', variables: [variable], passages };
  const member = sentences.map((text, index) =>
    text.replace('{{place}}', '河南省').replace('应当', index % 10 === 0 ? '可以' : '应当'),
  );
  return [template, documentOf('CN-HA/2023/甲', member)];
}

for (const paragraphs of [500, 1_000, 2_000, 4_000, 8_000]) {
  const [template, member] = pairOf(paragraphs);
  const time = median(() => compareTemplate(template, member, rules), 5);
  console.log(
    `a member of ${paragraphs} paragraphs against its template  ${time.toFixed(1)} ms, ${((1000 * time) / paragraphs).toFixed(1)} µs each`,
  );
}
