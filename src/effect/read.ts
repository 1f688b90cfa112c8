import { createHash } from 'node:crypto';
import { lineAt, sourceSpan, type Text } from '../model/text.js';
import type { Commencement, Effect, EffectScope, Mention, Passage, Target } from '../model/document.js';
import type { WorkId } from '../model/ids.js';
import type { IsoDate } from '../model/date.js';
import type { Message } from '../model/message.js';
import type { CitationRules, EffectRules, NumberingRules } from '../model/rules.js';
import { titleKey, typeOf } from '../notation/titles.js';
import { type OpenList, readActs } from './acts.js';
import { CatalogueReader } from './catalogue.js';
import { encodeSentence, type Expression } from './encode.js';
import { readFrames } from './frames.js';
import { isHistory, readHistory, toldStart } from './history.js';
import { readItem } from './lists.js';
import type { Context, Place } from './place.js';
import { listSentences } from './sentences.js';
import { type Affecting, countDay, type Statement } from './statement.js';

export type { Affecting } from './statement.js';

export interface ReadEffects {
  readonly effects: readonly Effect[];
  readonly commences: Commencement;
  readonly lastDay: IsoDate | null;
  readonly messages: readonly Message[];
}

export interface EffectGrammar {
  readonly effects: EffectRules;
  readonly citations: CitationRules;
  readonly numbering: NumberingRules;
}

/**
 * Reads what a document does to others and to itself. Titles of components and header lines do nothing, but for the
 * title of the document itself (关于废止《甲》的决定); what an interpretation says is reported, not asserted; a draft for
 * comments asserts nothing.
 */
export function readEffects(
  affecting: Affecting,
  passages: readonly Passage[],
  mentions: readonly Mention[],
  text: Text,
  grammar: EffectGrammar,
): ReadEffects {
  const { statements, messages } = readStatements(affecting, passages, mentions, text, grammar);
  const isStart = ({ effect }: Statement): boolean => effect === 'commences';
  const starts = statements.filter(isStart).map((statement) => dated(statement, affecting, null, text));
  const commences = commencementOf(starts, affecting);
  const others = statements
    .filter((statement) => !isStart(statement))
    .map((statement) => dated(statement, affecting, commences, text));
  const all = [...starts, ...reachBack(starts, affecting), ...others];
  const inOrder = all.sort((a, b) => a.span.from - b.span.from || b.span.to - a.span.to);
  const kept = withoutRepeats(inOrder).sort((a, b) => a.span.from - b.span.from || a.span.to - b.span.to);
  const effects = nameEffects(affecting.id, kept);
  const end = effects.find(
    (effect) => effect.type === 'expires' && effect.asserted && isSelf(effect, affecting) && effect.date !== null,
  );
  return { effects, commences, lastDay: end?.date ?? null, messages };
}

/** Lines that name things and do nothing. */
const silent = /(?:header|signature|attachments)__|__(?:title|marker|contents)(?:-\d+)?$/;
const mainTitle = /^header__title$/;

function readStatements(
  affecting: Affecting,
  passages: readonly Passage[],
  mentions: readonly Mention[],
  text: Text,
  grammar: EffectGrammar,
): { readonly statements: readonly Statement[]; readonly messages: readonly Message[] } {
  const reader = new StatementReader(affecting, mentions, text, grammar);
  passages.forEach((passage, index) => {
    reader.read(passage, index);
  });
  reader.catalogue.finish();
  const statements = withoutToldStart(withoutAnnounced(reader.statements, text), affecting);
  return { statements, messages: reader.catalogue.messages };
}

/** Where a document states its start (第十条 本办法自…起施行), the history under its title only says so again. */
function withoutToldStart(statements: readonly Statement[], affecting: Affecting): readonly Statement[] {
  const isStated = statements.some(
    ({ effect, rule, target }) =>
      effect === 'commences' &&
      rule !== toldStart &&
      !('class' in target) &&
      target.work === affecting.id &&
      target.provisions === 'whole',
  );
  return isStated ? statements.filter(({ rule }) => rule !== toldStart) : statements;
}

/** Units of an item beside the documents it names: 一、《甲办法》(1号), with its day and issuer (guessed). */
const longestItem = 20;

