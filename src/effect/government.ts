import { sign } from '../model/encoding.js';
import type { Mention } from '../model/document.js';
import type { EffectRules, EffectWords } from '../model/rules.js';
import type { EncodedSentence } from './encode.js';
import { type Part, partBetween, provisionsIn, stripAround } from './parts.js';

/** A document that a verb governs, with how much of it. */
export interface GovernedDocument {
  readonly unit: number;
  readonly mention: Mention;
  readonly part: Part;
}

/** What a verb governs, in the units of its sentence. */
export interface Governed {
  readonly documents: readonly GovernedDocument[];
  /** Rules without a name: 以前的有关规定. */
  readonly class: { readonly from: number; readonly to: number } | null;
  /** Provisions of the document that is being amended, without its title. */
  readonly bare: Part | null;
  /** A law without 《》 before them: 刑法第一条第一款. */
  readonly bareTitle?: string | undefined;
  /** 已被《乙》第三条废止. */
  readonly byAnother?: boolean;
  /** Where the expression starts and ends, for the evidence. */
  readonly from: number;
  readonly to: number;
}

/** Longest words between two documents that tell of the second: a day, an agency, its session (guessed). */
const longestTelling = 90;

const marks = /[、,;和与及|]|以及|或/g;
const itemLabel = /^[、,;]?(?:[0-9]{1,2}[.、]|[一二三四五六七八九十]{1,3}、)/;
/** Between a number and its title: 国家甲监督局令第7号公布的《甲办法》. */
export const titleAfterNumber = /^(?:公布|发布|颁布|印发|下发)的$/;
/** Between a title and its number: 关于印发《甲》的通知(1号), or a cell of a table. */
export const typeAfterTitle = /^(?:的(?:通知|公告|通告|决定|批复|函|意见)|\|)$/;
/** 《公告》的附件1《目录》: the second is a part of the first. */
export const annexOf = new RegExp(`^的?${sign.provisions}$`);
const listOpening = /^(?:下列|以下|如下)[^:,]{0,30}:|^[^:,]{0,12}(?:目录)?如下:|^的[^:,的]{2,14}:/;

/** Documents that follow each other, as far as they have been read; they are added in place, for lists are long. */
interface Run {
  readonly documents: GovernedDocument[];
  /** They stand behind a preposition and are no targets: 根据《甲》、《乙》. */
  readonly isOblique: boolean;
  /** Another document does it to them: 已被《乙》第三条. */
  readonly byAnother: boolean;
  /** Behind the last of them. */
  readonly end: number;
}

/** The documents before a verb that it governs: the last run of them in `from`…`to` that is no part of another matter. */
export function governBefore(sentence: EncodedSentence, from: number, to: number, words: EffectWords): Governed | null {
  let run: Run = { documents: [], isOblique: false, byAnother: false, end: from };
  for (const unit of documentUnits(sentence, from, to)) run = extendRun(sentence, run, unit, words);
  const [first] = run.documents;
  if (!first || run.isOblique || isOfThings(sentence.code.slice(from, first.unit))) return null;
  const part = partBetween(sentence, run.end, to, words);
  if (!part) return null;
  const documents = withoutStandard(sentence, run);
  setLastPart(documents, part);
  return {
    documents: withException(sentence, from, shareUnnamed(documents)),
    class: null,
    bare: null,
    byAnother: run.byAnother,
    from: startOf(sentence, from, first.unit),
    to,
  };
}

function extendRun(sentence: EncodedSentence, run: Run, unit: number, words: EffectWords): Run {
  const between = wordsBefore(sentence, run.end, unit);
  const end = unit + 1;
  if (isStartOfOther(sentence.code, unit)) return run; // 自《乙》施行之日起: a day
  if (run.documents.length > 0 && agentBefore.test(between)) return { ...run, byAnother: true, end };
  const hasStarted = run.documents.length > 0 || run.isOblique;
  const link = hasStarted && !apposition.test(between) ? linkBetween(sentence, run.end, unit, words) : null;
  if (!link || (run.isOblique && link.comma)) {
    const isObject = hasStarted && isObjectBehind(between);
    if (isObject && words.reasons.some((reason) => between.includes(reason))) return { ...run, end };
    const isOblique = isObject || amending.test(between) || endsInPreposition(between, words);
    return { documents: isOblique ? [] : [governed(sentence, unit)], isOblique, byAnother: false, end };
  }
  if (run.isOblique) return { ...run, end };
  setLastPart(run.documents, link.part);
  run.documents.push(governed(sentence, unit));
  return { ...run, end };
}

/**
 * 《甲》的内容已纳入《乙》: in one clause with a document before it and not told of by 的, a document is the object of
 * another verb.
 */
