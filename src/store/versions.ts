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
  const format = `--format=${commitMark}%(trailers:key=Run,valueonly,separator=%x2C)`;
  const args = ['log', '--first-parent', '--reverse', '--raw', '--no-abbrev', '--no-renames', '-z', format, mainRef];
  const printed = await askGit(gitDir, [...args, '--', 'works']);
  return textsIn(printed.split('\0'));
}

/** The raw format of git: `:<mode> <mode> <object> <object> <what>`, then the path, each ended by NUL. */
function textsIn(fields: readonly string[]): ReadonlyMap<string, readonly StoredText[]> {
  const texts = new Map<string, StoredText[]>();
  let run: string | null = null;
  fields.forEach((field, n) => {
    const line = field.trim();
    if (line.startsWith(commitMark) || line === commitMark.trim()) run = line.slice(commitMark.length).trim() || null;
    const raw = /:\d+ \d+ [0-9a-f]+ ([0-9a-f]+) [AM]$/.exec(line);
    const path = raw ? fields[n + 1] : undefined;
    if (!raw?.[1] || path?.endsWith('/text.md') !== true) return;
    const known = texts.get(path);
    if (known) known.push({ run, object: raw[1] });
    else texts.set(path, [{ run, object: raw[1] }]);
  });
  return texts;
}
