import { compareText } from '../model/text.js';
import type { IsoDate } from '../model/date.js';
import { daysBetween } from '../model/date.js';
import type { CitationRecord, EffectRecord, Finding, Graph, RefusalReason, StatusRow } from '../model/graph.js';
import type { WorkId } from '../model/ids.js';
import type { Severity } from '../model/message.js';
import { type Decided, undecided } from '../model/review.js';
import { extentOf } from './acts.js';
import { comingEnds, isEnded } from './changes.js';
import { endings } from './force.js';
import { compareLabel } from './labels.js';
import { type GraphIndex, indexGraph, isAsserted, targetWork } from './lookup.js';
import { type Lives, settle } from './settle.js';
import { rowOf } from './status.js';

/** How far ahead an end is a finding: the middle one of the 30, 90 and 180 days that users ask about. */
const expiringWithinDays = 90;

/** What the checks look at: the graph, its settled lives, and the audit of the day. */
interface Corpus {
  readonly index: GraphIndex;
  readonly settled: Lives;
  readonly rows: ReadonlyMap<WorkId, StatusRow>;
  readonly asOf: IsoDate;
}

/** One check over the corpus. */
type Check = (corpus: Corpus) => readonly Finding[];

/**
 * The findings about the lifecycle of a corpus on a day, sorted by document, place and code. `work` is the document a
 * finding is about, `path` and `line` are where its evidence stands, which may be another document's capture.
 *
 * @param decided what people accepted and rejected; nothing by default
 */
export function findingsOf(graph: Graph, asOf: IsoDate, decided: Decided = undecided): Finding[] {
  const index = indexGraph(graph);
  const settled = settle(index, decided);
  const rows = new Map([...settled.lives.values()].map((life) => [life.id, rowOf(life, asOf)]));
  const corpus: Corpus = { index, settled, rows, asOf };
  return checks.flatMap((check) => check(corpus)).sort(compareFindings);
}

const checks: readonly Check[] = [
  retroactiveStarts,
  endsBeforeStart,
  labels,
  endsAhead,
  basesGone,
  overrides,
  reportedEnds,
  selfRepeals,
  refusedEffects,
];

/** 自2022年9月21日起施行, issued on 2023-03-13. */
function retroactiveStarts(corpus: Corpus): readonly Finding[] {
  const { settled, asOf } = corpus;
  return [...settled.lives.values()].flatMap((life) => {
    const { issued, commences } = life.node;
    if (!commences?.retroactive || !commences.date || !issued || issued > asOf) return [];
    const days = daysBetween(commences.date, issued);
    const text = `starts on ${commences.date}, ${days} days before it was issued on ${issued}${said(life.opening.startRecord)}`;
    return [findingAt(corpus, 'status/retroactive', 'warning', life.id, life.opening.startRecord, text)];
  });
}

function endsBeforeStart(corpus: Corpus): readonly Finding[] {
  const { settled } = corpus;
  return [...settled.lives.values()].flatMap((life) => {
    const { start, lastDay, endRecord } = life.opening;
    if (start === null || lastDay === null || lastDay >= start) return [];
    const text = `its last day ${lastDay} lies before its first day ${start}${said(endRecord)}; its status is unknown`;
    return [findingAt(corpus, 'status/expiry-before-start', 'error', life.id, endRecord, text)];
  });
}

/** The label of the portal against the computed status, both with their evidence. */
function labels(corpus: Corpus): readonly Finding[] {
  return [...corpus.rows.values()].flatMap((row): readonly Finding[] => {
    if (row.officialStatus === null) return [];
    switch (compareLabel(row.officialStatus, row.status)) {
      case 'agrees':
        return [];
      case 'unreadable': {
        const text = `the portal's label “${row.officialStatus}” is none that can be compared`;
        return [findingAt(corpus, 'status/label-unreadable', 'info', row.id, null, text)];
      }
      case 'disagrees':
        return [labelDisagrees(corpus, row, row.officialStatus)];
    }
  });
}

