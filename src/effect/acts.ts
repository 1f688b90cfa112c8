import { sign } from '../model/encoding.js';
import type { Mention, NamedTarget, Passage, Provisions, Target } from '../model/document.js';
import type { EffectRules } from '../model/rules.js';
import type { Text } from '../model/text.js';
import type { EncodedSentence } from './encode.js';
import {
  type Governed,
  type GovernedDocument,
  governAfter,
  governBare,
  governBefore,
  governClass,
  governPlace,
  titleAfterNumber,
  typeAfterTitle,
} from './government.js';
import { dayPhrase, type Part } from './parts.js';
import type { Affecting, Day, Statement } from './statement.js';
import { findVerbs, type FoundVerb } from './verbs.js';

/** What the sentences before tell a sentence. */
export interface Context {
  /** The document that is being amended: 对《甲》作如下修改. */
  readonly amended: NamedTarget | null;
  /** The documents that 上述文件 and 该办法 mean: those of the sentence before. */
  readonly before: readonly Mention[];
}

/** Where a sentence stands. */
export interface Place {
  readonly sentence: EncodedSentence;
  readonly passage: Passage;
  readonly affecting: Affecting;
  readonly text: Text;
  readonly rules: EffectRules;
  readonly context: Context;
  readonly isTitle: boolean;
}

/** A verb with what it governs. */
export interface Act {
  readonly verb: FoundVerb;
  readonly governed: Governed;
}

/** A list that a sentence opens, for the sentences and passages that follow: 决定废止下列规章: */
export interface OpenList {
  readonly verb: FoundVerb;
  readonly day: Day;
}

export interface SentenceActs {
  readonly statements: readonly Statement[];
  readonly list: OpenList | null;
  readonly amended: NamedTarget | null;
}

/**
 * What a sentence does to documents: every verb with the documents it governs, to its left or its right.
 * @param taken verbs that a frame has read
 */
export function readActs(place: Place, taken: ReadonlySet<number>): SentenceActs {
  const { code } = place.sentence;
  const verbs = findVerbs(code, place.isTitle, place.rules).filter((verb) => !taken.has(verb.from));
  const acts: Act[] = [];
  let start = 0;
  let list: OpenList | null = null;
  verbs.forEach((verb, index) => {
    const next = verbs[index + 1]?.from ?? code.length;
    const governed = govern(place, verb, start, next);
    const opensList = opensListAt(code, verb, governed);
    if (opensList) list = { verb, day: dayOf(verb, place.sentence) };
    else if (governed) acts.push({ verb, governed });
    else joinToLast(acts, verb, code);
    start = Math.max(verb.to, governed?.to ?? 0);
    if (verb.verb.effect === 'amends') start += objectOf(code.slice(start));
  });
  let { amended } = place.context;
  const statements: Statement[] = [];
  for (const act of acts) {
    const told = statementsOf(act, { ...place, context: { ...place.context, amended } });
    statements.push(...told);
    amended = amendedBy(told, amended);
  }
  if (acts.length === 0) amended = headingOf(place.sentence) ?? amended;
  return { statements, list, amended };
}

/** 三、《某市丙办法》, 对《丙办法》的修改: a heading over the amendments of a document. */
function headingOf({ code, expressions }: EncodedSentence): NamedTarget | null {
  const heading = new RegExp(`^(?:关于|对)?${sign.document}(?:的修改|修改如下|作出修改)?:?$`);
  const unit = heading.test(code) ? code.indexOf(sign.document) : -1;
  const found = expressions.get(unit);
  if (found?.kind !== 'document') return null;
  const { title, number } = found.mention.citation;
  return { title, number, provisions: 'unspecified', work: null };
}

/** 改为第十六条, 改为《甲》第十三条: what something becomes is no target of the verb behind it. */
function objectOf(after: string): number {
  const object = new RegExp(`^(?:修改后的?)?[${sign.provisions}${sign.document}${sign.selfDocument}${sign.quote}]`);
  return object.exec(after)?.[0].length ?? 0;
}

/** The document that what follows amends: 对《甲》作如下修改. */
function amendedBy(told: readonly Statement[], before: NamedTarget | null): NamedTarget | null {
  for (const { effect, target } of told)
    if (effect === 'amends' && !('class' in target) && target.title !== null) return target;
  return before;
}

