import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import pLimit from 'p-limit';
import { glob } from 'tinyglobby';
import { exitCode, JiaokanError } from '../model/message.js';
import type { Sha256 } from '../model/ids.js';
import type { Snapshot } from '../model/run.js';

export interface FileSource {
  readonly name: string;
  /** Globs or paths, relative to `folder`. */
  readonly patterns: readonly string[];
}

/** What a source gave: its captures in order of path, and what could not be read. */
export interface SourceRead {
  readonly snapshots: readonly Snapshot[];
  readonly failures: readonly JiaokanError[];
}

/** The captures of a folder and those below it: the containers that can be read, as systems write their endings. */
export const capturesBelow = '**/*.{txt,html,htm,md,TXT,HTML,HTM,MD}';

/** Files read at a time: more do not make a disk faster, and each holds its bytes (guessed). */
const filesAtATime = 16;

/**
 * Reads the captures of a source. A pattern without a file, an unreadable and an empty file are failures
 * (`source/missing`, `source/unreadable`, `source/empty`, all exit 3); the others are read.
 *
 * @param root paths in snapshots are relative to it, `/` between their parts
 */
export async function readFileSource(source: FileSource, folder: string, root: string): Promise<SourceRead> {
  const failures: JiaokanError[] = [];
  const paths = new Set<string>();
  for (const pattern of source.patterns) {
    const found = await glob(pattern, { cwd: folder, absolute: true, onlyFiles: true, expandDirectories: false });
    if (found.length === 0) {
      const message = `source "${source.name}" finds no file here; correct the path in the pipeline or add the capture`;
      failures.push(
        new JiaokanError('source/missing', message, exitCode.source, {
          file: relativePath(root, resolve(folder, pattern)),
        }),
      );
    }
    for (const path of found) paths.add(path);
  }
  const limit = pLimit(filesAtATime);
  const read = await Promise.all([...paths].sort().map((path) => limit(() => readSnapshot(source.name, path, root))));
  return {
    snapshots: read.filter((result): result is Snapshot => !(result instanceof JiaokanError)),
    failures: [...failures, ...read.filter((result) => result instanceof JiaokanError)],
  };
}

/**
 * Reads a file that a person names; `<(…)` of a shell is one too.
 * @throws JiaokanError `source/missing`, `source/unreadable` (exit 3), also for a named pipe, which may never end
 */
export async function readNamedFile(file: string): Promise<Uint8Array> {
  try {
    const isPipe = (await stat(file)).isFIFO();
    if (isPipe && !/^\/(?:dev|proc)\//.test(resolve(file)))
      throw new JiaokanError('source/unreadable', 'is a named pipe; give its text with -', exitCode.source, { file });
    return await readFile(file);
  } catch (error) {
    if (error instanceof JiaokanError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    if (code === 'ENOENT') throw new JiaokanError('source/missing', 'there is no such file', exitCode.source, { file });
    throw new JiaokanError('source/unreadable', `cannot be read (${code})`, exitCode.source, { file });
  }
}

async function readSnapshot(source: string, path: string, root: string): Promise<Snapshot | JiaokanError> {
  const file = relativePath(root, path);
  try {
    const bytes = await readFile(path);
    if (bytes.length === 0)
      return new JiaokanError('source/empty', 'is empty; capture it again', exitCode.source, { file });
    const sha256 = createHash('sha256').update(bytes).digest('hex') as Sha256;
    return { sha256, bytes, source, path: file };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return new JiaokanError('source/unreadable', `cannot be read (${code})`, exitCode.source, { file });
  }
}

function relativePath(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}
