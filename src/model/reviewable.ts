import type { Difference, FamilyReport, SlotValue } from './difference.js';
import type { EffectRecord, Graph, OpenEnd } from './graph.js';
import type { WorkId } from './ids.js';
import { type Decision, type Review, type Standing, standingOf, subjectOf, type Decided } from './review.js';
import { compareText } from './text.js';

interface Named {
  /** What a review of it names. */
  readonly subject: string;
  /** The end of the subject that people type: `d-…`, `e-…`, `o-…`. */
  readonly key: string;
  /** The document that holds it; of a difference the member. */
  readonly work: WorkId;
}

/** Something a person may decide on. */
export type Reviewable =
  | (Named & {
      readonly of: 'difference';
      readonly family: string;
      readonly difference: Difference;
      /** A value that is not the one its variable has elsewhere in the same document. */
      readonly contradicts: boolean;
    })
  | (Named & {
      readonly of: 'effect';
      readonly record: EffectRecord;
      /** The open end that asks whether it may count; null where nobody asks. */
      readonly askedBy: string | null;
    })
  | (Named & { readonly of: 'open-end'; readonly openEnd: OpenEnd });

/** A reviewable with what people decided on it. */
export interface Judged {
  readonly item: Reviewable;
  readonly decisions: readonly Decision[];
  readonly standing: Standing;
  /** A person has to look: it asks for one and is not settled, or people differ. */
  readonly waits: boolean;
}

/** All that can be decided on, in the order of families, members and texts; then open ends, then effects. */
export function listReviewables(families: readonly FamilyReport[], graph: Graph): readonly Reviewable[] {
  return [...families.flatMap(differencesOf), ...graph.openEnds.map(openEndOf), ...effectsOf(graph)];
}

function differencesOf({ declaration, members }: FamilyReport): readonly Reviewable[] {
  const family = declaration.id;
  return members.flatMap(({ id: work, comparison, slots }) =>
    comparison.differences.map((difference): Reviewable => {
      const subject = subjectOf(family, work, difference.id);
      const contradicts = isContradiction(difference, slots);
      return { of: 'difference', subject, key: difference.id, work, family, difference, contradicts };
    }),
  );
}

/** Whether it fills its slot with another value than most places do; blanks as in `SlotValue.others`. */
function isContradiction({ kind, slot, b }: Difference, slots: readonly SlotValue[]): boolean {
  if (kind !== 'slot') return false;
  const printed = b.text.replace(/\s+/g, ' ').trim();
  return slots.some(({ variable, others }) => variable === slot && others.includes(printed));
}

function openEndOf(openEnd: OpenEnd): Reviewable {
  return { of: 'open-end', subject: openEnd.id, key: openEnd.id, work: openEnd.work, openEnd };
}

function effectsOf(graph: Graph): readonly Reviewable[] {
  const asked = contestedEnds(graph);
  return graph.effects.map((record): Reviewable => {
    const { id } = record.effect;
    return { of: 'effect', subject: id, key: id, work: record.affecting, record, askedBy: asked.get(id) ?? null };
  });
}

/** The open ends that ask whether an effect may count at all, by the id of the effect. */
function contestedEnds({ openEnds }: Graph): ReadonlyMap<string, string> {
  return new Map(
    openEnds.flatMap(({ id, kind, effect }) => (kind === 'contested' && effect !== undefined ? [[effect, id]] : [])),
  );
}

/**
 * The subject that a decision on it is recorded under. A contested effect and the open end that asks about it are one
 * question, which is decided on the effect: in one list what was said last stands last, whichever of the two was shown.
 */
export function canonicalSubject(item: Reviewable): Pick<Review, 'id' | 'of'> {
  const effect = item.of === 'open-end' && item.openEnd.kind === 'contested' ? item.openEnd.effect : undefined;
  return effect === undefined ? { id: item.subject, of: item.of } : { id: effect, of: 'effect' };
}

/** What people decided on each, and what waits for one; in the same order. */
export function judge(items: readonly Reviewable[], reviews: ReadonlyMap<string, Review>): readonly Judged[] {
  return items.map((item) => {
    const decisions = decisionsOn(subjectsOf(item), reviews);
    const standing = standingOf(decisions);
    return { item, decisions, standing, waits: waits(item, standing) };
  });
}

/** Where decisions on it may stand, the subject they are recorded under last: histories may hold some on an open end too. */
function subjectsOf(item: Reviewable): readonly string[] {
  const canonical = canonicalSubject(item).id;
  const asked = item.of === 'effect' ? item.askedBy : item.subject;
  return asked === null || asked === canonical ? [canonical] : [asked, canonical];
}

/** In the order of a review. What two subjects hold of one day cannot be ordered, so that the canonical one counts last. */
function decisionsOn(subjects: readonly string[], reviews: ReadonlyMap<string, Review>): readonly Decision[] {
  const all = subjects.flatMap((subject) => reviews.get(subject)?.decisions ?? []);
  return subjects.length < 2
    ? all
    : all.sort((one, other) => compareText(one.on, other.on) || compareText(one.by, other.by));
}

function waits(item: Reviewable, standing: Standing): boolean {
  if (item.of === 'effect' && item.askedBy !== null) return false; // its open end waits
  if (standing === 'disputed') return true;
  return standing === 'open' && asksForAPerson(item);
}

/** Whether it is for a person as long as nobody decided; other things may be decided on and need not be. */
function asksForAPerson(item: Reviewable): boolean {
  switch (item.of) {
    case 'difference':
      return item.contradicts || item.difference.kind === 'substantive';
    case 'open-end':
      return true;
    case 'effect':
      return false;
  }
}

/**
 * The effects that people accepted or rejected, by a decision on the effect or on the open end that asks whether it may
 * count. What is disputed is neither.
 */
export function decidedEffects(reviews: Iterable<Review>, graph: Graph): Decided {
  const byId = new Map([...reviews].map((review) => [review.id, review]));
  const judged = judge(effectsOf(graph), byId);
  const standing = (wanted: Standing): ReadonlySet<string> =>
    new Set(judged.filter(({ standing }) => standing === wanted).map(({ item }) => item.subject));
  return { accepted: standing('accepted'), rejected: standing('rejected') };
}
