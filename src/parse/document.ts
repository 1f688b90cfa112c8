import { createHash } from 'node:crypto';
import type { Component, ComponentKind, Document, Passage } from '../model/document.js';
import type { Sha256, WorkId } from '../model/ids.js';
import type { Rules } from '../model/rules.js';
import { lineAt, type Span, type Text } from '../model/text.js';
import { issuedTitle } from '../notation/titles.js';
import { workId } from '../notation/work-ids.js';
import { checkCharacters } from './characters.js';
import { buildClauses } from './clauses.js';
import { divideDocument, type Division, type Part } from './components.js';
import { checkMetadata } from './findings.js';
import { readMetadata } from './metadata.js';
import { listParagraphs, type Paragraph } from './paragraphs.js';
import { divideCapture, type PortalRecord } from './records.js';

/** A document before its citations and effects are known. */
export interface ParsedDocument {
  readonly document: Omit<Document, 'citations' | 'notDocuments' | 'effects' | 'commences' | 'lastDay'>;
  readonly passages: readonly Passage[];
  /** A title, number or numbered clause was found; false for any other text. */
  readonly recognised: boolean;
}

export interface ParsedCapture {
  readonly documents: readonly ParsedDocument[];
  /** Label lines, portal fields, pager, blank lines between. With the components they cover the capture. */
  readonly furniture: readonly { readonly span: Span }[];
}

/**
 * Parses a capture into its documents: parts, clause tree, metadata.
 *
 * @param path of the capture as given, for `source.path`
 * @param sha256 of the captured bytes
 */
export function parseCapture(text: Text, path: string, sha256: Sha256, rules: Rules): ParsedCapture {
  const records = divideCapture(listParagraphs(text), rules);
  const starts = records.map((record) => recordStart(record));
  const parsed = records.map((record, index) =>
    parseRecord(record, starts[index + 1] ?? null, text, path, sha256, rules),
  );
  const spans = parsed.flatMap(({ document }) => document.components.map((component) => component.span));
  return { documents: parsed, furniture: complement(spans, text.source.length).map((span) => ({ span })) };
}

/** Offset into the reading of the first line of a record. */
function recordStart(record: PortalRecord): number {
  return Math.min(record.content[0]?.from ?? Infinity, record.furniture[0]?.from ?? Infinity);
}

function parseRecord(
  record: PortalRecord,
  next: number | null,
  text: Text,
  path: string,
  sha256: Sha256,
  rules: Rules,
): ParsedDocument {
  const division = divideDocument(record, rules);
  const mainKind: ComponentKind =
    division.isContainer && division.parts.some((part) => part.kind === 'annex') ? 'annex' : 'body';
  const tree = buildClauses(division.parts, mainKind, text, rules.numbering);
  const metadata = readMetadata(record, division, rules);
  const components = layComponents(division.parts, record, next, text);
  const all = [...record.content, ...record.furniture];
  // A pager below the last notice is of the page, and does not stretch the notice.
  const own = [record.label ?? [], ...record.content, ...record.fields.map((field) => field.paragraph)].flat();
  const content = record.content.map((paragraph) => paragraph.text).join('\n');
  const textSha256 = createHash('sha256').update(content).digest('hex') as Sha256;
  const fields = {
    source: { path, sha256, ...lineRange(own.length > 0 ? own : all), textSha256 },
    title: division.title,
    annexTitle: annexTitleOf(division),
    number: metadata.number,
    issuers: metadata.issuers,
    jurisdiction: metadata.jurisdiction,
    type: metadata.type,
    issued: metadata.issued,
    officialStatus: metadata.officialStatus,
    components,
    clauses: tree.clauses,
    messages: [
      ...checkCharacters(text, all),
      ...checkMetadata(record, division, metadata, rules),
      ...tree.messages,
    ].sort((a, b) => a.line - b.line),
  };
  const document = { id: documentId(fields, metadata.numberMatch?.year?.toString() ?? null), ...fields };
  const recognised =
    division.title !== null || metadata.number !== null || tree.passages.some((p) => p.path.length > 0);
  return { document, passages: tree.passages, recognised };
}

/**
 * The id of a document by what it is known by, a text without a title by its hash.
 * @param numberYear the year in its number, for a document without a day
 */
export function documentId(
  document: Pick<Document, 'jurisdiction' | 'issued' | 'number' | 'issuers' | 'title' | 'source'>,
  numberYear: string | null,
): WorkId {
  const { jurisdiction, issued, number, issuers, title, source } = document;
  return workId({
    iso: jurisdiction.iso,
    year: issued?.slice(0, 4) ?? numberYear,
    number,
    issuers,
    issued,
    title: title ?? `text-${source.textSha256.slice(0, 12)}`,
  });
}

/** The title of the text that is issued, as it stands above it, else as the container names it. */
function annexTitleOf(division: Division): string | null {
  if (!division.isContainer) return null;
  return division.annexTitle ?? (division.title === null ? null : issuedTitle(division.title));
}

/** Components with spans that meet: each runs to where the next one starts, or furniture below its last line. */
function layComponents(parts: readonly Part[], record: PortalRecord, next: number | null, text: Text): Component[] {
  const starts = parts.map((part) => lineStartOf(part.lines[0]?.paragraph.from ?? 0, text));
  const cuts = [...starts, ...record.furniture.map((paragraph) => lineStartOf(paragraph.from, text))];
  if (next !== null) cuts.push(lineStartOf(next, text));
  cuts.sort((a, b) => a - b);
  let cut = 0;
  return parts.map((part, index) => {
    const from = starts[index] ?? 0;
    const last = lineStartOf(part.lines.at(-1)?.paragraph.from ?? 0, text);
    while ((cuts[cut] ?? Infinity) <= last) cut += 1;
    const span = { from, to: cuts[cut] ?? text.source.length };
    return { kind: part.kind, ...lineRange(part.lines.map((line) => line.paragraph)), span };
  });
}

/** The first and last line of some paragraphs, in any order; a capture may have a million, too many to pass at once. */
function lineRange(paragraphs: readonly Paragraph[]): Pick<Component, 'firstLine' | 'lastLine'> {
  const range = { firstLine: Infinity, lastLine: 0 };
  for (const { line } of paragraphs) {
    range.firstLine = Math.min(range.firstLine, line);
    range.lastLine = Math.max(range.lastLine, line);
  }
  return range;
}

/** Source offset of the start of the line that holds an offset of the reading. */
function lineStartOf(offset: number, text: Text): number {
  const source = text.at[offset] ?? text.source.length;
  return text.lineStarts[lineAt(text.lineStarts, source) - 1] ?? 0;
}

/** The stretches of a source that no span covers. */
function complement(spans: readonly Span[], length: number): Span[] {
  const gaps: Span[] = [];
  let at = 0;
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    if (span.from > at) gaps.push({ from: at, to: span.from });
    at = Math.max(at, span.to);
  }
  if (at < length) gaps.push({ from: at, to: length });
  return gaps;
}
