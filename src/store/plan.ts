import type { Graph } from '../model/graph.js';
import type { Sha256, WorkId } from '../model/ids.js';
import { exitCode, JiaokanError } from '../model/message.js';
import type { Recording } from '../model/recording.js';
import type { Novelty, Snapshot } from '../model/run.js';
import { compareText, isSameRecord } from './canonical.js';
import { captureFiles, familyFiles, graphFiles, isGraphPath, sortedGraph } from './layout.js';
import { mergeGraph } from './merge.js';
import { capturePath, familyFolder, memberPath, sha256Of, takedownPath } from './paths.js';
import { type Settled, type SettledWork, settleWork } from './settle.js';
import { parseGraph, parseRecord } from './stored.js';
import { isStored, type StoredTree } from './tree.js';
import { compareRanks, rankBy, witnessesByWork } from './witness.js';

/** Files by path as they shall be; null for one that shall not be. */
type Changes = ReadonlyMap<string, Uint8Array | null>;

/** What a run changes in the tree. */
export interface Plan {
  /** In the order in which they pack best. Empty where nothing changes. */
  readonly changes: Changes;
  readonly novelty: ReadonlyMap<WorkId, Novelty>;
  readonly reread: readonly WorkId[];
  readonly variants: readonly WorkId[];
  readonly captures: readonly Sha256[];
}

/** Files of one kind, with the captures that they name as their evidence. */
interface Part {
  readonly changes: Changes;
  readonly snapshots: readonly Sha256[];
}

/**
 * Works out what recording changes, without changing it: a function of the recording and the tree.
 *
 * @throws JiaokanError `store/hash-mismatch`, `store/capture-missing`, `store/damaged`
 */
export async function planRecording(recording: Recording, tree: StoredTree): Promise<Plan> {
  const rank = rankBy(recording.sources);
  const witnesses = [...witnessesByWork(recording, rank)];
  const works = await Promise.all(witnesses.map(([id, readings]) => settleWork(tree, id, readings, rank)));
  const documents = works.flatMap(({ main, variants }) => [main, ...variants]).filter(({ files }) => files.size > 0);
  const graph = await planGraph(tree, recording.graph, works);
  const families = await planFamilies(tree, recording, works);
  const captures = chooseCaptures(tree, recording, [
    ...documents.map(({ document }) => document.source.sha256),
    ...graph.snapshots,
    ...families.snapshots,
  ]);
  return {
    changes: new Map([...evidenceFirst(captures, documents, recording), ...graph.changes, ...families.changes]),
    novelty: new Map(works.map(({ id, main }) => [id, noveltyOf(main)])),
    reread: works.filter(({ main }) => main.standing === 'reread').map(({ id }) => id),
    variants: works.filter(({ variants }) => variants.length > 0).map(({ id }) => id),
    captures: captures.map(({ sha256 }) => sha256),
  };
}

function noveltyOf({ standing }: Settled): Novelty {
  return standing === 'new' || standing === 'changed' ? standing : 'unchanged';
}

/** Each capture followed by its documents, as whose neighbours they pack to a fraction (measured: 40 % smaller). */
function evidenceFirst(captures: readonly Snapshot[], documents: readonly Settled[], { asOf }: Recording): Changes {
  const order = new Map<Sha256, [string, Uint8Array][]>();
  const add = (sha256: Sha256, files: Iterable<[string, Uint8Array]>): void => {
    const known = order.get(sha256);
    if (known) known.push(...files);
    else order.set(sha256, [...files]);
  };
  for (const capture of captures) add(capture.sha256, captureFiles(capture, asOf));
  for (const { document, files } of documents) add(document.source.sha256, files);
  return new Map([...order.values()].flat());
}

/**
 * The captures to be stored: those that something recorded refers to, and those in which no document was found, which
 * nothing else would keep. One that was taken down by law is not stored again, though its source still shows it.
 */
function chooseCaptures(tree: StoredTree, recording: Recording, referred: readonly Sha256[]): readonly Snapshot[] {
  const given = capturesByHash(recording);
  const read = new Set(recording.readings.map(({ document }) => document.source.sha256));
  const needed = new Set([...referred, ...[...given.keys()].filter((sha256) => !read.has(sha256))]);
  const isKept = (sha256: Sha256): boolean =>
    tree.blobs.has(capturePath(sha256)) || tree.blobs.has(takedownPath(sha256));
  const absent = [...needed].filter((sha256) => !isKept(sha256));
  return absent.sort(compareText).map((sha256) => {
    const capture = given.get(sha256);
    if (!capture)
      throw new JiaokanError('store/capture-missing', `no capture ${sha256} was given or is stored`, exitCode.store);
    const found = sha256Of(capture.bytes);
    if (found === sha256) return capture;
    const what = `${capture.path} was given as ${sha256}, its bytes are ${found}`;
    throw new JiaokanError('store/hash-mismatch', what, exitCode.store);
  });
}

