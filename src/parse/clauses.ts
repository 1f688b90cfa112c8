import type { Clause, ClauseKind, ComponentKind, Passage } from '../model/document.js';
import type { EId } from '../model/ids.js';
import type { Message } from '../model/message.js';
import type { NumberingRules } from '../model/rules.js';
import { sourceSpan, type Text } from '../model/text.js';
import { writeNumeral } from '../notation/numerals.js';
import type { Part } from './components.js';
import type { Role } from './header.js';
import { findInlineLabels, type InlineLabel } from './inline.js';
import { followsOn, type Grammar, grammarOf, type Label, readLabel } from './labels.js';
import type { Paragraph } from './paragraphs.js';

/** Clauses of a document with the passages they consist of, in text order. */
export interface ClauseTree {
  readonly clauses: readonly Clause[];
  readonly passages: readonly Passage[];
  readonly messages: readonly Message[];
}

/** A piece of a paragraph that is one unit of the tree: a whole line, or the part from an inline label on. */
interface Unit {
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly role: Role;
  readonly label: Label | null;
  /** Offset into the reading at which the content after the label starts. */
  readonly contentFrom: number;
  readonly heading: string | null;
  /** What follows the label. */
  readonly content: string;
}

interface Node {
  kind: ClauseKind;
  rank: number;
  label: Label | null;
  role: Role;
  heading: string | null;
  content: string;
  /** The node's own line; none for an article that has several paragraphs. */
  unit: Unit | null;
  children: Node[];
}

/** Rank of an unnumbered paragraph (款) of an article: below 条, above 项. */
const paragraphRank = 5;

/**
 * Builds the clause trees of all components of a document.
 *
 * Guarantees: every line is a passage; eIds are unique in the document; numbers under a parent count without gaps or
 * a `parse/number-gap` says so.
 */
export function buildClauses(
  parts: readonly Part[],
  mainKind: ComponentKind,
  text: Text,
  rules: NumberingRules,
): ClauseTree {
  const builder = new TreeWriter(text);
  const seen = new Map<ComponentKind, number>();
  for (const part of parts) {
    const count = (seen.get(part.kind) ?? 0) + 1;
    seen.set(part.kind, count);
    const isMain = part.kind === mainKind && count === 1;
    const name = count === 1 ? part.kind : `${part.kind}_${String(count)}`;
    const root = growTree(part, hasClauses(part.kind), rules, builder.messages);
    builder.write(root, part.kind, isMain ? '' : `${name}__`, `${name}__`);
  }
  return { clauses: builder.clauses, passages: builder.passages, messages: builder.messages };
}

/** Components whose lines are numbered clauses; elsewhere `1.数电票样式` is an item of a list of attachments. */
function hasClauses(kind: ComponentKind): boolean {
  return kind === 'body' || kind === 'annex' || kind === 'interpretation' || kind === 'preamble';
}

function growTree(part: Part, numbered: boolean, rules: NumberingRules, messages: Message[]): Node {
  const grammar = grammarOf(
    part.lines.filter((line) => line.role === 'content').map((line) => line.paragraph.text),
    rules,
  );
  const root: Node = {
    kind: 'paragraph',
    rank: 0,
    label: null,
    role: 'content',
    heading: null,
    content: '',
    unit: null,
    children: [],
  };
  const stack: Node[] = [root];
  const counter = new GapFinder(messages);
  let open: readonly number[] = [];
  const lastLabelled = part.lines.findLastIndex(
    ({ paragraph, role }) => role === 'content' && readLabel(paragraph.text, grammar, rules) !== null,
  );
  for (const [index, { paragraph, role }] of part.lines.entries()) {
    if (numbered && grammar === 'level' && index > lastLabelled && isConclusion(paragraph.text, rules))
      stack.length = 1;
    const line = numbered && role === 'content' ? splitLine(paragraph, grammar, rules) : null;
    const label = line?.main.label ?? null;
    if (line && (label?.style.id !== 'decimal' || followsOn(label.numbers, open))) {
      if (label) open = openNumbers(label, open);
      placeLine(line, root, stack, grammar, counter);
    } else place(plainUnit(paragraph, role), root, stack, grammar, counter);
  }
  if (grammar === 'level') settleHeadings(root);
  else {
    settleArticleHeadings(root);
    settleParagraphs(root);
  }
  return root;
}

