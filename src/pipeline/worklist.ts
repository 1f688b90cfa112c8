import type { Clause, Document } from '../model/document.js';
import type { FamilyReport } from '../model/difference.js';
import type { Graph, WorkNode } from '../model/graph.js';
import type { WorkId } from '../model/ids.js';
import { exitCode, JiaokanError } from '../model/message.js';
import type { ReviewItem } from '../model/output.js';
import type { CommitId } from '../model/recording.js';
import { judge, type Judged, listReviewables, type Reviewable } from '../model/reviewable.js';
import type { Store } from '../store/store.js';

/** What can be decided on, as the newest revision records it. */
export interface Worklist {
  readonly revision: CommitId;
  readonly graph: Graph;
  readonly families: readonly FamilyReport[];
  readonly judged: readonly Judged[];
}

/**
 * What the last run recorded and what people decided on it. Read from the history alone: it needs no capture and takes
 * no longer for reading them all again, and a reviewer decides on what the night counted.
 *
 * @param declared ids of the families that the pipeline has now; what is recorded of others is no longer asked
 * @throws JiaokanError `review/nothing-recorded` (exit 2)
 */
export async function readWorklist(store: Store, declared: ReadonlySet<string>): Promise<Worklist> {
  const revision = await store.revision();
  const graph = await store.readGraph(revision);
  if (revision === null || graph.nodes.length === 0) {
    const message = `${store.path} holds no run yet; "jiaokan run" records what can be reviewed`;
    throw new JiaokanError('review/nothing-recorded', message, exitCode.usage);
  }
  const recorded = await store.readFamilies(revision);
  const families = recorded.filter(({ declaration }) => declared.has(declaration.id));
  const reviews = new Map((await store.readReviews(revision)).map((review) => [review.id, review]));
  return { revision, graph, families, judged: judge(listReviewables(families, graph), reviews) };
}

/**
 * The one thing that a name on the command line means: a whole subject, its id (`d-3b1c1e6286aa`), or a start of the id
 * that no other has.
 *
 * @throws JiaokanError `review/unknown-subject`, `review/ambiguous-subject` (exit 2)
 */
export function findJudged(among: readonly Judged[], name: string): Judged {
  const found = matching(among, name);
  const [first] = found;
  if (first && found.length === 1) return first;
  if (!first) {
    const message = `"${name}" is nothing that can be reviewed now; "jiaokan review list --all" lists what is`;
    throw new JiaokanError('review/unknown-subject', message, exitCode.usage);
  }
  const candidates = found.slice(0, mostCandidates).map(({ item }) => `\n  ${item.subject}`);
  const more = found.length > mostCandidates ? `\n  … and ${String(found.length - mostCandidates)} more` : '';
  const message = `"${name}" may be ${String(found.length)} things; type more of the id, name one of them, or narrow it with --work:${candidates.join('')}${more}`;
  throw new JiaokanError('review/ambiguous-subject', message, exitCode.usage);
}

/** Candidates that a message names. */
const mostCandidates = 10;

/** The shortest start of an id that is worth typing: fewer digits would soon be taken by something new. Guessed. */
const shortestKey = 8;

function matching(among: readonly Judged[], name: string): readonly Judged[] {
  const bySubject = among.filter(({ item }) => item.subject === name);
  if (bySubject.length > 0) return bySubject;
  const byKey = among.filter(({ item }) => item.key === name);
  if (byKey.length > 0) return byKey;
  if (!/^[deo]-[0-9a-f]*$/.test(name)) return [];
  const started = among.filter(({ item }) => item.key.startsWith(name));
  const [only] = started;
  // With few digits what is meant today is another thing tomorrow.
  if (only && started.length === 1 && name.length < shortestStart) throw tooShort(name, only);
  return started;
}

/** Characters of the shortest start that is taken: the letter, the dash and three digits. */
const shortestStart = 5;

