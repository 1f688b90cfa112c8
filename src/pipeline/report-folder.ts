import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pLimit from 'p-limit';
import writeFileAtomic from 'write-file-atomic';
import type { ReportFiles } from '../report/files.js';

/** Names the files of the last run, so that pages of documents that are gone do not stay behind. */
const manifestName = '.manifest.json';
const filesAtATime = 16;

/** Writes the files of a report. Only what an earlier run wrote is removed; a user's own files in the folder stay. */
export async function writeReports(folder: string, files: ReportFiles): Promise<void> {
  const earlier = await readManifest(folder);
  const limit = pLimit(filesAtATime);
  for (const parent of new Set([...files.keys()].map((path) => dirname(join(folder, path)))))
    await mkdir(parent, { recursive: true });
  await Promise.all(
    [...files].map(([path, content]) => limit(() => writeFileAtomic(join(folder, path), bytesOf(content)))),
  );
  const stale = earlier.filter((path) => !files.has(path));
  await Promise.all(stale.map((path) => limit(() => rm(join(folder, path), { force: true }))));
  await writeFileAtomic(join(folder, manifestName), `${JSON.stringify([...files.keys()].sort(), null, 1)}\n`);
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
