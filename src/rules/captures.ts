import { z } from 'zod';
import type { CaptureRules, FieldRole } from '../model/rules.js';
import { longestFirst } from './order.js';
import { checkYaml } from './yaml.js';

const words = z.array(z.string().min(1));
const schema = z.strictObject({
  fields: z.array(
    z.strictObject({ labels: words, role: z.enum(['issued', 'number', 'official-status', 'issuer', 'page', 'other']) }),
  ),
  statusLabels: words,
  chrome: words,
  footers: words,
  credits: words,
  links: words,
  labelPrefixes: words,
  closings: words,
  disclosures: words,
  interpretations: words,
  signatories: words,
});

/** Reads `captures.yaml`. @throws JiaokanError (exit 2) with file, line and column */
export function readCaptureRules(file: string, source: string): CaptureRules {
  const { value } = checkYaml(file, source, schema);
  const fields = new Map<string, FieldRole>();
  for (const { labels, role } of value.fields) for (const label of labels) fields.set(label, role);
  return {
    fields,
    fieldLabel: labelPattern([...fields.keys()]),
    fieldStarts: new Set(['【', '[', ...[...fields.keys()].map((label) => label.charAt(0))]),
    statusLabels: new Set(value.statusLabels),
    chrome: new Set(value.chrome),
    footers: value.footers,
    credits: value.credits,
    links: new Set(value.links),
    labelPrefixes: longestFirst(value.labelPrefixes),
    closings: longestFirst(value.closings),
    disclosures: longestFirst(value.disclosures),
    interpretations: longestFirst(value.interpretations),
    signatories: longestFirst(value.signatories),
  };
}

/** 文号:, 【文 号】:, 发文字号: */
function labelPattern(labels: readonly string[]): RegExp {
  const spaced = longestFirst(labels).map((label) => [...label].join(' ?'));
  const names = spaced.join('|');
  return new RegExp(`[【[] ?(${names}) ?[】\\]] ?[:：]? ?|[【[]?(${names}) ?[:：] ?`, 'g');
}
