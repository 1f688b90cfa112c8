import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { exitCode, JiaokanError } from '../model/message.js';
import type { CommitId } from '../model/recording.js';
import { git, initBare, runGit } from './git.js';
import { cannotWrite, codeOf, readIfThere } from './lock.js';
import type { ObjectReader } from './objects.js';
import { mainRef, resolveMain } from './staging.js';

/** The edition of the layout, kept in the repository's configuration as `jiaokan.format`. */
const format = '1';
/** How long a lock of git's own is left to a command of a killed run that may still be ending (guessed). */
const patienceMs = 2_000;

/**
 * Whether the repository is there.
 *
 * @throws JiaokanError `store/not-ours` for anything else at its place, `store/format-unknown`, `store/format-old`
 */
export async function recognise(gitDir: string): Promise<boolean> {
  const isThere = await exists(gitDir);
  if (!isThere) return false;
  const config = ['config', '--file', join(gitDir, 'config'), '--get', 'jiaokan.format'];
  const { code, stdout } = await runGit(null, config);
  const found = code === 0 ? stdout.toString().trim() : null;
  if (found === format) return true;
  if (found !== null) throw otherFormat(gitDir, found);
  const advice = 'name another place, or, if it is a clone of one, run `git config jiaokan.format 1` in it';
  throw new JiaokanError('store/not-ours', `${gitDir} is not a history of jiaokan; ${advice}`, exitCode.store);
}

/**
 * Another edition of the layout. Format 1 is the first that there was, so nothing is older and can be upgraded yet; an
 * upgrade will be a step here, as one recorded commit.
 */
function otherFormat(gitDir: string, found: string): JiaokanError {
  const isOlder = /^\d+$/.test(found) && Number(found) < Number(format);
  const advice = isOlder
    ? 'write it out with the version that made it (jiaokan checkout) and import its texts into a new one'
    : 'use the version of jiaokan that wrote it, or a newer one';
  const what = `${gitDir} has format ${found}, and this version writes format ${format}; ${advice}`;
  return new JiaokanError(isOlder ? 'store/format-old' : 'store/format-unknown', what, exitCode.store);
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw cannotWrite(path, error);
  }
}

/** Makes the folder the repository and its lock lie in. @throws JiaokanError `store/cannot-write` */
export async function createParent(gitDir: string): Promise<void> {
  try {
    await mkdir(dirname(gitDir), { recursive: true });
  } catch (error) {
    throw cannotWrite(dirname(gitDir), error);
  }
}

/** Where a repository is made, beside its place. */
export function unfinishedOf(gitDir: string): string {
  return `${gitDir}.new`;
}

/**
 * Makes the empty repository, whole or not at all: it is made beside its place and then moved there.
 *
 * @throws JiaokanError `store/cannot-write`, `store/git-failed`
 */
export async function createRepository(gitDir: string): Promise<void> {
  const unfinished = unfinishedOf(gitDir);
  try {
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished);
    // Object ids are computed here too, so the kind of hash is part of the format, whatever git's default becomes.
    const options = ['--quiet', '--initial-branch=main', '--object-format=sha1', '--template='];
    await initBare(unfinished, options);
    await git(unfinished, ['config', 'core.logAllRefUpdates', 'true']);
    // For people: plain git would print every Chinese name as octal escapes.
    await git(unfinished, ['config', 'core.quotePath', 'false']);
    await git(unfinished, ['config', 'jiaokan.format', format]);
    await rename(unfinished, gitDir);
  } catch (error) {
    throw cannotWrite(gitDir, error);
  }
}

/** The last run. */
export interface Head {
  readonly commit: CommitId;
  /** Seconds since 1970. */
  readonly time: number;
}

/**
 * The last run; null before the first one.
 *
 * @throws JiaokanError `store/damaged` where the history has a name that leads nowhere, or had one: building on that
 * would begin a second history and lose the first
 */
export async function readHead(gitDir: string, objects: ObjectReader): Promise<Head | null> {
  const commit = (await resolveMain(gitDir)) ?? (await resolveUnborn(gitDir));
  if (commit === null) return null;
  const object = await objects.read(commit);
  const time = /^committer .*> (\d+) [+-]\d{4}$/m.exec(object?.bytes.toString() ?? '')?.[1];
  if (object?.type !== 'commit' || time === undefined)
    throw damagedHead(gitDir, `${mainRef} points to ${commit}, which is not there`);
  return { commit, time: Number(time) };
}

