import type { Passage } from '../model/document.js';
import { readNumeral } from '../notation/numerals.js';

/** What a label counts, however it is written: 第三条, 三、, (三) and 3. are 3, 第十二条之一 is 12-1. */
export function labelNumber(label: string): string {
  const digits = label.match(/[0-9]+|[〇零○一二两三四五六七八九十百千]+|[①-⑳]/g) ?? [];
  return digits.map((run) => String(circled(run) ?? readNumeral(run) ?? run)).join('-') || label;
}

/**
 * What a labelled passage is cited as, in the words of reference tokens: 5条, 3章, 12条之1. The outermost numbered clauses
 * of a notice are cited as 第五条 too; null for all others.
 */
export function citedAs({ component, path }: Pick<Passage, 'component' | 'path'>, printed: string): string | null {
  const label = path.at(-1);
  if (label === undefined || label !== printed || (component !== 'body' && component !== 'annex')) return null;
  const unit = /^第.*(编|章|节|条)/.exec(label)?.[1];
  if (unit !== undefined) return `${labelNumber(label)}${unit}`.replace(/^(\d+)-(\d+)条$/, '$1条之$2');
  return path.length === 1 && label.endsWith('、') ? `${labelNumber(label)}条` : null;
}

function circled(text: string): number | null {
  const number = text.charCodeAt(0) - 0x245f; // ① is U+2460
  return number >= 1 && number <= 20 ? number : null;
}
