import type { Decision, Review } from '../model/review.js';
import type { Takedown } from '../model/takedown.js';
import type { RunRecord } from './layout.js';

/**
 * The message of a run's commit: a subject for people and trailers for tools, which mirror the run's file.
 * `git log --format='%(trailers:key=Run,valueonly)'` reads them.
 */
export function commitMessage(run: RunRecord): string {
  const trailers: readonly (readonly [name: string, value: string | number])[] = [
    ['Run', run.run],
    ['Change-Kind', run.changeKind],
    ['Rules', run.rulesSha256],
    ['Tool', `jiaokan ${run.toolVersion}`],
    ['Documents-Read', run.documentsRead],
    ['Documents-New', run.documentsNew.length],
    ['Documents-Changed', run.documentsChanged.length],
    ['Documents-Reread', run.documentsReread.length],
    ['Captures-Stored', run.capturesStored.length],
  ];
  return messageOf(subjectOf(run), trailers);
}

/** The message of a decision's commit. */
export function reviewMessage({ id }: Review, { by, on, verdict }: Decision): string {
  const trailers = [
    ['Change-Kind', 'review'],
    ['Decided-By', by],
    ['Decided-On', on],
    ['Verdict', verdict],
  ] as const;
  return messageOf(`Record a decision on ${id}`, trailers);
}

/** The message of the commit that takes in decisions which were recorded elsewhere. */
export function reviewsMessage(reviews: readonly Review[]): string {
  const people = [...new Set(reviews.flatMap(({ decisions }) => decisions.map(({ by }) => by)))].sort();
  const trailers = [
    ['Change-Kind', 'review'],
    ['Decided-By', people.join(', ')],
  ] as const;
  return messageOf(`Take in decisions on ${count(reviews.length, 'thing')}`, trailers);
}

/** The message of a takedown's commit; the reason stands in its record, for people. */
export function takedownMessage({ sha256, by, on }: Takedown): string {
  const trailers = [
    ['Change-Kind', 'takedown'],
    ['Ordered-By', by],
    ['Ordered-On', on],
  ] as const;
  return messageOf(`Take down capture ${sha256}`, trailers);
}

function messageOf(subject: string, trailers: readonly (readonly [name: string, value: string | number])[]): string {
  const lines = trailers.map(([name, value]) => `${name}: ${oneLine(String(value))}`);
  return `${oneLine(subject)}\n\n${lines.join('\n')}\n`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

function subjectOf({ asOf, documentsNew, documentsChanged, documentsReread }: RunRecord): string {
  const parts = [
    documentsNew.length > 0 ? `${count(documentsNew.length, 'new document')}` : null,
    documentsChanged.length > 0 ? `${count(documentsChanged.length, 'changed document')}` : null,
    documentsReread.length > 0 ? `${count(documentsReread.length, 'document')} read anew` : null,
  ].filter((part) => part !== null);
  return `Record ${parts.length > 0 ? parts.join(', ') : 'the graph'} as of ${asOf}`;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
