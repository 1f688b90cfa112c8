import { type IsoDate, parseIsoDate } from '../../src/model/date.js';
import type { CitationKind, Effect, EffectScope, EffectType, Provisions } from '../../src/model/document.js';
import type { CitationRecord, EffectRecord, Graph, StatusRow, WorkNode } from '../../src/model/graph.js';
import type { Sha256, WorkId } from '../../src/model/ids.js';
import { indexGraph } from '../../src/graph/lookup.js';
import { statusOf } from '../../src/graph/status.js';

/**
 * A graph in one line, statements parted by `;`. Documents and what they do, in any order:
 *
 *     A 2020-01-01                      held, issued that day, starts then because nothing else is stated
 *     A 2020-01-01 starts 2020-03-01    its start is stated          (`starts ?`: put off to a day nobody names)
 *     A 2020-01-01 until 2023-12-31     its last day in force
 *     A 2020-01-01 label 全文有效        what the portal says
 *     A cited                           only cited (`A cited 2020-01-01`: with a day of issue)
 *     B repeals A                       on the day B starts (同时废止)
 *     B repeals A on 2021-05-01         on a stated day
 *     B repeals A 第三条、第五条          those provisions (`except 第三条`: all others, `partly`: nobody says which)
 *     B suspends A on D until D         with a last day
 *     B extends A on D                  D is the new last day (`on ?`: no end is named); `postpones … on D` the new first
 *     … reported | interpreted | item | thing    told of only, told in a 解读, about an item, about a thing
 *     B rests-on A                      B is made under A
 */
export function graphOf(text: string): Graph {
  const statements = text.split(';').map((statement) => statement.trim().split(/\s+/));
  const documents = statements.filter((words) => !(words[1]! in verbs) && words[1] !== 'rests-on');
  const nodes = documents.map(nodeOf);
  const starts = new Map(nodes.map((node) => [node.id, node.commences?.date ?? null]));
  const own = documents.flatMap(termsOf);
  const deeds = statements.filter((words) => words[1]! in verbs);
  return {
    nodes,
    effects: [...own, ...deeds.map((words, n) => effectOf(words, n + 1, starts.get(id(words[0]!)) ?? null))],
    citations: statements.filter((words) => words[1] === 'rests-on').map(citationOf),
    openEnds: [],
  };
}

const verbs: Readonly<Record<string, EffectType>> = {
  repeals: 'repeals',
  replaces: 'replaces',
  annuls: 'annuls',
  lapses: 'declares-lapsed',
  stops: 'ends-efficacy',
  expires: 'expires',
  suspends: 'suspends',
  postpones: 'postpones',
  extends: 'extends',
  revives: 'revives',
  amends: 'amends',
  corrects: 'corrects',
  commences: 'commences',
  prevails: 'prevails',
  saves: 'saves',
  'applies-from': 'applies-from',
  'defers-to': 'defers-to',
};

export const id = (name: string): WorkId => `CN/2020/${name}` as WorkId;

export function day(text: string): IsoDate {
  const date = parseIsoDate(text);
  if (date === null) throw new Error(`${text} is no day`);
  return date;
}

/** The word after a keyword, null where the keyword is not there. */
function after(words: readonly string[], keyword: string): string | null {
  const at = words.indexOf(keyword);
  return at < 0 ? null : words[at + 1]!;
}

function nodeOf(words: readonly string[]): WorkNode {
  const held = words[1] !== 'cited';
  const printed = held ? words[1] : words[2];
  const issued = printed === undefined || printed === '?' ? null : day(printed);
  const starts = after(words, 'starts');
  const stated = starts === null || starts === '?' ? null : day(starts);
  const date = stated ?? (starts === null ? issued : null);
  const basis = stated ? 'stated' : starts === null && issued ? 'implied' : 'unknown';
  const retroactive = issued !== null && date !== null && date < issued;
  const until = after(words, 'until');
  return {
    id: id(words[0]!),
    title: `关于${words[0]!}的公告`,
    annexTitle: null,
    number: `${words[0]!}号`,
    issuers: [],
    jurisdiction: { gb2260: null, iso: null, province: null, city: null, district: null },
    type: null,
    issued,
    held,
    officialStatus: after(words, 'label'),
    commences: held ? { date, basis, retroactive } : null,
    lastDay: until ? day(until) : null,
    snapshot: held ? snapshotOf(words[0]!) : null,
  };
}

