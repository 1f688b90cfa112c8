import type { Change } from './changes.js';
import type { Side } from './kinds.js';

/** A 《title》 with the number in brackets behind it; token places, the end exclusive. */
interface CitedTitle {
  readonly from: number;
  readonly to: number;
  /** Between the outer marks. */
  readonly text: string;
  /** What the number says; null where none follows. */
  readonly number: number | null;
}

/** 关于发布<甲办法>的公告 lends its number to 甲办法. */
const container = /关于(?:发布|印发|公布)[<〈《](.+)[>〉》]的(?:公告|通知|通告|决定)$/;

/**
 * Places where both sides cite one work by its two titles: a notice and the text it issues have one number and are cited
 * by either. How such titles differ is no change of what is cited.
 */
export function findSameWorks(a: Side, b: Side): readonly Change[] {
  const inB = titlesOf(b);
  return titlesOf(a).flatMap((title) => {
    const other = inB.find((candidate) => isOneWork(title, candidate));
    return other ? [{ fromA: title.from, toA: title.to, fromB: other.from, toB: other.to }] : [];
  });
}

function isOneWork(a: CitedTitle, b: CitedTitle): boolean {
  const isContained = container.exec(a.text)?.[1] === b.text || container.exec(b.text)?.[1] === a.text;
  return isContained && a.number !== null && a.number === b.number;
}

function titlesOf({ tokens, text }: Side): readonly CitedTitle[] {
  const titles: CitedTitle[] = [];
  for (let from = 0; from < tokens.length; ) {
    if (tokens.inTitle[from] !== 1) {
      from += 1;
      continue;
    }
    let to = from + 1;
    while (to < tokens.length && (tokens.inTitle[to] ?? 0) > 0) to += 1;
    const hasNumber = tokens.types[to] === 'punctuation' && tokens.types[to + 1] === 'document-number';
    titles.push({
      from,
      to,
      text: text.slice(tokens.to[from], tokens.from[to - 1]),
      number: hasNumber ? (tokens.value[to + 1] ?? null) : null,
    });
    from = to;
  }
  return titles;
}

/** Whether a change lies inside one of some places on both sides. */
export function isWithin(change: Change, places: readonly Change[]): boolean {
  return places.some(
    (place) =>
      change.fromA >= place.fromA && change.toA <= place.toA && change.fromB >= place.fromB && change.toB <= place.toB,
  );
}
