import { sign } from '../model/encoding.js';
import type { EffectWords } from '../model/rules.js';
import type { EncodedSentence } from './encode.js';
import { stripEnd, stripStart } from './verbs.js';

/**
 * How much of a document is meant: `whole`, a part without a provision, the provisions named, all but those, the words
 * quoted from it, or the documents that it lists.
 */
export interface Part {
  readonly extent: 'whole' | 'unspecified' | 'named' | 'except' | 'quoted' | 'listed';
  readonly provisions: readonly string[];
}

/** Longest stretch between a document and its verb that can say which part is meant (guessed). */
const longestPart = 70;

const selfDay = `[${sign.self}${sign.selfDocument}]?(?:的)?(?:${sign.issue}|(?:正式)?(?:施行|实施|生效|执行|试行|发布|印发|公布)(?:之日|之时|以后|之后|后|时(?!间)))`;
/** 自执行本准则之日. */
const doingDay = `(?:施行|实施|执行)[${sign.self}${sign.selfDocument}]之日`;
const otherDay = `${sign.document}(?:施行|实施|生效)(?:之日|之时|后|时(?!间))`;
/** 自2023年5月1日起, 自本办法施行之日起, 本办法施行后. */
export const dayPhrase = `(?:(?:分别)?(?:自|从|于)?(?:${sign.date}(?:(?:、|和)${sign.date}){0,20}(?:零时)?|${selfDay}|${otherDay}|${doingDay})(?:起|开始)?)`;
const dayAtEnd = new RegExp(`${dayPhrase}$`);
const dayAtStart = new RegExp(`^${dayPhrase}`);

/**
 * What the words between a document and its verb, or behind it, say of how much of it is meant; null where they are of
 * another matter, so that the verb does not govern the document: 《甲》规定的许可证作废.
 * @param mayHaveReason whether a reason may stand there: 《甲》已不适应当前需要,现予废止
 */
export function partBetween(
  sentence: EncodedSentence,
  from: number,
  to: number,
  words: EffectWords,
  mayHaveReason = true,
): Part | null {
  const printed = sentence.code.slice(from, to).replace(/《[^《》]*》/g, '');
  const between = printed
    .replace(nounBehind, '')
    .replace(reservation, '')
    .replace(awaited, '')
    .replace(approved, '')
    .replace(fromFigure, '');
  const text = stripEnd(stripAround(between, words), words.told).replace(besideQuote, '');
  const provisions = provisionsIn(sentence, from, to);
  const short = text.length <= longestPart;
  if (besideClass.test(text) || besideOthers.test(text)) return { extent: 'whole', provisions: [] };
  if (/除.*(?:外|以外)/.test(text) && provisions.length > 0) return { extent: 'except', provisions };
  if (/(?:其余|其他|其它)(?:条款|内容|部分|规定|条文|各条|条)?/.test(text) && short)
    return { extent: 'except', provisions };
  if (ownedBy.test(text)) return { extent: 'whole', provisions: [] };
  if (ofOther.test(printed)) return null;
  if (withAnnexes.test(text) && provisions.every((one) => /^附[件表录]$/.test(one)))
    return { extent: 'whole', provisions: [] };
  if (provisions.length > 0 && short && !hasOwnClause(text)) {
    const isQuoted = text.endsWith(sign.quote) || new RegExp(`${sign.quote}(?:字样|一词|的表述|等字)$`).test(text);
    return { extent: isQuoted ? 'quoted' : 'named', provisions };
  }
  if (/^(?:中|内|附件)?所(?:列|附|载)/.test(text) && words.kinds.some((kind) => between.includes(kind)) && short)
    return { extent: 'listed', provisions: [] };
  if (counted.test(text) || instanceOf.test(stripAround(printed, words))) return { extent: 'whole', provisions: [] };
  if (countedPart.test(text) || clashingPart.test(text)) return { extent: 'unspecified', provisions: [] };
  if (mayHaveReason && termOf.test(text)) return { extent: 'whole', provisions: [] };
  if (short && ofWords.test(text)) return { extent: 'quoted', provisions: [] };
  if (short && isUnnamedPart(text, words)) return { extent: 'unspecified', provisions: [] };
  return isWhole(text, mayHaveReason ? words.reasons : []) ? { extent: 'whole', provisions: [] } : null;
}

/** The provisions that stand between two units, each in full. */
export function provisionsIn(sentence: EncodedSentence, from: number, to: number): readonly string[] {
  const named: string[] = [];
  for (let unit = from; unit < to; unit += 1) {
    const found = sentence.expressions.get(unit);
    if (found?.kind === 'provisions') named.push(...found.provisions);
  }
  return named;
}

/** Without days, adverbs and marks at both ends. */
export function stripAround(text: string, words: EffectWords): string {
  let stem = text;
  for (;;) {
    const next = stripStart(
      stripEnd(stem.replace(/[,:;、|]+$/, '').replace(dayAtEnd, ''), words.adverbs)
        .replace(/^[,:;、|]+/, '')
        .replace(dayAtStart, ''),
      words.adverbs,
    );
    if (next === stem) return stem;
    stem = next;
  }
}

/** “县级以上”后增加: beside the words quoted. */
const besideQuote = new RegExp(`(?<=${sign.quote})(?:之)?[前后中]$`);
/** What stands behind a number or a list and says nothing of its own: 财税〔2018〕91号文件, 《甲》《乙》等. */
const nounBehind =
  /^(?:等)?(?:号?文件|号?文|一文|原文|等|(?:公告|通告|通知|令|批复|函)(?=$|[,、同一即予现自废停失不和及]))(?!字|化|书|物)|^[A-Z]{2,6}(?:\/[A-Z])?[0-9][0-9.-]{2,20}(?![0-9A-Z])|^(?:公布|发布|印发)的[^,的]{0,8}(?:决定|通知|规定|办法|规则|细则)(?=$|[,同])/;
