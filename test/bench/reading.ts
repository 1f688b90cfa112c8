import { readFileSync } from 'node:fs';
import { Bench } from 'tinybench';
import { findCitations } from '../../src/cite/find.js';
import { normalise } from '../../src/normalise/normalise.js';
import { parseCapture } from '../../src/parse/document.js';
import { sha256Of } from '../../src/pipeline/capture.js';
import { loadRules } from '../../src/pipeline/rules-folder.js';
import { decodeBytes } from '../../src/source/decode.js';

// How fast captures are read, as a ratio to two peers in the same run: decoding alone, and what a script would do (split
// into lines and look for titles and numbers). Run by hand: `npm run bench:reading [MB]`, 50 if left out.

const megabytes = Number(process.argv[2] ?? 50);
const seed = readFileSync(new URL('../../seeds/notices.txt', import.meta.url));
const copies = Math.ceil((megabytes * 1e6) / seed.length);
const capture = Buffer.concat(Array.from({ length: copies }, () => seed));
const { rules } = await loadRules(new URL('../../pipelines/rules', import.meta.url).pathname);
// One copy at a time, as captures come: a portal is many files and not one of 50 MB.
const captures = Array.from({ length: copies }, (_, index) =>
  capture.subarray(index * seed.length, (index + 1) * seed.length),
);

/** What every task adds to, each in its own unit, so that no work can be left out as unused. Means nothing by itself. */
let found = 0;

function read(bytes: Uint8Array): void {
  const text = normalise(decodeBytes(bytes, 'bench').text, rules.characters);
  for (const { document, passages } of parseCapture(text, 'bench', sha256Of(bytes), rules).documents)
    found += findCitations(document, passages, text, rules).mentions.length;
}

function readBySplitting(bytes: Uint8Array): void {
  for (const line of new TextDecoder().decode(bytes).split(/\r?\n/)) {
    found += line.match(/《[^《》]+》/g)?.length ?? 0;
    found += line.match(/[\p{Script=Han}]+[〔[(]\d{4}[〕\])]\d+号|第[一二三四五六七八九十百]+条/gu)?.length ?? 0;
  }
}

const bench = new Bench({ iterations: 3, warmupIterations: 1, time: 0, warmupTime: 0 });
bench
  .add('decode, parse, cite', () => {
    captures.forEach(read);
  })
  .add('split and regular expressions', () => {
    captures.forEach(readBySplitting);
  })
  .add('TextDecoder alone', () => {
    for (const bytes of captures) found += new TextDecoder('utf-8', { fatal: true }).decode(bytes).length;
  })
  .add('one capture of all, decode, parse, cite', () => {
    read(capture);
  });
await bench.run();

const seconds = bench.tasks.map((task) =>
  task.result.state === 'completed' ? task.result.latency.p50 / 1000 : Number.NaN,
);
for (const [index, task] of bench.tasks.entries()) {
  const rate = capture.length / 1e6 / (seconds[index] ?? Number.NaN);
  const ratio = (seconds[0] ?? Number.NaN) / (seconds[index] ?? Number.NaN);
  console.log(
    `${task.name.padEnd(42)} ${rate.toFixed(1).padStart(8)} MB/s   ours takes ${ratio.toFixed(2)} × its time`,
  );
}
if (found === 0) throw new Error('nothing was read');
console.log(
  `${(capture.length / 1e6).toFixed(0)} MB, peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`,
);
