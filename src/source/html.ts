import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import type { Span } from '../model/text.js';

type Element = DefaultTreeAdapterTypes.Element;
type ChildNode = DefaultTreeAdapterTypes.ChildNode;

/** The text of a page, block by line, and the stretches of it that are of the site and not of the document. */
export interface ExtractedPage {
  readonly text: string;
  readonly outside: readonly Span[];
}

/** Never text of a page. */
const silent = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'iframe',
  'svg',
  'object',
  'head',
  'select',
  'button',
  'textarea',
]);
/** Elements that open a line of their own; everything else runs on in its line. */
const blocks = new Set([
  'address',
  'article',
  'aside',
  'blockquote',
  'body',
  'center',
  'dd',
  'div',
  'dl',
  'dt',
  'fieldset',
  'figure',
  'footer',
  'form',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'hr',
  'html',
  'legend',
  'li',
  'main',
  'nav',
  'ol',
  'p',
  'pre',
  'section',
  'table',
  'tbody',
  'tfoot',
  'thead',
  'tr',
  'ul',
]);
/** Parts of a site by their element. */
const siteParts = new Set(['nav', 'header', 'footer', 'aside', 'form']);
/** A child that holds this share of the sentences of its parent holds the document (guessed). */
const dominance = 0.85;

/** Whether decoded text is a page and not plain text. */
export function isHtml(text: string): boolean {
  return (
    /^\uFEFF?\s*(?:<!doctype html|<html|<\?xml[^>]*>\s*<!doctype html)/i.test(text) ||
    /<(?:body|div|p|table)\b[^>]*>[\s\S]*<\/(?:body|div|p|table)>/i.test(text.slice(0, 20_000))
  );
}

/**
 * The text of an HTML page: one block a line, cells of a row separated by tabs. Nothing is lost: what stands outside the
 * element that holds most of the sentences is kept and marked as `outside`, unless it is a title or a field of the
 * document.
 *
 * @param isField whether a line outside is a field of the document: `文号：…`
 * @param isLabel whether a cell is the label of one: `文号`
 */
export function extractPage(
  html: string,
  isField: (line: string) => boolean,
  isLabel: (cell: string) => boolean,
): ExtractedPage {
  const body = findElement(parse(html).childNodes, 'body');
  if (!body) return { text: '', outside: [] };
  const root = contentRoot(body);
  const writer = new LineWriter();
  for (const child of body.childNodes) writer.write(child, { inside: body === root, root, inCell: false });
  return writer.finish(isField, isLabel);
}

/** The first element of a name, in text order. Like all walks here it keeps its own stack: pages nest without end. */
function findElement(nodes: readonly ChildNode[], name: string): Element | null {
  const rest = [...nodes].reverse();
  for (let node = rest.pop(); node; node = rest.pop()) {
    if (!('tagName' in node)) continue;
    if (node.tagName === name) return node;
    for (let i = node.childNodes.length - 1; i >= 0; i -= 1) {
      const child = node.childNodes[i];
      if (child) rest.push(child);
    }
  }
  return null;
}

/** The smallest element that holds most of the sentences of the page. */
function contentRoot(body: Element): Element {
  const weights = new Map<Element, number>();
  weigh(body, weights);
  let root = body;
  for (;;) {
    const total = weights.get(root) ?? 0;
    const next: Element | undefined = root.childNodes.find(
      (child): child is Element => 'tagName' in child && (weights.get(child) ?? 0) > total * dominance,
    );
    if (!next || total === 0 || next.tagName === 'p' || next.tagName === 'tr') return root;
    root = next;
  }
}

/** What a full stop or semicolon weighs beside a character: tables of metadata have none, running text has many. */
const sentenceWeight = 200;

/** Running text below an element, sentences above all: links and parts of the site do not count. */
function weigh(root: Element, weights: Map<Element, number>): number {
  const elements: { readonly element: Element; readonly parent: Element | null; readonly isSite: boolean }[] = [
    { element: root, parent: null, isSite: false },
  ];
  for (const { element, isSite } of elements) {
    for (const child of element.childNodes) {
      if ('tagName' in child && !isSilent(child))
        elements.push({
          element: child,
          parent: element,
          isSite: isSite || siteParts.has(child.tagName) || child.tagName === 'a',
        });
    }
    weights.set(element, isSite ? 0 : ownWeight(element));
  }
  for (const { element, parent } of elements.reverse())
    if (parent) weights.set(parent, (weights.get(parent) ?? 0) + (weights.get(element) ?? 0));
  return weights.get(root) ?? 0;
}

function ownWeight(element: Element): number {
  let weight = 0;
  for (const child of element.childNodes) {
    if (child.nodeName === '#text' && 'value' in child)
      weight += child.value.replace(/\s+/g, '').length + sentenceWeight * (child.value.match(/[。；;]/g)?.length ?? 0);
  }
  return weight;
}

function isSilent(element: Element): boolean {
  if (silent.has(element.tagName)) return true;
  const attribute = (name: string): string | undefined =>
    element.attrs.find((candidate) => candidate.name === name)?.value;
  return attribute('hidden') !== undefined || /display\s*:\s*none/i.test(attribute('style') ?? '');
}