/** The numbers that 5.1 has to follow: those of an Arabic or decimal label; outer labels close them, inner ones do not. */
function openNumbers({ style, numbers }: Label, open: readonly number[]): readonly number[] {
  if (style.id === 'arabic' || style.id === 'decimal') return numbers;
  return style.rank > 3 ? open : [];
}

/** A last paragraph that speaks of the whole and not of the item above it: 本公告自发布之日起施行; 以上第2、3项作为…. */
function isConclusion(text: string, rules: NumberingRules): boolean {
  const own = /^本(?=\p{Script=Han})/u.test(text) && rules.types.some((type) => text.startsWith(type, 1));
  return own || /^以上第?[0-9一二三四五六七八九十]/.test(text);
}

function plainUnit(paragraph: Paragraph, role: Role): Unit {
  return {
    from: paragraph.from,
    to: paragraph.to,
    line: paragraph.line,
    role,
    label: null,
    contentFrom: paragraph.from,
    heading: null,
    content: paragraph.text,
  };
}

/** A line as units of the tree: its own text, and the items that are counted inside it. */
interface LineUnits {
  readonly main: Unit;
  readonly inner: readonly Unit[];
  /** All items are in the line; otherwise the next lines go on counting. */
  readonly isComplete: boolean;
}

/** 第三条 【引进奖励】(一)对从…: a label right behind another; 下列条件之一的:1.甲;2.乙: labels that count up in a line. */
function splitLine(paragraph: Paragraph, grammar: Grammar, rules: NumberingRules): LineUnits {
  const { text, from, to, line } = paragraph;
  const label = readLabel(text, grammar, rules);
  const behind = label?.length ?? 0;
  const bracketed = label ? bracketedHeading(text.slice(behind), label, rules) : null;
  const content = behind + (bracketed?.[0].length ?? 0);
  const counted = findInlineLabels(text, content, grammar, rules).filter((inner) =>
    isBelow(inner.label, label, grammar),
  );
  const nested = counted.length > 0 || !label ? counted : nestedLabel(text, content, label, grammar, rules);
  const inner = nested.map(({ at, label: own }, index): Unit => {
    const end = nested[index + 1]?.at ?? text.length;
    const rest = text.slice(at + own.length, end);
    return {
      from: from + at,
      to: from + end,
      line,
      role: 'content',
      label: own,
      contentFrom: from + at + own.length,
      heading: headingOf(rest, own),
      content: rest,
    };
  });
  const mainTo = nested[0] ? from + nested[0].at : to;
  const heading = bracketed?.[1] ?? (label ? headingOf(text.slice(content), label) : null);
  return {
    main: {
      from,
      to: mainTo,
      line,
      role: 'content',
      label,
      contentFrom: from + content,
      heading,
      content: text.slice(content, mainTo - from),
    },
    inner,
    isComplete: counted.length > 0,
  };
}

/** What a bracket behind 第三条 says of the article where it is no heading. */
const notHeading = /[0-9《]|删[去除]|废止|失效|修[改订正]|新增|增加|试行|略|简称/;

/** 【引进奖励】 or [引进奖励] behind any label, (适用范围) behind that of an article; (一) is an item. */
function bracketedHeading(rest: string, label: Label, rules: NumberingRules): RegExpExecArray | null {
  const square = /^[【[]([^】\]]{1,30})[】\]] */.exec(rest);
  if (square || label.style.kind !== 'article' || readLabel(rest, 'article', rules)) return square;
  const round = /^\(([^()]{2,30})\) */.exec(rest);
  return round?.[1] !== undefined && !notHeading.test(round[1]) ? round : null;
}

/** The item that opens the text of a clause and goes on in the next lines: (一) behind 第三条 【引进奖励】. */
function nestedLabel(
  text: string,
  content: number,
  outer: Label,
  grammar: Grammar,
  rules: NumberingRules,
): InlineLabel[] {
  const label = text.charAt(content) === '(' ? readLabel(text.slice(content), grammar, rules) : null;
  return label && isBelow(label, outer, grammar) ? [{ at: content, label }] : [];
}

