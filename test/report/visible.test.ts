import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { visible, visibleLine } from '../../src/report/visible.js';

describe('visible', () => {
  test.each([
    ['a bidi override that would reverse the title', '公告\u202e3202', '公告⟨U+202E⟩3202'],
    ['a bidi isolate', '\u2067א\u2069', '⟨U+2067⟩א⟨U+2069⟩'],
    ['a zero-width space inside a number', '2023\u200b年', '2023⟨U+200B⟩年'],
    ['a byte order mark in the text', '\ufeff标题', '⟨U+FEFF⟩标题'],
    ['a lost decimal point', '1\ue0103万', '1⟨U+E010⟩3万'],
    ['a terminal escape', '\u001b[31m红\u001b[0m', '⟨U+001B⟩[31m红⟨U+001B⟩[0m'],
    ['an eight-bit terminal escape', '\u009b2J', '⟨U+009B⟩2J'],
    ['a null', 'a\0b', 'a⟨U+0000⟩b'],
    ['an unpaired surrogate', 'a\ud800b', 'a⟨U+D800⟩b'],
    ['a tag character', 'a\u{e0041}b', 'a⟨U+E0041⟩b'],
    ['a Hangul filler, which is a letter and blank', 'a\u3164b', 'a⟨U+3164⟩b'],
    ['a soft hyphen', 'a\u00adb', 'a⟨U+00AD⟩b'],
  ])('shows %s', (_name, text, expected) => {
    expect(visible(text)).toBe(expected);
  });

  test.each([
    ['Han, punctuation, full width', '〔2023〕第1号，《办法》“甲”…—'],
    ['characters beyond the basic plane', '𠮷野家'],
    ['line ends and tabs', 'a\tb\r\nc'],
    ['the variation of a character', '葛\u{e0100}'],
  ])('leaves %s alone', (_name, text) => {
    expect(visible(text)).toBe(text);
  });

  test('twice is the same', () => {
    expect(() =>
      fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => visible(visible(text)) === visible(text))),
    ).not.toThrow();
  });
});

test('visibleLine puts everything on one line', () => {
  expect(visibleLine(' 标题\r\n第二行\u0085\u00a0 三 ')).toBe('标题 第二行 三');
});
