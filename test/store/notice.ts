import { createHash } from 'node:crypto';
import type { IsoDate } from '../../src/model/date.js';
import type { FamilyReport } from '../../src/model/difference.js';
import type { Effect, Passage, Reading } from '../../src/model/document.js';
import type { Graph, WorkNode } from '../../src/model/graph.js';
import type { EId, Sha256, WorkId } from '../../src/model/ids.js';
import type { ReadSnapshot, Recording } from '../../src/model/recording.js';
import type { Snapshot } from '../../src/model/run.js';
import { findLineStarts } from '../../src/model/text.js';
import { inPrecedence } from '../../src/store/precedence.js';

/** A made-up notice. */
export interface Notice {
  readonly id: string;
  readonly paragraphs: readonly string[];
  /** Page furniture before the text: it moves every line and offset, and is not part of the document. */
  readonly furniture?: string;
  readonly source?: string;
  readonly path?: string;
  /** Ids of works that it repeals, with a quote from its last paragraph. */
  readonly repeals?: readonly string[];
  readonly officialStatus?: string;
}

export const sha256 = (content: string | Uint8Array): Sha256 =>
  createHash('sha256').update(content).digest('hex') as Sha256;
export const workId = (id: string): WorkId => id as WorkId;
export const day = (date: string): IsoDate => date as IsoDate;

const nowhere = { gb2260: '220000', iso: 'CN-JL', province: '吉林省', city: null, district: null };

export function captureOf(notice: Notice): Snapshot {
  const bytes = Buffer.from(sourceOf(notice));
  return {
    sha256: sha256(bytes),
    bytes,
    source: notice.source ?? 'portal',
    path: notice.path ?? `seeds/${notice.id}.txt`,
  };
}

function sourceOf({ furniture = '', paragraphs }: Notice): string {
  return `${furniture}${paragraphs.join('\n')}`;
}

export function readingOf(notice: Notice): Reading {
  const source = sourceOf(notice);
  const shift = notice.furniture?.length ?? 0;
  const text = notice.paragraphs.join('\n');
  const lineStarts = findLineStarts(source);
  const lineShift = findLineStarts(notice.furniture ?? '').length - 1;
  let next = 0;
  const passages = notice.paragraphs.map((paragraph, index): Passage => {
    const from = next;
    next = from + paragraph.length + 1;
    return {
      eId: `para_${index + 1}` as EId,
      component: 'body',
      kind: 'paragraph',
      path: [],
      line: lineShift + index + 1,
      from,
      to: from + paragraph.length,
      labelTo: from,
    };
  });
  const { sha256: capture, path } = captureOf(notice);
  return {
    text: {
      source,
      text,
      at: Uint32Array.from({ length: text.length + 1 }, (_, i) => i + shift),
      repairs: [],
      lineStarts,
    },
    passages,
    document: {
      id: workId(notice.id),
      source: {
        path,
        sha256: capture,
        firstLine: lineShift + 1,
        lastLine: lineShift + notice.paragraphs.length,
        textSha256: sha256(text),
      },
      title: notice.paragraphs[0] ?? null,
      annexTitle: null,
      number: null,
      issuers: ['甲局'],
      jurisdiction: nowhere,
      type: '公告',
      issued: day('2023-03-16'),
      officialStatus: notice.officialStatus ?? null,
      commences: { date: day('2023-03-16'), basis: 'implied', retroactive: false },
      lastDay: null,
      components: [],
      clauses: passages.map(({ eId, kind, component, line, from, to }) => ({
        eId,
        kind,
        label: null,
        heading: null,
        component,
        line,
        span: { from: from + shift, to: to + shift },
        children: [],
      })),
      citations: [],
      notDocuments: [],
      effects: (notice.repeals ?? []).map((target) => repealOf(notice, target, source, lineShift)),
      messages: [],
    },
  };
}

