import { openStore } from '../../src/store/store.js';
import { recordTortured } from './torture.js';

/** The run that is killed: `torture-run.ts <repository> <documents>`. Says each step, so that it is killed in any. */
const [path = '', count = ''] = process.argv.slice(2);
const recording = recordTortured(Number(count), 'second');
// Repacking is due in every run, so that it is killed too.
const store = await openStore(path, {
  packLimit: 0,
  onStep: (step) => void process.stdout.write(`${step}\n`),
});
process.stdout.write('ready\n');
await store.record(recording);
store.close();
