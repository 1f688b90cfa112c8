import { visibleLine } from './visible.js';

/** Characters that open or close something in GitHub's Markdown wherever they stand; `@` and `$` mean mail and formula. */
const marks = /[\\`*_~[\]<>|&@$]/g;

/** What makes a block at the start of a line or table cell: heading, list, rule, setext line. */
const blockStart = /^(#{1,6}|[-+=]+|\d{1,9}[.)])/;

/** What GitHub links on its own. */
const bareAddress = /\b(https?|ftp):\/\/|\bwww\./gi;

/**
 * One line of text that Markdown shows as it is: no markup, table cell, HTML, link or formula comes of it, line ends
 * are blanks, and characters that cannot be seen are written as code points.
 */
export function escapeMarkdown(text: string): string {
  return visibleLine(text)
    .replace(marks, '\\$&')
    .replace(bareAddress, (address) => address.replace(/[:.]/, '\\$&'))
    .replace(blockStart, (start) => (/\d/.test(start) ? `${start.slice(0, -1)}\\${start.slice(-1)}` : `\\${start}`));
}

/** As `escapeMarkdown`, cut to a number of characters before escaping. */
export function excerptMarkdown(text: string, longest: number): string {
  const characters = [...visibleLine(text)];
  return escapeMarkdown(
    characters.length <= longest ? characters.join('') : `${characters.slice(0, longest).join('')}…`,
  );
}
