import { relative, sep } from 'node:path';
import type { Resolved } from '../cite/resolve.js';
import { auditGraph, statusCourses } from '../graph/status.js';
import { expiring, statusChanges } from '../graph/changes.js';
import { findingsOf } from '../graph/findings.js';
import { uncountedEffects } from '../graph/uncounted.js';
import type { IsoDate } from '../model/date.js';
import type { Reading } from '../model/document.js';
import type { Finding, Graph, StatusChange } from '../model/graph.js';
import type { WorkId } from '../model/ids.js';
import { exitCode, type ExitCode, JiaokanError } from '../model/message.js';
import type { Override } from '../model/overrides.js';
import type { CommitId, ReadSnapshot, Recorded, Recording } from '../model/recording.js';
import { decidedEffects } from '../model/reviewable.js';
import type { RunReport, Snapshot } from '../model/run.js';
import type { Language } from '../report/catalogue.js';
import { graphSvg } from '../report/graph-svg.js';
import { reportFiles } from '../report/files.js';
import { siteDot } from '../report/site/graph-page.js';
import { readFileSource } from '../source/files.js';
import { mergeGraph } from '../store/merge.js';
import { inPrecedence } from '../store/precedence.js';
import { openStore, type Store } from '../store/store.js';
import { type ReadCapture, readCapture } from './capture.js';
import { byCapture, partByWork, readUnread, resolveNight, resolveOthers } from './corpus.js';
import { type Cursor, readCursor, writeCursor } from './cursor.js';
import { collateFamilies, loadFamilies } from './families-folder.js';
import { checkGates } from './gates.js';
import { writeReports } from './report-folder.js';
import { loadRules } from './rules-folder.js';
import { loadSettings, type Settings } from './settings.js';
import { readSiteScripts } from './site-scripts.js';
import { toolVersion } from './version.js';

/** Told of each step of a run as it begins; `of` is null where the number of things is not known. */
export type Progress = (
  step: 'read' | 'parse' | 'resolve' | 'compare' | 'record' | 'report',
  done: number,
  of: number | null,
) => void;

export interface RunOptions {
  readonly asOf: IsoDate;
  /** The day changes are counted from; null for the day of the last run. */
  readonly since: IsoDate | null;
  readonly dryRun: boolean;
  /** The language that pages are set to at first: zh-CN if not said. */
  readonly language?: Language;
  readonly onProgress?: Progress;
}

export interface RunOutcome {
  readonly report: RunReport;
  /** The report as it would be with other decisions: statuses and gates are worked out again, and nothing is read. */
  readonly judgedBy: (reviews: RunReport['reviews']) => RunReport;
  readonly recorded: Recorded;
  /** Captures that could not be read; everything else was done. */
  readonly failures: readonly JiaokanError[];
  readonly exit: ExitCode;
  /** Null in a dry run. */
  readonly reports: string | null;
}

/**
 * The nightly, end to end: sources → documents → families → record → report → gates.
 *
 * A capture that cannot be read is a failure of the outcome and stops nothing; a broken configuration, a hash that does
 * not match and a fault of the history are thrown before anything is written.
 *
 * @throws JiaokanError with exit 2 (configuration) or 4 (store)
 */
export async function runPipeline(file: string, options: RunOptions): Promise<RunOutcome> {
  const settings = await loadSettings(file);
  const { rules, sha256: rulesSha256 } = await loadRules(settings.rules, settings.overrides);
  const declarations = await loadFamilies(settings.families, settings.root, rules);
  const store = await openStore(settings.history, settings.identity ? { identity: settings.identity } : {});
  try {
    const cursor = await readCursor(settings.history);
    const since = options.since ?? cursor?.asOf ?? null;
    const read = await readSources(settings, options);
    const parsed = parseSnapshots(
      read.snapshots,
      (snapshot) => readCapture(snapshot.bytes, snapshot.path, rules),
      options,
    );
    options.onProgress?.('resolve', 0, null);
    const known = await store.revision();
    const recordedGraph = await store.readGraph(known);
    const { counting, others } = partByWork(parsed.captures);
    const unread = await readUnread(store, known, recordedGraph, counting);
    const resolved = resolveNight(counting, unread, rules);
    options.onProgress?.('compare', 0, declarations.length);
    const families = collateFamilies(declarations, resolved.readings, rules);
    const sources = settings.sources.map((source) => source.name);
    const readings = [...resolved.readings, ...resolveOthers(counting, others, unread, rules)];
    const captures = readSnapshots(read.snapshots, parsed.captures, readings, sources);
    const before = options.since === null ? recordedGraph : await graphAt(store, options.since);
    options.onProgress?.('record', 0, resolved.readings.length);
    const night = { rulesSha256, sources, captures, graph: resolved.graph, families };
    const recorded = await recordNight(store, options, night);
    const graph = await graphAfter(store, recordedGraph, resolved, recorded, options);
    const failures = [...read.failures, ...parsed.failures];
    const parts: Parts = {
      settings,
      overrides: rules.overrides,
      options,
      since,
      rulesSha256,
      parsed: parsed.captures,
      snapshots: read.snapshots,
      recorded,
      before,
      graph,
      families,
      readings: resolved.readings,
      reviews: await reviewsAt(store, known),
      reviewsBefore: await reviewsBefore(store, options, cursor),
      versions: await store.recordedTexts(worksOf(resolved.readings), mostVersions),
      failures,
    };
    const report = makeReport(parts);
    const judgedBy = (reviews: RunReport['reviews']): RunReport => makeReport({ ...parts, reviews });
    const reports = options.dryRun ? null : await writeReport(settings, report, options);
    if (!options.dryRun) await writeCursor(settings.history, { asOf: options.asOf, revision: await store.revision() });
    return { report, judgedBy, recorded, failures, exit: exitOf(report, failures), reports };
  } finally {
    store.close();
  }
}

