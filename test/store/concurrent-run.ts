import { JiaokanError } from '../../src/model/message.js';
import { openStore } from '../../src/store/store.js';
import { madeUpNotices } from './corpus.js';
import { recordingOf } from './notice.js';

/** One of several runs at once: `concurrent-run.ts <repository> <first> <count> <patience in ms>`. */
const [path = '', first = '', count = '', patience = ''] = process.argv.slice(2);
const from = Number(first);
const notices = madeUpNotices(from + Number(count), 9, 300).slice(from);
const store = await openStore(path, { patienceMs: Number(patience) });
try {
  await store.record(recordingOf(notices.map((notice) => ({ ...notice, repeals: [] }))));
} catch (error) {
  if (!(error instanceof JiaokanError)) throw error;
  process.stderr.write(`${error.code}  ${error.message}\n`);
  process.exitCode = error.exit;
} finally {
  store.close();
}
