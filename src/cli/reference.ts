import { access } from 'node:fs/promises';
import type { Command } from 'commander';
import { resolveCitations } from '../cite/resolve.js';
import type { Template } from '../model/difference.js';
import type { Reading } from '../model/document.js';
import type { Graph, WorkNode } from '../model/graph.js';
import type { WorkId } from '../model/ids.js';
import { exitCode, JiaokanError } from '../model/message.js';
import { readCapture } from '../pipeline/capture.js';
import { numberKey } from '../notation/document-numbers.js';
import type { Store } from '../store/store.js';
import { type Context, withStore } from './context.js';
import { readBytes } from './parse.js';

/** What a name on the command line stands for. */
export type Named =
  | { readonly kind: 'document'; readonly reading: Reading }
  | { readonly kind: 'template'; readonly template: Template };

/**
 * Finds what a name stands for: a path, `path#N`, `template:FAMILY`, a work id or a document number. What exists as a
 * path is a path.
 *
 * @throws JiaokanError `cli/unknown-document`, `cli/which-notice`, `cli/unknown-family` (exit 2), or as reading a capture
 */
export async function findNamed(name: string, program: Command, context: Context): Promise<Named> {
  if (name === '-' || (await isPath(name))) return { kind: 'document', reading: await readOnly(name, null, context) };
  const part = /^(.+)#(\d+)$/.exec(name);
  if (part?.[1] !== undefined && (await isPath(part[1]))) {
    return { kind: 'document', reading: await readOnly(part[1], Number(part[2]), context) };
  }
  if (name.startsWith('template:')) return { kind: 'template', template: await findTemplate(name.slice(9), context) };
  return { kind: 'document', reading: await readRecorded(name, program, context) };
}

/** As `findNamed`, where only a document will do. */
export async function findReading(name: string, program: Command, context: Context): Promise<Reading> {
  const named = await findNamed(name, program, context);
  if (named.kind === 'document') return named.reading;
  throw new JiaokanError('cli/unknown-document', `"${name}" is a template; name a document`, exitCode.usage);
}

async function isPath(name: string): Promise<boolean> {
  try {
    await access(name);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return false;
    throw error;
  }
}

async function readOnly(path: string, count: number | null, context: Context): Promise<Reading> {
  const { readings } = readCapture(await readBytes(path), path, context.rules.rules);
  const resolved = resolveCitations(readings, context.rules.rules).readings;
  const reading = count === null && resolved.length === 1 ? resolved[0] : resolved[(count ?? 0) - 1];
  if (reading) return reading;
  throw new JiaokanError('cli/which-notice', `holds ${whichNotice(resolved.length, path)}`, exitCode.usage, {
    file: path,
  });
}

function whichNotice(count: number, path: string): string {
  if (count === 0) return 'no text; capture it again';
  if (count === 1) return 'one notice; name it without #';
  return `${String(count)} notices; name one as ${path}#1 to ${path}#${String(count)}`;
}

async function findTemplate(family: string, context: Context): Promise<Template> {
  const declarations = await context.loadFamilies();
  const found = declarations.find((declaration) => declaration.id === family);
  if (found) return found.template;
  const known = declarations.map((declaration) => declaration.id).join(', ');
  throw new JiaokanError(
    'cli/unknown-family',
    `there is no family "${family}"; families: ${known === '' ? 'none' : known}`,
    exitCode.usage,
  );
}

/** A recorded document, read again from its capture in the history. */
async function readRecorded(name: string, program: Command, context: Context): Promise<Reading> {
  if (context.settings === null) throw unknownDocument(name);
  return withStore(program, async (store) => {
    const revision = await store.revision();
    const node = findWork(await store.readGraph(revision), name);
    if (node?.snapshot == null) throw unknownDocument(name);
    const bytes = await store.readCapture(revision, node.snapshot);
    const { readings } = readCapture(bytes, node.snapshot, context.rules.rules);
    const reading = resolveCitations(readings, context.rules.rules).readings.find(
      ({ document }) => document.id === node.id,
    );
    if (!reading) throw unknownDocument(name);
    return reading;
  });
}

/** The work that a work id, document number or title names in a graph; null where none or several do. */
export function findWork(graph: Graph, name: string): WorkNode | null {
  const byId = graph.nodes.find((node) => node.id === (name as WorkId));
  if (byId) return byId;
  const key = numberKey(name.replace(/[[(【﹝（［](\d{4})[\])】﹞）］]/, '〔$1〕'));
  const matches = graph.nodes.filter(
    (node) => (node.number !== null && numberKey(node.number) === key) || node.title === name,
  );
  return matches.length === 1 ? (matches[0] ?? null) : null;
}

/** As `findWork`, from the history of the pipeline. @throws JiaokanError `cli/unknown-document` (exit 2) */
export async function requireWork(
  store: Store,
  name: string,
): Promise<{ readonly graph: Graph; readonly node: WorkNode }> {
  const graph = await store.readGraph(await store.revision());
  const node = findWork(graph, name);
  if (!node) throw unknownDocument(name);
  return { graph, node };
}

export function unknownDocument(name: string): JiaokanError {
  const message = `"${name}" is no file, and no document that the history knows by this id, number or title`;
  return new JiaokanError('cli/unknown-document', message, exitCode.usage);
}
