import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { exitCode, JiaokanError } from '../model/message.js';
import { checkYaml } from '../rules/yaml.js';

/** What a gate counts. */
export const gateNames = [
  'unreadable-captures',
  'errors',
  'warnings',
  'substantive',
  'slot-contradictions',
  'open-ends',
  'unreviewed-substantive',
  'unreviewed-contradictions',
  'unreviewed-open-ends',
  'disputed',
  'label-disagreements',
  'expiring',
] as const;
export type GateName = (typeof gateNames)[number];

const limit = z.int().min(0);
const schema = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/, 'a name has lower-case letters, digits and hyphens'),
  sources: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[a-z0-9-]+$/, 'a name has lower-case letters, digits and hyphens'),
        kind: z.literal('files'),
        paths: z.array(z.string().min(1)).min(1, 'a source has at least one path'),
      }),
    )
    .min(1, 'a pipeline has at least one source'),
  rules: z.string().default('rules'),
  families: z.string().default('families'),
  overrides: z.string().default('overrides'),
  history: z.string().default('../snapshots/history.git'),
  reports: z.string().default('../reports'),
  identity: z.strictObject({ name: z.string().min(1), email: z.string().min(3) }).optional(),
  'expiring-within': z.int().min(0).max(3650).default(90),
  gates: z
    .strictObject(
      Object.fromEntries(gateNames.map((name) => [name, limit.optional()])) as Record<
        GateName,
        z.ZodOptional<typeof limit>
      >,
    )
    .default({}),
});

/** The schema of a pipeline file, for editors and for `schemas/`. */
export const pipelineSchema = schema;

/** A checked pipeline; its paths are absolute. */
export interface Settings {
  /** The file as it was named. */
  readonly file: string;
  readonly folder: string;
  /** Folder that paths in snapshots and reports are relative to: the parent of the pipeline's folder. */
  readonly root: string;
  readonly name: string;
  readonly sources: readonly { readonly name: string; readonly patterns: readonly string[] }[];
  readonly rules: string;
  readonly families: string;
  readonly overrides: string;
  readonly history: string;
  readonly reports: string;
  readonly identity: { readonly name: string; readonly email: string } | null;
  readonly expiringWithin: number;
  readonly gates: readonly { readonly gate: GateName; readonly limit: number }[];
}

/**
 * Reads and checks a pipeline file.
 * @throws JiaokanError (exit 2): `settings/unreadable`, `yaml/…` with file, line and column, `settings/duplicate-source`
 */
export async function loadSettings(file: string): Promise<Settings> {
  const { value, placeOf } = checkYaml(file, await readSettings(file), schema);
  const names = new Set<string>();
  for (const [index, { name }] of value.sources.entries()) {
    if (names.has(name)) {
      throw new JiaokanError(
        'settings/duplicate-source',
        `two sources are called "${name}"`,
        exitCode.usage,
        placeOf(['sources', index, 'name']),
      );
    }
    names.add(name);
  }
  const folder = dirname(resolve(file));
  return {
    file,
    folder,
    root: dirname(folder),
    name: value.name,
    sources: value.sources.map(({ name, paths }) => ({ name, patterns: paths })),
    rules: resolve(folder, value.rules),
    families: resolve(folder, value.families),
    overrides: resolve(folder, value.overrides),
    history: resolve(folder, value.history),
    reports: resolve(folder, value.reports),
    identity: value.identity ?? null,
    expiringWithin: value['expiring-within'],
    gates: gateNames.flatMap((gate) => {
      const count = value.gates[gate];
      return count === undefined ? [] : [{ gate, limit: count }];
    }),
  };
}

async function readSettings(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const message = `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}); write one with "jiaokan init"`;
    throw new JiaokanError('settings/unreadable', message, exitCode.usage, { file });
  }
}
