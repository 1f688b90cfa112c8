import type { Document } from '../model/document.js';
import type { Sha256, WorkId } from '../model/ids.js';
import { isSameRecord } from './canonical.js';
import { documentFiles, documentPath, type Files, textPath } from './layout.js';
import { captureNotePath, variantFolder, workFolder } from './paths.js';
import { parseDocument, parseRecord } from './stored.js';
import { isStored, type StoredTree } from './tree.js';
import type { Rank, Witness, Witnesses } from './witness.js';

/**
 * How a reading stands to what is recorded at its place. `moved`: the same document in another capture, the first one
 * stays the evidence. `outranked`: what is recorded comes from a source named earlier in the pipeline, and stays.
 */
type Standing = 'new' | 'changed' | 'reread' | 'same' | 'moved' | 'outranked';

/** A reading held against the record. */
export interface Settled {
  readonly document: Document;
  readonly standing: Standing;
  /** The text that counts at this place after the run. */
  readonly textSha256: Sha256;
  /** What is to be written; empty where the record stays. */
  readonly files: Files;
}

/** A work with the texts of other sources that differ from the one that counts. */
export interface SettledWork {
  readonly id: WorkId;
  readonly main: Settled;
  readonly variants: readonly Settled[];
}

/**
 * Holds the witnesses of one work, the one that counts first, against what is recorded of it.
 *
 * @throws JiaokanError `store/damaged`
 */
export async function settleWork(tree: StoredTree, id: WorkId, witnesses: Witnesses, rank: Rank): Promise<SettledWork> {
  const main = await settle(tree, workFolder(id), witnesses[0], rank);
  const others = new Map<Sha256, Witness>();
  // The one that counts is among them: where a better source stands recorded, it is a variant itself.
  for (const witness of witnesses) {
    const { textSha256 } = witness.reading.document.source;
    if (textSha256 !== main.textSha256 && !others.has(textSha256)) others.set(textSha256, witness);
  }
  const variants = [...others].map(([text, witness]) => settle(tree, variantFolder(id, text), witness, rank));
  return { id, main, variants: await Promise.all(variants) };
}

async function settle(tree: StoredTree, folder: string, { reading, rank }: Witness, rankOf: Rank): Promise<Settled> {
  const { document } = reading;
  const files = documentFiles(folder, reading);
  const path = documentPath(folder);
  const stays = (standing: Standing, textSha256: Sha256): Settled => ({
    document,
    standing,
    textSha256,
    files: new Map(),
  });
  const changed = new Map([...files].filter(([name, bytes]) => !isStored(tree, name, bytes)));
  if (changed.size === 0) return stays('same', document.source.textSha256);
  if (!tree.blobs.has(path))
    return { document, standing: 'new', textSha256: document.source.textSha256, files: changed };

  const stored = parseDocument(path, (await tree.read(path)).toString());
  const isSameCapture = stored.source.sha256 === document.source.sha256;
  if (!changed.has(textPath(folder)) && isSameRecord(stored, document, isSameCapture)) {
    return stays(isSameCapture ? 'same' : 'moved', stored.source.textSha256);
  }
  if (!isSameCapture && (await rankOfCapture(tree, stored.source.sha256, rankOf)) < rank) {
    return stays('outranked', stored.source.textSha256);
  }
  const standing = stored.source.textSha256 === document.source.textSha256 ? 'reread' : 'changed';
  return { document, standing, textSha256: document.source.textSha256, files: changed };
}

async function rankOfCapture(tree: StoredTree, sha256: Sha256, rankOf: Rank): Promise<number> {
  const path = captureNotePath(sha256);
  const { source } = parseRecord(path, (await tree.read(path)).toString());
  return rankOf(typeof source === 'string' ? source : null);
}
