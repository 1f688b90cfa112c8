import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findLineStarts, sourceSpan, type Text } from '../../src/model/text.js';
import { html, type Piece } from '../../src/report/site/markup.js';
import { type Mark, markText, textRange } from '../../src/report/site/passage-text.js';

const bracket = (from: number, to: number, name = ''): Mark => ({
  from,
  to,
  show: (content) => [`${name}[`, content, ']'],
});
const show = (piece: Piece) => html`${piece}`.toString();

describe('marking text', () => {
  test('a mark stands where it stands', () => {
    expect(show(markText('abcdef', 1, 5, [bracket(2, 4)]))).toBe('b[cd]e');
  });

  test('a mark inside another is shown inside it', () => {
    expect(show(markText('abcdef', 0, 6, [bracket(2, 3), bracket(1, 5)]))).toBe('a[b[c]de]f');
  });

  test('a mark that crosses the end of another is left out', () => {
    expect(show(markText('abcdef', 0, 6, [bracket(1, 4), bracket(3, 5)]))).toBe('a[bcd]ef');
  });

  test('a mark that crosses the end of the stretch is left out', () => {
    expect(show(markText('abcdef', 2, 4, [bracket(1, 3), bracket(3, 6)]))).toBe('cd');
  });

  test('points at one place come in their order, before a stretch that starts there', () => {
    expect(show(markText('ab', 0, 2, [bracket(1, 2, 's'), bracket(1, 1, 'p'), bracket(1, 1, 'q')]))).toBe(
      'ap[]q[]s[b]',
    );
  });

  test('a point at either end of the stretch is shown', () => {
    expect(show(markText('ab', 0, 2, [bracket(0, 0), bracket(2, 2)]))).toBe('[]ab[]');
  });

  test('ten thousand marks of one stretch do not exhaust the stack', () => {
    const marks = Array.from({ length: 10_000 }, () => bracket(0, 2));
    expect(show(markText('ab', 0, 2, marks))).toContain('ab');
  });

  test('the text comes through whole, whatever the marks', () => {
    const marks = fc.array(
      fc
        .tuple(fc.nat(12), fc.nat(12))
        .map(([a, b]): Mark => ({ from: Math.min(a, b), to: Math.max(a, b), show: (content) => content })),
    );
    const law = fc.property(
      fc.string({ maxLength: 12, unit: fc.constantFrom('甲', '乙', '1') }),
      marks,
      (text, given) => show(markText(text, 0, text.length, given)) === text,
    );
    expect(() => fc.assert(law)).not.toThrow();
  });
});

describe('the way from the source to the text', () => {
  // made up: two blanks and a zero-width space of the source are not in the text
  const source = '  甲\u200b乙。';
  const text: Text = {
    source,
    text: '甲乙。',
    at: Uint32Array.from([2, 4, 5, 6]),
    repairs: [],
    lineStarts: findLineStarts(source),
  };

  test('a span of the source is the stretch it became', () => {
    expect(textRange(text, { from: 2, to: 5 })).toEqual({ from: 0, to: 2 });
  });

  test('every stretch comes back from its span', () => {
    for (let from = 0; from <= 3; from += 1) {
      for (let to = from; to <= 3; to += 1) expect(textRange(text, sourceSpan(text, from, to))).toEqual({ from, to });
    }
  });

  test('a span outside the text is an empty stretch at its end', () => {
    expect(textRange(text, { from: 90, to: 99 })).toEqual({ from: 3, to: 3 });
  });
});
