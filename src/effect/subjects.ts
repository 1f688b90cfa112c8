import { sign } from '../model/encoding.js';
import type { EffectWords } from '../model/rules.js';
import type { EncodedSentence } from './encode.js';
import type { Governed } from './government.js';
import { stripAround } from './parts.js';
import type { FoundVerb } from './verbs.js';

/** Longest words for whom or where a document ends (guessed). */
const longestSubject = 40;

const behind = new RegExp(`^于(?!${sign.date}|${sign.issue}|本|全)[^,;:]{2,${String(longestSubject)}}`);
const between = new RegExp(
  `(?:对|在(?!全|本))[^,;:${sign.document}${sign.selfDocument}]{2,${String(longestSubject)}}$`,
);

/** 《甲》不再适用于小微企业: the verb says behind it for whom. */
export function isLimitedBehind({ code }: EncodedSentence, { to }: FoundVerb): boolean {
  return behind.test(code.slice(to));
}

/**
 * Where the words start that say, right before the verb, for whom or where it is done (《甲》对小微企业停止执行); null
 * where none do.
 */
export function limitBefore({ code }: EncodedSentence, { from }: FoundVerb, words: EffectWords): number | null {
  const text = stripAround(code.slice(Math.max(0, from - longestSubject), from), words);
  const match = between.exec(text);
  return match ? code.lastIndexOf(match[0], from) : null;
}

/** 对个体工商户不再执行《甲》, 执行本准则的企业,不再执行《甲》: who no longer follows it stands before the verb. */
export function isLimitedByLead(
  { code }: EncodedSentence,
  start: number,
  { from }: FoundVerb,
  words: EffectWords,
): boolean {
  const lead = stripAround(code.slice(start, from), words);
  const subject = lead.slice(Math.max(...[...',;:'].map((mark) => lead.lastIndexOf(mark))) + 1);
  if (subject.length > longestSubject || /^(?:各|我|全|有关|在[全本])/.test(subject)) return false;
  return /^[对在]./.test(subject) || words.subjects.some((noun) => subject.endsWith(noun));
}

/** For some only: of a whole document it is not said which part of it is left. */
export function limited(governed: Governed): Governed {
  return {
    ...governed,
    documents: governed.documents.map((document) =>
      document.part.extent === 'whole' ? { ...document, part: { extent: 'unspecified', provisions: [] } } : document,
    ),
  };
}
