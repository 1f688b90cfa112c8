import { type Change, joinTouching } from './changes.js';
import { divideHunk, type SlotTypeOf } from './hunks.js';
import { isSpoken } from './token-types.js';
import type { Tokens } from './tokens.js';

/** How far a change of one side may slide along a repetition. */
const maxSlide = 64;

/** A quoted term of more words than this is a sentence, and its two marks are two differences. */
const longestQuoted = 40;

/** Equal words between two changes of wording that are too few to be read as kept: 的, 之间. */
const fewKept = 2;

/** Words kept between two long changes that are met by chance, and how many tokens make a change long (both guessed). */
const someKept = 4;
const longChange = 8;

/**
 * The reader's version of exact changes: changes of one side moved to where a sentence is cut, values taken out as
 * differences of their own, the two marks of a quotation as one, crumbs of a rewording together. The exact changes stay
 * as they are; what this gives covers every token that they cover.
 */
export function readChanges(a: Tokens, b: Tokens, exact: readonly Change[], slotTypeOf: SlotTypeOf): readonly Change[] {
  const whole = closeGaps(a, b, exact);
  const slid = whole.map((change, index) => slide(a, b, change, whole[index - 1], whole[index + 1]));
  const divided = joinTouching(slid).flatMap((change) => divideHunk(a, b, change, slotTypeOf));
  return joinCrumbs(a, b, joinQuotes(a, b, divided));
}

/**
 * Insertions (or omissions) in a row that are one, met by chance in its middle: of 天文台对外开放。 before 对聚集, the
 * smallest set of changes may keep either 对.
 */
function closeGaps(a: Tokens, b: Tokens, exact: readonly Change[]): readonly Change[] {
  const closed: Change[] = [];
  for (const change of exact) {
    const last = closed.at(-1);
    const joined = last && joinInsertions(a, b, last, change);
    if (joined) closed[closed.length - 1] = joined;
    else closed.push(change);
  }
  return closed;
}

function joinInsertions(a: Tokens, b: Tokens, first: Change, second: Change): Change | null {
  const kept = second.fromA - first.toA;
  if (kept > maxSlide) return null;
  const isInsertion = first.fromA === first.toA && second.fromA === second.toA;
  if (!isInsertion && (first.fromB !== first.toB || second.fromB !== second.toB)) return null;
  const { literal } = isInsertion ? b : a;
  const [from, to] = isInsertion ? [first.fromB, first.toB] : [first.fromA, first.toA];
  const [next, end] = isInsertion ? [second.fromB, second.toB] : [second.fromA, second.toA];
  const isSame = (x: number, y: number): boolean => {
    for (let i = 0; i < kept; i += 1) if (literal[x + i] !== literal[y + i]) return false;
    return true;
  };
  // The words kept are met again at the end of the second, or at the start of the first.
  if (end - next >= kept && isSame(to, end - kept)) {
    return { ...first, toA: second.toA - kept, toB: second.toB - kept };
  }
  if (to - from >= kept && isSame(from, to)) {
    return { fromA: first.fromA + kept, fromB: first.fromB + kept, toA: second.toA, toB: second.toB };
  }
  return null;
}

/** A change of one side, at the best of the places that say the same: 、《乙》 is taken out of 《甲》、《乙》、《丙》. */
function slide(a: Tokens, b: Tokens, change: Change, previous: Change | undefined, next: Change | undefined): Change {
  const isDeletion = change.fromB === change.toB;
  if (!isDeletion && change.fromA !== change.toA) return change;
  const tokens = isDeletion ? a : b;
  const [from, to] = isDeletion ? [change.fromA, change.toA] : [change.fromB, change.toB];
  const least = isDeletion ? (previous?.toA ?? 0) : (previous?.toB ?? 0);
  const most = isDeletion ? (next?.fromA ?? a.length) : (next?.fromB ?? b.length);
  let back = 0;
  while (back < maxSlide && from - back > least && tokens.literal[from - back - 1] === tokens.literal[to - back - 1])
    back += 1;
  let best = 0;
  let bestScore = scoreOf(tokens, from, to);
  for (let shift = -back; shift <= maxSlide && to + shift <= most; shift += 1) {
    if (shift > 0 && tokens.literal[from + shift - 1] !== tokens.literal[to + shift - 1]) break;
    const score = scoreOf(tokens, from + shift, to + shift);
    if (score > bestScore) {
      best = shift;
      bestScore = score;
    }
  }
  return { fromA: change.fromA + best, toA: change.toA + best, fromB: change.fromB + best, toB: change.toB + best };
}

