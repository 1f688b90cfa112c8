import type { CaptureRules } from '../model/rules.js';
import { isTrail } from './header.js';
import type { Paragraph } from './paragraphs.js';

/** The lines of a capture, and the lines of the page around them. */
export interface PageLines {
  readonly head: readonly Paragraph[];
  readonly lines: readonly Paragraph[];
  readonly foot: readonly Paragraph[];
}

/** Most lines of the foot of a page (guessed). */
const longestFoot = 40;
/** Longest line of one: links and addresses in a row (guessed). */
const longestFootLine = 200;

/**
 * Takes off what a page has above and below its documents: buttons, its trail, counters, lists of links, its owner.
 *
 * @param isCounter whether a line consists of fields that no document has: 浏览次数:12
 */
export function peelPage(
  paragraphs: readonly Paragraph[],
  rules: CaptureRules,
  isCounter: (text: string) => boolean,
): PageLines {
  const isPage = ({ text }: Paragraph): boolean =>
    rules.chrome.has(text) || isPager(text) || isTrail(text) || isCounter(text);
  const first = paragraphs.findIndex((paragraph) => !isPage(paragraph));
  const from = first < 0 ? paragraphs.length : first;
  let to = Math.max(from, footStart(paragraphs, rules));
  const isFoot = to < paragraphs.length;
  while (to > from) {
    const last = paragraphs[to - 1];
    if (!last || !(isPage(last) || (isFoot && holdsOne(last.text, rules.credits)))) break;
    to -= 1;
  }
  return { head: paragraphs.slice(0, from), lines: paragraphs.slice(from, to), foot: paragraphs.slice(to) };
}

/** Page numbers under a list: 1 2 3 … 12 >. */
export function isPager(text: string): boolean {
  return text.length <= 80 && /^[0-9 <>«»‹›|.…]+$/.test(text);
}

/** Where the foot of a page starts: a line of its owner or a head of links, with no sentence from there on. */
function footStart(paragraphs: readonly Paragraph[], rules: CaptureRules): number {
  let start = paragraphs.length;
  for (let i = paragraphs.length - 1; i >= 0 && paragraphs.length - i <= longestFoot; i -= 1) {
    const text = paragraphs[i]?.text ?? '';
    if (text.length > longestFootLine || text.includes('。')) break;
    if (holdsOne(text, rules.footers) || rules.links.has(text.replace(/[:：]$/, ''))) start = i;
  }
  return start;
}

function holdsOne(text: string, words: readonly string[]): boolean {
  return text.length <= longestFootLine && !/[。;]/.test(text) && words.some((word) => text.includes(word));
}
