import { createHash } from 'node:crypto';
import { type IsoDate, lastDayOfPeriod } from '../model/date.js';
import type {
  Commencement,
  DateBasis,
  Effect,
  EffectScope,
  Mention,
  Passage,
  Provisions,
  Target,
} from '../model/document.js';
import type { WorkId } from '../model/ids.js';
import type { Message } from '../model/message.js';
import type { CitationRules, EffectRule, EffectRules } from '../model/rules.js';
import { lineAt, sourceSpan, type Text } from '../model/text.js';
import { type EncodedSentence, encodeSentence, type Expression } from './encode.js';
import { listSentences } from './sentences.js';

/** The document whose words are read. */
export interface Affecting {
  readonly id: WorkId;
  readonly title: string | null;
  readonly number: string | null;
  readonly issued: IsoDate | null;
}

export interface ReadEffects {
  readonly effects: readonly Effect[];
  readonly commences: Commencement;
  readonly lastDay: IsoDate | null;
  readonly messages: readonly Message[];
}

export interface EffectGrammar {
  readonly effects: EffectRules;
  readonly citations: CitationRules;
}

/** A frame that matched a sentence. */
interface Match {
  readonly rule: EffectRule;
  readonly sentence: EncodedSentence;
  readonly passage: Passage;
  /** Units of the code. */
  readonly from: number;
  readonly to: number;
  readonly groups: Readonly<Record<string, readonly [number, number] | undefined>>;
}

/**
 * Reads what a document does to others and to itself. Titles of components and header lines do nothing; what an
 * interpretation says is reported, not asserted; a draft for comments asserts nothing.
 */
export function readEffects(
  affecting: Affecting,
  passages: readonly Passage[],
  mentions: readonly Mention[],
  text: Text,
  grammar: EffectGrammar,
): ReadEffects {
  const matches = passages.flatMap((passage, index) => matchPassage(passage, index, mentions, text, grammar));
  const starts = matches
    .filter((match) => match.rule.effect === 'commences')
    .flatMap((match) => build(match, affecting, null, text));
  const commences = commencementOf(starts, affecting);
  const others = matches
    .filter((match) => match.rule.effect !== 'commences')
    .flatMap((match) => build(match, affecting, commences, text));
  const inOrder = [...starts, ...others].sort((a, b) => a.span.from - b.span.from || b.span.to - a.span.to);
  const kept = withoutRepeats(inOrder).sort((a, b) => a.span.from - b.span.from || a.span.to - b.span.to);
  const effects = nameEffects(affecting.id, kept);
  const end = effects.find(
    (effect) => effect.type === 'expires' && effect.asserted && isSelf(effect, affecting) && effect.date !== null,
  );
  return { effects, commences, lastDay: end?.date ?? null, messages: [] };
}

/** Two frames may match the same words: of effects that overlap and say the same the longest quote stays. */
function withoutRepeats(effects: readonly Effect[]): Effect[] {
  const kept: Effect[] = [];
  for (const effect of effects) {
    const repeats = kept.some(
      (other) =>
        other.type === effect.type &&
        other.date === effect.date &&
        effect.span.from < other.span.to &&
        JSON.stringify(other.target) === JSON.stringify(effect.target),
    );
    if (!repeats) kept.push(effect);
  }
  return kept;
}

/** Lines that name things and do nothing. */
const silent = /(?:header|signature|addressees|attachments)__|__(?:title|marker|contents)(?:-\d+)?$/;

function matchPassage(
  passage: Passage,
  index: number,
  mentions: readonly Mention[],
  text: Text,
  grammar: EffectGrammar,
): Match[] {
  if (silent.test(passage.eId)) return [];
  const body = text.text.slice(passage.from, passage.to);
  if (!worthReading.test(body)) return [];
  const documents = mentions
    .filter((mention) => mention.passage === index)
    .map(
      (mention): Expression => ({
        kind: 'document',
        mention,
        from: mention.from - passage.from,
        to: mention.to - passage.from,
      }),
    );
  const from = passage.labelTo - passage.from;
  return listSentences(body).flatMap((sentence) => {
    const start = Math.max(sentence.from, from); // 第二十三条 本法自…起施行: the clause's own number is no target
    if (start >= sentence.to) return [];
    return matchSentence(
      encodeSentence(body, start, sentence.to, documents, grammar.citations),
      passage,
      grammar.effects,
    );
  });
}

