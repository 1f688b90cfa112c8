import type { FamilyDeclaration, FamilyReport, Template } from '../model/difference.js';
import type { Sha256, WorkId } from '../model/ids.js';
import { damaged, parseRecord } from './stored.js';
import type { StoredTree } from './tree.js';

type Member = FamilyReport['members'][number];

/** The alignment of a member as it is recorded. */
export interface RecordedAlignment {
  readonly path: string;
  readonly member: Member;
  /** The edition of the template that it was held against. */
  readonly template: Template;
  /** The capture it was read from. */
  readonly snapshot: Sha256;
}

/** The families of a revision with their recorded comparisons, by path. @throws JiaokanError `store/damaged` */
export async function readFamilies(tree: StoredTree): Promise<readonly FamilyReport[]> {
  return (await readFolders(tree)).map(({ report }) => report);
}

/** All alignments of a revision, by path. @throws JiaokanError `store/damaged` */
export async function readAlignments(tree: StoredTree): Promise<readonly RecordedAlignment[]> {
  return (await readFolders(tree)).flatMap(({ report, alignments }) =>
    alignments.map((alignment) => ({ ...alignment, template: report.declaration.template })),
  );
}

interface Folder {
  readonly report: FamilyReport;
  readonly alignments: readonly Omit<RecordedAlignment, 'template'>[];
}

async function readFolders(tree: StoredTree): Promise<readonly Folder[]> {
  const paths = [...tree.blobs.keys()].filter((path) => path.startsWith('families/'));
  const records = await Promise.all(
    paths.map(async (path) => ({ path, value: parseRecord(path, (await tree.read(path)).toString()) })),
  );
  const alignments = new Map<string, Folder['alignments'][number][]>();
  for (const { path, value } of records) {
    const folder = /^(families\/[^/]+\/)members\//.exec(path)?.[1];
    if (folder === undefined) continue;
    const known = alignments.get(folder);
    if (known) known.push(alignmentOf(path, value));
    else alignments.set(folder, [alignmentOf(path, value)]);
  }
  return records.flatMap(({ path, value }) => {
    const folder = /^(families\/[^/]+\/)template\.json$/.exec(path)?.[1];
    if (folder === undefined) return [];
    const found = alignments.get(folder) ?? [];
    return [
      { report: reportOf(path, value, new Map(found.map(({ member }) => [member.id, member]))), alignments: found },
    ];
  });
}

function alignmentOf(path: string, value: Readonly<Record<string, unknown>>): Folder['alignments'][number] {
  if (typeof value['id'] !== 'string' || !Array.isArray(value['differences']) || !Array.isArray(value['slots']))
    throw damaged(path, 'is not the alignment of a member');
  const { id, slots, snapshot, ...comparison } = value as unknown as Pick<Member, 'id' | 'slots'> &
    Pick<RecordedAlignment, 'snapshot'> &
    Member['comparison'];
  return { path, member: { id, slots, comparison }, snapshot };
}

function reportOf(
  path: string,
  value: Readonly<Record<string, unknown>>,
  members: ReadonlyMap<WorkId, Member>,
): FamilyReport {
  if (typeof value['id'] !== 'string' || !Array.isArray(value['members']))
    throw damaged(path, 'is not the template of a family');
  const { missing, ...declaration } = value as unknown as FamilyDeclaration & Pick<FamilyReport, 'missing'>;
  const held = declaration.members.map((id) => members.get(id)).filter((member) => member !== undefined);
  return { declaration, members: held, missing };
}
