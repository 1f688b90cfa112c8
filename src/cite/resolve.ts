import { compareText } from '../model/text.js';
import { createHash } from 'node:crypto';
import type { IsoDate } from '../model/date.js';
import type {
  Citation,
  Commencement,
  Document,
  Effect,
  Jurisdiction,
  NamedTarget,
  Reading,
} from '../model/document.js';
import type { CitationRecord, EffectRecord, Graph, OpenEnd, WorkNode } from '../model/graph.js';
import { type KnownMaker, type Maker, mayUnmake } from '../model/authority.js';
import type { WorkId } from '../model/ids.js';
import type { Message } from '../model/message.js';
import type { KnownWork, Rules } from '../model/rules.js';
import { jurisdictionOf, unknownJurisdiction } from '../notation/agencies.js';
import { officeOf } from '../notation/offices.js';
import { findNumbers, namesSeries, numberKey } from '../notation/document-numbers.js';
import { isShortName, issuersOf, titleKey, titleWithoutIssuers, typeOf } from '../notation/titles.js';
import { workId } from '../notation/work-ids.js';

/** Readings whose citations and effects name works, and the graph they make. */
export interface Resolved {
  readonly readings: readonly Reading[];
  readonly graph: Graph;
}

/** How a citation names a document. */
interface Name {
  readonly title: string | null;
  readonly number: string | null;
  readonly issued?: IsoDate;
}

type Resolution = { readonly work: WorkId } | { readonly candidates: readonly WorkId[] };

/**
 * The second step of citations, over the whole corpus: every name is held against the documents that are held and those
 * that are only cited. By number, else by title; one document named in several spellings is one node; several candidates
 * are an open end and no guess.
 */
export function resolveCitations(readings: readonly Reading[], rules: Rules): Resolved {
  const index = new WorkIndex(
    readings.map((reading) => reading.document),
    rules,
  );
  for (const { document } of readings)
    for (const citation of document.citations) if (!citation.self) index.addCited(citation, document);
  const openEnds: OpenEnd[] = [];
  const resolved = readings.map((reading) => ({
    ...reading,
    document: resolveDocument(reading.document, index, openEnds, rules),
  }));
  const documents = resolved.map((reading) => reading.document);
  return {
    readings: resolved,
    graph: {
      nodes: index.nodes(),
      effects: documents.flatMap(effectRecords),
      citations: documents.flatMap(citationRecords),
      openEnds: [
        ...openEnds,
        ...documents.flatMap(openEffects),
        ...documents.flatMap((document) => contestedEffects(document, index, rules)),
      ].sort((a, b) => compareText(a.work, b.work) || a.line - b.line || compareText(a.id, b.id)),
    },
  };
}

function effectRecords(document: Document): EffectRecord[] {
  const { sha256, path } = document.source;
  return document.effects.map((effect) => ({ affecting: document.id, snapshot: sha256, path, effect }));
}

function citationRecords(document: Document): CitationRecord[] {
  const { sha256, path } = document.source;
  return document.citations.map((citation) => ({ citing: document.id, snapshot: sha256, path, citation }));
}

function resolveDocument(document: Document, index: WorkIndex, openEnds: OpenEnd[], rules: Rules): Document {
  const asked = new Set<string>();
  const messages: Message[] = [];
  const citations = document.citations.map((citation): Citation => {
    if (citation.self) return { ...citation, work: document.id };
    const found = index.find(citation, document);
    if ('work' in found) return { ...citation, work: found.work };
    // One name is one question, however often it stands in the document.
    if (asked.has(citation.text)) return citation;
    asked.add(citation.text);
    const open = ambiguous(document, citation.line, citation.text, found.candidates);
    openEnds.push(open);
    if (open.candidates.length > 0) messages.push(ambiguityMessage(open));
    return citation;
  });
  const effects = document.effects.map((effect): Effect => {
    if ('class' in effect.target || effect.target.work !== null) return effect;
    const found = index.find(effect.target, document);
    if ('work' in found && found.work === document.id) openEnds.push(ownTitle(document, effect));
    // Under its own title a document ends its predecessor, which nobody has named any better.
    if (!('work' in found) || found.work === document.id) return effect;
    const on: Effect = { ...effect, target: { ...effect.target, work: found.work } satisfies NamedTarget };
    return contestedTarget(on, document, index, rules) ? { ...on, id: effectIdOn(on.id, found.work) } : on;
  });
  const all = [...document.messages, ...messages].sort((a, b) => a.line - b.line);
  return { ...document, citations, effects, messages: all };
}

