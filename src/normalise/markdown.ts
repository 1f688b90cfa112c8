import type { Span } from '../model/text.js';

/**
 * The signs of Markdown in a source that is Markdown, in order: # before headings, > before quotes, - before items of a
 * list, ** around words, \ before a mark that would be read as one, and comments. They are layout and not read. Empty for a source without a # heading, for
 * elsewhere ** hides a name (张**) or leaves a blank to fill (**年**月).
 */
export function findMarks(source: string): readonly Span[] {
  if (!/^#{1,6} +\S/m.test(source)) return [];
  const marks = source.matchAll(/<!--[^]{0,500}?-->|^#{1,6} +|^> ?|^[-*+] +(?=\S)|\*\*|\\(?=[-.()#*_+!`[\]])/gm);
  return Array.from(marks, (mark) => ({ from: mark.index, to: mark.index + mark[0].length }));
}
