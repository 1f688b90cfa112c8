import type { Decision, Review } from '../model/review.js';
import { compareText, printLine, printRecord } from './canonical.js';
import { reviewPath } from './paths.js';
import { damaged, parseRecord } from './stored.js';
import type { StoredTree } from './tree.js';

/**
 * The review of a thing with further decisions, or null where it has them all already. Whoever decides, and in whatever
 * order they are taken in, the same decisions give the same file.
 *
 * @throws JiaokanError `store/damaged`
 */
export async function addDecisions(tree: StoredTree, { id, of, decisions }: Review): Promise<Review | null> {
  const path = reviewPath(id);
  const stored = tree.blobs.has(path) ? parseReview(path, (await tree.read(path)).toString()) : null;
  const before = stored?.decisions ?? [];
  const known = new Set(before.map(printLine));
  const added = new Map(decisions.map((decision) => [printLine(decision), decision]));
  for (const line of known) added.delete(line);
  if (added.size === 0) return null;
  return { id, of: stored?.of ?? of, decisions: [...before, ...added.values()].sort(compareDecisions) };
}

/** One review a thing: those of several histories may speak of the same. */
export function joinReviews(reviews: readonly Review[]): readonly Review[] {
  const joined = new Map<string, Review>();
  for (const review of reviews) {
    const known = joined.get(review.id);
    joined.set(review.id, known ? { ...known, decisions: [...known.decisions, ...review.decisions] } : review);
  }
  return [...joined.values()];
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
