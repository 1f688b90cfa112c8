import type { LabelStyle, NumberingRules } from '../model/rules.js';
import { readNumeral } from '../notation/numerals.js';

/** A clause label at the start of a paragraph. */
export interface Label {
  readonly style: LabelStyle;
  /** As printed: 第三条, (一), 1. */
  readonly text: string;
  readonly number: number;
  /** The numbers of 5.1.1, of other labels the one number. */
  readonly numbers: readonly number[];
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
    const label = matchStyle(line, style, rules);
    if (!label || (style.grammar === 'article' && grammar === 'level' && !isDivision(line, label))) continue;
    return label;
  }
  return null;
}

/** Longest heading of a chapter (guessed; 30 is the longest seen). */
const longestDivision = 40;

/** 第一章 总则 over 一、…: 编, 章 and 节 divide levels too; 第…条 makes every component one of articles. */
function isDivision(line: string, { style, length }: Label): boolean {
  return style.kind !== 'article' && line.length - length <= longestDivision && !/[。;:,]/.test(line);
}

/** The label a line opens with in either grammar. */
export function readAnyLabel(line: string, rules: NumberingRules): Label | null {
  return readLabel(line, 'article', rules) ?? readLabel(line, 'level', rules);
}

/** 第, with which all labels of the article grammar begin. */
const ordinal = 0x7b2c;

function matchStyle(line: string, style: LabelStyle, rules: NumberingRules): Label | null {
  if (style.grammar === 'article' && line.charCodeAt(0) !== ordinal) return null;
  style.pattern.lastIndex = 0;
  const text = style.pattern.exec(line)?.[0];
  if (text === undefined) return null;
  const rest = line.slice(text.length);
  if (style.grammar === 'article' && rules.references.some((word) => rest.startsWith(word))) return null;
  if (style.id === 'ideographic' && /^[一二三四五六七八九十]+、/.test(rest)) return null; // 一、二、三级医疗机构
  if (style.kind === 'level' && rest.startsWith('、')) return null; // 1)、2)两项
  const numbers = readCounts(text);
  const number = numbers.at(-1);
  if (number === undefined) return null;
  const blanks = /^ */.exec(rest)?.[0].length ?? 0;
  return { style, text: text.trimEnd(), number, numbers, inserted: readInserted(text), length: text.length + blanks };
}

function readCounts(label: string): readonly number[] {
  const circled = label.charCodeAt(0) - 0x245f; // ① is U+2460
  if (circled >= 1 && circled <= 20) return [circled];
  const letter = /^[a-z]/.exec(label)?.[0];
  if (letter !== undefined) return [letter.charCodeAt(0) - 0x60];
  const digits = label.replace(/之.*/, '').match(/[〇零○一二两三四五六七八九十百千]+|[0-9]+/g) ?? [];
  return digits.flatMap((numeral) => readNumeral(numeral) ?? []);
}

/** Numbers may leave out as many: what is further off is an amount (guessed). */
const longestGap = 3;

/**
 * Whether 5.1.1 follows the label before it, 5.1 or 5.1.0 or 5.1.0.3: as its first child, or as the next of the same
 * level or above. 3.5万元 at the start of a wrapped line does not.
 */
export function followsOn(numbers: readonly number[], open: readonly number[]): boolean {
  const above = numbers.slice(0, -1);
  const last = numbers.at(-1) ?? 0;
  const before = open[above.length];
  if (above.every((number, index) => number === open[index]))
    return before === undefined ? last === 1 : last > before && last <= before + longestGap;
  return open.length === 0 && last === 1;
}

function readInserted(label: string): number | null {
  const digits = /之([一二三四五六七八九十]+)$/.exec(label.trimEnd())?.[1];
  return digits === undefined ? null : readNumeral(digits);
}
