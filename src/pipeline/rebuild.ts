import { resolveCitations } from '../cite/resolve.js';
import type { Document, Effect, Reading } from '../model/document.js';
import type { Finding, Graph } from '../model/graph.js';
import type { WorkId } from '../model/ids.js';
import { JiaokanError } from '../model/message.js';
import type { CommitId } from '../model/recording.js';
import { isSameRecord, printLine } from '../store/canonical.js';
import type { Derivation, RecordedDocument } from '../store/evidence.js';
import type { Store } from '../store/store.js';
import { inReadingOrder, withoutText } from './corpus.js';
import { judgeDifference } from './derivation.js';
import { importSource } from './import.js';
import { Realigning } from './realign.js';
import { type RereadCapture, rereadCaptures } from './reread.js';
import type { LoadedRules } from './rules-folder.js';

/** What came of reading everything that is recorded again. */
export interface Rebuilt {
  readonly captures: number;
  /** Of these, the ones that could not be read: taken down, or damaged, which has a finding of its own. */
  readonly unread: number;
  /** Alignments of families that were made again. */
  readonly aligned: number;
  /** Those that were not, as their capture could not be read. */
  readonly unaligned: number;
  /** Works that are only cited, whose nodes were made again. */
  readonly cited: number;
  /**
   * Records that are not what their capture gives. An error where they say they were made by these rules and this
   * version, as nothing but a change from outside explains that. A warning where they were made by others, or where only
   * the works differ that their names stand for, or what is said of works that are only cited: those depend on what else
   * was held when the document was last read.
   */
  readonly findings: readonly Finding[];
}

/**
 * Reads every capture of a revision again by the rules as they are now, and holds each record against what comes of it:
 * clauses, dates, citations, effects, messages. Likewise the alignments of families, against the edition of the template
 * that is recorded, and what the graph says of works that are only cited. That it says what the records say is for
 * `Store.verify`.
 *
 * @param onProgress told the number of captures done
 * @throws JiaokanError `store/damaged` where the records themselves cannot be read
 */
export async function rebuild(
  store: Store,
  at: CommitId | null,
  loaded: LoadedRules,
  onProgress: (done: number) => void = () => undefined,
): Promise<Rebuilt> {
  const derivations = await store.readDerivations(at);
  const realigning = await Realigning.of(store, at, loaded);
  const findings: Finding[] = [];
  const corpus: Reading[] = [];
  const agreeing = new Map<string, Named>();
  let [captures, unread] = [0, 0];
  for await (const capture of rereadCaptures(store, at, loaded.rules)) {
    if (capture.read instanceof JiaokanError) unread += 1;
    for (const recorded of capture.documents) {
      const { document, path } = recorded;
      const again = readAgain(capture, recorded);
      const difference = again === 'unread' ? null : differenceOf(document, again);
      if (difference !== null)
        findings.push(derivedOtherwise(recorded, difference, derivations.get(document.id), loaded));
      if (recorded.isVariant) continue;
      // What cannot be read again takes part as it is recorded, so that the names of others find it.
      corpus.push(withoutText(again === 'unread' || again === null ? document : again));
      if (difference === null) agreeing.set(document.id, { path, names: namesOf(document) });
    }
    realigning.take(capture);
    captures += 1;
    onProgress(captures);
  }
  const { readings, graph } = resolveCitations(inReadingOrder(corpus), loaded.rules);
  const recorded = await store.readGraph(at);
  const resolved = readings.flatMap(({ document }) => resolvedOtherwise(document, agreeing.get(document.id)));
  const explained = new Set(resolved.flatMap(({ work }) => (work === null ? [] : [work])));
  const graphs = [...citedOtherwise(recorded, graph, explained), ...askedOtherwise(recorded, graph, explained)];
  return {
    captures,
    unread,
    aligned: realigning.aligned,
    unaligned: realigning.unaligned,
    cited: recorded.nodes.filter(({ held }) => !held).length,
    findings: [...findings, ...realigning.findings, ...resolved, ...graphs],
  };
}

/** A record with the works that its names stand for. */
interface Named {
  readonly path: string;
  readonly names: string;
}

/** The document as these rules read it; null where they read no such document in its capture. */
function readAgain({ read, source }: RereadCapture, { document }: RecordedDocument): Document | 'unread' | null {
  if (read instanceof JiaokanError) return 'unread';
  const documents = read.readings.map((reading) => reading.document);
  const same = documents.filter(({ id }) => id === document.id);
  const found = same.find(({ source: { textSha256 } }) => textSha256 === document.source.textSha256) ?? same[0];
  if (found) return found;
  // The versions of an imported document have the id of the newest one, whatever each is read as.
  const [only, ...more] = documents;
  return source === importSource && only && more.length === 0 ? { ...only, id: document.id } : null;
}

