import type { Comparison, Difference, SlotValue, Template } from '../model/difference.js';
import type { Passage, Reading } from '../model/document.js';
import type { EId } from '../model/ids.js';
import { type Catalogue, fill, slotWord } from './catalogue.js';
import { clauseName, type NamedPassage } from './clause-name.js';
import { groupBy } from './corpus.js';
import { visibleLine } from './visible.js';

/** A comparison with the texts it compared, as far as they are at hand: changes are shown where they stand. */
export interface Collation {
  readonly comparison: Comparison;
  readonly aName: string;
  readonly bName: string;
  /** A, where it is a document; null for a template, or where its text is not at hand. */
  readonly a: Reading | null;
  /** A, where it is a template. */
  readonly template: Template | null;
  readonly b: Reading | null;
  /** The values that B has for the variables of the template, where they were read. */
  readonly slots?: readonly SlotValue[];
}

/** A slot that has more than one value in B: the places where it has another one. */
export interface SlotContradiction {
  /** What people call the variable of the template, or the type of the slot. */
  readonly label: string;
  readonly value: string;
  readonly others: readonly { readonly value: string; readonly line: number }[];
}

/** The slots that B contradicts itself in, with the places that do not fit. */
export function contradictionsOf(
  { slots = [], template, comparison }: Collation,
  words: Catalogue,
): readonly SlotContradiction[] {
  return [...variableContradictions(slots, template, comparison), ...typeContradictions(comparison, words)];
}

/** Those between two documents, where a slot is known by its type alone. */
export function typeContradictions(
  { contradictions = [] }: Pick<Comparison, 'contradictions'>,
  words: Catalogue,
): readonly SlotContradiction[] {
  return contradictions.map(({ slot, value, others }) => ({
    label: slotWord(words, slot),
    value: visibleLine(value),
    others: others.map(({ text, line }) => ({ value: visibleLine(text), line })),
  }));
}

function variableContradictions(
  slots: readonly SlotValue[],
  template: Template | null,
  comparison: Comparison,
): readonly SlotContradiction[] {
  return slots
    .filter(({ others }) => others.length > 0)
    .map(({ variable, value, others }) => ({
      label: (template && slotLabel(template, variable)) ?? variable,
      value: value ?? '',
      others: comparison.differences
        .filter(({ slot, b }) => slot === variable && others.includes(visibleLine(b.text)))
        .map(({ b }) => ({ value: visibleLine(b.text), line: b.line })),
    }));
}

/** A line for each slot with several values: what it is elsewhere, and where it is another. */
export function contradictionLines(contradictions: readonly SlotContradiction[], words: Catalogue): string[] {
  return contradictions.map(({ label, value, others }) => {
    const places = others.map((other) => `${other.value} (${fill(words.label.line, { n: other.line })})`);
    return `${words.label.contradictions}: ${visibleLine(label)} ${visibleLine(value)} / ${places.join(', ')}`;
  });
}

/** The differences of one clause. */
export interface ClauseDifferences {
  /** 七、(一), as B prints it, after what A prints where that is another (第五条 → 第六条); A's alone where B has none. */
  readonly name: string;
  /** Null where the clause is not in A, or not in B. */
  readonly aLine: number | null;
  readonly bLine: number | null;
  /** The passage of B in whose text the changes stand; null where a whole clause was added, omitted or moved. */
  readonly passage: Passage | null;
  readonly differences: readonly Difference[];
}

/** Groups differences by clause, in the order in which they came. */
export function collateClauses(
  words: Catalogue,
  collation: Collation,
  differences: readonly Difference[],
): ClauseDifferences[] {
  const passages = passagesByEId(collation.b?.passages ?? []);
  const keyed = differences.map((difference) => ({ difference, passage: passageOf(difference, passages) }));
  const groups = groupBy(keyed, ({ difference, passage }) =>
    passage ? `in ${passage.eId}` : `whole ${difference.a.eId}\n${difference.b.eId}`,
  );
  const inA = passagesByEId<NamedPassage>(collation.template?.passages ?? collation.a?.passages ?? []);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    return [
      {
        ...describe(words, first.difference, first.passage, passages, inA),
        differences: group.map((entry) => entry.difference),
      },
    ];
  });
}

function describe(
  words: Catalogue,
  difference: Difference,
  passage: Passage | null,
  inB: ReadonlyMap<EId, Passage>,
  inA: ReadonlyMap<EId, NamedPassage>,
): Omit<ClauseDifferences, 'differences'> {
  const { a, b, reason } = difference;
  const own = reason === 'omitted-clause' ? null : (passage ?? inB.get(b.eId) ?? null);
  const before = reason === 'added-clause' ? null : (inA.get(a.eId) ?? null);
  const named = own ?? before;
  const isRenumbered = own && before && printedPath(before) !== '' && printedPath(before) !== printedPath(own);
  const name = named ? clauseName(words, named) : reason === 'omitted-clause' ? a.eId : b.eId;
  return {
    name: isRenumbered && own.path.length > 0 ? `${clauseName(words, before)} → ${name}` : name,
    aLine: reason === 'added-clause' ? null : a.line,
    bLine: reason === 'omitted-clause' ? null : b.line,
    passage,
  };
}

function printedPath({ path }: NamedPassage): string {
  return path.join('');
}

/** The passage in which a change can be shown in place. */
function passageOf(difference: Difference, passages: ReadonlyMap<EId, Passage>): Passage | null {
  switch (difference.reason) {
    case 'added-clause':
    case 'omitted-clause':
    case 'moved-clause':
      return null;
    case null:
    case 'number':
    case 'rate':
    case 'amount':
    case 'date':
    case 'period':
    case 'modality':
    case 'condition':
    case 'scope':
    case 'reference':
    case 'wording':
      return passages.get(difference.b.eId) ?? null;
  }
}

/**
 * What people call the slot that a difference fills, null where the template has none there. Values that stand side by
 * side in one slot (`ordinary-rate+other-rate`) are named together.
 */
export function templateSlotOf(template: Template | null, { slot }: Difference): string | null {
  return template && slot !== null ? slotLabel(template, slot) : null;
}

/** A text of a template with what people call each slot in place of its name: `{{issuer}}` reads 〔发文机关〕. */
export function readSlots(template: Template | null, text: string): string {
  if (!template) return text;
  return splitSlots(template, text)
    .map(({ text: part, name }) => (name === null ? part : `〔${part}〕`))
    .join('');
}

/** The stretches of a template's text: plain ones, and slots with their name and what people call them. */
export function splitSlots(
  template: Template,
  text: string,
): { readonly text: string; readonly name: string | null }[] {
  return text.split(/(\{\{[^{}]+\}\})/).map((part) => {
    const name = /^\{\{([^{}]+)\}\}$/.exec(part)?.[1]?.trim() ?? null;
    return name === null ? { text: part, name } : { text: slotLabel(template, name) ?? name, name };
  });
}

function slotLabel(template: Template, name: string): string | null {
  const labels = name.split('+').map((part) => template.variables.find((variable) => variable.name === part)?.label);
  return labels.includes(undefined) ? null : labels.join('＋');
}

function passagesByEId<P extends { readonly eId: EId }>(passages: readonly P[]): ReadonlyMap<EId, P> {
  return new Map(passages.map((passage) => [passage.eId, passage]));
}