function isBelow(label: Label, outer: Label | null, grammar: Grammar): boolean {
  return outer === null || rankOf(label, grammar) > rankOf(outer, grammar);
}

/** Longest heading that is not a sentence; 60 covers all of some 400 headings seen. */
const longestHeading = 60;

/** The text after a label where it is a heading and no sentence: short, no full stop in it, no list opener. */
function headingOf(rest: string, label: Label): string | null {
  if (rest === '' || rest.length > longestHeading) return null;
  if (label.style.rank <= 3 && label.style.grammar === 'article') return rest;
  return /[。;]|[:,.!]$/.test(rest) || label.style.kind === 'article' ? null : rest;
}

/** Longest heading of an article that stands on its line without brackets: 第二条 适用范围 (guessed). */
const longestArticleHeading = 24;

/**
 * Headings of articles on the line of the label, 第二条 适用范围, with the text below: short, no sentence, and most
 * articles are built alike. A list of items below makes the words an opening of it, and no heading.
 */
function settleArticleHeadings(root: Node): void {
  const articles = listNodes(root).filter(({ kind }) => kind === 'article');
  const headed = articles.filter(hasBareHeading);
  if (headed.length < 2 || headed.length * 3 < articles.length * 2) return;
  for (const article of headed) {
    const [first] = article.children;
    if (!first) continue;
    article.unit = first.unit;
    article.heading = first.content;
    article.children.shift();
  }
}

function hasBareHeading({ heading, children }: Node): boolean {
  const [first, next] = children;
  return (
    heading === null &&
    first?.unit?.line !== undefined &&
    first.label === null &&
    first.children.length === 0 &&
    first.content.length <= longestArticleHeading &&
    /^[^。;:,!?]+$/.test(first.content) &&
    next?.label === null
  );
}

/** A node and all below it, in text order. */
function listNodes(root: Node): Node[] {
  const nodes: Node[] = [];
  const rest = [root];
  for (let node = rest.pop(); node; node = rest.pop()) {
    nodes.push(node);
    for (let i = node.children.length - 1; i >= 0; i -= 1) if (node.children[i]) rest.push(node.children[i] as Node);
  }
  return nodes;
}

/** Longest heading that is printed with a full stop: (十)各地区梯次有序碳达峰行动。 */
const longestStoppedHeading = 24;

/**
 * Headings printed with a full stop, (一)指导思想。: short, of one piece, with text below, and most of their siblings are
 * built alike. A lone short sentence with a paragraph below it stays a sentence.
 */
function settleHeadings(node: Node): void {
  for (const child of node.children) settleHeadings(child);
  const styles = new Map<string, Node[]>();
  for (const child of node.children) {
    if (!child.label) continue;
    const siblings = styles.get(child.label.style.id);
    if (siblings) siblings.push(child);
    else styles.set(child.label.style.id, [child]);
  }
  for (const siblings of styles.values()) {
    const stopped = siblings.filter(isStoppedHeading);
    if (stopped.length < 2 || stopped.length * 3 < siblings.length * 2) continue;
    for (const child of stopped) child.heading = child.content.slice(0, -1);
  }
}

function isStoppedHeading({ content, children, heading }: Node): boolean {
  return (
    heading === null &&
    children.length > 0 &&
    content.length <= longestStoppedHeading &&
    /^[^。;:,!?]+。$/.test(content)
  );
}

/** Hangs a line into the tree, its inner items below it; items that are all in the line are closed with it. */
function placeLine(line: LineUnits, root: Node, stack: Node[], grammar: Grammar, counter: GapFinder): void {
  const node = place(line.main, root, stack, grammar, counter);
  if (line.inner.length === 0) return;
  const open = stack.length;
  if (line.isComplete && stack.at(-1) !== node && line.main.label === null) stack.push(node);
  const floor = line.isComplete ? stack.length : 1;
  for (const unit of line.inner) place(unit, root, stack, grammar, counter, floor);
  if (line.isComplete) stack.length = open;
}

