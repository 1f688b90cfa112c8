import { sign } from '../model/encoding.js';
import type { NamedTarget, Target } from '../model/document.js';
import type { EffectRules } from '../model/rules.js';
import { dayOf, severalDaysOf } from './days.js';
import type { EncodedSentence } from './encode.js';
import {
  countedDocuments,
  type Governed,
  type GovernedDocument,
  governAfter,
  governBare,
  governBefore,
  governClass,
  governPlace,
} from './government.js';
import { type Manner, mannerOf } from './manner.js';
import { dayPhrase, type Part, stripAround } from './parts.js';
import type { Act, Place } from './place.js';
import type { Day, Statement } from './statement.js';
import { isLimitedBehind, isLimitedByLead, limitBefore, limited } from './subjects.js';
import { targetsOf } from './targets.js';
import { findVerbs, type FoundVerb } from './verbs.js';

/** A list that a sentence opens, for the sentences and passages that follow: 决定废止下列规章: */
export interface OpenList {
  /** No colon says that a list follows: 一、决定废止下列规章. The class that it then names counts if none does. */
  readonly isTentative: boolean;
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
  const verbs = findVerbs(code, place.isTitle, place.rules).filter(
    (verb) => !taken.has(verb.from) && !isReason(code, verb) && !isReprint(code, verb),
  );
  const acts: Act[] = [];
  let start = 0;
  let list: OpenList | null = null;
  verbs.forEach((verb, index) => {
    const next = verbs[index + 1]?.from ?? code.length;
    const governed = govern(place, verb, start, next, acts.at(-1));
    const opensList = opensListAt(code, verb, governed);
    const mayOpen = governed?.class && /下列|以下/.test(code.slice(governed.class.from)) && governed.to === code.length;
    const goesOn = governed !== null && listLead.test(code.slice(verb.to));
    if (opensList || mayOpen || goesOn)
      list = { verb, day: dayOf(verb, place.sentence), isTentative: !opensList && !goesOn };
    if (opensList) start = verb.to;
    else if (governed) acts.push({ verb, governed });
    else joinToLast(acts, verb, code, place.rules);
    start = Math.max(verb.to, governed?.to ?? 0);
    if (makesSomething(code, verb)) start += objectOf(code.slice(start));
  });
  let { amended } = place.context;
  let named = amended;
  const statements: Statement[] = [];
  for (const act of acts) {
    const told = statementsOf(act, { ...place, context: { ...place.context, amended: named } });
    statements.push(...told);
    amended = amendedBy(told, act.verb, amended);
    named = partlyEnded(told) ?? amended;
  }
  if (acts.length === 0) amended = headingOf(place.sentence) ?? amended;
  return { statements, list, amended };
}

/** 废止下列规章:《甲》;《乙》: the sentence that opens the list names its first items itself. */
const listLead = /^(?:下列|以下|如下)[^,;:]{0,40}:./;
const because = new RegExp(`[${sign.document}${sign.provisions}]因[^,;:]{1,20}$`);

/** 《甲》因上位法已废止,现予废止: why, and not what is done. */
function isReason(code: string, verb: FoundVerb): boolean {
  return verb.told && because.test(code.slice(Math.max(0, verb.from - 40), verb.from));
}

const printed = new RegExp(`(?:[将把]|后的)[${sign.document}${sign.selfDocument}][^,;:]*$`);

