import type { ComponentKind, Document } from '../../model/document.js';
import { countryOf, expressionIri, type DocumentElement, ontologyIri, toolReference, workIri } from './iri.js';
import { element, type XmlElement } from './xml.js';

/** What of a document is identified: the whole, or an attached component of it. */
export interface Identified {
  readonly document: Document;
  /** The element of the document as a whole, which its IRI names. */
  readonly type: DocumentElement;
  /** Null for the document itself. */
  readonly component: { readonly kind: ComponentKind; readonly name: string } | null;
}

const unknownAuthor = 'unknown';

/**
 * The standard wants a date and has no way to leave one out; no notice is of this day, and its name says what it is.
 * Year 1 is the first that XML Schema has.
 */
const unknownDate = { date: '0001-01-01', name: 'unknown' };

/**
 * Work, expression and manifestation (FRBR) of a document or of a component of it. The expression is the text that was
 * read, which is normalised and no official edition; the manifestation is this XML, which has no day of its own, so
 * that the same text gives the same bytes.
 */
export function identification(identified: Identified): XmlElement {
  const { document, type, component } = identified;
  const part = `!${component?.name ?? 'main'}`;
  const expression = expressionIri(document, type);
  return element('identification', { source: toolReference }, [
    element('FRBRWork', {}, [
      value('FRBRthis', `${workIri(document.id, type)}/${part}`),
      ...workIris(document, type).map((iri) => value('FRBRuri', iri)),
      ...aliases(identified),
      ...datesAndAuthors(identified),
      value('FRBRcountry', countryOf(document.id)),
      ...workDetails(identified),
    ]),
    element('FRBRExpression', {}, [
      value('FRBRthis', `${expression}/${part}`),
      value('FRBRuri', expression),
      ...datesAndAuthors(identified),
      value('FRBRversionNumber', document.source.textSha256),
      value('FRBRauthoritative', 'false'),
      element('FRBRlanguage', { language: 'zho' }),
    ]),
    element('FRBRManifestation', {}, [
      value('FRBRthis', `${expression}/${part}.xml`),
      value('FRBRuri', `${expression}.xml`),
      element('FRBRdate', dateOf(identified)),
      element('FRBRauthor', { href: toolReference }),
      value('FRBRformat', 'xml'),
    ]),
  ]);
}

function value(name: string, text: string): XmlElement {
  return element(name, { value: text });
}

/** The name by its own element and, for an act, the name by which it is cited (`workIri`). */
function workIris({ id }: Document, type: DocumentElement): string[] {
  return [...new Set([workIri(id, type), workIri(id)])];
}

/** Titles and our id, for the document itself; the annex of a container bears the title of what is issued. */
function aliases({ document, component }: Identified): XmlElement[] {
  const { title, annexTitle, id } = document;
  const names: (readonly [string, string | null])[] = component
    ? [['title', component.name === 'annex' ? annexTitle : null]]
    : [
        ['title', title],
        ['annexTitle', annexTitle],
        ['workId', id],
      ];
  return names.flatMap(([name, text]) => (text === null ? [] : [element('FRBRalias', { value: text, name })]));
}

function workDetails({ document, component }: Identified): XmlElement[] {
  const { type, number, id } = document;
  // 解读 is not normative (domain: How a notice is built). Of other components nobody says whether they prescribe.
  if (component) return component.kind === 'interpretation' ? [value('FRBRprescriptive', 'false')] : [];
  return [
    ...(type === null ? [] : [value('FRBRsubtype', type)]),
    ...(number === null ? [] : [value('FRBRnumber', number)]),
    value('FRBRname', id.split('/').slice(2).join('/')),
  ];
}

/** An interpretation stands in the same capture, but it may be another day's and another agency's. */
function isIssuedWithIt({ component }: Identified): boolean {
  return component?.kind !== 'interpretation';
}

function dateOf(identified: Identified): Readonly<Record<string, string>> {
  const { issued } = identified.document;
  return issued === null || !isIssuedWithIt(identified) ? unknownDate : { date: issued, name: 'issued' };
}

function datesAndAuthors(identified: Identified): XmlElement[] {
  const { issuers } = identified.document;
  const known = isIssuedWithIt(identified) ? issuers : [];
  const authors = known.map((_, index) => element('FRBRauthor', { href: `#${issuerId(index)}`, as: '#issuer' }));
  return [
    element('FRBRdate', dateOf(identified)),
    ...(authors.length > 0 ? authors : [element('FRBRauthor', { href: `#${unknownAuthor}` })]),
  ];
}

function issuerId(index: number): string {
  return `org_${index + 1}`;
}

/** The tool, the issuers and the role they have, which every identification of an export refers to. */
export function authorReferences(document: Document, components: readonly ComponentKind[]): XmlElement[] {
  const organization = (eId: string, name: string): XmlElement =>
    element('TLCOrganization', { eId, href: ontologyIri('organization', name), showAs: name });
  const country = countryOf(document.id);
  const someUnknown = document.issuers.length === 0 || components.includes('interpretation');
  return [
    element('TLCObject', { eId: 'jiaokan', href: ontologyIri('object', 'jiaokan'), showAs: '校勘 jiaokan' }),
    ...document.issuers.map((issuer, index) =>
      element('TLCOrganization', {
        eId: issuerId(index),
        href: ontologyIri('organization', `${country}.${issuer}`),
        showAs: issuer,
      }),
    ),
    ...(document.issuers.length > 0
      ? [element('TLCRole', { eId: 'issuer', href: ontologyIri('role', 'issuer'), showAs: '发文机关' })]
      : []),
    ...(someUnknown ? [organization(unknownAuthor, unknownAuthor)] : []),
  ];
}
