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
 * Holds readings of a run against the record, the ones that count first.
 *
 * @throws JiaokanError `store/damaged`
 */
export class Settling {
  readonly works = new Map<WorkId, SettledWork>();

  readonly #context: SettlingContext;

  constructor(tree: StoredTree, rankOf: Rank) {
    this.#context = { tree, rankOf, hasher: new BlobHasher() };
  }

  /** What is to be written for a reading; empty where the record stays. */
  async settle(witness: Witness): Promise<Files> {
    const { id, source } = witness.reading.document;
    const known = this.works.get(id);
    if (known) return this.#settleVariant(known, witness);
    const { standing, textSha256, files } = await settle(this.#context, workFolder(id), witness);
    const work: SettledWork = { id, standing, capture: source.sha256, textSha256, variants: new Set() };
    this.works.set(id, work);
    // Where a better source stands recorded, the first reading of the run is a variant itself.
    return textSha256 === source.textSha256 ? files : this.#settleVariant(work, witness);
  }

  async #settleVariant({ id, textSha256, variants }: SettledWork, witness: Witness): Promise<Files> {
    const text = witness.reading.document.source.textSha256;
    if (text === textSha256 || variants.has(text)) return noFiles;
    variants.add(text);
    return (await settle(this.#context, variantFolder(id, text), witness)).files;
  }
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

function changedFiles(tree: StoredTree, files: ReadonlyMap<string, string>, hasher: BlobHasher): Files {
  const changed = new Map<string, Uint8Array>();
  for (const [path, text] of files) {
    const id = tree.blobs.get(path);
    if (id === undefined || id !== hasher.idOf(text)) changed.set(path, Buffer.from(text));
  }
  return changed;
}

async function settle(
  { tree, rankOf, hasher }: SettlingContext,
  folder: string,
  { reading, rank }: Witness,
): Promise<Settled> {
  const { document } = reading;
  const { textSha256, sha256 } = document.source;
  const files = documentFiles(folder, reading);
  const path = documentPath(folder);
  const changed = changedFiles(tree, files, hasher);
  if (changed.size === 0) return { standing: 'same', textSha256, files: noFiles };
  if (!tree.blobs.has(path)) return { standing: 'new', textSha256, files: changed };

  const stored = parseDocument(path, (await tree.read(path)).toString());
  const stays = (standing: Standing): Settled => ({ standing, textSha256: stored.source.textSha256, files: noFiles });
  const isSameCapture = stored.source.sha256 === sha256;
  const isSameText = !changed.has(textPath(folder));
  if (isSameText && isSameRecord(stored, document, isSameCapture)) return stays(isSameCapture ? 'same' : 'moved');
  if (!isSameCapture && (await rankOfCapture(tree, stored, rankOf)) < rank) return stays('outranked');
  const standing = stored.source.textSha256 === textSha256 ? 'reread' : 'changed';
  return { standing, textSha256, files: changed };
}

async function rankOfCapture(tree: StoredTree, { source: { sha256 } }: Document, rankOf: Rank): Promise<number> {
  const path = captureNotePath(sha256);
  const { source } = parseRecord(path, (await tree.read(path)).toString());
  return rankOf(typeof source === 'string' ? source : null);
}
