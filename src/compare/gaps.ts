import { countShared, mergeShingles } from './shingles.js';
import { hasLabel, labelOf, type Part } from './witness.js';

/** Links of one gap; indexes into the whole witness. */
export interface GapLinks {
  readonly links: readonly { readonly a: readonly number[]; readonly b: readonly number[] }[];
  readonly exact: boolean;
}

/**
 * Half the part of their word pairs that two passages must share to count as one reworded. Two clauses of different
 * content in one field of law share up to a fifth (measured on the twenty notices).
 */
const leastShared = 0.3;

/**
 * How much of the smaller passage must be found in the other for the two to count as one shortened, whatever the other
 * says beside. One stranger in ten thousand has more (measured on the twenty notices).
 */
const leastOfSmaller = 0.6;

/** Word pairs that the smaller passage must have for that: a heading of ten is found in many a paragraph (guessed). */
const leastPairs = 15;

/** How much of a piece must be found in a passage for it to be split off from it (guessed). */
const leastContained = 0.4;

/** A passage split into more pieces than this is a rewritten one. */
const mostPieces = 3;

/** Word pairs looked at in one gap: about a second. Beyond it only passages near the diagonal are held together. */
const maxWork = 100_000_000;

/** Cells of the table of one gap: 9 MB, and half a second where every passage resembles every other (measured). */
const maxCells = 1_000_000;

/** How pieces of A and B may form a link: one to one, one to several, several to one. */
const shapes: readonly (readonly [number, number])[] = [
  [1, 1],
  ...Array.from({ length: mostPieces - 1 }, (_, i) => [1, i + 2] as const),
  ...Array.from({ length: mostPieces - 1 }, (_, i) => [i + 2, 1] as const),
];

/**
 * Links the passages of a gap, in order, so that linked passages share as much as they can: a table over both sides in
 * which each cell is the best of leaving out a passage of A, one of B, or linking up to three with one. Passages of
 * different components are never linked.
 */
export function alignGap(a: readonly Part[], b: readonly Part[]): GapLinks {
  if (a.length === 0 || b.length === 0) return { links: [], exact: true };
  const band = bandOf(a, b);
  const table = new Table(a, b, band);
  table.fill();
  return { links: table.links(), exact: band >= b.length };
}

/** How far from the diagonal cells are looked at, so that both caps hold; the width of B where they do anyway. */
function bandOf(a: readonly Part[], b: readonly Part[]): number {
  const work = sizeOf(a) * b.length + sizeOf(b) * a.length;
  const share = Math.min(1, maxWork / Math.max(1, work), maxCells / (a.length * b.length));
  return share === 1 ? b.length : Math.max(2, Math.floor((b.length * share) / 2));
}

class Table {
  readonly #columns: number;
  readonly #width: number;
  /** Best gain up to each cell, row by row, and the shape that gave it (0: A left out, 1: B left out, 2…: shapes). */
  readonly #gain: Float32Array;
  readonly #step: Uint8Array;
  /** Word pairs shared by the passages that end at each cell, -1 where not counted yet. */
  readonly #shared: Int32Array;

