import type { Jurisdiction } from './document.js';

/**
 * Whether documents of one place may end those of another, by rank alone: of the same place and of places below it.
 * `unknown` where the place of one is not known: nothing speaks against it then. Which agency of a place did it is not
 * asked, for agencies are merged and renamed more often than anybody writes down (立法法 97: the maker and its superior).
 */
export function mayEnd(by: Jurisdiction, on: Jurisdiction): 'may' | 'may-not' | 'unknown' {
  if (by.iso === null || on.iso === null) return 'unknown';
  if (by.iso === 'CN') return 'may';
  if (by.iso !== on.iso) return 'may-not';
  if (by.city === null && by.district === null) return 'may';
  if (by.district === null) return on.city === by.city ? 'may' : 'may-not';
  return on.district === by.district ? 'may' : 'may-not';
}
