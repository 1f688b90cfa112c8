import { isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { z } from 'zod';
import { exitCode, JiaokanError, type Place } from '../model/message.js';

/** A checked YAML file: its value, and where each part of it stands. */
export interface CheckedYaml<T> {
  readonly value: T;
  /** The place of the node at a path of keys and indexes; the nearest parent where there is none. */
  readonly placeOf: (path: readonly PropertyKey[]) => Place;
}

/**
 * Reads one YAML document and checks it against a schema.
 *
 * @param file name used in messages
 * @throws JiaokanError `yaml/syntax` or `yaml/<zod issue>` (exit 2) with file, line, column and excerpt
 */
export function checkYaml<T>(file: string, source: string, schema: z.ZodType<T>): CheckedYaml<T> {
  const lineCounter = new LineCounter();
  const document = parseDocument(source, { lineCounter, uniqueKeys: true, prettyErrors: false, merge: false });
  const placeAt = (offset: number): Place => {
    const { line, col } = lineCounter.linePos(offset);
    return { file, line, column: col, excerpt: source.split(/\r?\n/)[line - 1] ?? '' };
  };
  const syntax = document.errors[0];
  if (syntax) {
    const code = syntax.code === 'DUPLICATE_KEY' ? 'yaml/duplicate-key' : 'yaml/syntax';
    throw new JiaokanError(code, syntax.message.split('\n')[0] ?? 'not YAML', exitCode.usage, placeAt(syntax.pos[0]));
  }
  const placeOf = (path: readonly PropertyKey[]): Place => placeAt(offsetOf(document.contents, path));
  const value: unknown = document.toJS({ maxAliasCount: 100 });
  const result = schema.safeParse(value);
  if (!result.success) {
    const issue = result.error.issues[0];
    if (!issue) throw new JiaokanError('yaml/invalid', 'not valid', exitCode.usage, { file });
    if (issue.code === 'unrecognized_keys') {
      const key = issue.keys[0] ?? '';
      const known = knownKeys(schema, issue.path);
      const near = nearest(key, known);
      const hint = near ? `; did you mean "${near}"?` : known.length > 0 ? `; known keys: ${known.join(', ')}` : '';
      throw new JiaokanError(
        'yaml/unknown-key',
        `"${key}" is not a key here${hint}`,
        exitCode.usage,
        placeOf([...issue.path, key]),
      );
    }
    const where = issue.path.length > 0 ? `${issue.path.map(String).join('.')}: ` : '';
    throw new JiaokanError(
      `yaml/${issue.code.replaceAll('_', '-')}`,
      `${where}${issue.message}`,
      exitCode.usage,
      placeOf(issue.path),
    );
  }
  return { value: result.data, placeOf };
}

/** Source offset of the key (in a map) or item (in a list) at a path. */
function offsetOf(root: Node | null, path: readonly PropertyKey[]): number {
  let node: unknown = root;
  let offset = root?.range?.[0] ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === step);
      if (!pair) return offset;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(step)] as Node | undefined;
      if (!item) return offset;
      offset = item.range?.[0] ?? offset;
      node = item;
    } else return offset;
  }
  return offset;
}

/** The keys a schema allows at a path, for “did you mean”. */
function knownKeys(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  let at: unknown = schema;
  for (const step of [...path, null]) {
    while (at instanceof z.ZodOptional || at instanceof z.ZodDefault || at instanceof z.ZodNullable) at = at.unwrap();
    if (step === null) break;
    if (at instanceof z.ZodObject) at = (at.shape as Record<string, unknown>)[String(step)];
    else if (at instanceof z.ZodArray) at = at.element;
    else if (at instanceof z.ZodRecord) at = at.valueType;
    else return [];
  }
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
}

/** The known word within two edits of a mistyped one, or null. */
export function nearest(word: string, known: readonly string[]): string | null {
  let best: string | null = null;
  let least = 3;
  for (const candidate of known) {
    const distance = editDistance(word, candidate, least);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

function editDistance(a: string, b: string, cap: number): number {
  if (Math.abs(a.length - b.length) >= cap) return cap;
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, substitution));
    }
    previous = row;
  }
  return previous[b.length] ?? cap;
}
