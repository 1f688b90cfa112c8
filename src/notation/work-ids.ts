import { createHash } from 'node:crypto';
import type { WorkId } from '../model/ids.js';

/** What a work is known by. */
export interface WorkKey {
  /** ISO 3166-2 of the province, CN for national, null where unknown. */
  readonly iso: string | null;
  readonly year: string | null;
  readonly number: string | null;
  readonly issuers: readonly string[];
  readonly issued: string | null;
  readonly title: string | null;
}

/** Longest name of a path segment, in characters: 80 Han characters are 240 bytes, under the 255 of file systems. */
const longestName = 80;

/**
 * The id of a work: `<ISO 3166-2>/<year>/<number, or issuer·date·title>`. A safe path: no separators, control or
 * invisible characters, no leading dot or hyphen, at most 80 characters, a longer name cut with a hash.
 * Unknown jurisdictions are `XX` (user-assigned in ISO 3166), unknown years `undated`.
 */
export function workId(key: WorkKey): WorkId {
  const name =
    key.number ?? [key.issuers.join(' '), key.issued ?? '', key.title ?? ''].filter((part) => part !== '').join('·');
  return `${key.iso ?? 'XX'}/${key.year ?? 'undated'}/${safeName(name === '' ? 'untitled' : name)}` as WorkId;
}

function safeName(name: string): string {
  const clean = name
    .normalize('NFC')
    .replace(/[\s\u00a0\u3000]+/g, ' ')
    .replace(/[/\\:*?"<>|\p{C}]/gu, '_')
    .replace(/\.{2,}/g, '_')
    .replace(/^[.\-~ ]+/, '_')
    .replace(/[. ]+$/, '');
  if (clean.length <= longestName && clean !== '') return clean;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 10);
  return `${clean.slice(0, longestName - 11)}~${hash}`;
}
