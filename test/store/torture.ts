import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pLimit from 'p-limit';
import type { Recording } from '../../src/model/recording.js';
import { openStore, type Store } from '../../src/store/store.js';
import { amended, madeUpNotices } from './corpus.js';
import { diceOf } from './dice.js';
import { recordingOf } from './notice.js';
import { plainGit, treeOf } from './plain-git.js';

export interface Torture {
  readonly documents: number;
  readonly kills: number;
  /** Chooses the moments. */
  readonly seed: number;
  /** Told of each round that is over. */
  readonly onRound?: (round: Round) => void;
}

/** One killed run and the run after it. */
export interface Round {
  /** The history held a run before; else the killed one was the first. */
  readonly hadHistory: boolean;
  readonly step: Step;
  /** Milliseconds after that step. */
  readonly killedAfter: number;
  /** Git was killed with it, or went on alone. */
  readonly killedGit: boolean;
  readonly outcome: 'old state' | 'new state' | 'ended before the kill';
  /** What does not hold, in words; empty where all is well. */
  readonly faults: readonly string[];
}

/** Rounds at a time: they mostly wait, for processes to start and for the disk. */
const atATime = 2;

/** What a run says of itself, in this order: it begins, then each step of the store. */
const steps = ['ready', 'locked', 'planned', 'staged', 'verified', 'published'] as const;
type Step = (typeof steps)[number];

const worker = fileURLToPath(new URL('./torture-run.ts', import.meta.url));

/** What the first run of a round records, and the second one: every third document changed, one in ten new. */
export function recordTortured(documents: number, run: 'first' | 'second'): Recording {
  const notices = madeUpNotices(documents, 3, 600);
  if (run === 'first') return recordingOf(notices.slice(0, Math.ceil(documents * 0.9)));
  return recordingOf(amended(notices, 3));
}

/**
 * Kills runs at moments chosen by dice, each on a history of its own, and lets the next run finish. Every other round
 * begins without a history; in every third, git is left alone when its run is killed.
 */
export async function torture({ documents, kills, seed, onRound }: Torture): Promise<readonly Round[]> {
  const folder = await mkdtemp(join(tmpdir(), 'jiaokan-torture-'));
  try {
    const recording = recordTortured(documents, 'second');
    await record(join(folder, 'first', 'history.git'), recordTortured(documents, 'first'));
    const expected = {
      afterFirst: await undisturbedTree(join(folder, 'undisturbed'), join(folder, 'first'), recording),
      alone: await undisturbedTree(join(folder, 'alone'), null, recording),
    };
    const left = await timesLeft(join(folder, 'timed'), join(folder, 'first'), documents);
    const dice = diceOf(seed);
    // Planning and staging take most of the time; counted from the start alone, hardly any kill would fall behind them.
    const moments = Array.from({ length: kills }, () => {
      const step = dice.pick(steps);
      return { step, killedAfter: Math.floor(dice.roll() * (left.get(step) ?? 0)) };
    });
    return await pLimit(atATime).map(moments, async (moment, index) => {
      const hadHistory = index % 2 === 0;
      const place = join(folder, `round-${String(index)}`);
      if (hadHistory) await cp(join(folder, 'first'), place, { recursive: true });
      const round = await killOne(place, {
        documents,
        recording,
        hadHistory,
        ...moment,
        killedGit: index % 3 !== 0,
        expected: hadHistory ? expected.afterFirst : expected.alone,
      });
      await rm(place, { recursive: true, force: true });
      onRound?.(round);
      return round;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function undisturbedTree(place: string, from: string | null, recording: Recording): Promise<readonly string[]> {
  if (from !== null) await cp(from, place, { recursive: true });
  await record(join(place, 'history.git'), recording);
  return treeOf(join(place, 'history.git'));
}

async function record(path: string, recording: Recording): Promise<void> {
  await withStore(path, (store) => store.record(recording));
}

async function withStore<T>(path: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(path);
  try {
    return await work(store);
  } finally {
    store.close();
  }
}

/** From each step on, the milliseconds that an undisturbed run in a process of its own has still to go. */
async function timesLeft(place: string, from: string, documents: number): Promise<ReadonlyMap<Step, number>> {
  await cp(from, place, { recursive: true });
  const run = startRun(join(place, 'history.git'), documents);
  const reached = new Map<Step, number>();
  for (const step of steps) {
    await run.reached(step);
    reached.set(step, performance.now());
  }
  await run.ended;
  const end = performance.now();
  return new Map([...reached].map(([step, at]) => [step, end - at]));
}

interface Run {
  readonly pid: number;
  /** It has come so far, or has ended. */
  readonly reached: (step: Step) => Promise<void>;
  readonly ended: Promise<unknown>;
  readonly hasEnded: () => boolean;
}

/** A run in a process group of its own, so that its git can be killed with it. */
function startRun(path: string, documents: number): Run {
  const args = ['--import', 'tsx', worker, path, String(documents)];
  const child = spawn(process.execPath, args, { detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  if (child.pid === undefined) throw new Error('the run could not be started');
  const ended = once(child, 'exit');
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const reached = async (step: Step): Promise<void> => {
    while (!said.includes(step) && !hasEnded()) await Promise.race([once(child.stdout, 'data'), ended]);
  };
  return { pid: child.pid, reached, ended, hasEnded };
}

interface Case {
  readonly documents: number;
  readonly recording: Recording;
  readonly hadHistory: boolean;
  readonly step: Step;
  readonly killedAfter: number;
  readonly killedGit: boolean;
  readonly expected: readonly string[];
}

async function killOne(place: string, given: Case): Promise<Round> {
  const { documents, recording, hadHistory, step, killedAfter, killedGit, expected } = given;
  const path = join(place, 'history.git');
  const before = await withStore(path, (store) => store.revision());
  const run = startRun(path, documents);
  await run.reached(step);
  await sleep(killedAfter);
  const isOver = run.hasEnded();
  if (!isOver) process.kill(killedGit ? -run.pid : run.pid, 'SIGKILL');
  await run.ended;
  const faults: string[] = [];
  const after = await withStore(path, async (store) => {
    for (const { text } of await store.verify()) faults.push(`after the kill: ${text}`);
    return store.revision();
  });
  await record(path, recording);
  const findings = await withStore(path, (store) => store.verify());
  faults.push(
    ...findings.map(({ text }) => `after the next run: ${text}`),
    ...differences(treeOf(path), expected),
    ...(await leftovers(place, path)),
    ...(commitCount(path) === (hadHistory ? 2 : 1) ? [] : [`${String(commitCount(path))} commits`]),
  );
  const outcome = isOver ? 'ended before the kill' : after === before ? 'old state' : 'new state';
  return { hadHistory, step, killedAfter, killedGit, outcome, faults };
}

function differences(found: readonly string[], expected: readonly string[]): readonly string[] {
  const [have, want] = [new Set(found), new Set(expected)];
  return [
    ...found.filter((entry) => !want.has(entry)).map((entry) => `should not be there: ${entry}`),
    ...expected.filter((entry) => !have.has(entry)).map((entry) => `should be there: ${entry}`),
  ];
}

async function leftovers(place: string, path: string): Promise<readonly string[]> {
  const besides = (await readdir(place)).filter((name) => name !== 'history.git');
  const names = plainGit(path, ['for-each-ref', '--format=%(refname)']).trim().split('\n');
  return [...besides, ...names.filter((name) => name !== 'refs/heads/main')].map((name) => `left over: ${name}`);
}

function commitCount(path: string): number {
  return Number(plainGit(path, ['rev-list', '--count', 'refs/heads/main']));
}
