import { type Round, torture } from './torture.js';

// `npm run torture [KILLS] [DOCUMENTS] [SEED]`: 200 kills over 2,000 documents if left out. Ends with 1 on any fault.

const [kills = 200, documents = 2_000, seed = 1] = process.argv.slice(2).map(Number);
const start = performance.now();
const counts = new Map<Round['outcome'], number>();
let faulty = 0;
let done = 0;

await torture({
  kills,
  documents,
  seed,
  onRound: ({ outcome, faults, ...round }) => {
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    done += 1;
    if (faults.length > 0) {
      faulty += 1;
      console.log(JSON.stringify({ ...round, outcome, faults: faults.slice(0, 10) }));
    }
    if (done % 50 === 0) console.log(`${String(done)} of ${String(kills)}, ${String(faulty)} with a fault`);
  },
});

const outcomes = [...counts].map(([outcome, count]) => `${outcome} ${String(count)}`).join(', ');
const minutes = ((performance.now() - start) / 60_000).toFixed(1);
console.log(`${String(kills)} kills over ${String(documents)} documents, seed ${String(seed)}: ${outcomes}`);
console.log(`${String(faulty)} with a fault, ${minutes} minutes`);
if (faulty > 0) process.exitCode = 1;
