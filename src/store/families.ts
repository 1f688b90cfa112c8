import type { FamilyDeclaration, FamilyReport } from '../model/difference.js';
import type { WorkId } from '../model/ids.js';
import { damaged, parseRecord } from './stored.js';
import type { StoredTree } from './tree.js';

type Member = FamilyReport['members'][number];

/** The families of a revision with their recorded comparisons, by path. @throws JiaokanError `store/damaged` */
export async function readFamilies(tree: StoredTree): Promise<readonly FamilyReport[]> {
  const paths = [...tree.blobs.keys()].filter((path) => path.startsWith('families/'));
  const records = await Promise.all(
    paths.map(async (path) => ({ path, value: parseRecord(path, (await tree.read(path)).toString()) })),
  );
  const members = new Map<string, Map<WorkId, Member>>();
  for (const { path, value } of records) {
    const folder = /^(families\/[^/]+)\/members\//.exec(path)?.[1];
    if (folder === undefined) continue;
    const member = memberOf(path, value);
    members.set(folder, (members.get(folder) ?? new Map<WorkId, Member>()).set(member.id, member));
  }
  return records.flatMap(({ path, value }) => {
    const folder = /^(families\/[^/]+)\/template\.json$/.exec(path)?.[1];
    return folder === undefined ? [] : [reportOf(path, value, members.get(folder) ?? new Map<WorkId, Member>())];
  });
}

function memberOf(path: string, value: Readonly<Record<string, unknown>>): Member {
  if (typeof value['id'] !== 'string' || !Array.isArray(value['differences']) || !Array.isArray(value['slots']))
    throw damaged(path, 'is not the alignment of a member');
  const { id, slots, ...comparison } = value as unknown as Pick<Member, 'id' | 'slots'> & Member['comparison'];
  return { id, slots, comparison };
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