/** Reads passages in order: what a sentence means may depend on the one before. */
class StatementReader {
  statements: Statement[] = [];
  readonly catalogue: CatalogueReader;
  private context: Context = { amended: null, before: [] };
  private list: OpenList | null = null;
  /** What the sentence that opened the list said of it without a name. */
  private announced: readonly Statement[] = [];
  /** The sentence before was an item that does little more than name a document. */
  private followsItem = false;
  private readonly mentionsOf = new Map<number, Mention[]>();

  constructor(
    private readonly affecting: Affecting,
    mentions: readonly Mention[],
    private readonly text: Text,
    private readonly grammar: EffectGrammar,
  ) {
    this.catalogue = new CatalogueReader(text, grammar.effects.catalogue, grammar.numbering);
    for (const mention of mentions) {
      const known = this.mentionsOf.get(mention.passage);
      if (known) known.push(mention);
      else this.mentionsOf.set(mention.passage, [mention]);
    }
  }

  read(passage: Passage, index: number): void {
    if (isHistory(passage)) {
      const body = this.text.text.slice(passage.from, passage.to);
      this.statements.push(...readHistory(passage, body, this.affecting));
      return;
    }
    const isTitle = mainTitle.test(passage.eId);
    const rows = this.catalogue.read(passage, this.mentionsOf.get(index) ?? []);
    if (rows) {
      this.statements.push(...rows);
      return;
    }
    if (silent.test(passage.eId) && !isTitle) return;
    const body = this.text.text.slice(passage.from, passage.to);
    const mentions = this.mentionsOf.get(index) ?? [];
    if (mentions.length === 0 && !this.list && !this.grammar.effects.triggers.test(body)) return;
    const documents = mentions.map(
      (mention): Expression => ({
        kind: 'document',
        mention,
        from: mention.from - passage.from,
        to: mention.to - passage.from,
      }),
    );
    const label = passage.labelTo - passage.from;
    const from = documents.find((found) => found.from < label && found.to > label)?.from ?? label; // (1988)国税地字第28号
    for (const sentence of listSentences(body)) {
      const start = Math.max(sentence.from, from); // 第二十三条 本法自…起施行: the clause's own number is no target
      if (start < sentence.to) this.readSentence(passage, body, start, sentence.to, documents, isTitle);
    }
  }

  private readSentence(
    passage: Passage,
    body: string,
    from: number,
    to: number,
    documents: readonly Expression[],
    isTitle: boolean,
  ): void {
    const { effects, citations } = this.grammar;
    const sentence = encodeSentence(body, from, to, documents, citations);
    const { affecting, text, context } = this;
    const framed = isTitle
      ? { statements: [], taken: new Set<number>() }
      : readFrames(sentence, passage, affecting, text, effects);
    const place = { sentence, passage, affecting, text, rules: effects, context, isTitle };
    const acts = readActs(place, framed.taken);
    this.statements.push(...framed.statements, ...acts.statements);
    if (this.list && acts.statements.length === 0) this.readListed(place, this.list);
    if (acts.list) this.announced = acts.list.isTentative ? acts.statements : [];
    this.list = acts.list ?? this.list;
    const named = [...sentence.expressions.values()].flatMap((found) =>
      found.kind === 'document' && !found.mention.citation.self ? [found.mention] : [],
    );
    // The items of a list are together what 上述文件 behind it means.
    const isItem = passage.labelTo > passage.from && sentence.code.length - named.length <= longestItem;
    const goesOn = (this.list && !acts.list) || (isItem && this.followsItem);
    const before = goesOn ? [...context.before, ...named] : named;
    this.followsItem = isItem;
    this.context = { amended: acts.amended, before };
  }

  /** An item of an open list; what is none closes it. */
  private readListed(place: Place, list: OpenList): void {
    const item = readItem(place, list, (text) => typeOf(text, this.grammar.numbering) !== null && !/[,。:]/.test(text));
    if (!item) {
      this.list = null;
      return;
    }
    if (this.announced.length > 0) this.statements = this.statements.filter((one) => !this.announced.includes(one));
    this.announced = [];
    this.statements.push(...item);
  }
}

/**
 * What is announced and then said again, with its number, its day, its provisions: the title (关于废止《甲》的决定), and
 * 对《甲》作如下修改.
 */
function withoutAnnounced(statements: readonly Statement[], { text }: Text): Statement[] {
  const announced = new Set(
    statements.filter((one) => isAnnounced(one) && !/名称|更名/.test(text.slice(one.from, one.to))),
  );
  const said = [...new Set(statements.filter((one) => !announced.has(one)).flatMap(sayings))];
  // The title of a decision leaves out who made what it amends.
  const isSaid = (key: string): boolean => said.some((other) => other === key || endsAlike(other, key));
  return statements.filter((one) => !announced.has(one) || !sayings(one).some(isSaid));
}

