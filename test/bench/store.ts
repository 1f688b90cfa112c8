import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { simpleGit } from 'simple-git';
import type { Reading } from '../../src/model/document.js';
import type { ReadSnapshot, Recording } from '../../src/model/recording.js';
import { openStore, type Store } from '../../src/store/store.js';
import { amend, idOf, madeUpNotice, madeUpNotices } from '../store/corpus.js';
import { graphOf, type Notice, readSnapshotOf, recordingOf, workId } from '../store/notice.js';

// How fast the history is written and read, as ratios to its peers in the same run: plain simple-git (add and commit, as
// a script would), bare `git fast-import` of the same files, and the git storage of Open Terms Archive where it is
// installed (test/bench/peers). Made-up Chinese notices of 8 KB. By hand: `npm run bench:store [DOCUMENTS]`, 30000 if
// left out; the figures of the README of `src/` are of such a run.

const part = process.argv[2] ?? '30000';
const documents = part.startsWith('--') ? 0 : Number(part);
const few = Math.min(5_000, documents);
const folder = mkdtempSync(join(tmpdir(), 'jiaokan-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

function say(what: string, figure: string, remark = ''): void {
  console.log(`${what.padEnd(52)} ${figure.padStart(16)}   ${remark}`);
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

function megabytesBelow(path: string): number {
  const entries = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0) / 1e6;
}

const rate = (count: number, seconds: number): string => `${(count / seconds).toFixed(0)} /s`;
const milliseconds = (seconds: number): string => `${(seconds * 1000).toFixed(0)} ms`;

async function withStore<T>(name: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(join(folder, name, 'history.git'));
  try {
    return await work(store);
  } finally {
    store.close();
  }
}

/** Records new documents in a store of its own. */
async function recordNew(name: string, recording: Recording): Promise<number> {
  return withStore(name, (store) => secondsOf(() => store.record(recording)));
}

/** The same files again by one bare `git fast-import`, without planning, checking or publishing, settings of git's own. */
async function importBare(source: string): Promise<number> {
  const from = join(folder, source, 'history.git');
  const env = { PATH: process.env['PATH'] };
  const git = (args: readonly string[], input?: Buffer): Buffer =>
    execFileSync('git', [...args], { env, maxBuffer: 2 ** 31 - 1, ...(input === undefined ? {} : { input }) });
  const listed = git(['-C', from, 'ls-tree', '-r', '-z', '--format=%(objectname) %(path)', 'main']).toString();
  const files = listed.split('\0').filter((line) => line !== '');
  const ids = files.map((line) => line.slice(0, 40));
  const contents = git(['-C', from, 'cat-file', '--batch'], Buffer.from(`${ids.join('\n')}\n`));
  const stream: (string | Buffer)[] = ['commit refs/heads/main\ncommitter a <a@b> 1700000000 +0000\ndata 1\nx\n'];
  let at = 0;
  for (const line of files) {
    const header = contents.indexOf(10, at);
    const size = Number(contents.toString('latin1', at, header).split(' ')[2]);
    stream.push(`M 100644 inline ${line.slice(41)}\ndata ${String(size)}\n`);
    stream.push(contents.subarray(header + 1, header + 1 + size), '\n');
    at = header + size + 2;
  }
  const input = Buffer.concat([...stream, 'done\n'].map((piece) => Buffer.from(piece)));
  const target = join(folder, 'bare.git');
  rmSync(target, { recursive: true, force: true });
  git(['init', '--quiet', '--bare', target]);
  return secondsOf(() => Promise.resolve(git(['-C', target, 'fast-import', '--done', '--quiet'], input)));
}

/** What a script does: a file written, added and committed, one document after the other. */
async function commitEach(notices: readonly Notice[]): Promise<number> {
  const work = join(folder, 'plain');
  await mkdir(work);
  const git = simpleGit(work);
  await git.init();
  await git.addConfig('user.name', 'bench').addConfig('user.email', 'bench@localhost').addConfig('gc.auto', '0');
  return secondsOf(async () => {
    for (const { id, paragraphs } of notices) {
      const file = join(work, `${id}.txt`);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, paragraphs.join('\n'));
      await git.add(file);
      await git.commit(`Record ${id}`);
    }
  });
}

interface EngineRecord {
  readonly serviceId: string;
  readonly termsType: string;
  readonly content: string;
  readonly fetchDate: Date;
  readonly snapshotIds: readonly string[];
}

interface Engine {
  readonly Repository: new (options: {
    path: string;
    author: { name: string; email: string };
  }) => {
    readonly initialize: () => Promise<unknown>;
    readonly save: (record: unknown) => Promise<unknown>;
    readonly finalize: () => Promise<unknown>;
  };
  readonly Version: new (params: EngineRecord) => unknown;
}

/** The git storage of `@opentermsarchive/engine`; null where it is not installed (see `peers/README.md`). */
async function loadEngine(): Promise<Engine | null> {
  // Joined, so that nobody takes it for a dependency of this package.
  const engine = ['peers', 'node_modules', '@opentermsarchive', 'engine', ''].join('/');
  const recorder = new URL(`${engine}src/archivist/recorder/`, import.meta.url);
  if (!existsSync(recorder)) return null;
  process.env['NODE_CONFIG_DIR'] ??= new URL(
    './peers/node_modules/@opentermsarchive/engine/config',
    import.meta.url,
  ).pathname;
  const repository = (await import(new URL('repositories/git/index.js', recorder).href)) as {
    default: Engine['Repository'];
  };
  const version = (await import(new URL('version.js', recorder).href)) as { default: Engine['Version'] };
  return { Repository: repository.default, Version: version.default };
}

/** Saves each text as a version of its own, as the engine does. */
async function saveEach({ Repository, Version }: Engine, notices: readonly Notice[]): Promise<number> {
  const path = join(folder, 'engine');
  await mkdir(path);
  const repository = new Repository({ path, author: { name: 'bench', email: 'bench@localhost' } });
  await repository.initialize();
  return secondsOf(async () => {
    for (const [index, { id, paragraphs }] of notices.entries()) {
      const record = new Version({
        serviceId: id.replaceAll('/', '-'),
        termsType: 'Notice',
        content: paragraphs.join('\n'),
        fetchDate: new Date(1_700_000_000_000 + index * 1000),
        snapshotIds: [],
      });
      await repository.save(record);
    }
    await repository.finalize();
  });
}

async function recordingNew(notices: readonly Notice[]): Promise<void> {
  const recording = recordingOf(notices);
  const ours = await recordNew('new', recording);
  const bare = await importBare('new');
  const plainSample = notices.slice(0, 200);
  const engine = await loadEngine();
  const saved = engine && (await saveEach(engine, plainSample)) / plainSample.length;
  const plain = (await commitEach(plainSample)) / plainSample.length;
  const size = megabytesBelow(join(folder, 'new'));
  say(`${String(few)} new documents`, rate(few, ours), `${size.toFixed(0)} MB`);
  say('  bare git fast-import of the same files', rate(few, bare), `ours: ${((bare / ours) * 100).toFixed(0)} % of it`);
  say('  simple-git add + commit', rate(1, plain), `ours: ${((plain * few) / ours).toFixed(0)} × its rate`);
  if (saved === null) say('  @opentermsarchive/engine', 'not installed', 'see test/bench/peers/README.md');
  else say('  @opentermsarchive/engine 9.1', rate(1, saved), `ours: ${((saved * few) / ours).toFixed(0)} × its rate`);
}

/** A night of made-up notices that are made as the store asks for them, as a run reads them, and then forgotten. */
interface MadeNight {
  readonly recording: Recording;
  /** Seconds that making the notices has taken so far, which are none of the store's. */
  readonly making: () => number;
}

/** What of a night's notices changed. */
interface Change {
  /** Every `step`-th notice is another edition of itself. */
  readonly step: number;
  /** Only these are read: a source shows what is new, not all that it has. */
  readonly isReadAlone: boolean;
}

function makeNight(count: number, change: Change | null): MadeNight {
  const isChanged = (index: number): boolean => change !== null && index % change.step === 0;
  const order = Array.from({ length: count }, (_, index) => index)
    .filter((index) => !change?.isReadAlone || isChanged(index))
    .sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
  const make = (index: number): ReadSnapshot => {
    const notice = madeUpNotice(index, 1);
    const words = change?.isReadAlone ? '本条不再执行。' : '本条另行规定。';
    return readSnapshotOf(isChanged(index) ? amend(notice, words) : notice);
  };
  let milliseconds = 0;
  function* captures(): Generator<ReadSnapshot> {
    for (const index of order) {
      const start = performance.now();
      const made = make(index);
      milliseconds += performance.now() - start;
      yield made;
    }
  }
  const graph = graphOf(order.flatMap((index) => make(index).readings.map(withoutText)));
  return { recording: { ...recordingOf([], { graph }), captures: captures() }, making: () => milliseconds / 1000 };
}

/** What the graph is made from; the text would keep every notice in memory. */
function withoutText({ document }: Reading): Reading {
  const text = { source: '', text: '', at: new Uint32Array(1), repairs: [], lineStarts: new Uint32Array(1) };
  return { document: { ...document, clauses: [] }, text, passages: [] };
}

/** Records a night; `seconds` are those of the store alone. */
async function recordNight(
  store: Store,
  count: number,
  change: Change | null,
): Promise<{ seconds: number; making: number }> {
  const { recording, making } = makeNight(count, change);
  const seconds = await secondsOf(() => store.record(recording));
  return { seconds: seconds - making(), making: making() };
}

/** One night of a history, in a process of its own as a run is: its memory is that of the store and of one notice. */
async function night(place: string, count: number, change: Change | null): Promise<void> {
  const isFirst = !existsSync(place);
  const store = await openStore(join(place, 'history.git'));
  const { seconds, making } = await recordNight(store, count, change);
  store.close();
  const what = `${String(count)} documents, ${isFirst ? 'all new' : describeChange(count, change)}`;
  say(what, isFirst ? rate(count, seconds) : milliseconds(seconds), `and ${milliseconds(making)} for making them`);
  say('  memory, peak', `${peakMegabytes().toFixed(0)} MB`, `history: ${megabytesBelow(place).toFixed(0)} MB`);
}

function describeChange(count: number, change: Change | null): string {
  if (change === null) return 'a night without a change';
  return `${String(Math.ceil(count / change.step))} changed${change.isReadAlone ? ', read alone' : ''}`;
}

/** Of this process alone: what the kernel tells through `getrusage` is at least what the parent held at its start. */
function peakMegabytes(): number {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  const kilobytes = Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? process.resourceUsage().maxRSS);
  return kilobytes / 1024;
}

