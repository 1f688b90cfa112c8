/** A title in 《》 or a remark in (), with offsets of the brackets; `to` exclusive. */
export interface Bracketed {
  readonly from: number;
  readonly to: number;
  readonly inner: string;
}

/**
 * The outermost 《》 of a passage; 《 inside 《》 nests. A 《 that is never closed is `unbalanced` and gives nothing: what
 * it names is not certain.
 */
export function findTitles(text: string): {
  readonly titles: readonly Bracketed[];
  readonly unbalanced: readonly number[];
} {
  const titles: Bracketed[] = [];
  const unbalanced: number[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charAt(i);
    if (char === '《') {
      if (depth === 0) from = i;
      depth += 1;
    } else if (char === '》' && depth > 0) {
      depth -= 1;
      if (depth === 0) titles.push({ from, to: i + 1, inner: text.slice(from + 1, i) });
    } else if (char === '》') unbalanced.push(i);
  }
  if (depth > 0) {
    unbalanced.push(from);
    const close = text.indexOf('》', from);
    // 《关于印发《甲》的通知: one bracket too few; up to the first that closes is certain
    if (close > from) titles.push({ from, to: close + 1, inner: text.slice(from + 1, close).replaceAll('《', '〈') });
  }
  return { titles, unbalanced };
}

/** Longest remark behind a title; one that is not closed by then is none. */
const longestRemark = 500;

/** The remark in brackets that starts at an offset, blanks before it skipped; null where there is none. */
export function remarkAt(text: string, from: number): Bracketed | null {
  const start = text.charAt(from) === ' ' ? from + 1 : from;
  // 《甲办法》[城政发(2018)9号], 《乙细则》〔(93)财法字第40号〕
  const square = /^(?:\[[^[\]]{2,40}号\]|〔[^〔〕]{2,40}号〕)/.exec(text.slice(start, start + 45));
  if (square) return { from: start, to: start + square[0].length, inner: square[0].slice(1, -1) };
  if (text.charAt(start) !== '(') return null;
  let depth = 0;
  const end = Math.min(text.length, start + longestRemark);
  for (let i = start; i < end; i += 1) {
    const char = text.charAt(i);
    if (char === '(') depth += 1;
    else if (char === ')') depth -= 1;
    if (depth === 0) return { from: start, to: i + 1, inner: text.slice(start + 1, i) };
  }
  return null;
}
