import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Effect, Provisions } from '../../src/model/document.js';
import { readLines } from '../readings.js';

/** An effect as a person labelled it; what is not said is not compared. */
const label = z.strictObject({
  type: z.string(),
  title: z.string().optional(),
  number: z.string().optional(),
  /** Rules without a name. */
  class: z.string().optional(),
  /** On the document itself. */
  self: z.boolean().optional(),
  provisions: z.union([
    z.enum(['whole', 'unspecified']),
    z.array(z.string()),
    z.strictObject({ except: z.array(z.string()) }),
  ]),
  date: z.string().optional(),
  asserted: z.boolean(),
});
const sentence = z.strictObject({ text: z.string(), why: z.string(), effects: z.array(label) });
export type Label = z.infer<typeof label>;
export type Sentence = z.infer<typeof sentence>;

/** Made-up sentences of laws, rules, tax notices and local regulations, each with all that it does. */
export const sentences: readonly Sentence[] = readFileSync(new URL('sentences.ndjson', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => sentence.parse(JSON.parse(line)));

export interface Judged {
  readonly sentence: Sentence;
  readonly missed: readonly Label[];
  readonly wrong: readonly Effect[];
  readonly found: readonly Label[];
}

/** Reads a sentence as a document and holds what is asserted against its labels. */
export function judge(sentence: Sentence): Judged {
  const { document } = readLines(...sentence.text.split('\n'));
  const left = document.effects.filter((effect) => effect.asserted);
  const found: Label[] = [];
  const missed: Label[] = [];
  for (const want of sentence.effects.filter(({ asserted }) => asserted)) {
    const at = left.findIndex((effect) => isSame(effect, want, document.id));
    if (at < 0) missed.push(want);
    else {
      found.push(want);
      left.splice(at, 1);
    }
  }
  return { sentence, missed, wrong: left, found };
}

const compared = new Set(['repeals', 'ends-efficacy', 'annuls', 'declares-lapsed', 'replaces', 'suspends', 'amends']);

function isSame(effect: Effect, want: Label, self: string): boolean {
  const { target } = effect;
  if (effect.type !== want.type || (want.date !== undefined && effect.date !== want.date)) return false;
  if ('class' in target)
    return want.class !== undefined || (want.title === undefined && want.number === undefined && !want.self);
  if (want.self) return target.work === self;
  if (want.class !== undefined) return false;
  const isNamed =
    (want.title !== undefined && plain(target.title) === plain(want.title)) ||
    (want.number !== undefined && target.number !== null && endsAlike(plain(target.number), plain(want.number))) ||
    (want.title === undefined && want.number === undefined && target.title === null && target.number === null);
  return isNamed && (!compared.has(want.type) || draw(target.provisions) === draw(want.provisions));
}

/** One number may be printed with its issuer and the other without. */
function endsAlike(a: string, b: string): boolean {
  const bare = (text: string): string => text.replace(/公告(?=[0-9]{4}年|第)|(?<=号)公告$/, '');
  return bare(a).endsWith(bare(b)) || bare(b).endsWith(bare(a));
}

function plain(text: string | null): string {
  return (text ?? '')
    .replace(/\s/g, '')
    .replace(/（/g, '(')
    .replace(/）/g, ')')
    .replace(/</g, '〈')
    .replace(/>/g, '〉')
    .replace(/^〔([0-9]{2,4})〕([^0-9]+)第([0-9]+)号$/, '$2〔$1〕$3号');
}

function draw(provisions: Provisions | Label['provisions']): string {
  if (typeof provisions === 'string') return provisions;
  if ('except' in provisions) return `except ${draw(provisions.except)}`;
  return provisions.map(plain).sort().join(' ');
}

/** `repeals 甲办法[第三条]`: how a miss is named in `known-misses.yaml`. */
export function drawLabel({ type, title, number, class: unnamed, provisions }: Label): string {
  const name = number ?? title ?? unnamed ?? 'self';
  return `${type} ${name}${provisions === 'whole' ? '' : `[${draw(provisions)}]`}`;
}
