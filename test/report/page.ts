import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** A page as a browser reads it: every element, in the order of the text. */
export function elementsOf(page: string): Element[] {
  return walk(parse(page)).filter((node): node is Element => defaultTreeAdapter.isElementNode(node));
}

export function attribute(element: Element, name: string): string | null {
  return element.attrs.find((attr) => attr.name === name)?.value ?? null;
}

/** The text of an element as a person reads it whose page is set to a language: words of ours in the other are hidden. */
export function textOf(element: Node, language: 'zh' | 'en' = 'zh'): string {
  const hidden = language === 'zh' ? 'en' : 'zh';
  if (defaultTreeAdapter.isTextNode(element)) return element.value;
  if (defaultTreeAdapter.isElementNode(element) && attribute(element, 'class') === hidden) return '';
  return 'childNodes' in element ? element.childNodes.map((child) => textOf(child, language)).join('') : '';
}

export function idsOf(page: string): string[] {
  return elementsOf(page).flatMap((element) => attribute(element, 'id') ?? []);
}

function walk(node: Node): Node[] {
  return [node, ...('childNodes' in node ? node.childNodes.flatMap(walk) : [])];
}
