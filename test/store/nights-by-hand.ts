import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/store/store.js';
import { type Night, simulateNights } from './nights.js';
import { workId } from './notice.js';

// `npm run nights [NIGHTS] [DOCUMENTS] [CHANGED]`: 1,000 nights over 500 documents of which 10 change, if left out.

const [nights = 1_000, documents = 500, changed = 10] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'jiaokan-nights-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const store = await openStore(join(folder, 'history.git'));
const step = Math.max(1, Math.floor(nights / 10));
let tenth: Night[] = [];

await simulateNights(store, {
  nights,
  documents,
  changed,
  onNight: (night) => {
    tenth.push(night);
    if (tenth.length < step) return;
    const times = tenth.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
    const median = times[times.length >> 1] ?? 0;
    const packs = Math.max(...tenth.map((each) => each.packs));
    console.log(
      `nights to ${String(night.night + 1).padStart(5)}: median ${median.toFixed(0)} ms, longest ${(times.at(-1) ?? 0).toFixed(0)} ms, at most ${String(packs)} packs, ${night.megabytes.toFixed(1)} MB`,
    );
    tenth = [];
  },
});

const start = performance.now();
const findings = await store.verify();
console.log(`verify: ${String(findings.length)} findings, ${(performance.now() - start).toFixed(0)} ms`);
const opened = performance.now();
const versions = await store.history(workId('CN-JL/2000/甲局公告2000年第0号'));
console.log(`one history: ${String(versions.length)} versions, ${(performance.now() - opened).toFixed(0)} ms`);
store.close();