function labelDisagrees(corpus: Corpus, row: StatusRow, label: string): Finding {
  const record = corpus.index.effectsOn.get(row.id)?.find((effect) => isReason(effect, row)) ?? null;
  const evidence = record ? `: ${sourceOf(record)}` : '';
  const text = `the portal says “${label}”, but on ${corpus.asOf} the document is ${statusText(row)}${evidence}`;
  return findingAt(corpus, 'status/label-disagrees', 'warning', row.id, record, text);
}

function endsAhead(corpus: Corpus): readonly Finding[] {
  const { settled, asOf } = corpus;
  return comingEnds([...settled.lives.values()], asOf, expiringWithinDays).map(({ life, lastDay, stretch }) => {
    const left = daysBetween(asOf, lastDay);
    const text = `in force until ${lastDay} (${left} days left), then ${stretch.status}${said(stretch.reason)}`;
    return findingAt(corpus, 'status/expiring', 'warning', life.id, stretch.reason, text);
  });
}

/** A document that still holds, but was made under one that does not. */
function basesGone({ index, rows }: Corpus): readonly Finding[] {
  const findings: Finding[] = [];
  for (const [citing, citations] of index.citationsBy) {
    const row = rows.get(citing);
    if (!row?.held || !holdsNow(row)) continue;
    const seen = new Set<WorkId>();
    for (const record of citations) {
      const { kind, work } = record.citation;
      const basis = work === null ? undefined : rows.get(work);
      if (kind !== 'based-on' || !basis || basis.id === citing || !isEnded(basis.status) || seen.has(basis.id))
        continue;
      seen.add(basis.id);
      findings.push(basisGone(record, basis));
    }
  }
  return findings;
}

function basisGone(record: CitationRecord, basis: StatusRow): Finding {
  const { text: cited, line } = record.citation;
  const why = basis.reason ? ` by ${basis.reason.by}, line ${basis.reason.line}: “${basis.reason.quote}”` : '';
  const text = `rests on “${cited}” (${basis.id}), which is ${statusText(basis)}${why}`;
  return { code: 'status/basis-gone', severity: 'warning', work: record.citing, path: record.path, line, text };
}

/** 与本公告不一致的，以本公告为准: it ends nothing by itself, a person has to say what it overrides. */
function overrides(corpus: Corpus): readonly Finding[] {
  const { index, rows } = corpus;
  const records = [...index.effectsBy.values()].flat();
  return records.flatMap((record) => {
    const row = rows.get(record.affecting);
    if (record.effect.type !== 'prevails' || !isAsserted(record.effect) || !row || isEnded(row.status)) return [];
    const text = `overrides rules that it does not name; nothing ends by it without review${said(record)}`;
    return [findingAt(corpus, 'status/prevails', 'warning', record.affecting, record, text)];
  });
}

/** An end that somebody tells of and nobody does: evidence to show, no reason to end a document. */
function reportedEnds(corpus: Corpus): readonly Finding[] {
  const { index, rows, asOf } = corpus;
  const findings = new Map<string, Finding>();
  for (const [target, records] of index.effectsOn) {
    const row = rows.get(target);
    if (!row || isEnded(row.status)) continue;
    for (const record of records) {
      const key = JSON.stringify([target, record.affecting, record.effect.type]);
      if (!isReportedEnd(record, row, asOf) || findings.has(key)) continue;
      const when = record.effect.date ? ` on ${record.effect.date}` : '';
      const text = `its end${when} is reported, but nothing that is known ends it; status stays ${row.status}: ${sourceOf(record)}`;
      findings.set(key, findingAt(corpus, 'status/reported-end', 'info', target, record, text));
    }
  }
  return [...findings.values()];
}

function isReportedEnd(record: EffectRecord, row: StatusRow, asOf: IsoDate): boolean {
  const { effect } = record;
  const extent = extentOf(effect);
  if (endings[effect.type] === undefined || isAsserted(effect) || extent === null) return false;
  if (extent !== 'whole' && row.status === 'partially-in-force') return false;
  if (effect.date === null) return true;
  // An expiry names the last day in force, the others the first day without.
  return effect.type === 'expires' ? effect.date < asOf : effect.date <= asOf;
}

