import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { exitCode, JiaokanError } from '../model/message.js';
import { spawnGit } from './git.js';

export interface StoredObject {
  readonly id: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** Reads objects through one long-lived `git cat-file --batch`. */
export interface ObjectReader {
  /**
   * The object of a name (`<id>`, `<commit>:<path>`, a reference), null where there is none.
   *
   * @throws JiaokanError `store/damaged` where it is there and cannot be read
   */
  readonly read: (name: string) => Promise<StoredObject | null>;
  readonly close: () => void;
}

interface Request {
  readonly name: string;
  readonly resolve: (object: StoredObject | null) => void;
  readonly reject: (error: Error) => void;
}

/**
 * An idle reader does not keep the process alive. A child that dies fails the object it was reading, as git does on a
 * damaged one, and a new child serves the rest.
 */
export function openObjects(gitDir: string): ObjectReader {
  let queue: Request[] = [];
  let child: ChildProcessWithoutNullStreams | null = null;

  const start = (): ChildProcessWithoutNullStreams => {
    const started = spawnGit(gitDir, ['cat-file', '--batch']);
    const answers = new AnswerParser((object) => queue.shift()?.resolve(object));
    let stderr = '';
    started.stdout.on('data', (chunk: Buffer) => {
      if (started !== child) return;
      answers.add(chunk);
      if (queue.length === 0) release(started);
    });
    started.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    started.stdin.on('error', () => undefined); // 'close' tells why
    started.once('error', (error) => ended(started, error.message));
    started.once('close', () => ended(started, stderr.trim().split('\n')[0] ?? ''));
    return started;
  };
  const ended = (which: ChildProcessWithoutNullStreams, why: string): void => {
    if (which !== child) return;
    child = null;
    const [failed, ...rest] = queue;
    queue = rest;
    failed?.reject(unreadable(failed.name, why));
    if (rest.length > 0) {
      child = start();
      for (const { name } of rest) ask(child, name);
    }
  };
  return {
    read: (name) =>
      new Promise((resolve, reject) => {
        if (/[\n\r\0]/.test(name)) throw new TypeError('the name of an object has no line ends');
        child ??= start();
        if (queue.length === 0) retain(child);
        queue.push({ name, resolve, reject });
        ask(child, name);
      }),
    close: () => {
      child?.stdin.end();
      child = null;
      for (const { name, reject } of queue) reject(unreadable(name, 'the store was closed'));
      queue = [];
    },
  };
}

/** What is asked in one turn goes out at once: a pipe takes many small pieces slowly. */
function ask({ stdin }: ChildProcessWithoutNullStreams, name: string): void {
  if (stdin.writableCorked === 0) {
    stdin.cork();
    process.nextTick(() => stdin.uncork());
  }
  stdin.write(`${name}\n`);
}

function unreadable(name: string, why: string): JiaokanError {
  return new JiaokanError('store/damaged', `object ${name} cannot be read: ${why || 'git ended'}`, exitCode.store);
}

/** The pipes of a child are sockets, which Node's types do not say. */
interface Holding {
  ref?(): void;
  unref?(): void;
}

function release(child: ChildProcessWithoutNullStreams): void {
  for (const handle of [child, child.stdin, child.stdout, child.stderr] as readonly Holding[]) handle.unref?.();
}

function retain(child: ChildProcessWithoutNullStreams): void {
  for (const handle of [child, child.stdin, child.stdout, child.stderr] as readonly Holding[]) handle.ref?.();
}

/** Reads `<id> <type> <size>\n<bytes>\n` and `<name> missing\n`, however they are cut into chunks. */
class AnswerParser {
  #chunks: Buffer[] = [];
  #held = 0;
  /** Bytes that must be there before the next step; of a header, at least one. */
  #needed = 1;
  #header: { id: string; type: string; size: number } | null = null;

  constructor(private readonly answer: (object: StoredObject | null) => void) {}

  add(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#held += chunk.length;
    // Joining chunks only when enough have come keeps a large capture linear.
    if (this.#held < this.#needed) return;
    let rest = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks);
    for (let used = this.#step(rest); used > 0; used = this.#step(rest)) rest = rest.subarray(used);
    this.#chunks = rest.length > 0 ? [rest] : [];
    this.#held = rest.length;
  }

  /** Takes one header or one body; gives how many bytes it used, 0 where more are needed. */
  #step(bytes: Buffer): number {
    if (this.#header === null) return this.#readHeader(bytes);
    const { id, type, size } = this.#header;
    this.#needed = size + 1;
    if (bytes.length < this.#needed) return 0;
    this.#header = null;
    this.#needed = 1;
    this.answer({ id, type, bytes: Buffer.from(bytes.subarray(0, size)) });
    return size + 1;
  }

  #readHeader(bytes: Buffer): number {
    const end = bytes.indexOf(10);
    if (end < 0) {
      this.#needed = bytes.length + 1;
      return 0;
    }
    const match = /^([0-9a-f]+) (\w+) (\d+)$/.exec(bytes.toString('latin1', 0, end));
    if (match) this.#header = { id: match[1] ?? '', type: match[2] ?? '', size: Number(match[3]) };
    else this.answer(null);
    return end + 1;
  }
}