/** A passage without one of these holds no effect; most passages need no closer look. */
const worthReading =
  /施行|实施|生效|执行|试行|有效期|废止|失效|到期|期满|终止|替代|代替|取代|撤销|暂停|中止|推迟|延长|延续|恢复|修改|修订|调整|更正|为准|抵触|另有规定|原规定|原有规定|适用/;

function matchSentence(sentence: EncodedSentence, passage: Passage, { rules, guards }: EffectRules): Match[] {
  const found: Match[] = [];
  const verbs = new Set<number>();
  for (const rule of rules) {
    for (const match of sentence.code.matchAll(rule.pattern)) {
      const groups = match.indices?.groups ?? {};
      const verb = groups['verb'] ?? [match.index + match[0].length, match.index + match[0].length];
      if (groups['verb'] && (verbs.has(verb[0]) || isGuarded(sentence.code, verb, guards))) continue;
      if (groups['verb']) verbs.add(verb[0]);
      found.push({ rule, sentence, passage, from: match.index, to: match.index + match[0].length, groups });
    }
  }
  return found;
}

/** 不予废止, 已废止的, 废止前, 修改、废止和解释: the verb does nothing here. */
function isGuarded(code: string, verb: readonly [number, number], guards: EffectRules['guards']): boolean {
  const before = code.slice(0, verb[0]);
  const after = code.slice(verb[1]);
  return guards.before.some((word) => before.endsWith(word)) || guards.after.some((word) => after.startsWith(word));
}

function build(match: Match, affecting: Affecting, commences: Commencement | null, text: Text): Effect[] {
  const { rule, passage, sentence } = match;
  const asserted =
    rule.asserted && passage.component !== 'interpretation' && !/征求意见稿|草案/.test(affecting.title ?? '');
  const { date, basis } = dateOf(match, affecting, commences);
  const first = rule.target === 'class' ? classStart(match) : match.from;
  const from = passage.from + (sentence.at[first] ?? 0);
  const to = passage.from + (sentence.at[match.to] ?? passage.to - passage.from);
  const span = sourceSpan(text, from, to);
  return targetsOf(match, affecting, text).map((target) => ({
    id: '',
    type: rule.effect,
    target,
    date,
    dateBasis: basis,
    asserted,
    scope: rule.scope ?? scopeOf(target),
    component: passage.component,
    line: lineAt(text.lineStarts, span.from),
    quote: text.source.slice(span.from, span.to).replace(/\s+/g, ' ').trim(),
    span,
    rule: rule.id,
  }));
}

function scopeOf(target: Target): EffectScope {
  if ('class' in target) return 'class';
  return target.provisions === 'whole' ? 'document' : 'provisions';
}

function targetsOf(match: Match, affecting: Affecting, text: Text): Target[] {
  switch (match.rule.target) {
    case 'self':
      return [{ title: affecting.title, number: affecting.number, provisions: 'whole', work: affecting.id }];
    case 'class':
      return [{ class: classBefore(match, text) }];
    case 'docs':
      return documentsOf(match, affecting);
  }
}

/** Unit at which the part of the sentence starts that says what an override is over: 本办法施行前的规定与…不一致的. */
function classStart(match: Match): number {
  return match.sentence.code.lastIndexOf(',', match.from - 1) + 1;
}

function classBefore(match: Match, text: Text): string {
  const from = match.passage.from + (match.sentence.at[classStart(match)] ?? 0);
  const to = match.passage.from + (match.sentence.at[match.from] ?? 0);
  return text.text.slice(from, to).trim();
}

function documentsOf(match: Match, affecting: Affecting): Target[] {
  const [from, to] = match.groups['docs'] ?? [match.from, match.to];
  const targets: Target[] = [];
  for (let unit = from; unit < to; unit += 1) {
    const expression = match.sentence.expressions.get(unit);
    if (expression?.kind !== 'document') continue;
    const { citation } = expression.mention;
    const isLast = unit === to - 1;
    targets.push({
      title: citation.title,
      number: citation.number,
      ...(citation.issued === undefined ? {} : { issued: citation.issued }),
      provisions: provisionsOf(match, citation.provisions, isLast ? to : null),
      work: citation.self ? affecting.id : null,
    });
  }
  return targets;
}

