import { expect, test } from 'vitest';
import { escapeMarkdown, excerptMarkdown } from '../../src/report/markdown.js';

test.each([
  ['HTML', '<script>alert(1)</script>', '\\<script\\>alert(1)\\</script\\>'],
  ['a link', '[甲](javascript:alert(1))', '\\[甲\\](javascript:alert(1))'],
  ['an image', '![x](http://a.example)', '!\\[x\\](http\\://a.example)'],
  ['an address GitHub would link', 'https://a.example www.b.example', 'https\\://a.example www\\.b.example'],
  ['a mail address', 'a@b.example', 'a\\@b.example'],
  ['emphasis', '*甲* _乙_ ~~丙~~', '\\*甲\\* \\_乙\\_ \\~\\~丙\\~\\~'],
  ['code', '`甲`', '\\`甲\\`'],
  ['an entity', '&lt;', '\\&lt;'],
  ['a formula', '$x$', '\\$x\\$'],
  ['a heading', '# 甲', '\\# 甲'],
  ['a bullet', '- 甲', '\\- 甲'],
  ['a numbered item', '1. 甲', '1\\. 甲'],
  ['a table cell', 'a | b', 'a \\| b'],
  ['a line end', 'a\n\n# b', 'a # b'],
  ['a bidi override', 'a\u202eb', 'a⟨U+202E⟩b'],
  ['a backslash', '\\<', '\\\\\\<'],
])('%s is text', (_name, text, expected) => {
  expect(escapeMarkdown(text)).toBe(expected);
});

test('what needs no escape is left as it is', () => {
  expect(escapeMarkdown('青政办字〔2023〕12号 (第二批) 3.2%')).toBe('青政办字〔2023〕12号 (第二批) 3.2%');
});

test('a cut comes before the escape, so that it never leaves half of one', () => {
  expect(excerptMarkdown('甲乙*丙', 3)).toBe('甲乙\\*…');
  expect(excerptMarkdown('𠮷𠮷𠮷', 2)).toBe('𠮷𠮷…');
});