function isObjectBehind(between: string): boolean {
  return !/[,:;]/.test(between) && !between.endsWith('的');
}

/** 修改《甲》,废止有关规定: the object of another verb. */
const amending = /(?:修改|修订|修正|制定)$/;

/** 《甲》与《乙》不一致: the second is what the first is held against. */
function withoutStandard(sentence: EncodedSentence, run: Run): GovernedDocument[] {
  const last = run.documents.at(-1);
  const isStandard =
    last && /[与同和]$/.test(sentence.code.slice(0, last.unit)) && clashing.test(sentence.code.slice(run.end));
  return isStandard ? run.documents.slice(0, -1) : run.documents;
}

const clashing = /^(?:的?(?:有关|相关)?规定)?(?:内容)?(?:不一致|不相一致|相抵触|抵触|不符|不相符|相冲突|冲突|重复)/;

/** What stands between two documents; without 以 where the second is the order that issued the next: 以甲部令第7号发布的. */
function wordsBefore({ code }: EncodedSentence, from: number, unit: number): string {
  const isIssuing = /^(?:公布|发布|颁布|印发|修改|修正|修订)/.test(code.slice(unit + 1, unit + 3));
  return code.slice(from, isIssuing && code.charAt(unit - 1) === '以' ? unit - 1 : unit);
}

function setLastPart(documents: GovernedDocument[], part: Part): void {
  const last = documents.pop();
  if (last) documents.push({ ...last, part });
}

/** 《甲》、《乙》中关于税率的规定: what is said of the last may be meant of all, and the whole of the others is a guess. */
function shareUnnamed(documents: readonly GovernedDocument[]): readonly GovernedDocument[] {
  const part = documents.at(-1)?.part;
  if (part?.extent !== 'unspecified') return documents;
  return documents.map((document) => (document.part.extent === 'whole' ? { ...document, part } : document));
}

/** The documents behind a verb: 废止2005年公布的《甲》和《乙》第三条. */
export function governAfter(sentence: EncodedSentence, from: number, to: number, rules: EffectRules): Governed | null {
  const [first, ...others] = documentUnits(sentence, from, to);
  if (first === undefined || !isLead(sentence.code.slice(from, first), rules)) return null;
  const documents: GovernedDocument[] = [governed(sentence, first)];
  let end = first + 1;
  for (const unit of others) {
    const link = linkBetween(sentence, end, unit, rules.words);
    if (!link || rules.anyVerb.test(sentence.code.slice(end, unit))) break;
    setLastPart(documents, link.part);
    documents.push(governed(sentence, unit));
    end = unit + 1;
  }
  const stop = end + sentence.code.slice(end, to).search(/[,;:]|$/);
  if (/^[后前时]/.test(sentence.code.slice(end, stop))) return null; // 废止《甲条例》后: a time
  const part = partBetween(sentence, end, stop, rules.words);
  if (!part) return null;
  setLastPart(documents, part);
  return { documents: withException(sentence, from, shareUnnamed(documents)), class: null, bare: null, from, to: stop };
}

function isStartOfOther(code: string, unit: number): boolean {
  return /^(?:施行|实施|生效|公布|印发|发布|颁布|出台|下发)(?:之日|之时|以后|之后|后|时|前|以来)/.test(
    code.slice(unit + 1, unit + 8),
  );
}

function documentUnits(sentence: EncodedSentence, from: number, to: number): number[] {
  const units: number[] = [];
  for (let unit = from; unit < to; unit += 1) if (sentence.expressions.get(unit)?.kind === 'document') units.push(unit);
  return units;
}

function governed(sentence: EncodedSentence, unit: number): GovernedDocument {
  const found = sentence.expressions.get(unit);
  if (found?.kind !== 'document') throw new RangeError(`no document at unit ${String(unit)}`);
  return { unit, mention: found.mention, part: { extent: 'whole', provisions: [] } };
}

/**
 * How a document follows another: by 、 or 和, with what is meant of the first and what tells of the second
 * (《甲》第三条、2013年1月6日发布的《乙》); null where it does not follow.
 */
function linkBetween(
  sentence: EncodedSentence,
  from: number,
  to: number,
  words: EffectWords,
): { readonly part: Part; readonly comma: boolean } | null {
  const text = wordsBefore(sentence, from, to);
  if (annexOf.test(text))
    return { part: { extent: 'named', provisions: provisionsIn(sentence, from, to) }, comma: false };
  if (text === '' || itemLabel.test(text) || typeAfterTitle.test(text) || titleAfterNumber.test(text))
    return { part: { extent: 'whole', provisions: [] }, comma: false };
  for (const mark of text.matchAll(marks)) {
    const part = partBetween(sentence, from, from + mark.index, words, false);
    const isComma = mark[0] === ',' || mark[0] === ';';
    if (isComma && saying.test(text.slice(0, mark.index))) return null; // 《公告》第五条规定,《乙》; 《甲》修订后,《乙》
    if (part && isTelling(text.slice(mark.index + mark[0].length), words)) return { part, comma: isComma };
  }
  return null;
}

