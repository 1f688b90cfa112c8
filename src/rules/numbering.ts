import { z } from 'zod';
import { exitCode, JiaokanError, type Place } from '../model/message.js';
import type { LabelStyle, NumberingRules } from '../model/rules.js';
import { longestFirst } from './order.js';
import { compilePattern } from './pattern.js';
import { checkYaml } from './yaml.js';

const example = z.strictObject({ yes: z.string().optional(), no: z.string().optional(), why: z.string().optional() });
const schema = z.strictObject({
  styles: z.array(
    z.strictObject({
      id: z.string(),
      pattern: z.string(),
      grammar: z.enum(['article', 'level', 'both']),
      kind: z.enum(['part', 'chapter', 'section', 'article', 'level']),
      rank: z.int().min(1).max(9),
      examples: z.array(example),
    }),
  ),
  references: z.array(z.string()),
  types: z.array(z.string()),
});

const slots = {
  cn: '[〇零○一二两三四五六七八九十百千]{1,8}',
  n: '[0-9]{1,4}',
  circled: '[①-⑳]',
  // 5.1.1, and no amount: that one follows its parent or sibling is for the tree to see
  decimal: '[0-9]{1,2}(?:\\.[0-9]{1,2}){1,4}(?= |$|[\u4e00-\u9fff《“])',
  letter: '[a-z]',
  blank: ' ',
  // “3.2023年…” is item 3 followed by a year; “3.5%” is no label.
  stop: '\\.(?![0-9])|\\.(?=(?:19|20|21)[0-9]{2}年)',
};

/** Reads `numbering.yaml` and holds every style against its examples. @throws JiaokanError (exit 2) */
export function readNumberingRules(file: string, source: string): NumberingRules {
  const { value, placeOf } = checkYaml(file, source, schema);
  const references = longestFirst(value.references);
  const styles = value.styles.map((style, index): LabelStyle => {
    const place = placeOf(['styles', index, 'pattern']);
    const compiled = new RegExp(compilePattern(style.pattern, slots, place), 'y');
    for (const [at, { yes, no }] of style.examples.entries()) {
      const where = placeOf(['styles', index, 'examples', at]);
      if (yes !== undefined && !isLabel(compiled, yes, style.kind, references))
        throw fails(style.id, yes, 'catch', where);
      if (no !== undefined && isLabel(compiled, no, style.kind, references))
        throw fails(style.id, no, 'not catch', where);
    }
    return { id: style.id, pattern: compiled, grammar: style.grammar, kind: style.kind, rank: style.rank };
  });
  return { styles, references, types: longestFirst(value.types) };
}

function isLabel(pattern: RegExp, text: string, kind: string, references: readonly string[]): boolean {
  pattern.lastIndex = 0;
  const match = pattern.exec(text);
  if (!match) return false;
  const rest = text.slice(match[0].length);
  return kind === 'level'
    ? !/^(?:[一二三四五六七八九十]+)?、/.test(rest)
    : !references.some((word) => rest.startsWith(word));
}

function fails(id: string, text: string, what: string, place: Place): JiaokanError {
  return new JiaokanError('rules/example-fails', `style ${id} should ${what} "${text}"`, exitCode.usage, place);
}
