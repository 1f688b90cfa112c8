import type { Graph } from '../model/graph.js';
import type { CommitId } from '../model/recording.js';
import type { Decided, Review } from '../model/review.js';
import { decidedEffects } from '../model/reviewable.js';
import type { Store } from '../store/store.js';

/** What was known at a revision: what documents say, and what people had decided on it by then. */
export interface Known {
  readonly graph: Graph;
  readonly decided: Decided;
  readonly reviews: readonly Review[];
}

/** @throws JiaokanError `store/damaged` (exit 4) */
export async function readKnown(store: Store, revision: CommitId | null): Promise<Known> {
  const graph = await store.readGraph(revision);
  const reviews = await store.readReviews(revision);
  return { graph, decided: decidedEffects(reviews, graph), reviews };
}
