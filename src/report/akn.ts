import type { Document, Reading } from '../model/document.js';
import { blockClause, blockContainer, hierarchicalClause, type LineContent, mixedElements } from './akn/clauses.js';
import { type AknDivision, type AttachedDocument, type ComponentClauses, divideForAkn } from './akn/division.js';
import { authorReferences, identification } from './akn/identification.js';
import { type InlineText, inlineText } from './akn/inline.js';
import { type DocumentElement, ontologyIri, toolReference } from './akn/iri.js';
import { temporalMetadata } from './akn/lifecycle.js';
import { listModifications } from './akn/modifications.js';
import { type PrintedClause, printedClauses } from './akn/printed.js';
import { element, unwritableCharacters, writeXml, type XmlElement, type XmlNode } from './akn/xml.js';

const namespace = 'http://docs.oasis-open.org/legaldocml/ns/akn/3.0';

/** Namespace of the record of evidence, which the standard has no element for. */
const evidenceNamespace = 'urn:x-jiaokan:evidence:1';

/**
 * One document as Akoma Ntoso 3.0 (OASIS Standard of 29 August 2018), valid against its schema; UTF-8, ends with a
 * line end, the same reading gives the same bytes.
 *
 * - The text is the normalised reading, in its order, and none of it is lost: header in `preface`, addressees and
 *   preamble in `preamble`, the body in `body` or `mainBody`, closing, list of attachments, signature and disclosure
 *   note in `conclusions`; an annex and an interpretation are attached documents. Clauses keep their eIds.
 * - Citations are `ref`: to the IRI of their work where it is known (give a reading whose citations were resolved), else
 *   to a reference that says how the document was named. Days are `date`.
 * - A character that XML cannot hold stands as U+FFFD, and a note of `meta` says which it was.
 *
 * What other documents do to this one is not in its reading, so that there are no passive modifications.
 */
export function aknXml(reading: Reading): string {
  const { document } = reading;
  const division = divideForAkn(document, printedClauses(reading));
  const inline = inlineText(reading);
  const type = documentElement(division.main);
  const root = element(type, { name: document.type ?? 'document', contains: 'singleVersion' }, [
    metadata(reading, division, inline, type),
    ...preface(division.preface, document, inline),
    ...containers('preamble', division.preamble, inline),
    mainPart(type, division.main, inline),
    ...containers('conclusions', division.conclusions, inline),
    ...attachments(division.attached, document, type, inline),
  ]);
  return writeXml(element('akomaNtoso', { xmlns: namespace }, [root]), mixedElements);
}

/**
 * `act` for a text in articles (条文式), the form of laws, regulations and rules and of nothing else in this field. A
 * notice, announcement or plan in numbered paragraphs (段落式) is a `doc`, the schema's word for any document that it
 * has no element for. Some of these bind like an act and some do not, which their form does not say; `statement` (“an
 * official document of a body that may or may not be normative”) would claim an issuing body, and one is not always
 * known. A notice that issues rules in articles is a `doc` with an `act` attached. `FRBRsubtype` has the type as printed.
 */
function documentElement(main: readonly ComponentClauses[]): DocumentElement {
  const [only] = main;
  return main.length === 1 && only?.kind === 'body' && hasArticles(only.clauses) ? 'act' : 'doc';
}

function hasArticles(clauses: readonly PrintedClause[]): boolean {
  return clauses.some(({ clause, children }) => clause.kind === 'article' || hasArticles(children));
}

function metadata(reading: Reading, division: AknDivision, inline: InlineText, type: DocumentElement): XmlElement {
  const { document, passages, text } = reading;
  const temporal = temporalMetadata(document, listModifications(document, passages, text), type);
  const kinds = division.attached.map((attached) => attached.kind);
  return element('meta', {}, [
    identification({ document, type, component: null }),
    ...temporal.lifecycle,
    ...temporal.analysis,
    ...temporal.temporalData,
    element('references', { source: toolReference }, [
      ...temporal.references,
      ...authorReferences(document, kinds),
      ...inline.unresolved.map(({ eId, name }) =>
        element('TLCReference', { eId, href: ontologyIri('reference', name), showAs: name, name: 'citation' }),
      ),
    ]),
    ...replacementNotes(reading),
    evidence(document),
  ]);
}

