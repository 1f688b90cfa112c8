import { compareText } from '../model/text.js';
import { resolve } from 'node:path';
import type { IsoDate } from '../model/date.js';
import type { FamilyReport } from '../model/difference.js';
import type { Document } from '../model/document.js';
import type { Finding, Graph } from '../model/graph.js';
import type { Sha256, WorkId } from '../model/ids.js';
import { exitCode, JiaokanError } from '../model/message.js';
import type { CommitId, DocumentVersion, Recorded, RecordedDecisions, Recording } from '../model/recording.js';
import type { Decision, Review, SubjectDecision } from '../model/review.js';
import type { RecordedText } from '../model/run.js';
import type { Takedown, TakedownOrder } from '../model/takedown.js';
import { writeTree } from './checkout.js';
import {
  type AlignmentEvidence,
  type Derivation,
  type Evidence,
  readAlignmentEvidence,
  readDerivations,
  readEvidence,
} from './evidence.js';
import { readFamilies } from './families.js';
import { requireGit } from './git.js';
import { revisionAt, versionsOf } from './history.js';
import { documentPath, isGraphPath, textPath } from './layout.js';
import type { Lock } from './lock.js';
import { commitMessage, reviewMessage, reviewsMessage } from './message.js';
import { type ObjectReader, openObjects } from './objects.js';
import { capturePath, nextRun, reviewPath, sha256Of, takedownPath, workFolder } from './paths.js';
import { type Plan, planRecording } from './plan.js';
import { Planning } from './planning.js';
import { repackIfDue } from './packs.js';
import { type Head, readHead, readSurface, recognise } from './repository.js';
import { addDecisions, printReview, readReviews, uniteReviews } from './reviews.js';
import { type Identity, mainRef } from './staging.js';
import { requireSound } from './soundness.js';
import { parseDocument, parseGraph } from './stored.js';
import { finishTakedowns, parseTakedown, readTakedowns, takeDownLocked } from './takedown.js';
import { readTree } from './tree.js';
import { commitChanges, openTree, withLock, type Writer, type WritingStep } from './writing.js';
import { checkMove, checkObjects, checkTakedowns, checkTree, nameDocuments, nameFiles } from './verify.js';
import { recordedTexts } from './versions.js';

/** How far a recording has come. Until `published` a reader sees the state before it. */
export type RecordingStep = WritingStep | 'planned' | 'repacked';

export interface StoreOptions {
  /** Author and committer of the runs; by default `jiaokan <jiaokan@localhost>`, never the user's own. */
  readonly identity?: Identity;
  /** The clock. A run that is not later than the last one is dated one second after it. */
  readonly now?: () => Date;
  /** Told of each step before the next begins; what it throws stops the recording, and nothing is recorded. */
  readonly onStep?: (step: RecordingStep) => void;
  /** How long a run waits for another one to give the history back before it fails; 0 if left out. */
  readonly patienceMs?: number;
  /** How long a decision waits for a run: 30 seconds, or `patienceMs` where that is longer, if left out. */
  readonly decisionPatienceMs?: number;
  /** Packs above which a run repacks: one is added by every run that changes something. 20 if left out. */
  readonly packLimit?: number;
}

