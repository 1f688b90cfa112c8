import type { DifferenceKind } from '../model/difference.js';
import type { Status } from '../model/graph.js';
import { en } from './catalogue-en.js';
import { type Label, zh } from './catalogue-zh.js';
import type { ModelWords, Words } from './words.js';

export type Language = 'zh-CN' | 'en';

export type { Label };

/**
 * All words of one language: those of the model, and labels (headings, column names, sentences) that may hold `{n}`
 * and other slots; see `fill`. Both catalogues have this type, so neither can lack a word of the other.
 */
export interface Catalogue extends ModelWords {
  readonly label: Words<Label>;
}

export const catalogues: Readonly<Record<Language, Catalogue>> = { 'zh-CN': zh, en };

/** One Chinese character for each kind of difference, so that no kind is told by colour alone. */
export const kindMark: Words<DifferenceKind> = { substantive: '实', slot: '变', editorial: '校', layout: '版' };

/** A shape for each status, for the same reason. */
export const statusMark: Words<Status> = {
  'not-issued': '·',
  'not-yet-in-force': '◇',
  'in-force': '●',
  amended: '◉',
  'partially-in-force': '◐',
  suspended: '◫',
  repealed: '✕',
  lapsed: '○',
  unknown: '?',
};

/** The label with its slots filled: `fill('{n} of {total}', { n: 3, total: 5 })`. A slot without a value stays. */
export function fill(label: string, values: Readonly<Record<string, string | number>>): string {
  return label.replace(/\{(\w+)\}/g, (slot, name: string) => String(values[name] ?? slot));
}

/** The word for an effect or status reason; a type the catalogue does not know is shown as it is. */
export function effectWord(catalogue: Catalogue, type: string): string {
  return (catalogue.effect as Readonly<Record<string, string>>)[type] ?? type;
}

/** The meaning of a finding code, null for one that the catalogue does not know. */
export function findingWord(catalogue: Catalogue, code: string): string | null {
  return (catalogue.finding as Readonly<Record<string, string>>)[code] ?? null;
}

/** The word for a type of slot; the name of a variable is shown as it is. */
export function slotWord(catalogue: Catalogue, slot: string): string {
  return (catalogue.slot as Readonly<Record<string, string>>)[slot] ?? slot;
}
