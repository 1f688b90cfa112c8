import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { exitCode, JiaokanError } from '../model/message.js';
import { git } from './git.js';

/**
 * Joins packs where there are more than the limit: the small ones into one at least as large as all before it
 * (`--geometric`), so that their number grows with the logarithm of the history and each object is copied as rarely.
 * The whole is rewritten only when it has doubled. Git writes the new pack before it removes the old ones: killed at any
 * moment, nothing is lost.
 *
 * @returns why it could not be done, which loses nothing and is tried again by the next run; null where it was done or
 * was not due
 */
export async function repackIfDue(gitDir: string, packLimit: number): Promise<string | null> {
  if ((await countPacks(gitDir)) <= packLimit) return null;
  try {
    await git(gitDir, ['repack', '--geometric=2', '-d', '--quiet']);
    await writeCommitGraph(gitDir);
    return null;
  } catch (error) {
    if (error instanceof JiaokanError && error.exit === exitCode.store) return error.message;
    throw error;
  }
}

/** Finds the commits that touched a path without opening every tree: the history of one document stays quick. */
export async function writeCommitGraph(gitDir: string): Promise<void> {
  await git(gitDir, ['commit-graph', 'write', '--reachable', '--split', '--changed-paths', '--no-progress']);
}

async function countPacks(gitDir: string): Promise<number> {
  return (await readdir(join(gitDir, 'objects', 'pack'))).filter((name) => name.endsWith('.pack')).length;
}
