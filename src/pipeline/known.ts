import type { Graph } from '../model/graph.js';
import type { CommitId } from '../model/recording.js';
import type { Decided } from '../model/review.js';
import { decidedEffects } from '../model/reviewable.js';
import type { Store } from '../store/store.js';

/** What was known at a revision: what documents say, and what people had decided on it by then. */
export interface Known {
  readonly graph: Graph;
  readonly decided: Decided;
}

/** @throws JiaokanError `store/damaged` (exit 4) */
export async function readKnown(store: Store, revision: CommitId | null): Promise<Known> {
  const graph = await store.readGraph(revision);
  return { graph, decided: decidedEffects(await store.readReviews(revision), graph) };
}
