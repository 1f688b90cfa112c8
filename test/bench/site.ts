import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { statusCourses, auditGraph } from '../../src/graph/status.js';
import { expiring } from '../../src/graph/changes.js';
import { findingsOf } from '../../src/graph/findings.js';
import { uncountedEffects } from '../../src/graph/uncounted.js';
import type { IsoDate } from '../../src/model/date.js';
import type { RunReport } from '../../src/model/run.js';
import { readCapture } from '../../src/pipeline/capture.js';
import { partByWork, resolveNight } from '../../src/pipeline/corpus.js';
import { readSiteScripts } from '../../src/pipeline/site-scripts.js';
import { graphSvg } from '../../src/report/graph-svg.js';
import { siteDot } from '../../src/report/site/graph-page.js';
import { renderSite } from '../../src/report/site/site.js';
import { rules } from '../project-rules.js';

// How long the site of many documents takes to build, and what its pages weigh, with and without the data that scripts
// search in:
//   npm run bench:site -- 1000 [folder to write the site to]
// The documents are the twenty notices of the seeds again and again with other numbers: so they have the size of notices
// (median 6 KB), each cites and repeals works of its own, and all rest on the same laws.

const [count = '1000', folder] = process.argv.slice(2);
const asOf = '2024-06-30' as IsoDate;
const seeds = readFileSync(new URL('../../seeds/notices.txt', import.meta.url), 'utf8');

/** The seeds with every document number raised, so that they are other works. */
function copyOfSeeds(copy: number): Uint8Array {
  const text = seeds.replaceAll(/\d+(?=\s*号)/g, (digits) => String(Number(digits) + 40 * copy));
  return Buffer.from(text);
}

function reportOf(documents: number): RunReport {
  const captures = Array.from({ length: Math.ceil(documents / 18) }, (_, copy) =>
    readCapture(copyOfSeeds(copy), `captures/notices-${copy}.txt`, rules),
  );
  const { counting } = partByWork(captures);
  const { readings, graph } = resolveNight(counting.slice(0, documents), [], rules);
  const audit = auditGraph(graph, asOf);
  return {
    pipeline: 'bench',
    asOf,
    since: null,
    toolVersion: '0',
    rulesSha256: captures[0]?.sha256 ?? raiseMissing(),
    captures: captures.map(({ path, sha256, readings: read }) => ({
      path,
      sha256,
      bytes: seeds.length,
      documents: read.length,
    })),
    readings,
    novelty: new Map(readings.map(({ document }) => [document.id, 'new' as const])),
    graph,
    families: [],
    audit,
    courses: statusCourses(graph),
    uncounted: uncountedEffects(graph),
    versions: new Map(),
    changes: [],
    expiring: expiring(graph, asOf, 180),
    findings: findingsOf(graph, asOf),
    reviews: new Map(),
    gates: [],
  };
}

function raiseMissing(): never {
  throw new Error('the seeds hold no capture');
}

/** Bytes of a page without the data that its scripts search in. */
function withoutData(page: string): number {
  return Buffer.byteLength(page.replaceAll(/<script type="application\/json"[^>]*>[^]*?<\/script>/g, ''));
}

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0).padStart(7)} KB`;
const seconds = (from: number): string => `${((performance.now() - from) / 1000).toFixed(2).padStart(7)} s`;

let began = performance.now();
const report = reportOf(Number(count));
const { nodes, effects, citations, openEnds } = report.graph;
console.log(
  `${report.readings.length} documents, ${nodes.length} works, ${effects.length} effects, ${citations.length} citations, ${openEnds.length} open ends; read in${seconds(began)}`,
);

began = performance.now();
const svg = await graphSvg(siteDot(report));
console.log(`drawing${seconds(began)}, ${kilobytes(Buffer.byteLength(svg))}`);

const scripts = await readSiteScripts();
began = performance.now();
const files = renderSite(report, { language: 'zh-CN', graphSvg: svg, scripts });
console.log(`pages  ${seconds(began)}, ${files.size} files, peak ${kilobytes(process.memoryUsage.rss())}`);

const pages = [...files]
  .filter(([path]) => path.endsWith('.html'))
  .map(([path, page]) => ({ path, bytes: Buffer.byteLength(page), own: withoutData(page) }))
  .sort((a, b) => b.own - a.own);
console.log(`\n  without data      whole  (${pages.filter(({ own }) => own > 300_000).length} pages above 300 KB)`);
for (const { path, bytes, own } of pages.slice(0, 12)) console.log(`${kilobytes(own)} ${kilobytes(bytes)}  ${path}`);
for (const name of ['index.html', 'audit.html', 'documents.html', 'graph.html', 'search.html']) {
  const page = pages.find(({ path }) => path === name);
  if (page) console.log(`${kilobytes(page.own)} ${kilobytes(page.bytes)}  ${name}`);
}

const texts = new Set<string>();
let length = 0;
for (const { text, passages } of report.readings) {
  for (const { from, to } of passages) texts.add(text.text.slice(from, to));
  length += passages.reduce((sum, { from, to }) => sum + Buffer.byteLength(text.text.slice(from, to)), 0);
}
const own = [...texts].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
console.log(
  `texts  ${kilobytes(length)}, of which each once ${kilobytes(own)}: documents that share less are searched in more`,
);

if (folder !== undefined) {
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}
