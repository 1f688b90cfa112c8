import type { CitationKind } from '../model/document.js';
import type { CitationRules } from '../model/rules.js';
import { typeOf } from '../notation/titles.js';
import type { NumberingRules } from '../model/rules.js';
import type { Bracketed } from './brackets.js';

/**
 * Why something in 《》 is no document: `form`, `receipt`, `certificate`, `instrument`, `table`, `work-of-art`; null for a
 * document. The last noun decides, remarks in brackets left out: 《增值税申报表附列资料(二)》 is a form.
 */
export function notDocument(
  text: string,
  title: Bracketed,
  rules: CitationRules,
  numbering: NumberingRules,
): string | null {
  const before = text.slice(Math.max(0, title.from - 3), title.from);
  if (rules.worksOfArt.some((word) => before.endsWith(word))) return 'work-of-art';
  const bare = title.inner.replace(/(?:\([^()]*\))+$/, '');
  if (rules.documents.some((ending) => bare.endsWith(ending))) return null;
  if (numbered.test(bare)) return null;
  const noun = rules.notDocuments.find((candidate) => bare.endsWith(candidate.noun));
  if (!noun) return null;
  const type = typeOf(bare, numbering);
  return type !== null && type.length > noun.noun.length ? null : noun.what;
}

/** 甲准则第15号——建造合同: one of a numbered series of documents, whatever it is about. */
const numbered = /第[0-9一二三四五六七八九十百]{1,4}号 ?(?:[—–―:-]|——)/;

/** What stands between a role word and the titles it governs is blanked out, so that words inside titles do not count. */
export function maskTitles(text: string, titles: readonly Bracketed[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { from, to } of titles) {
    pieces.push(text.slice(at, from), '＿'.repeat(to - from));
    at = to;
  }
  const masked = pieces.join('') + text.slice(at);
  return masked.replace(/\([^()]*\)/g, (remark) => '＿'.repeat(remark.length));
}

const publishing = '(?:印发|发布|公布|颁布|转发)';
const publishedBefore = new RegExp(`(?:^|[。;,:])(?:现|现予|现决定|决定)?${publishing}$`);
const publishedAfter = new RegExp(`^＿*(?:予以)?${publishing}`);

/** How far before a title the verb stands that publishes it, and how long its remarks may be, in characters. */
const longestPhrase = 12;
const longestRemark = 200;

/** Whether the sentence itself issues a title: 现将《甲方案》印发给你们, 现发布《乙办法》; 国务院印发《丙》 tells of another. */
export function isPublishedHere(masked: string, { from, to }: Pick<Bracketed, 'from' | 'to'>): boolean {
  const before = masked.slice(Math.max(0, from - longestPhrase), from);
  const after = masked.slice(to, to + longestRemark);
  return publishedBefore.test(before) || (/(?:^|[。;,:])现?[将把]$/.test(before) && publishedAfter.test(after));
}

/** Longest part of a sentence that is looked at; a list of twenty titles under one verb has some 1,000 characters. */
const longestPart = 2000;

/**
 * What a citation is there for, by the nearest role word before it in the same part of its sentence: 根据 → based-on,
 * 按照 → applies, 印发 → publishes (not 印发的, which tells whose it is); `cites` where none stands there.
 *
 * @param masked the passage with titles and remarks blanked out
 */
export function roleBefore(masked: string, offset: number, rules: CitationRules): CitationKind {
  const window = masked.slice(Math.max(0, offset - longestPart), offset);
  const before = window.slice(Math.max(...[...'。;,:!?'].map((mark) => window.lastIndexOf(mark))) + 1);
  let best: { at: number; kind: CitationKind } | null = null;
  for (const { word, kind } of rules.roles) {
    const at = before.lastIndexOf(word);
    if (at < 0 || (kind === 'publishes' && /^的/.test(before.slice(at + word.length)))) continue;
    if (!best || at > best.at) best = { at, kind };
  }
  return best?.kind ?? 'cites';
}
