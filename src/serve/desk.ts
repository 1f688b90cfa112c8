import type { RecordedDecisions } from '../model/recording.js';
import type { Review, SubjectDecision } from '../model/review.js';
import type { Judged } from '../model/reviewable.js';

/** What the server shows and takes decisions for; the pipeline has it. Whatever fails is thrown as `JiaokanError`. */
export interface Desk {
  /** The files of the site by path, as they are now: rendered anew when the history has moved. */
  readonly files: () => Promise<ReadonlyMap<string, string>>;
  /** What can be decided on in that site, with what people decided up to now. */
  readonly judged: () => Promise<readonly Judged[]>;
  /** Records decisions as one commit. */
  readonly decide: (decisions: readonly SubjectDecision[]) => Promise<RecordedDecisions>;
}

/** A thing of the site as the page's script is told of it. */
export interface ReviewState extends Pick<Review, 'decisions'> {
  readonly subject: string;
  readonly of: Review['of'];
  readonly family: string | null;
  /** The kind of a difference; null for other things. */
  readonly kind: string | null;
  readonly standing: Judged['standing'];
  readonly waits: boolean;
}

export function stateOf({ item, decisions, standing, waits }: Judged): ReviewState {
  const { subject, of } = item;
  const [family, kind] = item.of === 'difference' ? [item.family, item.difference.kind] : [null, null];
  return { subject, of, family, kind, standing, waits, decisions };
}