/** One note for each passage that holds characters that XML cannot. */
function replacementNotes({ passages, text }: Reading): XmlElement[] {
  const notes = passages.flatMap((passage) => {
    const characters = unwritableCharacters(text.text.slice(passage.from, passage.to));
    return characters.length === 0 ? [] : [`${passage.eId}: U+FFFD stands for ${characters.join(' ')}`];
  });
  if (notes.length === 0) return [];
  return [
    element(
      'notes',
      { source: toolReference },
      notes.map((note, index) => element('note', { eId: `note_${index + 1}` }, [element('p', {}, [note])])),
    ),
  ];
}

/** Which capture shows the text, and where in it. */
function evidence({ source }: Document): XmlElement {
  const { path, sha256, firstLine, lastLine } = source;
  const capture = { xmlns: evidenceNamespace, path, sha256, firstLine: `${firstLine}`, lastLine: `${lastLine}` };
  return element('proprietary', { source: toolReference }, [element('capture', capture)]);
}

function preface(components: readonly ComponentClauses[], document: Document, inline: InlineText): XmlElement[] {
  const [header, ...others] = components;
  if (!header) return [];
  const lines = header.clauses.map((printed) => blockClause(printed, inline, headerLine(printed, document, inline)));
  const rest = others.map((component) => blockContainer(component, inline));
  return [element('preface', { eId: header.name }, [...lines, ...rest])];
}

/** A line of a header with the title, or the number and the days of the document, marked as such. */
function headerLine(printed: PrintedClause, document: Document, inline: InlineText): LineContent {
  return (words): readonly XmlNode[] => {
    const text = inline.plain(words);
    if (text === document.title) return [element('docTitle', {}, inline.show(words))];
    // Other lines tell of other days, of amendments for one (题注).
    if (!/__number(?:-\d+)?$/.test(printed.clause.eId)) return inline.show(words);
    const from = document.number === null ? -1 : foldBrackets(text).indexOf(foldBrackets(document.number));
    if (from < 0 || document.number === null) return inline.show(words, 'docDate');
    const number = { from: words.from + from, to: words.from + from + document.number.length };
    return [
      ...inline.show({ from: words.from, to: number.from }, 'docDate'),
      element('docNumber', {}, [inline.plain(number)]),
      ...inline.show({ from: number.to, to: words.to }, 'docDate'),
    ];
  };
}

/** The year brackets of a document number as one kind, place by place: 青政发[2023]4号 reads 青政发〔2023〕4号. */
function foldBrackets(text: string): string {
  return text.replace(/[[(【﹝]/g, '〔').replace(/[\])】﹞]/g, '〕');
}

function containers(
  name: 'preamble' | 'conclusions',
  components: readonly ComponentClauses[],
  inline: InlineText,
): XmlElement[] {
  if (components.length === 0) return [];
  return [
    element(
      name,
      {},
      components.map((component) => blockContainer(component, inline)),
    ),
  ];
}

function mainPart(type: DocumentElement, main: readonly ComponentClauses[], inline: InlineText): XmlElement {
  const content = main.flatMap((component) =>
    component.kind === 'body'
      ? component.clauses.map((printed) => hierarchicalClause(printed, inline))
      : [blockContainer(component, inline)],
  );
  return bodyOf(type, content);
}

/** A body; the schema wants something in it even where a document has nothing. */
function bodyOf(type: DocumentElement, content: readonly XmlElement[]): XmlElement {
  return element(type === 'act' ? 'body' : 'mainBody', {}, content.length > 0 ? content : [element('p')]);
}

function attachments(
  attached: readonly AttachedDocument[],
  document: Document,
  rootType: DocumentElement,
  inline: InlineText,
): XmlElement[] {
  if (attached.length === 0) return [];
  const content = attached.map(({ kind, name, front, main, conclusions }, index) => {
    const type: DocumentElement = hasArticles(main) ? 'act' : 'doc';
    const lines = front.map((printed) => blockClause(printed, inline));
    const part = element(type, { name: kind, contains: 'singleVersion' }, [
      element('meta', {}, [identification({ document, type: rootType, component: { kind, name } })]),
      ...(lines.length > 0 ? [element('preface', {}, lines)] : []),
      bodyOf(
        type,
        main.map((printed) => hierarchicalClause(printed, inline)),
      ),
      ...containers('conclusions', conclusions, inline),
    ]);
    return element('attachment', { eId: `att_${index + 1}` }, [part]);
  });
  return [element('attachments', {}, content)];
}
