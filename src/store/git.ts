import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { parse } from 'node:path';
import { GitError, type SimpleGit, simpleGit } from 'simple-git';
import { exitCode, JiaokanError } from '../model/message.js';
import { gitEnvironment } from './environment.js';
import { markOfWriter } from './survivors.js';

/**
 * The oldest git that serves: 2.36 (April 2022) is the first that syncs references to disk (`core.fsync`), without
 * which a power cut can leave a history that points to nothing.
 */
export const gitFloor = { major: 2, minor: 36 } as const;

export interface GitResult {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/**
 * Starts git on a repository with nothing of the outside in it. The working folder is the root of the disk, so that
 * nothing depends on a folder that may go away.
 */
export function spawnGit(gitDir: string | null, args: readonly string[]): ChildProcessWithoutNullStreams {
  const root = parse(gitDir ?? process.cwd()).root;
  const env = { ...gitEnvironment(gitDir), ...markOfWriter(gitDir, args[0]) };
  return spawn('git', [...args], { cwd: root, env, stdio: 'pipe', windowsHide: true });
}

/** Chunks for the standard input of git. */
export type GitInput = Iterable<Uint8Array | string> | AsyncIterable<Uint8Array | string>;

/**
 * Runs git to its end, whatever its exit code.
 *
 * @param input sent as fast as git takes it; what it throws kills git and is thrown on
 * @throws JiaokanError `store/git-missing`
 */
export async function runGit(gitDir: string | null, args: readonly string[], input: GitInput = []): Promise<GitResult> {
  const child = spawnGit(gitDir, args);
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  const closed = new Promise<number>((resolve, reject) => {
    child.once('error', (error) => reject(startError(error)));
    // Killed by a signal: no code, and no success.
    child.once('close', (code) => resolve(code ?? -1));
  });
  closed.catch(() => undefined); // told below, when nothing more is fed
  try {
    await feed(child, input);
  } catch (error) {
    // Ended by its closing input, git would keep what it was given so far.
    child.kill('SIGKILL');
    await closed.catch(() => undefined);
    throw error;
  }
  const code = await closed;
  return { code, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() };
}

/** A pipe takes many small pieces slowly: 75,000 of 5,000 documents cost more than git's own work on them. */
const pieceBytes = 2 ** 20;

/** Joins small chunks into pieces of about a megabyte. */
async function* inPieces(chunks: GitInput): AsyncGenerator<Buffer> {
  let piece: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    const next = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    piece.push(next);
    bytes += next.byteLength;
    if (bytes < pieceBytes) continue;
    yield Buffer.concat(piece);
    piece = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(piece);
}

/** A git that ends early closes its input; its exit code and message tell why, so the broken pipe itself is no news. */
async function feed(child: ChildProcessWithoutNullStreams, input: GitInput): Promise<void> {
  let isOpen = true;
  const closed = once(child, 'close').catch(() => undefined);
  child.stdin.on('error', () => {
    isOpen = false;
  });
  for await (const piece of inPieces(input)) {
    if (!isOpen || child.exitCode !== null) break;
    if (!child.stdin.write(piece)) await Promise.race([once(child.stdin, 'drain').catch(() => undefined), closed]);
  }
  child.stdin.end();
}

/**
 * Runs git and gives what it printed.
 *
 * @throws JiaokanError `store/git-missing`, `store/git-failed` with git's own words
 */
export async function git(gitDir: string | null, args: readonly string[], input: GitInput = []): Promise<Buffer> {
  const result = await runGit(gitDir, args, input);
  if (result.code !== 0) throw gitFailed(gitDir, args, result);
  return result.stdout;
}

export function gitFailed(gitDir: string | null, args: readonly string[], result: GitResult): JiaokanError {
  const words = result.stderr.trim().split('\n')[0] ?? '';
  const how = result.code < 0 ? 'was killed' : `ended with ${result.code}`;
  const on = gitDir === null ? '' : ` on ${gitDir}`;
  const advice = adviceOn(result.stderr);
  return new JiaokanError(
    'store/git-failed',
    `git ${args[0] ?? ''}${on} ${how}: ${words || 'no message'}; ${advice}`,
    exitCode.store,
  );
}

function adviceOn(words: string): string {
  if (/no space left|disk quota|file too large/i.test(words)) return 'free some space and run again';
  if (/permission denied|read-only file system/i.test(words)) return 'make the history writable for this user';
  return 'nothing was recorded; run again, and if it stays, "jiaokan verify" says what is wrong';
}

function startError(error: NodeJS.ErrnoException): Error {
  if (error.code !== 'ENOENT') return error;
  return new JiaokanError('store/git-missing', 'git is not on the PATH; install git 2.36 or newer', exitCode.store);
}

/** @throws JiaokanError `store/git-missing`, `store/git-too-old` */
export async function requireGit(): Promise<void> {
  const printed = (await git(null, ['--version'])).toString().trim();
  const [, major, minor] = /(\d+)\.(\d+)/.exec(printed) ?? [];
  const isNewEnough =
    Number(major) > gitFloor.major || (Number(major) === gitFloor.major && Number(minor) >= gitFloor.minor);
  if (isNewEnough) return;
  const floor = `${gitFloor.major}.${gitFloor.minor}`;
  throw new JiaokanError(
    'store/git-too-old',
    `${printed || 'this git'} is older than ${floor}; install a newer one`,
    exitCode.store,
  );
}

/**
 * Runs git through simple-git, for what is not hot (it waits 50 ms after each silent command), in the same environment.
 * Its guards are lifted for the settings that this environment itself makes, and for no others.
 *
 * @returns what git printed
 * @throws JiaokanError `store/git-failed`
 */
export async function askGit(gitDir: string, args: readonly string[]): Promise<string> {
  return withSimpleGit(gitDir, args[0], (simple) => simple.raw([...args]));
}

/**
 * Makes an empty bare repository in an existing folder.
 *
 * @throws JiaokanError `store/git-failed`
 */
export async function initBare(gitDir: string, options: readonly string[]): Promise<void> {
  await withSimpleGit(gitDir, 'init', (simple) => simple.init(true, [...options]));
}

async function withSimpleGit<T>(
  gitDir: string,
  command: string | undefined,
  run: (simple: SimpleGit) => PromiseLike<T>,
): Promise<T> {
  const environment = { ...gitEnvironment(gitDir), ...markOfWriter(gitDir, command) };
  const simple = simpleGit({
    baseDir: parse(gitDir).root,
    allowEnvironment: Object.keys(environment).filter((name) => name.startsWith('GIT_')),
    unsafe: {
      allowUnsafeConfigPaths: true,
      allowUnsafeConfigEnvCount: true,
      allowUnsafeHooksPath: true,
      allowUnsafeTemplateDir: true,
    },
    // By default a git that fails without a word counts as done.
    errors: (error, { exitCode: code, stdErr }) => {
      if (error || code === 0) return error;
      return new Error(`ended with ${code}: ${Buffer.concat(stdErr).toString().trim() || 'no message'}`);
    },
  }).env(environment);
  try {
    return await run(simple);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    const [words = ''] = error.message
      .replace(/^Error: /, '')
      .trim()
      .split('\n');
    const what = `git ${error.task?.commands[0] ?? ''} on ${gitDir} failed: ${words}; ${adviceOn(words)}`;
    throw new JiaokanError('store/git-failed', what, exitCode.store);
  }
}
