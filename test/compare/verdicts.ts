import { readFileSync } from 'node:fs';
import { compareReadings } from '../../src/compare/collate.js';
import type { Comparison, Difference, Pair } from '../../src/model/difference.js';
import { readCapture } from '../../src/pipeline/capture.js';
import { rules } from '../project-rules.js';
import { readAll } from '../readings.js';
import { drawDifference } from './notation.js';
import { makeVariant, type Planted } from './variants.js';

const bytes = readFileSync(new URL('../../seeds/notices.txt', import.meta.url));
const lines = bytes.toString('utf8').split('\n');

/** The twenty notices, each as a capture of its own. */
export const originals: readonly string[] = readCapture(bytes, 'seeds/notices.txt', rules).readings.map(
  ({ document: { source } }) => lines.slice(source.firstLine - 1, source.lastLine).join('\n'),
);

/** What the comparison made of one planted edit. */
export interface EditVerdict {
  readonly planted: Planted;
  readonly isRight: boolean;
  /** Every difference on the lines of the edit. */
  readonly found: readonly string[];
}

/** What the comparison made of one variant. */
export interface Verdict {
  readonly edits: readonly EditVerdict[];
  /** Differences that no edit explains. */
  readonly unexplained: readonly string[];
}

/** Compares a notice with a variant of it, through the real reading, and holds what is found against the log. */
export function judge(original: string, seed: number): Verdict {
  const variant = makeVariant(original, seed);
  const [a] = readAll(original);
  const [b] = readAll(variant.text);
  if (!a || !b) throw new Error(`variant ${String(seed)} is no notice`);
  const comparison = compareReadings(a, b, rules);
  const explained = new Set<Difference>();
  const edits = variant.log.map((planted) => {
    const own = comparison.differences.filter((difference) => isOn(difference, planted));
    const shared = variant.log.filter(
      (other) => other === planted || other.linesB.some((line) => planted.linesB.includes(line)),
    );
    for (const difference of own) if (shared.some((edit) => answers(difference, edit))) explained.add(difference);
    return { planted, isRight: isRight(planted, own, comparison), found: own.map(drawDifference) };
  });
  const unexplained = comparison.differences.filter((difference) => !explained.has(difference)).map(drawDifference);
  return { edits, unexplained };
}

/** Whether a difference stands on the lines of an edit; an added clause has no line of its own in A. */
function isOn({ reason, a, b }: Difference, { linesA, linesB }: Planted): boolean {
  const inA = reason !== 'added-clause' && linesA.includes(a.line);
  const inB = reason !== 'omitted-clause' && linesB.includes(b.line);
  return inA || inB;
}

/** A difference is what the log says it must be. */
function answers(difference: Difference, { expected }: Planted): boolean {
  if (expected.kind === 'nothing' || difference.kind !== expected.kind) return false;
  return expected.kind !== 'substantive' || expected.reasons.some((reason) => reason === difference.reason);
}

/** How many characters beside the edit itself a difference may show: the rest of a URL or of a long title. */
const mostBeside = 40;

/** It is found as what it is and where it is, and its clause is related as it must be. */
function isRight(planted: Planted, own: readonly Difference[], { pairs }: Comparison): boolean {
  if (planted.expected.kind === 'nothing') return isRelated(planted, pairs); // what is found all the same is unexplained
  if (planted.name === 'blank' && own.length === 0) return true; // the reading may drop it
  return (
    own.some((difference) => answers(difference, planted) && covers(difference, planted)) && isRelated(planted, pairs)
  );
}

/** It shows all that was edited, and not much more. */
function covers({ kind, reason, a, b }: Difference, { was, reads }: Planted): boolean {
  if (kind === 'layout' || reason === 'moved-clause') return true;
  const { head, tail } = commonEnds(was, reads);
  const isShown = (shown: string, edited: string): boolean =>
    holds(shown, edited.slice(head, edited.length - tail)) && shown.length <= edited.length + mostBeside;
  return isShown(a.text, was) && isShown(b.text, reads);
}

/** How much two texts share at their ends: of 全市 and 全巿 only the second character was edited. */
function commonEnds(a: string, b: string): { readonly head: number; readonly tail: number } {
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < most - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  return { head, tail };
}

/** Every character of the edit, in any order: 、《甲》 less may be shown as 《甲》、. */
function holds(shown: string, edited: string): boolean {
  const left = [...shown];
  return [...edited.replace(/\s/g, '')].every((char) => {
    const at = left.indexOf(char);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

function isRelated({ relation, linesA, linesB }: Planted, pairs: readonly Pair[]): boolean {
  if (relation === null) return true;
  return pairs.some(
    (pair) =>
      pair.relation === relation &&
      pair.a.every((ref) => linesA.includes(ref.line)) &&
      pair.b.every((ref) => linesB.includes(ref.line)),
  );
}
