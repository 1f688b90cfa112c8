import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { type FileHandle, link, open, readdir, readFile, rename, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { exitCode, JiaokanError } from '../model/message.js';

/** Who holds a lock: enough to tell, on the same machine, whether the process is still there. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Changes with every start of the machine; null where the system does not say. */
  readonly boot: string | null;
  /** Process ids count within it; two containers of one machine differ. Null where the system does not say. */
  readonly pidNamespace: string | null;
  /** When the process started, in ticks since boot: a later process may have got the same id. Null as above. */
  readonly started: string | null;
  /** Tells this lock from every other one. */
  readonly token: string;
}

export interface Lock {
  readonly token: string;
  readonly release: () => Promise<void>;
}

/** A lock is written in well under this time; one without a readable holder that is older was cut off (guessed). */
const tornAfterMs = 10_000;
/** A lock that is given back between two looks is tried again, so often. */
const attempts = 20;
/** How often a waiting process looks whether the lock is free (guessed). */
const lookEveryMs = 25;

/**
 * Takes a lock file, or the place of a holder that is gone.
 *
 * A gone holder is replaced under a lock of its own (`<path>.takeover`) and only if it is still the one that was
 * seen: otherwise two processes that both see it dead would each remove the lock of the other.
 *
 * @param patienceMs how long to wait while a living process holds it
 * @throws JiaokanError `store/locked` naming the holder, `store/cannot-write`
 */
export async function acquireLock(path: string, patienceMs = 0): Promise<Lock> {
  const mine = describeMyself();
  const lock: Lock = { token: mine.token, release: () => releaseLock(path, mine.token) };
  const deadline = Date.now() + patienceMs;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (await createExclusively(path, mine)) return await withoutDrafts(lock, path);
    const found = await readIfThere(path);
    if (found === null) continue;
    if (await isAbandoned(path, found, mine)) {
      if (await takeOver(path, found, mine)) return await withoutDrafts(lock, path);
    } else {
      if (Date.now() >= deadline) throw lockedBy(path, found);
      await sleep(lookEveryMs);
      attempt = 0;
    }
  }
  throw new JiaokanError('store/locked', `${path} changes hands all the time; run again later`, exitCode.store);
}

async function withoutDrafts(lock: Lock, path: string): Promise<Lock> {
  try {
    await clearDrafts(path);
    return lock;
  } catch (error) {
    await lock.release();
    throw cannotWrite(path, error);
  }
}

/**
 * Makes the lock file with its holder in it, at once: it is written beside its place and linked there. A process that is
 * killed between making a file and writing it would leave a lock without a holder, which nobody could take over.
 */
async function createExclusively(path: string, holder: Holder): Promise<boolean> {
  const draft = draftOf(path, holder);
  try {
    await writeFile(draft, `${JSON.stringify(holder)}\n`);
    await link(draft, path);
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST') return false;
    // Not every file system has links (FAT, some shares); there, a holder that is killed while it writes is waited for.
    if (code !== null && withoutLinks.has(code)) return createInPlace(path, holder);
    throw cannotWrite(path, error);
  } finally {
    await rm(draft, { force: true });
  }
}

const withoutLinks: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

async function createInPlace(path: string, holder: Holder): Promise<boolean> {
  let file: FileHandle;
  try {
    file = await open(path, 'wx');
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw cannotWrite(path, error);
  }
  try {
    await file.writeFile(`${JSON.stringify(holder)}\n`);
    return true;
  } catch (error) {
    // On a full disk the empty file is made all the same, and would keep everybody out as a lock without a holder.
    await unlink(path);
    throw cannotWrite(path, error);
  } finally {
    await file.close();
  }
}

function draftOf(path: string, { pid, token }: Holder): string {
  return `${path}.${String(pid)}-${token}.draft`;
}

/** Removes what processes left beside a lock that were killed while they wrote theirs. To be called by its holder. */
async function clearDrafts(path: string): Promise<void> {
  const [folder, name] = [dirname(path), basename(path)];
  for (const entry of await readdir(folder)) {
    const pid = entry.startsWith(`${name}.`) ? /\.(\d+)-[0-9a-f-]+\.draft$/.exec(entry)?.[1] : undefined;
    if (pid !== undefined && !isRunning(Number(pid))) await rm(join(folder, entry), { force: true });
  }
}

