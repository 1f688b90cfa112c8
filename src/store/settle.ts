import type { Document, Reading } from '../model/document.js';
import type { Sha256, WorkId } from '../model/ids.js';
import { isSameRecord } from './canonical.js';
import { documentFiles, documentPath, type Files, textPath } from './layout.js';
import { captureNotePath, variantFolder, workFolder } from './paths.js';
import type { Rank } from './precedence.js';
import { parseDocument, parseRecord } from './stored.js';
import { BlobHasher, type StoredTree } from './tree.js';

/**
 * How a reading stands to what is recorded at its place. `moved`: the same document in another capture, the first one
 * stays the evidence. `outranked`: what is recorded comes from a source named earlier in the pipeline, and stays.
 */
export type Standing = 'new' | 'changed' | 'reread' | 'same' | 'moved' | 'outranked';

/** What a run keeps of a work it has seen: facts, not texts, so that a night of any size fits into memory. */
export interface SettledWork {
  readonly id: WorkId;
  readonly standing: Standing;
  /** The capture of the reading that counts in this run. */
  readonly capture: Sha256;
  /** The text that counts after the run. */
  readonly textSha256: Sha256;
  /** Other texts of the work that were read. */
  readonly variants: Set<Sha256>;
}

/** A reading of a run, with the rank of the source of its capture. */
export interface Witness {
  readonly reading: Reading;
  readonly rank: number;
}

/**
 * Holds readings of a run against the record, the ones that count first. Further ones may be given while one is being
 * held: those of one work wait for each other.
 *
 * @throws JiaokanError `store/damaged`
 */
export class Settling {
  readonly works = new Map<WorkId, SettledWork>();

  readonly #context: SettlingContext;
  /** Of each work that is being held, the reading given last. */
  readonly #underWay = new Map<WorkId, Promise<Files>>();

  constructor(tree: StoredTree, rankOf: Rank) {
    this.#context = { tree, rankOf, hasher: new BlobHasher() };
  }

  /** What is to be written for a reading; empty, and at once, where the record stays as it is. */
  settle(witness: Witness): Files | Promise<Files> {
    const { id, source } = witness.reading.document;
    const before = this.#underWay.get(id);
    if (before)
      return this.#wait(
        id,
        before.then(() => this.#settleVariant(id, witness)),
      );
    if (this.works.has(id)) return this.#wait(id, this.#settleVariant(id, witness));
    const changed = changedFiles(this.#context, workFolder(id), witness.reading);
    if (changed.size > 0) return this.#wait(id, this.#settleFirst(id, witness, changed));
    this.works.set(id, workOf(id, 'same', source, source.textSha256));
    return noFiles;
  }

  async #wait(id: WorkId, settled: Promise<Files>): Promise<Files> {
    this.#underWay.set(id, settled);
    const files = await settled;
    if (this.#underWay.get(id) === settled) this.#underWay.delete(id);
    return files;
  }

  async #settleFirst(id: WorkId, witness: Witness, changed: Files): Promise<Files> {
    const { source } = witness.reading.document;
    const { standing, textSha256, files } = await settle(this.#context, workFolder(id), witness, changed);
    this.works.set(id, workOf(id, standing, source, textSha256));
    // Where a better source stands recorded, the first reading of the run is a variant itself.
    return textSha256 === source.textSha256 ? files : this.#settleVariant(id, witness);
  }

  /** A further reading of a work. */
  async #settleVariant(id: WorkId, witness: Witness): Promise<Files> {
    const text = witness.reading.document.source.textSha256;
    const work = this.works.get(id);
    if (!work || text === work.textSha256 || work.variants.has(text)) return noFiles;
    work.variants.add(text);
    const folder = variantFolder(id, text);
    const changed = changedFiles(this.#context, folder, witness.reading);
    return (await settle(this.#context, folder, witness, changed)).files;
  }
}

function workOf(id: WorkId, standing: Standing, { sha256 }: Document['source'], textSha256: Sha256): SettledWork {
  return { id, standing, capture: sha256, textSha256, variants: new Set() };
}

const noFiles: Files = new Map();

interface SettlingContext {
  readonly tree: StoredTree;
  readonly rankOf: Rank;
  readonly hasher: BlobHasher;
}

/** A reading held against the record at one place. */
interface Settled {
  readonly standing: Standing;
  /** The text that counts at this place after the run. */
  readonly textSha256: Sha256;
  readonly files: Files;
}

/** What is not recorded in these very bytes. */
function changedFiles({ tree, hasher }: SettlingContext, folder: string, reading: Reading): Files {
  const changed = new Map<string, Uint8Array>();
  for (const [path, text] of documentFiles(folder, reading)) {
    const id = tree.blobs.get(path);
    if (id === undefined || id !== hasher.idOf(text)) changed.set(path, Buffer.from(text));
  }
  return changed;
}

/** @param changed files of the reading that are not as recorded */
async function settle(
  { tree, rankOf }: SettlingContext,
  folder: string,
  { reading: { document }, rank }: Witness,
  changed: Files,
): Promise<Settled> {
  const { textSha256, sha256 } = document.source;
  const path = documentPath(folder);
  if (changed.size === 0) return { standing: 'same', textSha256, files: noFiles };
  if (!tree.blobs.has(path)) return { standing: 'new', textSha256, files: changed };

  const stored = parseDocument(path, (await tree.read(path)).toString());
  const stays = (standing: Standing): Settled => ({ standing, textSha256: stored.source.textSha256, files: noFiles });
  const isSameCapture = stored.source.sha256 === sha256;
  const isSameText = !changed.has(textPath(folder));
  if (isSameText && isSameRecord(stored, document, isSameCapture)) return stays(isSameCapture ? 'same' : 'moved');
  // Nothing comes before the first source.
  const mayBeOutranked = !isSameCapture && rank > 0;
  if (mayBeOutranked && (await rankOfCapture(tree, stored, rankOf)) < rank) return stays('outranked');
  const standing = stored.source.textSha256 === textSha256 ? 'reread' : 'changed';
  return { standing, textSha256, files: changed };
}

async function rankOfCapture(tree: StoredTree, { source: { sha256 } }: Document, rankOf: Rank): Promise<number> {
  const path = captureNotePath(sha256);
  const { source } = parseRecord(path, (await tree.read(path)).toString());
  return rankOf(typeof source === 'string' ? source : null);
}
