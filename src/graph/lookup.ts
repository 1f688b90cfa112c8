import { compareText } from '../model/text.js';
import type { Effect, NamedTarget } from '../model/document.js';
import type { CitationRecord, EffectRecord, Graph, WorkNode } from '../model/graph.js';
import type { WorkId } from '../model/ids.js';

/** A graph by its documents. Lists are in one order, whatever the order of the graph: affecting document, then place. */
export interface GraphIndex {
  /** Sorted by id. */
  readonly nodes: ReadonlyMap<WorkId, WorkNode>;
  /** What is done to a document (resolved targets only), also by itself. */
  readonly effectsOn: ReadonlyMap<WorkId, readonly EffectRecord[]>;
  /** What a document does, resolved or not. */
  readonly effectsBy: ReadonlyMap<WorkId, readonly EffectRecord[]>;
  readonly citationsBy: ReadonlyMap<WorkId, readonly CitationRecord[]>;
  /** Effects that their maker is not known to have a say for, by id, each with the id of its open end. */
  readonly contested: ReadonlyMap<string, string>;
}

/** Indexes a graph once: linear in its size but for the sorting. */
export function indexGraph(graph: Graph): GraphIndex {
  const nodes = [...graph.nodes].sort((one, other) => compareText(one.id, other.id));
  const effects = [...graph.effects].sort(compareEffects);
  const citations = [...graph.citations].sort(compareCitations);
  return {
    nodes: new Map(nodes.map((node) => [node.id, node])),
    effectsOn: groupBy(effects, (record) => targetWork(record.effect)),
    effectsBy: groupBy(effects, (record) => record.affecting),
    citationsBy: groupBy(citations, (record) => record.citing),
    contested: new Map(graph.openEnds.flatMap(({ id, effect }) => (effect === undefined ? [] : [[effect, id]]))),
  };
}

/** The target that has a name, null for a class of rules. */
export function namedTarget(effect: Effect): NamedTarget | null {
  return 'class' in effect.target ? null : effect.target;
}

/** The document an effect is about, null where it was not found or where only a class is named. */
export function targetWork(effect: Effect): WorkId | null {
  return namedTarget(effect)?.work ?? null;
}

/** Does it, rather than tells of it. A 解读 only reports, whatever its words (domain: 解读). */
export function isAsserted(effect: Effect): boolean {
  return effect.asserted && effect.component !== 'interpretation';
}

/** By affecting document, then by place; a total order but for records that are the same in all that is shown. */
export function compareEffects(one: EffectRecord, other: EffectRecord): number {
  return (
    compareText(one.affecting, other.affecting) ||
    compareText(one.path, other.path) ||
    one.effect.line - other.effect.line ||
    one.effect.span.from - other.effect.span.from ||
    compareText(one.effect.id, other.effect.id) ||
    compareText(one.effect.type, other.effect.type) ||
    compareText(one.effect.date ?? '', other.effect.date ?? '') ||
    compareText(one.effect.quote, other.effect.quote) ||
    compareText(one.snapshot, other.snapshot)
  );
}

function compareCitations(one: CitationRecord, other: CitationRecord): number {
  return (
    compareText(one.citing, other.citing) ||
    compareText(one.path, other.path) ||
    one.citation.line - other.citation.line ||
    one.citation.span.from - other.citation.span.from ||
    compareText(one.citation.work ?? '', other.citation.work ?? '') ||
    compareText(one.citation.text, other.citation.text)
  );
}

function groupBy<T, Key>(items: readonly T[], keyOf: (item: T) => Key | null): ReadonlyMap<Key, readonly T[]> {
  const groups = new Map<Key, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
