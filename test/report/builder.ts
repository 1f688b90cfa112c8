import { createHash } from 'node:crypto';
import { addDays, type IsoDate, parseIsoDate } from '../../src/model/date.js';
import type { Comparison, Difference, FamilyReport, Template, TemplatePassage } from '../../src/model/difference.js';
import type { Clause, ComponentKind, Document, Effect, Passage, Reading } from '../../src/model/document.js';
import type { StatusPeriod, StatusRow, WorkNode } from '../../src/model/graph.js';
import type { EId, Sha256, WorkId } from '../../src/model/ids.js';
import { countDifferences, type RunReport } from '../../src/model/run.js';
import { findLineStarts } from '../../src/model/text.js';

// Small runs made by hand: what the stages would find, without the stages.

export const work = (id: string) => id as WorkId;
export const eId = (id: string) => id as EId;
export const sha = (text: string) => createHash('sha256').update(text).digest('hex') as Sha256;

export function date(text: string): IsoDate {
  const day = parseIsoDate(text);
  if (day === null) throw new Error(`no such day: ${text}`);
  return day;
}

/** `[component, eId, label, text]`: one paragraph of a document. */
export type Paragraph = readonly [ComponentKind, string, string, string];

/** A reading whose capture is its paragraphs, one a line, so that offsets into text and source are the same. */
export function reading(id: string, paragraphs: readonly Paragraph[], fields: Partial<Document> = {}): Reading {
  const text = paragraphs.map(([, , label, content]) => label + content).join('\n');
  const passages = passagesOf(paragraphs);
  const source = {
    path: 'captures/made-up.txt',
    sha256: sha(text),
    firstLine: 1,
    lastLine: paragraphs.length,
    textSha256: sha(`text ${text}`),
  };
  const document: Document = {
    id: work(id),
    source,
    title: '甲市税务局关于明确征收事项的公告',
    annexTitle: null,
    number: '甲市税务局公告2023年第1号',
    issuers: ['甲市税务局'],
    jurisdiction: { gb2260: '220000', iso: 'CN-JL', province: '吉林省', city: null, district: null },
    type: '公告',
    issued: date('2023-03-16'),
    officialStatus: '全文有效',
    commences: { date: date('2023-03-22'), basis: 'stated', retroactive: false },
    lastDay: null,
    components: componentsOf(passages),
    clauses: passages.map(clauseOf),
    citations: [],
    notDocuments: [],
    effects: [],
    messages: [],
    ...fields,
  };
  const at = Uint32Array.from({ length: text.length + 1 }, (_, index) => index);
  return { document, passages, text: { source: text, text, at, repairs: [], lineStarts: findLineStarts(text) } };
}

function passagesOf(paragraphs: readonly Paragraph[]): Passage[] {
  let from = 0;
  return paragraphs.map(([component, id, label, content], index) => {
    const passage: Passage = {
      eId: eId(id),
      component,
      kind: label === '' ? 'paragraph' : 'level',
      path: pathOf(paragraphs, id, label),
      line: index + 1,
      from,
      to: from + label.length + content.length,
      labelTo: from + label.length,
    };
    from = passage.to + 1;
    return passage;
  });
}

/** The labels of the clauses above a paragraph, by their eIds, and its own. */
function pathOf(paragraphs: readonly Paragraph[], id: string, label: string): string[] {
  const above = paragraphs.filter(([, other]) => id.startsWith(`${other}__`)).map(([, , other]) => other);
  return [...above, label].filter((part) => part !== '');
}

function clauseOf(passage: Passage): Clause {
  const { eId: id, kind, component, line, from, to } = passage;
  return {
    eId: id,
    kind,
    label: passage.path[0] ?? null,
    heading: null,
    component,
    line,
    span: { from, to },
    children: [],
  };
}

function componentsOf(passages: readonly Passage[]): Document['components'] {
  const kinds = [...new Set(passages.map((passage) => passage.component))];
  return kinds.flatMap((kind) => {
    const own = passages.filter((passage) => passage.component === kind);
    const [first, last] = [own[0], own.at(-1)];
    if (!first || !last) return [];
    return [{ kind, firstLine: first.line, lastLine: last.line, span: { from: first.from, to: last.to } }];
  });
}

/** The place of some words of a reading, as an effect, a citation or a difference has it. */
export function placeOf(
  of: Reading,
  words: string,
): { eId: EId; line: number; span: { from: number; to: number }; text: string } {
  const from = of.text.source.indexOf(words);
  const passage = of.passages.find((candidate) => candidate.from <= from && from + words.length <= candidate.to);
  if (!passage) throw new Error(`not in the reading: ${words}`);
  return { eId: passage.eId, line: passage.line, span: { from, to: from + words.length }, text: words };
}

