import { z } from 'zod';
import { parseIsoDate } from '../model/date.js';
import type { AgencyRules } from '../model/rules.js';
import { longestFirst } from './order.js';
import { checkYaml } from './yaml.js';

const words = z.array(z.string().min(1));
const day = z.string().transform((text, context) => {
  const date = parseIsoDate(text);
  if (date) return date;
  context.addIssue({ code: 'custom', message: `"${text}" is not a day; write YYYY-MM-DD` });
  return z.NEVER;
});
const schema = z.strictObject({
  national: words,
  officesOf: words,
  suffixes: words,
  aliases: z.array(z.strictObject({ short: z.string(), long: z.string() })),
  successions: z.array(z.strictObject({ predecessor: z.string(), successor: z.string(), from: day, why: z.string() })),
  numberPrefixes: z.array(z.strictObject({ prefixes: words, issuer: z.string() })),
});

/** Reads `agencies.yaml`. @throws JiaokanError (exit 2) with file, line and column */
export function readAgencyRules(file: string, source: string): AgencyRules {
  const { value } = checkYaml(file, source, schema);
  return {
    national: longestFirst(value.national),
    officesOf: longestFirst(value.officesOf),
    suffixes: longestFirst(value.suffixes),
    aliases: value.aliases,
    successions: value.successions,
    numberPrefixes: value.numberPrefixes
      .flatMap(({ prefixes, issuer }) => prefixes.map((prefix) => ({ prefix, issuer })))
      .sort((a, b) => b.prefix.length - a.prefix.length),
  };
}
