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
import type { OpenEnd, RefusalReason, Status, StatusChange } from '../model/graph.js';
import type { Severity } from '../model/message.js';
import type { Decision, Review, Standing } from '../model/review.js';

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
  /** What a person is asked by an open end, in a sentence. */
  readonly openEndMeaning: Words<OpenEnd['kind']>;
  /** Why an effect does not count. */
  readonly refusal: Words<RefusalReason>;
  readonly cause: Words<StatusChange['cause']>;
  readonly commencement: Words<Commencement['basis']>;
  readonly dateBasis: Words<DateBasis>;
  readonly scope: Words<EffectScope>;
  readonly standing: Words<Standing>;
  /** What a person does to a thing, as a button or a line of a list names it. */
  readonly decide: Words<Decision['verdict']>;
  readonly reviewOf: Words<Review['of']>;
  /** What the finding codes of the contract mean; other codes are shown as they are. */
  /** What the finding codes mean; a code that is not among them is shown as it is. */
  readonly finding: Words<FindingCode>;
  /** What a person does about a finding, by the part of its code before the stroke. */
  readonly advice: Words<FindingStage>;
}

/** The finding codes every release keeps, and those that reports name besides. */
export type FindingCode =
  | 'normalise/private-use-character'
  | 'normalise/lost-character'
  | 'normalise/traditional-characters'
  | 'normalise/unseen-character'
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
  | 'status/prevails'
  | 'cite/unbalanced-title'
  | 'effect/count-mismatch'
  | 'source/empty'
  | 'source/missing'
  | 'source/no-notice'
  | 'source/not-text'
  | 'source/unreadable'
  | 'status/contested-authority'
  | 'status/effect-before-target'
  | 'status/expiry-before-start'
  | 'status/label-unreadable'
  | 'status/reported-end'
  | 'status/self-effect'
  | 'status/self-repeal'
  | 'status/stillborn-effect'
  | 'store/not-repacked'
  | 'compare/slot-contradiction'
  | 'family/member-missing';

/** The part of a finding code before the stroke: where it was found. */
export type FindingStage =
  | 'normalise'
  | 'metadata'
  | 'parse'
  | 'override'
  | 'cite'
  | 'effect'
  | 'agency'
  | 'status'
  | 'source'
  | 'store'
  | 'compare'
  | 'family';
