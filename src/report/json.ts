import type { IsoDate } from '../model/date.js';
import type { Difference, DifferenceKind, FamilyReport, PassageRef, SlotValue } from '../model/difference.js';
import type { Document, Reading } from '../model/document.js';
import type { Finding, OpenEnd, Status, StatusChange, StatusReason, StatusRow } from '../model/graph.js';
import type { WorkId } from '../model/ids.js';
import type { Severity } from '../model/message.js';
import type { GateResult, Novelty, RunReport } from '../model/run.js';
import { collateRun, type Corpus } from './corpus.js';
import { type Digest, digestRun } from './digest.js';

/** `report.json` and `jiaokan run --json`; `schemas/run.schema.json` is made from this type. */
export interface RunOutput {
  readonly schema: 'jiaokan/run@1';
  /** The pipeline file; this and all paths are relative to the folder above that of the pipeline. */
  readonly pipeline: string;
  readonly asOf: IsoDate;
  /** The day changes are counted from; null on a first run. */
  readonly since: IsoDate | null;
  readonly toolVersion: string;
  readonly rulesSha256: string;
  readonly counts: RunCounts;
  readonly captures: RunReport['captures'];
  readonly documents: readonly DocumentRecord[];
  readonly families: readonly FamilyRecord[];
  readonly audit: readonly StatusRow[];
  readonly changes: readonly StatusChange[];
  readonly expiring: readonly { readonly id: WorkId; readonly until: IsoDate | null }[];
  readonly findings: readonly Finding[];
  readonly openEnds: readonly OpenEnd[];
  readonly gates: readonly GateResult[];
}

/** Documents are counted as often as they were read; works once. */
interface RunCounts extends Readonly<Record<Novelty, number>> {
  readonly captures: number;
  readonly documents: number;
  readonly works: number;
  readonly held: number;
  readonly citedOnly: number;
  readonly citations: number;
  /** By type; those that only tell of another document's are left out. */
  readonly effects: Readonly<Record<string, number>>;
  readonly differences: Readonly<Record<DifferenceKind, number>>;
  readonly findings: Readonly<Record<Severity, number>>;
  readonly openEnds: number;
  readonly disagreements: number;
  readonly expiring: number;
  readonly failedGates: number;
}

interface DocumentRecord
  extends Pick<Document, 'id' | 'title' | 'annexTitle' | 'number' | 'issued' | 'commences' | 'lastDay' | 'source'> {
  readonly novelty: Novelty | null;
  readonly status: Status | null;
}

interface FamilyRecord {
  readonly id: string;
  readonly title: string;
  readonly titleEn: string;
  readonly template: { readonly path: string; readonly edition: string };
  readonly members: readonly MemberRecord[];
  /** Declared members that no capture holds. */
  readonly missing: readonly WorkId[];
}

interface MemberRecord {
  readonly id: WorkId;
  /** False where a cap was hit. */
  readonly exact: boolean;
  readonly summary: Readonly<Record<DifferenceKind, number>>;
  readonly substantive: readonly Difference[];
  readonly slots: readonly SlotValue[];
}

/**
 * `report.json`: the run for scripts, `"schema": "jiaokan/run@1"`. Every object is built key by key in a fixed order
 * and lists keep the order of the report, so that the same run gives the same bytes. Ends with a line end.
 */
export function runJson(report: RunReport): string {
  return `${JSON.stringify(runRecord(report), null, 2)}\n`;
}

