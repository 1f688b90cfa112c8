import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pLimit from 'p-limit';
import writeFileAtomic from 'write-file-atomic';
import type { ReportFile } from '../report/files.js';

/** Names the files of the last run, so that pages of documents that are gone do not stay behind. */
const manifestName = '.manifest.json';
const filesAtATime = 16;

/**
 * Writes the files of a report as they are made, a few at a time, so that no more of them are held. Only what an earlier
 * run wrote is removed; a user's own files in the folder stay.
 */
export async function writeReports(folder: string, files: Iterable<ReportFile>): Promise<void> {
  const earlier = await readManifest(folder);
  const written = new Set<string>();
  const folders = new Set<string>();
  for (const batch of batches(files, filesAtATime)) {
    for (const [path] of batch) {
      const parent = dirname(join(folder, path));
      if (!folders.has(parent)) await mkdir(parent, { recursive: true });
      folders.add(parent);
      written.add(path);
    }
    await Promise.all(batch.map(([path, content]) => writeFileAtomic(join(folder, path), bytesOf(content))));
  }
  const limit = pLimit(filesAtATime);
  const stale = earlier.filter((path) => !written.has(path));
  await Promise.all(stale.map((path) => limit(() => rm(join(folder, path), { force: true }))));
  await writeFileAtomic(join(folder, manifestName), `${JSON.stringify([...written].sort(), null, 1)}\n`);
}

function* batches<Item>(items: Iterable<Item>, size: number): Generator<readonly Item[]> {
  let batch: Item[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** The library takes text or a `Buffer`. */
function bytesOf(content: string | Uint8Array): string | Buffer {
  return typeof content === 'string' ? content : Buffer.from(content);
}

/** Paths of the last run; none where the manifest is missing or not ours. Never a path outside the folder. */
async function readManifest(folder: string): Promise<readonly string[]> {
  try {
    const parsed: unknown = JSON.parse(await readFile(join(folder, manifestName), 'utf8'));
    if (!Array.isArray(parsed)) return [];
    return parsed.filter(
      (path): path is string =>
        typeof path === 'string' && !path.split(/[\\/]/).includes('..') && !/^([\\/]|[A-Za-z]:)/.test(path),
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || error instanceof SyntaxError) return [];
    throw error;
  }
}
