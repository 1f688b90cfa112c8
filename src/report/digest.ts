import { type Difference, type DifferenceKind, type FamilyReport, type SlotValue } from '../model/difference.js';
import type { StatusChange, StatusRow } from '../model/graph.js';
import type { WorkId } from '../model/ids.js';
import type { Severity } from '../model/message.js';
import { countDifferences, type GateResult, type Novelty, type RunReport } from '../model/run.js';

/** A difference with the family and the member it was found in. */
export interface MemberDifference {
  readonly family: FamilyReport;
  readonly member: WorkId;
  readonly difference: Difference;
}

/** A slot whose value is not the same at all its places in one member. */
export interface Contradiction {
  readonly family: FamilyReport;
  readonly member: WorkId;
  readonly slot: SlotValue;
}

/** What every report tells first: how much there was, what changed, what waits for a person. */
export interface Digest {
  readonly novelty: Readonly<Record<Novelty, number>>;
  readonly newWorks: readonly WorkId[];
  readonly changedWorks: readonly WorkId[];
  readonly changesByDocuments: readonly StatusChange[];
  readonly changesByTime: readonly StatusChange[];
  readonly differences: Readonly<Record<DifferenceKind, number>>;
  readonly substantive: readonly MemberDifference[];
  readonly contradictions: readonly Contradiction[];
  readonly missingMembers: readonly { readonly family: FamilyReport; readonly member: WorkId }[];
  /** Families of which a comparison hit a cap. */
  readonly inexact: readonly FamilyReport[];
  readonly disagreements: readonly StatusRow[];
  readonly findings: Readonly<Record<Severity, number>>;
  /** Effects by type, those that only tell of another document's left out; sorted by type. */
  readonly effects: ReadonlyMap<string, number>;
  readonly held: number;
  readonly citedOnly: number;
  readonly failedGates: readonly GateResult[];
}

/** Counts a run and picks out what needs a person; every list keeps the order of the report. */
export function digestRun(report: RunReport): Digest {
  const works = [...new Set(report.readings.map((reading) => reading.document.id))];
  const withNovelty = (novelty: Novelty) => works.filter((id) => report.novelty.get(id) === novelty);
  const all = allDifferences(report.families);
  const held = report.graph.nodes.filter((node) => node.held).length;
  return {
    novelty: {
      new: withNovelty('new').length,
      changed: withNovelty('changed').length,
      unchanged: withNovelty('unchanged').length,
    },
    newWorks: withNovelty('new'),
    changedWorks: withNovelty('changed'),
    changesByDocuments: report.changes.filter((change) => change.cause === 'document'),
    changesByTime: report.changes.filter((change) => change.cause === 'time'),
    differences: countDifferences(all.map((found) => found.difference)),
    substantive: all.filter((found) => found.difference.kind === 'substantive'),
    contradictions: report.families.flatMap(contradictionsOf),
    missingMembers: report.families.flatMap((family) => family.missing.map((member) => ({ family, member }))),
    inexact: report.families.filter((family) => family.members.some((member) => !member.comparison.exact)),
    disagreements: report.audit.filter((row) => row.disagrees),
    findings: countSeverities(report),
    effects: countEffects(report),
    held,
    citedOnly: report.graph.nodes.length - held,
    failedGates: report.gates.filter((gate) => !gate.passed),
  };
}

function allDifferences(families: readonly FamilyReport[]): MemberDifference[] {
  return families.flatMap((family) =>
    family.members.flatMap((member) =>
      member.comparison.differences.map((difference) => ({ family, member: member.id, difference })),
    ),
  );
}

function contradictionsOf(family: FamilyReport): Contradiction[] {
  return family.members.flatMap((member) =>
    member.slots.filter((slot) => slot.others.length > 0).map((slot) => ({ family, member: member.id, slot })),
  );
}

function countSeverities(report: RunReport): Record<Severity, number> {
  const count = { error: 0, warning: 0, info: 0 };
  for (const finding of report.findings) count[finding.severity] += 1;
  return count;
}

function countEffects(report: RunReport): Map<string, number> {
  const count = new Map<string, number>();
  for (const { effect } of report.graph.effects) {
    if (effect.asserted) count.set(effect.type, (count.get(effect.type) ?? 0) + 1);
  }
  return new Map([...count].sort(([a], [b]) => (a < b ? -1 : 1)));
}
