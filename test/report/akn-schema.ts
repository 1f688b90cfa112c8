import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The schema of Akoma Ntoso is not part of the repository; it may stand beside it. */
const schema = fileURLToPath(new URL('../../../shared/schema/akomantoso30.xsd', import.meta.url));

/** Debian: libxml2-utils. */
const validator = 'xmllint';

const hasValidator = spawnSync(validator, ['--version']).error === undefined;

/** Why exports cannot be held against the schema here; null where they can. */
export const noSchemaCheck = ((): string | null => {
  if (!existsSync(schema)) return `no schema at ${schema}`;
  return hasValidator ? null : `no ${validator} (Debian: libxml2-utils)`;
})();

/** Where the schema stands ready, a machine of ours must not leave the check out. */
export const mustCheckSchema = Boolean(process.env['CI']) && existsSync(schema);

/** What xmllint says against documents, by their names; empty where all are valid. */
export function schemaFaults(documents: Readonly<Record<string, string>>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'jiaokan-akn-'));
  try {
    const files = Object.entries(documents).map(([name, xml]) => {
      const file = join(folder, `${name}.xml`);
      writeFileSync(file, xml);
      return file;
    });
    const { status, stderr } = spawnSync(validator, ['--nonet', '--noout', '--schema', schema, ...files], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    const faults = stderr.split('\n').filter((line) => line !== '' && !line.endsWith(' validates'));
    return status === 0 ? faults : [`${validator} ends with ${String(status)}`, ...faults];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
