import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exitCode, JiaokanError } from '../model/message.js';
import type { Sha256 } from '../model/ids.js';
import type { Rules } from '../model/rules.js';
import { readAgencyRules } from '../rules/agencies.js';
import { readCaptureRules } from '../rules/captures.js';
import { readCharacterRules } from '../rules/characters.js';
import { readCitationRules } from '../rules/citations.js';
import { readComparisonRules } from '../rules/comparison.js';
import { readEffectRules } from '../rules/effects.js';
import { readGazetteer } from '../rules/jurisdictions.js';
import { readKnownWorks } from '../rules/known-works.js';
import { readNumberingRules } from '../rules/numbering.js';
import { readOverrides } from '../rules/overrides.js';
import { sha256Of } from './capture.js';

/** The rules of a pipeline with the hash that records and caches are kept by. */
export interface LoadedRules {
  readonly rules: Rules;
  readonly sha256: Sha256;
}

const files = [
  'characters',
  'captures',
  'numbering',
  'citations',
  'agencies',
  'jurisdictions',
  'effects',
  'comparison',
  'known-works',
] as const;

/**
 * Reads and checks every rule file of a folder, and what people say of single documents in another.
 * @param overrides folder of the overrides; null or one that is not there for none
 * @throws JiaokanError (exit 2) with file, line and column of the first fault
 */
export async function loadRules(folder: string, overrides: string | null = null): Promise<LoadedRules> {
  const corrections = overrides === null ? [] : await readOverrideFiles(overrides);
  const sources = await Promise.all(files.map((name) => readRuleFile(join(folder, `${name}.yaml`))));
  const [characters, captures, numbering, citations, agencies, jurisdictions, effects, comparison, knownWorks] =
    sources as [Source, Source, Source, Source, Source, Source, Source, Source, Source];
  return {
    rules: {
      characters: readCharacterRules(...characters),
      captures: readCaptureRules(...captures),
      numbering: readNumberingRules(...numbering),
      citations: readCitationRules(...citations),
      agencies: readAgencyRules(...agencies),
      gazetteer: readGazetteer(...jurisdictions),
      effects: readEffectRules(...effects),
      comparison: readComparisonRules(...comparison),
      knownWorks: readKnownWorks(...knownWorks),
      overrides: corrections.flatMap((source) => readOverrides(...source)),
    },
    sha256: sha256Of([...sources, ...corrections].map(([, source]) => source).join('\0')),
  };
}

type Source = readonly [file: string, source: string];

async function readRuleFile(file: string): Promise<Source> {
  try {
    return [file, await readFile(file, 'utf8')];
  } catch (error) {
    throw new JiaokanError('rules/unreadable', `cannot be read: ${(error as Error).message}`, exitCode.usage, { file });
  }
}

/** Every YAML file of a folder, in order of name. */
async function readOverrideFiles(folder: string): Promise<readonly Source[]> {
  const names = await listYaml(folder);
  return Promise.all(names.map((name) => readRuleFile(join(folder, name))));
}

async function listYaml(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => /\.ya?ml$/.test(name)).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
