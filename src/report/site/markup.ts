import { html as escapeTemplate, raw } from 'hono/html';
import { visible } from '../visible.js';

/** Markup that is safe to write out: made by `html`, or by `trusted` from text that we wrote ourselves. */
export type Html = ReturnType<typeof raw>;

/** What may stand in a template: text is escaped, markup is not; null, undefined and false give nothing. */
export type Piece = string | number | Html | null | undefined | false | readonly Piece[];

/**
 * Markup from a template. Every string that is put in is untrusted: it is escaped for text and quoted attributes,
 * and characters that nobody can see (bidi overrides among them) are written as code points; see `visible`.
 * Attributes must be quoted in the template; addresses are only ever those of our own pages.
 */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  const result = escapeTemplate(strings, ...pieces.map(shown));
  if (result instanceof Promise) throw new TypeError('a page template holds a promise');
  return result;
}

/** Text of our own making (the style sheet, a checked picture) as markup; never for text of a document. */
export function trusted(markup: string): Html {
  return raw(markup);
}

/** Pieces with a separator between them. */
export function join(pieces: readonly Piece[], separator: Piece): Piece {
  return pieces.flatMap((piece, index) => (index === 0 ? [piece] : [separator, piece]));
}

function shown(piece: Piece): unknown {
  if (typeof piece === 'string') return visible(piece);
  if (isList(piece)) return piece.map(shown);
  return piece;
}

function isList(piece: Piece): piece is readonly Piece[] {
  return Array.isArray(piece);
}
