import { compareText } from '../model/text.js';
import type { IsoDate } from '../model/date.js';
import type { FamilyReport } from '../model/difference.js';
import type { Reading } from '../model/document.js';
import type { Graph } from '../model/graph.js';
import type { Sha256, WorkId } from '../model/ids.js';
import type { ChangeKind } from '../model/recording.js';
import type { Snapshot } from '../model/run.js';
import { printLine, printRecord } from './canonical.js';
import { captureNotePath, capturePath, familyFolder, memberPath, runPath, shardOf } from './paths.js';

/** Files of the tree by path. */
export type Files = ReadonlyMap<string, Uint8Array>;

const graphFolder = 'graph/';

export function isGraphPath(path: string): boolean {
  return path.startsWith(graphFolder);
}

/** The bytes as captured, and a note of where they came from and when they were first seen. */
export function captureFiles(capture: Snapshot, firstSeen: IsoDate): Files {
  const { sha256, source, path, bytes } = capture;
  const note = { sha256, source, path, bytes: bytes.byteLength, firstSeen };
  return new Map([
    [capturePath(sha256), bytes],
    [captureNotePath(sha256), encode(printRecord(note))],
  ]);
}

export function documentPath(folder: string): string {
  return `${folder}/document.json`;
}

export function isDocumentPath(path: string): boolean {
  return path.startsWith('works/') && path.endsWith('/document.json');
}

export function textPath(folder: string): string {
  return `${folder}/text.md`;
}

/** The text first: as the neighbour of its capture in the pack it is stored as a small delta of it. */
export function documentFiles(folder: string, reading: Reading): ReadonlyMap<string, string> {
  return new Map([
    [textPath(folder), printText(reading)],
    [documentPath(folder), printRecord(reading.document)],
  ]);
}

/**
 * `<eId>\t<text>`, one passage a line. A passage that begins in the middle of a paragraph (第三条 (一)… on one line) has
 * a `+` before its eId; a further line of one passage begins with the tab.
 */
function printText({ text, passages }: Reading): string {
  const printed = passages.map(({ eId, from, to }, index) => {
    const before = passages[index - 1]?.to ?? null;
    const goesOn = before !== null && before <= from && !text.text.slice(before, from).includes('\n');
    const passage = text.text.slice(goesOn ? before : from, to).replaceAll('\n', '\n\t');
    return `${goesOn ? '+' : ''}${eId}\t${passage}\n`;
  });
  return printed.join('');
}

/** The paragraphs of a recorded text, one a line, as the document had them: what `textSha256` is the hash of. */
export function paragraphsOf(recorded: string): string {
  return recorded
    .replace(/\n$/, '')
    .replace(/\n\+[^\t\n]*\t/g, '')
    .replace(/^[^\t\n]*\t/gm, '');
}

/** A record of the graph as its file holds it. */
export interface GraphLine {
  /** By whose hash the file is chosen, and by whose id the file is sorted. */
  readonly work: WorkId;
  readonly record: object;
  readonly line: string;
}

/**
 * The graph in 256 files a kind by the hash of the work: `nodes`, `effects` (with the citations, by the document that
 * has them) and `open-ends`. One JSON a line, sorted by work and place; a file that would be empty does not exist.
 *
 * @param printed lines of records that are known already
 */
export function graphLines(
  graph: Graph,
  printed: ReadonlyMap<object, string> = new Map(),
): ReadonlyMap<string, readonly GraphLine[]> {
  const { nodes, effects, citations, openEnds } = sortedGraph(graph);
  const graphLine = (work: WorkId, record: object): GraphLine => ({
    work,
    record,
    line: printed.get(record) ?? printLine(record),
  });
  const records = [
    ...effects.map((effect) => graphLine(effect.affecting, effect)),
    ...citations.map((citation) => graphLine(citation.citing, citation)),
  ];
  const files = new Map<string, GraphLine[]>();
  const shards = new Map<WorkId, string>();
  addLines(
    files,
    shards,
    'nodes',
    nodes.map((node) => graphLine(node.id, node)),
  );
  // A stable sort: of one work, effects come before citations, each in the order of the text.
  addLines(
    files,
    shards,
    'effects',
    records.sort((a, b) => compareText(a.work, b.work)),
  );
  addLines(
    files,
    shards,
    'open-ends',
    openEnds.map((end) => graphLine(end.work, end)),
  );
  return files;
}