/** Where no history was found: null if there never was one, or the one that a first run has made since. */
async function resolveUnborn(gitDir: string): Promise<CommitId | null> {
  const [ref, log] = [join(gitDir, mainRef), join(gitDir, 'logs', mainRef)];
  if (await exists(ref)) {
    const commit = await resolveMain(gitDir);
    if (commit === null) throw damagedHead(gitDir, `${mainRef} cannot be read`);
    return commit;
  }
  if (!(await exists(log))) return null;
  const last = (await readFile(log, 'utf8')).trim().split('\n').at(-1) ?? '';
  const [from = '', to = ''] = last.split(' ');
  // The log is written just before the name: after a kill between the two it may tell of the first run alone.
  if (/[1-9a-f]/.test(from)) throw damagedHead(gitDir, `${mainRef} is gone; its log last saw it at ${to}`);
  return null;
}

function damagedHead(gitDir: string, what: string): JiaokanError {
  return new JiaokanError(
    'store/damaged',
    `${gitDir}: ${what}; nothing is recorded on a damaged history`,
    exitCode.store,
  );
}

/**
 * Removes what a killed run may leave: locks of git's own, which would stop every later run, crash reports, packs that
 * were being written, which would fill the disk, and marks that keep a pack from being joined with others. To be called
 * by the holder of the store's lock, the one writer. A lock whose command is still ending is waited for.
 */
export async function clearLeftovers(gitDir: string): Promise<void> {
  const deadline = Date.now() + patienceMs;
  let locks = await findLocks(gitDir);
  while (locks.length > 0 && Date.now() < deadline) {
    await sleep(50);
    locks = await findLocks(gitDir);
  }
  const reports = (await readdir(gitDir)).filter((name) => /^fast_import_crash_\d+$/.test(name));
  const marks = await findKeepMarks(gitDir);
  for (const name of [...locks, ...reports, ...marks]) await rm(join(gitDir, name), { force: true });
  await clearTorn(gitDir);
}

/** Removes packs that were being written when their git was stopped. To be called by the holder of the store's lock. */
export async function clearTorn(gitDir: string): Promise<void> {
  for (const name of await findTorn(gitDir)) await rm(join(gitDir, name), { force: true });
}

/** What changes whenever the history moves or its objects are stored otherwise: its name, its log, its packs. */
export async function readSurface(gitDir: string): Promise<string> {
  const folders = ['objects/pack', 'objects/info/commit-graphs'];
  const names = await Promise.all(folders.map((folder) => listIfThere(join(gitDir, folder))));
  const texts = await Promise.all([mainRef, join('logs', mainRef)].map((name) => readIfThere(join(gitDir, name))));
  return JSON.stringify([...names.map((each) => each.toSorted()), ...texts]);
}

/** Packs that were being written; git gives them their names when they are whole. */
async function findTorn(gitDir: string): Promise<readonly string[]> {
  const folder = join('objects', 'pack');
  const names = await listIfThere(join(gitDir, folder));
  return names.filter((name) => /^(?:tmp_|\.tmp-)/.test(name)).map((name) => join(folder, name));
}

/**
 * What fast-import marks its pack with until the names that need it are written. Were it left, no repacking would ever
 * touch the pack, and a capture in it could not be taken down.
 */
async function findKeepMarks(gitDir: string): Promise<readonly string[]> {
  const folder = join('objects', 'pack');
  const names = (await listIfThere(join(gitDir, folder))).filter((name) => name.endsWith('.keep'));
  const paths = names.map((name) => join(folder, name));
  const texts = await Promise.all(paths.map((path) => readFile(join(gitDir, path), 'utf8')));
  // A kill between making the mark and writing it leaves it empty. Any other word is that of a person.
  return paths.filter((_, index) => ['', 'fast-import'].includes(texts[index]?.trim() ?? ''));
}

async function findLocks(gitDir: string): Promise<readonly string[]> {
  const folders = ['', 'refs/heads', 'refs/staging', 'objects/info', 'objects/info/commit-graphs'];
  const names = await Promise.all(
    folders.map(async (folder) => (await listIfThere(join(gitDir, folder))).map((name) => join(folder, name))),
  );
  return names.flat().filter((name) => name.endsWith('.lock'));
}

async function listIfThere(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}