/** 本办法所称《旧办法》,即2014年印发的《甲》: the same document again. */
const apposition = /^[,:]?即/;
/** 已被《乙》, 已由新制定的《乙》 */
const agentBefore = /^(?:(?:已|已经|业已|现已)?[被由]|(?:已|已经|业已|现已)[被由][^,;:]{1,12}的)$/;
const saying = /(?:规定|明确|指出|提出|要求|后)$/;

/** 废止《甲》,修改《乙》: a verb of its own stands right before the second. */
const transitive = /(?:修改|修订|修正|保留|制定|公布|取消|调整)$/;

/** Words before a document that tell of it: its day, who issued it, 原, 与之配套的. */
function isTelling(text: string, words: EffectWords): boolean {
  if (text === '') return true;
  if (transitive.test(text)) return false;
  if (text.length > longestTelling || /[,;:]|宣布|决定$|予以/.test(text) || /[自对将把]$|^[自对将把]/.test(text))
    return false;
  return !endsInPreposition(text, words);
}

/** 根据2020年8月23日《甲》, 与《乙》不一致的: what follows is no target. A single sign counts only right before or first. */
function endsInPreposition(text: string, words: EffectWords): boolean {
  const clause = text.slice(Math.max(text.lastIndexOf(','), text.lastIndexOf(':'), text.lastIndexOf(';')) + 1);
  if (/[与被由同比]$/.test(clause)) return true;
  return words.prepositions.some((word) =>
    word.length === 1 ? clause.endsWith(word) || clause.startsWith(word) : clause.includes(word),
  );
}

/** Between a verb and its first document: nothing, a list that opens, or what tells of the document. */
function isLead(text: string, rules: EffectRules): boolean {
  const lead = text.replace(/^:/, '').replace(listOpening, '').replace(itemLabel, '');
  if (/^[的后前、和与或,;]/.test(lead) || rules.anyVerb.test(lead)) return false;
  return isTelling(lead, rules.words);
}

/** 许可证和《甲证明》作废: a thing stands before the document in its list. */
function isOfThings(before: string): boolean {
  return /(?:证|证书|合同|票据|发票|表|单|印章|批准文件|批文)(?:和|与|及|、|以及|原)?$/.test(before);
}

/** 除第九条外,《甲》其余条款: the exception stands before the document. */
function withException(
  sentence: EncodedSentence,
  from: number,
  documents: readonly GovernedDocument[],
): readonly GovernedDocument[] {
  const [first] = documents;
  if (!first || documents.length > 1) return documents;
  const isExcepted = new RegExp(`除${sign.provisions}(?:以)?外`).test(sentence.code.slice(from, first.unit));
  const provisions = isExcepted ? provisionsIn(sentence, from, first.unit) : [];
  return provisions.length === 0 ? documents : [{ ...first, part: { extent: 'except', provisions } }];
}

/** Where the words that belong to the first document start: after the last mark, or at the start of an exception. */
function startOf(sentence: EncodedSentence, from: number, unit: number): number {
  const before = sentence.code.slice(from, unit);
  const exception = before.search(/除[^,]*外,|保留$/);
  if (exception >= 0) return from + exception;
  return from + Math.max(before.lastIndexOf(','), before.lastIndexOf(':')) + 1;
}

/** 增加一条,作为《甲》第七条: the place that is given to what is new. */
export function governPlace(sentence: EncodedSentence, from: number): Governed | null {
  const match = new RegExp(`^[^,:]{0,6},?作为[${sign.document}${sign.selfDocument}]`).exec(sentence.code.slice(from));
  if (!match) return null;
  const to = from + match[0].length;
  return { documents: [governed(sentence, to - 1)], class: null, bare: null, from, to };
}

const bareLead = /^(?:并|同时|将|把|在|对)*(?:原)?((?:中华人民共和国)?\p{Script=Han}{1,12}?(?:法典|法|条例))?/u;

/** Provisions without a title: 第九条、第十条删去; 删去第三条; 增加一条,作为第十一条. */
export function governBare(
  sentence: EncodedSentence,
  verb: { readonly from: number; readonly to: number },
  start: number,
  words: EffectWords,
): Governed | null {
  const { code } = sentence;
  const before = code.slice(start, verb.from);
  const open = start + Math.max(before.lastIndexOf(','), before.lastIndexOf(':')) + 1;
  const left = code.slice(open, verb.from);
  const lead = bareLead.exec(left);
  if (code.charAt(open + (lead?.[0].length ?? 0)) === sign.provisions) {
    const part = partBetween(sentence, open, verb.from, words) ?? namedIn(sentence, open, verb.from);
    return part && { documents: [], class: null, bare: part, bareTitle: lead?.[1], from: open, to: verb.to };
  }
  const right = bareRight.exec(code.slice(verb.to));
  if (!right) return null;
  const to = verb.to + right[0].length;
  const part = partBetween(sentence, verb.to, to, words) ?? namedIn(sentence, verb.to, to);
  return part && { documents: [], class: null, bare: part, bareTitle: right[1], from: verb.from, to };
}

