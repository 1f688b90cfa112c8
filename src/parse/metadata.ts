import type { IsoDate } from '../model/date.js';
import type { Jurisdiction } from '../model/document.js';
import type { Rules } from '../model/rules.js';
import { fullAgencyName, jurisdictionOf, readAgencies, unknownJurisdiction } from '../notation/agencies.js';
import { readDate } from '../notation/dates.js';
import { completeNumber, findNumbers, type NumberMatch } from '../notation/document-numbers.js';
import { issuersOf, typeOf } from '../notation/titles.js';
import type { Division } from './components.js';
import type { Field, PortalRecord } from './records.js';

/** What a portal and a header say of a document, before it is decided which counts. */
export interface Metadata {
  readonly number: string | null;
  readonly numberMatch: NumberMatch | null;
  readonly labelNumber: NumberMatch | null;
  readonly issuers: readonly string[];
  readonly type: string | null;
  readonly issued: IsoDate | null;
  readonly jurisdiction: Jurisdiction;
  readonly officialStatus: string | null;
}

/** Reads the metadata of a document off its header, signature and portal fields, in this order of trust. */
export function readMetadata(record: PortalRecord, division: Division, rules: Rules): Metadata {
  const field = (role: Field['role']): string | null => fieldOf(record, role, rules)?.value ?? null;
  const titleIssuers = division.title === null ? [] : issuersOf(division.title, rules);
  const type = division.title === null ? null : typeOf(division.title, rules.numbering);
  const labelNumber = findNumbers(field('number') ?? '', rules.citations, rules)[0] ?? null;
  const numberMatch = division.headerNumber ?? labelNumber ?? division.history.number;
  const issuers =
    [
      titleIssuers,
      division.signers,
      numberMatch?.issuers ?? [],
      textIssuers(division, rules),
      division.history.issuers,
      readAgencies(field('issuer') ?? '', rules) ?? [],
    ].find((list) => list.length > 0) ?? [];
  const full = issuers.map((issuer) => fullAgencyName(issuer, rules.agencies));
  const issued = division.signedOn ?? division.headerDate ?? dayOf(field('issued')) ?? division.history.issued;
  return {
    number: numberMatch === null ? null : ownNumber(numberMatch, full, type),
    numberMatch,
    labelNumber,
    issuers: full,
    type,
    issued,
    jurisdiction: seatOf(full, numberMatch, division.title, rules),
    officialStatus: field('official-status') === '' ? null : field('official-status'),
  };
}

/** 2021年第5号 alone names no document; title and signature say whose it is. */
function ownNumber(number: NumberMatch, issuers: readonly string[], type: string | null): string {
  const isBare = number.form === 'yearly' && number.issuers.length === 0;
  return isBare ? completeNumber(number, issuers, type) : number.folded;
}

/** An agency on a line of its own under the title, as laws and orders have it. */
function textIssuers(division: Division, rules: Rules): readonly string[] {
  const header = division.parts.find((part) => part.kind === 'header');
  const named = header?.lines.flatMap(({ role, paragraph }) =>
    role === 'title' ? [] : (readAgencies(paragraph.text, rules) ?? []),
  );
  return [...new Set(named)];
}

/** Of several fields of a role the one whose label is trusted most: 成文日期 before 发布日期. An empty one counts last. */
function fieldOf({ fields }: PortalRecord, role: Field['role'], { captures }: Rules): Field | undefined {
  const labels = [...captures.fields.keys()];
  const rank = ({ label, value }: Field): number => (value === '' ? labels.length : labels.indexOf(label));
  return fields.filter((candidate) => candidate.role === role).sort((a, b) => rank(a) - rank(b))[0];
}

/** The day of a portal field; an hour may stand behind it. */
function dayOf(value: string | null): IsoDate | null {
  return readDate((value ?? '').replace(/[ T]*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?$/, ''));
}

/**
 * The seat of the first issuer that names a place, else the province whose characters open the number, else the place
 * a regulation is named after: 上海市经纪人条例.
 */
function seatOf(
  issuers: readonly string[],
  number: NumberMatch | null,
  title: string | null,
  rules: Rules,
): Jurisdiction {
  for (const issuer of issuers) {
    const seat = jurisdictionOf(issuer, rules);
    if (seat.iso !== null) return seat;
  }
  const starts = ({ prefix }: { readonly prefix: string }): boolean => number?.folded.startsWith(prefix) === true;
  if (rules.agencies.numberPrefixes.some(starts)) return jurisdictionOf('国务院', rules);
  return (
    rules.gazetteer.numberPrefixes.find(starts)?.jurisdiction ??
    (title === null ? unknownJurisdiction : placeOfTitle(title, rules))
  );
}

/** Laws are national: only the national congress makes one (立法法 10). */
function placeOfTitle(title: string, rules: Rules): Jurisdiction {
  const isLaw = title.startsWith('中华人民共和国') || typeOf(title, rules.numbering) === '法';
  return jurisdictionOf(isLaw ? '国务院' : title, rules);
}