function repealOf({ id, paragraphs }: Notice, target: string, source: string, lineShift: number): Effect {
  const quote = paragraphs.at(-1) ?? '';
  const from = source.lastIndexOf(quote);
  return {
    id: `${id} repeals ${target}`,
    type: 'repeals',
    target: { title: null, number: target, provisions: 'whole', work: workId(target) },
    date: day('2023-03-16'),
    dateBasis: 'on-issue',
    asserted: true,
    scope: 'document',
    component: 'body',
    line: lineShift + paragraphs.length,
    quote,
    span: { from, to: from + quote.length },
    rule: 'repeal.simultaneous',
  };
}

/** The graph over the readings: each held, and what they repeal cited. */
export function graphOf(readings: readonly Reading[]): Graph {
  const held = readings.map(({ document }): WorkNode => {
    const { id, title, annexTitle, number, issuers, jurisdiction, type, issued, officialStatus, commences, lastDay } =
      document;
    const snapshot = document.source.sha256;
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
      snapshot,
    };
  });
  const ids = new Set(held.map(({ id }) => id));
  const effects = readings.flatMap(({ document }) =>
    document.effects.map((effect) => ({
      affecting: document.id,
      snapshot: document.source.sha256,
      path: document.source.path,
      effect,
    })),
  );
  const named = effects.flatMap(({ effect }) =>
    'work' in effect.target && effect.target.work ? [effect.target.work] : [],
  );
  const cited = [...new Set(named)].filter((id) => !ids.has(id)).map(citedNode);
  return { nodes: [...held, ...cited], effects, citations: [], openEnds: [] };
}

export function citedNode(id: WorkId): WorkNode {
  const empty = {
    annexTitle: null,
    issuers: [],
    type: null,
    issued: null,
    officialStatus: null,
    commences: null,
    lastDay: null,
  };
  return { ...empty, id, title: null, number: id, jurisdiction: nowhere, held: false, snapshot: null };
}

const sources = ['portal', 'mirror'];

export function readSnapshotOf(notice: Notice): ReadSnapshot {
  return { snapshot: captureOf(notice), readings: [readingOf(notice)] };
}

/** The notices as a pipeline gives them: in the order in which they count, whatever order they are named in. */
export function capturesOf(notices: readonly Notice[]): readonly ReadSnapshot[] {
  return inPrecedence(notices.map(readSnapshotOf), sources);
}

/** A recording whose captures are all there, so that a test can take some out. */
export type WholeRecording = Recording & { readonly captures: readonly ReadSnapshot[] };

export function recordingOf(notices: readonly Notice[], more: Partial<WholeRecording> = {}): WholeRecording {
  const captures = capturesOf(notices);
  const readings = captures.flatMap((capture) => capture.readings);
  return {
    asOf: day('2023-03-22'),
    changeKind: 'record',
    rulesSha256: sha256('rules'),
    toolVersion: '0.1.0',
    sources,
    captures,
    graph: graphOf(readings),
    families: [],
    ...more,
  };
}

/** A family whose members agree with its template but for one slot. */
export function familyOf(id: string, readings: readonly Reading[]): FamilyReport {
  const template = { family: id, path: `families/${id}/template.md`, edition: '1', variables: [], passages: [] };
  return {
    declaration: {
      id,
      title: '试点',
      titleEn: 'Pilot',
      members: readings.map(({ document }) => document.id),
      template,
    },
    missing: [],
    members: readings.map(({ document }) => {
      const clause = document.clauses[0]!;
      const side = { eId: clause.eId, line: clause.line, span: clause.span, text: document.title ?? '' };
      return {
        id: document.id,
        slots: [],
        comparison: {
          a: { id: `template:${id}` },
          b: { id: document.id },
          exact: true,
          pairs: [],
          differences: [
            {
              id: 'd1',
              kind: 'slot',
              slot: 'title',
              material: false,
              reason: null,
              a: { ...side, line: 1, span: { from: 0, to: 2 } },
              b: side,
            },
          ],
          summary: { slot: 1, editorial: 0, layout: 0, substantive: 0 },
        },
      };
    }),
  };
}
