import { stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { exitCode, JiaokanError } from '../model/message.js';
import type { ReviewOutput } from '../model/output.js';
import type { Review } from '../model/review.js';
import { describeItems, readWorklist } from '../pipeline/worklist.js';
import { catalogues, fill } from '../report/catalogue.js';
import { reviewLines } from '../report/review-lines.js';
import { openStore, type Store } from '../store/store.js';
import { loadContext, terminalOptions, withStore } from './context.js';
import { printJson } from './json.js';
import type { Terminal } from './terminal.js';

/** `jiaokan review take FROM` */
export function registerReviewTake(review: Command, program: Command, terminal: Terminal): void {
  review
    .command('take')
    .description('take in what people decided in another history; all decisions stand, of one person the later counts')
    .argument('<from>', 'the folder of the other history, or a branch of it that was fetched into this one')
    .option('--json', 'print JSON (jiaokan/review@1)')
    .addHelpText('after', examples)
    .action((from: string, options: { readonly json?: boolean }) =>
      withStore(program, (store) => take(store, from, options.json === true, program, terminal)),
    );
}

const examples = `
Examples:
  jiaokan review take ../copy/history.git
  git -C snapshots/history.git fetch https://example.org/history.git main:refs/remotes/copy/main
  jiaokan review take copy/main`;

async function take(store: Store, from: string, isJson: boolean, program: Command, terminal: Terminal): Promise<void> {
  const families = await (await loadContext(program)).loadFamilies();
  const { commit, reviews } = await store.takeReviews(await readFrom(store, from));
  const worklist = await readWorklist(store, new Set(families.map(({ id }) => id)));
  const taken = new Set(reviews.map(({ id }) => id));
  const judged = worklist.judged.filter(({ item }) => taken.has(item.subject));
  const recorded = reviews.length;
  if (isJson) {
    const items = await describeItems(store, worklist, judged);
    printJson(terminal, { schema: 'jiaokan/review@1', items, commit, recorded } satisfies ReviewOutput);
    return;
  }
  const how = terminalOptions(program, terminal);
  const { label } = catalogues[how.language];
  // What people differ on waits for them again.
  const disputed = judged.filter(({ standing }) => standing === 'disputed');
  if (disputed.length > 0) terminal.out(reviewLines(await describeItems(store, worklist, disputed), how).join('\n'));
  if (commit === null) terminal.out(label.reviewNothingNew);
  else terminal.out(fill(label.reviewRecorded, { n: recorded, commit: commit.slice(0, 12) }));
}

/**
 * What people decided in another history. Nothing is fetched here: git knows how to reach it, and as whom.
 *
 * @throws JiaokanError `cli/not-fetched`, `store/unknown-revision` (exit 2); `store/not-ours` (exit 4)
 */
async function readFrom(store: Store, from: string): Promise<readonly Review[]> {
  if (await isFolder(from)) {
    const other = await openStore(from);
    try {
      return await other.readReviews(await other.revision());
    } finally {
      other.close();
    }
  }
  if (!/^\w[\w+.-]*:\/\/|^[^/]+@[^/]+:/.test(from)) return store.readReviews(await store.revision(from));
  const fetching = `git -C ${store.path} fetch ${from} main:refs/remotes/other/main`;
  const message = `${from} is not read over the network; "${fetching}" brings it here, then take other/main`;
  throw new JiaokanError('cli/not-fetched', message, exitCode.usage);
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
