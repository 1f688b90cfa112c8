import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { compareReadings } from '../../src/compare/collate.js';
import { passagesOfReading, tabulate } from '../../src/compare/table.js';
import { auditGraph } from '../../src/graph/status.js';
import { resolveCitations } from '../../src/cite/resolve.js';
import { readCapture } from '../../src/pipeline/capture.js';
import type { IsoDate } from '../../src/model/date.js';
import { runJson } from '../../src/report/json.js';
import { sampleRun } from '../report/sample-run.js';
import { seedsRun } from '../report/seeds-run.js';
import { rules } from '../project-rules.js';
import { makeSchemas } from './make.js';

const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');
const schemas = makeSchemas(root);

/** Errors of a value against a published schema. */
function errorsOf(name: string, value: unknown): unknown {
  const ajv = new Ajv({ allErrors: false, strict: false });
  ajv.validate(
    JSON.parse(readFileSync(`${root}/schemas/${name}`, 'utf8')) as object,
    JSON.parse(JSON.stringify(value)),
  );
  return ajv.errors;
}

describe('published schemas', () => {
  it('are those of the types; write them anew with "npm run schemas"', () => {
    expect(readdirSync(`${root}/schemas`).sort()).toEqual([...schemas.keys()].sort());
    for (const [name, schema] of schemas) expect(readFileSync(`${root}/schemas/${name}`, 'utf8'), name).toBe(schema);
  });

  it('hold for what is printed of the seeds', () => {
    const capture = readCapture(readFileSync(`${root}/seeds/notices.txt`), 'seeds/notices.txt', rules);
    const { readings, graph } = resolveCitations(capture.readings, rules);
    const documents = readings.map((reading) => reading.document);
    const [a, b] = readings;
    if (!a || !b) throw new Error('the seeds hold two documents');
    const furniture = capture.furniture.map(({ span }) => ({ path: 'seeds/notices.txt', span }));
    expect(errorsOf('parse.schema.json', { schema: 'jiaokan/parse@1', documents, furniture, messages: [] })).toBeNull();
    expect(
      errorsOf('compare.schema.json', { schema: 'jiaokan/compare@1', ...compareReadings(a, b, rules) }),
    ).toBeNull();
    const others = [{ comparison: compareReadings(a, b, rules), passages: passagesOfReading(b) }];
    const table = tabulate(a.document.id, passagesOfReading(a), others);
    expect(errorsOf('compare-many.schema.json', { schema: 'jiaokan/compare-many@1', ...table })).toBeNull();
    const asOf = '2023-03-22' as IsoDate;
    expect(
      errorsOf('audit.schema.json', { schema: 'jiaokan/audit@1', asOf, knownAt: null, rows: auditGraph(graph, asOf) }),
    ).toBeNull();
  });

  it('hold for report.json of the seeds, and of a run with all that can be in one', async () => {
    const full = sampleRun();
    const [row] = full.audit;
    if (!row) throw new Error('the sample has an audit');
    const audit = [...full.audit, { ...row, provisions: ['第三条'], declared: 'pipelines/rules/known-works.yaml' }];
    for (const report of [await seedsRun('2024-06-30'), { ...full, audit }])
      expect(errorsOf('run.schema.json', JSON.parse(runJson(report)))).toBeNull();
  });

  it('refuse a report with a key too many, one too few, or a status that is none', () => {
    const record = JSON.parse(runJson(sampleRun())) as { audit: { status: string }[] };
    expect(errorsOf('run.schema.json', { ...record, extra: 1 })).not.toBeNull();
    expect(errorsOf('run.schema.json', { ...record, gates: undefined })).not.toBeNull();
    expect(
      errorsOf('run.schema.json', { ...record, audit: record.audit.map((row) => ({ ...row, status: 'valid' })) }),
    ).not.toBeNull();
  });

  it('refuse what is not of the contract', () => {
    expect(
      errorsOf('audit.schema.json', {
        schema: 'jiaokan/audit@1',
        asOf: '2023-03-22',
        knownAt: null,
        rows: [{ status: 'valid' }],
      }),
    ).not.toBeNull();
  });
});
