import { z } from 'zod';
import type { IsoDate } from '../model/date.js';
import { exitCode, JiaokanError } from '../model/message.js';
import type { KnownWork } from '../model/rules.js';
import { checkYaml } from './yaml.js';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day is written YYYY-MM-DD');
const schema = z.strictObject({
  works: z.array(
    z.strictObject({
      title: z.string().min(1),
      titles: z.array(z.string().min(1)).default([]),
      number: z.string().min(1).optional(),
      issuers: z.array(z.string().min(1)).default([]),
      issued: day,
      commences: day,
      lastDay: day.optional(),
      source: z.string().min(1, 'a known work says where a person can look it up'),
    }),
  ),
});

/** Reads `known-works.yaml`. @throws JiaokanError (exit 2) with file, line and column; `rules/duplicate-title` */
export function readKnownWorks(file: string, source: string): readonly KnownWork[] {
  const { value, placeOf } = checkYaml(file, source, schema);
  const seen = new Set<string>();
  return value.works.map((work, index) => {
    for (const title of [work.title, ...work.titles]) {
      if (seen.has(title))
        throw new JiaokanError(
          'rules/duplicate-title',
          `two works are called "${title}"`,
          exitCode.usage,
          placeOf(['works', index]),
        );
      seen.add(title);
    }
    return {
      title: work.title,
      titles: work.titles,
      number: work.number ?? null,
      issuers: work.issuers,
      issued: work.issued as IsoDate,
      commences: work.commences as IsoDate,
      lastDay: (work.lastDay ?? null) as IsoDate | null,
      source: work.source,
    };
  });
}
