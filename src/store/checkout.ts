import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pLimit from 'p-limit';
import { exitCode, JiaokanError } from '../model/message.js';
import { cannotWrite, codeOf } from './lock.js';
import { damaged } from './stored.js';
import type { StoredTree } from './tree.js';

/** Files written at a time: a disk gains no more from a longer queue (guessed). */
const openFiles = 32;

/**
 * Writes a tree out as plain files.
 *
 * @returns how many
 * @throws JiaokanError `store/destination-not-empty` (exit 2), `store/cannot-write`, `store/damaged`
 */
export async function writeTree(tree: StoredTree, destination: string): Promise<number> {
  return writePaths([...tree.blobs.keys()], tree.read, destination);
}

/** Writes files into a new or empty folder. @throws JiaokanError as `writeTree` */
export async function writeFiles(destination: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  await writePaths([...files.keys()], (path) => Promise.resolve(files.get(path) ?? new Uint8Array()), destination);
}

/** Writes a file that must not be there yet. @throws JiaokanError `store/destination-not-empty` (exit 2) */
export async function writeNewFile(target: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeFile(target, bytes, { flag: 'wx' });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw cannotWrite(target, error);
    throw new JiaokanError('store/destination-not-empty', `${target} is there; name a new file`, exitCode.usage);
  }
}

async function writePaths(
  paths: readonly string[],
  read: (path: string) => Promise<Uint8Array>,
  destination: string,
): Promise<number> {
  await requireEmpty(destination);
  const safe = paths.map(requireInside);
  const folders = new Set(safe.map((path) => dirname(join(destination, path))));
  const limit = pLimit(openFiles);
  await limit.map([...folders], (folder) => write(folder, () => mkdir(folder, { recursive: true })));
  await limit.map(safe, async (path) => {
    const bytes = await read(path);
    const target = join(destination, path);
    await write(target, () => writeFile(target, bytes, { flag: 'wx' }));
  });
  return safe.length;
}

async function write(target: string, action: () => Promise<unknown>): Promise<void> {
  try {
    await action();
  } catch (error) {
    throw cannotWrite(target, error);
  }
}

async function requireEmpty(destination: string): Promise<void> {
  try {
    if ((await readdir(destination)).length === 0) return;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw cannotWrite(destination, error);
  }
  const what = `${destination} is not empty; name a new or an empty folder`;
  throw new JiaokanError('store/destination-not-empty', what, exitCode.usage);
}

/** No path of ours leads out of the tree; one made by hand might. */
function requireInside(path: string): string {
  const isSafe = path.split('/').every((name) => !/^$|^\.\.?$|^\.git$|[\\\0]/i.test(name));
  if (!isSafe) throw damaged(path, 'is not a path that jiaokan writes');
  return path;
}
