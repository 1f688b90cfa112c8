import type { WorkId } from '../model/ids.js';
import type { RecordedText } from '../model/run.js';
import { askGit } from './git.js';
import { textPath } from './layout.js';
import type { ObjectReader } from './objects.js';
import { workFolder } from './paths.js';
import { mainRef } from './staging.js';

/** A text as a commit left it: the run, and the object that holds it. */
interface StoredText {
  readonly run: string | null;
  readonly object: string;
}

/**
 * The texts that were recorded of each of these documents, the oldest first, for those that have more than one. Walks
 * the history once for all of them, and reads the texts of these few alone.
 *
 * @param most how many are read of one document: the newest
 */
export async function recordedTexts(
  gitDir: string,
  ids: readonly WorkId[],
  most: number,
  objects: ObjectReader,
): Promise<ReadonlyMap<WorkId, readonly RecordedText[]>> {
  const stored = await storedTexts(gitDir);
  const found = new Map<WorkId, readonly RecordedText[]>();
  for (const id of ids) {
    const texts = stored.get(textPath(workFolder(id))) ?? [];
    if (texts.length < 2) continue;
    const newest = await Promise.all(texts.slice(-most).map((text) => readText(text, objects)));
    found.set(id, newest);
  }
  return found;
}

async function readText({ run, object }: StoredText, objects: ObjectReader): Promise<RecordedText> {
  return { run, text: (await objects.read(object))?.bytes.toString() ?? '' };
}

/** What `git log` prints before the run of each commit; no path and no field of its raw lines starts so. */
const commitMark = 'run ';

async function storedTexts(gitDir: string): Promise<ReadonlyMap<string, readonly StoredText[]>> {
  const texts = new Map<string, StoredText[]>();
  for (const { path, run, object } of await listWritten(gitDir, mainRef, 'works')) {
    if (!path.endsWith('/text.md')) continue;
    const known = texts.get(path);
    if (known) known.push({ run, object });
    else texts.set(path, [{ run, object }]);
  }
  return texts;
}

/** A file as a commit wrote it. */
export interface Written {
  readonly path: string;
  /** Null for a commit that no run made. */
  readonly run: string | null;
  readonly object: string;
}

/**
 * Every file of a folder each time it was written, the oldest first, by one walk through the history.
 *
 * @throws JiaokanError `store/git-failed`
 */
export async function listWritten(gitDir: string, revision: string, folder: string): Promise<readonly Written[]> {
  const format = `--format=${commitMark}%(trailers:key=Run,valueonly,separator=%x2C)`;
  const args = ['log', '--first-parent', '--reverse', '--raw', '--no-abbrev', '--no-renames', '-z', format, revision];
  const printed = await askGit(gitDir, [...args, '--', folder]);
  return parseWritten(printed.split('\0'));
}

/** The raw format of git: `:<mode> <mode> <object> <object> <what>`, then the path, each ended by NUL. */
function parseWritten(fields: readonly string[]): readonly Written[] {
  const written: Written[] = [];
  let run: string | null = null;
  fields.forEach((field, n) => {
    const line = field.trim();
    if (line.startsWith(commitMark) || line === commitMark.trim()) run = line.slice(commitMark.length).trim() || null;
    const object = /:\d+ \d+ [0-9a-f]+ ([0-9a-f]+) [AM]$/.exec(line)?.[1];
    const path = fields[n + 1];
    if (object !== undefined && path !== undefined) written.push({ path, run, object });
  });
  return written;
}
