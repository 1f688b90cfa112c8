import { performance } from 'node:perf_hooks';
import { findFamilies } from '../../src/pipeline/kinship.js';
import { rules } from '../project-rules.js';
import { corpusOf } from './corpus.js';

// How long 30,000 documents of 8 KB take to be grouped, and what memory that needs:
//   npx tsx test/bench/families.ts [documents]
const count = Number(process.argv[2] ?? 30_000);
const documents = corpusOf(count);
const before = process.memoryUsage().rss;
const started = performance.now();
const families = findFamilies(documents, rules);
const seconds = (performance.now() - started) / 1000;
const peak = process.resourceUsage().maxRSS / 1024;
console.log(`${count} documents of 8 KB: ${families.length} families in ${seconds.toFixed(1)} s`);
console.log(`peak ${peak.toFixed(0)} MB, of which ${(before / 2 ** 20).toFixed(0)} MB are the documents themselves`);