/** Behind a verb: 删去第三条, 删去刑法第一百九十九条. */
const bareRight = new RegExp(
  `^(?:,?作为|下列|的|((?:中华人民共和国)?\\p{Script=Han}{1,12}?(?:法典|法|条例)))?${sign.provisions}[^,;:]{0,40}`,
  'u',
);

function namedIn(sentence: EncodedSentence, from: number, to: number): Part | null {
  const provisions = provisionsIn(sentence, from, to);
  return provisions.length === 0 ? null : { extent: 'named', provisions };
}

/** 1985年颁布的实施细则 */
const issuedInYear = /^[0-9]{4}年[^,;:]{0,12}(?:颁布|发布|公布|印发|制定)的/;
const count = /(?:[0-9]{1,4}|[一二两三四五六七八九十百]{1,4})(?:件|部|个|项)/;
/** 7件政府规章的部分条款 */
export const countedDocuments = new RegExp(
  `^${count.source}[^,;:的]{0,12}(?:规章|法规|规范性文件|文件|条例)(?:的[^,;:]{0,10})?$`,
);
const conflict = /,?(?:凡)?(?:与|同)[^,]*(?:不一致|抵触|不符|冲突)的?$/;
/** Longest description of a class (guessed). */
const longestClass = 90;

/**
 * Rules without a name that a verb governs: 以前的有关规定同时废止; 停止执行与本办法不一致的规定.
 * @param next where the next verb stands: 废止2件规章和失效1件文件
 */
export function governClass(
  sentence: EncodedSentence,
  verb: { readonly from: number; readonly to: number },
  start: number,
  next: number,
  words: EffectWords,
): Governed | null {
  const { code } = sentence;
  const before = classBefore(code.slice(start, verb.from), words);
  if (before !== null) {
    const from = start + before.from;
    return { documents: [], class: { from, to: from + before.length }, bare: null, from, to: verb.to };
  }
  const after = (/^[^,;:]*/.exec(code.slice(verb.to, next))?.[0] ?? '').replace(/[和并及、]$/, '');
  if (!isClass(after, words)) return null;
  const to = verb.to + after.length;
  return { documents: [], class: { from: verb.to, to }, bare: null, from: verb.from, to };
}

function classBefore(text: string, words: EffectWords): { readonly from: number; readonly length: number } | null {
  let stem = text.slice(0, text.length - trailing(text, words));
  for (let reason = /,[^,]*$/.exec(stem); reason && isReason(reason[0], words); reason = /,[^,]*$/.exec(stem))
    stem = stem.slice(0, reason.index);
  const clash = conflict.exec(stem);
  const head = clash ? stem.slice(0, clash.index) : stem;
  const lead = Math.max(head.lastIndexOf(','), head.lastIndexOf(':')) + 1;
  const from = lead + (/^.{0,20}(?:对|将|把)/.exec(head.slice(lead))?.[0].length ?? 0);
  const noun = head.slice(from);
  const isNamed = isClass(noun, words) || (clash !== null && words.kinds.some((kind) => noun.endsWith(kind)));
  return isNamed ? { from, length: stem.length - from } : null;
}

/** How many units at the end of a text are adverbs, days and marks. */
function trailing(text: string, words: EffectWords): number {
  const stem = stripAround(`#${text}`, words);
  return text.length + 1 - stem.length;
}

function isReason(clause: string, words: EffectWords): boolean {
  // 不适应需要的22件文件 is what is ended, with the reason in its name
  return (
    !isClass(clause.slice(1), words) &&
    words.reasons.some((reason) => clause.includes(reason)) &&
    !conflict.test(clause)
  );
}

function isClass(text: string, words: EffectWords): boolean {
  if (text.length > longestClass || /的,|^[的除]|应当|可以|(?:明确|另行|依法|作出|另有|已有)规定$/.test(text))
    return false;
  if (!words.kinds.some((kind) => text.endsWith(kind))) return false;
  if (/^原(?:有)?(?:实施)?(?:规定|办法|细则|规则|制度)$/.test(text)) return true; // 原规定同时废止
  if (issuedInYear.test(text)) return true;
  return count.test(text) || words.classMarkers.some((marker) => text.includes(marker));
}
