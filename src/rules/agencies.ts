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
  numberPrefixes: z.array(z.strictObject({ prefixes: words, issuer: z.string() })),
  departments: words,
  successors: z.array(
    z.strictObject({
      predecessors: words,
      successor: z.string().min(1),
      from: day,
      part: z.boolean().default(false),
      source: z.string().min(1),
    }),
  ),
});

/** Every name of a line with its own and those of all that came after it, by way of any number of reforms. */
function linesOf(
  departments: readonly string[],
  successors: readonly { readonly predecessors: readonly string[]; readonly successor: string }[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const next = new Map<string, Set<string>>(departments.map((name) => [name, new Set<string>()]));
  for (const { predecessors, successor } of successors)
    for (const name of [...predecessors, successor]) next.set(name, (next.get(name) ?? new Set()).add(successor));
  const later = (name: string, seen: Set<string>): Set<string> => {
    if (seen.has(name)) return seen;
    seen.add(name);
    for (const successor of next.get(name) ?? []) later(successor, seen);
    return seen;
  };
  return new Map([...next.keys()].map((name) => [name, later(name, new Set())]));
}

/** For every name of a line those that took over a task of it. */
function tasksOf(transfers: z.infer<typeof schema>['successors']): ReadonlyMap<string, ReadonlySet<string>> {
  const tasks = new Map<string, Set<string>>();
  for (const { predecessors, successor } of transfers)
    for (const name of predecessors) tasks.set(name, (tasks.get(name) ?? new Set()).add(successor));
  return tasks;
}

/** Reads `agencies.yaml`. @throws JiaokanError (exit 2) with file, line and column */
export function readAgencyRules(file: string, source: string): AgencyRules {
  const { value } = checkYaml(file, source, schema);
  const [transfers, successors] = [true, false].map((part) => value.successors.filter((one) => one.part === part));
  return {
    national: longestFirst(value.national),
    officesOf: longestFirst(value.officesOf),
    suffixes: longestFirst(value.suffixes),
    aliases: value.aliases,
    lines: linesOf(value.departments, successors ?? []),
    tasks: tasksOf(transfers ?? []),
    successors: (successors ?? []).flatMap(({ predecessors, successor, from }) =>
      predecessors.map((predecessor) => ({ predecessor, successor, from })),
    ),
    numberPrefixes: value.numberPrefixes
      .flatMap(({ prefixes, issuer }) => prefixes.map((prefix) => ({ prefix, issuer })))
      .sort((a, b) => b.prefix.length - a.prefix.length),
  };
}
