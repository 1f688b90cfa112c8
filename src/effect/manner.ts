import { sign } from '../model/encoding.js';
import { farthestManner, untilOf } from './days.js';
import type { EncodedSentence } from './encode.js';
import type { Governed } from './government.js';
import { dayPhrase } from './parts.js';
import type { Act, Place } from './place.js';
import type { Day, Statement } from './statement.js';

/** How an act is done: on which day, and whether here. */
export type Manner = Pick<Statement, 'day' | 'asserted' | 'until'>;

export function mannerOf({ verb, governed }: Act, { sentence, rules }: Place, day: Day): Manner {
  const before = sentence.code.slice(Math.max(0, verb.from - farthestManner), verb.from);
  const conditions =
    verb.verb.effect === 'extends'
      ? rules.words.conditions.filter((word) => !ofTerm.test(word))
      : rules.words.conditions;
  const isConditional = hasCondition(before, conditions) || isJudgedLater(sentence, governed);
  const isTold = verb.told || governed.byAnother === true || tellsOfAnother(sentence, governed.from);
  return {
    day: isConditional || verb.told ? { kind: 'unknown' } : day,
    ...(verb.verb.effect === 'suspends' ? untilOf(sentence) : {}),
    asserted: !isTold && !isConditional,
  };
}

const saidBy = new RegExp(
  `(?<!根据|按照|依照|依据)[${sign.document}${sign.selfDocument}${sign.provisions}](?:已)?(?:规定|明确|指出|提出)[,:]`,
);

/** 根据《关于废止13件规章的决定》,《甲》自D起废止; 《公告》第五条规定,《乙》同时废止: another has done it. */
function tellsOfAnother(sentence: EncodedSentence, to: number): boolean {
  const from = Math.max(0, to - farthestManner);
  if (saidBy.test(sentence.code.slice(from, to))) return true;
  return [...sentence.expressions].some(
    ([unit, found]) =>
      unit >= from &&
      unit < to &&
      found.kind === 'document' &&
      /废止|宣布失效/.test(found.mention.citation.title ?? '') &&
      /(?:根据|按照|依据|依照)[^,]*$/.test(sentence.code.slice(0, unit)),
  );
}

/** 不符合本法规定的文件停止执行: which ones do not fit, somebody has yet to find. 不符合规定的5件文件 are known. */
function isJudgedLater({ code }: EncodedSentence, governed: Governed): boolean {
  const { from, to } = governed.class ?? { from: 0, to: 0 };
  const described = code.slice(from, to);
  return described.includes('不符合') && !/[0-9一二三四五六七八九十百]+(?:件|部|个|项)/.test(described);
}

/** 有效期届满后继续执行: the end of a term is when it goes on, and no condition of that. */
const ofTerm = /[届期]满后|到期后/;

/** Words with the characters of a condition in them. */
const noCondition = /待遇|[接招对看期等优善款]待|待[岗业]|若干/g;

/** 待省级办法出台后,《甲》自行废止: not done yet. 本办法施行后 is no condition. */
function hasCondition(before: string, conditions: readonly string[]): boolean {
  const text = before.replace(new RegExp(dayPhrase, 'g'), '').replace(noCondition, '');
  return conditions.some((word) => text.includes(word));
}