/** One a hash: of the same bytes at two places, the first by source in the pipeline and then by path. */
function capturesByHash({ captures, sources }: Recording): ReadonlyMap<Sha256, Snapshot> {
  const rank = rankBy(sources);
  const bestFirst = captures.toSorted(
    (a, b) =>
      compareRanks(rank(a.source), rank(b.source)) || compareText(a.path, b.path) || compareText(a.source, b.source),
  );
  return new Map(bestFirst.reverse().map((capture) => [capture.sha256, capture]));
}

async function planGraph(tree: StoredTree, next: Graph, works: readonly SettledWork[]): Promise<Part> {
  const paths = [...tree.blobs.keys()].filter(isGraphPath);
  const alone = changesOf(tree, graphFiles(next), paths);
  if (alone.size === 0) return { changes: alone, snapshots: [] };
  if (paths.length === 0) return { changes: alone, snapshots: snapshotsOf(next) };

  const stored = parseGraph(await readTexts(tree, paths));
  const read = new Set(works.map(({ id }) => id));
  const coverage = { read, moved: having('moved', works), standing: having('outranked', works) };
  const merged = mergeGraph(stored, sortedGraph(next), coverage);
  return { changes: changesOf(tree, graphFiles(merged), paths), snapshots: snapshotsOf(merged) };
}

function having(standing: Settled['standing'], works: readonly SettledWork[]): ReadonlySet<WorkId> {
  return new Set(works.filter(({ main }) => main.standing === standing).map(({ id }) => id));
}

function snapshotsOf({ nodes, effects, citations }: Graph): readonly Sha256[] {
  const all = [...nodes, ...effects, ...citations].map(({ snapshot }) => snapshot);
  return [...new Set(all)].filter((snapshot) => snapshot !== null);
}

async function planFamilies(tree: StoredTree, recording: Recording, works: readonly SettledWork[]): Promise<Part> {
  const captureOf = new Map(works.map(({ id, main }) => [id, main.document.source.sha256]));
  const moved = having('moved', works);
  const changes = new Map<string, Uint8Array | null>();
  const snapshots: Sha256[] = [];
  for (const report of recording.families.toSorted((a, b) => compareText(a.declaration.id, b.declaration.id))) {
    const { id, members } = report.declaration;
    const isAligned = (member: WorkId): boolean => tree.blobs.has(memberPath(id, member));
    // A source that fails for a night takes nothing away: members it held before are not missing, only unread.
    const missing = report.missing.filter((member) => !isAligned(member));
    const files = familyFiles({ ...report, missing }, (member) => captureOf.get(member) ?? null);
    const kept = new Set(report.missing.map((member) => memberPath(id, member)));
    const moving = new Set(members.filter((member) => moved.has(member)).map((member) => memberPath(id, member)));
    const folder = `${familyFolder(id)}/`;
    const owned = [...tree.blobs.keys()].filter((path) => path.startsWith(folder) && !kept.has(path));
    for (const [path, bytes] of changesOf(tree, files, owned)) {
      if (bytes !== null && moving.has(path) && (await isRecorded(tree, path, bytes))) continue;
      changes.set(path, bytes);
      if (bytes !== null) snapshots.push(...evidenceOf(path, bytes));
    }
  }
  return { changes, snapshots };
}

/** Whether an alignment says what the recorded one says, of a member that only moved to another capture. */
async function isRecorded(tree: StoredTree, path: string, bytes: Uint8Array): Promise<boolean> {
  if (!tree.blobs.has(path)) return false;
  const stored = parseRecord(path, (await tree.read(path)).toString());
  const next = parseRecord(path, Buffer.from(bytes).toString());
  return isSameRecord(stored, next, false);
}

function evidenceOf(path: string, bytes: Uint8Array): readonly Sha256[] {
  const { snapshot } = parseRecord(path, Buffer.from(bytes).toString());
  return typeof snapshot === 'string' ? [snapshot as Sha256] : [];
}

/** What of these files differs from the tree, and which of its files among `owned` are no longer among them. */
function changesOf(tree: StoredTree, files: ReadonlyMap<string, Uint8Array>, owned: readonly string[]): Changes {
  const written = [...files].filter(([path, bytes]) => !isStored(tree, path, bytes));
  const removed = owned.filter((path) => !files.has(path)).map((path): [string, null] => [path, null]);
  return new Map<string, Uint8Array | null>([...written, ...removed]);
}

async function readTexts(tree: StoredTree, paths: readonly string[]): Promise<readonly [string, string][]> {
  return Promise.all(paths.map(async (path): Promise<[string, string]> => [path, (await tree.read(path)).toString()]));
}
