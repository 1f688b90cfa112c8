import type { LabelStyle, NumberingRules } from '../model/rules.js';
import { readNumeral } from '../notation/numerals.js';

/** A clause label at the start of a paragraph. */
export interface Label {
  readonly style: LabelStyle;
  /** As printed: 第三条, (一), 1. */
  readonly text: string;
  readonly number: number;
  /** 2 for 之一… : 第十二条之一 is 12-1. */
  readonly inserted: number | null;
  /** Where the content starts, after the label and the blanks behind it. */
  readonly length: number;
}

/**
 * 条文式 with 一、 as 项 of an article (`article`) or as a heading over articles that run through (`headed`), or 段落式
 * (`level`).
 */
export type Grammar = 'article' | 'headed' | 'level';

/**
 * The grammar of a component: articles where any of its lines opens with 第…条 (domain: Two numbering grammars); 一、 is
 * a heading there where it stands before the first of them.
 */
export function grammarOf(lines: readonly string[], rules: NumberingRules): Grammar {
  const articles = rules.styles.filter((style) => style.kind === 'article');
  const first = lines.findIndex((line) => articles.some((style) => matchStyle(line, style, rules) !== null));
  if (first < 0) return 'level';
  const isHeaded = lines.slice(0, first).some((line) => readLabel(line, 'level', rules)?.style.rank === 1);
  return isHeaded ? 'headed' : 'article';
}

/** The label a line opens with, in a grammar; null where it has none. */
export function readLabel(line: string, grammar: Grammar, rules: NumberingRules): Label | null {
  for (const style of rules.styles) {
    // 一、 stands in articles too; 第…条 makes every component one of articles
    if (style.grammar === 'article' && grammar === 'level') continue;
    const label = matchStyle(line, style, rules);
    if (label) return label;
  }
  return null;
}

/** The label a line opens with in either grammar. */
export function readAnyLabel(line: string, rules: NumberingRules): Label | null {
  return readLabel(line, 'article', rules) ?? readLabel(line, 'level', rules);
}

function matchStyle(line: string, style: LabelStyle, rules: NumberingRules): Label | null {
  style.pattern.lastIndex = 0;
  const text = style.pattern.exec(line)?.[0];
  if (text === undefined) return null;
  const rest = line.slice(text.length);
  if (style.grammar === 'article' && rules.references.some((word) => rest.startsWith(word))) return null;
  if (style.id === 'ideographic' && /^[一二三四五六七八九十]+、/.test(rest)) return null; // 一、二、三级医疗机构
  const number = readCount(text);
  if (number === null) return null;
  const blanks = /^ */.exec(rest)?.[0].length ?? 0;
  return { style, text: text.trimEnd(), number, inserted: readInserted(text), length: text.length + blanks };
}

function readCount(label: string): number | null {
  const circled = label.charCodeAt(0) - 0x245f; // ① is U+2460
  if (circled >= 1 && circled <= 20) return circled;
  const digits = /[〇零○一二两三四五六七八九十百千]+|[0-9]+/.exec(label)?.[0];
  return digits === undefined ? null : readNumeral(digits);
}

function readInserted(label: string): number | null {
  const digits = /之([一二三四五六七八九十]+)$/.exec(label.trimEnd())?.[1];
  return digits === undefined ? null : readNumeral(digits);
}