/** 废止下列文件: · 下列文件予以废止: · 决定废止: with nothing else in the sentence. */
function opensListAt(code: string, verb: FoundVerb, governed: Governed | null): boolean {
  if (!code.endsWith(':') || verb.told) return false;
  if (governed?.class) return /下列|以下|如下/.test(code.slice(governed.class.from, governed.class.to));
  return (
    governed === null &&
    /^(?:(?:下列|以下|如下)[^,;:]{0,40})?:$/.test(code.slice(verb.to)) &&
    verb.verb.effect !== 'amends'
  );
}

/** 不再执行并予以废止: two verbs of the same documents are one effect, the repeal where one of them is. */
function joinToLast(acts: Act[], verb: FoundVerb, code: string): void {
  const last = acts.at(-1);
  if (!last || verb.verb.effect !== 'repeals' || last.verb.verb.effect === 'repeals') return;
  if (/^[,并予以同时]*$/.test(code.slice(last.verb.to, verb.from))) acts[acts.length - 1] = { ...last, verb };
}

function govern(place: Place, verb: FoundVerb, start: number, next: number): Governed | null {
  const { sentence, rules, isTitle } = place;
  const { governs, classes, bare } = verb.verb;
  const end = isTitle ? titleEnd(sentence.code, next) : next;
  if (governs !== 'before') {
    const after = governAfter(sentence, verb.to, end, rules);
    if (after) return { ...after, from: verb.from };
  }
  if (governs !== 'after') {
    const before = governBefore(sentence, start, verb.from, rules.words);
    if (before) return { ...(removesWords(verb, sentence.code) ? quoted(before) : before), to: verb.to };
  }
  if (verb.verb.effect === 'amends' && !isTitle) {
    const given = governPlace(sentence, verb.to);
    if (given) return { ...given, from: verb.from };
  }
  if (bare && !isTitle && mayBeBare(place, verb)) {
    const provisions = governBare(sentence, verb, start, rules.words);
    if (provisions) return provisions;
  }
  return (
    governPronoun(place, verb, start) ??
    (classes && !isTitle && !verb.told ? governClass(sentence, verb, start, rules.words) : null)
  );
}

/** 在《甲》附件三中删去下列名称: what is deleted stands behind the verb, and is less than the provision before it. */
function removesWords({ verb, to }: FoundVerb, code: string): boolean {
  return verb.quoted !== undefined && /^[^,;:。]/.test(code.slice(to));
}

function quoted(governed: Governed): Governed {
  const part: Part = { extent: 'quoted', provisions: [] };
  return { ...governed, documents: governed.documents.map((document) => ({ ...document, part })) };
}

/** 关于废止《甲》的决定: the type of the title is not of what it governs. */
function titleEnd(code: string, end: number): number {
  const type = /(?:等[^,]{0,20})?的[^的]{1,6}$/.exec(code);
  return type && end === code.length ? type.index : end;
}

/** 第三条修改为“……”, 第四条改为第五条; without such an object only where a document is being amended. */
function mayBeBare({ sentence, context }: Place, { verb, to }: FoundVerb): boolean {
  if (context.amended !== null || verb.quoted !== undefined) return true;
  const object = new RegExp(`^[,:]?(?:作为)?[${sign.quote}${sign.provisions}${sign.document}]`);
  return verb.effect === 'amends' && object.test(sentence.code.slice(to));
}

const pronoun =
  /(?:^|[,:])(?:原)?(上述|上列|前述|该|以上)([0-9一二两三四五六七八九十]{0,3}[件个部份]?)(规范性文件|文件|通知|办法|规定|公告|规章|条例|意见|决定|细则|方案)$/;

/** 上述文件同时废止: the documents of the sentence before, where only one reading is possible. */
function governPronoun(place: Place, verb: FoundVerb, start: number): Governed | null {
  if (verb.verb.governs === 'after') return null;
  const stem = place.sentence.code.slice(start, verb.from).replace(adverbsAtEnd(place.rules), '');
  const match = pronoun.exec(stem);
  const { before } = place.context;
  if (!match || before.length === 0 || (match[1] === '该' && before.length > 1)) return null;
  const documents = before.map(
    (mention): GovernedDocument => ({ unit: -1, mention, part: { extent: 'whole', provisions: [] } }),
  );
  return { documents, class: null, bare: null, from: start + match.index, to: verb.to };
}