export function node(of: Reading): WorkNode {
  const {
    id,
    title,
    annexTitle,
    number,
    issuers,
    jurisdiction,
    type,
    issued,
    officialStatus,
    commences,
    lastDay,
    source,
  } = of.document;
  return {
    id,
    title,
    annexTitle,
    number,
    issuers,
    jurisdiction,
    type,
    issued,
    held: true,
    officialStatus,
    commences,
    lastDay,
    snapshot: source.sha256,
  };
}

export function citedNode(id: string, title: string, number: string | null): WorkNode {
  return {
    id: work(id),
    title,
    annexTitle: null,
    number,
    issuers: [],
    jurisdiction: { gb2260: null, iso: null, province: null, city: null, district: null },
    type: null,
    issued: null,
    held: false,
    officialStatus: null,
    commences: null,
    lastDay: null,
    snapshot: null,
  };
}

export function row(of: WorkNode, fields: Partial<StatusRow> = {}): StatusRow {
  const { id, title, number, held, officialStatus } = of;
  return {
    id,
    title,
    number,
    held,
    status: held ? 'in-force' : 'unknown',
    implied: false,
    since: null,
    until: null,
    reason: null,
    chain: [],
    officialStatus,
    disagrees: false,
    ...fields,
  };
}

/** A repeal by a reading of another work, with the words that make it. */
export function repeal(of: Reading, words: string, target: WorkNode): Effect {
  const { line, span } = placeOf(of, words);
  return {
    id: `repeals ${target.id}`,
    type: 'repeals',
    target: { title: target.title, number: target.number, provisions: 'whole', work: target.id },
    date: of.document.commences.date,
    dateBasis: 'with-commencement',
    asserted: true,
    scope: 'document',
    component: 'body',
    line,
    quote: words,
    span,
    rule: 'repeal.simultaneous',
  };
}

export function difference(
  id: string,
  kind: Difference['kind'],
  a: Difference['a'],
  b: Difference['b'],
  fields: Partial<Difference> = {},
): Difference {
  return { id, kind, slot: null, material: false, reason: kind === 'substantive' ? 'wording' : null, a, b, ...fields };
}

export function comparison(
  a: string,
  b: string,
  differences: readonly Difference[],
  fields: Partial<Comparison> = {},
): Comparison {
  return {
    a: { id: a },
    b: { id: b },
    exact: true,
    pairs: [],
    differences,
    summary: countDifferences(differences),
    ...fields,
  };
}

/** A template of paragraphs with `{{slots}}`, one a line. */
export function template(family: string, paragraphs: readonly Paragraph[], variables: Template['variables']): Template {
  let offset = 0;
  const passages = paragraphs.map(([component, id, label, content], index): TemplatePassage => {
    const text = label + content;
    const from = offset;
    offset += text.length + 1;
    return {
      eId: eId(id),
      component,
      path: label === '' ? [] : [label],
      text,
      optionalFor: null,
      line: index + 1,
      span: { from, to: from + text.length },
    };
  });
  return { family, path: `pipelines/families/${family}/template.md`, edition: '2023-03', variables, passages };
}

export function family(of: Template, members: FamilyReport['members'], missing: readonly WorkId[] = []): FamilyReport {
  const declared = [...members.map((member) => member.id), ...missing];
  return {
    declaration: {
      id: of.family,
      title: '征收事项公告',
      titleEn: 'Collection notices',
      members: declared,
      template: of,
    },
    members,
    missing,
  };
}

/** A course that says on every day what the row says. */
function steadyCourse({ status, implied, since, until, reason, disagrees, provisions }: StatusRow): StatusPeriod[] {
  return [{ from: null, status, implied, since, until, reason, disagrees, ...(provisions ? { provisions } : {}) }];
}

/** As the row says up to its last day, then lapsed. */
function endingCourse(entry: StatusRow): StatusPeriod[] {
  const [present] = steadyCourse(entry);
  const from = addDays(entry.until!, 1);
  return [present!, { ...present!, from, status: 'lapsed', implied: false, since: from, until: null }];
}

export function run(readings: readonly Reading[], fields: Partial<RunReport> = {}): RunReport {
  const nodes = readings.map(node);
  const audit = fields.audit ?? nodes.map((entry) => row(entry));
  return {
    pipeline: 'nightly',
    asOf: date('2023-06-30'),
    since: null,
    toolVersion: '0.1.0',
    rulesSha256: sha('rules'),
    captures: [{ path: 'captures/made-up.txt', sha256: sha('capture'), bytes: 1234, documents: readings.length }],
    readings,
    novelty: new Map(readings.map(({ document }) => [document.id, 'new' as const])),
    graph: { nodes, effects: [], citations: [], openEnds: [] },
    families: [],
    audit,
    courses: new Map([
      ...audit.map((entry) => [entry.id, steadyCourse(entry)] as const),
      ...(fields.expiring ?? []).map((entry) => [entry.id, endingCourse(entry)] as const),
    ]),
    uncounted: new Map(),
    changes: [],
    expiring: [],
    findings: [],
    reviews: new Map(),
    versions: new Map(),
    gates: [],
    ...fields,
  };
}
