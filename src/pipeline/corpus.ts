import { resolveCitations, type Resolved } from '../cite/resolve.js';
import type { Document, Reading } from '../model/document.js';
import type { Graph } from '../model/graph.js';
import type { Sha256, WorkId } from '../model/ids.js';
import type { CommitId, ReadSnapshot } from '../model/recording.js';
import type { Rules } from '../model/rules.js';
import type { Snapshot } from '../model/run.js';
import type { Text } from '../model/text.js';
import type { Store } from '../store/store.js';
import type { ReadCapture } from './capture.js';

/** The recognised documents of a night. */
interface Night {
  /** Of each work the first, in the order of sources: the one that counts. */
  readonly counting: readonly Reading[];
  /** Further witnesses of these works, from other captures. */
  readonly others: readonly Reading[];
}

export function partByWork(captures: readonly ReadCapture[]): Night {
  const counting = new Map<WorkId, Reading>();
  const others: Reading[] = [];
  for (const { readings, recognised } of captures) {
    for (const [index, reading] of readings.entries()) {
      if (recognised[index] !== true) continue;
      if (counting.has(reading.document.id)) others.push(reading);
      else counting.set(reading.document.id, reading);
    }
  }
  return { counting: [...counting.values()], others };
}

/**
 * Readings with the captures they were read from, each in the order of its text. A file that two sources show is one
 * capture, that of the first.
 */
export function byCapture(snapshots: readonly Snapshot[], readings: readonly Reading[]): readonly ReadSnapshot[] {
  const keyOf = ({ sha256, path }: { sha256: Sha256; path: string }): string => `${sha256} ${path}`;
  const captures = new Map<string, { snapshot: Snapshot; readings: Reading[] }>();
  for (const snapshot of snapshots) {
    const key = keyOf(snapshot);
    if (!captures.has(key)) captures.set(key, { snapshot, readings: [] });
  }
  for (const reading of readings) captures.get(keyOf(reading.document.source))?.readings.push(reading);
  const line = ({ document }: Reading): number => document.source.firstLine;
  for (const capture of captures.values()) capture.readings.sort((a, b) => line(a) - line(b));
  return [...captures.values()];
}

/** Documents that are held and were not read tonight, because their source failed or no longer shows them. */
export async function readUnread(
  store: Store,
  revision: CommitId | null,
  recorded: Graph,
  counting: readonly Reading[],
): Promise<readonly Document[]> {
  const read = new Set(counting.map(({ document }) => document.id));
  const unread = recorded.nodes.filter(({ id, held }) => held && !read.has(id));
  const documents = await Promise.all(unread.map(({ id }) => store.readDocument(revision, id)));
  return documents.filter((document) => document !== null);
}

/** A recorded document as resolving takes it; its text is not needed for that. */
export function withoutText(document: Document): Reading {
  const text: Text = { source: '', text: '', at: new Uint32Array(1), repairs: [], lineStarts: new Uint32Array(1) };
  return { document, text, passages: [] };
}

/** By path and place, as a night reads them: the first that names a document says what is known of it. */
export function inReadingOrder(readings: readonly Reading[]): readonly Reading[] {
  const key = ({ document: { source } }: Reading): string =>
    `${source.path}\0${String(source.firstLine).padStart(9, '0')}`;
  return readings.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

/**
 * Names are resolved among all that is held, read tonight or not: otherwise a source that fails for a night would turn
 * the repeal of a document it holds into one of a document nobody holds. What unread documents say stays as recorded.
 */
export function resolveNight(counting: readonly Reading[], unread: readonly Document[], rules: Rules): Resolved {
  const { readings, graph } = resolveCitations([...counting, ...unread.map(withoutText)], rules);
  const isUnread = new Set(unread.map(({ id }) => id));
  return {
    readings: readings.filter(({ document }) => !isUnread.has(document.id)),
    graph: {
      nodes: graph.nodes.filter(({ id }) => !isUnread.has(id)),
      effects: graph.effects.filter(({ affecting }) => !isUnread.has(affecting)),
      citations: graph.citations.filter(({ citing }) => !isUnread.has(citing)),
      openEnds: graph.openEnds.filter(({ work }) => !isUnread.has(work)),
    },
  };
}

/**
 * Other texts of works, each resolved as if it were the one that counts; one a work and round, since a corpus has each
 * work once. A witness with the same text needs nothing resolved: it is the same version.
 */
export function resolveOthers(
  counting: readonly Reading[],
  others: readonly Reading[],
  unread: readonly Document[],
  rules: Rules,
): Reading[] {
  const textOf = new Map(counting.map(({ document }) => [document.id, document.source.textSha256]));
  const isVariant = ({ document }: Reading): boolean => textOf.get(document.id) !== document.source.textSha256;
  const resolved = others.filter((reading) => !isVariant(reading));
  let waiting = others.filter(isVariant);
  while (waiting.length > 0) {
    const round = new Map<WorkId, Reading>();
    for (const reading of waiting) if (!round.has(reading.document.id)) round.set(reading.document.id, reading);
    const corpus = counting.map((reading) => round.get(reading.document.id) ?? reading);
    const { readings } = resolveNight(corpus, unread, rules);
    resolved.push(...readings.filter(({ document }) => round.has(document.id)));
    waiting = waiting.filter((reading) => round.get(reading.document.id) !== reading);
  }
  return resolved;
}
