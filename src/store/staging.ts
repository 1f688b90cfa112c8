import { exitCode, JiaokanError } from '../model/message.js';
import type { CommitId } from '../model/recording.js';
import { git, gitFailed, type GitInput, runGit } from './git.js';
import type { ObjectReader } from './objects.js';
import { blobId, type FileChange } from './tree.js';

/** The branch that is the history. */
export const mainRef = 'refs/heads/main';
export const stagingRefs = 'refs/staging/';
/** What an entry of ours in git's log of the history begins with; another entry is of somebody else. */
export const logWords = 'record ';
/** Git's name for "does not exist". */
const noCommit = '0'.repeat(40);

export interface Identity {
  readonly name: string;
  readonly email: string;
}

/** What a commit says, beside its files. */
export interface Draft {
  readonly parent: CommitId | null;
  readonly identity: Identity;
  /** Seconds since 1970. */
  readonly time: number;
  readonly message: string;
}

type FileChanges = AsyncIterable<FileChange> | Iterable<FileChange>;

/** Blob ids of the files that a commit changes by path; null for one that it removes. */
export type ChangedIds = ReadonlyMap<string, string | null>;

/** A name no other run uses, not even one that was killed and whose git still writes. */
export function stagingRef(run: string, token: string): string {
  return `${stagingRefs}${run}-${token}`;
}

/**
 * Writes files as they come into one pack, and then one commit of them under a staging name. Nothing a reader sees
 * changes, and git is not started before something has come.
 *
 * @param describe asked once, when all files have come
 * @returns what was written; empty where no file came, and then there is no commit
 * @throws JiaokanError `store/git-failed`; what `files` and `describe` throw, and then nothing was committed
 */
export async function stage(
  gitDir: string,
  ref: string,
  files: FileChanges,
  describe: () => Draft,
): Promise<ChangedIds> {
  const ids = new Map<string, string | null>();
  const commands = importCommands(ref, files, describe, ids);
  const first = await commands.next();
  if (first.done !== true) await importStream(gitDir, resumed(first.value, commands));
  return ids;
}

async function* resumed<T>(first: T, rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield first;
  yield* rest;
}

/**
 * Feeds `git fast-import`. Without `--done` git would commit a stream that was cut off, and call it a success.
 *
 * @throws JiaokanError `store/git-failed`
 */
export async function importStream(gitDir: string, stream: GitInput): Promise<void> {
  await git(gitDir, ['fast-import', '--done', '--quiet', '--date-format=raw'], stream);
}

/** The blobs first, each as it comes: its id is known before git has it, so that nothing has to be kept but that. */
async function* importCommands(
  ref: string,
  files: FileChanges,
  describe: () => Draft,
  ids: Map<string, string | null>,
): AsyncGenerator<Uint8Array | string> {
  for await (const [path, bytes] of files) {
    ids.set(path, bytes === null ? null : blobId(bytes));
    if (bytes === null) continue;
    yield `blob\ndata ${bytes.byteLength}\n`;
    yield bytes;
    yield '\n';
  }
  if (ids.size > 0) yield commitCommand(ref, describe(), ids);
}

function commitCommand(ref: string, { parent, identity, time, message }: Draft, ids: ChangedIds): string {
  const files = [...ids].map(([path, id]) => (id === null ? `D ${path}\n` : `M 100644 ${id} ${path}\n`));
  return [
    `commit ${ref}\n`,
    commitHeader(identity, time),
    `data ${Buffer.byteLength(message)}\n${message}\n`,
    parent === null ? '' : `from ${parent}\n`,
    ...files,
    'done\n',
  ].join('');
}

/** Who commits and when, as fast-import takes it. */
export function commitHeader({ name, email }: Identity, time: number): string {
  return `committer ${ident(name)} <${ident(email)}> ${time} +0000\n`;
}

/** A name or address as the header of a commit can hold it. */
function ident(text: string): string {
  return text.replace(/[\p{Cc}<>]/gu, ' ').trim() || 'jiaokan';
}

/**
 * Checks that a staged commit is what was meant: its parent, its changes to the byte, and that every object is there.
 *
 * @returns the commit
 * @throws JiaokanError `store/staging-wrong`, `store/git-failed`
 */
