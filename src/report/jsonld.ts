import type { CitationKind, Document, EffectType } from '../model/document.js';
import type { WorkNode } from '../model/graph.js';
import type { WorkId } from '../model/ids.js';
import { workIri } from './akn/iri.js';

/** European Legislation Identifier ontology; its terms are those of version 1.5. */
const context = {
  eli: 'http://data.europa.eu/eli/ontology#',
  jiaokan: 'urn:jiaokan:',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;

/** Relations of ELI for what a document does to another; what it does to itself is dates. */
const effectRelations: Readonly<Partial<Record<EffectType, string>>> = {
  repeals: 'eli:repeals',
  replaces: 'eli:repeals',
  annuls: 'eli:repeals',
  'declares-lapsed': 'eli:repeals',
  'ends-efficacy': 'eli:repeals',
  amends: 'eli:amends',
  corrects: 'eli:corrects',
  commences: 'eli:commences',
};

/** Relations of ELI for what a document says of another. */
const citationRelations: Readonly<Record<CitationKind, string | null>> = {
  'based-on': 'eli:based_on',
  applies: 'eli:cites',
  cites: 'eli:cites',
  publishes: null,
  interprets: 'eli:cites',
  repeals: null,
  amends: null,
};

/**
 * A document as JSON-LD in the terms of ELI: what it is, when it holds, and what it does to which other works. Only
 * asserted effects and works that are known; several relations to one work are each there once.
 * Whether it still holds is the audit's answer for a day, and is not said here.
 */
export function documentJsonLd(document: Document): Readonly<Record<string, unknown>> {
  const relations = new Map<string, Set<WorkId>>();
  const relate = (relation: string | null | undefined, work: WorkId | null): void => {
    if (!relation || work === null || work === document.id) return;
    relations.set(relation, (relations.get(relation) ?? new Set()).add(work));
  };
  for (const { type, target, asserted } of document.effects)
    if (asserted && !('class' in target)) relate(effectRelations[type], target.work);
  for (const { kind, work } of document.citations) relate(citationRelations[kind], work);
  return {
    '@context': context,
    ...describe(document),
    'eli:first_date_entry_in_force': date(document.commences.date),
    ...Object.fromEntries(
      [...relations].map(([relation, works]) => [
        relation,
        [...works].sort().map((work) => ({ '@id': workIri(work) })),
      ]),
    ),
    'jiaokan:textSha256': document.source.textSha256,
    'jiaokan:captureSha256': document.source.sha256,
  };
}

type Described = Pick<
  WorkNode,
  'id' | 'title' | 'annexTitle' | 'number' | 'issuers' | 'jurisdiction' | 'type' | 'issued'
>;

function describe(work: Described): Readonly<Record<string, unknown>> {
  return {
    '@id': workIri(work.id),
    '@type': 'eli:LegalResource',
    'eli:title': zh(work.title),
    'eli:title_alternative': zh(work.annexTitle),
    'eli:id_local': work.number,
    'eli:type_document': zh(work.type),
    'eli:date_document': date(work.issued),
    'eli:passed_by': work.issuers.map(zh),
    'eli:jurisdiction': work.jurisdiction.iso,
  };
}

function zh(text: string | null): object | null {
  return text === null ? null : { '@value': text, '@language': 'zh' };
}

function date(day: string | null): object | null {
  return day === null ? null : { '@value': day, '@type': 'xsd:date' };
}
