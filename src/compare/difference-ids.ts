import { hash } from 'node:crypto';
import type { Difference } from '../model/difference.js';

/**
 * Names differences: `d-` and 12 hexadecimal digits of what they are (the place in A, the kind, the two texts), so that a
 * review holds while the difference is the same, whatever else changes around it. The place in B is left out: a
 * paragraph more above it would number it anew. Equal ones are told apart by their order.
 */
export function nameDifferences(differences: readonly Omit<Difference, 'id'>[]): readonly Difference[] {
  const seen = new Map<string, number>();
  return differences.map((difference) => {
    const { a, b, kind } = difference;
    const what = JSON.stringify([a.eId, kind, a.text, b.text]);
    const nth = seen.get(what) ?? 0;
    seen.set(what, nth + 1);
    return { id: `d-${hash('sha256', `${what}${String(nth)}`).slice(0, 12)}`, ...difference };
  });
}