/** What differs, for people; null for nothing. Names are left out: they are resolved among all documents. */
function differenceOf(recorded: Document, again: Document | null): string | null {
  if (again === null) return 'no such document is read in its capture';
  const [before, after] = [unresolved(recorded), unresolved(again)];
  if (isSameRecord(before, after, true)) return null;
  const differing = differingKeys(before, after).map((key) => describe(key, before, after));
  return `it is read otherwise in its capture: ${differing.join('; ')}`;
}

function differingKeys<T extends object>(before: T, after: T): readonly (keyof T)[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort() as (keyof T)[];
  return keys.filter((key) => !isSameRecord({ it: before[key] }, { it: after[key] }, true));
}

/** `effects (recorded line 12, read line 12)`; other parts by their name alone. */
function describe(key: keyof Document, before: Document, after: Document): string {
  if (key !== 'effects' && key !== 'citations') return key;
  const linesOf = (those: Document, others: Document): string => {
    const known = new Set((others[key] as readonly object[]).map(printLine));
    const lines = those[key].filter((each) => !known.has(printLine(each))).map(({ line }) => String(line));
    return lines.length === 0 ? 'nothing' : `line ${lines.join(', ')}`;
  };
  return `${key} (recorded ${linesOf(before, after)}, read ${linesOf(after, before)})`;
}

/** The message that resolving adds. */
const ambiguous = 'cite/ambiguous';

/** A document as its capture alone gives it. */
function unresolved(document: Document): Document {
  return {
    ...document,
    citations: document.citations.map((citation) => ({ ...citation, work: null })),
    effects: document.effects.map(
      (effect): Effect => ('class' in effect.target ? effect : { ...effect, target: { ...effect.target, work: null } }),
    ),
    messages: document.messages.filter(({ code }) => code !== ambiguous),
  };
}

function namesOf({ citations, effects, messages }: Document): string {
  return printLine([
    citations.map(({ work }) => work),
    effects.map(({ target }) => ('class' in target ? null : target.work)),
    messages.filter(({ code }) => code === ambiguous),
  ]);
}

function derivedOtherwise(
  { document: { id }, path }: RecordedDocument,
  difference: string,
  derivation: Derivation | undefined,
  loaded: LoadedRules,
): Finding {
  const codes = ['store/record-disagrees', 'store/derived-otherwise'] as const;
  return { ...judgeDifference(difference, derivation ?? null, loaded, codes), work: id, path, line: null };
}

function resolvedOtherwise(document: Document, recorded: Named | undefined): readonly Finding[] {
  if (!recorded || recorded.names === namesOf(document)) return [];
  const text = 'its names stand for other works among what is held now; a run that reads it again settles that';
  const { path } = recorded;
  return [{ code: 'store/resolved-otherwise', severity: 'warning', work: document.id, path, line: null, text }];
}

/**
 * Works that are only cited, of which the graph says something else than the documents that name them now.
 *
 * @param explained documents whose names stand for other works, and so what the graph says of the works they named
 */
function citedOtherwise(recorded: Graph, again: Graph, explained: ReadonlySet<WorkId>): readonly Finding[] {
  const nodes = new Map(again.nodes.map((node) => [node.id, node]));
  const named = worksNamedBy(recorded, explained);
  return recorded.nodes.flatMap((node): Finding[] => {
    const found = nodes.get(node.id);
    if (node.held || named.has(node.id) || (found && isSameRecord(node, found, true))) return [];
    const text = found
      ? `the documents that name it now say otherwise: ${differingKeys(node, found).join(', ')}`
      : 'no document that was read again names it';
    return [{ code: 'store/cited-otherwise', severity: 'warning', work: node.id, path: null, line: null, text }];
  });
}

function worksNamedBy({ effects, citations }: Graph, documents: ReadonlySet<WorkId>): ReadonlySet<WorkId | null> {
  return new Set([
    ...effects
      .filter(({ affecting }) => documents.has(affecting))
      .map(({ effect: { target } }) => ('work' in target ? target.work : null)),
    ...citations.filter(({ citing }) => documents.has(citing)).map(({ citation }) => citation.work),
  ]);
}

/** Documents that leave other questions open than the graph says; those whose names differ explain it by that. */
function askedOtherwise(recorded: Graph, again: Graph, explained: ReadonlySet<WorkId>): readonly Finding[] {
  const [before, after] = [questionsOf(recorded), questionsOf(again)];
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((work): Finding[] => {
    if (explained.has(work) || before.get(work)?.join() === after.get(work)?.join()) return [];
    const text = 'it leaves other questions open among what is held now; a run that reads it again settles that';
    return [{ code: 'store/resolved-otherwise', severity: 'warning', work, path: null, line: null, text }];
  });
}

function questionsOf({ openEnds }: Graph): ReadonlyMap<WorkId, readonly string[]> {
  const questions = new Map<WorkId, string[]>();
  for (const { id, work } of openEnds) questions.set(work, [...(questions.get(work) ?? []), id].sort());
  return questions;
}
