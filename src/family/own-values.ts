import type { Column } from './columns.js';
import { plain } from './roles.js';
import type { Hole } from './variables.js';

/**
 * Places of a paragraph with a value that its member has of its own: variables even where every member says the same
 * (three cities that start on one day), or where only one member has the paragraph. The issuer wherever it is named; the
 * day of commencement where the notice speaks of itself, since the documents it cites may have started on that day too.
 */
export function ownHoles(column: Column, index: number): readonly Hole[] {
  const { origin, text } = column;
  const member = origin.document.id;
  return [
    ...origin.document.issuers.flatMap((issuer) =>
      placesOf(text, issuer).map((from) => ({
        column: index,
        from,
        to: from + issuer.length,
        type: 'issuer' as const,
        member,
        value: issuer,
      })),
    ),
    ...ownStarts(column).map(({ from, value }) => ({
      column: index,
      from,
      to: from + value.length,
      type: 'date' as const,
      member,
      value,
    })),
  ];
}

function placesOf(text: string, value: string): readonly number[] {
  if (value === '') return [];
  const places: number[] = [];
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) places.push(at);
  return places;
}

/** 自2023年3月22日起 at the start of a sentence, or of 本公告; not 《甲办法》(2022年第10号)自2022年9月21日起施行. */
const start = /(?:^[^,。;:]{0,4}、|^|[,。;:]|本[^,。;:]{1,8})自([0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)起/g;

function ownStarts({ origin, text }: Column): readonly { readonly from: number; readonly value: string }[] {
  const { date } = origin.document.commences;
  if (date === null) return [];
  return [...text.matchAll(start)]
    .map((match) => ({ from: match.index + match[0].length - 1 - (match[1] ?? '').length, value: match[1] ?? '' }))
    .filter(({ value }) => plain(value) === plain(date));
}
