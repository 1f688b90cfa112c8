import type { EffectRules, EffectVerb, EffectWords } from '../model/rules.js';

/** A verb in an encoded sentence; units of the code. */
export interface FoundVerb {
  readonly verb: EffectVerb;
  readonly from: number;
  readonly to: number;
  /** 已废止, 已被《乙》废止: told of the past. */
  readonly told: boolean;
}

/**
 * The verbs of a sentence that may do something, in order. What is negated, a duty, a power or a procedure is left out.
 * @param title whether the sentence is the title of the document, where 关于…的决定 is what it does
 */
export function findVerbs(code: string, title: boolean, rules: EffectRules): FoundVerb[] {
  const found: FoundVerb[] = [];
  for (const match of code.matchAll(rules.verbPattern)) {
    const verb = rules.verbOf.get(match[0]);
    const from = match.index;
    const to = from + match[0].length;
    if (!verb || (verb.inTitle && !title)) continue;
    const isHeading = from <= longestHeadingLead && isListHeading(code, to);
    if (title ? !/关于/.test(code.slice(0, to)) : !isHeading && isGuarded(code, from, to, rules.guards)) continue;
    found.push({ verb, from, to, told: isTold(code.slice(Math.max(0, from - farthestGuard), from), rules.words) });
  }
  return found;
}

/** 废止的规章:《甲》, 决定废止的文件:《甲》: a heading and its list in one sentence; 废止的 tells of the past elsewhere. */
const listHeading =
  /^(?:现?决定|予以|宣布)*(?:废止|失效)的(?:[^,;:的]{0,10})(?:规章|文件|法规|规定|办法|司法解释)(?:目录|名单)?:$/;
const longestHeadingLead = 8;

function isListHeading(code: string, to: number): boolean {
  return listHeading.test(code.slice(0, code.indexOf(':', to) + 1));
}

/** How far from its verb a guard is looked for, in characters (guessed; a document is one). */
const farthestGuard = 200;

/** The clause that a text ends in, with the one before where it goes on: 应当进行清理,并废止. */
function clauseOf(text: string): string {
  const start = Math.max(text.lastIndexOf(','), text.lastIndexOf(':')) + 1;
  const goesOn = /^[并再]/.test(text.slice(start));
  return goesOn
    ? text.slice(Math.max(text.lastIndexOf(',', start - 2), text.lastIndexOf(':', start - 2)) + 1)
    : text.slice(start);
}

/** 第二条的要求不再执行: what is ended, and nobody who demands it. */
const asNoun = /的(?:要求|建议)/g;

/** 不予废止, 已废止的, 废止前, 修改、废止和解释, 可以决定废止: the verb does nothing here. */
export function isGuarded(code: string, from: number, to: number, guards: EffectRules['guards']): boolean {
  const before = code.slice(Math.max(0, from - farthestGuard), from);
  const after = code.slice(to, to + farthestGuard);
  if (guards.before.some((word) => before.endsWith(word))) return true;
  if (guards.after.some((word) => after.startsWith(word))) return true;
  if (guards.sentence.some((word) => before.includes(word))) return true;
  const clause = clauseOf(before).replace(asNoun, '');
  return guards.clause.some((word) => clause.includes(word));
}

/** Words between 已 and its verb, or 被 and its verb. */
const longestAgent = 24;

function isTold(before: string, words: EffectWords): boolean {
  const clause = before.slice(before.lastIndexOf(',') + 1);
  const stem = stripEnd(clause, words.adverbs);
  if (words.told.some((word) => stem.endsWith(word))) return true;
  const passive = /(?:已|已经|曾)?(?:被|于|由)([^被于由,]*)$/.exec(stem); // 已被《乙》第三条废止, 已于2019年废止
  return passive !== null && /已|曾/.test(passive[0]) && (passive[1]?.length ?? 0) <= longestAgent;
}

/** A text without the words that stand at its end, as often as they do. */
export function stripEnd(text: string, words: readonly string[]): string {
  let stem = text;
  for (;;) {
    const word = words.find((candidate) => stem.endsWith(candidate));
    if (word === undefined) return stem;
    stem = stem.slice(0, -word.length);
  }
}

/** A text without the words that stand at its start, as often as they do. */
export function stripStart(text: string, words: readonly string[]): string {
  let stem = text;
  for (;;) {
    const word = words.find((candidate) => stem.startsWith(candidate));
    if (word === undefined) return stem;
    stem = stem.slice(word.length);
  }
}