/** Hangs a unit into the tree: a label closes what is of its rank or below; a plain line goes to the open clause. */
function place(unit: Unit, root: Node, stack: Node[], grammar: Grammar, counter: GapFinder, floor = 1): Node {
  const kind = kindOf(unit, grammar);
  const rank = unit.label
    ? rankOf(unit.label, grammar)
    : grammar !== 'level'
      ? paragraphRank
      : Number.POSITIVE_INFINITY;
  while (stack.length > floor && (stack.at(-1)?.rank ?? 0) >= rank) stack.pop();
  const parent = stack.at(-1) ?? root;
  const { label, role, heading, content } = unit;
  const node: Node = { kind, rank, label, role, heading, content, unit, children: [] };
  if (unit.label) counter.check(parent, unit.label, unit.line);
  parent.children.push(node);
  const opens = unit.label !== null || (grammar !== 'level' && parent.kind === 'article');
  if (opens) stack.push(node);
  // The text on the line of 第三条 is its first 款.
  if (node.kind === 'article' && unit.contentFrom < unit.to) {
    const first: Node = {
      kind: 'paragraph',
      rank: paragraphRank,
      label: null,
      role: 'content',
      heading: null,
      content: unit.content,
      unit,
      children: [],
    };
    node.unit = null;
    node.children.push(first);
    stack.push(first);
  }
  return node;
}

function kindOf(unit: Unit, grammar: Grammar): ClauseKind {
  if (!unit.label) return 'paragraph';
  if (grammar === 'level' && unit.label.style.kind === 'level') return 'level';
  if (unit.label.style.kind !== 'level') return unit.label.style.kind;
  if (unit.label.style.rank === 1) return grammar === 'headed' ? 'level' : 'point';
  return unit.label.style.rank === 2 ? 'point' : 'indent';
}

/** Rank of 一、 over articles: below 节, above 条. */
const headingRank = 3.5;

/** 5, 5.1 and 5.1.1 rank between 1. and (1). */
const decimalDepths = 10;

/** 编, 章 and 节 rank above the outermost 一、 where 一、 is what they divide. */
const divisionRank = -9;

/** 项 and 目 rank below 款; in the level grammar ranks are those of the styles. */
function rankOf(label: Label, grammar: Grammar): number {
  if (grammar === 'level' && label.style.kind !== 'level') return label.style.rank + divisionRank;
  if (grammar === 'level' || label.style.kind !== 'level')
    return label.style.rank + (label.numbers.length - 1) / decimalDepths;
  if (grammar === 'headed' && label.style.rank === 1) return headingRank;
  return paragraphRank + label.style.rank;
}

/** An article with one 款 has none of its own: 第四条第(一)项, not 第四条第一款第(一)项. */
function settleParagraphs(node: Node): void {
  for (const child of node.children) settleParagraphs(child);
  if (node.kind !== 'article' || node.unit) return;
  const paragraphs = node.children.filter((child) => child.kind === 'paragraph');
  const [only] = paragraphs;
  if (!only || paragraphs.length !== 1) return;
  node.unit = only.unit;
  node.children = node.children.flatMap((child) => (child === only ? only.children : [child]));
}

/** Reports numbers that do not follow the one before, under their parent or in the whole component. */
class GapFinder {
  private readonly lastOfStyle = new Map<string, number>();
  private readonly lastUnder = new Map<Node, Map<string, Label>>();

  constructor(private readonly messages: Message[]) {}

  check(parent: Node, label: Label, line: number): void {
    const siblings = this.lastUnder.get(parent) ?? new Map<string, Label>();
    this.lastUnder.set(parent, siblings);
    const before = siblings.get(label.style.id) ?? null;
    siblings.set(label.style.id, label);
    const running = this.lastOfStyle.get(label.style.id) ?? 0;
    this.lastOfStyle.set(label.style.id, label.number);
    const follows =
      label.number === 1 ||
      label.number === (before?.number ?? 0) + 1 ||
      label.number === running + 1 || // some levels run through the whole document
      (label.inserted !== null && label.number === before?.number);
    if (follows) return;
    const last = before?.number ?? running;
    const expected = label.text.replace(/[〇零○一二两三四五六七八九十百千]+|[0-9]+(?=[^0-9]*$)/, (digits) =>
      /[0-9]/.test(digits) ? String(last + 1) : writeNumeral(last + 1),
    );
    const text = `${label.text} follows ${last === 0 ? 'nothing' : (before?.text ?? String(last))} (expected ${expected})`;
    this.messages.push({ code: 'parse/number-gap', severity: 'warning', line, text });
  }
}

