import type { Comparison, Difference, Pair, SlotType, Variable } from '../model/difference.js';
import type { Passage, Reading } from '../model/document.js';
import type { EId, WorkId } from '../model/ids.js';
import { findLineStarts, type Text } from '../model/text.js';
import type { Column, Wording } from './columns.js';
import { ownHoles } from './own-values.js';
import { type Hole, nameVariables } from './variables.js';

/** A paragraph of an induced template. */
export interface InducedPassage {
  readonly eId: EId;
  readonly component: Passage['component'];
  /** With `{{name}}` where members differ. */
  readonly text: string;
  /** Members that have it where not all do. */
  readonly optionalFor: readonly WorkId[] | null;
  /** Members whose wording of it is another one, to be read by a person. */
  readonly reworded: readonly WorkId[];
}

/** What the members of a family have in common: a proposal for people. */
export interface InducedTemplate {
  readonly members: readonly Reading[];
  readonly variables: readonly Variable[];
  readonly passages: readonly InducedPassage[];
}

/** What induction needs of the comparison. */
export interface InductionTools {
  readonly compare: (a: Reading, b: Reading) => Comparison;
  /** Likeness of two documents, 0 to 1. */
  readonly similarity: (a: Reading, b: Reading) => number;
}

/**
 * Gives the template that fits the members best, whatever their order: starts from the member that is most like the
 * others, aligns every member with what is known so far, keeps for each paragraph the wording that most members have,
 * and aligns every member once more to read the values. Two alignments a member.
 *
 * @throws RangeError for a family without members
 */
export function induceTemplate(members: readonly Reading[], tools: InductionTools): InducedTemplate {
  const ordered = byLikeness(members, tools.similarity);
  const [medoid, ...others] = ordered;
  if (!medoid) throw new RangeError('a family without members has no template');
  let columns: readonly Column[] = medoid.passages.map((passage) => columnOf(medoid, passage));
  for (const member of others) {
    const aligned = alignMember(columns, medoid, member, tools.compare);
    recordWordings(columns, member, aligned.wordings);
    columns = insertColumns(columns, aligned.inserted);
  }
  columns = columns.map((column) => emptied(majorityWording(column, ordered)));
  const holes: Hole[] = [];
  for (const member of ordered) {
    const aligned = alignMember(columns, medoid, member, tools.compare);
    recordWordings(columns, member, aligned.wordings);
    holes.push(...aligned.holes);
  }
  holes.push(...columns.flatMap((column, index) => ownHoles(column, index)));
  const slots = nameVariables(
    holes,
    columns,
    ordered.map(({ document }) => document),
  );
  return {
    members: ordered,
    variables: slots.variables,
    passages: columns.map((column, index) => ({
      eId: column.passage.eId,
      component: column.passage.component,
      text: slots.textOf(index),
      optionalFor: column.wordings.size === ordered.length ? null : idsOf(ordered, (id) => column.wordings.has(id)),
      reworded: idsOf(ordered, (id) => column.wordings.get(id)?.agrees === false),
    })),
  };
}

function idsOf(members: readonly Reading[], has: (id: WorkId) => boolean): readonly WorkId[] {
  return members
    .map(({ document }) => document.id)
    .filter(has)
    .sort();
}

/**
 * Members that every other one is held against to find the one most like all; of a larger family every second or third…
 * of them by id, so that the time stays linear (guessed: enough to tell the middle of a family from its edge).
 */
const mostHeldAgainst = 32;

/**
 * Members, the one most like all others first. Of equal ones the one with most paragraphs, of which others join some,
 * and then by id, so that their order does not matter.
 */
function byLikeness(members: readonly Reading[], similarity: InductionTools['similarity']): readonly Reading[] {
  const sorted = [...members].sort((a, b) => (a.document.id < b.document.id ? -1 : 1));
  const step = Math.max(1, Math.floor(sorted.length / mostHeldAgainst));
  const others = sorted.filter((_, index) => index % step === 0);
  const likeness = new Map(
    sorted.map((member) => [member, others.reduce((sum, other) => sum + similarity(member, other), 0)]),
  );
  return sorted.sort(
    (a, b) => (likeness.get(b) ?? 0) - (likeness.get(a) ?? 0) || b.passages.length - a.passages.length,
  );
}

function columnOf(origin: Reading, passage: Passage): Column {
  const text = origin.text.text.slice(passage.from, passage.to);
  return { origin, passage, text, wordings: new Map([[origin.document.id, { passage, agrees: true, form: '' }]]) };
}

function emptied(column: Column): Column {
  return { ...column, wordings: new Map() };
}

/** The wording of most members; the one there is where no other has more. */
function majorityWording(column: Column, members: readonly Reading[]): Column {
  const groups = new Map<string, Wording[]>();
  for (const wording of column.wordings.values()) {
    const key = wording.agrees ? '' : wording.form;
    groups.set(key, [...(groups.get(key) ?? []), wording]);
  }
  const own = groups.get('')?.length ?? 0;
  const [form, most] = [...groups].reduce((best, group) => (group[1].length > best[1].length ? group : best), [
    '',
    [] as Wording[],
  ] as const);
  if (form === '' || most.length <= own) return column;
  const origin = members.find(({ document }) => column.wordings.get(document.id)?.form === form);
  const passage = origin && column.wordings.get(origin.document.id)?.passage;
  if (!passage) return column;
  return {
    ...column,
    origin,
    passage: { ...passage, eId: column.passage.eId },
    text: origin.text.text.slice(passage.from, passage.to),
  };
}

