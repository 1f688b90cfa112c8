import type { IsoDate } from '../model/date.js';
import type { Mention } from '../model/document.js';
import { anySign, sign } from '../model/encoding.js';
import type { CitationRules } from '../model/rules.js';
import { findDates, findImpossibleDays, findOpenDates } from '../notation/dates.js';
import { readNumeral } from '../notation/numerals.js';
import { findProvisions } from '../notation/provisions.js';

/** 5年, 6个月, 30日. */
export interface Period {
  readonly years?: number;
  readonly months?: number;
  readonly days?: number;
}

/** An expression of a sentence that is read as one sign. Offsets are into the passage. */
export type Expression = { readonly from: number; readonly to: number } & (
  | { readonly kind: 'document'; readonly mention: Mention }
  | { readonly kind: 'date'; readonly date: IsoDate | null }
  | { readonly kind: 'period'; readonly period: Period }
  | { readonly kind: 'provisions'; readonly provisions: readonly string[] }
  | { readonly kind: 'self' | 'quote' | 'issue' | 'remark' }
);

/** A sentence with its expressions replaced by signs, and the way back. */
export interface EncodedSentence {
  readonly code: string;
  /** For every unit of `code`: its offset in the passage, and one more for the end. */
  readonly at: readonly number[];
  /** For every unit of `code` that is a sign: the expression it stands for. */
  readonly expressions: ReadonlyMap<number, Expression>;
}

const issuePattern = /(?:发布|印发|公布|颁布|下发|发文|签发|公告|通过)之日|即日(?=起)/g;
const periodPattern = /(?<![0-9第])([0-9]{1,3}|[一二两三四五六七八九十]{1,3})(年|个月|日|天)(?!度|内|前|龄|级|月)/g;

/** @param mentions those of the passage, offsets into the passage */
export function encodeSentence(
  text: string,
  from: number,
  to: number,
  mentions: readonly Expression[],
  rules: CitationRules,
): EncodedSentence {
  const expressions = findExpressions(text.slice(from, to), from, mentions, rules);
  const at: number[] = [];
  const byUnit = new Map<number, Expression>();
  let code = '';
  let next = 0;
  for (let i = from; i < to; ) {
    const expression = expressions[next];
    if (expression?.from === i) {
      if (expression.kind !== 'remark') {
        byUnit.set(code.length, expression);
        at.push(i);
        code += signOf(expression);
      }
      i = expression.to;
      next += 1;
    } else {
      const char = text.charAt(i);
      if (char !== ' ') {
        at.push(i);
        code += char.replace(anySign, '\uFFFD');
      }
      i += 1;
    }
  }
  at.push(to);
  return { code, at, expressions: byUnit };
}

function signOf(expression: Expression): string {
  switch (expression.kind) {
    case 'document':
      return expression.mention.citation.self ? sign.selfDocument : sign.document;
    case 'date':
      return sign.date;
    case 'period':
      return sign.period;
    case 'provisions':
      return sign.provisions;
    case 'self':
      return sign.self;
    case 'quote':
      return sign.quote;
    case 'issue':
      return sign.issue;
    case 'remark':
      return '';
  }
}

/** Outermost expressions in order: what starts first wins, of equal starts the longest. */
function findExpressions(
  text: string,
  base: number,
  mentions: readonly Expression[],
  rules: CitationRules,
): Expression[] {
  const found: Expression[] = [
    ...mentionsWithin(mentions, base, base + text.length).map((mention) => withBrackets(mention, text, base)),
    ...findQuotes(text, base),
    ...matches(text, base, issuePattern, 'issue'),
    ...matches(text, base, /\((?:[^()]|\([^()]*\))*\)/g, 'remark'),
    ...matches(text, base, selfPattern(rules), 'self'),
    ...[...findDates(text), ...findOpenDates(text)].map(
      (date): Expression => ({ kind: 'date', from: base + date.from, to: base + date.to, date: date.date }),
    ),
    ...findImpossibleDays(text).map(
      (day): Expression => ({ kind: 'date', from: base + day.from, to: base + day.from + day.text.length, date: null }),
    ),
    ...findPeriods(text, base),
    ...findProvisions(text).map(
      (run): Expression => ({
        kind: 'provisions',
        from: base + run.from,
        to: base + run.to,
        provisions: run.provisions,
      }),
    ),
  ];
  return outermostOf(found, base);
}

