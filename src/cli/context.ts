import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import type { FamilyDeclaration } from '../model/difference.js';
import { exitCode, JiaokanError } from '../model/message.js';
import { loadFamilies } from '../pipeline/families-folder.js';
import { type LoadedRules, loadRules } from '../pipeline/rules-folder.js';
import { loadSettings, type Settings } from '../pipeline/settings.js';
import type { TerminalOptions } from '../report/terminal.js';
import { openStore, type Store } from '../store/store.js';
import type { Terminal } from './terminal.js';

/** Rules and families that come with the package, for commands that run without a pipeline. */
const packageRoot = fileURLToPath(new URL('../../', import.meta.url));

/** What most commands start from. */
export interface Context {
  /** Null where the pipeline file does not exist and was not asked for. */
  readonly settings: Settings | null;
  readonly rules: LoadedRules;
  readonly loadFamilies: () => Promise<readonly FamilyDeclaration[]>;
}

/** How lines for people are printed. @throws JiaokanError `cli/unknown-language` (exit 2) */
export function terminalOptions(program: Command, terminal: Terminal): TerminalOptions {
  const language = String(program.opts()['lang']);
  if (language !== 'zh-CN' && language !== 'en') {
    throw new JiaokanError('cli/unknown-language', `--lang takes zh-CN or en, not "${language}"`, exitCode.usage);
  }
  return { language, paint: terminal.paint, width: terminal.columns };
}

export function pipelineOf(program: Command): string {
  return String(program.opts()['pipeline']);
}

/**
 * The pipeline named by `--pipeline` with its rules; without a pipeline file, the rules of the package.
 * @throws JiaokanError (exit 2) for a broken file, or one that was named and is not there
 */
export async function loadContext(program: Command): Promise<Context> {
  const file = pipelineOf(program);
  const isNamed = program.getOptionValueSource('pipeline') !== 'default';
  if (!isNamed && !(await exists(file))) {
    return makeContext(null, `${packageRoot}pipelines/rules`, `${packageRoot}pipelines/families`, packageRoot);
  }
  const settings = await loadSettings(file);
  return makeContext(settings, settings.rules, settings.families, settings.root);
}

async function makeContext(
  settings: Settings | null,
  rulesFolder: string,
  families: string,
  root: string,
): Promise<Context> {
  const rules = await loadRules(rulesFolder, settings?.overrides ?? null);
  return { settings, rules, loadFamilies: () => loadFamilies(families, root, rules.rules) };
}

/** Opens the history of the pipeline and closes it when the work is done. @throws JiaokanError (exit 2 or 4) */
export async function withStore<T>(
  program: Command,
  work: (store: Store, settings: Settings) => Promise<T>,
): Promise<T> {
  const settings = await loadSettings(pipelineOf(program));
  const store = await openStore(settings.history, settings.identity ? { identity: settings.identity } : {});
  try {
    return await work(store, settings);
  } finally {
    store.close();
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