/** How well a stretch is cut: whole brackets count most, then a mark at one of its ends. */
function scoreOf(tokens: Tokens, from: number, to: number): number {
  const isEdge = (index: number): boolean => index < 0 || index >= tokens.length || !isWord(tokens, index);
  const insideTitle = (tokens.inTitle[from] ?? 0) > (opensTitle(tokens, from) ? 1 : 0);
  return (insideTitle ? 0 : 4) + (isEdge(from - 1) ? 1 : 0) + (isEdge(to - 1) ? 2 : 0) + (isEdge(to) ? 1 : 0);
}

/** The depth of 《》 rises at this token. */
function opensTitle(tokens: Tokens, index: number): boolean {
  return (tokens.inTitle[index] ?? 0) > (index > 0 ? (tokens.inTitle[index - 1] ?? 0) : 0);
}

function isWord(tokens: Tokens, index: number): boolean {
  const type = tokens.types[index];
  return type !== undefined && isSpoken(type);
}

/** Two changes of quotation marks around words that are the same become one: “X” and X. */
function joinQuotes(a: Tokens, b: Tokens, changes: readonly Change[]): readonly Change[] {
  const joined: Change[] = [];
  for (let i = 0; i < changes.length; i += 1) {
    const first = changes[i];
    const second = changes[i + 1];
    if (!first) continue;
    if (second && isQuotePair(a, b, first, second)) {
      joined.push({ fromA: first.fromA, toA: second.toA, fromB: first.fromB, toB: second.toB });
      i += 1;
    } else joined.push(first);
  }
  return joined;
}

function isQuotePair(a: Tokens, b: Tokens, first: Change, second: Change): boolean {
  const kept = second.fromA - first.toA;
  return (
    kept > 0 &&
    kept <= longestQuoted &&
    first.toA - first.fromA === second.toA - second.fromA &&
    first.toB - first.fromB === second.toB - second.fromB &&
    [first, second].every((change) => areQuotes(a, change.fromA, change.toA) && areQuotes(b, change.fromB, change.toB))
  );
}

function areQuotes(tokens: Tokens, from: number, to: number): boolean {
  for (let i = from; i < to; i += 1) if (tokens.types[i] !== 'quote') return false;
  return true;
}

/**
 * Changes of wording with next to nothing kept between them are one, and so are long ones with few words kept between
 * them. A value or rule word that changed alone stays a difference of its own.
 */
function joinCrumbs(a: Tokens, b: Tokens, changes: readonly Change[]): readonly Change[] {
  const joined: Change[] = [];
  for (const change of changes) {
    const last = joined.at(-1);
    if (last && areOneRewording(a, b, last, change))
      joined[joined.length - 1] = { ...last, toA: change.toA, toB: change.toB };
    else joined.push(change);
  }
  return joined;
}

function areOneRewording(a: Tokens, b: Tokens, first: Change, second: Change): boolean {
  const kept = second.fromA - first.toA;
  if (kept <= fewKept && areWords(a, first.toA, second.fromA)) {
    if (isWording(a, b, first) && isWording(a, b, second)) return true;
  }
  return (
    kept <= someKept &&
    lengthOf(first) >= longChange &&
    lengthOf(second) >= longChange &&
    !saysTheSame(a, b, first) &&
    !saysTheSame(a, b, second) &&
    !holdsBreak(a, first.fromA, second.toA) &&
    !holdsBreak(b, first.fromB, second.toB)
  );
}

/** The same words on both sides, in other marks: a quotation is no rewording, however long it is. */
function saysTheSame(a: Tokens, b: Tokens, change: Change): boolean {
  const words = (tokens: Tokens, from: number, to: number): string =>
    Array.from(tokens.value.subarray(from, to), (value, i) => (isWord(tokens, from + i) ? value : ''))
      .join(' ')
      .replace(/ +/g, ' ')
      .trim();
  return words(a, change.fromA, change.toA) === words(b, change.fromB, change.toB);
}

function lengthOf(change: Change): number {
  return change.toA - change.fromA + change.toB - change.fromB;
}

function holdsBreak(tokens: Tokens, from: number, to: number): boolean {
  for (let i = from; i < to; i += 1) if (tokens.types[i] === 'break') return true;
  return false;
}

function isWording(a: Tokens, b: Tokens, change: Change): boolean {
  return areWords(a, change.fromA, change.toA) && areWords(b, change.fromB, change.toB);
}

/** Words that carry no value and no rule. */
function areWords(tokens: Tokens, from: number, to: number): boolean {
  for (let i = from; i < to; i += 1) {
    const type = tokens.types[i];
    if (type !== 'han' && type !== 'word') return false;
  }
  return true;
}
