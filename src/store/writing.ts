import { exitCode, JiaokanError } from '../model/message.js';
import type { CommitId } from '../model/recording.js';
import { acquireLock, type Lock } from './lock.js';
import type { ObjectReader } from './objects.js';
import { clearLeftovers, createParent, createRepository, type Head, readHead, recognise } from './repository.js';
import { type Draft, type Identity, publish, stage, stagingRef, verifyStaged } from './staging.js';
import { readTree, type StoredTree } from './tree.js';

/** How far a change of the history has come. Until `published` a reader sees the state before it. */
export type WritingStep = 'locked' | 'staged' | 'verified' | 'published';

/** What writing to the history needs. */
export interface Writer {
  readonly gitDir: string;
  readonly objects: ObjectReader;
  readonly identity: Identity;
  readonly now: () => Date;
  readonly onStep: (step: WritingStep) => void;
}

/**
 * Does something as the one writer of the history, which is made if it is not there. Leftovers of runs that were killed
 * are cleared first.
 *
 * @param patienceMs how long to wait for another writer
 * @throws JiaokanError `store/locked` naming the holder, `store/cannot-write`
 */
export async function withLock<T>(writer: Writer, patienceMs: number, work: (lock: Lock) => Promise<T>): Promise<T> {
  await createParent(writer.gitDir);
  const lock = await acquireLock(`${writer.gitDir}.lock`, patienceMs);
  try {
    writer.onStep('locked');
    if (!(await recognise(writer.gitDir))) await createRepository(writer.gitDir);
    await clearLeftovers(writer.gitDir);
    return await work(lock);
  } finally {
    await lock.release();
  }
}

/** The newest state, to be built on by the holder of the lock. @throws JiaokanError `store/damaged` */
export async function openTree({ gitDir, objects }: Writer): Promise<{ head: Head | null; tree: StoredTree }> {
  const head = await readHead(gitDir, objects);
  return { head, tree: await readTree(gitDir, head?.commit ?? null, objects) };
}

/** One commit to be made on top of the newest state. */
export interface Change extends Pick<Draft, 'message' | 'changes'> {
  /** Names the staging reference and the entry of git's log: letters, digits and hyphens. */
  readonly name: string;
}

/**
 * Writes a commit beside the history, holds it against what was meant, and publishes it in one step.
 *
 * @throws JiaokanError `store/git-failed`, `store/staging-wrong`, `store/moved`
 */
export async function commitChanges(
  writer: Writer,
  lock: Lock,
  head: Head | null,
  { name, message, changes }: Change,
): Promise<CommitId> {
  const { gitDir, identity, objects, onStep } = writer;
  const draft: Draft = { parent: head?.commit ?? null, identity, time: nextTime(writer, head), message, changes };
  const ref = stagingRef(name, lock.token);
  await stage(gitDir, ref, draft);
  onStep('staged');
  const commit = await verifyStaged(gitDir, ref, draft, objects);
  onStep('verified');
  await publish(gitDir, name, draft.parent, commit);
  onStep('published');
  return commit;
}

/** A clock that is set right may step back so far without a word (guessed); runs stay in order all the same. */
const toleratedSeconds = 3_600;

/**
 * Now, in seconds since 1970, but later than the commit before, so that two runs of one second stay in order.
 *
 * @throws JiaokanError `store/clock-backwards` where the clock is far behind the last run: what was known on a day would
 * be answered wrongly
 */
export function nextTime({ gitDir, now }: Pick<Writer, 'gitDir' | 'now'>, head: Head | null): number {
  const seconds = Math.floor(now().getTime() / 1000);
  if (head === null) return seconds;
  if (head.time - seconds <= toleratedSeconds) return Math.max(seconds, head.time + 1);
  const [last, present] = [head.time, seconds].map((time) => new Date(time * 1000).toISOString());
  const what = `the clock says ${present ?? ''}, and the last run in ${gitDir} was at ${last ?? ''}`;
  throw new JiaokanError('store/clock-backwards', `${what}; set the clock and run again`, exitCode.store);
}