/** Records the night, or in a dry run says what recording would do. */
async function recordNight(
  store: Store,
  { asOf, dryRun }: RunOptions,
  night: Omit<Recording, 'asOf' | 'changeKind' | 'toolVersion'>,
): Promise<Recorded> {
  const recording: Recording = { ...night, asOf, changeKind: 'record', toolVersion };
  return dryRun ? store.compare(recording) : store.record(recording);
}

async function readSources(
  settings: Settings,
  options: RunOptions,
): Promise<{ snapshots: Snapshot[]; failures: JiaokanError[] }> {
  const snapshots: Snapshot[] = [];
  const failures: JiaokanError[] = [];
  for (const [index, source] of settings.sources.entries()) {
    options.onProgress?.('read', index, settings.sources.length);
    const read = await readFileSource(source, settings.folder, settings.root);
    snapshots.push(...read.snapshots);
    failures.push(...read.failures);
  }
  return { snapshots, failures };
}

function parseSnapshots(
  snapshots: readonly Snapshot[],
  read: (snapshot: Snapshot) => ReadCapture,
  options: RunOptions,
): { captures: ReadCapture[]; failures: JiaokanError[] } {
  const captures: ReadCapture[] = [];
  const failures: JiaokanError[] = [];
  for (const [index, snapshot] of snapshots.entries()) {
    options.onProgress?.('parse', index, snapshots.length);
    try {
      captures.push(read(snapshot));
    } catch (error) {
      if (!(error instanceof JiaokanError) || error.exit !== exitCode.source) throw error;
      failures.push(error);
    }
  }
  return { captures, failures };
}

/** Versions of one document that its page shows; `history` has them all. */
const mostVersions = 10;

function worksOf(readings: readonly Reading[]): readonly WorkId[] {
  return [...new Set(readings.map(({ document }) => document.id))];
}

/** A decision made later on the day of the last run is news for this one, so that the revision counts and not the day. */
async function reviewsBefore(
  store: Store,
  { since }: RunOptions,
  cursor: Cursor | null,
): Promise<RunReport['reviews']> {
  if (since !== null) return reviewsAt(store, await store.revision(since));
  return cursor?.revision ? reviewsAt(store, await knownRevision(store, cursor.revision)) : new Map();
}

/** The revision itself, or what is known now where a takedown has written the history again since. */
async function knownRevision(store: Store, revision: CommitId): Promise<CommitId | null> {
  try {
    return await store.revision(revision);
  } catch (error) {
    if (error instanceof JiaokanError && error.code === 'store/unknown-revision') return store.revision();
    throw error;
  }
}

async function reviewsAt(store: Store, revision: CommitId | null): Promise<RunReport['reviews']> {
  return new Map((await store.readReviews(revision)).map((review) => [review.id, review]));
}

/** The captures that could be read, with what was recognised in each, in the order in which they count. */
function readSnapshots(
  snapshots: readonly Snapshot[],
  read: readonly ReadCapture[],
  readings: readonly Reading[],
  sources: readonly string[],
): readonly ReadSnapshot[] {
  const readable = new Set(read.map(({ path }) => path));
  const captures = byCapture(
    snapshots.filter(({ path }) => readable.has(path)),
    readings,
  );
  return inPrecedence(captures, sources);
}

/** The graph as it was known at the end of a day. */
async function graphAt(store: Store, day: IsoDate): Promise<Graph> {
  return store.readGraph(await store.revision(day));
}

/** The graph with this night in it; the recorded one where nothing changed, so that it is not loaded twice. */
async function graphAfter(
  store: Store,
  before: Graph,
  night: Resolved,
  { paths }: Recorded,
  options: RunOptions,
): Promise<Graph> {
  if (paths.length === 0) return before;
  if (!options.dryRun) return store.readGraph(await store.revision());
  return mergeGraph(before, night.graph, {
    read: new Set(night.readings.map(({ document }) => document.id)),
    moved: new Set(),
    standing: new Set(),
  });
}

