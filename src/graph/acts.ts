import type { IsoDate } from '../model/date.js';
import type { Effect, EffectType, Provisions } from '../model/document.js';
import type { EffectRecord, RefusalReason, WorkNode } from '../model/graph.js';
import { mayEnd, shareIssuer } from '../model/authority.js';
import { type Decided, isAmong } from '../model/review.js';
import type { WorkId } from '../model/ids.js';
import { dawn, dayAfter } from './days.js';
import type { Act, ActKind } from './force.js';
import { isAsserted, namedTarget } from './lookup.js';
import type { Opening } from './opening.js';

/** An effect that can touch the force of a document, if its own document lives to do it. */
export interface Deed {
  readonly record: EffectRecord;
  readonly target: WorkId;
  readonly kind: ActKind;
  readonly extent: Provisions;
  /** Done on the day its document starts, whenever that is (同时废止); else on `day`. */
  readonly atStart: boolean;
  /** The first day on which it holds; null: the day its document starts. */
  readonly day: IsoDate | null;
  readonly to: IsoDate | null;
}

/** What each effect does to force; those that are not here do nothing to it (domain: the table of phrases). */
const actKinds: Readonly<Partial<Record<EffectType, ActKind>>> = {
  repeals: 'end',
  replaces: 'end',
  annuls: 'end',
  'ends-efficacy': 'end',
  'declares-lapsed': 'end',
  expires: 'limit',
  amends: 'amend',
  suspends: 'suspend',
  postpones: 'postpone',
  extends: 'extend',
  revives: 'revive',
};

/** Effects whose `date` is where they move a term to; they hold from the start of their own document. */
const movesTerm: ReadonlySet<ActKind> = new Set<ActKind>(['postpone', 'extend', 'limit']);

/**
 * The deed that an effect is, or null where it cannot touch a status: reported, undated, its target not found or
 * without a name, about an item or a thing, or of a type that leaves force alone. A document's own term (有效期至…)
 * is part of its opening and no deed.
 *
 * @param opening of the affecting document
 * @param issued of the affecting document
 */
export function deedOf(record: EffectRecord, opening: Opening, issued: IsoDate | null): Deed | null {
  const { effect } = record;
  const target = namedTarget(effect)?.work ?? null;
  const kind = actKinds[effect.type];
  const extent = extentOf(effect);
  if (target === null || kind === undefined || extent === null || !isAsserted(effect)) return null;
  if (kind === 'limit' && extent !== 'whole') return termOfProvisions(record, target, extent, opening);
  if (kind === 'limit' && (target === record.affecting || effect.date === null)) return null;
  if (kind === 'postpone' && extent !== 'whole') return null;
  if (movesTerm.has(kind)) return { record, target, kind, extent, ...momentOfTerm(opening, issued), to: effect.date };
  const moment = momentOf(effect, opening, issued);
  if (moment === null) return null;
  return { record, target, kind, extent, ...moment, to: null };
}

/** 第三条有效期至D: those provisions end, on the day after. */
function termOfProvisions(record: EffectRecord, target: WorkId, extent: Provisions, opening: Opening): Deed | null {
  const day = record.effect.date && dayAfter(record.effect.date);
  if (day === null) return null;
  return {
    record,
    target,
    kind: 'end',
    extent,
    atStart: opening.start !== null && day <= opening.start,
    day,
    to: null,
  };
}

type Moment = Pick<Deed, 'atStart' | 'day'>;

/** A term moved by a document of which not even the issue is known is taken to be moved in time: nobody states a gap. */
function momentOfTerm(opening: Opening, issued: IsoDate | null): Moment {
  return opening.start === null ? { atStart: false, day: issued ?? dawn } : { atStart: true, day: null };
}

function momentOf(effect: Effect, opening: Opening, issued: IsoDate | null): Moment | null {
  const day = effect.date ?? (effect.dateBasis === 'on-issue' ? issued : null);
  const withStart = effect.dateBasis === 'with-commencement';
  if (opening.start === null) return day === null ? null : { atStart: false, day };
  if (day === null) return withStart ? { atStart: true, day: null } : null;
  return { atStart: withStart || day <= opening.start, day };
}

/** How much of its target an effect touches; null where it is about an item, a class or a thing. */
export function extentOf(effect: Effect): Provisions | null {
  const target = namedTarget(effect);
  if (target === null || (effect.scope !== 'document' && effect.scope !== 'provisions')) return null;
  const { provisions } = target;
  if (provisions === 'whole') return effect.scope === 'document' ? 'whole' : 'unspecified';
  if (provisions === 'unspecified') return 'unspecified';
  if ('except' in provisions) return provisions.except.length > 0 ? provisions : 'whole';
  return provisions.length > 0 ? provisions : 'unspecified';
}

/**
 * Why a deed is not believed from who made it and from its dates alone, or null.
 *
 * @param contested ids of contested effects, each with the id of its open end
 */
export function refusalOf(
  deed: Deed,
  affecting: WorkNode | undefined,
  target: WorkNode | undefined,
  opening: Opening,
  contested: ReadonlyMap<string, string>,
  decided: Decided,
): RefusalReason | null {
  const ids = [deed.record.effect.id, contested.get(deed.record.effect.id)];
  if (isAmong(ids, decided.rejected)) return 'rejected';
  const day = deed.day ?? opening.start;
  const toItself = deed.target === deed.record.affecting;
  if (toItself) return opening.start === null || day === null || day <= opening.start ? 'on-itself' : null;
  const isContested = ids[1] !== undefined || isOutOfPlace(affecting, target);
  if (isContested && !isAmong(ids, decided.accepted)) return 'contested';
  const targetIssued = target?.issued ?? null;
  const issued = affecting?.issued ?? null;
  if (targetIssued === null || issued === null || day === null) return null;
  return issued < targetIssued && day < targetIssued ? 'before-target' : null;
}

/** Of another place than its target, or of one below; asked again here, for graphs that were kept without open ends. */
function isOutOfPlace(affecting: WorkNode | undefined, target: WorkNode | undefined): boolean {
  if (!affecting || !target || shareIssuer(affecting, target)) return false;
  return mayEnd(affecting.jurisdiction, target.jurisdiction) === 'may-not';
}

/** The act of a deed that is done, on the first day on which it holds. */
export function actOf(deed: Deed, day: IsoDate): Act {
  const { kind, record, extent, to } = deed;
  // A term that ended before the document that tells of it started ended when it says, not later.
  const held = kind === 'limit' && to !== null && to < day ? to : day;
  return { kind, day: held, record, extent, to };
}

/** What follows by time from an act: the day after a term, the new start, the end of a suspension. */
export function consequencesOf(act: Act): readonly Act[] {
  const { record, extent, to } = act;
  switch (act.kind) {
    case 'limit':
    case 'extend':
      return onDay(to && dayAfter(to), { kind: 'expire', record, extent, to });
    case 'suspend': {
      const until = record?.effect.until ?? null;
      return onDay(until && dayAfter(until), { kind: 'resume', record, extent, to: null });
    }
    case 'postpone':
      return [
        ...onDay(to, { kind: 'resume', record, extent, to: null }),
        ...onDay(to, { kind: 'start', record, extent, to: null }),
      ];
    case 'expire':
    case 'resume':
    case 'start':
    case 'end':
    case 'amend':
    case 'revive':
      return [];
  }
}

function onDay(day: IsoDate | null, act: Omit<Act, 'day'>): readonly Act[] {
  return day === null ? [] : [{ ...act, day }];
}
