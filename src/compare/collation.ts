import type { Difference, Pair } from '../model/difference.js';

/** What two witnesses have in common and not, before differences have ids. */
export interface Collation {
  readonly pairs: readonly Pair[];
  readonly differences: readonly Unnamed[];
  readonly exact: boolean;
}

/** A difference before it has an id. */
export type Unnamed = Omit<Difference, 'id'>;