/** 《甲办法》同时废止 in the only 甲办法 that is known: which one it ends, a person has to say. */
function ownTitle(document: Document, { line, id, quote }: Effect): OpenEnd {
  const text = 'acts on a document of its own title, and no other of that title is known';
  const open = { kind: 'unresolved', work: document.id, line, quote, text, candidates: [] } as const;
  return { ...open, id: openEndId(document.id, 'unresolved', [id]) };
}

function ambiguityMessage({ line, quote, candidates }: OpenEnd): Message {
  const text = `“${quote}” may name ${candidates.join(' or ')}`;
  return { code: 'cite/ambiguous', severity: 'warning', line, text };
}

function ambiguous(document: Document, line: number, text: string, candidates: readonly WorkId[]): OpenEnd {
  const kind = candidates.length === 0 ? 'unresolved' : 'ambiguous';
  const what =
    candidates.length === 0
      ? `${text} names no document that is known`
      : `${text} may be ${String(candidates.length)} documents`;
  return {
    id: openEndId(document.id, kind, [text, ...candidates]),
    kind,
    work: document.id,
    line,
    quote: text,
    text: what,
    candidates,
  };
}

/**
 * The id of an open end, made of what is asked and not of where it stands, so that what people decided holds while lines
 * come and go around it: the effect, or the name (asked once a document) with what it may name.
 */
function openEndId(work: WorkId, kind: OpenEnd['kind'], about: readonly string[]): string {
  return `o-${createHash('sha256')
    .update(JSON.stringify([work, kind, ...about]))
    .digest('hex')
    .slice(0, 12)}`;
}

/** Effects that a person has to settle: overrides without a name, targets without provisions, repeals without a day. */
function openEffects(document: Document): OpenEnd[] {
  return document.effects.flatMap((effect): OpenEnd[] => {
    const open = openKind(effect);
    if (open === null) return [];
    const { kind, text } = open;
    return [
      {
        id: openEndId(document.id, kind, [effect.id]),
        kind,
        work: document.id,
        line: effect.line,
        quote: effect.quote,
        text,
        candidates: [],
      },
    ];
  });
}

/** 经市人民政府同意: what is done so is done by the government too. */
function isApproved(quote: string): boolean {
  return /经[^,，。;；]{0,20}(?:人民政府|国务院|人大常委会)[^,，。;；]{0,6}(?:同意|批准)/.test(quote);
}

/**
 * The id of a contested effect holds the document it was found to be on: what people decide is whether its maker has a say
 * over that one, and no longer counts where the name comes to mean another.
 */
function effectIdOn(id: string, target: WorkId): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([id, target]))
    .digest('hex');
  return `e-${hash.slice(0, 12)}`;
}

/** The document that an effect is on, where the maker of the effect has no say over it; else null. */
function contestedTarget(effect: Effect, document: Document, index: WorkIndex, rules: Rules): WorkNode | null {
  const target = 'class' in effect.target || effect.target.work === null ? null : index.node(effect.target.work);
  const touchesForce = effect.asserted && actsOnForce.has(effect.type);
  if (!target || !touchesForce || isApproved(effect.quote)) return null;
  return mayUnmake(known(document, rules), known(target, rules)) === 'may-not' ? target : null;
}

/** What a document does to one that its maker has no say over: recorded, and not counted until a person says so. */
function contestedEffects(document: Document, index: WorkIndex, rules: Rules): OpenEnd[] {
  return document.effects.flatMap((effect): OpenEnd[] => {
    const target = contestedTarget(effect, document, index, rules);
    if (!target) return [];
    const text = `${madeBy(document)} is not known to have a say over what ${madeBy(target)} made (${target.id})`;
    const { line, quote } = effect;
    const id = openEndId(document.id, 'contested', [effect.id]);
    return [{ id, kind: 'contested', work: document.id, line, quote, text, candidates: [], effect: effect.id }];
  });
}

function known({ issuers, jurisdiction }: Maker, rules: Rules): KnownMaker {
  return { issuers, jurisdiction, offices: issuers.map((issuer) => officeOf(issuer, rules)) };
}

function madeBy({ issuers, jurisdiction: { province, city, district } }: Maker): string {
  return issuers.length > 0 ? issuers.join(' ') : [province, city, district].filter(Boolean).join('') || 'its maker';
}

const actsOnForce: ReadonlySet<Effect['type']> = new Set<Effect['type']>([
  'repeals',
  'replaces',
  'annuls',
  'ends-efficacy',
  'declares-lapsed',
  'amends',
  'suspends',
  'postpones',
  'extends',
  'revives',
]);

