import { compareText } from '../model/text.js';
import type { Decision, Review, SubjectDecision } from '../model/review.js';
import { printLine, printRecord } from './canonical.js';
import { reviewPath } from './paths.js';
import { damaged, parseRecord } from './stored.js';
import type { StoredTree } from './tree.js';

/**
 * The reviews that more decisions change, with them in; a decision that its person made last already changes nothing.
 *
 * @throws JiaokanError `store/damaged`
 */
export async function addDecisions(
  tree: StoredTree,
  decisions: readonly SubjectDecision[],
): Promise<readonly Review[]> {
  const changed = new Map<string, Review>();
  for (const { id, of, decision } of decisions) {
    const before = changed.get(id)?.decisions ?? (await readDecisions(tree, reviewPath(id)));
    if (!repeats(before, decision)) changed.set(id, { id, of, decisions: inserted(before, decision) });
  }
  return [...changed.values()];
}

async function readDecisions(tree: StoredTree, path: string): Promise<readonly Decision[]> {
  return tree.blobs.has(path) ? parseReview(path, (await tree.read(path)).toString()).decisions : [];
}

/** Whether it is the last that its person decided on its day. */
function repeats(before: readonly Decision[], decision: Decision): boolean {
  const last = before.findLast(({ by, on }) => by === decision.by && on === decision.on);
  return last !== undefined && printLine(last) === printLine(decision);
}

/** By day, then by person; the sort is stable, so that a second thought of one day stands behind the first. */
function inserted(before: readonly Decision[], decision: Decision): readonly Decision[] {
  return [...before, decision].sort((a, b) => compareText(a.on, b.on) || compareText(a.by, b.by));
}

/**
 * The reviews that change when those of another history are taken in. Whichever of two histories takes in the other, both
 * hold the same.
 *
 * @throws JiaokanError `store/damaged`
 */
export async function uniteReviews(tree: StoredTree, reviews: readonly Review[]): Promise<readonly Review[]> {
  const changed = new Map<string, Review>();
  for (const review of reviews) {
    const known = changed.get(review.id);
    const before = known?.decisions ?? (await readDecisions(tree, reviewPath(review.id)));
    const decisions = unite(before, review.decisions);
    if (printLine(decisions) !== printLine(before)) changed.set(review.id, { ...(known ?? review), decisions });
  }
  return [...changed.values()];
}

/** By day and person, as reviews are; what one person decided on one day is one course of second thoughts. */
function unite(one: readonly Decision[], other: readonly Decision[]): readonly Decision[] {
  const [a, b] = [courses(one), courses(other)];
  const keys = [...new Set([...a.keys(), ...b.keys()])];
  return keys
    .flatMap((key) => uniteCourses(a.get(key) ?? [], b.get(key) ?? []))
    .sort((x, y) => compareText(x.on, y.on) || compareText(x.by, y.by));
}

function courses(decisions: readonly Decision[]): ReadonlyMap<string, readonly Decision[]> {
  const byDay = new Map<string, Decision[]>();
  for (const decision of decisions) {
    const key = printLine([decision.on, decision.by]);
    byDay.set(key, [...(byDay.get(key) ?? []), decision]);
  }
  return byDay;
}

/** The course that holds the other one; where neither does, one after the other, in an order that is the same everywhere. */
function uniteCourses(one: readonly Decision[], other: readonly Decision[]): readonly Decision[] {
  const [first, second] = [one, other].sort(
    (x, y) => y.length - x.length || compareText(printLine(x), printLine(y)),
  ) as [readonly Decision[], readonly Decision[]];
  const known = new Set(first.map(printLine));
  return [...first, ...second.filter((decision) => !known.has(printLine(decision)))];
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
