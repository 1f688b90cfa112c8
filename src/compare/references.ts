import type { Link } from './align.js';
import type { Tokens } from './tokens.js';
import type { Witness } from './witness.js';

/**
 * Which clause of B a reference of A must name to mean the same clause, and which clauses B has. Values are those of
 * reference tokens: 5条. Only articles, chapters and sections, and the outermost numbered clauses of a notice, which are
 * cited as 第五条 too.
 */
export interface Renumbering {
  readonly followed: ReadonlyMap<string, string>;
  readonly inB: ReadonlySet<string>;
  /** Some clause has another number. */
  readonly isShifted: boolean;
}

/** What the links of two texts say about the numbers of their clauses. */
export function readRenumbering(a: Witness, b: Witness, links: readonly Link[]): Renumbering {
  const followed = new Map<string, string>();
  for (const link of links) {
    const from = a.parts[link.a[0] ?? -1]?.citedAs ?? null;
    const to = b.parts[link.b[0] ?? -1]?.citedAs ?? null;
    if (from !== null && to !== null && !followed.has(from)) followed.set(from, to);
  }
  const isShifted = [...followed].some(([from, to]) => from !== to);
  return { followed, isShifted, inB: new Set(b.parts.map((part) => part.citedAs).filter((value) => value !== null)) };
}

/**
 * Whether a reference means a clause of the text it stands in: nothing before it names another document
 * (《甲办法》第三条, 条例第三条; 本办法第三条 is its own).
 */
export function isInternal(tokens: Tokens, text: string, index: number): boolean {
  let at = index - 1;
  while (at >= 0 && (tokens.types[at] === 'reference' || /^[、,和与及或至到]$/.test(printed(tokens, text, at))))
    at -= 1;
  if (at < 0) return true;
  const before = text.slice(Math.max(tokens.from[0] ?? 0, (tokens.to[at] ?? 0) - longestOwnName), tokens.to[at] ?? 0);
  if (/本[^,。;:、《》“”()]{0,4}$/.test(before)) return true;
  return !/[》)”〉>法例则定告知令号]$/.test(before);
}

/** 本实施办法: 本 and up to four characters. */
const longestOwnName = 5;

function printed(tokens: Tokens, text: string, index: number): string {
  return text.slice(tokens.from[index], tokens.to[index]);
}
