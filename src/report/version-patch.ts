import { createTwoFilesPatch } from 'diff';
import type { DocumentVersion } from '../model/recording.js';

/** Paragraphs around a change; a paragraph is long, and its neighbours are enough to find it. */
const context = 1;
/** Paragraphs added and removed after which the library gives up, as its time grows with their square. */
const maxEditLength = 4_000;

/**
 * What changed from one recorded version to the next, as a unified diff with a line a paragraph; the two are named by the
 * days they were recorded for and their commits.
 */
export function versionPatch(
  [from, before]: readonly [DocumentVersion, string],
  [to, after]: readonly [DocumentVersion, string],
): string {
  const [a, b] = [`${before}\n`, `${after}\n`];
  const patch = createTwoFilesPatch(nameOf(from), nameOf(to), a, b, '', '', { context, maxEditLength });
  return (
    patch?.replace(/^(?:Index: .*\n)?=+\n/, '') ??
    `--- ${nameOf(from)}\n+++ ${nameOf(to)}\n(too much changed to say what)\n`
  );
}

function nameOf({ asOf, commit }: DocumentVersion): string {
  return `${asOf ?? 'undated'}/${commit.slice(0, 12)}`;
}
