import type { ComparisonRules } from './comparison-rules.js';
import type { AgencyRules, CitationRules, Gazetteer } from './rules.js';

/** All that a comparison needs to know beside the texts. */
export interface CollationRules {
  readonly comparison: ComparisonRules;
  readonly agencies: AgencyRules;
  readonly citations: CitationRules;
  readonly gazetteer: Gazetteer;
}