interface Place {
  readonly inside: boolean;
  readonly root: Element;
  /** In a cell of a table of data, whose paragraphs are one line with the rest of its row. */
  readonly inCell: boolean;
}

interface Visit {
  readonly node: ChildNode;
  readonly place: Place;
}

/** A cell with more text than this is layout of a page and no cell of data (guessed). */
const longestCell = 400;

/** A cell of a row of several, with a little text and no table inside: its <p> and <br> are no lines of their own. */
function isDataCell(element: Element): boolean {
  if (element.tagName !== 'td' && element.tagName !== 'th') return false;
  return (
    hasOtherCell(element) &&
    findElement(element.childNodes, 'table') === null &&
    weigh(element, new Map()) <= longestCell
  );
}

function hasOtherCell(cell: Element): boolean {
  return (
    cell.parentNode?.childNodes.some((node) => node !== cell && (node.nodeName === 'td' || node.nodeName === 'th')) ===
    true
  );
}

/** A title of the document above its text, by element or by the class that sites give it. */
function isTitle(element: Element): boolean {
  if (/^h[1-3]$/.test(element.tagName)) return true;
  return element.attrs.some(
    ({ name, value }) =>
      (name === 'class' || name === 'id') && /(?:^|[-_ ])(?:title|tit|bt|biaoti)(?:$|[-_ ])/i.test(value),
  );
}

class LineWriter {
  private readonly lines: Line[] = [];
  private current = '';
  private inside = false;

  write(root: ChildNode, at: Place): void {
    const rest: (Visit | (() => void))[] = [{ node: root, place: at }];
    for (let next = rest.pop(); next; next = rest.pop()) {
      if (typeof next === 'function') next();
      else this.visit(next, rest);
    }
  }

  /** Writes a node, and puts what it holds and what ends it on the stack. */
  private visit({ node, place }: Visit, rest: (Visit | (() => void))[]): void {
    if (node.nodeName === '#text' && 'value' in node) {
      this.inside ||= place.inside && node.value.trim() !== '';
      this.current += node.value.replace(/[\t\n\r\f ]+/g, ' ');
      return;
    }
    if (!('tagName' in node) || isSilent(node)) return;
    if (node.tagName === 'br') {
      this.endBlock(place.inCell);
      return;
    }
    const isBlock = blocks.has(node.tagName);
    const inCell = place.inCell || isDataCell(node);
    const inside = place.inside || node === place.root || (!place.inside && isTitle(node));
    if (isBlock) this.endBlock(inCell);
    if (node.tagName === 'td' || node.tagName === 'th') rest.push(() => this.endCell());
    else if (isBlock) rest.push(() => this.endBlock(inCell));
    for (let i = node.childNodes.length - 1; i >= 0; i -= 1) {
      const child = node.childNodes[i];
      if (child) rest.push({ node: child, place: { ...place, inside, inCell } });
    }
  }

  private endBlock(inCell: boolean): void {
    if (inCell) this.current += /[\t ]$/.test(this.current) ? '' : ' ';
    else this.endLine();
  }

  finish(isField: (line: string) => boolean, isLabel: (cell: string) => boolean): ExtractedPage {
    this.endLine();
    const lines = joinFields(this.lines, isLabel);
    const outside: Span[] = [];
    let text = '';
    for (const line of lines) {
      const from = text.length;
      text += `${line.text}\n`;
      if (!line.inside && !isField(line.text)) outside.push({ from, to: text.length });
    }
    return { text, outside };
  }

  private endCell(): void {
    this.current = `${this.current.trimEnd()}\t`;
  }

  private endLine(): void {
    const text = this.current.replace(/\t+$/, '').trimEnd();
    if (text.trim() !== '') this.lines.push({ text, inside: this.inside });
    this.current = '';
    this.inside = false;
  }
}

interface Line {
  readonly text: string;
  readonly inside: boolean;
}

/** Labels and values in turn, the first label one that is known; a row of labels alone is the head of a table. */
function isFieldRow(cells: readonly string[], isLabel: (cell: string) => boolean): boolean {
  return (
    isLabel(cells[0] ?? '') &&
    cells.every((cell, index) =>
      index % 2 === 1 ? !isLabel(cell) : cell === '' || isLabel(cell) || /^(?:\p{Script=Han}\s*){2,6}$/u.test(cell),
    )
  );
}

/** Rows of a table of metadata, `文号<tab>X<tab>日期：<tab>Y`, become a line a field. */
function joinFields(lines: readonly Line[], isLabel: (cell: string) => boolean): readonly Line[] {
  return lines.flatMap((line): readonly Line[] => {
    if (!line.text.includes('\t')) return [line];
    const cells = line.text.split('\t').map((cell) => cell.trim());
    const isRow = isFieldRow(
      cells.map((cell) => cell.replace(/[:：]$/, '')),
      isLabel,
    );
    if (!isRow && (line.inside || !cells.some((cell) => /[:：]$/.test(cell)))) return [line];
    const fields: string[] = [];
    for (const cell of cells) {
      const last = fields.at(-1);
      if (last !== undefined && /[:：]$/.test(last)) fields[fields.length - 1] = last + cell;
      else fields.push(isRow && !/[:：]$/.test(cell) ? `${cell}：` : cell);
    }
    return fields.filter((text) => text !== '').map((text) => ({ text, inside: line.inside }));
  });
}