/** The recorded history: a bare git repository that only jiaokan writes. */
export interface Store {
  /** Absolute path of the repository. */
  readonly path: string;
  /**
   * Records a run as one commit, or makes none where nothing changed. Makes the repository at the first run.
   * Whatever happens, the history is as it was before or holds the whole run.
   *
   * @throws JiaokanError, all with exit 4: `store/locked`, `store/damaged`, `store/moved`, `store/hash-mismatch`,
   * `store/capture-missing`, `store/cannot-write`, `store/staging-wrong`, `store/git-failed`
   */
  readonly record: (recording: Recording) => Promise<Recorded>;
  /** What recording would do, with nothing written and no lock taken. */
  readonly compare: (recording: Recording) => Promise<Recorded>;
  /**
   * The newest revision, or that which was known at the end of a day (UTC), or a named one (hash, start of a hash,
   * reference). Null where nothing was recorded by then.
   *
   * @throws JiaokanError `store/unknown-revision` (exit 2)
   */
  readonly revision: (knownAt?: IsoDate | string) => Promise<CommitId | null>;
  /** The graph at a revision, sorted; empty for null. */
  readonly readGraph: (revision: CommitId | null) => Promise<Graph>;
  /** The families at a revision as they were last held against their templates, in order of their folders. */
  readonly readFamilies: (revision: CommitId | null) => Promise<readonly FamilyReport[]>;
  /** A document as recorded at a revision; null where it was not yet. */
  readonly readDocument: (revision: CommitId | null, id: WorkId) => Promise<Document | null>;
  /** Its text, one passage a line as `<eId>\t<text>`; null where it was not yet recorded. */
  readonly readText: (revision: CommitId | null, id: WorkId) => Promise<string | null>;
  /**
   * The bytes of a capture that a record names as its evidence.
   *
   * @throws JiaokanError `store/capture-missing`, `store/hash-mismatch` (exit 4), `store/taken-down` (exit 3)
   */
  readonly readCapture: (revision: CommitId | null, sha256: Sha256) => Promise<Buffer>;
  /**
   * Records what a person decided, as a commit of its own; null where it is recorded already. Waits for a run that is
   * recording, so that two people's decisions both stand.
   *
   * @throws JiaokanError as `record`
   */
  readonly decide: (id: string, of: Review['of'], decision: Decision) => Promise<CommitId | null>;
  /** As `decide`, for many subjects at once: one commit, or none where all of it is recorded already. */
  readonly decideAll: (decisions: readonly SubjectDecision[]) => Promise<RecordedDecisions>;
  /**
   * Takes in what people decided elsewhere, in a clone or a history of their own, as one commit: all decisions stand.
   * Without a commit where all of them are recorded already. Waits as `decide` does.
   *
   * @throws JiaokanError as `record`
   */
  readonly takeReviews: (reviews: readonly Review[]) => Promise<RecordedDecisions>;
  /** What people decided, by the id of the thing. */
  readonly readReviews: (revision: CommitId | null) => Promise<readonly Review[]>;
  /**
   * Takes the bytes of a capture out of the whole history and leaves a record of it; null where there is none. Commits
   * since it was stored get other ids.
   *
   * @throws JiaokanError as `record`
   */
  readonly takeDown: (sha256: Sha256, order: TakedownOrder) => Promise<Takedown | null>;
  /** What was taken down. */
  readonly readTakedowns: (revision: CommitId | null) => Promise<readonly Takedown[]>;
  /** The recorded versions of a document, the oldest first. */
  readonly history: (id: WorkId) => Promise<readonly DocumentVersion[]>;
  /** The texts recorded of those of these documents that have more than one, the oldest first, at most the newest `most`. */
  readonly recordedTexts: (
    ids: readonly WorkId[],
    most: number,
  ) => Promise<ReadonlyMap<WorkId, readonly RecordedText[]>>;
  /**
   * Writes a revision out as plain files and gives their number.
   *
   * @throws JiaokanError `store/destination-not-empty` (exit 2)
   */
  readonly checkout: (destination: string, revision: CommitId | null) => Promise<number>;
  /** Everything that is wrong with the history; empty where nothing is. */
  readonly verify: () => Promise<readonly Finding[]>;
  /**
   * Every capture that documents of a revision were read from, with these, one after the other.
   *
   * @throws JiaokanError `store/damaged`
   */
  readonly readEvidence: (revision: CommitId | null) => AsyncGenerator<Evidence>;
  /** By what rules and tool each document of a revision was last recorded. @throws JiaokanError `store/damaged` */
  readonly readDerivations: (revision: CommitId | null) => Promise<ReadonlyMap<WorkId, Derivation>>;
  /** The alignments of the families of a revision, and by what each was recorded. @throws JiaokanError `store/damaged` */
  readonly readAlignments: (revision: CommitId | null) => Promise<readonly AlignmentEvidence[]>;
  /** Ends the git child that serves reading. */
  readonly close: () => void;
}

interface Context extends Writer {
  readonly onStep: (step: RecordingStep) => void;
  readonly patienceMs: number;
  readonly decisionPatienceMs: number;
  readonly packLimit: number;
}

/** Reading stays quick with so many packs, and repacking stays rare (measured: no difference below 50). */
const usualPackLimit = 20;

/** A person waits for a run rather than be sent away; a night over 30,000 documents takes some seconds. */
const usualDecisionPatienceMs = 30_000;

/**
 * Opens the history at a path. Nothing is written: the repository is made when something is first recorded, until then
 * the store reads as empty.
 *
 * @throws JiaokanError, all with exit 4: `store/git-missing`, `store/git-too-old`, `store/not-ours` where something
 * else lies at the path, `store/format-unknown`
 */