  constructor(
    private readonly a: readonly Part[],
    private readonly b: readonly Part[],
    private readonly band: number,
  ) {
    this.#columns = b.length + 1;
    const width = Math.min(this.#columns, 2 * band + 1 + mostPieces);
    this.#gain = new Float32Array((a.length + 1) * width);
    this.#step = new Uint8Array((a.length + 1) * width);
    this.#shared = new Int32Array((a.length + 1) * width).fill(-1);
    this.#width = width;
  }

  /** First column of a row that is kept. */
  #start(row: number): number {
    if (this.#width === this.#columns) return 0;
    const middle = Math.round((row * this.b.length) / this.a.length);
    return Math.min(Math.max(0, middle - this.band), this.#columns - this.#width);
  }

  #index(row: number, column: number): number {
    const offset = column - this.#start(row);
    return row < 0 || offset < 0 || offset >= this.#width ? -1 : row * this.#width + offset;
  }

  #gainAt(row: number, column: number): number {
    const index = this.#index(row, column);
    return index < 0 ? Number.NEGATIVE_INFINITY : (this.#gain[index] ?? 0);
  }

  fill(): void {
    for (let row = 0; row <= this.a.length; row += 1) {
      const start = this.#start(row);
      for (let column = start; column < start + this.#width; column += 1)
        if (row > 0 || column > 0) this.#fillCell(row, column);
    }
  }

  #fillCell(row: number, column: number): void {
    const index = this.#index(row, column);
    let best = this.#gainAt(row, column - 1);
    let step = 1;
    const above = this.#gainAt(row - 1, column);
    if (above > best) {
      best = above;
      step = 0;
    }
    for (const [shape, [rows, columns]] of shapes.entries()) {
      if (row < rows || column < columns) continue;
      const before = this.#gainAt(row - rows, column - columns);
      const gain = before + this.#linkGain({ row: row - rows, rows, column: column - columns, columns }, best - before);
      if (gain > best) {
        best = gain;
        step = shape + 2;
      }
    }
    this.#gain[index] = best;
    this.#step[index] = step;
  }

  /** What a link is worth: the word pairs shared beyond what strangers share; 0 where it cannot be more than `least`. */
  #linkGain(link: Block, least: number): number {
    const a = this.a.slice(link.row, link.row + link.rows);
    const b = this.b.slice(link.column, link.column + link.columns);
    const component = a[0]?.component;
    if (a.some((part) => part.component !== component) || b.some((part) => part.component !== component)) return 0;
    const sizeA = sizeOf(a);
    const sizeB = sizeOf(b);
    const strangers = leastShared * (sizeA + sizeB);
    const bound = Math.max(0, least);
    if (link.rows + link.columns === 2) return this.#pairGain(a[0], b[0], this.#sharedBy(link.row, link.column), bound);
    const most = Math.min(this.#sumShared(link), sizeA, sizeB);
    if (2 * most - strangers <= bound || !this.#allContained(link)) return 0;
    return 2 * countShared(join(a), join(b)) - strangers;
  }

  /** One passage for one: they share enough, or the smaller is found in the other but for its titles. */
  #pairGain(a: Part | undefined, b: Part | undefined, shared: number, least: number): number {
    if (!a || !b) return 0;
    const alike = Math.max(
      2 * shared - leastShared * (a.shingles.length + b.shingles.length),
      haveOneLabel(a, b) ? bareGain(a, b) : 0,
    );
    const smaller = Math.min(a.bareShingles.length, b.bareShingles.length);
    if (alike > least || smaller < leastPairs || 2 * smaller * (1 - leastOfSmaller) <= least) return alike;
    return Math.max(alike, 2 * (countShared(a.bareShingles, b.bareShingles) - leastOfSmaller * smaller));
  }

  #sumShared({ row, rows, column, columns }: Block): number {
    let sum = 0;
    for (let i = 0; i < rows; i += 1) for (let j = 0; j < columns; j += 1) sum += this.#sharedBy(row + i, column + j);
    return sum;
  }

  #allContained({ row, rows, column, columns }: Block): boolean {
    for (let i = 0; i < rows; i += 1) {
      for (let j = 0; j < columns; j += 1) {
        const [piece, whole] = rows > 1 ? [this.a[row + i], this.b[column + j]] : [this.b[column + j], this.a[row + i]];
        if (!piece || !whole || this.#sharedBy(row + i, column + j) < leastContained * piece.shingles.length)
          return false;
        if (i + j > 0 ? !holdsLabel(whole, piece) : hasLabel(piece) !== hasLabel(whole)) return false;
      }
    }
    return true;
  }

  #sharedBy(row: number, column: number): number {
    const index = this.#index(row + 1, column + 1);
    const known = this.#shared[index] ?? -1;
    if (known >= 0) return known;
    const a = this.a[row]?.shingles;
    const b = this.b[column]?.shingles;
    const shared = a && b ? countShared(a, b) : 0;
    if (index >= 0) this.#shared[index] = shared;
    return shared;
  }

  links(): GapLinks['links'] {
    const links: { a: readonly number[]; b: readonly number[] }[] = [];
    let row = this.a.length;
    let column = this.b.length;
    while (row > 0 || column > 0) {
      const step = this.#step[this.#index(row, column)] ?? 0;
      const isOmission = column === 0 || (row > 0 && step === 0);
      const [rows, columns] = shapes[step - 2] ?? (isOmission ? [1, 0] : [0, 1]);
      row -= rows;
      column -= columns;
      if (rows > 0 && columns > 0) {
        const indexes = (parts: readonly Part[], from: number, count: number): number[] =>
          parts.slice(from, from + count).map((part) => part.index);
        links.push({ a: indexes(this.a, row, rows), b: indexes(this.b, column, columns) });
      }
    }
    return links.reverse();
  }
}

/** Both bear the same printed label: (二). */
function haveOneLabel(a: Part, b: Part): boolean {
  return hasLabel(a) && labelOf(a) === labelOf(b);
}

/** What two items share beside the titles they name: (二)《甲收据》(10元) and (二)《乙票据》(10元) are one item. */
function bareGain(a: Part, b: Part): number {
  const all = a.bareShingles.length + b.bareShingles.length;
  return 2 * countShared(a.bareShingles, b.bareShingles) - leastShared * all;
}

/** A clause is split off from a passage only where its label stands in it: (一) may stand in the middle of a line. */
function holdsLabel(whole: Part, piece: Part): boolean {
  return whole.text.includes(labelOf(piece));
}

/** Passages of A from `row` and of B from `column`. */
interface Block {
  readonly row: number;
  readonly rows: number;
  readonly column: number;
  readonly columns: number;
}

function sizeOf(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + part.shingles.length, 0);
}

function join(parts: readonly Part[]): Int32Array {
  const [only] = parts;
  return only && parts.length === 1 ? only.shingles : mergeShingles(parts.map((part) => part.shingles));
}