function openKind(effect: Effect): { kind: OpenEnd['kind']; text: string } | null {
  if ('class' in effect.target) {
    if (effect.type === 'prevails')
      return { kind: 'prevails', text: `overrides rules without naming them: “${effect.target.class}”` };
    return effect.scope === 'item'
      ? null
      : { kind: 'unnamed-class', text: `acts on a class without a name: “${effect.target.class}”` };
  }
  if (effect.target.provisions === 'unspecified' && effect.asserted) {
    const does = effect.type === 'amends' ? 'amends' : 'ends';
    return { kind: 'unspecified-provisions', text: `${does} a part without saying which` };
  }
  const ends = effect.type !== 'commences' && effect.type !== 'applies-from' && effect.asserted;
  return ends && effect.date === null ? { kind: 'undated', text: 'has an effect from a day that nobody states' } : null;
}

/** Held and cited works by number and by title. */
class WorkIndex {
  private readonly works = new Map<WorkId, WorkNode>();
  private readonly named = new Set<WorkId>();
  private readonly byNumber = new Map<string, Set<WorkId>>();
  private readonly byTitle = new Map<string, Set<WorkId>>();
  /** Agency characters of held documents: 青政办字 → where its issuer sits. */
  private readonly seatOfPrefix = new Map<string, Jurisdiction>();

  constructor(
    documents: readonly Document[],
    private readonly rules: Rules,
  ) {
    for (const document of documents) {
      this.works.set(document.id, heldNode(document));
      this.register(document.id, document);
      if (document.annexTitle !== null) add(this.byTitle, titleKey(document.annexTitle), document.id);
      const prefix = prefixOf(document.number);
      if (prefix !== null) this.seatOfPrefix.set(prefix, document.jurisdiction);
    }
    for (const work of rules.knownWorks) this.declare(work);
  }

  /** A work that a person declared; a held text of the same name or number counts before it. */
  private declare({ title, titles, number, issuers, issued, commences, lastDay, source }: KnownWork): void {
    const names = [title, ...titles].map(titleKey);
    if (names.some((name) => this.byTitle.has(name)) || (number !== null && this.byNumber.has(numberKey(number))))
      return;
    const [issuer] = issuers;
    const jurisdiction = jurisdictionOf(issuer ?? '国务院', this.rules);
    const id = workId({ iso: jurisdiction.iso, year: issued.slice(0, 4), number, issuers, issued, title });
    const type = typeOf(title, this.rules.numbering);
    const start: Commencement = { date: commences, basis: 'stated', retroactive: false };
    const known = { title, number, issuers, jurisdiction, type, issued, commences: start, lastDay, declared: source };
    this.works.set(id, { ...citedNode, ...known, id });
    if (number !== null) add(this.byNumber, numberKey(number), id);
    for (const name of names) add(this.byTitle, name, id);
  }

  /** Makes a node of a cited document that is not known yet, or another title of one that is. */
  addCited(name: Name, citing: Document): void {
    if (name.number === null || !namesSeries(name.number)) {
      if (name.issued !== undefined && name.title !== null) this.find(name, citing);
      return;
    }
    const known = this.byNumber.get(numberKey(name.number));
    const id = known ? [...known][0] : this.citedNode(name, citing);
    if (id !== undefined && known?.size !== 2) this.register(id, name);
  }

  node(id: WorkId): WorkNode | undefined {
    return this.works.get(id);
  }

  find(name: Name, citing: Document): Resolution {
    const found = this.lookUp(name, citing);
    if ('work' in found) this.named.add(found.work);
    return found;
  }

  private lookUp(name: Name, citing: Document): Resolution {
    if (name.number !== null && namesSeries(name.number)) {
      const byNumber = this.byNumber.get(numberKey(name.number));
      if (byNumber) return choose([...byNumber], this.works, citing);
    }
    if (name.title === null) return { candidates: [] };
    const full = this.ofDay([...(this.byTitle.get(titleKey(name.title)) ?? [])], name);
    if (full.length > 0) return choose(full, this.works, citing);
    if (isShortName(name.title, this.rules.citations.selfWords)) return { candidates: [] }; // 《通知》 alone names nothing
    return { work: this.citedNode(name, citing) };
  }

  /** Of works of one title those that may be the one of a day: two decisions can bear one title (domain: trap 7). */
  private ofDay(ids: readonly WorkId[], { issued }: Name): readonly WorkId[] {
    if (issued === undefined) return ids;
    const days = ids.map((id) => ({ id, day: this.works.get(id)?.issued ?? null }));
    const same = days.filter(({ day }) => day === issued);
    return (same.length > 0 ? same : days.filter(({ day }) => day === null)).map(({ id }) => id);
  }

  /** Sorted by id; a declared work that nobody names is left out. */
  nodes(): WorkNode[] {
    const named = [...this.works.values()].filter(({ id, declared }) => declared === undefined || this.named.has(id));
    return named.sort((a, b) => compareText(a.id, b.id));
  }