export async function openStore(path: string, options: StoreOptions = {}): Promise<Store> {
  const gitDir = resolve(path);
  await requireGit();
  await recognise(gitDir);
  const context: Context = {
    gitDir,
    objects: openObjects(gitDir),
    identity: options.identity ?? { name: 'jiaokan', email: 'jiaokan@localhost' },
    now: options.now ?? ((): Date => new Date()),
    onStep: options.onStep ?? ((): void => undefined),
    patienceMs: options.patienceMs ?? 0,
    decisionPatienceMs: options.decisionPatienceMs ?? Math.max(options.patienceMs ?? 0, usualDecisionPatienceMs),
    packLimit: options.packLimit ?? usualPackLimit,
  };
  return {
    path: gitDir,
    record: (recording) => record(context, recording),
    compare: (recording) => compare(context, recording),
    revision: (knownAt) => revision(context, knownAt),
    readGraph: (at) => readGraph(context, at),
    readFamilies: async (at) => readFamilies(await readTree(gitDir, at, context.objects)),
    readDocument: (at, id) => readDocument(context, at, id),
    readText: (at, id) => readText(context, at, id),
    readCapture: (at, sha256) => readCapture(context, at, sha256),
    decide: async (id, of, decision) => (await decideAll(context, [{ id, of, decision }])).commit,
    decideAll: (decisions) => decideAll(context, decisions),
    takeReviews: (reviews) => takeReviews(context, reviews),
    readReviews: async (at) => readReviews(await readTree(gitDir, at, context.objects)),
    takeDown: (sha256, order) =>
      withLock(context, context.patienceMs, (lock) => takeDownLocked(context, lock, sha256, order)),
    readTakedowns: async (at) => readTakedowns(await readTree(gitDir, at, context.objects)),
    history: async (id) => ((await readCurrent(context)) ? versionsOf(gitDir, id, context.objects) : []),
    recordedTexts: async (ids, most) =>
      (await readCurrent(context)) ? recordedTexts(gitDir, ids, most, context.objects) : new Map<WorkId, never>(),
    checkout: async (destination, at) => writeTree(await readTree(gitDir, at, context.objects), resolve(destination)),
    verify: () => verify(context),
    async *readEvidence(at) {
      yield* readEvidence(await readTree(gitDir, at, context.objects));
    },
    readDerivations: async (at) => readDerivations(gitDir, await readTree(gitDir, at, context.objects)),
    readAlignments: async (at) => readAlignmentEvidence(gitDir, await readTree(gitDir, at, context.objects)),
    close: () => context.objects.close(),
  };
}

async function record(context: Context, recording: Recording): Promise<Recorded> {
  return withLock(context, context.patienceMs, (lock) => recordLocked(context, recording, lock));
}

async function recordLocked(context: Context, recording: Recording, lock: Lock): Promise<Recorded> {
  const { gitDir, objects, onStep } = context;
  const { head, tree } = await openTree(context);
  if (head !== null) await finishTakedowns(context, head, tree);
  const run = nextRun(recording.asOf, (path) => tree.blobs.has(path));
  const planning = new Planning(recording, run, () => onStep('planned'));
  const isSound = head === null ? Promise.resolve() : requireSound(gitDir, head, tree);
  const commit = await commitChanges(context, lock, head, {
    name: run,
    files: planning.files(tree, isSound),
    message: () => commitMessage(planning.record()),
  });
  if (commit === null) return recorded(planning.plan(), [], null, null);
  const repackFailure = await repackIfDue(gitDir, context.packLimit);
  objects.close(); // its packs may be gone
  onStep('repacked');
  return { ...recorded(planning.plan(), planning.paths, run, commit), repackFailure };
}

async function decideAll(context: Context, decisions: readonly SubjectDecision[]): Promise<RecordedDecisions> {
  return withLock(context, context.decisionPatienceMs, async (lock) => {
    const { head, tree } = await openTree(context);
    const reviews = await addDecisions(tree, decisions, context.now());
    if (reviews.length === 0) return { commit: null, reviews };
    const commit = await commitChanges(context, lock, head, {
      name: `review-${sha256Of(reviews.map(({ id }) => id).join('\n')).slice(0, 12)}`,
      files: reviews.map((review) => [reviewPath(review.id), printReview(review)] as const),
      message: () => reviewMessage(reviews, decisions),
    });
    return { commit, reviews };
  });
}

function recorded(plan: Plan, paths: readonly string[], run: string | null, commit: CommitId | null): Recorded {
  const { novelty, reread, variants, captures } = plan;
  return { commit, run, novelty, reread, variants, captures, paths: paths.toSorted(compareText), repackFailure: null };
}

async function compare(context: Context, recording: Recording): Promise<Recorded> {
  const head = await readCurrent(context);
  const tree = await readTree(context.gitDir, head?.commit ?? null, context.objects);
  const paths: string[] = [];
  const files = planRecording(recording, tree);
  let next = await files.next();
  for (; next.done !== true; next = await files.next()) paths.push(next.value[0]);
  return recorded(next.value, paths, null, null);
}

