import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parseFragment, serialize } from 'parse5';
import { trusted, type Html } from './markup.js';

type ChildNode = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** What a drawing of a graph needs; everything else (scripts, styles, foreign content, images) is left out. */
const allowedElements: ReadonlySet<string> = new Set(
  'svg g title desc path polygon polyline ellipse circle rect line text tspan a'.split(' '),
);

/** No `id` (it could take one of the page's), no `style` and no handlers (the page's policy would refuse them anyway). */
const allowedAttributes: ReadonlySet<string> = new Set(
  (
    'class d points x y x1 y1 x2 y2 dx dy cx cy r rx ry width height viewBox transform role aria-label ' +
    'fill fill-opacity stroke stroke-width stroke-opacity stroke-dasharray stroke-linecap stroke-linejoin opacity ' +
    'font-family font-size font-weight font-style text-anchor text-decoration textLength lengthAdjust'
  ).split(' '),
);

/** Links lead to pages of the site only. */
const ownAddress = /^(?:documents\/[a-z0-9-]+\.html|audit(?:-\d+)?\.html)?(?:#[\w%.~-]+)?$/;

/**
 * The drawing as markup for a page: parsed, and written anew from the elements and attributes a drawing needs. The
 * labels in it come from documents. Null where there is no `svg` element.
 *
 * @param chinese what the labels say besides titles, in English, each with its Chinese: the page shows one of them
 */
export function checkedPicture(svg: string, chinese: ReadonlyMap<string, string> = new Map()): Html | null {
  const root = parseFragment(svg).childNodes.find(isElementNamed('svg'));
  if (!root) return null;
  clean(root);
  translate(root, chinese);
  const holder = defaultTreeAdapter.createDocumentFragment();
  defaultTreeAdapter.appendChild(holder, root);
  return trusted(serialize(holder));
}

function isElementNamed(name: string): (node: ChildNode) => node is Element {
  return (node): node is Element => defaultTreeAdapter.isElementNode(node) && node.tagName === name;
}

/** Takes out what is not allowed, in the tree itself: it was parsed for us alone. */
function clean(element: Element): void {
  element.attrs = element.attrs.filter(isAllowed);
  element.childNodes = element.childNodes.filter(
    (child) =>
      defaultTreeAdapter.isTextNode(child) ||
      (defaultTreeAdapter.isElementNode(child) && allowedElements.has(child.tagName)),
  );
  for (const child of element.childNodes) if (defaultTreeAdapter.isElementNode(child)) clean(child);
}

/** Sets the words of an edge, and the last line of a node, in both languages on the same place. */
function translate(element: Element, chinese: ReadonlyMap<string, string>): void {
  const kind = element.attrs.find(({ name }) => name === 'class')?.value;
  const words = kind === 'edge' ? textsIn(element) : kind === 'node' ? textsIn(element).slice(-1) : [];
  for (const text of words) addChinese(text, chinese);
  for (const child of element.childNodes) if (defaultTreeAdapter.isElementNode(child)) translate(child, chinese);
}

/** The labels in a group, which may lie in a link. */
function textsIn(element: Element): readonly Element[] {
  const children = element.childNodes.filter((child) => defaultTreeAdapter.isElementNode(child));
  return children.flatMap((child) => (child.tagName === 'text' ? [child] : textsIn(child)));
}

function addChinese(english: Element, chinese: ReadonlyMap<string, string>): void {
  const [said] = english.childNodes;
  const word = said && defaultTreeAdapter.isTextNode(said) ? chinese.get(said.value) : undefined;
  if (word === undefined || !english.parentNode) return;
  const own = english.attrs.filter(({ name }) => name !== 'class');
  const copy = defaultTreeAdapter.createElement('text', english.namespaceURI, [...own, { name: 'class', value: 'zh' }]);
  defaultTreeAdapter.insertText(copy, word);
  english.attrs = [...own, { name: 'class', value: 'en' }];
  defaultTreeAdapter.insertBefore(english.parentNode, copy, english);
}

function isAllowed({ name, value }: Element['attrs'][number]): boolean {
  if (name === 'href' || name === 'xlink:href') return ownAddress.test(value);
  return allowedAttributes.has(name) && !/url\s*\(/i.test(value);
}
