import { z } from 'zod';
import type { ComparisonRules } from '../model/comparison-rules.js';
import { exitCode, JiaokanError } from '../model/message.js';
import { longestFirst } from './order.js';
import { type CheckedYaml, checkYaml } from './yaml.js';

const words = z.array(z.string().min(1));
const pair = z.tuple([z.string(), z.string()]);
const example = z
  .strictObject({ yes: pair.optional(), no: pair.optional(), why: z.string().optional() })
  .refine(({ yes, no }) => (yes === undefined) !== (no === undefined), 'an example has either "yes" or "no"');
const examples = z.array(example).min(1, 'a rule shows what it catches');
const id = z.string().regex(/^[a-z-]+\.[a-z-]+$/, 'an id looks like variant.account');

const schema = z.strictObject({
  variants: z.array(z.strictObject({ id, forms: words.min(2), examples })),
  punctuation: z.array(
    z.strictObject({ id, marks: z.array(z.string().length(1)).min(1), droppable: z.boolean(), examples }),
  ),
  quotes: z.strictObject({ opening: z.array(z.string().length(1)), closing: z.array(z.string().length(1)) }),
  fileSuffixes: z.array(z.string().regex(/^\.[a-z0-9]{1,5}$/, 'a suffix looks like .doc')),
  words: z.array(
    z.strictObject({
      id,
      reason: z.enum(['modality', 'condition', 'scope', 'period']),
      words: words.min(1),
      except: words,
      examples,
    }),
  ),
  units: z.strictObject({ rate: words, amount: words, period: words }),
});

type File = z.infer<typeof schema>;

/**
 * Reads `comparison.yaml`. Its examples are held against the whole comparison by `jiaokan check`.
 * @throws JiaokanError (exit 2) with file, line and column: unknown key, an id or form used twice
 */
export function readComparisonRules(file: string, source: string): ComparisonRules {
  const checked = checkYaml(file, source, schema);
  const { value, placeOf } = checked;
  rejectDuplicateIds(checked);
  rejectSharedForms(checked);
  return {
    variants: value.variants.map((rule, index) => ({ ...rule, place: placeOf(['variants', index]) })),
    punctuation: value.punctuation.map((rule, index) => ({ ...rule, place: placeOf(['punctuation', index]) })),
    quotes: value.quotes,
    fileSuffixes: longestFirst(value.fileSuffixes),
    words: value.words.map((rule, index) => ({ ...rule, place: placeOf(['words', index]) })),
    units: {
      rate: longestFirst(value.units.rate),
      amount: longestFirst(value.units.amount),
      period: longestFirst(value.units.period),
    },
  };
}

function rejectDuplicateIds({ value, placeOf }: CheckedYaml<File>): void {
  const seen = new Set<string>();
  for (const list of ['variants', 'punctuation', 'words'] as const) {
    for (const [index, rule] of value[list].entries()) {
      if (seen.has(rule.id)) {
        const message = `two rules are called "${rule.id}"`;
        throw new JiaokanError('rules/duplicate-id', message, exitCode.usage, placeOf([list, index, 'id']));
      }
      seen.add(rule.id);
    }
  }
}

/** A form read in two ways would make the reading depend on the order of the file. */
function rejectSharedForms({ value, placeOf }: CheckedYaml<File>): void {
  const owner = new Map<string, string>();
  for (const [index, rule] of value.variants.entries()) {
    for (const [at, form] of rule.forms.entries()) {
      const other = owner.get(form);
      if (other !== undefined) {
        const message = `"${form}" is a form of ${other} already`;
        throw new JiaokanError(
          'rules/duplicate-form',
          message,
          exitCode.usage,
          placeOf(['variants', index, 'forms', at]),
        );
      }
      owner.set(form, rule.id);
    }
  }
}