/** 现将修改后的《甲》重新公布: printed again with its amendments, it had not ended. */
function isReprint(code: string, { verb, from, to }: FoundVerb): boolean {
  if (verb.effect !== 'revives' || !/^重新[公发]布/.test(code.slice(from, to))) return false;
  return printed.test(code.slice(0, from));
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

/** 修改为, 增加; 作出修改:第三条… opens a list of what is amended, and makes nothing. */
function makesSomething(code: string, { verb, from, to }: FoundVerb): boolean {
  return verb.effect === 'amends' && /为$|^增加|^合并/.test(code.slice(from, to));
}

/** 改为第十六条, 改为《甲》第十三条: what something becomes is no target of the verb behind it. */
function objectOf(after: string): number {
  const object = new RegExp(`^:?(?:修改后的?)?[${sign.provisions}${sign.document}${sign.selfDocument}${sign.quote}]`);
  return object.exec(after)?.[0].length ?? 0;
}

/** The document that what follows amends: 对《甲》作如下修改; 删去《甲》第十九条 amends it too. */
function amendedBy(told: readonly Statement[], { verb }: FoundVerb, before: NamedTarget | null): NamedTarget | null {
  const isAmendment = verb.effect === 'amends' || verb.quoted === 'amends';
  const found = told.map(({ target }) => target).find((target) => !('class' in target) && target.title !== null);
  return isAmendment && found && !('class' in found) ? found : before;
}

/** 《甲》第十条停止执行,第十一条废止: the document of which provisions were ended right before. */
function partlyEnded(told: readonly Statement[]): NamedTarget | null {
  const target = told.at(-1)?.target;
  return target && !('class' in target) && Array.isArray(target.provisions) ? target : null;
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

/** 不再执行并予以废止, 已不再适用,决定予以废止: two verbs of the same documents are one effect, the repeal where one of them is. */
function joinToLast(acts: Act[], verb: FoundVerb, code: string, { words }: EffectRules): void {
  const last = acts.at(-1);
  if (!last || verb.verb.effect !== 'repeals' || last.verb.verb.effect === 'repeals') return;
  if (stripAround(code.slice(last.verb.to, verb.from), words) === '')
    acts[acts.length - 1] = { verb, governed: { ...last.governed, byAnother: false } };
}

function govern(place: Place, verb: FoundVerb, start: number, next: number, last: Act | undefined): Governed | null {
  const { sentence, rules, isTitle } = place;
  const { governs, bare } = verb.verb;
  const end = isTitle ? titleEnd(sentence.code, next) : next;
  if (governs !== 'before' || (verb.verb.effect !== 'amends' && isListVerb(sentence.code, verb))) {
    const after = governAfter(sentence, verb.to, end, rules);
    const isLimited = isForSome(verb) && isLimitedByLead(sentence, start, verb, rules.words);
    if (after) return { ...(isLimited ? limited(after) : after), from: verb.from };
  }
  if (governs !== 'after') {
    const before = governLeft(place, verb, start);
    if (before && removesWords(verb, sentence.code)) return removed(before, verb, sentence);
    if (before) return { ...before, to: verb.to };
  }
  if (verb.verb.effect === 'amends' && !isTitle) {
    const given = governPlace(sentence, verb.to);
    if (given) return { ...given, from: verb.from };
  }
  if (bare && !isTitle && (mayBeBare(place, verb) || isBareAlone(place, verb, start, last))) {
    const provisions = governBare(sentence, verb, start, rules.words);
    if (provisions) return provisions;
  }
  return governPronoun(place, verb, start) ?? (isTitle || verb.told ? null : governUnnamed(place, verb, start, next));
}

/** Rules without a name. Words for amending are common, so they take only what is counted: 对7件规章予以修改. */
function governUnnamed({ sentence, rules }: Place, verb: FoundVerb, start: number, next: number): Governed | null {
  const { classes, effect } = verb.verb;
  if (!classes && effect !== 'amends') return null;
  const governed = governClass(sentence, verb, start, next, rules.words);
  const { from, to } = governed?.class ?? { from: 0, to: 0 };
  return classes || countedDocuments.test(sentence.code.slice(from, to)) ? governed : null;
}

/** May be done for some only, which is no end of all of it: 对小微企业停止执行. */
function isForSome({ verb }: FoundVerb): boolean {
  return verb.effect === 'ends-efficacy';
}

/** The documents before a verb. 《甲》替代人工录入 is what a document does to things, 《甲》对小微企业停止执行 less than an end. */
function governLeft({ sentence, rules }: Place, verb: FoundVerb, start: number): Governed | null {
  if (verb.verb.effect === 'replaces' && /^[^,;:]/.test(sentence.code.slice(verb.to))) return null;
  const limit = isForSome(verb) ? limitBefore(sentence, verb, rules.words) : null;
  const governed = governBefore(sentence, start, limit ?? verb.from, rules.words);
  const isLimited = limit !== null || (isForSome(verb) && isLimitedBehind(sentence, verb));
  return governed && isLimited ? limited(governed) : governed;
}

/** 下列文件继续有效:《甲》、《乙》: what is meant stands behind the verb. */
function isListVerb(code: string, { from, to }: FoundVerb): boolean {
  return code.charAt(to) === ':' && /(?:下列|以下)[^,;:]{0,20}$/.test(code.slice(Math.max(0, from - 40), from));
}

/** 在《甲》附件三中删去下列名称: what is deleted stands behind the verb, and is less than the provision before it. */
function removesWords({ verb, to }: FoundVerb, code: string): boolean {
  return verb.quoted !== undefined && /^[^,;:。]/.test(code.slice(to));
}

/** 《甲》第七条删去第三款 deletes that paragraph; other words behind the verb are words of the provision. */
function removed(governed: Governed, { to }: FoundVerb, sentence: EncodedSentence): Governed {
  const below = sentence.expressions.get(to);
  const isWhole = below?.kind === 'provisions' && !/^[中里内]/.test(sentence.code.slice(to + 1));
  const provisions = below?.kind === 'provisions' ? below.provisions : [];
  const part: Part = { extent: isWhole ? 'named' : 'quoted', provisions };
  return {
    ...governed,
    to: provisions.length > 0 ? to + 1 : to,
    documents: governed.documents.map((document) => ({ ...document, part })),
  };
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

/** 第八条废止, and nothing else: the sentence or, behind provisions of a document, its clause. */
function isBareAlone({ sentence, rules }: Place, verb: FoundVerb, start: number, last: Act | undefined): boolean {
  if (!hasProvisions(last) && (start > 0 || verb.to < sentence.code.length)) return false;
  return stripAround(sentence.code.slice(start, verb.from), rules.words) === sign.provisions;
}

function hasProvisions(act: Act | undefined): boolean {
  const [document, ...others] = act?.governed.documents ?? [];
  if (!document || others.length > 0) return false;
  return document.part.extent === 'named' || document.mention.citation.provisions.length > 0;
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

/** One statement for every document, class or part that a verb governs. */
export function statementsOf(act: Act, place: Place, day = dayOf(act.verb, place.sentence)): Statement[] {
  const manner = mannerOf(act, place, day);
  const targets = targetsOf(act, place);
  const days = manner.asserted ? severalDaysOf(act.verb, place.sentence, place.rules.words) : [];
  const dayAt = (index: number): Day => (days.length === targets.length ? (days[index] ?? manner.day) : manner.day);
  return targets.map(({ target, part }, index) =>
    statement(act, place, { ...manner, day: dayAt(index) }, target, part),
  );
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
