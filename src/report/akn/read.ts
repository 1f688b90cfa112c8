import type { ClauseKind, ComponentKind } from '../../model/document.js';
import { clauseKinds, headingMark } from './clauses.js';
import { childElements, childOf, readXml, textOf, type XmlElement } from './xml.js';

/** A clause as it was exported. */
export interface AknClause {
  readonly eId: string;
  readonly kind: ClauseKind;
  readonly component: ComponentKind;
  readonly label: string | null;
  readonly heading: string | null;
  /** The words of its own passage after the label; those of the heading where it has no others, empty where it has none. */
  readonly text: string;
  readonly children: readonly AknClause[];
}

/** What an export says of a document, as far as it is read back. */
export interface AknDocument {
  /** The IRI of the work. */
  readonly work: string;
  /** The clauses of all components, in text order. */
  readonly clauses: readonly AknClause[];
}

/**
 * Reads an export of `aknXml` back to the clause tree it was made from.
 * @throws Error where it is no such export
 */
export function readAkn(xml: string): AknDocument {
  const [root] = childElements(readXml(xml));
  if (!root) throw new Error('expected a document in <akomaNtoso>');
  const identified = descend(root, ['meta', 'identification', 'FRBRWork', 'FRBRuri']);
  const work = identified?.attributes['value'];
  if (work === undefined) throw new Error('expected the IRI of the work in <FRBRuri>');
  return { work, clauses: readParts(root, { preface: 'header', main: 'body' }) };
}

function descend(node: XmlElement, path: readonly string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((found, name) => found && childOf(found, name), node);
}

/** The components that lines of the preface and clauses of the body belong to. */
interface Defaults {
  readonly preface: ComponentKind;
  readonly main: ComponentKind;
}

function readParts(document: XmlElement, components: Defaults): AknClause[] {
  return childElements(document).flatMap((part): AknClause[] => {
    if (part.name === 'preface') return readContent(part, components.preface);
    if (part.name === 'attachments') return childElements(part).flatMap(readAttachment);
    if (part.name === 'meta') return [];
    return readContent(part, components.main);
  });
}

function readAttachment(attachment: XmlElement): AknClause[] {
  const [document] = childElements(attachment);
  const kind = document && componentKinds.get(document.attributes['name'] ?? '');
  if (!document || !kind) throw new Error('expected an attached component with its name');
  return readParts(document, { preface: kind, main: kind });
}

function readContent(parent: XmlElement, component: ComponentKind): AknClause[] {
  return childElements(parent).flatMap((node): AknClause[] => {
    if (node.name !== 'container') return readClause(node, component);
    const kind = componentKinds.get(node.attributes['name'] ?? '');
    if (!kind) throw new Error(`expected a container of a component, found ${node.attributes['name'] ?? 'no name'}`);
    return readContent(node, kind);
  });
}

/** Elements without an eId (num, heading, content, a filled-in paragraph) are no clauses. */
function readClause(node: XmlElement, component: ComponentKind): AknClause[] {
  const eId = node.attributes['eId'];
  if (eId === undefined) return [];
  const num = childOf(node, 'num');
  const heading = childOf(node, 'heading');
  return [
    {
      eId,
      kind: kindsByElement.get(node.name) ?? kindByEId(eId),
      component,
      label: num ? textOf(num) : null,
      heading: heading ? headingText(heading) : null,
      text: wordsOf(node, heading),
      children: childElements(node).flatMap((child) => readClause(child, component)),
    },
  ];
}

function headingText(heading: XmlElement): string {
  return textOf({ ...heading, content: heading.content.filter((child) => !isMark(child)) });
}

function isMark(node: XmlElement['content'][number]): boolean {
  return typeof node !== 'string' && node.name === 'inline' && node.attributes['name'] === headingMark;
}

function wordsOf(node: XmlElement, heading: XmlElement | undefined): string {
  if (node.name === 'p') return textOf(node);
  const own = childOf(node, 'intro') ?? childOf(node, 'content') ?? node;
  const words = childElements(own).find((child) => child.name === 'p' && child.attributes['eId'] === undefined);
  const text = words ? textOf(words) : '';
  // In brackets it stands before the words; else it is the words, with the full stop behind it.
  const isBracketed = heading?.content[0] !== undefined && isMark(heading.content[0]);
  return text === '' && heading && !isBracketed ? textOf(heading) : text;
}

const kindsByElement: ReadonlyMap<string, ClauseKind> = new Map(clauseKinds.map((kind) => [kind, kind]));

/** Where only blocks may stand a clause has no element of its kind; its eId says it. */
function kindByEId(eId: string): ClauseKind {
  const name = /(?:^|__)([a-z]+)_\d[^_]*$/.exec(eId)?.[1] ?? '';
  return kindsByShortName[name] ?? 'paragraph';
}

/** Abbreviations of the Akoma Ntoso Naming Convention (section 5.4.2). */
const kindsByShortName: Readonly<Record<string, ClauseKind>> = {
  part: 'part',
  chp: 'chapter',
  sec: 'section',
  art: 'article',
  para: 'paragraph',
  point: 'point',
  indent: 'indent',
  level: 'level',
};

const componentNames: Readonly<Record<ComponentKind, true>> = {
  header: true,
  addressees: true,
  preamble: true,
  body: true,
  closing: true,
  attachments: true,
  signature: true,
  disclosure: true,
  annex: true,
  interpretation: true,
};

const componentKinds: ReadonlyMap<string, ComponentKind> = new Map(
  (Object.keys(componentNames) as ComponentKind[]).map((kind) => [kind, kind]),
);
