/** A stretch of a text without the blanks inside its words, and where each character of it stands. */
export interface ClosedUp {
  readonly text: string;
  /** Offsets into the whole text, one for each character. */
  readonly at: readonly number[];
}

/** A blank with words or digits on both sides; two numbers are not closed up to one (3 2023年). */
const blank = /(?<=[\p{Script=Han}〇]) +(?=[\p{Script=Han}〇0-9])|(?<=[0-9]) +(?=[\p{Script=Han}〇])/gu;

/**
 * Gives a stretch with its words closed up, so that 国 家税务总局 is read as the agency it is; null where there is
 * nothing to close. The blanks are a difference still: the token that holds one is printed with it.
 */
export function closeUp(text: string, from: number, to: number): ClosedUp | null {
  const stretch = text.slice(from, to);
  if (!stretch.includes(' ')) return null;
  let closed = '';
  const at: number[] = [];
  let last = 0;
  const keep = (end: number): void => {
    for (let i = last; i < end; i += 1) at.push(from + i);
    closed += stretch.slice(last, end);
  };
  for (const { index, 0: run } of stretch.matchAll(blank)) {
    keep(index);
    last = index + run.length;
  }
  if (last === 0) return null;
  keep(stretch.length);
  return { text: closed, at };
}
