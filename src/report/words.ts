import type { Novelty } from '../model/run.js';
import type { DifferenceKind, Reason, Relation, SlotType } from '../model/difference.js';
import type {
  CitationKind,
  Commencement,
  ComponentKind,
  DateBasis,
  EffectScope,
  EffectType,
} from '../model/document.js';
import type { OpenEnd, Status, StatusChange } from '../model/graph.js';
import type { Decision } from '../model/review.js';
import type { Severity } from '../model/message.js';

/** A word for each of a closed list of keys. */
export type Words<Key extends string> = Readonly<Record<Key, string>>;

/** What one language calls the closed lists of the model. A new status or kind does not compile until it is named. */
export interface ModelWords {
  readonly status: Words<Status>;
  readonly effect: Words<EffectType>;
  readonly citation: Words<CitationKind>;
  readonly component: Words<ComponentKind>;
  readonly kind: Words<DifferenceKind>;
  readonly reason: Words<Reason>;
  readonly relation: Words<Relation>;
  readonly slot: Words<SlotType>;
  readonly novelty: Words<Novelty>;
  readonly severity: Words<Severity>;
  readonly verdict: Words<Decision['verdict']>;
  readonly openEnd: Words<OpenEnd['kind']>;
  readonly cause: Words<StatusChange['cause']>;
  readonly commencement: Words<Commencement['basis']>;
  readonly dateBasis: Words<DateBasis>;
  readonly scope: Words<EffectScope>;
  /** What the finding codes of the contract mean; other codes are shown as they are. */
  readonly finding: Words<FindingCode>;
}

/** The finding codes every release keeps. */
export type FindingCode =
  | 'normalise/private-use-character'
  | 'normalise/space-in-url'
  | 'metadata/number-missing'
  | 'metadata/number-incomplete'
  | 'metadata/number-style'
  | 'metadata/issue-date-missing'
  | 'metadata/date-style'
  | 'parse/number-gap'
  | 'parse/annex-missing'
  | 'parse/attachment-not-captured'
  | 'parse/glued-notice'
  | 'parse/impossible-date'
  | 'override/applied'
  | 'override/unused'
  | 'cite/alias-undefined'
  | 'cite/ambiguous'
  | 'agency/renamed'
  | 'status/retroactive'
  | 'status/label-disagrees'
  | 'status/expiring'
  | 'status/basis-gone'
  | 'status/prevails';