/** Those that lie in a stretch; given in text order, for a passage may hold thousands of sentences and mentions. */
function mentionsWithin(mentions: readonly Expression[], from: number, to: number): readonly Expression[] {
  let low = 0;
  let high = mentions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((mentions[middle]?.from ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  const within: Expression[] = [];
  for (let i = low; i < mentions.length; i += 1) {
    const mention = mentions[i];
    if (!mention || mention.from >= to) break;
    if (mention.to <= to) within.push(mention);
  }
  return within;
}

/**
 * 关于印发《甲》的通知(1号): the brackets go with a number that stands in brackets of its own, and with an alias at the start
 * of a sentence that was cut in two: (以下简称《办法》)第五条废止.
 */
function withBrackets(mention: Expression, text: string, base: number): Expression {
  const from = /\((?:以下(?:简称|统称|称)|下称|简称)?$/.exec(text.slice(0, mention.from - base))?.index;
  const isBracketed = from !== undefined && text.charAt(mention.to - base) === ')';
  const isLead = from === 0 || from === mention.from - base - 1;
  return isBracketed && isLead ? { ...mention, from: base + from, to: mention.to + 1 } : mention;
}

function outermostOf(found: Expression[], base: number): Expression[] {
  found.sort((a, b) => a.from - b.from || b.to - a.to);
  const outermost: Expression[] = [];
  let end = base;
  for (const expression of found) {
    if (expression.from < end) continue;
    outermost.push(expression);
    end = expression.to;
  }
  return outermost;
}

function matches(
  text: string,
  base: number,
  pattern: RegExp,
  kind: 'self' | 'quote' | 'issue' | 'remark',
): Expression[] {
  return Array.from(text.matchAll(pattern), (match) => ({
    kind,
    from: base + match.index,
    to: base + match.index + match[0].length,
  }));
}

/** Longest quotation looked for; an inserted chapter is longer and then ends its passage anyway (guessed). */
const longestQuote = 20_000;

/** Quotations with what they quote in turn; one that is never closed, as before a list of paragraphs, runs to the end. */
function findQuotes(text: string, base: number): Expression[] {
  const quotes: Expression[] = [];
  for (let from = text.indexOf('“'); from >= 0; ) {
    let depth = 0;
    let to = from;
    for (; to < text.length && to - from < longestQuote; to += 1) {
      const char = text.charAt(to);
      if (char === '“') depth += 1;
      else if (char === '”') depth -= 1;
      if (depth === 0) break;
    }
    quotes.push({ kind: 'quote', from: base + from, to: base + Math.min(to + 1, text.length) });
    from = text.indexOf('“', to + 1);
  }
  return quotes;
}

const selfPatterns = new WeakMap<CitationRules, RegExp>();

/** 本公告, 本办法 … ; not 本条例草案 or 本办法所称, which are of another grammar but the same document. */
function selfPattern(rules: CitationRules): RegExp {
  const known = selfPatterns.get(rules);
  if (known) return known;
  const pattern = new RegExp(`本(?:管理|实施|暂行|试行)?(?:${rules.selfWords.join('|')})`, 'g');
  selfPatterns.set(rules, pattern);
  return pattern;
}

function findPeriods(text: string, base: number): Expression[] {
  return Array.from(text.matchAll(periodPattern), (match): Expression => {
    const count = readNumeral(match[1] ?? '') ?? 0;
    const unit = match[2];
    const period: Period = unit === '年' ? { years: count } : unit === '个月' ? { months: count } : { days: count };
    return { kind: 'period', from: base + match.index, to: base + match.index + match[0].length, period };
  });
}
