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

/** The text of an element as a person reads it. */
export function textOf(element: Node): string {
  return walk(element)
    .map((node) => (defaultTreeAdapter.isTextNode(node) ? node.value : ''))
    .join('');
}

export function idsOf(page: string): string[] {
  return elementsOf(page).flatMap((element) => attribute(element, 'id') ?? []);
}

function walk(node: Node): Node[] {
  return [node, ...('childNodes' in node ? node.childNodes.flatMap(walk) : [])];
}
