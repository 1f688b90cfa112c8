import type { Office } from '../model/authority.js';
import { fullAgencyName, nameWithoutPlace, type Names } from './agencies.js';

const general =
  /^国务院$|(?:国务院|政府)办公(?:厅|室)$|(?:人民政府|人民代表大会|人大)(?:常务委员会|常委会)?$|^(?:中共|中国共产党)|^中央办公厅$/;
const before = /^(?:原|中华人民共和国|国家|中国|国务院|全国)+/;
const behind = /(?:总局|总署|委员会|局|厅|部|署|委)$/;

/**
 * What an agency is among those of its place: 国家税务总局泰安市税务局 is of the line 税务, 青岛市人民政府 is general. `unknown` where
 * its line is none of `agencies.yaml`: a centre, an office of a park, a name cut short.
 */
export function officeOf(agency: string, names: Names): Office {
  const full = fullAgencyName(agency, names.agencies);
  if (general.test(full)) return { kind: 'general' };
  const { lines } = names.agencies;
  // 中国人民银行长春中心支行: what is left of it names no line, the national agency does
  for (const name of nameWithoutPlace(full, names)) {
    const line = name.replace(before, '').replace(behind, '').replaceAll('和', '');
    const known = lines.get(line);
    if (known) return { kind: 'department', line, lines: known, ended: known.size > 1 };
  }
  return { kind: 'unknown' };
}