/** Adds lines to their files; `shards` remembers the hash of a work that stands in several. */
function addLines(
  files: Map<string, GraphLine[]>,
  shards: Map<WorkId, string>,
  kind: string,
  lines: readonly GraphLine[],
): void {
  for (const line of lines) {
    const shard = shards.get(line.work) ?? shardOf(line.work);
    shards.set(line.work, shard);
    const path = `${graphFolder}${kind}/${shard}.ndjson`;
    const file = files.get(path);
    if (file) file.push(line);
    else files.set(path, [line]);
  }
}

export function printLines(files: Iterable<readonly [path: string, lines: readonly GraphLine[]]>): Files {
  return new Map([...files].map(([path, lines]) => [path, encode(printFile(lines))]));
}

export function printFile(lines: readonly GraphLine[]): string {
  return `${lines.map(({ line }) => line).join('\n')}\n`;
}

/** A graph in its one order: nodes by id, the rest by work, then place, then what they say. */
export function sortedGraph(graph: Graph): Graph {
  return {
    nodes: graph.nodes.toSorted((a, b) => compareText(a.id, b.id)),
    effects: graph.effects.toSorted(
      (a, b) =>
        compareText(a.affecting, b.affecting) ||
        a.effect.span.from - b.effect.span.from ||
        a.effect.span.to - b.effect.span.to ||
        compareText(a.effect.id, b.effect.id),
    ),
    citations: graph.citations.toSorted(
      (a, b) =>
        compareText(a.citing, b.citing) ||
        a.citation.span.from - b.citation.span.from ||
        a.citation.span.to - b.citation.span.to ||
        compareText(printLine(a), printLine(b)),
    ),
    openEnds: graph.openEnds.toSorted(
      (a, b) => compareText(a.work, b.work) || a.line - b.line || compareText(a.id, b.id),
    ),
  };
}

/**
 * A family held against its template: the edition used, with the members that were never read as `missing`, and one
 * alignment a member.
 *
 * @param captureOf the capture a member was read from; null for a member that this run did not read
 */
export function familyFiles(report: FamilyReport, captureOf: (id: WorkId) => Sha256 | null): Files {
  const { declaration, members, missing } = report;
  const template = { ...declaration, members: declaration.members.toSorted(compareText), missing };
  return new Map([
    [`${familyFolder(declaration.id)}/template.json`, encode(printRecord(template))],
    ...members.map(({ id, comparison, slots }): [string, Uint8Array] => [
      memberPath(declaration.id, id),
      encode(printRecord({ id, snapshot: captureOf(id), ...comparison, slots })),
    ]),
  ]);
}

/** What a run read, found and changed: `runs/<run>.json`. */
export interface RunRecord {
  readonly run: string;
  readonly asOf: IsoDate;
  readonly changeKind: ChangeKind;
  readonly rulesSha256: Sha256;
  readonly toolVersion: string;
  readonly sources: readonly string[];
  readonly capturesRead: number;
  readonly documentsRead: number;
  readonly capturesStored: readonly Sha256[];
  readonly documentsNew: readonly WorkId[];
  readonly documentsChanged: readonly WorkId[];
  readonly documentsReread: readonly WorkId[];
  readonly documentsWithVariants: readonly WorkId[];
  /** Ids of the families held against their templates. */
  readonly families: readonly string[];
  /** Files of the graph that changed. */
  readonly graphFiles: number;
}

export function runFile(record: RunRecord): Files {
  return new Map([[runPath(record.run), encode(printRecord(record))]]);
}

function encode(text: string): Uint8Array {
  return Buffer.from(text);
}
