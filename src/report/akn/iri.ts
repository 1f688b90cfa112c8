import type { Document } from '../../model/document.js';
import type { WorkId } from '../../model/ids.js';

/**
 * Names of works, expressions and manifestations after the Akoma Ntoso Naming Convention 1.0 (sections 4.5 to 4.8):
 * `/akn/<jurisdiction>/<type>/<date>/<name>`, the language, `@` and the version, `.xml`.
 */

/** The agent of all that is derived from the text, this tool; `authorReferences` declares it. */
export const toolReference = '#jiaokan';

/** The element of a document in Akoma Ntoso. Why these two, and which is which: `documentElement`. */
export type DocumentElement = 'act' | 'doc';

/**
 * The IRI of a work, from its id alone: `CN-JL/2023/…` gives `/akn/cn-jl/doc/2023/…`. The convention wants the element
 * of the document in the third place; one who cites a document does not know it, so that a citation says `doc`, the
 * element for any document, and an act states both names.
 */
export function workIri(id: WorkId, type: DocumentElement = 'doc'): string {
  const [jurisdiction = '', year = '', ...name] = id.split('/');
  return `/akn/${iriSegment(jurisdiction.toLowerCase())}/${type}/${iriSegment(year)}/${iriSegment(name.join('/'))}`;
}

/** ISO 3166-1 code of the country of a work, in lower case: `cn`; `xx` where the jurisdiction is unknown. */
export function countryOf(id: WorkId): string {
  return id.slice(0, 2).toLowerCase();
}

/**
 * The IRI of the text that was read. Its version is named by the hash of the text: a capture does not say whether it
 * shows the first text of a document or a later one, and the convention reads a bare `zho@` as the first.
 */
export function expressionIri(document: Document, type: DocumentElement): string {
  return `${workIri(document.id, type)}/zho@${document.source.textSha256}`;
}

/** The original version of a work, whether or not it was captured: `zho@` without a version. */
export function originalIri(id: WorkId, type: DocumentElement): string {
  return `${workIri(id, type)}/zho@`;
}

/** A thing that is no document, by its class: `/akn/ontology/organization/…`. */
export function ontologyIri(
  kind: 'organization' | 'object' | 'event' | 'concept' | 'role' | 'reference',
  name: string,
): string {
  return `/akn/ontology/${kind}/${iriSegment(name)}`;
}

/**
 * Characters of an IRI segment that need no escape: unreserved ASCII, and what RFC 3987 allows beyond ASCII without
 * controls and format characters. `!`, `~`, `@` and `:` mean component, portion and version in the convention.
 */
const escaped =
  /[^A-Za-z0-9\-._()\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\u{10000}-\u{1fffd}\u{20000}-\u{3fffd}]|[\p{C}\p{Z}]/gu;

function iriSegment(text: string): string {
  return text.replace(escaped, (character) => {
    // An unpaired surrogate has no UTF-8.
    const known = /\p{Cs}/u.test(character) ? '\ufffd' : character;
    return encodeURIComponent(known).replace(/[!~*']/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  });
}
