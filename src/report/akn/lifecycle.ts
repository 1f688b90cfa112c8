import type { IsoDate } from '../../model/date.js';
import { addDays } from '../../model/date.js';
import type { Document } from '../../model/document.js';
import { type DocumentElement, ontologyIri, originalIri, toolReference, workIri } from './iri.js';
import type { Modification } from './modifications.js';
import { element, type XmlElement } from './xml.js';

/** What an event of the lifecycle is; declared among the references, but for the days of modifications. */
type EventName = 'issue' | 'commencement' | 'expiry' | 'modification';

interface LifecycleEvent {
  readonly eId: string;
  readonly date: IsoDate;
  readonly name: EventName;
}

/** `lifecycle`, `analysis`, `temporalData` and what they refer to. Empty lists where nothing is stated. */
export interface TemporalMetadata {
  readonly lifecycle: readonly XmlElement[];
  readonly analysis: readonly XmlElement[];
  readonly temporalData: readonly XmlElement[];
  readonly references: readonly XmlElement[];
}

/** The events of a document and the modifications it makes, with the periods they speak of. */
export function temporalMetadata(
  document: Document,
  modifications: readonly Modification[],
  type: DocumentElement,
): TemporalMetadata {
  const events = listEvents(document, modifications);
  const periods = listPeriods(modifications);
  return {
    lifecycle: wrap('lifecycle', events.map(eventElement)),
    analysis: wrap(
      'analysis',
      wrap('activeModifications', modificationElements(document, modifications, periods, type), {}),
    ),
    temporalData: wrap(
      'temporalData',
      [...periods.values()].map((period) => periodElement(period, events)),
    ),
    references: references(document, events, periods, type),
  };
}

function wrap(
  name: string,
  content: readonly XmlElement[],
  attributes: Readonly<Record<string, string>> = { source: toolReference },
): XmlElement[] {
  return content.length > 0 ? [element(name, attributes, content)] : [];
}

/**
 * Issue, commencement and expiry where the document states them, and the days on which its modifications start or end.
 * A commencement that is only implied is nobody's statement. An expiry is the day after the last day in force.
 */
function listEvents(document: Document, modifications: readonly Modification[]): LifecycleEvent[] {
  const { issued, commences, lastDay } = document;
  const stated = commences.basis === 'stated' || commences.basis === 'on-issue';
  const events: (readonly [IsoDate | null, EventName])[] = [
    [issued, 'issue'],
    [stated ? commences.date : null, 'commencement'],
    [lastDay && addDays(lastDay, 1), 'expiry'],
    ...modifications.flatMap(
      ({ start, end }) =>
        [
          [start, 'modification'],
          [end, 'modification'],
        ] as const,
    ),
  ];
  const found: LifecycleEvent[] = [];
  for (const [date, name] of events) {
    const known =
      date === null || found.some((event) => event.date === date && (name === 'modification' || event.name === name));
    if (!known) found.push({ eId: `eref_${found.length + 1}`, date, name });
  }
  return found;
}

function eventElement({ eId, date, name }: LifecycleEvent): XmlElement {
  return element('eventRef', {
    eId,
    date,
    source: '#original',
    // The standard names three kinds of event; a commencement or an expiry is none of them.
    type: name === 'issue' ? 'generation' : undefined,
    refersTo: name === 'commencement' || name === 'expiry' ? `#${name}` : undefined,
  });
}

interface Period {
  readonly eId: string;
  readonly concept: 'force' | 'efficacy';
  readonly start: IsoDate | null;
  readonly end: IsoDate | null;
}

function periodKey({ kind, start, end }: Modification): string {
  return `${kind.period} ${start ?? ''} ${end ?? ''}`;
}

/** One period for all modifications that speak of the same time. */
function listPeriods(modifications: readonly Modification[]): Map<string, Period> {
  const periods = new Map<string, Period>();
  for (const modification of modifications) {
    const { kind, start, end } = modification;
    const key = periodKey(modification);
    if ((start === null && end === null) || periods.has(key)) continue;
    periods.set(key, { eId: `tmpg_${periods.size + 1}`, concept: kind.period, start, end });
  }
  return periods;
}

function periodElement({ eId, concept, start, end }: Period, events: readonly LifecycleEvent[]): XmlElement {
  const eventOn = (date: IsoDate | null): string | undefined => {
    // The latest in the list: of issue and commencement on one day, it is the commencement that starts force.
    const event = events.findLast((candidate) => candidate.date === date);
    return event && `#${event.eId}`;
  };
  return element('temporalGroup', { eId }, [
    element('timeInterval', { start: eventOn(start), end: eventOn(end), refersTo: `#${concept}` }),
  ]);
}

function modificationElements(
  document: Document,
  modifications: readonly Modification[],
  periods: ReadonlyMap<string, Period>,
  type: DocumentElement,
): XmlElement[] {
  const seen = new Map<string, number>();
  return modifications.map((modification) => {
    const { kind, source, work } = modification;
    const count = (seen.get(kind.element) ?? 0) + 1;
    seen.set(kind.element, count);
    const own = workIri(document.id, type);
    const period = periods.get(periodKey(modification));
    return element(kind.element, { eId: `${kind.element}_${count}`, type: kind.type }, [
      element('source', { href: source === null ? own : `#${source}` }),
      element('destination', { href: work === document.id ? own : workIri(work) }),
      ...(period ? [element(kind.period, { period: `#${period.eId}` })] : []),
    ]);
  });
}

function references(
  document: Document,
  events: readonly LifecycleEvent[],
  periods: ReadonlyMap<string, Period>,
  type: DocumentElement,
): XmlElement[] {
  const concepts = new Set([...periods.values()].map((period) => period.concept));
  const named = new Set(events.map((event) => event.name));
  return [
    ...(events.length > 0
      ? [
          element('original', {
            eId: 'original',
            href: originalIri(document.id, type),
            showAs: document.title ?? document.id,
          }),
        ]
      : []),
    ...(['commencement', 'expiry'] as const)
      .filter((name) => named.has(name))
      .map((name) => element('TLCEvent', { eId: name, href: ontologyIri('event', name), showAs: eventWords[name] })),
    ...(['force', 'efficacy'] as const)
      .filter((name) => concepts.has(name))
      .map((name) =>
        element('TLCConcept', { eId: name, href: ontologyIri('concept', name), showAs: conceptWords[name] }),
      ),
  ];
}

const eventWords = { commencement: '施行', expiry: '有效期届满' } as const;
const conceptWords = { force: '效力', efficacy: '执行' } as const;