/** 待新规定出台后: the condition under which it is done. */
const awaited = /^,?待[^,;:]{2,30}?(?:后|之日起?|时),?/;
/** 已经国务院批准,自D起: by whose leave. */
const approved = /^,?(?:已|业)?经[^,;:]{2,24}?(?:批准|同意|通过),?/;
/** 由2%调整为: what it was. */
const fromFigure = /[由从](?=[^,;:]{0,12}[0-9])[^,;:]{1,16}$/;
/** 及其解释: what belongs to it goes with it. */
const ownedBy = /^(?:及|以及|和|连同)其(?![他它])[\p{Script=Han}、]{1,24}$/u;
/** 和其他有关规定: rules without a name beside it. */
const besideOthers = /^(?:和|及|以及|与|、)其[他它][^,的]*(?:规定|办法|文件|规章|制度|政策)$/;
/** 《甲》和本法公布前制定的与本法相抵触的其他规定: rules without a name beside it. */
const besideClass = /^(?:和|及|以及|、)[^,]*(?:抵触|不一致|不符|制定|发布)的[^,]*(?:规定|办法|文件|规章)$/;
/** 《决定》将第三条修改为: what it does to another. */
const ofOther = new RegExp(`^(?:将|把)[^,]*[${sign.quote}${sign.provisions}]`);
/** 及其附件: all of it, not the annex alone. */
const withAnnexes = new RegExp(`^(?:及|以及|和|连同)其?(?:全部|所有|所附)?${sign.provisions}$`);
/** The term of all of it: 《甲》的施行日期推迟, 有效期顺延. */
const termOf = new RegExp(
  `^的?(?:(?:有效期|试行期|执行期)限?(?:为|至|到|届满|期满)?(?:${sign.date}|后)?|(?:施行|实施|生效|执行)(?:日期|时间|期限)(?:[由从]${sign.date}?)?|原定(?:于|自)?(?:${sign.date})?起?(?:施行|实施|生效|执行))(?:,[^,]{0,6})?$`,
);
/** The end of a container whose title is printed without 《》: 关于印发《甲》的通知; and places in a document: 《甲》第五条中增加. */
const restOfTitle = /^的(?:通知|公告|通告|决定|批复|函|意见|令|命令|复函)$|^(?:之)?[中内里后前]$/;
const agent = new RegExp(`^[由被][${sign.self}${sign.selfDocument}][^,]{0,6}$`);

/** 第三条已由…代替, 现: a clause of its own stands between the provisions and the verb. */
function hasOwnClause(text: string): boolean {
  return /,.*[,:]/.test(text) || new RegExp(`[${sign.self}${sign.date}]`).test(text);
}

/** 《甲》等原有关会计处理的规定: named as one of those, not a part of it. */
const instanceOf = /^等(?:原|其他|以往|此前|以前)[^中,]{0,30}(?:规定|办法|文件|规章|制度)$/;
/** 财税〔2013〕106号除另有规定的条款外: what else is said of it. */
const reservation = /^,?除(?:本[^,]{1,8})?另有规定(?:的条款|的)?(?:以)?外,?/;
/** 《甲》与本办法不一致的条款. */
const clashingPart = /(?:不一致|不相一致|抵触|不符|不相符|冲突)的(?:有关|相关)?(?:条款|条文|规定|内容|部分)$/;
/** 《甲》等5件规章的部分条款. */
const countedPart =
  /^(?:等)?(?:[0-9]{1,4}|[一二两三四五六七八九十百]{1,4})(?:件|部|个|项|份|则)[^的,]{0,12}的?(?:部分|有关|相关|个别|若干)(?:条款|内容|规定|条文)$/;
const counted =
  /^(?:等)?(?:[0-9]{1,4}|[一二两三四五六七八九十百]{1,4})(?:件|部|个|项|份|则)(?!.*(?:根据|依照|按照))[^的]*$/;
const companions =
  /^(?:及|以及|和|连同)(?:其|与[其之]相?)?(?:相关|有关|配套|补充|相应|所附|全部|附件|附表|修改|解读|[^,]{0,8}(?:细则|附件|附表|说明|文件))/;

/** 《甲》同时; 《甲》等3件规章; 《甲》及其附件; 《甲》已不适应当前需要,现决定予以. */
function isWhole(text: string, reasons: readonly string[]): boolean {
  if (text === '' || restOfTitle.test(text) || agent.test(text)) return true;
  if (companions.test(text)) return true;
  return reasons.some((reason) => text.includes(reason)) && !/^[的中]|的$|的,/.test(text);
}

/** 中的“后方可申请办理”: words of it. */
const ofWords = new RegExp(
  `^[中内里]?的?(?:漏印|漏写|误印|误写|错印)?${sign.quote}(?:字样|一词|的表述|等字|[一二两三四五六七八九十]字)?$`,
);

/** 中关于税率的规定, 有关条款, 名称. */
function isUnnamedPart(text: string, words: EffectWords): boolean {
  const stem = text
    .replace(/由[^,]{1,20}$/, '')
    .replace(new RegExp(`${sign.quote}(?:字样|一词|的表述)?(?:统一)?$`), '');
  if (text.endsWith(sign.quote) && stem.length <= 12) return true;
  if (!words.parts.some((noun) => stem.endsWith(noun))) return false;
  return (
    stem.length <= 4 ||
    /^(?:中|内|里|的|所)?的?(?:关于|有关|涉及|相关|部分|规定|施行|实施|执行|名称|原|个别|若干)|^的|^中/.test(stem)
  );
}
