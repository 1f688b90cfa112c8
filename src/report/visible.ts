/**
 * Characters that act on the text around them or cannot be seen: controls, format characters (bidi overrides and
 * isolates, zero-width ones, tags), private use, unpaired surrogates, line and paragraph separators, and the blank
 * fillers of Hangul. Tab and line ends stay: they are blanks in every format we write.
 */
const unseen = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u034f\u115f\u1160\u3164\uffa0]/gu;

/** Text of characters that can all be seen, as most is: a shorter question than which of them cannot. */
const ordinary = /^[\t\n\r -~\u2010-\u201d\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]*$/;

/**
 * Gives text in which every character that a reader could not see, or that would reorder or hide its neighbours,
 * stands as its code point: `\u202E` reads `⟨U+202E⟩`, a lost decimal point `⟨U+E010⟩`. Documents are untrusted,
 * and an auditor must see what is there. A terminal escape loses its ESC and does nothing.
 */
export function visible(text: string): string {
  if (ordinary.test(text)) return text;
  return text.replace(unseen, (character) => `⟨U+${codePoint(character)}⟩`);
}

/** As `visible`, on one line: runs of blanks and line ends are one space, ends trimmed. */
export function visibleLine(text: string): string {
  return visible(text.replace(/[\s\u0085]+/gu, ' ').trim());
}

/** A text of blanks alone, as marks that can be seen: ␣ a space, □ a full-width one, ↵ a line end; any other text as it is. */
export function visibleBlanks(text: string): string {
  if (text.trim() !== '') return text;
  return text.replace(/\r\n|[^]/g, (blank) => (/[\r\n]/.test(blank) ? '↵' : blank === '\u3000' ? '□' : '␣'));
}

function codePoint(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}
