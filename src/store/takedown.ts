import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sha256 } from '../model/ids.js';
import { exitCode, JiaokanError } from '../model/message.js';
import type { CommitId } from '../model/recording.js';
import type { Takedown, TakedownOrder } from '../model/takedown.js';
import { printRecord } from './canonical.js';
import { git, runGit } from './git.js';
import { type Lock, readIfThere } from './lock.js';
import { takedownMessage } from './message.js';
import { writeCommitGraph } from './packs.js';
import { captureNotePath, capturePath, isTakedownPath, takedownPath } from './paths.js';
import type { Head } from './repository.js';
import { commitHeader, importStream, mainRef, publish, stagingRef } from './staging.js';
import { damaged, parseRecord } from './stored.js';
import type { StoredTree } from './tree.js';
import { nextTime, openTree, type Writer } from './writing.js';

/**
 * Takes the bytes of one capture out of the whole history, by the holder of the lock.
 *
 * Every commit since the one that stored it is written again without that one file, with its own message and times, and
 * one is added that says what was taken down, when, why and by whom. The new chain is held against the old one and
 * published in one step; only then are the old objects removed. Killed before the publication, nothing has happened;
 * killed after it, the next writer finishes the removal.
 *
 * @returns null where the history holds no such capture
 * @throws JiaokanError `store/damaged`, `store/git-failed`, `store/staging-wrong`, `store/moved`
 */
export async function takeDownLocked(
  writer: Writer,
  lock: Lock,
  sha256: Sha256,
  order: TakedownOrder,
): Promise<Takedown | null> {
  const { head, tree } = await openTree(writer);
  const blob = tree.blobs.get(capturePath(sha256));
  if (head === null || blob === undefined) return finishedBefore(writer, head, tree, sha256);
  const takedown = await describe(tree, sha256, blob, order);
  const { gitDir, objects, onStep } = writer;
  const ref = stagingRef(`takedown-${sha256.slice(0, 12)}`, lock.token);
  const chain = await readChain(writer, head.commit, sha256);
  await importStream(gitDir, await rewriteCommands(writer, ref, chain, head, takedown));
  onStep('staged');
  const staged = await objects.read(ref);
  if (staged?.type !== 'commit') throw stagingWrong(`${ref} is not a commit`);
  await verifyChain(writer, chain, staged.id as CommitId, sha256);
  onStep('verified');
  await publish(gitDir, `takedown ${sha256}`, head.commit, staged.id as CommitId);
  onStep('published');
  await removeBytes(writer, staged.id as CommitId);
  return takedown;
}

async function finishedBefore(
  writer: Writer,
  head: Head | null,
  tree: StoredTree,
  sha256: Sha256,
): Promise<Takedown | null> {
  const path = takedownPath(sha256);
  if (head === null || !tree.blobs.has(path)) return null;
  await finishTakedowns(writer, head, tree);
  return parseTakedown(path, (await tree.read(path)).toString());
}

async function describe(tree: StoredTree, sha256: Sha256, blob: string, order: TakedownOrder): Promise<Takedown> {
  const path = captureNotePath(sha256);
  const note = parseRecord(path, (await tree.read(path)).toString());
  const { source = null, path: found = null, bytes = null, firstSeen = null } = note as Partial<Takedown>;
  const { reason, by, on } = order;
  return { sha256, blob, source, path: found, bytes, firstSeen, reason, by, on };
}

/** @throws JiaokanError `store/damaged` */
export function parseTakedown(path: string, text: string): Takedown {
  const value = parseRecord(path, text);
  const isWhole = ['sha256', 'blob', 'reason', 'by', 'on'].every((key) => typeof value[key] === 'string');
  if (!isWhole || takedownPath(value['sha256'] as Sha256) !== path) throw damaged(path, 'is not a takedown');
  return value as unknown as Takedown;
}

/** The commits to be written again, the oldest first. */
interface Chain {
  /** What the first of them stands on; null where it is the first run. */
  readonly base: CommitId | null;
  readonly commits: readonly CommitId[];
}

async function readChain({ gitDir }: Writer, head: CommitId, sha256: Sha256): Promise<Chain> {
  const printed = await git(gitDir, ['rev-list', '--reverse', '--parents', head]);
  const lines = printed.toString().trim().split('\n');
  const path = capturePath(sha256);
  const adding = await git(gitDir, ['log', '--format=%H', '--diff-filter=A', '--no-renames', head, '--', path]);
  const added = adding.toString().trim().split('\n').at(-1) ?? '';
  const from = lines.findIndex((line) => line.startsWith(added));
  if (added === '' || from < 0) throw damaged(path, 'is in no commit of the history');
  const chain = lines.slice(from).map((line) => line.split(' '));
  // A commit with two parents is not ours, and writing it again would take a decision that is not ours either.
  if (chain.some(({ length }) => length > 2)) throw damaged(mainRef, 'has a merge, which jiaokan never makes');
  return { base: (chain[0]?.[1] ?? null) as CommitId | null, commits: chain.map(([commit]) => commit as CommitId) };
}