  private register(id: WorkId, { title, number }: Omit<Name, 'issued'>): void {
    if (number !== null && namesSeries(number)) add(this.byNumber, numberKey(number), id);
    if (title === null) return;
    add(this.byTitle, titleKey(title), id);
    const bare = titleWithoutIssuers(title, this.rules);
    if (bare !== title && this.works.get(id)?.held === true) add(this.byTitle, titleKey(bare), id);
  }

  private citedNode(name: Name, citing: Document): WorkId {
    const number =
      name.number === null ? null : (findNumbers(name.number, this.rules.citations, this.rules)[0] ?? null);
    const titleIssuers = name.title === null ? [] : issuersOf(name.title, this.rules);
    const issuers = titleIssuers.length > 0 ? titleIssuers : (number?.issuers ?? []);
    const jurisdiction = this.seatOf(name, issuers, citing);
    const year = number?.year?.toString() ?? name.issued?.slice(0, 4) ?? null;
    const isNumbered = name.number !== null && namesSeries(name.number);
    const id = workId({
      iso: jurisdiction.iso,
      year,
      number: isNumbered ? name.number : null,
      issuers: [],
      issued: name.issued ?? null,
      title: name.title,
    });
    if (!this.works.has(id)) {
      const type = name.title === null ? null : typeOf(name.title, this.rules.numbering);
      const { title, number: printed, issued = null } = name;
      this.works.set(id, { ...citedNode, id, title, number: printed, issuers, issued, jurisdiction, type });
      this.register(id, name);
    }
    return id;
  }

  /** By the issuers named, the characters that open the number, or the words 中华人民共和国; else unknown. */
  private seatOf(name: Name, issuers: readonly string[], citing: Document): Jurisdiction {
    for (const issuer of issuers) {
      const seat = jurisdictionOf(issuer, this.rules);
      if (seat.iso !== null) return seat;
    }
    if (name.title?.startsWith('中华人民共和国') === true) return jurisdictionOf('国务院', this.rules);
    const prefix = prefixOf(name.number);
    if (prefix !== null) {
      if (prefix === prefixOf(citing.number)) return citing.jurisdiction;
      const known = this.seatOfPrefix.get(prefix);
      if (known) return known;
      if (this.rules.agencies.numberPrefixes.some((entry) => prefix.startsWith(entry.prefix)))
        return jurisdictionOf('国务院', this.rules);
      const province = this.rules.gazetteer.numberPrefixes.find((entry) => prefix.startsWith(entry.prefix));
      if (province) return province.jurisdiction;
    }
    return name.title === null ? unknownJurisdiction : placeInTitle(name.title, jurisdictionOf(name.title, this.rules));
  }
}

/** One candidate is the work; of several, the only one of the citing document's own place; else all remain. */
function choose(ids: readonly WorkId[], works: ReadonlyMap<WorkId, WorkNode>, citing: Document): Resolution {
  const [only] = ids;
  if (only !== undefined && ids.length === 1) return { work: only };
  const near = ids.filter((id) => {
    const place = works.get(id)?.jurisdiction;
    return (
      place !== undefined && place.gb2260 !== null && place.gb2260 === citing.jurisdiction.gb2260 && id !== citing.id
    );
  });
  const [nearest] = near;
  return nearest !== undefined && near.length === 1 ? { work: nearest } : { candidates: [...ids].sort() };
}

/**
 * The place that a title names in full. 资源综合利用 is not 资源县, nor 公安机关 公安县: of a city or a district the short name is
 * an ordinary word too often.
 */
function placeInTitle(title: string, place: Jurisdiction): Jurisdiction {
  const full = [place.city, place.district].every((name) => name === null || title.includes(name));
  return place.province !== null && full ? place : unknownJurisdiction;
}

/** 青政办字 of 青政办字〔2020〕89号; null for numbers of another form. */
function prefixOf(number: string | null): string | null {
  return number === null ? null : (/^([^〔]+)〔/.exec(number)?.[1] ?? null);
}

function add(map: Map<string, Set<WorkId>>, key: string, id: WorkId): void {
  const set = map.get(key);
  if (set) set.add(id);
  else map.set(key, new Set([id]));
}

const citedNode = {
  annexTitle: null,
  held: false,
  officialStatus: null,
  commences: null,
  lastDay: null,
  snapshot: null,
} as const;

function heldNode(document: Document): WorkNode {
  const { id, title, annexTitle, number, issuers, jurisdiction, type, issued, officialStatus, commences, lastDay } =
    document;
  const snapshot = document.source.sha256;
  return {
    id,
    title,
    annexTitle,
    number,
    issuers,
    jurisdiction,
    type,
    issued,
    held: true,
    officialStatus,
    commences,
    lastDay,
    snapshot,
  };
}
