import { XMLBuilder, XMLParser } from 'fast-xml-parser';

/** An element with its attributes in the order of writing, and its content: elements and text. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly content: readonly XmlNode[];
}

export type XmlNode = XmlElement | string;

/** An element. An attribute that is undefined is left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | undefined>> = {},
  content: readonly XmlNode[] = [],
): XmlElement {
  const stated = Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { name, attributes: Object.fromEntries(stated), content };
}

/**
 * Characters that XML 1.0 cannot hold (its production 2), and the carriage return, which every XML reader turns into a
 * line feed: what is read back must be what was written.
 */
const unwritable = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|\p{Cs}/gu;

/** Text as XML can hold it: each character that it cannot hold stands as U+FFFD, one for one. */
export function writableText(text: string): string {
  return text.replace(unwritable, '\ufffd');
}

/** The characters of a text that XML cannot hold, as code points (`U+0000`), in order. */
export function unwritableCharacters(text: string): string[] {
  return Array.from(text.matchAll(unwritable), ([character]) => {
    const codePoint = character.codePointAt(0) ?? 0;
    return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
  });
}

const attributePrefix = '@_';
const textName = '#text';

/**
 * Elements nested in each other. Clause labels nest by rank, so that a parsed document needs some 25; a tree made by
 * other means may need more, and the default of the library, 100, would throw.
 */
const deepestNesting = 10_000;

const builder = new XMLBuilder({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: attributePrefix,
  textNodeName: textName,
  suppressEmptyNode: true,
  // An attribute whose value is "true" is not a boolean attribute of HTML.
  suppressBooleanAttributes: false,
  // The library indents mixed content too, and a blank inside Chinese text is a change of the text.
  format: false,
  maxNestedTags: deepestNesting,
});

/**
 * A document of one root element, UTF-8, ends with a line end. Elements in `mixed` hold text, and nothing is added to
 * them; all others hold elements alone and are indented. The same tree gives the same bytes.
 */
export function writeXml(root: XmlElement, mixed: ReadonlySet<string>): string {
  const declaration = { '?xml': [{ [textName]: '' }], ':@': attributesOf({ version: '1.0', encoding: 'UTF-8' }) };
  const ordered = [declaration, { [textName]: '\n' }, orderedElement(root, mixed, '\n'), { [textName]: '\n' }];
  return builder.build(ordered);
}

/** @param lineStart a line feed and the indentation of the element */
function orderedElement(node: XmlElement, mixed: ReadonlySet<string>, lineStart: string): Record<string, unknown> {
  return { [node.name]: orderedContent(node, mixed, lineStart), ':@': attributesOf(node.attributes) };
}

function orderedContent(node: XmlElement, mixed: ReadonlySet<string>, lineStart: string): unknown[] {
  if (node.content.length === 0) return [];
  const inner = `${lineStart}  `;
  const isMixed = mixed.has(node.name);
  const content = node.content.flatMap((child): unknown[] => {
    if (typeof child === 'string') return [{ [textName]: writableText(child) }];
    const ordered = orderedElement(child, mixed, inner);
    return isMixed ? [ordered] : [{ [textName]: inner }, ordered];
  });
  return isMixed ? content : [...content, { [textName]: lineStart }];
}

function attributesOf(attributes: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(attributes);
  return Object.fromEntries(entries.map(([name, value]) => [attributePrefix + name, writableText(value)]));
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: attributePrefix,
  textNodeName: textName,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  maxNestedTags: deepestNesting,
});

/**
 * The root element of a document. Text is kept as it is, blanks between elements included.
 * @throws Error where the text is no XML of one root element, or declares a document type: entities of its own could
 *   make a small file expand without bound, and no export of ours has one
 */
export function readXml(xml: string): XmlElement {
  if (/<!DOCTYPE/i.test(xml)) throw new Error('cannot read XML with a document type declaration');
  const parsed: unknown = parser.parse(xml);
  const roots = readNodes(parsed).filter((node) => typeof node !== 'string');
  const [root] = roots;
  if (!root || roots.length > 1) throw new Error(`expected XML with one root element, found ${roots.length}`);
  return root;
}

function readNodes(ordered: unknown): XmlNode[] {
  if (!Array.isArray(ordered)) throw new Error('expected a list of XML nodes');
  return ordered.flatMap((entry: unknown): XmlNode[] => {
    if (!isRecord(entry)) throw new Error('expected an XML node');
    const name = Object.keys(entry).find((key) => key !== ':@');
    if (name === undefined || name.startsWith('?')) return [];
    const value = entry[name];
    if (name === textName) return typeof value === 'string' ? [value] : [];
    return [{ name, attributes: readAttributes(entry[':@']), content: readNodes(value) }];
  });
}

function readAttributes(attributes: unknown): Record<string, string> {
  if (!isRecord(attributes)) return {};
  const entries = Object.entries(attributes);
  return Object.fromEntries(entries.map(([name, value]) => [name.slice(attributePrefix.length), String(value)]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The child elements of an element. */
export function childElements(node: XmlElement): XmlElement[] {
  return node.content.filter((child) => typeof child !== 'string');
}

/** The first child element of a name. */
export function childOf(node: XmlElement, name: string): XmlElement | undefined {
  return childElements(node).find((child) => child.name === name);
}

/** All text inside an element, in order. */
export function textOf(node: XmlElement): string {
  return node.content.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}
