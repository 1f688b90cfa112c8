import type { ReviewItem } from '../model/output.js';
import type { Decision } from '../model/review.js';
import { type Catalogue, catalogues, effectWord, fill, kindMark } from './catalogue.js';
import { cutCells } from './cells.js';
import { clauseName } from './clause-name.js';
import { groupBy } from './corpus.js';
import type { TerminalOptions } from './terminal.js';
import { visible, visibleBlanks, visibleLine } from './visible.js';

/** `jiaokan review list`: what can be decided on, by document, each with its id, place and text on a line. */
export function reviewLines(items: readonly ReviewItem[], options: TerminalOptions): string[] {
  const words = catalogues[options.language];
  if (items.length === 0) return [words.label.reviewNone];
  const byWork = groupBy(items, ({ work }) => work);
  const cut = (line: string): string => cutCells(line, options.width);
  const lines = [...byWork.values()].flatMap((group) => [
    ...group.slice(0, 1).map((item) => options.paint('bold', cut(nameOf(item)))),
    ...group.flatMap((item) => [heading(item, words, options), ...texts(item).map(cut)]),
  ]);
  const waiting = items.filter(({ waits }) => waits).length;
  const counts = [fill(words.label.reviewWaiting, { n: waiting }), fill(words.label.reviewShown, { n: items.length })];
  return [...lines, counts.join(', ')];
}

/** `jiaokan review show`: one thing with its whole texts and every decision. */
export function reviewItemLines(item: ReviewItem, options: TerminalOptions): string[] {
  const words = catalogues[options.language];
  const { decisions, subject } = item;
  const said = decisions.map((decision) => `  ${decisionLine(decision, words)}`);
  return [
    options.paint('bold', nameOf(item)),
    heading(item, words, options),
    ...texts(item),
    `    ${visibleLine(subject)}`,
    ...(said.length > 0 ? said : [`  ${words.label.notDecided}`]),
  ];
}

function nameOf({ number, title, work }: ReviewItem): string {
  const parts = [number, title].filter((part) => part !== null);
  return visibleLine(parts.length > 0 ? parts.join('  ') : work);
}

function heading(item: ReviewItem, words: Catalogue, { paint }: TerminalOptions): string {
  const { id, standing, clause, line, decisions } = item;
  const place = [clause && clauseName(words, clause), fill(words.label.line, { n: line })].filter((part) => part);
  const state = standing === 'open' ? '' : `  ${words.standing[standing]}`;
  const by = standing === 'open' ? '' : ` (${[...new Set(decisions.map((each) => visibleLine(each.by)))].join('、')})`;
  const said = standing === 'disputed' ? paint('red', state + by) : state + by;
  return `  ${paint('cyan', visibleLine(id))}  ${kindOf(item, words)} · ${place.join(' · ')}${said}`;
}

function kindOf({ of, kind, what, contradicts }: ReviewItem, words: Catalogue): string {
  const wordOf = (group: Readonly<Record<string, string>>, key: string): string => group[key] ?? visibleLine(key);
  switch (of) {
    case 'difference': {
      const mark = wordOf(kindMark, kind);
      const more = [
        what === null ? null : wordOf(words.reason, what),
        contradicts ? words.label.contradictsItself : null,
      ];
      const said = more.filter((part) => part !== null).join(', ');
      return `[${mark}] ${wordOf(words.kind, kind)}${said === '' ? '' : `: ${said}`}`;
    }
    case 'open-end':
      return `${words.reviewOf[of]}: ${wordOf(words.openEnd, kind)}`;
    case 'effect':
      return `${words.reviewOf[of]}: ${effectWord(words, kind)}${what === null ? '' : ` ${visibleLine(what)}`}`;
  }
}

function texts({ of, quote, template, what }: ReviewItem): readonly string[] {
  if (of !== 'difference') {
    return [`    “${visibleLine(quote)}”`, ...(of === 'open-end' && what !== null ? [`    ${visibleLine(what)}`] : [])];
  }
  const line = (sign: string, text: string | null): readonly string[] =>
    text === null || text === '' ? [] : [`    ${sign} ${visible(visibleBlanks(text)).replace(/\s+/gu, ' ')}`];
  return [...line('-', template), ...line('+', quote)];
}

/** Who decided what, and when, in one line. */
export function decisionLine({ verdict, by, on, note }: Decision, words: Catalogue): string {
  return `${on}  ${words.decide[verdict]}  ${visibleLine(by)}${note === null ? '' : `  ${visibleLine(note)}`}`;
}