/** What the alignment of a member with the columns gives. */
interface Aligned {
  /** By column. */
  readonly wordings: ReadonlyMap<number, Wording>;
  /** Paragraphs that only the member has, with the column before them. */
  readonly inserted: readonly Inserted[];
  readonly holes: readonly Hole[];
}

interface Inserted {
  readonly after: number;
  readonly column: Column;
}

function alignMember(
  columns: readonly Column[],
  medoid: Reading,
  member: Reading,
  compare: InductionTools['compare'],
): Aligned {
  const consensus = consensusReading(columns, medoid);
  const { pairs, differences } = compare(consensus, member);
  const passagesB = new Map(member.passages.map((passage) => [passage.eId, passage]));
  const indexOf = new Map(consensus.passages.map((passage, index) => [passage.eId, index]));
  const wordings = new Map<number, Wording>();
  const inserted: Inserted[] = [];
  let after = -1;
  for (const pair of pairs) {
    const places = pair.a.flatMap((ref) => indexOf.get(ref.eId) ?? []);
    const passage = passagesB.get(pair.b[0]?.eId ?? ('' as EId));
    if (pair.relation === 'added' && passage) inserted.push({ after, column: columnOf(member, passage) });
    if (pair.relation !== 'moved') after = places.at(-1) ?? after;
    if (!passage) continue;
    const own = differencesIn(differences, pair);
    const agrees = !own.some((difference) => difference.kind === 'substantive' && typeOfHole(difference) === null);
    for (const place of places) wordings.set(place, { passage, agrees, form: formOf(member, passage, own) });
  }
  return {
    wordings,
    inserted,
    holes: differences.flatMap((difference) => holeOf(difference, consensus, member.document.id, indexOf)),
  };
}

/** Writes down how a member words the columns; in place, since a copy for each member would be quadratic. */
function recordWordings(columns: readonly Column[], member: Reading, wordings: ReadonlyMap<number, Wording>): void {
  for (const [index, wording] of wordings) columns[index]?.wordings.set(member.document.id, wording);
}

function differencesIn(differences: readonly Difference[], pair: Pair): readonly Difference[] {
  const a = new Set(pair.a.map((ref) => ref.eId));
  const b = new Set(pair.b.map((ref) => ref.eId));
  return differences.filter((difference) => a.has(difference.a.eId) && b.has(difference.b.eId));
}

/** The text of a paragraph with its values left out. */
function formOf(member: Reading, passage: Passage, differences: readonly Difference[]): string {
  let form = member.text.text.slice(passage.from, passage.to);
  for (const difference of differences) {
    if (typeOfHole(difference) !== null && difference.b.text !== '') form = form.replace(difference.b.text, '□');
  }
  return form;
}

function insertColumns(columns: readonly Column[], inserted: readonly Inserted[]): readonly Column[] {
  const at = (index: number): readonly Column[] =>
    inserted.filter(({ after }) => after === index).map(({ column }) => column);
  return [...at(-1), ...columns.flatMap((column, index) => [column, ...at(index)])];
}

/** The columns as a document that members can be compared with. */
function consensusReading(columns: readonly Column[], medoid: Reading): Reading {
  const source = columns.map((column) => `${column.text}\n`).join('');
  let from = 0;
  const used = new Set<string>();
  const passages = columns.map(({ passage, text }, index): Passage => {
    const start = from;
    from += text.length + 1;
    const eId = uniqueId(passage.eId, used);
    return {
      ...passage,
      eId,
      line: index + 1,
      from: start,
      to: start + text.length,
      labelTo: start + passage.labelTo - passage.from,
    };
  });
  const text: Text = {
    source,
    text: source,
    at: Uint32Array.from({ length: source.length + 1 }, (_, offset) => offset),
    repairs: [],
    lineStarts: findLineStarts(source),
  };
  return { document: medoid.document, text, passages };
}

function uniqueId(eId: EId, used: Set<string>): EId {
  let name: string = eId;
  for (let n = 2; used.has(name); n += 1) name = `${eId}-${String(n)}`;
  used.add(name);
  return name as EId;
}

/** A place where a member has another value than the column. */
function holeOf(
  difference: Difference,
  consensus: Reading,
  member: WorkId,
  indexOf: ReadonlyMap<EId, number>,
): readonly Hole[] {
  const type = typeOfHole(difference);
  const column = indexOf.get(difference.a.eId);
  const passage = column === undefined ? undefined : consensus.passages[column];
  if (type === null || column === undefined || !passage || difference.a.text === '' || difference.b.text === '')
    return [];
  const { from, to } = difference.a.span;
  return [
    {
      column,
      from: from - passage.from,
      to: to - passage.from,
      type,
      member,
      value: difference.b.text.replace(/\s+/g, ' '),
    },
  ];
}

const slotTypes: ReadonlySet<string> = new Set<SlotType>(['issuer', 'place', 'number', 'date', 'url']);

/** The type of variable that a difference may be; rates, amounts and days that are single values may be one too. */
function typeOfHole({ kind, slot, reason, a, b }: Difference): SlotType | null {
  if (kind === 'slot') return slot !== null && slotTypes.has(slot) ? (slot as SlotType) : null;
  const isSingle = (pattern: RegExp): boolean => pattern.test(a.text) && pattern.test(b.text);
  if (reason === 'rate' && isSingle(/^[0-9.]{1,9}[%‰]$/)) return 'rate';
  return reason === 'amount' && isSingle(/^[0-9.,]{1,15}[万亿千百]?元$/) ? 'amount' : null;
}
