import type { CollationRules } from '../model/collation-rules.js';
import type { Comparison, DifferenceSide, Pair, SlotValue, Template, TemplatePassage } from '../model/difference.js';
import type { Reading } from '../model/document.js';
import { collate, finishComparison, tokeniserFor } from './collate.js';
import type { Unnamed } from './collation.js';
import { slotTokenType, slotVariables, substantive } from './kinds.js';
import { markContradictions, readSlotValues } from './slots.js';
import { readingWitness, templateWitness, type Witness } from './witness.js';

/** A member of a family held against its template. */
export interface MemberComparison {
  readonly comparison: Comparison;
  /** One for each variable of the template, in its order. */
  readonly slots: readonly SlotValue[];
}

/**
 * Compares a document with a template; A is the template, its lines and spans are those of its file.
 *
 * A value where the template has a slot of its type is a slot; an undeclared one is substantive. A paragraph that the
 * template gives to other members only is not missed. Where a member has its own known wording of a paragraph, the
 * values are read from it and one difference shows it against the common wording.
 */
export function compareTemplate(template: Template, b: Reading, rules: CollationRules): MemberComparison {
  const variables = new Map(template.variables.map((variable) => [variable.name, variable]));
  const tokenise = tokeniserFor(rules, [b], (name) => {
    const variable = variables.get(slotVariables(name)[0] ?? '');
    return variable ? slotTokenType(variable.type) : null;
  });
  const { chosen, others, variants } = choosePassages(template, b.document.id);
  const witnessA = templateWitness(template, chosen, tokenise);
  const witnessB = readingWitness(b, tokenise);
  const found = collate(witnessA, witnessB, { rules, variables });
  const known = variantGroups(variants).flatMap((group) => variantDifference(template, group, found.pairs, witnessB));
  const slots = readSlotValues(template.variables, found.differences);
  const differences = markContradictions(template.variables, found.differences, slots);
  const comparison = finishComparison(witnessA.id, witnessB.id, {
    exact: found.exact,
    pairs: inTemplateOrder(found.pairs, others.map(notHere), (pair) => pair.a[0]?.line),
    differences: inTemplateOrder(differences, known, (difference) => difference.a.line),
  });
  return { comparison, slots };
}

interface Choice {
  /** What the document is held against. */
  readonly chosen: readonly TemplatePassage[];
  /** Paragraphs of other members. */
  readonly others: readonly TemplatePassage[];
  /** Chosen paragraphs that stand for a common one. */
  readonly variants: readonly TemplatePassage[];
}

function choosePassages(template: Template, member: string): Choice {
  const isFor = (passage: TemplatePassage): boolean =>
    passage.optionalFor === null || passage.optionalFor.includes(member);
  const variants = template.passages.filter((passage) => passage.variantOf !== undefined && isFor(passage));
  const replaced = new Set(variants.map((variant) => variant.variantOf));
  const chosen = template.passages.filter(
    (passage) => isFor(passage) && !(passage.variantOf === undefined && replaced.has(passage.eId)),
  );
  const others = template.passages.filter((passage) => !isFor(passage) && passage.variantOf === undefined);
  return { chosen, others, variants };
}

/** A paragraph that only other members have. */
function notHere(passage: TemplatePassage): Pair {
  return { relation: 'omitted', edited: false, a: [{ eId: passage.eId, line: passage.line }], b: [], similarity: 0 };
}

/** Variants of one common paragraph together: a member may say it in several. */
function variantGroups(variants: readonly TemplatePassage[]): readonly (readonly TemplatePassage[])[] {
  const groups = new Map<string, TemplatePassage[]>();
  for (const variant of variants) {
    const canonical = variant.variantOf ?? variant.eId;
    groups.set(canonical, [...(groups.get(canonical) ?? []), variant]);
  }
  return [...groups.values()];
}

/** The known wording of a member against the common one; none where the member has lost it. */
function variantDifference(
  template: Template,
  variants: readonly TemplatePassage[],
  pairs: readonly Pair[],
  b: Witness,
): readonly Unnamed[] {
  const canonical = template.passages.find((passage) => passage.eId === variants[0]?.variantOf);
  const ids = new Set(variants.map((variant) => variant.eId));
  const refs = pairs
    .filter((pair) => pair.a.some((ref) => ids.has(ref.eId)))
    .flatMap((pair) => pair.b.map((ref) => ref.eId));
  const parts = b.parts.filter((part) => refs.includes(part.eId));
  const [first, last] = [parts[0], parts.at(-1)];
  if (!canonical || !first || !last) return [];
  const sideB: DifferenceSide = {
    eId: first.eId,
    line: first.line,
    span: b.spanOf(first.from, last.to),
    text: b.print(first.from, last.to),
  };
  const sideA: DifferenceSide = {
    eId: canonical.eId,
    line: canonical.line,
    span: canonical.span,
    text: canonical.text,
  };
  return [{ ...substantive('wording'), a: sideA, b: sideB }];
}

/** Puts some rows among others by the line of the template they belong to; rows without one stay where they are. */
function inTemplateOrder<Row>(
  rows: readonly Row[],
  more: readonly Row[],
  lineOf: (row: Row) => number | undefined,
): readonly Row[] {
  const ordered = [...rows];
  for (const row of more) {
    const line = lineOf(row) ?? 0;
    const at = ordered.findIndex((other) => (lineOf(other) ?? 0) > line);
    ordered.splice(at < 0 ? ordered.length : at, 0, row);
  }
  return ordered;
}
