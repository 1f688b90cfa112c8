import type { Finding } from '../model/graph.js';
import type { Derivation } from '../store/evidence.js';
import type { LoadedRules } from './rules-folder.js';
import { toolVersion } from './version.js';

/**
 * How a difference between a record and what is read again counts: an error where these very rules and this version made
 * the record, as nothing but a change from outside explains that; else a warning.
 *
 * @param what the difference, for people
 * @param codes of the error and of the warning
 */
export function judgeDifference(
  what: string,
  derivation: Derivation | null,
  { sha256 }: LoadedRules,
  codes: readonly [damage: string, otherwise: string],
): Pick<Finding, 'code' | 'severity' | 'text'> {
  const [damage, otherwise] = codes;
  if (derivation?.rulesSha256 === sha256 && derivation.toolVersion === toolVersion) {
    const text = `${what}; run ${derivation.run} recorded it by these very rules`;
    return { code: damage, severity: 'error', text };
  }
  const by =
    derivation === null ? 'no run says by what rules' : `run ${derivation.run} used other rules or another version`;
  return { code: otherwise, severity: 'warning', text: `${what}; ${by}` };
}
