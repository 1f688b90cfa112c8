import type { SlotType, Variable } from '../model/difference.js';
import type { WorkId } from '../model/ids.js';
import type { Column } from './columns.js';

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

const labels: Readonly<Record<SlotType, string>> = {
  issuer: '发文机关',
  place: '地区',
  number: '文号',
  date: '日期',
  url: '网址',
  rate: '比率',
  amount: '金额',
  title: '标题',
  text: '文字',
};
const material: ReadonlySet<SlotType> = new Set<SlotType>(['rate', 'amount', 'date']);

/**
 * Makes variables of the places where members differ: places of one type in which every member has the same value are
 * one variable (the issuer in title, text and signature). The own number and day of issue get their names from the
 * header and signature; other variables are named after their type, in the order in which they come.
 */
export function nameVariables(
  holes: readonly Hole[],
  columns: readonly Column[],
  members: readonly WorkId[],
): NamedHoles {
  const places = placesOf(holes, columns, members);
  const groups: Group[] = [];
  for (const place of places) {
    const group = groups.find((candidate) => candidate.type === place.type && agree(candidate.values, place.values));
    if (group) {
      group.places.push(place);
      for (const [member, value] of place.values) group.values.set(member, value);
    } else groups.push({ type: place.type, values: new Map(place.values), places: [place] });
  }
  const names = nameGroups(groups, columns);
  const variables = groups.map(({ type }, index) => ({
    name: names[index] ?? type,
    type,
    label: labels[type],
    material: material.has(type),
  }));
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

/** One writing for a value: 2023年3月16日 is 2023-3-16. */
function plain(value: string): string {
  return value.replace(/^([0-9]{4})(?:年|-)0?([0-9]{1,2})(?:月|-)0?([0-9]{1,2})日?$/, '$1-$2-$3');
}

/** Members that have both values have the same, and there is one that has both. */
function agree(a: ReadonlyMap<WorkId, string>, b: ReadonlyMap<WorkId, string>): boolean {
  const shared = [...b].filter(([member]) => a.has(member));
  return shared.length > 0 && shared.every(([member, value]) => a.get(member) === value);
}

function nameGroups(groups: readonly Group[], columns: readonly Column[]): readonly string[] {
  const used = new Map<string, number>();
  return groups.map((group) => {
    const base = baseName(group, columns);
    const nth = (used.get(base) ?? 0) + 1;
    used.set(base, nth);
    return nth === 1 ? base : `${base}-${String(nth)}`;
  });
}

function baseName(group: Group, columns: readonly Column[]): string {
  const isIn = (kind: string): boolean =>
    group.places.some((place) => columns[place.column]?.passage.component === kind);
  if (group.type === 'date' && (isIn('header') || isIn('signature'))) return 'issued';
  if (group.type === 'number') return isIn('header') ? 'number' : 'cited-number';
  return group.type;
}

function writeSlots(text: string, column: number, groups: readonly Group[], names: readonly string[]): string {
  const here = groups.flatMap((group, index) =>
    group.places.filter((place) => place.column === column).map((place) => ({ ...place, name: names[index] ?? '' })),
  );
  here.sort((a, b) => b.from - a.from);
  return here.reduce((written, { from, to, name }) => `${written.slice(0, from)}{{${name}}}${written.slice(to)}`, text);
}
