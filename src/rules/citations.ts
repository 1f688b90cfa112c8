import { z } from 'zod';
import type { CitationRules } from '../model/rules.js';
import { longestFirst } from './order.js';
import { checkYaml } from './yaml.js';

const words = z.array(z.string().min(1));
const example = z.strictObject({ yes: z.string().optional(), no: z.string().optional(), why: z.string().optional() });
const schema = z.strictObject({
  notDocuments: z.array(z.strictObject({ nouns: words, what: z.string() })),
  worksOfArt: words,
  documents: words,
  roles: z.array(
    z.strictObject({
      kind: z.enum(['based-on', 'applies', 'publishes']),
      words,
      examples: z.array(example).min(1, 'a role shows what it catches'),
    }),
  ),
  companions: words,
  series: words,
  notPrefix: words,
  selfWords: words,
  aliasMarkers: words,
});

/** Reads `citations.yaml`. @throws JiaokanError (exit 2) with file, line and column */
export function readCitationRules(file: string, source: string): CitationRules {
  const { value, placeOf } = checkYaml(file, source, schema);
  return {
    notDocuments: value.notDocuments
      .flatMap(({ nouns, what }) => nouns.map((noun) => ({ noun, what })))
      .sort((a, b) => b.noun.length - a.noun.length),
    worksOfArt: value.worksOfArt,
    documents: longestFirst(value.documents),
    roles: value.roles.flatMap(({ kind, words: list }) => list.map((word) => ({ word, kind }))),
    roleExamples: value.roles.flatMap(({ kind, examples }, index) =>
      examples.map((each, at) => ({ ...each, kind, place: placeOf(['roles', index, 'examples', at]) })),
    ),
    companions: longestFirst(value.companions),
    series: seriesPattern(longestFirst(value.series)),
    notPrefix: longestFirst(value.notPrefix),
    selfWords: longestFirst(value.selfWords),
    aliasMarkers: longestFirst(value.aliasMarkers),
  };
}

/** A name of a series with its number: 准则第15号. */
function seriesPattern(names: readonly string[]): RegExp {
  const literal = names.map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|');
  return new RegExp(`(?:${literal || '(?!)'})第[0-9]{1,3}号`, 'gu');
}
