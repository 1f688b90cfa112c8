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
 */
export function checkedPicture(svg: string): Html | null {
  const root = parseFragment(svg).childNodes.find(isElementNamed('svg'));
  if (!root) return null;
  clean(root);
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

function isAllowed({ name, value }: Element['attrs'][number]): boolean {
  if (name === 'href' || name === 'xlink:href') return ownAddress.test(value);
  return allowedAttributes.has(name) && !/url\s*\(/i.test(value);
}