/** 本办法自2025年1月1日起废止: counted as its own end, but most self-repeals are a predecessor of the same title. */
function selfRepeals(corpus: Corpus): readonly Finding[] {
  return [...corpus.settled.lives.values()].flatMap(({ id, acts }) =>
    acts.flatMap(({ kind, day, record }): readonly Finding[] => {
      if (kind !== 'end' || record?.affecting !== id || record.effect.type === 'expires') return [];
      const text = `repeals itself from ${day} on, and that is counted: “${record.effect.quote}”`;
      return [findingAt(corpus, 'status/self-repeal', 'warning', id, record, text)];
    }),
  );
}

const refusals: Readonly<Record<RefusalReason, { severity: Severity; text: string }>> = {
  'never-in-force': { severity: 'info', text: 'does not count: its document was not in force for it to happen' },
  'before-target': { severity: 'warning', text: 'does not count: both it and its document are older than its target' },
  'on-itself': { severity: 'warning', text: 'does not count: the document would do it to itself on the day it starts' },
  contested: {
    severity: 'warning',
    text: 'does not count: its maker is not known to have a say over the target, and nobody has accepted it',
  },
  rejected: { severity: 'info', text: 'does not count: a person rejected it' },
};

function refusedEffects(corpus: Corpus): readonly Finding[] {
  const { settled } = corpus;
  return settled.refusals.map(({ record, target, reason }) => {
    const { severity, text } = refusals[reason];
    return findingAt(
      corpus,
      refusalCode(record, reason),
      severity,
      target,
      record,
      `“${record.effect.type}” ${text}: ${sourceOf(record)}`,
    );
  });
}

function refusalCode(record: EffectRecord, reason: RefusalReason): string {
  switch (reason) {
    case 'never-in-force':
      return 'status/stillborn-effect';
    case 'before-target':
      return 'status/effect-before-target';
    case 'contested':
      return 'status/contested-authority';
    case 'rejected':
      return 'status/rejected-effect';
    case 'on-itself':
      return endings[record.effect.type] ? 'status/self-repeal' : 'status/self-effect';
  }
}

/** In force in some way on the day. */
function holdsNow(row: StatusRow): boolean {
  const { status } = row;
  return status === 'in-force' || status === 'amended' || status === 'partially-in-force';
}

function statusText(row: StatusRow): string {
  return row.since === null ? row.status : `${row.status} since ${row.since}`;
}

/** Which document says so, where, and in what words. */
function sourceOf(record: EffectRecord): string {
  return `${record.affecting}, line ${record.effect.line}: “${record.effect.quote}”`;
}

function said(record: EffectRecord | null): string {
  return record ? `: “${record.effect.quote}”` : '';
}

function isReason(record: EffectRecord, row: StatusRow): boolean {
  const { reason } = row;
  return (
    reason !== null &&
    targetWork(record.effect) === row.id &&
    record.affecting === reason.by &&
    record.effect.type === reason.type &&
    record.effect.line === reason.line &&
    record.effect.quote === reason.quote
  );
}

/** A finding at the place of an effect; without one, in the capture of the document, as far as it is known. */
function findingAt(
  { index }: Corpus,
  code: string,
  severity: Severity,
  work: WorkId,
  at: EffectRecord | null,
  text: string,
): Finding {
  const path = at?.path ?? index.effectsBy.get(work)?.[0]?.path ?? index.citationsBy.get(work)?.[0]?.path ?? null;
  return { code, severity, work, path, line: at?.effect.line ?? null, text };
}

function compareFindings(one: Finding, other: Finding): number {
  return (
    compareText(one.work ?? '', other.work ?? '') ||
    compareText(one.path ?? '', other.path ?? '') ||
    (one.line ?? 0) - (other.line ?? 0) ||
    compareText(one.code, other.code) ||
    compareText(one.text, other.text)
  );
}
