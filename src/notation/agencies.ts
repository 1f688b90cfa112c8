import type { Jurisdiction } from '../model/document.js';
import type { AgencyRules, Gazetteer } from '../model/rules.js';

/** What tells agencies and places apart from other words. */
export interface Names {
  readonly agencies: AgencyRules;
  readonly gazetteer: Gazetteer;
}

export const unknownJurisdiction: Jurisdiction = {
  gb2260: null,
  iso: null,
  province: null,
  city: null,
  district: null,
};
const national: Jurisdiction = { gb2260: '000000', iso: 'CN', province: null, city: null, district: null };

/** The place that names stand for at an offset of `text`, with the length of its printed name; null where there is none. */
function placeAt(
  text: string,
  from: number,
  within: Jurisdiction | null,
  gazetteer: Gazetteer,
): { place: Jurisdiction; length: number } | null {
  for (let length = Math.min(gazetteer.longestName, text.length - from); length >= 2; length -= 1) {
    const name = text.slice(from, from + length);
    const candidates = gazetteer.places.get(name) ?? gazetteer.shortNames.get(name);
    if (!candidates) continue;
    const place = onlyWithin(candidates, within);
    return place ? { place, length } : null; // 朝阳区 is ambiguous, and not the city 朝阳 with a 区 behind it
  }
  return null;
}

/** The one candidate inside a place already read (朝阳区 after 北京市); without one, only an unambiguous name counts. */
function onlyWithin(candidates: readonly Jurisdiction[], within: Jurisdiction | null): Jurisdiction | null {
  const inside = within
    ? candidates.filter((c) => c.province === within.province && (within.city === null || c.city === within.city))
    : candidates;
  const cities = inside.filter((c) => c.district === null);
  if (inside.length === 1) return inside[0] ?? null;
  return cities.length === 1 ? (cities[0] ?? null) : null; // 吉林 is the province before it is the city
}

/**
 * Where an agency has its seat, by the places in its name: 国家税务总局泰安市税务局 → 山东省 泰安市. National for a
 * national agency without a place; unknown, never a guess, where no place is named or a name is ambiguous.
 */
export function jurisdictionOf(agency: string, names: Names): Jurisdiction {
  const body = nationalBody(agency, names);
  return placesIn(agency, body?.length ?? 0, names).place ?? (body === undefined ? unknownJurisdiction : national);
}

/** What is left of the name of an agency behind its place, and the national agency it opens with, as far as it has them. */
export function nameWithoutPlace(agency: string, names: Names): readonly string[] {
  const body = nationalBody(agency, names);
  const { place, to } = placesIn(agency, body?.length ?? 0, names);
  return [place === null ? agency : agency.slice(to), ...(body === undefined ? [] : [body])];
}

function nationalBody(agency: string, names: Names): string | undefined {
  return names.agencies.national.find((name) => agency.startsWith(name));
}

/** The places that are printed one behind the other from an offset on, and where they end. */
function placesIn(agency: string, from: number, names: Names): { place: Jurisdiction | null; to: number } {
  let to = from;
  let place: Jurisdiction | null = null;
  for (;;) {
    const next = placeAt(agency, to, place, names.gazetteer);
    if (!next) return { place, to };
    place = next.place;
    to += next.length;
  }
}

/** The full name of an agency printed short: 青岛市政府 → 青岛市人民政府. */
export function fullAgencyName(agency: string, rules: AgencyRules): string {
  for (const { short, long } of rules.aliases) {
    if (agency.endsWith(short) && !agency.endsWith(long)) return agency.slice(0, -short.length) + long;
  }
  return agency;
}

/** Whether `text` is one agency: opens with a national one or a place and ends as agencies do. */
export function isAgency(text: string, names: Names): boolean {
  if (names.agencies.national.includes(text)) return true;
  if (!names.agencies.suffixes.some((suffix) => text.endsWith(suffix) && text.length > suffix.length)) return false;
  return (
    names.agencies.national.some((name) => text.startsWith(name)) || placeAt(text, 0, null, names.gazetteer) !== null
  );
}

/** Between the agencies of a joint document. */
const separator = / ?[、，,] ?| +/;

/** The agencies that `text` consists of, separated by blanks or 、; null where any part is no agency. */
export function readAgencies(text: string, names: Names): readonly string[] | null {
  const parts = text
    .trim()
    .split(separator)
    .flatMap((part) => splitAtAnd(part, names));
  return parts.length > 0 && parts.every((part) => isAgency(part, names)) ? parts : null;
}

/** 甲省财政厅和乙省税务局 are two agencies; 甲省发展和改革委员会 is one. */
function splitAtAnd(part: string, names: Names): readonly string[] {
  for (let at = part.indexOf('和'); at > 0; at = part.indexOf('和', at + 1)) {
    const [first, rest] = [part.slice(0, at), part.slice(at + 1)];
    if (isAgency(first, names) && isAgency(rest, names)) return [first, rest];
  }
  return [part];
}

/**
 * The agencies at the end of a run of characters, as before a document number: `《公告》延续淄博市地方税务局` gives
 * 淄博市地方税务局. The longest run of agencies counts; null where there is none.
 */
export function agenciesAtEnd(
  run: string,
  names: Names,
): { readonly from: number; readonly agencies: readonly string[] } | null {
  for (let from = 0; from < run.length - 1; from += 1) {
    if (!opensAgency(run, from, names)) continue;
    const agencies = readAgencies(run.slice(from), names);
    if (agencies) return { from, agencies };
  }
  return null;
}

function opensAgency(run: string, from: number, names: Names): boolean {
  if (run.startsWith('共和国', from)) return false; // of 中华人民共和国, not of 共和县
  return (
    names.agencies.national.some((name) => run.startsWith(name, from)) ||
    placeAt(run, from, null, names.gazetteer) !== null
  );
}
