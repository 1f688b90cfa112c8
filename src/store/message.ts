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
  const lines = trailers.map(([name, value]) => `${name}: ${String(value).replace(/\s+/g, ' ')}`);
  return `${subjectOf(run)}\n\n${lines.join('\n')}\n`;
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
