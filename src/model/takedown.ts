import type { IsoDate } from './date.js';
import type { Sha256 } from './ids.js';

/** Why the bytes of a capture have to go, and who says so. */
export interface TakedownOrder {
  readonly reason: string;
  readonly by: string;
  readonly on: IsoDate;
}

/** What stays of a capture whose bytes were taken out of the history: `takedowns/<sha256>.json`. */
export interface Takedown extends TakedownOrder {
  readonly sha256: Sha256;
  /** What git called the bytes; by it, `verify` sees that they are gone. */
  readonly blob: string;
  readonly source: string | null;
  readonly path: string | null;
  readonly bytes: number | null;
  readonly firstSeen: IsoDate | null;
}
