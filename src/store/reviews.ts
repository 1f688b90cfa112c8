import type { Decision, Review } from '../model/review.js';
import { compareText, printLine, printRecord } from './canonical.js';
import { reviewPath } from './paths.js';
import { damaged, parseRecord } from './stored.js';
import type { StoredTree } from './tree.js';

/**
 * The review of a thing with one more decision, or null where it has it already.
 *
 * @throws JiaokanError `store/damaged`
 */
export async function addDecision(
  tree: StoredTree,
  id: string,
  of: Review['of'],
  decision: Decision,
): Promise<Review | null> {
  const path = reviewPath(id);
  const before = tree.blobs.has(path) ? parseReview(path, (await tree.read(path)).toString()).decisions : [];
  const added = printLine(decision);
  if (before.some((each) => printLine(each) === added)) return null;
  return { id, of, decisions: [...before, decision].sort(compareDecisions) };
}

function compareDecisions(a: Decision, b: Decision): number {
  return compareText(a.on, b.on) || compareText(a.by, b.by) || compareText(printLine(a), printLine(b));
}

export function printReview(review: Review): Uint8Array {
  return Buffer.from(printRecord(review));
}

/** @throws JiaokanError `store/damaged` */
export function parseReview(path: string, text: string): Review {
  const value = parseRecord(path, text);
  if (typeof value['id'] !== 'string' || reviewPath(value['id']) !== path || !Array.isArray(value['decisions']))
    throw damaged(path, 'is not a review of what its name says');
  return value as unknown as Review;
}

/** Every review of a revision, by id. @throws JiaokanError `store/damaged` */
export async function readReviews(tree: StoredTree): Promise<readonly Review[]> {
  const paths = [...tree.blobs.keys()].filter((path) => path.startsWith('reviews/'));
  const reviews = await Promise.all(paths.map(async (path) => parseReview(path, (await tree.read(path)).toString())));
  return reviews.sort((a, b) => compareText(a.id, b.id));
}
