import { resolveCitations } from '../cite/resolve.js';
import { auditGraph } from '../graph/status.js';
import type { IsoDate } from '../model/date.js';
import type { Citation, Effect, Reading } from '../model/document.js';
import type { Graph } from '../model/graph.js';
import type { Sha256, WorkId } from '../model/ids.js';
import { JiaokanError } from '../model/message.js';
import type { CommitId } from '../model/recording.js';
import type { Rules } from '../model/rules.js';
import type { Evidence } from '../store/evidence.js';
import type { Store } from '../store/store.js';
import { type ReadCapture, readCapture } from './capture.js';
import { inReadingOrder } from './corpus.js';

/** Something that the recorded history holds otherwise than these rules read it. */
export interface RuleChange {
  readonly what: 'document' | 'effect' | 'citation' | 'status';
  readonly change: 'appears' | 'vanishes' | 'changes';
  readonly work: WorkId;
  readonly line: number | null;
  readonly text: string;
}

/**
 * Reads every capture that is the evidence of a document at a revision again, with other rules, and gives what would
 * come, go or change: documents, effects, citations, and the statuses on a day. Nothing is recorded.
 *
 * @throws JiaokanError of the store (exit 4)
 */
export async function compareRules(
  store: Store,
  at: CommitId | null,
  rules: Rules,
  asOf: IsoDate,
): Promise<readonly RuleChange[]> {
  const recorded = await store.readGraph(at);
  const readings = await rereadDocuments(store, at, recorded, rules);
  const { graph } = resolveCitations(readings, rules);
  return [
    ...changesOf('document', listDocuments(recorded), listDocuments(graph)),
    ...changesOf('effect', listEffects(recorded), listEffects(graph)),
    ...changesOf('citation', listCitations(recorded), listCitations(graph)),
    ...statusChanges(recorded, graph, asOf),
  ];
}

/** The documents of a revision, each read again from the capture that is its evidence. */
async function rereadDocuments(
  store: Store,
  at: CommitId | null,
  recorded: Graph,
  rules: Rules,
): Promise<readonly Reading[]> {
  const evidence = new Map(recorded.nodes.map(({ id, snapshot }) => [id, snapshot]));
  const readings: Reading[] = [];
  for await (const { sha256, documents, read } of rereadCaptures(store, at, rules)) {
    if (read instanceof JiaokanError) throw read;
    if (documents.every(({ isVariant }) => isVariant)) continue;
    read.readings.forEach((reading, index) => {
      const known = evidence.get(reading.document.id);
      // An older text of a document that has another capture by now is not read again.
      if (read.recognised[index] === true && (known === undefined || known === null || known === sha256))
        readings.push(reading);
    });
  }
  return inReadingOrder(readings);
}

/** A capture with the documents it is the evidence of, and what these rules read in it, or why they cannot. */
export interface RereadCapture extends Evidence {
  readonly read: ReadCapture | JiaokanError;
}

/**
 * Reads every capture that is the evidence of a document again, one after the other. One that was taken down, is damaged
 * or is no text by these rules comes with its error.
 *
 * @throws JiaokanError `store/damaged`
 */
export async function* rereadCaptures(store: Store, at: CommitId | null, rules: Rules): AsyncGenerator<RereadCapture> {
  for await (const evidence of store.readEvidence(at)) {
    const path = evidence.documents[0]?.document.source.path ?? evidence.sha256;
    yield { ...evidence, read: await reread(store, at, evidence.sha256, path, rules) };
  }
}

async function reread(
  store: Store,
  at: CommitId | null,
  sha256: Sha256,
  path: string,
  rules: Rules,
): Promise<ReadCapture | JiaokanError> {
  try {
    return readCapture(await store.readCapture(at, sha256), path, rules);
  } catch (error) {
    if (error instanceof JiaokanError) return error;
    throw error;
  }
}

/** A thing by what identifies it, with what is said of it; several alike are counted. */
type Listed = readonly {
  readonly key: string;
  readonly work: WorkId;
  readonly line: number | null;
  readonly text: string;
}[];

function listDocuments(graph: Graph): Listed {
  return graph.nodes
    .filter(({ held }) => held)
    .map(({ id, title }) => ({ key: id, work: id, line: null, text: title ?? id }));
}

function listEffects(graph: Graph): Listed {
  return graph.effects.map(({ affecting, effect }) => ({
    key: `${affecting} ${describeEffect(effect)}`,
    work: affecting,
    line: effect.line,
    text: `${describeEffect(effect)}: “${effect.quote}”`,
  }));
}

function describeEffect({ type, target, date, asserted, scope }: Effect): string {
  const named = 'class' in target ? `(${target.class})` : (target.work ?? target.number ?? target.title ?? '–');
  const extent = 'class' in target || target.provisions === 'whole' ? '' : ` ${JSON.stringify(target.provisions)}`;
  return `${asserted ? '' : 'reported '}${type} ${named}${extent}${date === null ? '' : ` on ${date}`}${scope === 'item' ? ' (item)' : ''}`;
}

function listCitations(graph: Graph): Listed {
  return graph.citations.map(({ citing, citation }) => ({
    key: `${citing} ${String(citation.line)} ${describeCitation(citation)}`,
    work: citing,
    line: citation.line,
    text: describeCitation(citation),
  }));
}

function describeCitation({ kind, text, work, provisions }: Citation): string {
  return [kind, text, ...provisions, work === null ? '(open)' : `= ${work}`].join(' ');
}

function changesOf(what: RuleChange['what'], before: Listed, after: Listed): readonly RuleChange[] {
  const missing = (from: Listed, others: Listed, change: RuleChange['change']): readonly RuleChange[] => {
    const left = new Map<string, number>();
    for (const { key } of others) left.set(key, (left.get(key) ?? 0) + 1);
    return from.flatMap(({ key, work, line, text }) => {
      const count = left.get(key) ?? 0;
      left.set(key, count - 1);
      return count > 0 ? [] : [{ what, change, work, line, text }];
    });
  };
  return [...missing(before, after, 'vanishes'), ...missing(after, before, 'appears')];
}

function statusChanges(before: Graph, after: Graph, asOf: IsoDate): readonly RuleChange[] {
  const was = new Map(auditGraph(before, asOf).map((row) => [row.id, row]));
  return auditGraph(after, asOf).flatMap((row): readonly RuleChange[] => {
    const old = was.get(row.id);
    if (!old || (old.status === row.status && old.since === row.since)) return [];
    const text = `${old.status}${old.since === null ? '' : ` since ${old.since}`} → ${row.status}${row.since === null ? '' : ` since ${row.since}`}`;
    return [{ what: 'status', change: 'changes', work: row.id, line: null, text }];
  });
}