const snapshotOf = (name: string): Sha256 => `sha-of-${name}` as Sha256;

/** The sentences of a document about its own start and end. */
function termsOf(words: readonly string[]): EffectRecord[] {
  const [name] = words;
  const starts = after(words, 'starts');
  const until = after(words, 'until');
  const start = starts !== null && starts !== '?' ? [`${name} commences ${name} on ${starts}`] : [];
  const end = until !== null ? [`${name} expires ${name} on ${until}`] : [];
  return [...start, ...end].map((line, n) => effectOf(line.split(' '), 900 + n, null));
}

function effectOf(words: readonly string[], line: number, start: IsoDate | null): EffectRecord {
  const [by, verb, target] = words as [string, string, string];
  const on = after(words, 'on');
  const until = after(words, 'until');
  const provisions = provisionsOf(words);
  const effect: Effect = {
    id: `e${line}`,
    type: verbs[verb]!,
    target: { title: `关于${target}的公告`, number: null, provisions, work: id(target) },
    date: on === null ? start : on === '?' ? null : day(on),
    dateBasis: on === null ? 'with-commencement' : on === '?' ? 'unknown' : 'stated',
    ...(until === null ? {} : { until: day(until) }),
    asserted: !words.includes('reported') && !words.includes('interpreted'),
    scope: scopeOf(words, provisions),
    component: words.includes('interpreted') ? 'interpretation' : 'body',
    line,
    quote: words.join(' '),
    span: { from: line * 10, to: line * 10 + 5 },
    rule: 'made-up',
  };
  return { affecting: id(by), snapshot: snapshotOf(by), path: `${by}.txt`, effect };
}

function provisionsOf(words: readonly string[]): Provisions {
  if (words.includes('partly')) return 'unspecified';
  const except = after(words, 'except');
  if (except !== null) return { except: except.split('、') };
  return words[3]?.startsWith('第') ? words[3].split('、') : 'whole';
}

function scopeOf(words: readonly string[], provisions: Provisions): EffectScope {
  if (words.includes('item')) return 'item';
  if (words.includes('thing')) return 'non-document';
  return provisions === 'whole' ? 'document' : 'provisions';
}

function citationOf(words: readonly string[], n: number): CitationRecord {
  const [citing, , cited] = words as [string, string, string];
  const kind: CitationKind = 'based-on';
  const span = { from: n, to: n + 1 };
  const shared = { number: null, provisions: [], component: 'preamble', line: n + 1, span, self: false, alias: false };
  return {
    citing: id(citing),
    snapshot: snapshotOf(citing),
    path: `${citing}.txt`,
    citation: { ...shared, component: 'preamble', kind, text: `《${cited}》`, title: cited, work: id(cited) },
  };
}

/**
 * The statuses of one document over all days, read off `statusOf` by stepping from one `until` to the next:
 * `not-issued | 2020-01-01 in-force (implied) | 2021-01-01 repealed by repeals of B`. Provisions stand in brackets.
 */
export function timeline(text: string, name = 'A'): string {
  const index = indexGraph(graphOf(text));
  const steps: string[] = [];
  let asOf = day('0001-01-01');
  for (;;) {
    const row = statusOf(index, id(name), asOf);
    steps.push(stepOf(row));
    if (row.until === null) return steps.join(' | ');
    asOf = nextDay(row.until);
  }
}

function stepOf(row: StatusRow): string {
  const since = row.since ? `${row.since} ` : '';
  const implied = row.implied ? ' (implied)' : '';
  const provisions = row.provisions ? ` [${row.provisions.join('、')}]` : '';
  return `${since}${row.status}${implied}${provisions}`;
}

/** The next day, by the calendar of JavaScript: not by the code under test. */
export function nextDay(from: IsoDate): IsoDate {
  const date = new Date(`${from}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return day(date.toISOString().slice(0, 10));
}

/** The row of a document on a day. */
export function rowAt(text: string, name: string, asOf: string): StatusRow {
  return statusOf(indexGraph(graphOf(text)), id(name), day(asOf));
}
