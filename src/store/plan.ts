import { compareText } from '../model/text.js';
import type { Sha256, WorkId } from '../model/ids.js';
import { exitCode, JiaokanError } from '../model/message.js';
import type { ReadSnapshot, Recording } from '../model/recording.js';
import type { Novelty, Snapshot } from '../model/run.js';
import { planFamilies } from './family-changes.js';
import { planGraph } from './graph-changes.js';
import { captureFiles, type Files } from './layout.js';
import { capturePath, sha256Of, takedownPath } from './paths.js';
import { comparePrecedence, type Rank, rankBy } from './precedence.js';
import { type SettledWork, Settling } from './settle.js';
import type { FileChange, StoredTree } from './tree.js';

/** What a run found, apart from the files it changes. */
export interface Plan {
  /** Sorted by id, as the lists. */
  readonly novelty: ReadonlyMap<WorkId, Novelty>;
  readonly reread: readonly WorkId[];
  readonly variants: readonly WorkId[];
  /** Captures to be stored. */
  readonly captures: readonly Sha256[];
  readonly capturesRead: number;
  readonly documentsRead: number;
}

/**
 * Works out what recording changes, without changing it: a function of the recording and the tree. Each changed file is
 * given as soon as its capture has come, a capture followed by its documents, as whose neighbours they pack to a
 * fraction (measured: 40 % smaller); then the graph and the families.
 *
 * @throws JiaokanError `store/hash-mismatch`, `store/capture-missing`, `store/damaged`; TypeError where the captures do
 * not come in the order in which they count
 */
export async function* planRecording(recording: Recording, tree: StoredTree): AsyncGenerator<FileChange, Plan> {
  const rank = rankBy(recording.sources);
  const evidence = new Evidence(tree, recording);
  const settling = new Settling(tree, rank);
  let [capturesRead, documentsRead] = [0, 0];
  for await (const { snapshot, documents, files } of settleAhead(recording.captures, settling, rank)) {
    capturesRead += 1;
    documentsRead += documents;
    yield* evidence.take(snapshot, documents, files.length > 0);
    yield* files;
  }
  const graph = await planGraph(tree, recording.graph, settling.works);
  const families = await planFamilies(tree, recording.families, settling.works);
  yield* evidence.require([...graph.snapshots, ...families.snapshots]);
  yield* graph.changes;
  yield* families.changes;
  const works = [...settling.works.values()].sort((a, b) => compareText(a.id, b.id));
  return {
    novelty: new Map(works.map((work) => [work.id, noveltyOf(work)])),
    reread: works.filter(({ standing }) => standing === 'reread').map(({ id }) => id),
    variants: works.filter(({ variants }) => variants.size > 0).map(({ id }) => id),
    captures: evidence.stored(),
    capturesRead,
    documentsRead,
  };
}

/** A capture whose documents were held against the record. */
interface SettledCapture {
  readonly snapshot: Snapshot;
  /** How many were read in it. */
  readonly documents: number;
  /** What is to be written for them. */
  readonly files: readonly FileChange[];
}

/**
 * How many captures may come after one of which git is still asked what is recorded. One after the other, 1,000 changed
 * documents waited 2,000 times for an answer (measured: half the time of the night).
 */
const capturesAhead = 32;

/** Captures in their order. Those without a change pass at once: to hold 30,000 readings costs the collector more. */
async function* settleAhead(
  captures: Recording['captures'],
  settling: Settling,
  rank: Rank,
): AsyncGenerator<SettledCapture> {
  const begun: (SettledCapture | Promise<SettledCapture>)[] = [];
  for await (const read of requireOrder(captures, rank)) {
    begun.push(settleCapture(settling, read, rank(read.snapshot.source)));
    while (isFirstDue(begun)) {
      const first = begun.shift();
      if (first !== undefined) yield await first;
    }
  }
  for (const each of begun) yield await each;
}

