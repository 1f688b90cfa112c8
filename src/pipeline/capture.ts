import { createHash } from 'node:crypto';
import { findCitations } from '../cite/find.js';
import { readEffects } from '../effect/read.js';
import type { Citation, CitationKind, Document, Effect, Mention, Reading } from '../model/document.js';
import { exitCode, JiaokanError } from '../model/message.js';
import type { Sha256, WorkId } from '../model/ids.js';
import type { Rules } from '../model/rules.js';
import type { Span, Text } from '../model/text.js';
import { normalise } from '../normalise/normalise.js';
import { readFields } from '../parse/records.js';
import { type ParsedCapture, type ParsedDocument, parseCapture } from '../parse/document.js';
import { findLineEdits, overrideCitations, overrideMetadata, overridesOf } from '../parse/overrides.js';
import { decodeBytes } from '../source/decode.js';
import { type ExtractedPage, extractPage, isHtml } from '../source/html.js';

/** What one capture holds; everything here depends on its bytes and the rules alone. */
export interface ReadCapture {
  readonly path: string;
  readonly sha256: Sha256;
  readonly readings: readonly Reading[];
  /** Parallel to `readings`: whether a notice was recognised. */
  readonly recognised: readonly boolean[];
  readonly furniture: readonly { readonly span: Span }[];
  /** Ids of the documents before people's corrections, which are named by them. */
  readonly asRead: readonly WorkId[];
}

export function sha256Of(bytes: Uint8Array | string): Sha256 {
  return createHash('sha256').update(bytes).digest('hex') as Sha256;
}

/**
 * The left half of the straight line: bytes → text → documents → citations → effects, for one capture.
 * @throws JiaokanError `source/not-text`, `source/empty` (exit 3)
 */
export function readCapture(bytes: Uint8Array, path: string, rules: Rules): ReadCapture {
  const sha256 = sha256Of(bytes);
  const decoded = decodeBytes(bytes, path).text;
  const page = isHtml(decoded)
    ? extractPage(
        decoded,
        (line) =>
          readFields(line.replaceAll(/\s+/g, ' '), rules.captures).some(
            ({ role }) => role !== 'page' && role !== 'other',
          ),
        (cell) => rules.captures.fields.has(cell.replaceAll(/\s/g, '')),
      )
    : { text: decoded, outside: [] };
  const { text, parsed } = parsePage(page, path, sha256, rules);
  if (text.text === '')
    throw new JiaokanError('source/empty', 'holds no text; capture it again', exitCode.source, { file: path });
  return {
    path,
    sha256,
    readings: parsed.documents.map((document) => readDocument(document, text, rules)),
    recognised: parsed.documents.map((document) => document.recognised),
    furniture: parsed.furniture,
    asRead: parsed.documents.map(({ document }) => document.id),
  };
}

/** Parses a page, a second time where people say that its paragraphs begin and end elsewhere. */
function parsePage(
  page: ExtractedPage,
  path: string,
  sha256: Sha256,
  rules: Rules,
): { readonly text: Text; readonly parsed: ParsedCapture } {
  const text = normalise(page.text, rules.characters, page.outside);
  const parsed = parseCapture(text, path, sha256, rules);
  const overrides = parsed.documents.flatMap(({ document }) => overridesOf(document.id, rules));
  const edits = findLineEdits(overrides, text);
  if (!edits) return { text, parsed };
  const edited = normalise(page.text, rules.characters, page.outside, edits);
  return { text: edited, parsed: parseCapture(edited, path, sha256, rules) };
}

function readDocument(read: ParsedDocument, text: Text, rules: Rules): Reading {
  const overrides = overridesOf(read.document.id, rules);
  const { document, passages } = overrideMetadata(read, overrides, rules);
  const found = overrideCitations(findCitations(document, passages, text, rules), overrides);
  const effects = readEffects(document, passages, found.mentions, text, rules);
  const applied = [...(document.overrides ?? []), ...found.applied];
  const complete: Document = {
    ...document,
    commences: effects.commences,
    lastDay: effects.lastDay,
    citations: markEnded(found.mentions, effects.effects),
    notDocuments: found.notDocuments,
    effects: effects.effects,
    messages: [...document.messages, ...found.messages, ...effects.messages].sort((a, b) => a.line - b.line),
    ...(applied.length > 0 ? { overrides: applied } : {}),
  };
  return { document: complete, text, passages };
}

const kindOfEffect: Partial<Record<Effect['type'], CitationKind>> = {
  repeals: 'repeals',
  replaces: 'repeals',
  'ends-efficacy': 'repeals',
  annuls: 'repeals',
  'declares-lapsed': 'repeals',
  amends: 'amends',
};

/** A citation that stands in the words of a repeal or amendment is of that kind. */
function markEnded(mentions: readonly Mention[], effects: readonly Effect[]): Citation[] {
  const byStart = new Map<number, Effect[]>();
  for (const effect of effects) {
    if (kindOfEffect[effect.type] === undefined || 'class' in effect.target) continue;
    const key = effect.span.from;
    byStart.set(key, [...(byStart.get(key) ?? []), effect]);
  }
  const starts = [...byStart.keys()].sort((a, b) => a - b);
  let next = 0;
  return mentions.map(({ citation }) => {
    // Effects of one verb start at one place; citations come in text order.
    while ((starts[next + 1] ?? Infinity) <= citation.span.from) next += 1;
    const near = starts.slice(Math.max(0, next - 1), next + 1).flatMap((start) => byStart.get(start) ?? []);
    const effect = near.find(({ span, target }) => {
      const isInside = span.from <= citation.span.from && citation.span.to <= span.to;
      return isInside && 'title' in target && target.title === citation.title && target.number === citation.number;
    });
    const kind = effect && kindOfEffect[effect.type];
    return kind ? { ...citation, kind } : citation;
  });
}