async function flatness(count: number): Promise<void> {
  for (const each of [1_000, 5_000, 10_000, 30_000].filter((n) => n <= count)) {
    const name = `flat-${String(each)}`;
    const { seconds } = await withStore(name, (store) => recordNight(store, each, null));
    say(`${String(each)} new documents, each`, `${((seconds / each) * 1e6).toFixed(0)} µs`);
    rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/** What a command that only reads costs. */
async function reading(place: string, work: string): Promise<void> {
  const store = await openStore(join(place, 'history.git'));
  const revision = await store.revision();
  const seconds = await secondsOf(() => store.readGraph(revision));
  const count = (await store.readGraph(revision)).nodes.length;
  say(`graph of ${String(count)} documents`, milliseconds(seconds));
  say('history of one document', milliseconds(await secondsOf(() => store.history(workId(work)))));
  say('memory of reading, peak', `${peakMegabytes().toFixed(0)} MB`);
  store.close();
}

/** In a process of its own, as a command is. */
function alone(...args: readonly string[]): void {
  const command = ['--import', 'tsx', fileURLToPath(import.meta.url), ...args];
  console.log(execFileSync(process.execPath, command, { encoding: 'utf8' }).trimEnd());
}

const [place = '', argument = '', step, readAlone] = process.argv.slice(3);
if (part === '--read') await reading(place, argument);
else if (part === '--night') {
  const change = step === undefined ? null : { step: Number(step), isReadAlone: readAlone === '--read-alone' };
  await night(place, Number(argument), change);
} else {
  await recordingNew(madeUpNotices(few, 1));
  const night = ['--night', join(folder, 'nights'), String(documents)];
  alone(...night);
  alone(...night);
  const aThousand = String(Math.max(1, Math.floor(documents / 1_000)));
  alone(...night, aThousand);
  alone(...night, aThousand, '--read-alone');
  alone('--read', join(folder, 'nights'), idOf(0));
  await flatness(documents);
}
