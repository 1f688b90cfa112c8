import { createHash } from 'node:crypto';
import type { EId, WorkId } from '../../model/ids.js';
import type { Corpus } from '../corpus.js';
import { visible } from '../visible.js';

/** Twelve hexadecimal digits: with a million works a clash is expected once in 500 sites. */
const hashDigits = 12;

/** Names that Windows gives to devices, whatever the extension. */
const deviceName = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/** How deep a page lies: pages link by relative paths, so that the site opens from a disk. */
export type Base = '' | '../';

/**
 * A file name for a work: `cn-jl-2023-1-3fa9c2e1b07d`. Lower-case ASCII only, so that it survives every file system,
 * zip tool and web server, and never differs from another by case or width alone; the hash of the whole id tells
 * works apart and the rest is for people. Stable while the id is.
 */
export function workSlug(id: WorkId): string {
  const [place = '', year = '', ...name] = id.split('/');
  const serial = /(\d{1,6})\D*$/.exec(name.join('/').normalize('NFKC'))?.[1] ?? '';
  return slug([place, year, serial].join('-'), id);
}

/** A file name for a family: its id where that is a safe name, else what is safe of it and a hash. */
export function familySlug(id: string): string {
  if (/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/.test(id) && !deviceName.test(id)) return id;
  return slug(id, id);
}

/** The page of a document, or of a part of its text, counted from 0. */
export function documentPath(id: WorkId, part = 0): string {
  return `documents/${partPath(workSlug(id), part)}`;
}

/** The page of a family, or of a part of its tables, counted from 0. */
export function familyPath(id: string, part = 0): string {
  return `families/${partPath(familySlug(id), part)}`;
}

/** The page that shows what every member of a family says at each clause. */
export function familyClausesPath(id: string, part = 0): string {
  return `families/${partPath(`${familySlug(id)}--clauses`, part)}`;
}

/** The page that holds a member of a family against the template, or a part of it, counted from 0. */
export function comparisonPath(family: string, member: WorkId, part = 0): string {
  return `comparisons/${partPath(comparisonName(family, member), part)}`;
}

/** The name of the pages of a comparison in their folder. */
export function comparisonName(family: string, member: WorkId): string {
  return `${familySlug(family)}--${workSlug(member)}`;
}

/** The `id` attribute of a passage, and the fragment that leads to it. */
export function passageAnchor(eId: EId): string {
  return `c-${eId}`;
}

/** The `id` attribute of an audit row. */
export function rowAnchor(id: WorkId): string {
  return `w-${workSlug(id)}`;
}

/** The `id` attribute of a difference: differences of two members may bear the same id. */
export function differenceAnchor(member: string, difference: string): string {
  return `d-${slug('', `${member}\n${difference}`)}`;
}

/** Rows of the audit on one page: with a thousand documents of seeds' kind none weighs 300 KB (measured). */
export const auditRowsPerPart = 60;

/** The page of a part of a list, counted from 0: `audit.html`, `audit-2.html`. */
export function partPath(name: string, part: number): string {
  return part === 0 ? `${name}.html` : `${name}-${part + 1}.html`;
}

/** Where a work is shown: its page, its row in the audit, or nowhere. */
export function workHref(corpus: Corpus, id: WorkId, base: Base): string | null {
  if (corpus.readings.has(id)) return base + documentPath(id);
  const place = corpus.rowPlaces.get(id);
  if (place === undefined) return null;
  return base + partPath('audit', Math.floor(place / auditRowsPerPart)) + fragment(rowAnchor(id));
}

/** Where a passage of a work is shown; its page where it has no such passage, null where it has no page. */
export function passageHref(corpus: Corpus, id: WorkId, eId: EId, base: Base): string | null {
  const reading = corpus.readings.get(id);
  if (!reading) return null;
  const known = reading.passages.some((passage) => passage.eId === eId);
  return base + (known ? passagePath(corpus, id, eId) : documentPath(id));
}

/** Where a line of a work's capture is shown: the passage that holds it, else the page, else the audit row. */
export function lineHref(corpus: Corpus, id: WorkId, line: number, base: Base): string | null {
  const reading = corpus.readings.get(id);
  if (!reading) return workHref(corpus, id, base);
  const passage = reading.passages.findLast((candidate) => candidate.line <= line);
  return base + (passage ? passagePath(corpus, id, passage.eId) : documentPath(id));
}

/** The page of the part of a text that holds a passage, and the passage on it. */
export function passagePath({ passageParts }: Corpus, id: WorkId, eId: EId): string {
  return documentPath(id, passageParts.get(id)?.get(eId) ?? 0) + fragment(passageAnchor(eId));
}

/** The fragment that leads to an `id`. The page writes ids as it writes all text, so unseen characters read as there. */
export function fragment(anchor: string): string {
  return `#${encodeURIComponent(visible(anchor))}`;
}

function slug(readable: string, whole: string): string {
  const safe = readable
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  const hash = createHash('sha256').update(whole, 'utf8').digest('hex').slice(0, hashDigits);
  return safe ? `${safe}-${hash}` : hash;
}
