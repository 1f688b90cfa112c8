import { compareText } from '../model/text.js';
import type { FamilyReport } from '../model/difference.js';
import type { Sha256, WorkId } from '../model/ids.js';
import { isSameRecord } from './canonical.js';
import { familyFiles } from './layout.js';
import { familyFolder, memberPath } from './paths.js';
import type { SettledWork } from './settle.js';
import { parseRecord } from './stored.js';
import { type Changes, changesOf, type StoredTree } from './tree.js';

/** Files of families that change, with the captures that they name as their evidence. */
export async function planFamilies(
  tree: StoredTree,
  families: readonly FamilyReport[],
  works: ReadonlyMap<WorkId, SettledWork>,
): Promise<{ readonly changes: Changes; readonly snapshots: readonly Sha256[] }> {
  const changes = new Map<string, Uint8Array | null>();
  const snapshots: Sha256[] = [];
  for (const report of families.toSorted((a, b) => compareText(a.declaration.id, b.declaration.id))) {
    const { id, members } = report.declaration;
    const isAligned = (member: WorkId): boolean => tree.blobs.has(memberPath(id, member));
    // A source that fails for a night takes nothing away: members it held before are not missing, only unread.
    const missing = report.missing.filter((member) => !isAligned(member));
    const files = familyFiles({ ...report, missing }, (member) => works.get(member)?.capture ?? null);
    const kept = new Set(report.missing.map((member) => memberPath(id, member)));
    const moved = members.filter((member) => works.get(member)?.standing === 'moved');
    const moving = new Set(moved.map((member) => memberPath(id, member)));
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