async function takeOver(path: string, dead: string, mine: Holder): Promise<boolean> {
  const gate = await acquireLock(`${path}.takeover`);
  try {
    if ((await readIfThere(path)) !== dead) return false;
    const fresh = draftOf(path, mine);
    await writeFile(fresh, `${JSON.stringify(mine)}\n`);
    await rename(fresh, path);
    return true;
  } catch (error) {
    throw cannotWrite(path, error);
  } finally {
    await gate.release();
  }
}

async function releaseLock(path: string, token: string): Promise<void> {
  const found = await readIfThere(path);
  if (found !== null && parseHolder(found)?.token === token) await unlink(path);
}

/** The text of a file, null where there is none. @throws JiaokanError `store/cannot-write` */
export async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw cannotWrite(path, error);
  }
}

/** Gone for certain; whatever is in doubt (another machine, another container) counts as alive. */
async function isAbandoned(path: string, content: string, mine: Holder): Promise<boolean> {
  const holder = parseHolder(content);
  if (holder === null) return isOlderThan(path, tornAfterMs);
  if (holder.host !== mine.host) return false;
  if (holder.boot !== null && mine.boot !== null && holder.boot !== mine.boot) return true;
  if (holder.pidNamespace !== mine.pidNamespace) return false;
  if (!isRunning(holder.pid)) return true;
  const started = startOf(holder.pid);
  return holder.started !== null && started !== null && holder.started !== started;
}

async function isOlderThan(path: string, milliseconds: number): Promise<boolean> {
  try {
    return Date.now() - (await stat(path)).mtimeMs > milliseconds;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as another user.
    return codeOf(error) !== 'ESRCH';
  }
}

function describeMyself(): Holder {
  return {
    pid: process.pid,
    host: hostname(),
    boot: readSystem(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    pidNamespace: readSystem(() => readlinkSync('/proc/self/ns/pid')),
    started: startOf(process.pid),
    token: randomUUID(),
  };
}

/** Field 22 of `/proc/<pid>/stat`, counted behind the name, which may itself hold blanks and brackets. */
function startOf(pid: number): string | null {
  return readSystem(() => {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  });
}

/** What only Linux tells; null elsewhere. */
function readSystem(read: () => string | null): string | null {
  try {
    return read();
  } catch (error) {
    if (codeOf(error) === null) throw error;
    return null;
  }
}

function parseHolder(content: string): Holder | null {
  try {
    const value = JSON.parse(content) as Partial<Holder> | null;
    const isWhole = typeof value?.pid === 'number' && typeof value.host === 'string' && typeof value.token === 'string';
    return isWhole ? ({ boot: null, pidNamespace: null, started: null, ...value } as Holder) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function lockedBy(path: string, content: string): JiaokanError {
  const holder = parseHolder(content);
  const who = holder === null ? 'a process that has not said who it is' : `process ${holder.pid} on ${holder.host}`;
  const isHere = holder?.host === hostname();
  const advice = isHere ? 'wait until it is done' : `wait, or remove ${path} once that process is known to be gone`;
  return new JiaokanError('store/locked', `${path} is held by ${who}; ${advice}`, exitCode.store);
}

/** The code of a system error, as `ENOENT`; null for another error. */
export function codeOf(error: unknown): string | null {
  if (error instanceof JiaokanError) return null;
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** A fault of the system as one of the store, with what would mend it; any other error as it is. */
export function cannotWrite(path: string, error: unknown): unknown {
  const code = codeOf(error);
  if (code === null) return error;
  const advice = remedies[code] ?? 'look at the disk and at who owns it';
  return new JiaokanError('store/cannot-write', `${path} cannot be written (${code}); ${advice}`, exitCode.store);
}

const remedies: Readonly<Record<string, string>> = {
  EACCES: 'make it writable for this user',
  EPERM: 'make it writable for this user',
  EROFS: 'the disk is mounted for reading only; mount it for writing or name another place',
  ENOSPC: 'the disk is full; free some space and run again',
  EDQUOT: 'the quota is used up; free some space and run again',
  ENOTDIR: 'a file is where a folder should be; name another place',
  ENAMETOOLONG: 'the path is too long; name a shorter place',
};
