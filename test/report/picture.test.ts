import { describe, expect, test } from 'vitest';
import { checkedPicture } from '../../src/report/site/picture.js';

const clean = (inner: string) =>
  checkedPicture(`<?xml version="1.0"?><svg viewBox="0 0 9 9" width="9pt">${inner}</svg>`)?.toString();

describe('a drawing in a page', () => {
  test('keeps shapes, labels, colours and links to pages of the site', () => {
    const inner =
      '<g class="node"><title>甲</title><a href="documents/cn-jl-2023-1-4bf75b05c7a5.html"><ellipse cx="1" cy="2" rx="3" ry="4" fill="none" stroke="black" stroke-dasharray="5,2"></ellipse><text x="1" y="2" text-anchor="middle">甲 &amp; 乙</text></a></g>';
    expect(clean(inner)).toBe(`<svg viewBox="0 0 9 9" width="9pt">${inner}</svg>`);
  });

  test.each([
    ['a script', '<script>alert(1)</script>'],
    ['foreign content', '<foreignObject><body onload="alert(1)"></body></foreignObject>'],
    ['a style element', '<style>@import url(http://a.example)</style>'],
    ['an image', '<image href="http://a.example/x.png"></image>'],
    ['a reference', '<use href="http://a.example/x.svg#a"></use>'],
    ['an animation that sets a link', '<animate attributeName="href" values="javascript:alert(1)"></animate>'],
    ['a comment', '<!-- 甲 -->'],
  ])('leaves out %s', (_name, inner) => {
    expect(clean(inner)).toBe('<svg viewBox="0 0 9 9" width="9pt"></svg>');
  });

  test.each([
    ['a handler', '<path onclick="alert(1)"></path>'],
    ['a style', '<path style="fill:url(http://a.example)"></path>'],
    ['an id that would take one of the page', '<path id="main"></path>'],
    ['a colour that loads something', '<path fill="url(http://a.example#a)"></path>'],
  ])('leaves out %s', (_name, inner) => {
    expect(clean(inner)).toBe('<svg viewBox="0 0 9 9" width="9pt"><path></path></svg>');
  });

  test.each(['javascript:alert(1)', 'http://a.example/', '//a.example/', 'documents/../../x.html', 'data:text/html,x'])(
    'a link to %s leads nowhere',
    (href) => {
      expect(clean(`<a href="${href}" xlink:href="${href}"><text>甲</text></a>`)).toBe(
        '<svg viewBox="0 0 9 9" width="9pt"><a><text>甲</text></a></svg>',
      );
    },
  );

  test('what is no drawing gives none', () => {
    expect(checkedPicture('<p>甲</p>')).toBeNull();
  });
});
