import { makeComparer } from '../compare/collate.js';
import { makeGrams } from '../compare/grams.js';
import { type InducedTemplate, induceTemplate } from '../family/induce.js';
import { type Family, groupFamilies, jaccard, setOf } from '../family/similar.js';
import type { Reading } from '../model/document.js';
import type { Rules } from '../model/rules.js';

/** The groups of near-duplicates among documents, found without being told. */
export function findFamilies(readings: readonly Reading[], rules: Rules): readonly Family[] {
  return groupFamilies(readings, makeGrams(rules));
}

/** The template that fits the members of a family best, for a person to read. */
export function proposeTemplate(members: readonly Reading[], rules: Rules): InducedTemplate {
  const gramsOf = makeGrams(rules);
  const setOfGrams = (member: Reading): Int32Array => setOf(gramsOf(member));
  const grams = new Map(members.map((member) => [member, setOfGrams(member)]));
  return induceTemplate(members, {
    compare: makeComparer(rules),
    similarity: (a, b) => jaccard(grams.get(a) ?? setOfGrams(a), grams.get(b) ?? setOfGrams(b)),
  });
}
