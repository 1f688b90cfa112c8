import type { IsoDate } from './date.js';

/** What a person said about a thing that waited for one. */
export interface Decision {
  readonly verdict: 'accept' | 'reject' | 'note';
  /** Why, in the person's words; null for none. */
  readonly note: string | null;
  readonly by: string;
  readonly on: IsoDate;
}

/** All decisions on one thing, by day, then by person: two people who decide differently both stand. */
export interface Review {
  /** The id of the difference, effect or open end; it lasts as long as the thing itself stays the same. */
  readonly id: string;
  readonly of: 'difference' | 'effect' | 'open-end';
  readonly decisions: readonly Decision[];
}
