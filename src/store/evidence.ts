import type { Document } from '../model/document.js';
import type { Sha256, WorkId } from '../model/ids.js';
import { isDocumentPath } from './layout.js';
import { captureNotePath, runPath } from './paths.js';
import { type RecordedAlignment, readAlignments } from './families.js';
import { askGit } from './git.js';
import { parseDocument, parseRecord } from './stored.js';
import type { StoredTree } from './tree.js';
import { listWritten } from './versions.js';

/** A recorded document, with the place of its record. */
export interface RecordedDocument {
  readonly path: string;
  /** Another source's text, kept beside the one that counts. */
  readonly isVariant: boolean;
  readonly document: Document;
}

/** A capture that is the evidence of documents. */
export interface Evidence {
  readonly sha256: Sha256;
  /** The source it was first seen in; null where its note does not say. */
  readonly source: string | null;
  readonly documents: readonly RecordedDocument[];
}

/**
 * Every capture that documents of a revision were read from, sorted by hash, with these documents; one after the other,
 * so that they need not all be there at once.
 *
 * @throws JiaokanError `store/damaged`
 */
export async function* readEvidence(tree: StoredTree): AsyncGenerator<Evidence> {
  for (const [sha256, paths] of [...(await pathsByCapture(tree))].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const documents = await Promise.all(
      paths.map(async (path) => ({
        path,
        isVariant: path.includes('/variants/'),
        document: parseDocument(path, (await tree.read(path)).toString()),
      })),
    );
    yield { sha256, source: await sourceOf(tree, sha256), documents };
  }
}

async function pathsByCapture(tree: StoredTree): Promise<ReadonlyMap<Sha256, readonly string[]>> {
  const paths = new Map<Sha256, string[]>();
  for (const path of tree.blobs.keys()) {
    if (!isDocumentPath(path)) continue;
    const { sha256 } = parseDocument(path, (await tree.read(path)).toString()).source;
    const known = paths.get(sha256);
    if (known) known.push(path);
    else paths.set(sha256, [path]);
  }
  return paths;
}

async function sourceOf(tree: StoredTree, sha256: Sha256): Promise<string | null> {
  const path = captureNotePath(sha256);
  if (!tree.blobs.has(path)) return null;
  const { source } = parseRecord(path, (await tree.read(path)).toString());
  return typeof source === 'string' ? source : null;
}

/** By what rules and with which version of the tool something was recorded. */
export interface Derivation {
  readonly run: string;
  readonly rulesSha256: string | null;
  readonly toolVersion: string | null;
}

/**
 * By what each document of a revision was last recorded, from the files of the runs in the order of their commits. A
 * document that none of them names is left out.
 *
 * @throws JiaokanError `store/damaged`, `store/git-failed`
 */
export async function readDerivations(gitDir: string, tree: StoredTree): Promise<ReadonlyMap<WorkId, Derivation>> {
  const derivations = new Map<WorkId, Derivation>();
  if (tree.commit === null) return derivations;
  const format = '--format=%(trailers:key=Run,valueonly,separator=%x2C)';
  const printed = await askGit(gitDir, ['log', '--first-parent', '--reverse', format, tree.commit]);
  for (const run of printed.split('\n').map((line) => line.trim())) {
    const record = await readRun(tree, run);
    if (record === null) continue;
    const lists = [record['documentsNew'], record['documentsChanged'], record['documentsReread']];
    for (const id of lists.flatMap(listOf)) derivations.set(id, derivationBy(run, record));
  }
  return derivations;
}

/** The alignment of a member of a family as it was recorded, with by what; null where no run says so. */
export interface AlignmentEvidence extends RecordedAlignment {
  readonly derivation: Derivation | null;
}

/**
 * The alignments of a revision, in the order of their paths.
 *
 * @throws JiaokanError `store/damaged`, `store/git-failed`
 */
export async function readAlignmentEvidence(gitDir: string, tree: StoredTree): Promise<readonly AlignmentEvidence[]> {
  const alignments = await readAlignments(tree);
  if (tree.commit === null || alignments.length === 0) return [];
  const written = await listWritten(gitDir, tree.commit, 'families');
  // A commit that no run made has no rules, and does not excuse what it wrote.
  const runOf = new Map(written.flatMap(({ path, run }) => (run === null ? [] : [[path, run] as const])));
  const records = new Map<string, Derivation>();
  for (const run of new Set(runOf.values())) {
    const record = await readRun(tree, run);
    if (record !== null) records.set(run, derivationBy(run, record));
  }
  return alignments.map((alignment) => ({
    ...alignment,
    derivation: records.get(runOf.get(alignment.path) ?? '') ?? null,
  }));
}

async function readRun(tree: StoredTree, run: string): Promise<Readonly<Record<string, unknown>> | null> {
  const path = runPath(run);
  return tree.blobs.has(path) ? parseRecord(path, (await tree.read(path)).toString()) : null;
}

function derivationBy(run: string, record: Readonly<Record<string, unknown>>): Derivation {
  return { run, rulesSha256: textOf(record['rulesSha256']), toolVersion: textOf(record['toolVersion']) };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function listOf(value: unknown): readonly WorkId[] {
  return Array.isArray(value) ? (value as readonly WorkId[]) : [];
}
