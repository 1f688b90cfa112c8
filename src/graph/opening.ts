import type { IsoDate } from '../model/date.js';
import type { Effect } from '../model/document.js';
import type { EffectRecord, WorkNode } from '../model/graph.js';
import type { WorkId } from '../model/ids.js';
import { isAsserted, namedTarget } from './lookup.js';

/** What is known of a document before anything else happens to it: its planned start and last day, with evidence. */
export interface Opening {
  readonly start: IsoDate | null;
  readonly implied: boolean;
  /** Null where no sentence states the start. */
  readonly startRecord: EffectRecord | null;
  readonly lastDay: IsoDate | null;
  readonly endRecord: EffectRecord | null;
}

/**
 * The planned start and last day of a document. Its own stated start comes first, then one that another document
 * asserts (施行日期另行通知), then the day of issue that is implied. What is only reported starts nothing.
 *
 * @param on the effects on this document, in the order of `GraphIndex`
 */
export function openingOf(id: WorkId, node: WorkNode | undefined, on: readonly EffectRecord[]): Opening {
  const terms = on.filter((record) => isAsserted(record.effect) && isWhole(record.effect));
  const start = startOf(id, node, terms);
  const ends = terms.filter((record) => record.effect.type === 'expires' && record.affecting === id);
  const lastDay = node?.lastDay ?? earliest(ends)?.effect.date ?? null;
  return { ...start, lastDay, endRecord: ends.find((record) => record.effect.date === lastDay) ?? null };
}

/** The effect is on the document as a whole; a term of one clause or of a thing is not. */
export function isWhole(effect: Effect): boolean {
  return effect.scope === 'document' && namedTarget(effect)?.provisions === 'whole';
}

type Start = Pick<Opening, 'start' | 'implied' | 'startRecord'>;

function startOf(id: WorkId, node: WorkNode | undefined, terms: readonly EffectRecord[]): Start {
  const commences = terms.filter((record) => record.effect.type === 'commences');
  const own = commences.filter((record) => record.affecting === id);
  const stated = node?.commences?.basis === 'implied' ? null : (node?.commences?.date ?? null);
  if (stated !== null) {
    const startRecord = own.find((record) => record.effect.date === stated) ?? null;
    return { start: stated, implied: false, startRecord };
  }
  const said = earliest(own) ?? earliest(commences);
  if (said) return { start: said.effect.date, implied: false, startRecord: said };
  const implied = node?.commences?.date ?? null;
  return { start: implied, implied: implied !== null, startRecord: null };
}

/** The record with the earliest date, the first of several; null where none has a date. */
function earliest(records: readonly EffectRecord[]): EffectRecord | null {
  let first: EffectRecord | null = null;
  for (const record of records) {
    const { date } = record.effect;
    if (date !== null && (first?.effect.date == null || date < first.effect.date)) first = record;
  }
  return first;
}
