import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { type IsoDate, parseIsoDate } from '../model/date.js';
import type { Reading } from '../model/document.js';
import type { Graph } from '../model/graph.js';
import type { WorkId } from '../model/ids.js';
import { exitCode, JiaokanError } from '../model/message.js';
import type { Recorded, Recording } from '../model/recording.js';
import type { Snapshot } from '../model/run.js';
import { inPrecedence } from '../store/precedence.js';
import type { Store } from '../store/store.js';
import { readCapture, sha256Of } from './capture.js';
import { byCapture, readUnread, resolveNight } from './corpus.js';
import type { LoadedRules } from './rules-folder.js';
import { toolVersion } from './version.js';

/** A file of an imported folder: a text of a document as it stood on a day. */
export interface DatedVersion {
  /** What the folder calls the document; its versions have it in common. */
  readonly name: string;
  readonly day: IsoDate;
  readonly snapshot: Snapshot;
}

export interface Imported {
  /** One run a day, the oldest first. */
  readonly runs: readonly Recorded[];
  /** Files that were left out, and why; the others were imported. */
  readonly failures: readonly JiaokanError[];
}

/** The source that imported captures are recorded with. */
export const importSource = 'import';
const textFile = /\.(?:txt|md|html?)$/i;

/**
 * The dated versions below a folder: `<name>/<YYYY-MM-DD>.txt`, or `<name>(<YYYY-MM-DD>).md` with brackets of either
 * width. Sorted by day, then by path. Files that are no text by their name are passed over.
 *
 * @throws JiaokanError `import/unreadable` (exit 2) where there is no such folder
 */
export async function readDatedVersions(
  folder: string,
): Promise<{ versions: readonly DatedVersion[]; failures: readonly JiaokanError[] }> {
  const versions: DatedVersion[] = [];
  const failures: JiaokanError[] = [];
  for (const path of await listFiles(folder)) {
    const dated = readName(path);
    if (dated === null) {
      const what = 'is not dated; name it <name>/<YYYY-MM-DD>.txt or <name>(<YYYY-MM-DD>).txt';
      failures.push(new JiaokanError('import/no-date', what, exitCode.source, { file: path }));
      continue;
    }
    const bytes = await readFile(join(folder, path));
    versions.push({ ...dated, snapshot: { sha256: sha256Of(bytes), bytes, source: importSource, path } });
  }
  const order = ({ day, snapshot }: DatedVersion): string => `${day} ${snapshot.path}`;
  return { versions: versions.sort((a, b) => (order(a) < order(b) ? -1 : 1)), failures };
}

async function listFiles(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && textFile.test(entry.name));
    return files.map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')).sort();
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code;
    if (reason === undefined) throw error;
    throw new JiaokanError('import/unreadable', `cannot be read (${reason}); name a folder`, exitCode.usage, {
      file: folder,
    });
  }
}

function readName(path: string): { name: string; day: IsoDate } | null {
  const stem = basename(path).replace(textFile, '');
  const [, before = '', printed = ''] = /^(.*?)[(（]?(\d{4}-\d{2}-\d{2})[)）]?$/.exec(stem) ?? [];
  const day = parseIsoDate(printed);
  const name = [...path.split('/').slice(0, -1), before.trim()].filter((part) => part !== '').join('/');
  return day === null || name === '' ? null : { name, day };
}

/**
 * Records dated versions as backfill: one run a day, the oldest first. The day is data; when they became known is now.
 * The versions of one name are one work, under the id that its newest version is read with. Where the history held a
 * later text of it, that text is recorded again at the end, so that what counts today still counts. A text that is
 * recorded for its day already is left out: a second import records nothing.
 *
 * @throws JiaokanError (exit 4) of the store
 */
export async function importVersions(
  store: Store,
  versions: readonly DatedVersion[],
  { rules, sha256: rulesSha256 }: LoadedRules,
): Promise<Imported> {
  const failures: JiaokanError[] = [];
  const read = await leaveRecorded(store, readAll(versions, rules, failures));
  const held = await readHeld(store, new Set(read.map(({ reading }) => reading.document.id)), rules);
  const latest = new Map<WorkId, IsoDate>();
  for (const { day, reading } of read) latest.set(reading.document.id, day);
  const later = held.filter(({ day, reading }) => day > (latest.get(reading.document.id) ?? day));
  const runs: Recorded[] = [];
  for (const group of groupByDay([...read, ...later])) {
    runs.push(await store.record(await recordingOf(store, group, rules, rulesSha256)));
  }
  return { runs, failures };
}

