import { compareReadings } from '../../src/compare/collate.js';
import type { Comparison, Difference, Pair } from '../../src/model/difference.js';
import { rules } from '../project-rules.js';
import { reading } from './builder.js';

/** Compares two texts given as lines; `issuers` are known as agencies in both. */
export function compareLines(a: readonly string[], b: readonly string[], issuers: readonly string[] = []): Comparison {
  return compareReadings(
    reading(a, { id: 'CN-XX/2023/甲', issuers }),
    reading(b, { id: 'CN-XX/2023/乙', issuers }),
    rules,
  );
}

/** `slot place! 吉林省>河南省`, `substantive modality 应当>可以`, `editorial ,>`; `!` is material. */
export function drawDifference({ kind, slot, material, reason, a, b }: Difference): string {
  const what = [kind, slot ?? reason].filter((part) => part !== null).join(' ');
  const text = (side: string): string => side.replaceAll('\n', '⏎');
  return `${what}${material ? '!' : ''} ${text(a.text)}>${text(b.text)}`;
}

/** The differences of two sentences, each in one line. */
export function differences(a: string, b: string, issuers: readonly string[] = []): string[] {
  return compareLines([a], [b], issuers).differences.map(drawDifference);
}

/** `1=1` the same, `2~2` edited, `3=3,4` split, `1,2=1` joined, `4-` omitted, `+5` added, `6=>9` moved, `7=#7` renumbered. */
export function drawPairs(pairs: readonly Pair[]): string {
  return pairs.map(drawPair).join(' ');
}

function drawPair({ relation, edited, a, b }: Pair): string {
  const [left, right] = [a, b].map((refs) => refs.map((ref) => ref.line).join());
  switch (relation) {
    case 'omitted':
      return `${left}-`;
    case 'added':
      return `+${right}`;
    case 'match':
    case 'split':
    case 'join':
      return `${left}${edited ? '~' : '='}${right}`;
    case 'moved':
      return `${left}${edited ? '~' : '='}>${right}`;
    case 'renumbered':
      return `${left}${edited ? '~' : '='}#${right}`;
  }
}