export async function verifyStaged(
  gitDir: string,
  ref: string,
  parent: CommitId | null,
  ids: ChangedIds,
  objects: ObjectReader,
): Promise<CommitId> {
  const staged = await objects.read(ref);
  if (staged?.type !== 'commit') throw stagingWrong(`${ref} is not a commit`);
  const commit = staged.id as CommitId;
  const [header = ''] = staged.bytes.toString().split('\n\n', 1);
  const parents = [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map((line) => line[1]);
  const expected = parent === null ? [] : [parent];
  if (parents.join() !== expected.join()) throw stagingWrong(`${commit} does not follow ${parent ?? 'nothing'}`);
  const isReachable = ['rev-list', '--objects', '--quiet', commit, ...expected.map((known) => `^${known}`)];
  await Promise.all([verifyChanges(gitDir, commit, ids), git(gitDir, isReachable)]);
  return commit;
}

async function verifyChanges(gitDir: string, commit: CommitId, ids: ChangedIds): Promise<void> {
  const args = ['diff-tree', '-r', '-z', '--root', '--raw', '--no-abbrev', '--no-renames', '--no-commit-id', commit];
  const fields = (await git(gitDir, args)).toString().split('\0');
  const found = new Map<string, string>();
  for (let i = 0; i + 1 < fields.length; i += 2) {
    // :<old mode> <new mode> <old id> <new id> <status>, then the path
    found.set(fields[i + 1] ?? '', fields[i]?.split(' ')[3] ?? '');
  }
  for (const [path, id] of ids) {
    if (found.get(path) !== (id ?? noCommit)) throw stagingWrong(`${path} was not written as given`);
  }
  if (found.size !== ids.size) throw stagingWrong(`${found.size} files were written, ${ids.size} were given`);
}

function stagingWrong(what: string): JiaokanError {
  return new JiaokanError('store/staging-wrong', `${what}; nothing was recorded`, exitCode.store);
}

/**
 * Moves the history from the expected commit to the staged one and removes every staging name, in one transaction.
 *
 * @throws JiaokanError `store/moved` where the history is no longer at the expected commit, `store/git-failed`
 */
export async function publish(gitDir: string, run: string, from: CommitId | null, to: CommitId): Promise<void> {
  const leftovers = await listStaging(gitDir);
  const commands = [
    'start',
    `update ${mainRef} ${to} ${from ?? noCommit}`,
    ...leftovers.map(({ ref, id }) => `delete ${ref} ${id}`),
    'prepare',
    'commit',
  ];
  const args = ['update-ref', '-m', `${logWords}${run}`, '--stdin'];
  const result = await runGit(gitDir, args, [`${commands.join('\n')}\n`]);
  if (result.code === 0) return;
  const found = await resolveMain(gitDir);
  if (found === from) throw gitFailed(gitDir, args, result);
  const where = `${mainRef} is at ${found ?? 'nothing'}, not at ${from ?? 'nothing'}`;
  throw new JiaokanError('store/moved', `${where}: something else wrote to ${gitDir}; run again`, exitCode.store);
}

/**
 * Removes staging names of what is published: git moves the history first and removes names after, and a run may be
 * killed between the two. Names of what is not published stay, as the history may be about to move there.
 *
 * @throws JiaokanError `store/git-failed`
 */
export async function clearPublished(gitDir: string, head: CommitId): Promise<void> {
  const published = (await listStaging(gitDir)).filter(({ id }) => id === head);
  if (published.length === 0) return;
  const commands = published.map(({ ref, id }) => `delete ${ref} ${id}\n`);
  await git(gitDir, ['update-ref', '--stdin'], commands);
}

/** Names that runs left which did not finish, and that of the present one. */
async function listStaging(gitDir: string): Promise<readonly { ref: string; id: string }[]> {
  const printed = await git(gitDir, ['for-each-ref', '--format=%(refname) %(objectname)', stagingRefs]);
  return printed
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [ref = '', id = ''] = line.split(' ');
      return { ref, id };
    });
}

/** Where the history is; null where its name does not exist or cannot be read. */
export async function resolveMain(gitDir: string): Promise<CommitId | null> {
  const { code, stdout } = await runGit(gitDir, ['rev-parse', '--verify', '--quiet', mainRef]);
  return code === 0 ? (stdout.toString().trim() as CommitId) : null;
}