interface Parts {
  readonly settings: Settings;
  readonly overrides: readonly Override[];
  readonly options: RunOptions;
  readonly since: IsoDate | null;
  readonly rulesSha256: RunReport['rulesSha256'];
  readonly snapshots: readonly Snapshot[];
  readonly parsed: readonly ReadCapture[];
  readonly recorded: Recorded;
  readonly before: Graph;
  readonly graph: Graph;
  readonly families: RunReport['families'];
  readonly readings: readonly Reading[];
  readonly reviews: RunReport['reviews'];
  /** What people had decided when the last run ended, or on the day changes are counted from. */
  readonly reviewsBefore: RunReport['reviews'];
  readonly versions: RunReport['versions'];
  readonly failures: readonly JiaokanError[];
}

function makeReport(parts: Parts): RunReport {
  const { settings, options, graph } = parts;
  const decided = decidedEffects(parts.reviews.values(), graph);
  const audit = auditGraph(graph, options.asOf, decided);
  const bytesAt = new Map(parts.snapshots.map(({ path, bytes }) => [path, bytes.length]));
  const report: RunReport = {
    pipeline: relative(settings.root, settings.file).split(sep).join('/'),
    asOf: options.asOf,
    since: parts.since,
    toolVersion,
    rulesSha256: parts.rulesSha256,
    captures: parts.parsed.map((capture) => ({
      path: capture.path,
      sha256: capture.sha256,
      bytes: bytesAt.get(capture.path) ?? 0,
      documents: capture.recognised.filter(Boolean).length,
    })),
    readings: parts.readings,
    novelty: parts.recorded.novelty,
    graph,
    families: parts.families,
    audit,
    courses: statusCourses(graph, decided),
    uncounted: uncountedEffects(graph, decided),
    changes: changesSince(parts, audit),
    expiring: expiring(graph, options.asOf, settings.expiringWithin, decided),
    findings: [
      ...captureFindings(parts),
      ...unusedOverrides(parts),
      ...repackFindings(parts.recorded),
      ...messageFindings(parts.readings),
      ...findingsOf(graph, options.asOf, decided),
    ],
    reviews: parts.reviews,
    versions: parts.versions,
    gates: [],
  };
  return { ...report, gates: checkGates(report, settings.gates, parts.failures.length) };
}

/** Nothing on a first run: everything is new then, and said so. */
function changesSince(parts: Parts, audit: RunReport['audit']): StatusChange[] {
  const { since, before, reviewsBefore: reviews, options } = parts;
  if (since === null) return [];
  const decided = decidedEffects(reviews.values(), before);
  return statusChanges(auditGraph(before, since, decided), auditGraph(before, options.asOf, decided), audit);
}

/** What is wrong with whole captures: unreadable, or without a notice. */
function captureFindings({ parsed, failures }: Parts): Finding[] {
  const unread = failures.map(
    (failure): Finding => ({
      code: failure.code,
      severity: 'error',
      work: null,
      path: failure.place?.file ?? null,
      line: null,
      text: failure.message,
    }),
  );
  const empty = parsed
    .filter((capture) => !capture.recognised.includes(true))
    .map(
      (capture): Finding => ({
        code: 'source/no-notice',
        severity: 'warning',
        work: null,
        path: capture.path,
        line: 1,
        text: 'no notice was recognised in this capture',
      }),
    );
  return [...unread, ...empty];
}

/** The run is recorded all the same, so this is a warning and no failure. */
function repackFindings({ repackFailure }: Recorded): Finding[] {
  if (repackFailure === null) return [];
  return [
    {
      code: 'store/not-repacked',
      severity: 'warning',
      work: null,
      path: null,
      line: null,
      text: `${repackFailure}; it is tried again by the next run`,
    },
  ];
}

/** Corrections of documents that this run did not read: the work may be read under another id now. */
function unusedOverrides({ overrides, parsed, settings }: Parts): Finding[] {
  const read = new Set(parsed.flatMap((capture) => capture.asRead));
  return overrides
    .filter(({ work }) => !read.has(work))
    .map(({ work, place }) => ({
      code: 'override/unused',
      severity: 'warning',
      work: null,
      path: relative(settings.root, place.file).split(sep).join('/'),
      line: place.line ?? null,
      text: `no document that was read is ${work}`,
    }));
}

function messageFindings(readings: readonly Reading[]): Finding[] {
  return readings.flatMap(({ document }) =>
    document.messages.map(
      ({ code, severity, line, text }): Finding => ({
        code,
        severity,
        work: document.id,
        path: document.source.path,
        line,
        text,
      }),
    ),
  );
}

async function writeReport(settings: Settings, report: RunReport, options: RunOptions): Promise<string> {
  options.onProgress?.('report', 0, null);
  const svg = await graphSvg(siteDot(report));
  const scripts = await readSiteScripts();
  const { language = 'zh-CN' } = options;
  await writeReports(
    settings.reports,
    await reportFiles(report, { language, graphSvg: svg, scripts, hasXlsx: true, hasFeeds: true }),
  );
  return settings.reports;
}

/** Of several, the highest (contract: exit codes). */
function exitOf(report: RunReport, failures: readonly JiaokanError[]): ExitCode {
  if (failures.length > 0) return exitCode.source;
  return report.gates.every((gate) => gate.passed) ? exitCode.done : exitCode.gate;
}
