import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { exitCode, JiaokanError } from '../model/message.js';

/** Set for every git that may write to a repository, and so for all that it starts: the path of the repository. */
const mark = 'JIAOKAN_WRITES';
const writing: ReadonlySet<string> = new Set([
  'init',
  'config',
  'fast-import',
  'update-ref',
  'repack',
  'prune',
  'commit-graph',
]);
/** How often is looked whether the last of them has ended (guessed). */
const lookEveryMs = 25;

/** What marks a git command as one that writes to a repository; nothing for one that reads. */
export function markOfWriter(gitDir: string | null, command: string | undefined): Readonly<Record<string, string>> {
  return gitDir !== null && command !== undefined && writing.has(command) ? { [mark]: gitDir } : {};
}

/**
 * Waits until no git writes to a repository any more. To be called by the holder of the store's lock, who has started
 * none yet: what writes was left by a run that was killed, and what it does last (a name, a pack that is joined with
 * others) would fall into this one. Git ends by itself when its input does or its work is done.
 *
 * Only Linux tells; elsewhere nothing is waited for.
 *
 * @throws JiaokanError `store/locked` where one does not end in time
 */
export async function waitForSurvivors(gitDirs: readonly string[], patienceMs: number): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (let pid = findSurvivor(gitDirs); pid !== null; pid = findSurvivor(gitDirs)) {
    if (Date.now() >= deadline) throw stillWritten(gitDirs, pid);
    await sleep(lookEveryMs);
  }
}

function stillWritten(gitDirs: readonly string[], pid: string): JiaokanError {
  const what = `${gitDirs[0] ?? ''} is still written by git, process ${pid}, of a run that was killed`;
  return new JiaokanError('store/locked', `${what}; wait until it is done, or end it`, exitCode.store);
}

function findSurvivor(gitDirs: readonly string[]): string | null {
  const marks = gitDirs.map((gitDir) => `${mark}=${gitDir}`);
  const isSurvivor = (pid: string): boolean => {
    const variables = environmentOf(pid);
    return marks.some((each) => variables.includes(each));
  };
  return listProcesses().find(isSurvivor) ?? null;
}

function listProcesses(): readonly string[] {
  const names = readSystem(() => readdirSync('/proc')) ?? [];
  return names.filter((name) => /^\d+$/.test(name) && name !== String(process.pid));
}

/** Empty for a process that is gone, or is another user's. */
function environmentOf(pid: string): readonly string[] {
  return readSystem(() => readFileSync(`/proc/${pid}/environ`, 'utf8'))?.split('\0') ?? [];
}

/** What only Linux tells; null elsewhere. */
function readSystem<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return null;
  }
}