function adverbsAtEnd({ words }: EffectRules): RegExp {
  return new RegExp(`(?:${words.adverbs.join('|')}|${dayPhrase}|,)*$`);
}

/** How an act is done: on which day, and whether here. */
type Manner = Pick<Statement, 'day' | 'asserted' | 'until'>;

/** One statement for every document, class or part that a verb governs. */
export function statementsOf(act: Act, place: Place, day = dayOf(act.verb, place.sentence)): Statement[] {
  const manner = mannerOf(act, place, day);
  return targetsOf(act, place).map(({ target, part }) => statement(act, place, manner, target, part));
}

export function statement(act: Act, place: Place, manner: Manner, target: Target, part: Part | null): Statement {
  const { verb, governed } = act;
  const { sentence, passage } = place;
  return {
    rule: verb.verb.id,
    effect: part?.extent === 'quoted' ? (verb.verb.quoted ?? verb.verb.effect) : verb.verb.effect,
    target,
    ...manner,
    scope: null,
    passage,
    from: passage.from + (sentence.at[governed.from] ?? 0),
    to: passage.from + (sentence.at[governed.to] ?? passage.to - passage.from),
  };
}

/** How far before a verb its day, its condition and its teller are looked for; a document is one character (guessed). */
const farthestManner = 1000;

