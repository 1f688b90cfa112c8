import { createHash, hash } from 'node:crypto';
import { exitCode, JiaokanError } from '../model/message.js';
import type { CommitId } from '../model/recording.js';
import { runGit } from './git.js';
import type { ObjectReader } from './objects.js';
import { damaged } from './stored.js';

/** The files of one commit. */
export interface StoredTree {
  /** Null for the tree before the first run, which has no files. */
  readonly commit: CommitId | null;
  /** Blob ids by path, in the order of git. */
  readonly blobs: ReadonlyMap<string, string>;
  /** @throws JiaokanError `store/damaged` where the tree has no such file or it cannot be read */
  readonly read: (path: string) => Promise<Buffer>;
}

/** The id git gives to these bytes as a file. */
export function blobId(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.byteLength}\0`).update(bytes).digest('hex');
}

/** Room for the header of a blob before its text. */
const headerRoom = 32;

/**
 * The ids of texts as files, hashed in one piece of memory that is used again: of 30,000 documents that did not change,
 * nothing is left for the collector.
 */
export class BlobHasher {
  #memory = Buffer.allocUnsafe(2 ** 16);

  idOf(text: string): string {
    // A UTF-16 unit takes at most three bytes.
    const needed = headerRoom + text.length * 3;
    if (this.#memory.length < needed) this.#memory = Buffer.allocUnsafe(needed);
    const bytes = this.#memory.write(text, headerRoom);
    const header = `blob ${bytes}\0`;
    const from = headerRoom - header.length;
    this.#memory.write(header, from, 'latin1');
    return hash('sha1', this.#memory.subarray(from, headerRoom + bytes));
  }
}

/** Whether a tree holds exactly these bytes at a path; hashed only where it holds something there. */
function isStored(tree: StoredTree, path: string, bytes: Uint8Array): boolean {
  const id = tree.blobs.get(path);
  return id !== undefined && id === blobId(bytes);
}

/** Files by path as they shall be; null for one that shall not be. */
export type Changes = ReadonlyMap<string, Uint8Array | null>;
export type FileChange = readonly [path: string, bytes: Uint8Array | null];

/** What of these files differs from the tree, and which of its files among `owned` are no longer among them. */
export function changesOf(tree: StoredTree, files: ReadonlyMap<string, Uint8Array>, owned: readonly string[]): Changes {
  const written = [...files].filter(([path, bytes]) => !isStored(tree, path, bytes));
  const removed = owned.filter((path) => !files.has(path)).map((path): [string, null] => [path, null]);
  return new Map<string, Uint8Array | null>([...written, ...removed]);
}

/**
 * The tree of a commit, with one command however many files it has.
 *
 * @throws JiaokanError `store/damaged` where the commit or a folder of it cannot be read, or holds what is no file
 */
export async function readTree(gitDir: string, commit: CommitId | null, objects: ObjectReader): Promise<StoredTree> {
  const blobs = commit === null ? new Map<string, string>() : await listBlobs(gitDir, commit);
  const read = async (path: string): Promise<Buffer> => {
    const id = blobs.get(path);
    if (id === undefined) throw damaged(path, 'is not in this revision');
    const object = await objects.read(id);
    if (object?.type !== 'blob') throw damaged(path, `its object ${id} is missing from the repository`);
    return object.bytes;
  };
  return { commit, blobs, read };
}

async function listBlobs(gitDir: string, commit: CommitId): Promise<ReadonlyMap<string, string>> {
  const { code, stdout, stderr } = await runGit(gitDir, ['ls-tree', '-r', '-z', '--full-tree', commit]);
  if (code !== 0) {
    const words = stderr.trim().split('\n')[0] ?? '';
    throw new JiaokanError('store/damaged', `the tree of ${commit} cannot be read: ${words}`, exitCode.store);
  }
  const blobs = new Map<string, string>();
  for (const entry of stdout.toString().split('\0')) {
    if (entry === '') continue;
    // <mode> SP <type> SP <id> TAB <path>
    const tab = entry.indexOf('\t');
    const [mode, type, id] = entry.slice(0, tab).split(' ');
    const path = entry.slice(tab + 1);
    if (mode !== '100644' || type !== 'blob' || id === undefined)
      throw damaged(path, `is a ${type} of mode ${mode}, not a file`);
    blobs.set(path, id);
  }
  return blobs;
}