/** The object behind `report.json`, for `run --json`. */
export function runRecord(report: RunReport): RunOutput {
  const corpus = collateRun(report);
  return {
    schema: 'jiaokan/run@1',
    pipeline: report.pipeline,
    asOf: report.asOf,
    since: report.since,
    toolVersion: report.toolVersion,
    rulesSha256: report.rulesSha256,
    counts: counts(report, digestRun(report)),
    captures: report.captures.map(({ path, sha256, bytes, documents }) => ({ path, sha256, bytes, documents })),
    documents: report.readings.map((reading) => documentRecord(corpus, reading)),
    families: report.families.map(familyRecord),
    audit: report.audit.map(auditRecord),
    changes: report.changes.map(({ id, title, from, to, on, cause, terms }) => ({
      id,
      title,
      from,
      to,
      on,
      cause,
      terms,
    })),
    expiring: report.expiring.map(({ id, until }) => ({ id, until })),
    findings: report.findings.map(({ code, severity, work, path, line, text }) => ({
      code,
      severity,
      work,
      path,
      line,
      text,
    })),
    openEnds: report.graph.openEnds.map(({ id, kind, work, line, quote, text, candidates }) => ({
      id,
      kind,
      work,
      line,
      quote,
      text,
      candidates,
    })),
    gates: report.gates.map(({ gate, limit, counted, passed }) => ({ gate, limit, counted, passed })),
  };
}

function counts(report: RunReport, digest: Digest): RunCounts {
  return {
    captures: report.captures.length,
    documents: report.readings.length,
    new: digest.novelty.new,
    changed: digest.novelty.changed,
    unchanged: digest.novelty.unchanged,
    works: digest.held + digest.citedOnly,
    held: digest.held,
    citedOnly: digest.citedOnly,
    citations: report.graph.citations.length,
    effects: Object.fromEntries(digest.effects),
    differences: digest.differences,
    findings: digest.findings,
    openEnds: report.graph.openEnds.length,
    disagreements: digest.disagreements.length,
    expiring: report.expiring.length,
    failedGates: digest.failedGates.length,
  };
}

function documentRecord(corpus: Corpus, { document }: Reading): DocumentRecord {
  const { id, title, annexTitle, number, issued, source, commences, lastDay } = document;
  return {
    id,
    title,
    annexTitle,
    number,
    issued,
    commences: { date: commences.date, basis: commences.basis, retroactive: commences.retroactive },
    lastDay,
    novelty: corpus.report.novelty.get(id) ?? null,
    status: corpus.rows.get(id)?.status ?? null,
    source: {
      path: source.path,
      sha256: source.sha256,
      firstLine: source.firstLine,
      lastLine: source.lastLine,
      textSha256: source.textSha256,
    },
  };
}

function familyRecord(family: FamilyReport): FamilyRecord {
  const { id, title, titleEn, template } = family.declaration;
  return {
    id,
    title,
    titleEn,
    template: { path: template.path, edition: template.edition },
    members: family.members.map(memberRecord),
    missing: family.missing,
  };
}

function memberRecord(member: FamilyReport['members'][number]): MemberRecord {
  const { exact, summary, differences } = member.comparison;
  return {
    id: member.id,
    exact,
    summary: {
      slot: summary.slot,
      editorial: summary.editorial,
      layout: summary.layout,
      substantive: summary.substantive,
    },
    substantive: differences.filter((difference) => difference.kind === 'substantive').map(differenceRecord),
    slots: member.slots.map(({ variable, value, others, places }) => ({
      variable,
      value,
      others,
      places: places.map(placeRecord),
    })),
  };
}

function differenceRecord({ id, kind, slot, material, reason, a, b }: Difference): Difference {
  return { id, kind, slot, material, reason, a: sideRecord(a), b: sideRecord(b) };
}

function sideRecord({ eId, line, span, text }: Difference['a']): Difference['a'] {
  return { eId, line, span: { from: span.from, to: span.to }, text };
}

function placeRecord({ eId, line }: PassageRef): PassageRef {
  return { eId, line };
}

/** One row of the audit as the contract writes it, with the chain of effects behind it. */
export function auditRecord(row: StatusRow): StatusRow {
  const { id, title, number, held, status, implied, since, until, officialStatus, disagrees } = row;
  return {
    id,
    title,
    number,
    held,
    status,
    implied,
    since,
    until,
    ...(row.provisions ? { provisions: row.provisions } : {}),
    ...(row.declared === undefined ? {} : { declared: row.declared }),
    reason: row.reason && reasonRecord(row.reason),
    officialStatus,
    disagrees,
    chain: row.chain.map(reasonRecord),
  };
}

function reasonRecord({ type, by, line, quote, snapshot }: StatusReason): StatusReason {
  return { type, by, line, quote, snapshot };
}
