import type { Office } from '../model/authority.js';
import type { IsoDate } from '../model/date.js';
import { fullAgencyName, jurisdictionOf, nameWithoutPlace, type Names } from './agencies.js';

const general =
  /^国务院$|(?:国务院|政府)办公(?:厅|室)$|(?:人民政府|人民代表大会|人大)(?:常务委员会|常委会)?$|^(?:中共|中国共产党)|^中央办公厅$/;
const none: ReadonlySet<string> = new Set();
const before = /^(?:原|中华人民共和国|国家|中国|国务院|全国)+/;
const behind = /(?:总局|总署|委员会|局|厅|部|署|委)$/;

/**
 * What an agency is among those of its place: 国家税务总局泰安市税务局 is of the line 税务, 青岛市人民政府 is general. `unknown` where
 * its line is none of `agencies.yaml`: a centre, an office of a park, a name cut short.
 */
export function officeOf(agency: string, names: Names): Office {
  const full = fullAgencyName(agency, names.agencies);
  if (general.test(full)) return { kind: 'general' };
  const { lines, tasks } = names.agencies;
  // 中国人民银行长春中心支行: what is left of it names no line, the national agency does
  for (const name of nameWithoutPlace(full, names)) {
    // 吉林省国家税务局 was another agency than 国家税务总局吉林省税务局, whose line it is without 国家
    const former = name === full ? '' : name.replace(/局$/, '');
    const line = lines.has(former) ? former : name.replace(before, '').replace(behind, '').replaceAll('和', '');
    const known = lines.get(line);
    if (known)
      return { kind: 'department', line, lines: known, ended: known.size > 1, tasksTo: tasks.get(line) ?? none };
  }
  return { kind: 'unknown' };
}

/**
 * The name in a text that an agency of the same place had before the agency of a reform took over its line, as printed:
 * 吉林省地方税务局 for 国家税务总局吉林省税务局. Null where there is none, or where the reform came after `issued`.
 */
export function formerNameIn(text: string, agency: string, issued: IsoDate | null, names: Names): string | null {
  const office = officeOf(agency, names);
  if (office.kind !== 'department') return null;
  const { province, city, district, iso } = jurisdictionOf(agency, names);
  const places =
    iso === 'CN' ? ['(?<![省市区县州盟])(?:国家)?'] : [district, city, province].filter((one) => one !== null);
  for (const { predecessor, from } of names.agencies.successors) {
    const isOfLine = names.agencies.lines.get(predecessor)?.has(office.line) === true && predecessor !== office.line;
    if (!isOfLine || (issued !== null && issued < from)) continue;
    const line = [...predecessor].join('和?');
    const found = new RegExp(`(?:${places.join('|')})${line}(?:总局|局|厅|部|委员会|委)`).exec(text);
    if (found && found[0] !== agency) return found[0];
  }
  return null;
}