async function rewriteCommands(
  writer: Writer,
  ref: string,
  { base, commits }: Chain,
  head: Head,
  takedown: Takedown,
): Promise<readonly string[]> {
  const path = capturePath(takedown.sha256);
  const stream: string[] = [];
  for (const [index, commit] of commits.entries()) {
    const { header, message } = await readCommit(writer, commit);
    stream.push(`commit ${ref}\nmark :${index + 1}\n`, ...peopleOf(header), data(message));
    if (index > 0) stream.push(`from :${index}\n`);
    else if (base !== null) stream.push(`from ${base}\n`);
    for (const [changed, blob] of await changesOf(writer, commit)) {
      if (changed === path) continue;
      stream.push(blob === null ? `D ${changed}\n` : `M 100644 ${blob} ${changed}\n`);
    }
  }
  stream.push(
    `commit ${ref}\n`,
    commitHeader(writer.identity, nextTime(writer, head)),
    data(takedownMessage(takedown)),
    `from :${commits.length}\n`,
    `M 100644 inline ${takedownPath(takedown.sha256)}\n`,
    data(printRecord(takedown)),
    'done\n',
  );
  return stream;
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

async function readCommit({ objects }: Writer, commit: CommitId): Promise<{ header: string; message: string }> {
  const object = await objects.read(commit);
  if (object?.type !== 'commit') throw damaged(commit, 'is no commit that can be read');
  const text = object.bytes.toString();
  const end = text.indexOf('\n\n');
  return { header: text.slice(0, end), message: text.slice(end + 2) };
}

/** Author and committer with their times, as they are. */
function peopleOf(header: string): readonly string[] {
  return header
    .split('\n')
    .filter((line) => /^(?:author|committer) /.test(line))
    .map((line) => `${line}\n`);
}

/** What a commit changed by path, as blob ids; null for a file that it removed. */
async function changesOf({ gitDir }: Writer, commit: string): Promise<ReadonlyMap<string, string | null>> {
  const args = ['diff-tree', '-r', '-z', '--root', '--raw', '--no-abbrev', '--no-renames', '--no-commit-id', commit];
  return parseRaw(await git(gitDir, args));
}

function parseRaw(raw: Buffer): ReadonlyMap<string, string | null> {
  const fields = raw.toString().split('\0');
  const changes = new Map<string, string | null>();
  for (let i = 0; i + 1 < fields.length; i += 2) {
    // :<old mode> <new mode> <old id> <new id> <status>, then the path
    const id = fields[i]?.split(' ')[3] ?? '';
    changes.set(fields[i + 1] ?? '', /^0+$/.test(id) ? null : id);
  }
  return changes;
}

/** That the new chain has the commits of the old one, each with the same tree but for the one file, and one more. */
async function verifyChain(writer: Writer, { base, commits }: Chain, tip: CommitId, sha256: Sha256): Promise<void> {
  const range = base === null ? [tip] : [tip, `^${base}`];
  const printed = await git(writer.gitDir, ['rev-list', '--reverse', ...range]);
  const rewritten = printed.toString().trim().split('\n');
  if (rewritten.length !== commits.length + 1) throw stagingWrong(`${rewritten.length} commits were written`);
  for (const [index, commit] of commits.entries()) {
    const args = ['diff-tree', '-r', '-z', '--raw', '--no-abbrev', '--no-renames', commit, rewritten[index] ?? ''];
    const changes = parseRaw(await git(writer.gitDir, args));
    if (changes.size !== 1 || changes.get(capturePath(sha256)) !== null)
      throw stagingWrong(`${commit} would not stay as it is but for the capture`);
  }
}

function stagingWrong(what: string): JiaokanError {
  return new JiaokanError('store/staging-wrong', `${what}; nothing was taken down`, exitCode.store);
}

/**
 * Finishes takedowns whose process was killed between the publication and the removal of the bytes.
 *
 * @throws JiaokanError `store/damaged`, `store/git-failed`
 */
export async function finishTakedowns(writer: Writer, head: Head, tree: StoredTree): Promise<void> {
  for (const { blob } of await readTakedowns(tree)) {
    if (await hasObject(writer.gitDir, blob)) return removeBytes(writer, head.commit);
  }
}

/** Every takedown of a revision. @throws JiaokanError `store/damaged` */
export async function readTakedowns(tree: StoredTree): Promise<readonly Takedown[]> {
  const paths = [...tree.blobs.keys()].filter(isTakedownPath);
  return Promise.all(paths.map(async (path) => parseTakedown(path, (await tree.read(path)).toString())));
}

export async function hasObject(gitDir: string, id: string): Promise<boolean> {
  return (await runGit(gitDir, ['cat-file', '-e', id])).code === 0;
}

/** Removes every object that the history does not reach; its logs first, as they would hold the old chain. */
async function removeBytes({ gitDir, objects }: Writer, commit: CommitId): Promise<void> {
  for (const name of [mainRef, 'HEAD']) await shortenLog(join(gitDir, 'logs', name), commit);
  objects.close();
  await rm(join(gitDir, 'objects/info/commit-graphs'), { recursive: true, force: true });
  await git(gitDir, ['repack', '-a', '-d', '--quiet']);
  await git(gitDir, ['prune', '--expire=now']);
  await writeCommitGraph(gitDir);
}

/** One line stays: without it, a history whose name is lost would look like one that never was. */
async function shortenLog(log: string, commit: CommitId): Promise<void> {
  const lines = (await readIfThere(log))?.trimEnd().split('\n') ?? [];
  const last = lines.at(-1);
  // <from> SP <to> SP <who, when and what>
  if (last !== undefined) await writeFile(log, `${commit} ${commit}${last.slice(commit.length * 2 + 1)}\n`);
}
