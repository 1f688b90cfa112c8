import { z } from 'zod';
import { exitCode, JiaokanError } from '../model/message.js';
import { type CharacterRules, foldedTo } from '../model/rules.js';
import { checkYaml } from './yaml.js';

const codePoint = z.string().regex(/^U\+[0-9A-F]{4}$/, 'write a character as U+XXXX');
const range = z.string().regex(/^U\+[0-9A-F]{4}(-U\+[0-9A-F]{4})?$/, 'write U+XXXX or U+XXXX-U+XXXX');

const schema = z.strictObject({
  folds: z.array(z.strictObject({ from: z.string(), to: z.string(), why: z.string() })),
  blanks: z.array(range),
  invisible: z.array(range),
  unseen: z.array(range).default([]),
  zeros: z
    .strictObject({
      chars: z.string(),
      examples: z.array(
        z.union([z.strictObject({ yes: z.string(), reads: z.string() }), z.strictObject({ no: z.string() })]),
      ),
    })
    .default({ chars: '', examples: [] }),
  privateUse: z.array(
    z.strictObject({
      char: codePoint,
      reads: z.string().length(1),
      between: z.literal('digits'),
      why: z.string(),
      examples: z.array(z.strictObject({ yes: z.string(), reads: z.string() })),
    }),
  ),
  traditional: z.array(z.strictObject({ from: z.string(), to: z.string() })).default([]),
});

/** Reads `characters.yaml`. @throws JiaokanError (exit 2) with file, line and column */
export function readCharacterRules(file: string, source: string): CharacterRules {
  const { value, placeOf } = checkYaml(file, source, schema);
  const fold = Uint32Array.from({ length: 0x10000 }, (_, unit) => unit);
  fold.fill(foldedTo.privateUse, 0xe000, 0xf900);
  for (const blank of value.blanks) fill(fold, blank, 0x20);
  for (const invisible of value.invisible) fill(fold, invisible, foldedTo.dropped);
  for (const unseen of value.unseen) fill(fold, unseen, foldedTo.unseen);
  for (const table of ['folds', 'traditional'] as const) {
    for (const [index, { from, to }] of value[table].entries()) {
      if (from.length !== to.length) {
        const message = `"from" has ${String(from.length)} characters and "to" ${String(to.length)}: they are paired one by one`;
        throw new JiaokanError('rules/uneven-fold', message, exitCode.usage, placeOf([table, index, 'to']));
      }
      for (let i = 0; i < from.length; i += 1) {
        const bit = table === 'traditional' ? foldedTo.traditional : 0;
        fold[from.charCodeAt(i)] = bit | to.charCodeAt(i);
      }
    }
  }
  const privateUse = new Map(
    value.privateUse.map(({ char, reads, between }) => [parseInt(char.slice(2), 16), { reads, between }]),
  );
  const examples = value.privateUse.flatMap((rule, index) =>
    rule.examples.map((example, at) => ({ ...example, place: placeOf(['privateUse', index, 'examples', at]) })),
  );
  const ofZeros = value.zeros.examples.map((example, at) => {
    const place = placeOf(['zeros', 'examples', at]);
    return 'no' in example ? { yes: example.no, reads: example.no, place } : { ...example, place };
  });
  for (const zero of value.zeros.chars) {
    const unit = zero.charCodeAt(0);
    fold[unit] = foldedTo.zero | (fold[unit] ?? unit);
  }
  fold[0xfffd] = foldedTo.lost;
  return { fold, privateUse, examples: [...examples, ...ofZeros] };
}

function fill(fold: Uint32Array, range: string, value: number): void {
  const [first, last] = range.split('-').map((point) => parseInt(point.slice(2), 16));
  if (first !== undefined) fold.fill(value, first, (last ?? first) + 1);
}
