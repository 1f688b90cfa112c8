import type { Document, Reading } from '../model/document.js';
import type { CitationRecord, EffectRecord, Finding, StatusChange, StatusRow, WorkNode } from '../model/graph.js';
import type { FamilyReport } from '../model/difference.js';
import type { WorkId } from '../model/ids.js';
import { judge, type Judged, listReviewables } from '../model/reviewable.js';
import type { RunReport } from '../model/run.js';

/** What one run knows, found by work: so that a page costs what it shows and not the whole corpus. */
export interface Corpus {
  readonly report: RunReport;
  /** The reading that is shown for a work: the first one, as its source is named first in the pipeline. */
  readonly readings: ReadonlyMap<WorkId, Reading>;
  /** Further readings of the same work, from other captures or places. */
  readonly variants: ReadonlyMap<WorkId, readonly Reading[]>;
  readonly nodes: ReadonlyMap<WorkId, WorkNode>;
  readonly rows: ReadonlyMap<WorkId, StatusRow>;
  /** The audit in the order in which pages show it: held documents first, each half in its own order. */
  readonly auditRows: readonly StatusRow[];
  /** Place of a document in `auditRows`, from 0. */
  readonly rowPlaces: ReadonlyMap<WorkId, number>;
  /** What is news of documents that no text names any more. */
  readonly noLongerNamed: ReadonlyMap<WorkId, StatusChange>;
  readonly effectsOf: ReadonlyMap<WorkId, readonly EffectRecord[]>;
  /** By other documents. */
  readonly effectsOn: ReadonlyMap<WorkId, readonly EffectRecord[]>;
  readonly citationsIn: ReadonlyMap<WorkId, readonly CitationRecord[]>;
  /** By other documents. */
  readonly citationsOf: ReadonlyMap<WorkId, readonly CitationRecord[]>;
  readonly findings: ReadonlyMap<WorkId, readonly Finding[]>;
  readonly families: ReadonlyMap<WorkId, readonly FamilyReport[]>;
  /** What can be decided on, by its subject, with what people decided. */
  readonly judged: ReadonlyMap<string, Judged>;
}

/** Sorts what a run found by work. */
export function collateRun(report: RunReport): Corpus {
  const { graph } = report;
  const rows = new Map(report.audit.map((row) => [row.id, row]));
  const auditRows = [...report.audit.filter((row) => row.held), ...report.audit.filter((row) => !row.held)];
  const byWork = groupBy(report.readings, (reading) => reading.document.id);
  return {
    report,
    readings: new Map([...byWork].flatMap(([id, [first]]) => (first ? [[id, first] as const] : []))),
    variants: new Map([...byWork].map(([id, [, ...others]]) => [id, others] as const)),
    nodes: new Map(graph.nodes.map((node) => [node.id, node])),
    rows,
    auditRows,
    rowPlaces: new Map(auditRows.map((row, place) => [row.id, place])),
    noLongerNamed: new Map(report.changes.flatMap((change) => (rows.has(change.id) ? [] : [[change.id, change]]))),
    effectsOf: groupBy(graph.effects, (record) => record.affecting),
    effectsOn: groupBy(graph.effects, targetOfAnother),
    citationsIn: groupBy(graph.citations, (record) => record.citing),
    citationsOf: groupBy(graph.citations, citedByAnother),
    findings: groupBy(report.findings, (finding) => finding.work),
    families: familiesByMember(report.families),
    judged: judgedBySubject(report),
  };
}

/** What can be decided on in a run, by its subject, with what people decided before the run. */
export function judgedBySubject({ families, graph, reviews }: RunReport): ReadonlyMap<string, Judged> {
  return new Map(judge(listReviewables(families, graph), reviews).map((each) => [each.item.subject, each]));
}

/** How a work is called where there is little room: its title, else its number, else its id. */
export function nameOf(corpus: Corpus, id: WorkId): { readonly title: string; readonly number: string | null } {
  const known: Pick<Document, 'title' | 'number'> | undefined =
    corpus.readings.get(id)?.document ?? corpus.nodes.get(id) ?? corpus.rows.get(id);
  const title = known?.title ?? known?.number ?? corpus.noLongerNamed.get(id)?.title ?? id;
  return { title, number: known?.number === title ? null : (known?.number ?? null) };
}

function targetOfAnother(record: EffectRecord): WorkId | null {
  const target = record.effect.target;
  if ('class' in target || target.work === record.affecting) return null;
  return target.work;
}

function citedByAnother(record: CitationRecord): WorkId | null {
  return record.citation.work === record.citing ? null : record.citation.work;
}

function familiesByMember(families: readonly FamilyReport[]): ReadonlyMap<WorkId, readonly FamilyReport[]> {
  const pairs = families.flatMap((family) => family.members.map((member) => ({ family, id: member.id })));
  return new Map(
    [...groupBy(pairs, (pair) => pair.id)].map(([id, group]) => [id, group.map((pair) => pair.family)] as const),
  );
}

/** Groups in order of first appearance; items whose key is null are left out. */
export function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key | null): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
