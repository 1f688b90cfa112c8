import { exitCode, JiaokanError } from '../model/message.js';
import type { CommitId } from '../model/recording.js';
import { acquireLock, type Lock } from './lock.js';
import type { ObjectReader } from './objects.js';
import {
  clearLeftovers,
  clearTorn,
  createParent,
  createRepository,
  type Head,
  readHead,
  recognise,
  unfinishedOf,
} from './repository.js';
import { clearPublished, type Draft, type Identity, publish, stage, stagingRef, verifyStaged } from './staging.js';
import { waitForSurvivors } from './survivors.js';
import { type FileChange, readTree, type StoredTree } from './tree.js';

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

/** How long a git is waited for that was left by a run that was killed; it may be joining packs (guessed). */
const survivorPatienceMs = 60_000;

/**
 * Does something as the one writer of the history, which is made if it is not there. A git that a killed run left
 * writing is waited for, and leftovers of such runs are cleared first.
 *
 * @param patienceMs how long to wait for another writer
 * @throws JiaokanError `store/locked` naming the holder, `store/cannot-write`
 */
export async function withLock<T>(writer: Writer, patienceMs: number, work: (lock: Lock) => Promise<T>): Promise<T> {
  await createParent(writer.gitDir);
  const lock = await acquireLock(`${writer.gitDir}.lock`, patienceMs);
  try {
    writer.onStep('locked');
    await waitForSurvivors([writer.gitDir, unfinishedOf(writer.gitDir)], Math.max(patienceMs, survivorPatienceMs));
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
  if (head !== null) await clearPublished(gitDir, head.commit);
  return { head, tree: await readTree(gitDir, head?.commit ?? null, objects) };
}

/** One commit to be made on top of the newest state. */
export interface Change {
  /** Names the staging reference and the entry of git's log: letters, digits and hyphens. */
  readonly name: string;
  readonly files: AsyncIterable<FileChange> | Iterable<FileChange>;
  /** Asked when all files have come. */
  readonly message: () => string;
}

/**
 * Writes a commit beside the history, holds it against what was meant, and publishes it in one step.
 *
 * @returns null where no file came, and nothing was written
 * @throws JiaokanError `store/git-failed`, `store/staging-wrong`, `store/moved`; what `files` throws
 */
export async function commitChanges(
  writer: Writer,
  lock: Lock,
  head: Head | null,
  { name, files, message }: Change,
): Promise<CommitId | null> {
  const { gitDir, identity, objects, onStep } = writer;
  const parent = head?.commit ?? null;
  const ref = stagingRef(name, lock.token);
  const describe = (): Draft => ({ parent, identity, time: nextTime(writer, head), message: message() });
  const ids = await stageCleanly(gitDir, ref, files, describe);
  if (ids.size === 0) return null;
  onStep('staged');
  const commit = await verifyStaged(gitDir, ref, parent, ids, objects);
  onStep('verified');
  await publish(gitDir, name, parent, commit);
  onStep('published');
  return commit;
}

/** What a git that was stopped had written so far goes, or else at the next run. */
async function stageCleanly(...[gitDir, ...args]: Parameters<typeof stage>): ReturnType<typeof stage> {
  try {
    return await stage(gitDir, ...args);
  } catch (error) {
    await clearTorn(gitDir).catch(() => undefined);
    throw error;
  }
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