function tooShort(name: string, { item }: Judged): JiaokanError {
  const message = `"${name}" is too short to name one thing for good; type at least ${item.key.slice(0, shortestKey)}`;
  return new JiaokanError('review/ambiguous-subject', message, exitCode.usage);
}

/** The name to type for each: the shortest start of its id that no other has, or the whole subject where two share it. */
function shortNames(judged: readonly Judged[]): (item: Reviewable) => string {
  const taken = new Map<string, number>();
  const starts = ({ key }: Reviewable): readonly string[] =>
    Array.from({ length: Math.max(1, key.length - shortestKey + 1) }, (_, more) => key.slice(0, shortestKey + more));
  for (const { item } of judged) for (const start of starts(item)) taken.set(start, (taken.get(start) ?? 0) + 1);
  return (item) => starts(item).find((start) => taken.get(start) === 1) ?? item.subject;
}

/** Says what each thing is and where it stands, with the names of the whole list. Reads the documents of these alone. */
export async function describeItems(
  store: Store,
  { revision, graph, judged: all }: Worklist,
  judged: readonly Judged[],
): Promise<readonly ReviewItem[]> {
  const works = [...new Set(judged.map(({ item }) => item.work))];
  const documents = await Promise.all(works.map((id) => store.readDocument(revision, id)));
  const documentOf = new Map(works.map((id, index) => [id, documents[index] ?? null]));
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const nameOf = shortNames(all);
  return judged.map((each) => itemOf(each, nameOf(each.item), nodes, documentOf));
}

function itemOf(
  { item, decisions, standing, waits }: Judged,
  id: string,
  nodes: ReadonlyMap<WorkId, WorkNode>,
  documentOf: ReadonlyMap<WorkId, Document | null>,
): ReviewItem {
  const { subject, work, of } = item;
  const node = nodes.get(work);
  const document = documentOf.get(work) ?? null;
  const name = { subject, id, of, work, title: node?.title ?? null, number: node?.number ?? null };
  return { ...name, ...contentOf(item, document), standing, waits, decisions };
}

type Content = Pick<ReviewItem, 'kind' | 'contradicts' | 'what' | 'family' | 'clause' | 'line' | 'quote' | 'template'>;

function contentOf(item: Reviewable, document: Document | null): Content {
  switch (item.of) {
    case 'difference': {
      const { kind, reason, slot, a, b } = item.difference;
      const { family, contradicts } = item;
      const place = { clause: findClause(document, ({ eId }) => eId === b.eId), line: b.line };
      return { kind, contradicts, what: reason ?? slot, family, ...place, quote: b.text, template: a.text };
    }
    case 'open-end': {
      const { kind, text, line, quote } = item.openEnd;
      return { ...plain, kind, what: text, line, clause: clauseAt(document, line), quote };
    }
    case 'effect': {
      const { type, target, line, quote } = item.record.effect;
      const what = 'class' in target ? target.class : (target.work ?? target.number ?? target.title);
      return { ...plain, kind: type, what, line, clause: clauseAt(document, line), quote };
    }
  }
}

const plain = { contradicts: false, family: null, template: null } as const;

/** The innermost clause that begins last at or above a line. */
function clauseAt(document: Document | null, line: number): ReviewItem['clause'] {
  return findClause(document, (clause) => clause.line <= line);
}

/** The last clause of a text, parents before their children, that is meant; null where none is or no text is at hand. */
function findClause(document: Document | null, isMeant: (clause: Clause) => boolean): ReviewItem['clause'] {
  const below = (clauses: readonly Clause[], labels: readonly string[]): readonly [Clause, readonly string[]][] =>
    clauses.flatMap((clause): readonly [Clause, readonly string[]][] => {
      const path = clause.label === null ? labels : [...labels, clause.label];
      return [[clause, path], ...below(clause.children, path)];
    });
  const found = below(document?.clauses ?? [], []).findLast(([clause]) => isMeant(clause));
  if (!found) return null;
  const [{ eId, component }, path] = found;
  return { eId, component, path };
}
