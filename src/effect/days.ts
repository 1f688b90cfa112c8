import { sign } from '../model/encoding.js';
import type { EffectWords } from '../model/rules.js';
import type { EncodedSentence } from './encode.js';
import { dayPhrase } from './parts.js';
import type { Day, Statement } from './statement.js';
import { type FoundVerb, stripEnd } from './verbs.js';

/** How far before a verb its day, its condition and its teller are looked for; a document is one character (guessed). */
export const farthestManner = 1000;

const commencing = /^(?:正式|开始|起)*(?:以.)?(?:施行|实施|生效|执行|试行|印发|发布|公布|颁布|制定|通过|签发)/;

/** The day that belongs to a verb: the last one before it that starts nothing and is no document's own. */
export function dayOf(verb: FoundVerb, sentence: EncodedSentence): Day {
  const { code } = sentence;
  if (verb.verb.date === 'none') return { kind: 'unknown' };
  if (verb.verb.date === 'until') return dayBehindTo(sentence, verb.to);
  let day: Day | null = null;
  let starting: Day | null = null;
  const start = Math.max(0, verb.from - farthestManner);
  for (const match of code.slice(start, verb.from).matchAll(new RegExp(dayPhrase, 'g'))) {
    const at = start + match.index;
    const behind = code.slice(at + match[0].length, at + match[0].length + 12);
    if (commencing.test(behind) && startsOther(code, at, match[0])) starting = dayIn(sentence, at, match[0]);
    if (commencing.test(behind) || !/^(?:自|从|于)|[起后时日]$/.test(match[0])) continue;
    day = dayIn(sentence, at, match[0]);
  }
  const isThen = /同[时步](?:予以|宣布|全文)*$/.test(code.slice(start, verb.from));
  return day ?? dayBehind(sentence, verb.to) ?? (isThen ? starting : null) ?? { kind: 'with-commencement' };
}

/** 现批准《甲规范》,自D起实施,《乙规范》同时废止: the day on which another than this document starts. */
function startsOther(code: string, at: number, phrase: string): boolean {
  return (
    phrase.startsWith(`自${sign.date}`) && !new RegExp(`[${sign.self}${sign.selfDocument}]`).test(code.slice(0, at))
  );
}

const several = new RegExp(`分别(?:自|从|于)?((?:${sign.date}[、和]?){2,})(?:起|开始)?$`);

/** 《甲》、《乙》分别自D1、D2起废止: a day for each, in their order; empty where one day is of all. */
export function severalDaysOf(verb: FoundVerb, sentence: EncodedSentence, words: EffectWords): readonly Day[] {
  const before = stripEnd(sentence.code.slice(Math.max(0, verb.from - farthestManner), verb.from), words.adverbs);
  const run = several.exec(before)?.[1] ?? '';
  const from = sentence.code.lastIndexOf(run, verb.from);
  return [...run].flatMap((code, index) => (code === sign.date ? [dayAt(sentence, from + index)] : []));
}

function dayAt(sentence: EncodedSentence, unit: number): Day {
  const found = sentence.expressions.get(unit);
  return found?.kind === 'date' ? { kind: 'stated', date: found.date } : { kind: 'unknown' };
}

/** 自2021年1月1日起至2023年12月31日暂停实施: the last day. */
export function untilOf(sentence: EncodedSentence): Pick<Statement, 'until'> {
  const at = sentence.code.search(new RegExp(`[至到]${sign.date}`));
  const day = dayAt(sentence, at + 1);
  return at >= 0 && day.kind === 'stated' && day.date !== null ? { until: day.date } : {};
}

const toDay = new RegExp(`^(?:${sign.period},?)?(?:即)?[至到]?`);

/** 延长至D, 延长2年至D: the day behind a verb. */
function dayBehindTo(sentence: EncodedSentence, from: number): Day {
  return dayAt(sentence, from + (toDay.exec(sentence.code.slice(from))?.[0].length ?? 0));
}

function dayIn(sentence: EncodedSentence, from: number, phrase: string): Day {
  const at = phrase.indexOf(sign.date);
  if (at >= 0) return dayAt(sentence, from + at);
  if (phrase.includes(sign.document)) return { kind: 'unknown' };
  return { kind: phrase.includes(sign.issue) ? 'on-issue' : 'with-commencement' };
}

const behindVerb = new RegExp(`^(?:${sign.quote})?,自${sign.date}起(?:正式)?(?:施行|实施|执行|停止执行|生效)`);

/** 调整为“1.5%”,自2023年6月1日起执行: a day behind the verb that has no subject of its own. */
function dayBehind(sentence: EncodedSentence, from: number): Day | null {
  const match = behindVerb.exec(sentence.code.slice(from));
  return match ? dayAt(sentence, from + match[0].indexOf(sign.date)) : null;
}