function mannerOf({ verb, governed }: Act, { sentence, rules }: Place, day: Day): Manner {
  const before = sentence.code.slice(Math.max(0, verb.from - farthestManner), verb.from);
  const isConditional = hasCondition(before, rules);
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

/** 待省级办法出台后,《甲》自行废止: not done yet. 本办法施行后 is no condition. */
function hasCondition(before: string, rules: EffectRules): boolean {
  const text = before.replace(new RegExp(dayPhrase, 'g'), '');
  return rules.words.conditions.some((word) => text.includes(word));
}

function targetsOf(act: Act, place: Place): { readonly target: Target; readonly part: Part | null }[] {
  const { governed, verb } = act;
  if (governed.class)
    return [{ target: { class: wordsOf(place, governed.class.from, governed.class.to) }, part: null }];
  if (governed.bare) {
    const amended = governed.bareTitle === undefined ? place.context.amended : lawOf(governed.bareTitle);
    const provisions = carryArticle(provisionsOf(governed.bare, [], verb), amended);
    return [
      {
        target: amended ? { ...amended, provisions } : { title: null, number: null, provisions, work: null },
        part: governed.bare,
      },
    ];
  }
  const merged = mergeNumbers(governed.documents, place.sentence.code);
  return merged.map((document) => ({ target: targetOf(document, place, verb), part: document.part }));
}

function lawOf(title: string): NamedTarget {
  return { title, number: null, provisions: 'unspecified', work: null };
}

/** 第十条第一款修改为“……”,并删去第三款: the article carries over. */
function carryArticle(provisions: Provisions, amended: NamedTarget | null): Provisions {
  if (!isList(provisions) || !amended || !isList(amended.provisions)) return provisions;
  const article = /^第[^条]+条(?:之[一二三四五六七八九十]+)?/.exec(amended.provisions.at(-1) ?? '')?.[0] ?? '';
  return provisions.map((provision) => (/^第[^条]+[款项目]$/.test(provision) ? article + provision : provision));
}

function isList(provisions: Provisions): provisions is readonly string[] {
  return Array.isArray(provisions);
}

/** What stands between two units of a sentence. */
export function wordsOf({ text, passage, sentence }: Place, from: number, to: number): string {
  return text.text.slice(passage.from + (sentence.at[from] ?? 0), passage.from + (sentence.at[to] ?? 0)).trim();
}

/**
 * Title and number that stand side by side are one document: 交通部令1997年第11号《甲规则》, 关于印发《甲》的通知(1号), and
 * cells of a row.
 */
function mergeNumbers(documents: readonly GovernedDocument[], code: string): GovernedDocument[] {
  const merged: GovernedDocument[] = [];
  for (const document of documents) {
    const last = merged.at(-1);
    const one = last && mergedWith(last, document, code.slice(last.unit + 1, document.unit));
    if (one) merged[merged.length - 1] = one;
    else merged.push(document);
  }
  return merged;
}

function mergedWith(first: GovernedDocument, second: GovernedDocument, between: string): GovernedDocument | null {
  const a = first.mention.citation;
  const b = second.mention.citation;
  const isBeside = between === '' || between === '|';
  const numberFirst =
    a.title === null && b.number === null && a.provisions.length === 0 && (isBeside || titleAfterNumber.test(between));
  const titleFirst = a.number === null && b.title === null && a.provisions.length === 0 && typeAfterTitle.test(between);
  if (!numberFirst && !titleFirst) return null;
  const citation = { ...a, ...b, title: a.title ?? b.title, number: a.number ?? b.number };
  return { ...second, mention: { ...second.mention, citation } };
}

const ending: ReadonlySet<string> = new Set(['repeals', 'replaces', 'annuls', 'ends-efficacy', 'declares-lapsed']);

function targetOf(document: GovernedDocument, place: Place, verb: FoundVerb): Target {
  const { citation } = document.mention;
  const { affecting } = place;
  // A document does not end itself as it starts: its own title under such a verb is its predecessor's.
  const isPredecessor = citation.self && ending.has(verb.verb.effect) && citation.text.startsWith('《');
  const listed = document.part.extent === 'listed' && citation.provisions.length === 0;
  if (listed) return { class: `${citation.text}所列文件` };
  return {
    title: citation.title,
    number: isPredecessor && citation.number === affecting.number ? null : citation.number,
    ...(citation.issued === undefined ? {} : { issued: citation.issued }),
    provisions: provisionsOf(document.part, citation.provisions, verb),
    work: citation.self && !isPredecessor ? affecting.id : null,
  };
}

/** 附件1 and 第3项 behind it are 附件1第3项; 其余 is all but what the title names. */
function provisionsOf(part: Part, named: readonly string[], { verb }: FoundVerb): Provisions {
  switch (part.extent) {
    case 'except':
      return part.provisions.length > 0 || named.length > 0
        ? { except: part.provisions.length > 0 ? part.provisions : named }
        : 'unspecified';
    case 'named':
    case 'quoted':
      return part.provisions.length === 0 ? named : joinProvisions(named, part.provisions);
    case 'listed':
    case 'unspecified':
      return named.length > 0 ? named : 'unspecified';
    case 'whole':
      return named.length > 0 ? named : verb.whole;
  }
}

function joinProvisions(named: readonly string[], below: readonly string[]): readonly string[] {
  const head = named.length === 1 && !below.some((provision) => /条|附件/.test(provision)) ? (named[0] ?? '') : null;
  return head === null ? [...named, ...below] : below.map((provision) => head + provision);
}

const commencing = /^(?:正式|开始|起)*(?:施行|实施|生效|执行|试行|印发|发布|公布|颁布|制定|通过|签发)/;

/** The day that belongs to a verb: the last one before it that starts nothing and is no document's own. */
function dayOf(verb: FoundVerb, sentence: EncodedSentence): Day {
  const { code } = sentence;
  if (verb.verb.date === 'none') return { kind: 'unknown' };
  if (verb.verb.date === 'until') return dayBehindTo(sentence, verb.to);
  let day: Day | null = null;
  const start = Math.max(0, verb.from - farthestManner);
  for (const match of code.slice(start, verb.from).matchAll(new RegExp(dayPhrase, 'g'))) {
    const at = start + match.index;
    const behind = code.slice(at + match[0].length, at + match[0].length + 12);
    if (commencing.test(behind) || !/^(?:自|从|于)|[起后时日]$/.test(match[0])) continue;
    day = dayIn(sentence, at, match[0]);
  }
  return day ?? dayBehind(sentence, verb.to) ?? { kind: 'with-commencement' };
}

function dayAt(sentence: EncodedSentence, unit: number): Day {
  const found = sentence.expressions.get(unit);
  return found?.kind === 'date' ? { kind: 'stated', date: found.date } : { kind: 'unknown' };
}

/** 自2021年1月1日起至2023年12月31日暂停实施: the last day. */
function untilOf(sentence: EncodedSentence): Pick<Statement, 'until'> {
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
