import type { NumberingRules } from '../model/rules.js';
import { type Grammar, type Label, readLabel } from './labels.js';

/** A clause label inside a paragraph. */
export interface InlineLabel {
  /** Offset into the text. */
  readonly at: number;
  readonly label: Label;
}

const pairs: Readonly<Record<string, string>> = { '《': '》', '“': '”', '(': ')' };
/** Longest label that may stand inside a paragraph: (二十三). */
const longestLabel = 8;

/** A run counts from one: (一), (1), 1., 1、 or ①, behind a mark or at the start. */
const opensRun = /(?:^|[:;。, \]】])(?:\([一1]\)|1[.、]|①)/;

/**
 * Labels that count up from one inside a paragraph, each behind a mark: 下列条件之一的:1.甲;2.乙. Two at least, of one
 * style, outside titles, quotations and brackets; a decimal or a number before a unit is none.
 *
 * @param from where the search starts; a label there counts as one behind a mark
 */
export function findInlineLabels(
  text: string,
  from: number,
  grammar: Grammar,
  rules: NumberingRules,
): readonly InlineLabel[] {
  if (!opensRun.test(text)) return [];
  const runs = new Map<string, InlineLabel[]>();
  let close = '';
  for (let i = from; i < text.length; i += 1) {
    const char = text.charAt(i);
    if (close !== '') {
      if (char === close) close = '';
      continue;
    }
    if (i === from || ':;。,'.includes(text.charAt(i - 1))) {
      const label = readLabel(text.slice(i, i + longestLabel), grammar, rules);
      if (label && label.style.grammar === 'both' && !/[0-9]$/.test(label.text)) {
        extend(runs, { at: i, label });
        i += label.text.length - 1;
        continue;
      }
    }
    const partner = pairs[char];
    if (partner !== undefined && text.indexOf(partner, i) > 0) close = partner;
  }
  const long = [...runs.values()].filter((run) => run.length >= 2);
  return long.sort((a, b) => (a[0]?.label.style.rank ?? 0) - (b[0]?.label.style.rank ?? 0))[0] ?? [];
}

function extend(runs: Map<string, InlineLabel[]>, found: InlineLabel): void {
  const { id } = found.label.style;
  const run = runs.get(id) ?? [];
  if (found.label.number === run.length + 1) runs.set(id, [...run, found]);
  else if (found.label.number === 1 && run.length < 2) runs.set(id, [found]);
}
