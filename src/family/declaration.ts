import { z } from 'zod';
import type { SlotType, Variable } from '../model/difference.js';
import type { WorkId } from '../model/ids.js';
import { exitCode, JiaokanError, type Place } from '../model/message.js';

const slotTypes = [
  'issuer',
  'place',
  'number',
  'date',
  'url',
  'rate',
  'amount',
  'title',
  'text',
] as const satisfies readonly SlotType[];

const variable = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/, 'a variable has a name like issuer or ordinary-rate'),
  type: z.enum(slotTypes),
  label: z.string().min(1),
  material: z.boolean().optional(),
});

/** What `family.yaml` holds: who belongs to a family, and the variables of its template. */
export const familySchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a family has an id like e-invoice-pilot'),
  title: z.string().min(1),
  'title-en': z.string().min(1),
  members: z.array(z.string().regex(/^[^/]+\/[^/]+\/[^/]+$/, 'a member is a work id: CN-JL/2023/…')).min(1),
  variables: z.array(variable),
});
export type FamilyFile = z.infer<typeof familySchema>;

/** A checked `family.yaml`, and where each part of it stands. */
export interface CheckedFamily {
  readonly value: FamilyFile;
  readonly placeOf: (path: readonly PropertyKey[]) => Place;
}

/** A declaration without its template. */
export interface FamilyHead {
  readonly id: string;
  readonly title: string;
  readonly titleEn: string;
  readonly members: readonly WorkId[];
  readonly variables: readonly Variable[];
}

/** Values that a reviewer must see, unless the declaration says otherwise (contract: `material`). */
export const materialTypes: ReadonlySet<SlotType> = new Set<SlotType>(['rate', 'amount', 'date']);

/**
 * Gives the head of a family.
 * @throws JiaokanError `family/duplicate-variable`, `family/duplicate-member` (exit 2) with file, line and column
 */
export function readFamilyHead({ value, placeOf }: CheckedFamily): FamilyHead {
  rejectRepeated(
    value.variables.map(({ name }) => name),
    (index) => ({
      code: 'family/duplicate-variable',
      what: 'variables are called',
      place: placeOf(['variables', index, 'name']),
    }),
  );
  rejectRepeated(value.members, (index) => ({
    code: 'family/duplicate-member',
    what: 'members are',
    place: placeOf(['members', index]),
  }));
  return {
    id: value.id,
    title: value.title,
    titleEn: value['title-en'],
    members: value.members as WorkId[],
    variables: value.variables.map(({ name, type, label, material }) => ({
      name,
      type,
      label,
      material: material ?? materialTypes.has(type),
    })),
  };
}

function rejectRepeated(
  names: readonly string[],
  fault: (index: number) => { code: string; what: string; place: Place },
): void {
  const seen = new Set<string>();
  for (const [index, name] of names.entries()) {
    if (seen.has(name)) {
      const { code, what, place } = fault(index);
      throw new JiaokanError(code, `two ${what} "${name}"`, exitCode.usage, place);
    }
    seen.add(name);
  }
}
