import { areaList } from '@vant/area-data';
import { z } from 'zod';
import type { Jurisdiction } from '../model/document.js';
import type { Gazetteer } from '../model/rules.js';
import { checkYaml } from './yaml.js';

const code = z.string().regex(/^\d{6}$/, 'a GB/T 2260 code has six digits');
const schema = z.strictObject({
  provinces: z.array(
    z.strictObject({
      gb2260: code,
      iso: z.string().regex(/^CN-[A-Z]{2}$/, 'an ISO 3166-2 code looks like CN-JL'),
      name: z.string(),
      short: z.array(z.string()),
      prefixes: z.array(z.string()),
    }),
  ),
  additions: z.array(
    z.strictObject({ name: z.string(), gb2260: code, mergedInto: z.array(code).min(1).optional(), why: z.string() }),
  ),
});

type Province = z.infer<typeof schema>['provinces'][number];

/**
 * Reads `jurisdictions.yaml` and joins it with the cities and districts of GB/T 2260 (package @vant/area-data).
 * @throws JiaokanError (exit 2) with file, line and column
 */
export function readGazetteer(file: string, source: string): Gazetteer {
  const { value } = checkYaml(file, source, schema);
  const places = new Map<string, Jurisdiction[]>();
  const shortNames = new Map<string, Jurisdiction[]>();
  for (const province of value.provinces) {
    const whole = jurisdiction(province, null, null, province.gb2260);
    for (const name of [province.name, ...province.short]) add(places, name, whole);
    addCities(province, places, shortNames);
  }
  for (const { name, gb2260, mergedInto } of value.additions) {
    const province = value.provinces.find((candidate) => candidate.gb2260.startsWith(gb2260.slice(0, 2)));
    if (!province) continue;
    const city = gb2260.endsWith('00') ? name : cityName(gb2260);
    const own = jurisdiction(province, city, city === name ? null : name, gb2260);
    const place: Jurisdiction = mergedInto === undefined ? own : { ...own, mergedInto };
    add(places, name, place);
    if (city === name) add(shortNames, shorten(name), place);
  }
  return {
    places,
    shortNames,
    longestName: Math.max(...[...places.keys()].map((name) => name.length)),
    numberPrefixes: value.provinces
      .flatMap((province) =>
        province.prefixes.map((prefix) => ({
          prefix,
          jurisdiction: jurisdiction(province, null, null, province.gb2260),
        })),
      )
      .sort((a, b) => b.prefix.length - a.prefix.length),
  };
}

/** Rows of GB/T 2260 that group districts and are no places. */
const groupings = /^(省直辖县|自治区直辖县级行政区划|县|市辖区)$/;

function addCities(
  province: Province,
  places: Map<string, Jurisdiction[]>,
  shortNames: Map<string, Jurisdiction[]>,
): void {
  const inProvince = province.gb2260.slice(0, 2);
  for (const [gb2260, name] of Object.entries(areaList.city_list)) {
    if (!gb2260.startsWith(inProvince) || groupings.test(name) || name === province.name) continue;
    const city = jurisdiction(province, name, null, gb2260);
    add(places, name, city);
    if (shorten(name).length >= 2) add(shortNames, shorten(name), city);
  }
  for (const [gb2260, name] of Object.entries(areaList.county_list)) {
    if (!gb2260.startsWith(inProvince) || groupings.test(name)) continue;
    const district = jurisdiction(province, cityName(gb2260), name, gb2260);
    add(places, name, district);
    if (shorten(name).length >= 2) add(shortNames, shorten(name), district);
  }
}

/** The prefecture of a district; null in municipalities and for counties directly under a province. */
function cityName(gb2260: string): string | null {
  const name = areaList.city_list[`${gb2260.slice(0, 4)}00`];
  const municipality = /^(11|12|31|50)/.test(gb2260);
  return name === undefined || municipality || groupings.test(name) ? null : name;
}

function jurisdiction(province: Province, city: string | null, district: string | null, gb2260: string): Jurisdiction {
  return { gb2260, iso: province.iso, province: province.name, city, district };
}

function shorten(name: string): string {
  return name.replace(/(自治州|自治县|地区|省|市|区|县|盟)$/, '');
}

function add(map: Map<string, Jurisdiction[]>, name: string, place: Jurisdiction): void {
  const list = map.get(name);
  if (list) list.push(place);
  else map.set(name, [place]);
}
