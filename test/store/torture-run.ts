import { openStore } from '../../src/store/store.js';
import { recordTortured } from './torture.js';

/** The run that is killed: `torture-run.ts <repository> <documents>`. Says when it begins, so that it is killed in it. */
const [path = '', count = ''] = process.argv.slice(2);
const recording = recordTortured(Number(count), 'second');
// Repacking is due in every run, so that it is killed too.
const store = await openStore(path, { packLimit: 0 });
process.stdout.write('ready\n');
await store.record(recording);
store.close();
