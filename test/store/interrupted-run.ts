import { readFileSync } from 'node:fs';
import { openStore } from '../../src/store/store.js';
import { type Notice, recordingOf } from './notice.js';

/** A run that is killed at a step: `interrupted-run.ts <repository> <step>`, its notices as JSON on standard input. */
const [path = '', last] = process.argv.slice(2);
const notices = JSON.parse(readFileSync(0, 'utf8')) as readonly Notice[];
const store = await openStore(path, {
  onStep: (step) => {
    if (step === last) process.kill(process.pid, 'SIGKILL');
  },
});
await store.record(recordingOf(notices));