/** 《甲》第三条 → those; 《甲》中关于…的规定废止 → unspecified; else the whole. */
function provisionsOf(match: Match, named: readonly string[], behind: number | null): Provisions {
  if (named.length > 0) return named;
  const verb = match.groups['verb']?.[0] ?? match.to;
  const between = behind === null ? '' : match.sentence.code.slice(behind, Math.max(behind, verb));
  return /中|关于|有关|部分|相关|规定|条款/.test(between) ? 'unspecified' : 'whole';
}

function dateOf(
  match: Match,
  affecting: Affecting,
  commences: Commencement | null,
): { date: IsoDate | null; basis: DateBasis } {
  switch (match.rule.date) {
    case 'stated': {
      const date = firstDate(match);
      return { date, basis: date === null ? 'unknown' : 'stated' };
    }
    case 'on-issue':
      return { date: affecting.issued, basis: affecting.issued === null ? 'unknown' : 'on-issue' };
    case 'with-commencement':
      return withCommencement(commences);
    case 'computed':
      return computed(match, affecting, commences);
    case 'unknown':
      return { date: null, basis: 'unknown' };
  }
}

/** 同时 is the day this document starts, its issue date if it states none (domain: Dates). */
function withCommencement(commences: Commencement | null): { date: IsoDate | null; basis: DateBasis } {
  if (!commences || commences.date === null) return { date: null, basis: 'unknown' };
  return { date: commences.date, basis: commences.basis === 'implied' ? 'on-issue' : 'with-commencement' };
}

function firstDate(match: Match): IsoDate | null {
  const at = match.groups['date']?.[0];
  const expression = at === undefined ? undefined : match.sentence.expressions.get(at);
  return expression?.kind === 'date' ? expression.date : null;
}

/** 有效期5年 runs from the stated start of the term, else from the commencement, and ends the day before. */
function computed(
  match: Match,
  affecting: Affecting,
  commences: Commencement | null,
): { date: IsoDate | null; basis: DateBasis } {
  const start = match.groups['start']?.[0];
  const stated = start === undefined ? undefined : match.sentence.expressions.get(start);
  const base = stated?.kind === 'date' ? stated.date : (commences?.date ?? affecting.issued);
  const at = match.groups['period']?.[0];
  const period = at === undefined ? undefined : match.sentence.expressions.get(at);
  if (base === null || period?.kind !== 'period') return { date: null, basis: 'unknown' };
  return { date: lastDayOfPeriod(base, period.period), basis: 'computed' };
}

function isSelf(effect: Effect, affecting: Affecting): boolean {
  return !('class' in effect.target) && effect.target.work === affecting.id;
}

/** When a document starts: as it states; without a statement on its day of issue, marked as implied. */
function commencementOf(starts: readonly Effect[], affecting: Affecting): Commencement {
  const stated = starts.find((effect) => effect.asserted && isSelf(effect, affecting) && effect.date !== null);
  const date = stated?.date ?? affecting.issued;
  if (date === null) return { date: null, basis: 'unknown', retroactive: false };
  const basis = !stated ? 'implied' : stated.dateBasis === 'on-issue' ? 'on-issue' : 'stated';
  return { date, basis, retroactive: affecting.issued !== null && date < affecting.issued };
}

/** Gives every effect its id: a hash of what it is, with an ordinal where the same stands twice. */
function nameEffects(affecting: WorkId, effects: readonly Effect[]): Effect[] {
  const seen = new Map<string, number>();
  return effects.map((effect) => {
    const key = JSON.stringify([affecting, effect.type, effect.target, effect.date, effect.quote, effect.component]);
    const ordinal = (seen.get(key) ?? 0) + 1;
    seen.set(key, ordinal);
    const hash = createHash('sha256')
      .update(`${key}#${String(ordinal)}`)
      .digest('hex');
    return { ...effect, id: `e-${hash.slice(0, 12)}` };
  });
}
