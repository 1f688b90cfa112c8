import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { compareTemplate } from '../compare/member.js';
import { familySchema } from '../family/declaration.js';
import { type ClauseNamer, readFamily } from '../family/template.js';
import type { FamilyDeclaration, FamilyReport } from '../model/difference.js';
import type { Reading } from '../model/document.js';
import { exitCode, JiaokanError } from '../model/message.js';
import type { Rules } from '../model/rules.js';
import { normalise } from '../normalise/normalise.js';
import { buildClauses } from '../parse/clauses.js';
import { checkYaml } from '../rules/yaml.js';

/**
 * Reads the families a folder declares, one folder a family with `family.yaml` and `template.md`, in order of name.
 * No folder is no families.
 *
 * @param root paths in messages and records are relative to it, `/` between their parts
 *
 * @throws JiaokanError (exit 2): `family/unreadable`, `template/missing`, and those of the two files with their place
 */
export async function loadFamilies(folder: string, root: string, rules: Rules): Promise<readonly FamilyDeclaration[]> {
  const names = await listFolders(folder);
  return Promise.all(names.map((name) => loadFamily(join(folder, name), root, rules)));
}

async function listFolders(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

async function loadFamily(folder: string, root: string, rules: Rules): Promise<FamilyDeclaration> {
  const declarationFile = join(folder, 'family.yaml');
  const templateFile = join(folder, 'template.md');
  const declaration = await readText(declarationFile, 'family/unreadable', 'a family is declared in family.yaml');
  const template = await readText(
    templateFile,
    'template/missing',
    `the template of the family is not there; "jiaokan template" proposes one`,
  );
  const text = normalise(template, rules.characters);
  const shown = (file: string): string => relative(root, file).split(sep).join('/');
  return readFamily(
    checkYaml(shown(declarationFile), declaration, familySchema),
    { path: shown(templateFile), text },
    nameClausesBy(rules),
  );
}

async function readText(file: string, code: string, what: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new JiaokanError(code, `cannot be read (${reason}); ${what}`, exitCode.usage, { file });
  }
}

/** Clauses of a template are named by the grammar that names those of documents. */
function nameClausesBy(rules: Rules): ClauseNamer {
  return (components, text) => {
    const parts = components.map(({ kind, lines }) => ({
      kind,
      lines: lines.map((line) => ({ paragraph: line, role: line.role })),
    }));
    const main = components.some(({ kind }) => kind === 'annex') ? 'annex' : 'body';
    return buildClauses(parts, main, text, rules.numbering).passages;
  };
}

/** Holds every family against its template. A member no capture holds is named as missing. */
export function collateFamilies(
  declarations: readonly FamilyDeclaration[],
  readings: readonly Reading[],
  rules: Rules,
): FamilyReport[] {
  const byId = new Map(readings.map((reading) => [reading.document.id, reading]));
  return declarations.map((declaration) => ({
    declaration,
    members: declaration.members.flatMap((id) => {
      const reading = byId.get(id);
      return reading ? [{ id, ...compareTemplate(declaration.template, reading, rules) }] : [];
    }),
    missing: declaration.members.filter((id) => !byId.has(id)),
  }));
}