/** Names the nodes and turns them into clauses and passages. */
class TreeWriter {
  readonly clauses: Clause[] = [];
  readonly passages: Passage[] = [];
  readonly messages: Message[] = [];
  private readonly used = new Map<string, number>();

  constructor(private readonly text: Text) {}

  /** @param prefix of the ids of clauses; `titles` that of titles, markers and notes, which are never main text */
  write(root: Node, component: ComponentKind, prefix: string, titles: string): void {
    let count = 0;
    for (const child of root.children) {
      if (!child.label && child.role === 'content') count += 1;
      this.clauses.push(this.writeNode(child, component, child.role === 'content' ? prefix : titles, count, []));
    }
  }

  private writeNode(
    node: Node,
    component: ComponentKind,
    prefix: string,
    count: number,
    path: readonly string[],
  ): Clause {
    const eId = this.unique(prefix + nameOf(node, count));
    const own = node.label ? [...path, node.label.text] : path;
    if (node.unit) this.addPassage(eId, node, component, own);
    const children: Clause[] = [];
    let paragraphs = node.kind === 'article' || node.heading !== null || !node.unit ? 0 : 1; // its own line is the first
    for (const child of node.children) {
      if (!child.label) paragraphs += 1;
      children.push(this.writeNode(child, component, childPrefix(node, child, eId, prefix), paragraphs, own));
    }
    const line = node.unit?.line ?? children[0]?.line ?? 0;
    return {
      eId,
      kind: node.kind,
      label: node.label?.text ?? null,
      heading: node.heading,
      component,
      line,
      span: this.span(node),
      children,
    };
  }

  private addPassage(eId: EId, node: Node, component: ComponentKind, path: readonly string[]): void {
    if (!node.unit) return;
    const { from, to, line, contentFrom } = node.unit;
    this.passages.push({ eId, component, kind: node.kind, path, line, from, to, labelTo: contentFrom });
  }

  /** From the first to the last character of a node and all below it, as source offsets. */
  private span(node: Node): Clause['span'] {
    const first = firstUnit(node);
    const last = lastUnit(node);
    return sourceSpan(this.text, first?.from ?? 0, last?.to ?? first?.to ?? 0);
  }

  private unique(name: string): EId {
    const count = (this.used.get(name) ?? 0) + 1;
    this.used.set(name, count);
    if (count === 1) return name as EId;
    return this.unique(`${name}-${String(count)}`); // 1. restarts under one parent
  }
}

function firstUnit(node: Node): Unit | null {
  if (node.unit) return node.unit;
  for (const child of node.children) {
    const unit = firstUnit(child);
    if (unit) return unit;
  }
  return null;
}

function lastUnit(node: Node): Unit | null {
  const last = node.children.at(-1);
  return (last ? lastUnit(last) : null) ?? node.unit;
}

const shortNames: Readonly<Record<ClauseKind, string>> = {
  part: 'part',
  chapter: 'chp',
  section: 'sec',
  article: 'art',
  paragraph: 'para',
  point: 'point',
  indent: 'indent',
  level: 'level',
};

function nameOf(node: Node, count: number): string {
  if (node.role !== 'content') return node.role;
  if (!node.label) return `para_${String(count)}`;
  const inserted = node.label.inserted === null ? '' : `-${String(node.label.inserted)}`;
  return `${shortNames[node.kind]}_${String(node.label.number)}${inserted}`;
}

/** Articles run through, so they take no chapter: `art_3`, not `chp_1__art_3`. */
function childPrefix(node: Node, child: Node, eId: EId, prefix: string): string {
  return child.kind === 'article' && node.kind !== 'article'
    ? prefix.replace(/(part|chp|sec|level)_.*$/, '')
    : `${eId}__`;
}
