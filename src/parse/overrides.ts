import type { AppliedOverride, Jurisdiction, Mention, NotDocument } from '../model/document.js';
import type { WorkId } from '../model/ids.js';
import type { Message } from '../model/message.js';
import type { Override, OverrideChange } from '../model/overrides.js';
import type { Rules } from '../model/rules.js';
import type { LineEdits, Text } from '../model/text.js';
import { jurisdictionOf } from '../notation/agencies.js';
import { findNumbers } from '../notation/document-numbers.js';
import { documentId, type ParsedDocument } from './document.js';

/** The overrides of one document; `work` is its id as it was read. */
export function overridesOf(work: WorkId, rules: Rules): readonly Override[] {
  return rules.overrides.filter((override) => override.work === work);
}

/** Where people say that paragraphs begin and go on, in the source of a capture; null where nobody does. */
export function findLineEdits(overrides: readonly Override[], text: Text): LineEdits | null {
  const breaks = new Set<number>();
  const joins = new Set<number>();
  for (const { change } of overrides) {
    if (change.field === 'join') joins.add(change.line - 1);
    if (change.field !== 'break') continue;
    const at = breakOffset(change, text);
    if (at !== null) breaks.add(at);
  }
  return breaks.size + joins.size === 0 ? null : { breaks, joins };
}

function breakOffset({ line, before }: { line: number; before: string }, text: Text): number | null {
  const from = text.lineStarts[line - 1];
  if (from === undefined) return null;
  const at = text.source.indexOf(before, from);
  return at < 0 || at >= (text.lineStarts[line] ?? text.source.length) ? null : at;
}

/** The document with what people say of its metadata; its id follows from them. */
export function overrideMetadata(parsed: ParsedDocument, overrides: readonly Override[], rules: Rules): ParsedDocument {
  if (overrides.length === 0) return parsed;
  let { document } = parsed;
  const applied: AppliedOverride[] = [];
  for (const override of overrides) {
    const { field } = override.change;
    if (field === 'citation') continue;
    if (field !== 'break' && field !== 'join') {
      const was = document[field];
      document = { ...document, ...fieldOf(override.change, rules) };
      applied.push(apply(override, show(was), show(document[field])));
    } else applied.push(apply(override, `line ${String(override.change.line)}`, field));
  }
  const year = findNumbers(document.number ?? '', rules.citations, rules)[0]?.year?.toString() ?? null;
  const messages = applied.map((each) => appliedMessage(each, document.source.firstLine));
  return {
    ...parsed,
    document: {
      ...document,
      id: documentId(document, year),
      overrides: applied,
      messages: [...document.messages, ...messages].sort((a, b) => a.line - b.line),
    },
  };
}

type MetadataChange = Exclude<OverrideChange, { field: 'citation' | 'break' | 'join' }>;

function fieldOf(change: OverrideChange, rules: Rules): Partial<ParsedDocument['document']> {
  const { field, value } = change as MetadataChange;
  return field === 'jurisdiction' ? { jurisdiction: placeOf(value, rules) } : { [field]: value };
}

/** The place with a code of GB/T 2260. */
function placeOf(gb2260: string, rules: Rules): Jurisdiction {
  if (gb2260 === '000000') return jurisdictionOf('国务院', rules);
  const places = [...rules.gazetteer.places.values()].flat();
  const unknown: Jurisdiction = { gb2260, iso: null, province: null, city: null, district: null };
  return places.find((place) => place.gb2260 === gb2260) ?? unknown;
}

function show(value: unknown): string {
  if (value === null) return '–';
  return typeof value === 'string'
    ? value
    : Array.isArray(value)
      ? value.join(' ')
      : ((value as Jurisdiction).gb2260 ?? '–');
}

function apply({ change, reason, who, when }: Override, was: string, value: string): AppliedOverride {
  return { field: change.field, was, value, reason, who, when };
}

function appliedMessage({ field, was, value, reason, who, when }: AppliedOverride, line: number): Message {
  const text = `${field}: “${was}” → “${value}”, by ${who} on ${when}: ${reason}`;
  return { code: 'override/applied', severity: 'info', line, text };
}

/** Citations with what people say of them. */
export interface OverriddenCitations {
  readonly mentions: readonly Mention[];
  readonly notDocuments: readonly NotDocument[];
  readonly messages: readonly Message[];
  readonly applied: readonly AppliedOverride[];
}

/** Citations as people say they are to be read: another document, another kind, or none at all. */
export function overrideCitations(
  found: Omit<OverriddenCitations, 'applied'>,
  overrides: readonly Override[],
): OverriddenCitations {
  let result: OverriddenCitations = { ...found, applied: [] };
  for (const override of overrides) result = overrideCitation(result, override);
  return result;
}

function overrideCitation(found: OverriddenCitations, override: Override): OverriddenCitations {
  const { change } = override;
  if (change.field !== 'citation') return found;
  const { line, text, value } = change;
  const isMeant = ({ citation }: Mention): boolean => citation.line === line && citation.text === text;
  const meant = found.mentions.find(isMeant);
  if (!meant) {
    const missing = `no citation “${text}” stands in line ${String(line)}; the override by ${override.who} does nothing`;
    const message: Message = { code: 'override/unused', severity: 'warning', line, text: missing };
    return { ...found, messages: [...found.messages, message] };
  }
  const { citation } = meant;
  const applied = apply(
    override,
    text,
    value === null ? 'no document' : [value.kind, value.title, value.number].filter(Boolean).join(' '),
  );
  const next = {
    ...found,
    applied: [...found.applied, applied],
    messages: [...found.messages, appliedMessage(applied, line)],
  };
  if (value === null) {
    const none: NotDocument = { text, reason: 'override', line, span: citation.span };
    return {
      ...next,
      mentions: found.mentions.filter((mention) => mention !== meant),
      notDocuments: [...found.notDocuments, none],
    };
  }
  const changed = {
    ...citation,
    title: value.title ?? citation.title,
    number: value.number ?? citation.number,
    kind: value.kind ?? citation.kind,
    self: false,
    alias: false,
  };
  const mentions = found.mentions.map((mention) => (mention === meant ? { ...meant, citation: changed } : mention));
  return { ...next, mentions };
}
