import type { Repair } from '../model/text.js';
import type { Draft } from './draft.js';

const colon = 0x3a;
const slash = 0x2f;
const blank = 0x20;

/**
 * Removes a stray blank inside the host of a URL (`https://inv-ver i.chinatax.gov.cn`) from the reading of the last
 * paragraph, and lists the repair. A blank is stray where what stands before it is no whole host and what follows
 * completes one; elsewhere the URL ends at the blank.
 */
export function closeUrlGaps(draft: Draft, start: number, source: string, repairs: Repair[]): void {
  for (let i = start; i + 3 < draft.length; i += 1) {
    if (draft.units[i] !== colon || draft.units[i + 1] !== slash || draft.units[i + 2] !== slash) continue;
    const end = hostEnd(draft, i + 3);
    if (draft.units[end] === blank && isWholeHost(draft, i + 3, end) === false && completes(draft, end + 1)) {
      const offset = draft.at[end] ?? 0;
      const to = draft.at[end + 1] ?? offset + 1;
      repairs.push({ kind: 'space-in-url', span: { from: offset, to }, was: source.slice(offset, to), reads: '' });
      remove(draft, end);
    }
  }
}

function hostEnd(draft: Draft, from: number): number {
  let end = from;
  while (end < draft.length && isHostUnit(draft.units[end] ?? 0)) end += 1;
  return end;
}

function isHostUnit(unit: number): boolean {
  return (
    (unit >= 0x61 && unit <= 0x7a) ||
    (unit >= 0x41 && unit <= 0x5a) ||
    (unit >= 0x30 && unit <= 0x39) ||
    unit === 0x2d ||
    unit === 0x2e
  );
}

/** A host with at least one dot that does not end in a dot or hyphen. */
function isWholeHost(draft: Draft, from: number, to: number): boolean {
  const host = String.fromCharCode(...draft.units.subarray(from, to));
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(host) && !/[-.]$/.test(host);
}

/** What follows the blank is the rest of a host: labels with at least one dot. */
function completes(draft: Draft, from: number): boolean {
  const end = hostEnd(draft, from);
  return /^\.?[a-z0-9-]*(\.[a-z0-9-]+)+$/i.test(String.fromCharCode(...draft.units.subarray(from, end)));
}

function remove(draft: Draft, index: number): void {
  draft.units.copyWithin(index, index + 1, draft.length);
  draft.at.copyWithin(index, index + 1, draft.length);
  draft.length -= 1;
}