interface DatedReading {
  readonly day: IsoDate;
  readonly snapshot: Snapshot;
  readonly reading: Reading;
}

function readAll(
  versions: readonly DatedVersion[],
  rules: LoadedRules['rules'],
  failures: JiaokanError[],
): readonly DatedReading[] {
  const read: (DatedReading & { name: string })[] = [];
  for (const { name, day, snapshot } of versions) {
    try {
      read.push({ name, day, snapshot, reading: readOne(snapshot, rules) });
    } catch (error) {
      if (!(error instanceof JiaokanError) || error.exit !== exitCode.source) throw error;
      failures.push(error);
    }
  }
  // A law has the day of its amendment in its id: the newest version gives the id of the work.
  const idOf = new Map(read.map(({ name, reading }) => [name, reading.document.id]));
  return read.map(({ name, day, snapshot, reading }) => {
    const id = idOf.get(name) ?? reading.document.id;
    return { day, snapshot, reading: { ...reading, document: { ...reading.document, id } } };
  });
}

function readOne({ bytes, path }: Snapshot, rules: LoadedRules['rules']): Reading {
  const { readings } = readCapture(bytes, path, rules);
  const [reading, ...more] = readings;
  if (reading && more.length === 0) return reading;
  const what = `holds ${String(readings.length)} documents; a version is a file with one`;
  throw new JiaokanError('import/several-documents', what, exitCode.source, { file: path });
}

async function leaveRecorded(store: Store, read: readonly DatedReading[]): Promise<readonly DatedReading[]> {
  const recorded = new Set<string>();
  for (const id of new Set(read.map(({ reading }) => reading.document.id))) {
    for (const { asOf, textSha256 } of await store.history(id)) recorded.add(`${id} ${asOf ?? ''} ${textSha256}`);
  }
  return read.filter(({ day, reading: { document } }) => {
    return !recorded.has(`${document.id} ${day} ${document.source.textSha256}`);
  });
}

/** What the history holds of these works, read again from its captures, with the day it was recorded for. */
async function readHeld(
  store: Store,
  works: ReadonlySet<WorkId>,
  rules: LoadedRules['rules'],
): Promise<readonly DatedReading[]> {
  const revision = await store.revision();
  const graph = await store.readGraph(revision);
  const held: DatedReading[] = [];
  for (const { id, snapshot } of graph.nodes) {
    if (snapshot === null || !works.has(id)) continue;
    const day = (await store.history(id)).at(-1)?.asOf;
    const document = await store.readDocument(revision, id);
    if (!day || document === null) continue; // recorded by hand, so that no day is known
    const bytes = await store.readCapture(revision, snapshot);
    const { readings } = readCapture(bytes, document.source.path, rules);
    const found = readings.find((reading) => reading.document.source.textSha256 === document.source.textSha256);
    if (!found) continue; // read otherwise by these rules: the next run records it
    const reading = { ...found, document: { ...found.document, id } };
    held.push({
      day,
      snapshot: { sha256: snapshot, bytes, source: importSource, path: document.source.path },
      reading,
    });
  }
  return held;
}

function groupByDay(read: readonly DatedReading[]): readonly (readonly DatedReading[])[] {
  const groups = new Map<IsoDate, DatedReading[]>();
  for (const each of read) groups.set(each.day, [...(groups.get(each.day) ?? []), each]);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

async function recordingOf(
  store: Store,
  group: readonly DatedReading[],
  rules: LoadedRules['rules'],
  rulesSha256: Recording['rulesSha256'],
): Promise<Recording> {
  const revision = await store.revision();
  const graph: Graph = await store.readGraph(revision);
  const counting = group.map(({ reading }) => reading);
  const night = resolveNight(counting, await readUnread(store, revision, graph, counting), rules);
  return {
    asOf: group[0]?.day ?? ('' as IsoDate),
    changeKind: 'record',
    rulesSha256,
    toolVersion,
    sources: [importSource],
    captures: inPrecedence(
      byCapture(
        group.map(({ snapshot }) => snapshot),
        night.readings,
      ),
      [importSource],
    ),
    graph: night.graph,
    families: [],
  };
}
