import { addDays, type IsoDate } from '../model/date.js';
import type { Passage, Provisions, Target } from '../model/document.js';
import type { EffectRule, EffectRules } from '../model/rules.js';
import type { Text } from '../model/text.js';
import type { EncodedSentence, Expression, Period } from './encode.js';
import type { Affecting, Day, Statement } from './statement.js';
import { isGuarded } from './verbs.js';

/** A frame that matched a sentence; units of the code. */
interface Match {
  readonly rule: EffectRule;
  readonly sentence: EncodedSentence;
  readonly from: number;
  readonly to: number;
  readonly groups: Readonly<Record<string, readonly [number, number] | undefined>>;
}

/** What a sentence says of the document itself or of rules without a name, by the frames of `effects.yaml`. */
export interface FramedSentence {
  readonly statements: readonly Statement[];
  /** Units at which a verb stands that a frame has taken. */
  readonly taken: ReadonlySet<number>;
}

export function readFrames(
  sentence: EncodedSentence,
  passage: Passage,
  affecting: Affecting,
  text: Text,
  rules: EffectRules,
): FramedSentence {
  const statements: Statement[] = [];
  const taken = new Set<number>();
  for (const rule of rules.rules) {
    for (const found of sentence.code.matchAll(rule.pattern)) {
      const groups = found.indices?.groups ?? {};
      const verb = groups['verb'];
      if (verb && (taken.has(verb[0]) || isGuarded(sentence.code, verb[0], verb[1], rules.guards))) continue;
      if (verb) taken.add(verb[0]);
      const match: Match = { rule, sentence, from: found.index, to: found.index + found[0].length, groups };
      if (isCovered(match, statements, passage)) continue;
      statements.push(...statementsOf(match, passage, affecting, text));
    }
  }
  return { statements, taken };
}

/** 本公告第四条自D起施行 is said of the article alone; a looser frame over the same end says nothing new. */
function isCovered(match: Match, statements: readonly Statement[], passage: Passage): boolean {
  const to = passage.from + (match.sentence.at[match.to] ?? 0);
  return statements.some((other) => other.effect === match.rule.effect && other.to === to);
}

function statementsOf(match: Match, passage: Passage, affecting: Affecting, text: Text): Statement[] {
  const { rule, sentence } = match;
  const first = rule.target === 'class' ? classStart(match) : match.from;
  return targetsOf(match, passage, affecting, text).map((target) => ({
    rule: rule.id,
    effect: rule.effect,
    target,
    day: dayOf(match),
    asserted: rule.asserted,
    scope: rule.scope,
    passage,
    from: passage.from + (sentence.at[first] ?? 0),
    to: passage.from + (sentence.at[match.to] ?? passage.to - passage.from),
  }));
}

function targetsOf(match: Match, passage: Passage, affecting: Affecting, text: Text): Target[] {
  const self = (provisions: Provisions): Target[] => [
    { title: affecting.title, number: affecting.number, provisions, work: affecting.id },
  ];
  switch (match.rule.target) {
    case 'self':
      return self('whole');
    case 'part':
      return self(expressionsIn(match).findLast(isProvisions)?.provisions ?? []);
    case 'rest':
      return self({ except: provisionsBefore(match) });
    case 'class':
      return [{ class: classText(match, passage, text) }];
    case 'docs':
      return documentsOf(match, affecting);
  }
}

function isProvisions(found: Expression): found is Expression & { readonly kind: 'provisions' } {
  return found.kind === 'provisions';
}

function expressionsIn({ sentence, from, to }: Match): Expression[] {
  return [...sentence.expressions].filter(([unit]) => unit >= from && unit < to).map(([, expression]) => expression);
}

/** The provisions that the sentence has named before 其余. */
function provisionsBefore({ sentence, from }: Match): string[] {
  return [...sentence.expressions].flatMap(([unit, found]) =>
    unit < from && found.kind === 'provisions' ? found.provisions : [],
  );
}

function documentsOf(match: Match, affecting: Affecting): Target[] {
  const [from, to] = match.groups['docs'] ?? [match.from, match.to];
  const isPart = match.rule.effect === 'prevails';
  return [...match.sentence.expressions].flatMap(([unit, found]) => {
    if (unit < from || unit >= to || found.kind !== 'document') return [];
    const { title, number, issued, provisions, self } = found.mention.citation;
    return [
      {
        title,
        number,
        ...(issued === undefined ? {} : { issued }),
        provisions: provisions.length > 0 ? provisions : isPart ? 'unspecified' : 'whole',
        work: self ? affecting.id : null,
      },
    ];
  });
}

/** Unit at which the words start that say what an override is over: 本办法施行前的规定与…不一致的. */
function classStart({ sentence, from }: Match): number {
  return sentence.code.lastIndexOf(',', from - 1) + 1;
}

/** What stands before the frame in its clause; the frame itself where nothing does. */
function classText(match: Match, passage: Passage, text: Text): string {
  const { at } = match.sentence;
  const slice = (from: number, to: number): string =>
    text.text.slice(passage.from + (at[from] ?? 0), passage.from + (at[to] ?? 0)).trim();
  const before = slice(classStart(match), match.from);
  return before === '' ? slice(match.from, match.to) : before;
}

function dayOf(match: Match): Day {
  switch (match.rule.date) {
    case 'stated':
      return { kind: 'stated', date: dateIn(match, 'date') };
    case 'day-before': {
      const date = dateIn(match, 'date');
      return date === null ? { kind: 'unknown' } : { kind: 'computed', date: addDays(date, -1) };
    }
    case 'term':
      return { kind: 'term', start: dateIn(match, 'start'), period: periodIn(match) };
    case 'after-issue':
      return { kind: 'after-issue', period: periodIn(match) };
    case 'on-issue':
    case 'with-commencement':
    case 'unknown':
      return { kind: match.rule.date };
  }
}

function dateIn({ groups, sentence }: Match, slot: 'date' | 'start'): IsoDate | null {
  const [from, to] = groups[slot] ?? [0, 0];
  for (let unit = from; unit < to; unit += 1) {
    const found = sentence.expressions.get(unit);
    if (found?.kind === 'date') return found.date;
  }
  return null;
}

function periodIn({ groups, sentence }: Match): Period | null {
  const found = sentence.expressions.get(groups['period']?.[0] ?? -1);
  return found?.kind === 'period' ? found.period : null;
}
