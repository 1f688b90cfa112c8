import { compareText } from '../model/text.js';
import { parseIsoDate } from '../model/date.js';
import { type Decision, readNote, readReviewer, type Review, type SubjectDecision } from '../model/review.js';
import { printLine, printRecord } from './canonical.js';
import { reviewPath } from './paths.js';
import { damaged, parseRecord } from './stored.js';
import type { StoredTree } from './tree.js';

/**
 * The reviews that more decisions change, with them in; a decision that its person made last already changes nothing.
 *
 * @param now when they are recorded; of one thing, what is recorded later is later, whatever the clock says
 * @throws JiaokanError `store/damaged`
 */
export async function addDecisions(
  tree: StoredTree,
  decisions: readonly SubjectDecision[],
  now: Date,
): Promise<readonly Review[]> {
  const changed = new Map<string, Review>();
  for (const { id, of, decision } of decisions) {
    const before = changed.get(id)?.decisions ?? (await readDecisions(tree, reviewPath(id)));
    if (repeats(before, decision)) continue;
    const recorded = { ...decision, recordedAt: timeAfter(before, now) };
    changed.set(id, { id, of, decisions: [...before, recorded].sort(compareDecisions) });
  }
  return [...changed.values()];
}

async function readDecisions(tree: StoredTree, path: string): Promise<readonly Decision[]> {
  return tree.blobs.has(path) ? parseReview(path, (await tree.read(path)).toString()).decisions : [];
}

/** Whether it is the last that its person decided on its day, and the only one of its moment. */
function repeats(before: readonly Decision[], { by, on, verdict, note }: Decision): boolean {
  const theirs = before.filter((each) => each.by === by && each.on === on);
  const last = theirs.at(-1);
  if (last === undefined) return false;
  const atOnce = theirs.filter(({ recordedAt }) => recordedAt !== undefined && recordedAt === last.recordedAt);
  return [last, ...atOnce].every((each) => each.verdict === verdict && each.note === note);
}

function timeAfter(before: readonly Decision[], now: Date): string {
  const times = before.map(({ recordedAt }) => (recordedAt === undefined ? 0 : Date.parse(recordedAt) + 1));
  return new Date(Math.max(now.getTime(), ...times)).toISOString();
}

/** By day, then by person, then by when they were recorded: a second thought of one day stands behind the first. */
function compareDecisions(a: Decision, b: Decision): number {
  return compareText(a.on, b.on) || compareText(a.by, b.by) || compareText(a.recordedAt ?? '', b.recordedAt ?? '');
}

/**
 * The reviews that change when those of another history are taken in. Every decision of both stands, in the order in which
 * they were recorded; whichever of the two takes in the other, both hold the same.
 *
 * @throws JiaokanError `store/damaged`
 */
export async function uniteReviews(tree: StoredTree, reviews: readonly Review[]): Promise<readonly Review[]> {
  const changed = new Map<string, Review>();
  for (const review of reviews) {
    const known = changed.get(review.id);
    const before = known?.decisions ?? (await readDecisions(tree, reviewPath(review.id)));
    const decisions = uniteDecisions(before, review.decisions);
    if (printLine(decisions) !== printLine(before)) changed.set(review.id, { ...(known ?? review), decisions });
  }
  return [...changed.values()];
}

/** What both say in the same words, recorded at the same time, is one decision. */
export function uniteDecisions(one: readonly Decision[], other: readonly Decision[]): readonly Decision[] {
  const all = new Map([...one, ...other].map((decision) => [printLine(decision), decision]));
  return [...all].sort(([a, x], [b, y]) => compareDecisions(x, y) || compareText(a, b)).map(([, decision]) => decision);
}

export function printReview(review: Review): Uint8Array {
  return Buffer.from(printRecord(review));
}

/** @throws JiaokanError `store/damaged` */
export function parseReview(path: string, text: string): Review {
  const value = parseRecord(path, text);
  const { id, decisions } = value;
  if (typeof id !== 'string' || reviewPath(id) !== path || !Array.isArray(decisions))
    throw damaged(path, 'is not a review of what its name says');
  if (!decisions.every(isDecision)) throw damaged(path, 'holds what is no decision');
  return value as unknown as Review;
}

/** Checked field by field, as it may come from the history of somebody else. */
function isDecision(value: unknown): value is Decision {
  if (typeof value !== 'object' || value === null) return false;
  const { by, on, note, verdict, recordedAt } = value as Readonly<Record<string, unknown>>;
  return (
    (verdict === 'accept' || verdict === 'reject' || verdict === 'note') &&
    (note === null || (typeof note === 'string' && readNote(note) === note)) &&
    typeof by === 'string' &&
    readReviewer(by) === by &&
    typeof on === 'string' &&
    parseIsoDate(on) !== null &&
    (recordedAt === undefined || (typeof recordedAt === 'string' && isInstant(recordedAt)))
  );
}

function isInstant(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString() === text;
}

/** Every review of a revision, by id. @throws JiaokanError `store/damaged` */
export async function readReviews(tree: StoredTree): Promise<readonly Review[]> {
  const paths = [...tree.blobs.keys()].filter((path) => path.startsWith('reviews/'));
  const reviews = await Promise.all(paths.map(async (path) => parseReview(path, (await tree.read(path)).toString())));
  return reviews.sort((a, b) => compareText(a.id, b.id));
}