function endsAlike(said: string, announced: string): boolean {
  const [effect = '', ...title] = announced.split(' ');
  const name = title.join(' ');
  return name.length >= shortestTitle && said.startsWith(effect) && said.endsWith(name);
}

/** A title that is the end of another one of the same decision is that one, unless it is as short as 《办法》 (guessed). */
const shortestTitle = 8;

/** What a statement says of which title; 删去第三条 is part of an amendment too. */
function sayings({ effect, target }: Statement): string[] {
  if ('class' in target) return [effect];
  const effects = effect === 'repeals' && target.provisions !== 'whole' ? [effect, 'amends'] : [effect];
  return effects.map((one) => `${one} ${titleKey(target.title ?? '')}`);
}

function isAnnounced({ effect, target, passage }: Statement): boolean {
  if (mainTitle.test(passage.eId)) return true;
  return effect === 'amends' && !('class' in target) && target.provisions === 'unspecified';
}

function dated(statement: Statement, affecting: Affecting, commences: Commencement | null, text: Text): Effect {
  const { passage, target } = statement;
  const { date, basis } = countDay(statement.day, affecting, commences);
  const span = sourceSpan(text, statement.from, statement.to);
  return {
    id: '',
    type: statement.effect,
    target,
    date,
    ...(statement.until === undefined ? {} : { until: statement.until }),
    dateBasis: basis,
    asserted: statement.asserted && !isReport(statement, affecting, text),
    scope: statement.scope ?? scopeOf(target),
    component: passage.component,
    line: lineAt(text.lineStarts, span.from),
    quote: text.source.slice(span.from, span.to).replace(/\s+/g, ' ').trim(),
    span,
    rule: statement.rule,
  };
}

/** How far before a statement words stand that make it one of a draft. */
const draftReach = 500;

/** An interpretation reports; a draft, or words quoted from one, asserts nothing. */
function isReport({ passage, from }: Statement, { title }: Affecting, { text }: Text): boolean {
  if (passage.component === 'interpretation') return true;
  return /征求意见稿|草案|^解读[:,]/m.test(
    `${title ?? ''}\n${text.slice(Math.max(passage.from, from - draftReach), from)}`,
  );
}

function scopeOf(target: Target): EffectScope {
  if ('class' in target) return 'class';
  return target.provisions === 'whole' ? 'document' : 'provisions';
}

/** A document that starts before its day of issue reaches back to that day. */
function reachBack(starts: readonly Effect[], affecting: Affecting): Effect[] {
  const { issued } = affecting;
  return starts
    .filter(
      (start) =>
        start.asserted && isSelf(start, affecting) && issued !== null && start.date !== null && start.date < issued,
    )
    .map((start) => ({ ...start, type: 'applies-from', dateBasis: 'computed' }));
}

/** Two readings may be of the same words: of effects that overlap and say the same the longest quote stays. */
function withoutRepeats(effects: readonly Effect[]): Effect[] {
  const endOf = new Map<string, number>();
  return effects.filter(({ type, date, target, span }) => {
    const key = JSON.stringify([type, date, target]);
    if (span.from < (endOf.get(key) ?? -1)) return false;
    endOf.set(key, span.to);
    return true;
  });
}

function isSelf(effect: Effect, affecting: Affecting): boolean {
  return !('class' in effect.target) && effect.target.work === affecting.id;
}

/** When a document starts: as it states; without a statement on its day of issue, marked as implied. */
function commencementOf(starts: readonly Effect[], affecting: Affecting): Commencement {
  const own = starts.filter((effect) => effect.asserted && isSelf(effect, affecting) && effect.date !== null);
  const stated = own.find((effect) => effect.scope === 'document') ?? own.find(isRest) ?? own[0];
  const date = stated?.date ?? affecting.issued;
  if (date === null) return { date: null, basis: 'unknown', retroactive: false };
  const basis = !stated ? 'implied' : stated.dateBasis === 'on-issue' ? 'on-issue' : 'stated';
  return { date, basis, retroactive: affecting.issued !== null && date < affecting.issued };
}

function isRest({ target }: Effect): boolean {
  return !('class' in target) && typeof target.provisions === 'object' && 'except' in target.provisions;
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
