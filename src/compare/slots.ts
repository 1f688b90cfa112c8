import type { PassageRef, SlotType, SlotValue, Variable } from '../model/difference.js';
import { dateAt } from './atoms.js';
import type { Unnamed } from './collation.js';

/** What a slot difference says: its variable, the printed value, and the value whatever way it is written. */
interface Filling {
  readonly printed: string;
  readonly value: string;
  readonly place: PassageRef;
}

/**
 * Gives the value of each variable in one member: the one that stands at most places (of equal ones the first), and
 * every other one. A member that names another province once contradicts itself, or was copied from there.
 */
export function readSlotValues(variables: readonly Variable[], differences: readonly Unnamed[]): readonly SlotValue[] {
  return variables.map((variable) => {
    const fillings = fillingsOf(variable, differences);
    const main = mainValue(fillings);
    const others = fillings.filter((filling) => filling.value !== main);
    return {
      variable: variable.name,
      value: fillings.find((filling) => filling.value === main)?.printed ?? null,
      others: [...new Map(others.map((filling) => [filling.value, filling.printed])).values()],
      places: fillings.map((filling) => filling.place),
    };
  });
}

function fillingsOf(variable: Variable, differences: readonly Unnamed[]): readonly Filling[] {
  return differences
    .filter((difference) => difference.kind === 'slot' && difference.slot === variable.name)
    .map(({ b }) => {
      const printed = b.text.replace(/\s+/g, ' ').trim();
      return { printed, value: plainValue(variable.type, printed), place: { eId: b.eId, line: b.line } };
    });
}

function mainValue(fillings: readonly Filling[]): string | null {
  const counts = new Map<string, number>();
  for (const { value } of fillings) counts.set(value, (counts.get(value) ?? 0) + 1);
  return (
    [...counts].reduce<readonly [string, number] | null>(
      (best, entry) => (best && best[1] >= entry[1] ? best : entry),
      null,
    )?.[0] ?? null
  );
}

/** A value without the ways of writing it: 2023-03-16 and 2023年3月16日 are one day. */
export function plainValue(type: SlotType, printed: string): string {
  const date = type === 'date' ? dateAt(printed, 0)?.value : undefined;
  return (
    date ??
    printed
      .replace(/\s/g, '')
      .replace(/[[(【﹝]/g, '〔')
      .replace(/[\])】﹞]/g, '〕')
  );
}

/** Slots whose value is not the one their variable has elsewhere in the member are to be looked at. */
export function markContradictions(
  variables: readonly Variable[],
  differences: readonly Unnamed[],
  values: readonly SlotValue[],
): readonly Unnamed[] {
  const typeOf = new Map(variables.map(({ name, type }) => [name, type]));
  const valueOf = new Map(values.map(({ variable, value }) => [variable, value]));
  return differences.map((difference) => {
    const type = typeOf.get(difference.slot ?? '');
    const value = valueOf.get(difference.slot ?? '');
    if (type === undefined || value === null || value === undefined) return difference;
    return plainValue(type, difference.b.text.trim()) === plainValue(type, value)
      ? difference
      : { ...difference, material: true };
  });
}
