import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { exitCode, JiaokanError } from '../model/message.js';
import type { CommitId } from '../model/recording.js';
import { git, runGit } from './git.js';
import { codeOf, readIfThere } from './lock.js';
import type { Head } from './repository.js';
import { logWords, mainRef, stagingRefs } from './staging.js';
import type { StoredTree } from './tree.js';

/** Git's name of a pack's last bytes: the SHA-1 of all before them. */
const checksumBytes = 20;

/**
 * That what a run builds on is whole: nobody else moved the history, every pack has its checksum, and every file of the
 * newest revision is there. It costs a reading of the packs (0.3 s for 30,000 documents); what hash belongs to which
 * capture and record is for `verify`.
 *
 * @throws JiaokanError `store/moved-by-hand`, `store/damaged` (exit 4)
 */
export async function requireSound(gitDir: string, head: Head, tree: StoredTree): Promise<void> {
  const moved = await findMove(gitDir, head.commit);
  if (moved !== null) throw movedByHand(gitDir, moved);
  // At once: git looks for the files while the packs are hashed here.
  const missing = findMissing(gitDir, tree);
  missing.catch(() => undefined); // told below
  for (const pack of await listPacks(gitDir)) {
    if (!(await hasChecksum(pack))) throw unsound(`${pack} does not have its checksum`);
  }
  const first = await missing;
  if (first !== null) throw unsound(`object ${first} is missing from ${gitDir}`);
}

/** A file of the tree that the repository does not have; null where all are there. */
async function findMissing(gitDir: string, tree: StoredTree): Promise<string | null> {
  // Buffered, or git would print 100,000 answers one by one; of a file that is there, the answer is an empty line.
  const command = ['cat-file', '--buffer', '--batch-check=%(rest)'];
  const ids = [...new Set(tree.blobs.values())];
  const answers = (await git(gitDir, command, [`${ids.join('\n')}\n`])).toString();
  return /^([0-9a-f]+) missing$/m.exec(answers)?.[1] ?? null;
}

function unsound(what: string): JiaokanError {
  const advice = 'nothing is recorded on a damaged history; "jiaokan verify" names the documents concerned';
  return new JiaokanError('store/damaged', `${what}; ${advice}`, exitCode.store);
}

/** Where the history was left by the last run, and where something else has moved it since. */
export interface Move {
  readonly from: CommitId;
  readonly to: CommitId;
}

/**
 * Whether something else moved the history, by git's own log of it; null where nothing did, and for a copy, which has no
 * log. A run that was killed between the log and the name has its commit still under its staging name.
 */
export async function findMove(gitDir: string, commit: CommitId): Promise<Move | null> {
  const lines = ((await readIfThere(join(gitDir, 'logs', mainRef))) ?? '').trim().split('\n');
  const entries = lines.filter((line) => line !== '').map(parseEntry);
  const last = entries.at(-1);
  if (last === undefined) return null;
  const lastOurs = entries.findLast(({ isOurs }) => isOurs)?.to ?? last.from;
  if (last.isOurs && last.to === commit) return null;
  if (last.isOurs && last.from === commit && (await isStaged(gitDir, last.to))) return null;
  return { from: lastOurs, to: commit };
}

/** `<from> <to> <who> <time> <zone>\t<message>` */
function parseEntry(line: string): { from: CommitId; to: CommitId; isOurs: boolean } {
  const [from = '', to = ''] = line.split(' ');
  return { from: from as CommitId, to: to as CommitId, isOurs: line.split('\t')[1]?.startsWith(logWords) === true };
}

async function isStaged(gitDir: string, commit: CommitId): Promise<boolean> {
  const { stdout } = await runGit(gitDir, ['for-each-ref', '--format=%(objectname)', stagingRefs]);
  return stdout.toString().split('\n').includes(commit);
}

export function movedByHand(gitDir: string, { from, to }: Move): JiaokanError {
  const advice = `"git -C ${gitDir} update-ref -m 'record again' ${mainRef} ${from}" takes it back`;
  const what = `${mainRef} was moved from ${from} to ${to} by something else than jiaokan; ${advice}`;
  return new JiaokanError('store/moved-by-hand', what, exitCode.store);
}

async function listPacks(gitDir: string): Promise<readonly string[]> {
  const folder = join(gitDir, 'objects', 'pack');
  return (await readdir(folder)).filter((name) => name.endsWith('.pack')).map((name) => join(folder, name));
}

/** A pack that is gone by now was joined with others: what it held is asked for after. */
async function hasChecksum(pack: string): Promise<boolean> {
  const file = await openIfThere(pack);
  if (file === null) return true;
  try {
    const { size } = await file.stat();
    if (size <= checksumBytes) return false;
    const expected = Buffer.alloc(checksumBytes);
    await file.read(expected, 0, checksumBytes, size - checksumBytes);
    const hash = createHash('sha1');
    const pieces = createReadStream(pack, { end: size - checksumBytes - 1, highWaterMark: 2 ** 20 });
    for await (const piece of pieces) hash.update(piece as Buffer);
    return hash.digest().equals(expected);
  } finally {
    await file.close();
  }
}

async function openIfThere(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}
