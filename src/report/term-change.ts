import type { TermChange } from '../model/graph.js';
import type { WorkId } from '../model/ids.js';
import { type Catalogue, fill } from './catalogue.js';

/** What changed of a document whose status stayed, in one language: `止于 2023-12-31 → 2025-12-31`. */
export function termText({ label }: Catalogue, change: TermChange, nameOf: (id: WorkId) => string): string {
  switch (change.of) {
    case 'since':
      return `${label.sinceDay} ${change.from ?? '–'} → ${change.to ?? '–'}`;
    case 'until':
      return `${label.untilDay} ${change.from ?? '–'} → ${change.to ?? '–'}`;
    case 'provisions':
      return `${label.endedProvisions} ${change.from.join('、') || '–'} → ${change.to.join('、') || '–'}`;
    case 'amended':
      return fill(label.newlyAmended, { works: change.by.map(nameOf).join('、') });
  }
}
