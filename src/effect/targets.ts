import type { NamedTarget, Provisions, Target } from '../model/document.js';
import { annexOf, type GovernedDocument, titleAfterNumber, typeAfterTitle } from './government.js';
import { type Part, stripAround } from './parts.js';
import { type Act, type Place, wordsOf } from './place.js';
import type { FoundVerb } from './verbs.js';

export function targetsOf(act: Act, place: Place): { readonly target: Target; readonly part: Part | null }[] {
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
  const documents = merged.map((document) => ({ target: targetOf(document, place, verb), part: document.part }));
  const beside = verb.verb.classes ? classBeside(act, place) : null;
  return beside === null ? documents : [...documents, { target: { class: beside }, part: null }];
}

/** 《甲》及其配套文件同时废止: rules without a name that go with the last document; null where none do. */
function classBeside({ governed, verb }: Act, place: Place): string | null {
  const { words } = place.rules;
  const { code } = place.sentence;
  const last = governed.documents.at(-1);
  if (last?.part.extent !== 'whole') return null;
  const between = code.slice(last.unit + 1, verb.from > last.unit ? verb.from : governed.to);
  const named = besideTitle.exec(stripAround(between, words))?.[1] ?? '';
  if (!words.kinds.some((kind) => named.endsWith(kind)) && !/(?:标准|政策|指南|指引)$/.test(named)) return null;
  const from = last.unit + 1 + between.indexOf(named);
  return wordsOf(place, from, from + named.length);
}

const besideTitle =
  /^(?:以及|及|和|连同|、)(其[他它]?[^,;:]{2,40}|(?:与之|与其|有关|相关|配套|相应)[^,;:]{2,40}|[^,;:]{0,40}(?:抵触|不一致|不符|配套)的[^,;:]{2,40})$/;

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

/**
 * Title and number that stand side by side are one document: 交通部令1997年第11号《甲规则》, 关于印发《甲》的通知(1号), and
 * cells of a row.
 */
function mergeNumbers(documents: readonly GovernedDocument[], code: string): GovernedDocument[] {
  const merged: GovernedDocument[] = [];
  for (const document of documents) {
    const last = merged.at(-1);
    const whole = last && withAnnex(last, document, code.slice(last.unit + 1, document.unit));
    const one = whole ?? (last && mergedWith(last, document, code.slice(last.unit + 1, document.unit)));
    if (!one) merged.push(document);
    else {
      merged[merged.length - 1] = one;
      if (whole === null) dropFurtherNumbers(merged, code, last?.unit ?? 0);
    }
  }
  return merged;
}

/** 某局令第41号、第50号发布的《甲》: the orders before the last are of the same title. */
function dropFurtherNumbers(merged: GovernedDocument[], code: string, unit: number): void {
  for (let to = unit; ; ) {
    const before = merged.at(-2);
    const citation = before?.mention.citation;
    const isNumber = citation?.title === null && citation.provisions.length === 0;
    if (!before || !isNumber || !/^[、和]$/.test(code.slice(before.unit + 1, to))) return;
    merged.splice(-2, 1);
    to = before.unit;
  }
}

/** 《公告》的附件1《目录》第38项: the provisions of an annex are the document's. */
function withAnnex(first: GovernedDocument, annex: GovernedDocument, between: string): GovernedDocument | null {
  const above = [...first.mention.citation.provisions, ...first.part.provisions];
  const below = [...annex.mention.citation.provisions, ...annex.part.provisions];
  const isAnnex = above.length === 1 && above[0]?.startsWith('附') === true;
  if (!isAnnex || below.length === 0 || (between !== '' && !annexOf.test(between))) return null;
  const citation = { ...first.mention.citation, provisions: [] };
  const provisions = below.map((provision) => `${above[0] ?? ''}${provision}`);
  return { ...annex, mention: { ...first.mention, citation }, part: { extent: 'named', provisions } };
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
      if (part.provisions.length > 0) return joinProvisions(named, part.provisions);
      return named.length > 0 ? named : 'unspecified';
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
