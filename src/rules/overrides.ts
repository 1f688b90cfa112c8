import { z } from 'zod';
import type { IsoDate } from '../model/date.js';
import type { WorkId } from '../model/ids.js';
import { exitCode, JiaokanError, type Place } from '../model/message.js';
import type { Override, OverrideChange } from '../model/overrides.js';
import { checkYaml } from './yaml.js';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day is written YYYY-MM-DD');
const line = z.int().min(1);
const kind = z.enum(['based-on', 'applies', 'publishes', 'cites', 'interprets', 'repeals', 'amends']);
const named = z.strictObject({ title: z.string().optional(), number: z.string().optional(), kind: kind.optional() });
const fields = [
  'title',
  'annexTitle',
  'number',
  'type',
  'officialStatus',
  'issued',
  'issuers',
  'jurisdiction',
] as const;

const schema = z.strictObject({
  overrides: z.array(
    z.strictObject({
      work: z.string().min(1),
      field: z.enum(fields).optional(),
      citation: z.strictObject({ line, text: z.string().min(1) }).optional(),
      break: z.strictObject({ line, before: z.string().min(1) }).optional(),
      join: z.strictObject({ line }).optional(),
      value: z.union([z.string(), z.null(), z.array(z.string().min(1)), named]).optional(),
      reason: z.string().min(1, 'an override says why'),
      who: z.string().min(1, 'an override says who made it'),
      when: day,
    }),
  ),
});

/** The schema of a file of overrides, for editors and for `schemas/`. */
export const overridesSchema = schema;

type Entry = z.infer<typeof schema>['overrides'][number];

/** Reads a file of `pipelines/overrides/`. @throws JiaokanError (exit 2) with file, line and column */
export function readOverrides(file: string, source: string): readonly Override[] {
  const { value, placeOf } = checkYaml(file, source, schema);
  return value.overrides.map((entry, index) => {
    const place = placeOf(['overrides', index]);
    return {
      work: entry.work as WorkId,
      change: changeOf(entry, place),
      reason: entry.reason,
      who: entry.who,
      when: entry.when as IsoDate,
      place,
    };
  });
}

function changeOf(entry: Entry, place: Place): OverrideChange {
  const kinds = [entry.field, entry.citation, entry.break, entry.join].filter((part) => part !== undefined);
  if (kinds.length !== 1) throw fault('an override has one of "field", "citation", "break" and "join"', place);
  if (entry.break) return { field: 'break', ...entry.break };
  if (entry.join) return { field: 'join', ...entry.join };
  if (entry.citation) return { field: 'citation', ...entry.citation, value: citationValue(entry, place) };
  return fieldChange(entry, place);
}

function citationValue({ value }: Entry, place: Place): { title?: string | undefined } | null {
  if (value === null) return null;
  if (value === undefined || typeof value === 'string' || Array.isArray(value))
    throw fault('the value of a citation is title, number and kind, or null where it names no document', place);
  return value;
}

function fieldChange({ field, value }: Entry, place: Place): OverrideChange {
  switch (field) {
    case undefined:
      throw fault('an override names a field', place);
    case 'issuers':
      if (!Array.isArray(value)) throw fault('the value of issuers is a list', place);
      return { field, value };
    case 'jurisdiction':
      if (typeof value !== 'string' || !/^\d{6}$/.test(value))
        throw fault('the value of jurisdiction is a code of GB/T 2260 in quotes: "220000"', place);
      return { field, value };
    case 'issued':
      if (value !== null && (typeof value !== 'string' || !day.safeParse(value).success))
        throw fault('the value of issued is a day written YYYY-MM-DD, or null', place);
      return { field, value: value as IsoDate | null };
    case 'title':
    case 'annexTitle':
    case 'number':
    case 'type':
    case 'officialStatus':
      if (value !== null && typeof value !== 'string') throw fault(`the value of ${field} is a text, or null`, place);
      return { field, value };
  }
}

function fault(text: string, place: Place): JiaokanError {
  return new JiaokanError('overrides/invalid', text, exitCode.usage, place);
}
