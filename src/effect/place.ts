import type { Mention, NamedTarget, Passage } from '../model/document.js';
import type { EffectRules } from '../model/rules.js';
import type { Text } from '../model/text.js';
import type { EncodedSentence } from './encode.js';
import type { Governed } from './government.js';
import type { Affecting } from './statement.js';
import type { FoundVerb } from './verbs.js';

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

/** What stands between two units of a sentence. */
export function wordsOf({ text, passage, sentence }: Place, from: number, to: number): string {
  return text.text.slice(passage.from + (sentence.at[from] ?? 0), passage.from + (sentence.at[to] ?? 0)).trim();
}