function isFirstDue(begun: readonly (SettledCapture | Promise<SettledCapture>)[]): boolean {
  return begun.length > capturesAhead || (begun.length > 0 && !(begun[0] instanceof Promise));
}

async function* requireOrder(captures: Recording['captures'], rank: Rank): AsyncGenerator<ReadSnapshot> {
  let last: ReadSnapshot | null = null;
  for await (const read of captures) {
    if (last !== null && comparePrecedence(last, read, rank) > 0)
      throw new TypeError(`${read.snapshot.path} counts before ${last.snapshot.path}, and came after it`);
    last = read;
    yield read;
  }
}

function settleCapture(
  settling: Settling,
  { snapshot, readings }: ReadSnapshot,
  rank: number,
): SettledCapture | Promise<SettledCapture> {
  const stray = readings.find(({ document }) => document.source.sha256 !== snapshot.sha256)?.document;
  if (stray) throw captureMissing(stray.source.sha256, `, from which ${stray.id} was read,`);
  const settled = readings.map((reading) => settling.settle({ reading, rank }));
  const settle = (all: readonly Files[]): SettledCapture => ({
    snapshot,
    documents: readings.length,
    files: all.flatMap((files) => [...files]),
  });
  if (settled.every((files): files is Files => !(files instanceof Promise))) return settle(settled);
  const capture = Promise.all(settled.map((files) => Promise.resolve(files))).then(settle);
  capture.catch(() => undefined); // told when its turn comes
  return capture;
}

function noveltyOf({ standing }: SettledWork): Novelty {
  return standing === 'new' || standing === 'changed' ? standing : 'unchanged';
}

function captureMissing(sha256: Sha256, which = ''): JiaokanError {
  return new JiaokanError(
    'store/capture-missing',
    `no capture ${sha256}${which} was given or is stored`,
    exitCode.store,
  );
}

/**
 * The captures to be stored: those that something recorded refers to, and those in which no document was found, which
 * nothing else would keep. One that was taken down by law is not stored again, though its source still shows it.
 */
class Evidence {
  readonly #written = new Set<Sha256>();
  /** Given and not needed so far: whether the graph or a family rests on them shows when all have come. */
  readonly #spare = new Map<Sha256, Snapshot>();

  constructor(
    private readonly tree: StoredTree,
    private readonly recording: Recording,
  ) {}

  /** The files of a capture that is needed and not kept yet. Of the same bytes at two places the first one counts. */
  take(snapshot: Snapshot, documents: number, hasChanges: boolean): readonly FileChange[] {
    if (this.#isKept(snapshot.sha256)) return [];
    if (hasChanges || documents === 0) return this.#store(this.#spare.get(snapshot.sha256) ?? snapshot);
    if (!this.#spare.has(snapshot.sha256)) this.#spare.set(snapshot.sha256, snapshot);
    return [];
  }

  /** The files of the captures that must be kept and are not. */
  require(referred: readonly Sha256[]): readonly FileChange[] {
    const absent = [...new Set(referred)].filter((sha256) => !this.#isKept(sha256)).sort(compareText);
    return absent.flatMap((sha256) => {
      const snapshot = this.#spare.get(sha256);
      if (!snapshot) throw captureMissing(sha256);
      return this.#store(snapshot);
    });
  }

  stored(): readonly Sha256[] {
    return [...this.#written].sort(compareText);
  }

  #isKept(sha256: Sha256): boolean {
    const { blobs } = this.tree;
    return this.#written.has(sha256) || blobs.has(capturePath(sha256)) || blobs.has(takedownPath(sha256));
  }

  #store(snapshot: Snapshot): readonly FileChange[] {
    const { sha256, path, bytes } = snapshot;
    const found = sha256Of(bytes);
    if (found !== sha256) {
      const what = `${path} was given as ${sha256}, its bytes are ${found}`;
      throw new JiaokanError('store/hash-mismatch', what, exitCode.store);
    }
    this.#written.add(sha256);
    this.#spare.delete(sha256);
    return [...captureFiles(snapshot, this.recording.asOf)];
  }
}