async function takeReviews(context: Context, reviews: readonly Review[]): Promise<RecordedDecisions> {
  return withLock(context, context.decisionPatienceMs, async (lock) => {
    const { head, tree } = await openTree(context);
    const changed = await uniteReviews(tree, reviews);
    const commit = await commitChanges(context, lock, head, {
      name: `reviews-${sha256Of(changed.map(({ id }) => id).join('\n')).slice(0, 12)}`,
      files: changed.map((review) => [reviewPath(review.id), printReview(review)] as const),
      message: () => reviewsMessage(changed),
    });
    return { commit, reviews: changed };
  });
}

/** The last run; null before the first one, with or without a repository. */
async function readCurrent({ gitDir, objects }: Context): Promise<Head | null> {
  return (await recognise(gitDir)) ? readHead(gitDir, objects) : null;
}

async function revision(context: Context, knownAt: string | undefined): Promise<CommitId | null> {
  const head = await readCurrent(context);
  if (head === null || knownAt === undefined) return head?.commit ?? null;
  return revisionAt(context.gitDir, knownAt);
}

async function readGraph({ gitDir, objects }: Context, at: CommitId | null): Promise<Graph> {
  const tree = await readTree(gitDir, at, objects);
  const paths = [...tree.blobs.keys()].filter(isGraphPath);
  const read = async (path: string): Promise<[string, string]> => [path, (await tree.read(path)).toString()];
  return parseGraph(await Promise.all(paths.map(read)));
}

async function readDocument({ objects }: Context, at: CommitId | null, id: WorkId): Promise<Document | null> {
  const path = documentPath(workFolder(id));
  const object = at === null ? null : await objects.read(`${at}:${path}`);
  return object && parseDocument(path, object.bytes.toString());
}

async function readText({ objects }: Context, at: CommitId | null, id: WorkId): Promise<string | null> {
  const object = at === null ? null : await objects.read(`${at}:${textPath(workFolder(id))}`);
  return object && object.bytes.toString();
}

async function readCapture({ objects }: Context, at: CommitId | null, sha256: Sha256): Promise<Buffer> {
  const object = at === null ? null : await objects.read(`${at}:${capturePath(sha256)}`);
  if (!object) throw await withoutBytes(objects, at, sha256);
  const found = sha256Of(object.bytes);
  if (found === sha256) return object.bytes;
  throw new JiaokanError(
    'store/hash-mismatch',
    `the bytes of capture ${sha256} have the hash ${found}`,
    exitCode.store,
  );
}

async function withoutBytes(objects: ObjectReader, at: CommitId | null, sha256: Sha256): Promise<JiaokanError> {
  const path = takedownPath(sha256);
  // What is taken down is so at every revision; the record of it lies in the newest one.
  const record =
    at === null ? null : ((await objects.read(`${at}:${path}`)) ?? (await objects.read(`${mainRef}:${path}`)));
  if (!record) return new JiaokanError('store/capture-missing', `no capture ${sha256} is stored`, exitCode.store);
  const { on, reason } = parseTakedown(path, record.bytes.toString());
  return new JiaokanError('store/taken-down', `capture ${sha256} was taken down on ${on}: ${reason}`, exitCode.source);
}

/** How often a check is made again because the history moved under it (guessed: each move takes a run, or its end). */
const verifyAttempts = 10;

/**
 * Checking takes no lock, so that a run, or a git that a killed run left, may move the history or join its packs
 * meanwhile. What seems wrong counts only if nothing did.
 */
async function verify(context: Context): Promise<readonly Finding[]> {
  const { gitDir } = context;
  if (!(await recognise(gitDir))) return [];
  for (let attempt = 1; ; attempt += 1) {
    const before = await readSurface(gitDir);
    const findings = await verifyOnce(context);
    if (findings.length === 0 || attempt === verifyAttempts) return findings;
    if ((await readSurface(gitDir)) === before) return findings;
  }
}

async function verifyOnce(context: Context): Promise<readonly Finding[]> {
  const { gitDir, objects } = context;
  const git = await checkObjects(gitDir);
  try {
    const head = await readHead(gitDir, objects);
    if (head === null) return git;
    const tree = await readTree(gitDir, head.commit, objects);
    const found = [...(await checkTree(tree)), ...(await checkTakedowns(gitDir, tree))];
    const all = [...(await checkMove(gitDir, head.commit)), ...nameFiles(git, tree, found), ...found];
    return await nameDocuments(all, tree);
  } catch (error) {
    if (!(error instanceof JiaokanError)) throw error;
    return [...git, { code: error.code, severity: 'error', work: null, path: null, line: null, text: error.message }];
  }
}
