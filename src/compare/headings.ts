import { countShared } from './shingles.js';
import { hasLabel, type Part } from './witness.js';

/** Passages that correspond, by index. */
interface Pairing {
  readonly a: readonly number[];
  readonly b: readonly number[];
}

/** How much of the smaller of two passages a lead-in and the passage it belongs to must share (guessed). */
const leastLeadIn = 0.2;

/** Where the passage it introduces is this like its counterpart, nothing of the lead-in is in there (guessed). */
const mostAlike = 0.7;

/**
 * The links with their lead-ins: a paragraph that ends with a colon, has no counterpart and shares words with what the
 * paragraph it introduces is linked to, belongs to that link (“执行以下预征率:” and the rates, one paragraph elsewhere).
 */
export function joinLeadIns<L extends Pairing>(
  links: readonly L[],
  a: readonly Part[],
  b: readonly Part[],
): readonly L[] {
  const linkedA = linkOf(links, 'a', a);
  const linkedB = linkOf(links, 'b', b);
  return links.map((link) => {
    const before = link.b.length === 1 ? leadIn(a, link.a[0] ?? 0, b[link.b[0] ?? 0], linkedA) : null;
    if (before !== null) return { ...link, a: [before, ...link.a] };
    const other = link.a.length === 1 ? leadIn(b, link.b[0] ?? 0, a[link.a[0] ?? 0], linkedB) : null;
    return other === null ? link : { ...link, b: [other, ...link.b] };
  });
}

function leadIn(
  parts: readonly Part[],
  index: number,
  counterpart: Part | undefined,
  linked: readonly unknown[],
): number | null {
  const before = parts[index - 1];
  const introduced = parts[index];
  if (!before || !introduced || !counterpart || linked[before.index] !== undefined) return null;
  if (!before.text.endsWith(':') || before.component !== introduced.component || hasLabel(introduced)) return null;
  const all = introduced.shingles.length + counterpart.shingles.length;
  if (2 * countShared(introduced.shingles, counterpart.shingles) >= mostAlike * all) return null;
  const smaller = Math.min(before.shingles.length, counterpart.shingles.length);
  return countShared(before.shingles, counterpart.shingles) >= leastLeadIn * smaller ? before.index : null;
}

/** A heading of at most this many words; longer ones are paragraphs (guessed: the longest in the seeds has 48). */
const longestHeading = 60;

/** Characters of such a heading at most: it may name a document with a long title and number. */
const longestPrinted = 6 * longestHeading;

/**
 * The links with headings linked as their sections are: a heading counts with what follows it, so that 二、公告的主要内容
 * and 二、预征率是多少? are one heading reworded where the passages right after them are linked with each other. A link
 * between other headings, reworded too and with sections that do not correspond, gives way.
 */
export function pairHeadings<L extends Pairing & { readonly moved: boolean }>(
  links: readonly L[],
  a: readonly Part[],
  b: readonly Part[],
): readonly (L | (Pairing & { readonly moved: false }))[] {
  const kept = new Set<L>(links);
  const linkOfA = linkOf(links, 'a', a);
  const linkOfB = linkOf(links, 'b', b);
  const added: (Pairing & { readonly moved: false })[] = [];
  for (const link of links) {
    const headA = link.moved ? null : headingBefore(a, link.a[0] ?? 0);
    const headB = headA ? headingBefore(b, link.b[0] ?? 0) : null;
    if (!headA || !headB || headA.component !== headB.component || headA.path.length !== headB.path.length) continue;
    const rivals = [linkOfA[headA.index], linkOfB[headB.index]].filter((rival) => rival !== undefined);
    if (rivals.some((rival) => rival.b.includes(headB.index) && rival.a.includes(headA.index))) continue;
    if (!rivals.every((rival) => isLoose(rival, a, b, linkOfA))) continue;
    for (const rival of rivals) kept.delete(rival);
    added.push({ a: [headA.index], b: [headB.index], moved: false });
  }
  return [...kept, ...added];
}

/** The link of each linked passage of one side. */
function linkOf<L extends Pairing>(
  links: readonly L[],
  side: 'a' | 'b',
  { length }: readonly Part[],
): readonly (L | undefined)[] {
  const found = new Array<L | undefined>(length);
  for (const link of links) for (const index of link[side]) found[index] = link;
  return found;
}

/** A link between two headings in other words whose sections are not linked. */
function isLoose(
  link: Pairing,
  a: readonly Part[],
  b: readonly Part[],
  linkOfA: readonly (Pairing | undefined)[],
): boolean {
  const headA = a[link.a[0] ?? -1];
  const headB = b[link.b[0] ?? -1];
  if (!headA || !headB || link.a.length + link.b.length > 2 || headA.keys.soft === headB.keys.soft) return false;
  return isHeading(headA) && linkOfA[headA.index + 1]?.b.includes(headB.index + 1) !== true;
}

function headingBefore(parts: readonly Part[], index: number): Part | null {
  const before = parts[index - 1];
  return before && isHeading(before) ? before : null;
}

/** A labelled line that ends without a full stop. */
function isHeading(part: Part): boolean {
  return (
    hasLabel(part) &&
    part.printed !== '' &&
    part.printed.length <= longestPrinted &&
    !endsSentence(part) &&
    // A token is one character at least.
    (part.printed.length <= longestHeading || part.content.length <= longestHeading)
  );
}

function endsSentence(part: Part): boolean {
  return '。;:,'.includes(part.text.charAt(part.text.length - 1));
}
