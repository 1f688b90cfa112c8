import type { Graph, RefusalReason } from '../model/graph.js';
import type { UncountedEffect } from '../model/output.js';
import { type Decided, type Review, undecided } from '../model/review.js';
import { decidedEffects, judge, listReviewables } from '../model/reviewable.js';
import { indexGraph } from './lookup.js';
import { settle } from './settle.js';

/**
 * Why effects do not count, by the id of the effect: those that were read as acts and are not believed, and whatever a
 * person rejected. What nobody refused and touches no status by its nature (it is reported, or about an item) is not here.
 *
 * @param decided what people accepted and rejected; nothing by default
 */
export function uncountedEffects(graph: Graph, decided: Decided = undecided): Map<string, RefusalReason> {
  const refused = settle(indexGraph(graph), decided).refusals.map(
    ({ record, reason }) => [record.effect.id, reason] as const,
  );
  return new Map([...refused, ...[...decided.rejected].map((id) => [id, 'rejected'] as const)]);
}

/** The effects of a graph that do not count, in its order, each with what people decided on it. */
export function listUncounted(graph: Graph, reviews: readonly Review[]): UncountedEffect[] {
  const reasons = uncountedEffects(graph, decidedEffects(reviews, graph));
  const judged = judge(listReviewables([], graph), new Map(reviews.map((review) => [review.id, review])));
  const decisions = new Map(judged.map((each) => [each.item.subject, each.decisions]));
  return graph.effects.flatMap(
    ({ affecting, snapshot, effect: { id, type, target, line, quote } }): UncountedEffect[] => {
      const reason = reasons.get(id);
      if (reason === undefined) return [];
      const on = 'class' in target ? null : target.work;
      return [
        { effect: id, type, by: affecting, on, line, quote, snapshot, reason, decisions: decisions.get(id) ?? [] },
      ];
    },
  );
}
