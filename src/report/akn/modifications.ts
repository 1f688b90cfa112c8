import type { IsoDate } from '../../model/date.js';
import { addDays } from '../../model/date.js';
import type { Document, Effect, EffectType, Passage } from '../../model/document.js';
import type { WorkId } from '../../model/ids.js';
import type { Text } from '../../model/text.js';
import { textRange } from '../site/passage-text.js';

/** An element of `analysis` and its `type`. */
interface ModificationKind {
  readonly element: 'textualMod' | 'forceMod' | 'efficacyMod' | 'legalSystemMod';
  readonly type: string;
  /** What the date of the effect is to the time it speaks of. */
  readonly period: 'force' | 'efficacy';
  readonly bound: 'first-day' | 'last-day';
}

/**
 * Effects for which Akoma Ntoso has a word. The others are left out: `amends` and `corrects` do not say whether text
 * was replaced, inserted or renumbered; there is no word for 撤销 (annuls) and for the end of a suspension (revives);
 * `applies-from`, `saves`, `prevails` and `defers-to` qualify a rule and modify no document.
 */
const kinds: Partial<Readonly<Record<EffectType, ModificationKind>>> = {
  repeals: { element: 'textualMod', type: 'repeal', period: 'force', bound: 'first-day' },
  replaces: { element: 'textualMod', type: 'replacement', period: 'force', bound: 'first-day' },
  'declares-lapsed': { element: 'efficacyMod', type: 'endOfEfficacy', period: 'efficacy', bound: 'first-day' },
  'ends-efficacy': { element: 'efficacyMod', type: 'endOfEfficacy', period: 'efficacy', bound: 'first-day' },
  suspends: { element: 'efficacyMod', type: 'inapplication', period: 'efficacy', bound: 'first-day' },
  commences: { element: 'forceMod', type: 'entryIntoForce', period: 'force', bound: 'first-day' },
  postpones: { element: 'forceMod', type: 'postponementOfEntryIntoForce', period: 'force', bound: 'first-day' },
  extends: { element: 'forceMod', type: 'prorogationOfForce', period: 'force', bound: 'last-day' },
  expires: { element: 'legalSystemMod', type: 'expiration', period: 'force', bound: 'last-day' },
};

/** A modification that a document makes. Days are first days: `end` is the day after the last one (domain: Dates). */
export interface Modification {
  readonly kind: ModificationKind;
  /** The clause that makes it; null where the words of the effect lie in no clause. */
  readonly source: string | null;
  readonly work: WorkId;
  readonly start: IsoDate | null;
  readonly end: IsoDate | null;
}

/**
 * The modifications a document makes, in the order of its effects: those it asserts itself, of a whole document that
 * is known. What ends provisions or an unnamed class is left out, since a destination without them would say that the
 * whole document ends; the words of it stand in the text, with their citations.
 */
export function listModifications(document: Document, passages: readonly Passage[], text: Text): Modification[] {
  return document.effects.flatMap((effect): Modification[] => {
    const kind = kinds[effect.type];
    const { target } = effect;
    if (!kind || !effect.asserted || effect.scope !== 'document' || 'class' in target) return [];
    if (target.work === null || target.provisions !== 'whole') return [];
    return [{ kind, source: clauseAt(effect, passages, text), work: target.work, ...periodOf(effect, kind) }];
  });
}

function periodOf(effect: Effect, kind: ModificationKind): Pick<Modification, 'start' | 'end'> {
  if (kind.bound === 'last-day') return { start: null, end: effect.date && addDays(effect.date, 1) };
  return { start: effect.date, end: effect.until ? addDays(effect.until, 1) : null };
}

function clauseAt(effect: Effect, passages: readonly Passage[], text: Text): string | null {
  const { from } = textRange(text, effect.span);
  return passages.find((passage) => passage.from <= from && from < passage.to)?.eId ?? null;
}
