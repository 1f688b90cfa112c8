import type { SlotType, Variable } from '../model/difference.js';
import type { Document } from '../model/document.js';
import type { WorkId } from '../model/ids.js';
import type { Column } from './columns.js';
import { plain, roleOf } from './roles.js';

/** A place of a column where one member has another value; offsets into the text of the column. */
export interface Hole {
  readonly column: number;
  readonly from: number;
  readonly to: number;
  readonly type: SlotType;
  readonly member: WorkId;
  readonly value: string;
}

/** The variables of a template and the texts they stand in. */
export interface NamedHoles {
  readonly variables: readonly Variable[];
  /** The text of a column with its slots. */
  readonly textOf: (column: number) => string;
}

/** A place of the template with the value that each member has there. */
interface Place {
  readonly column: number;
  readonly from: number;
  readonly to: number;
  readonly type: SlotType;
  readonly values: ReadonlyMap<WorkId, string>;
}

/** Places that hold one variable. */
interface Group {
  readonly type: SlotType;
  readonly values: Map<WorkId, string>;
  readonly places: Place[];
}

/**
 * Makes variables of the places where members differ: places of one type in which every member has the same value are
 * one variable (the issuer in title, text and signature). Values that members have of their own (number, day of issue)
 * are named as such; other variables are named after their type, in the order in which they come.
 */
export function nameVariables(
  holes: readonly Hole[],
  columns: readonly Column[],
  members: readonly Document[],
): NamedHoles {
  const places = placesOf(
    holes,
    columns,
    members.map(({ id }) => id),
  );
  const groups: Group[] = [];
  for (const place of places) {
    const group = groups.find((candidate) => candidate.type === place.type && agree(candidate.values, place.values));
    if (group) {
      group.places.push(place);
      for (const [member, value] of place.values) group.values.set(member, value);
    } else groups.push({ type: place.type, values: new Map(place.values), places: [place] });
  }
  const roles = groups.map(({ type, values }) => roleOf(type, values, members));
  const names = numberNames(roles.map(({ name }) => name));
  const variables = groups.map(({ type }, index) => {
    const { name, label, material } = roles[index] ?? { name: type, label: type, material: false };
    return { name: names[index] ?? name, type, label, material };
  });
  return { variables, textOf: (column) => writeSlots(columns[column]?.text ?? '', column, groups, names) };
}

/** Holes at one place together, with the value of the column for members that have no other. Places that overlap an earlier one are left to people. */
function placesOf(holes: readonly Hole[], columns: readonly Column[], members: readonly WorkId[]): readonly Place[] {
  const byPlace = new Map<string, Hole[]>();
  for (const hole of holes) {
    const key = [hole.column, hole.from, hole.to, hole.type].join();
    byPlace.set(key, [...(byPlace.get(key) ?? []), hole]);
  }
  const places: Place[] = [];
  for (const group of byPlace.values()) {
    const [first] = group;
    const column = first && columns[first.column];
    if (!first || !column) continue;
    const own = column.text.slice(first.from, first.to);
    const values = new Map(
      members.filter((member) => column.wordings.has(member)).map((member) => [member, plain(own)]),
    );
    for (const { member, value } of group) values.set(member, plain(value));
    places.push({ column: first.column, from: first.from, to: first.to, type: first.type, values });
  }
  places.sort((a, b) => a.column - b.column || a.from - b.from);
  return places.filter((place, index) => {
    const before = places[index - 1];
    return !before || before.column !== place.column || before.to <= place.from;
  });
}

/** Members that have both values have the same, and there is one that has both. */
function agree(a: ReadonlyMap<WorkId, string>, b: ReadonlyMap<WorkId, string>): boolean {
  const shared = [...b].filter(([member]) => a.has(member));
  return shared.length > 0 && shared.every(([member, value]) => a.get(member) === value);
}

/** The second variable of a name is name-2. */
function numberNames(names: readonly string[]): readonly string[] {
  const used = new Map<string, number>();
  return names.map((name) => {
    const nth = (used.get(name) ?? 0) + 1;
    used.set(name, nth);
    return nth === 1 ? name : `${name}-${String(nth)}`;
  });
}

function writeSlots(text: string, column: number, groups: readonly Group[], names: readonly string[]): string {
  const here = groups.flatMap((group, index) =>
    group.places.filter((place) => place.column === column).map((place) => ({ ...place, name: names[index] ?? '' })),
  );
  here.sort((a, b) => b.from - a.from);
  return here.reduce((written, { from, to, name }) => `${written.slice(0, from)}{{${name}}}${written.slice(to)}`, text);
}
