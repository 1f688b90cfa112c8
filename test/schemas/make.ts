import { createGenerator } from 'ts-json-schema-generator';
import { z } from 'zod';
import { familySchema } from '../../src/family/declaration.js';
import { pipelineSchema } from '../../src/pipeline/settings.js';
import { overridesSchema } from '../../src/rules/overrides.js';

/** The JSON of each command and the type it is made from, in `src/model/output.ts`. */
const outputs = {
  parse: 'ParseOutput',
  compare: 'CompareOutput',
  'compare-many': 'CompareManyOutput',
  families: 'FamiliesOutput',
  template: 'TemplateOutput',
  audit: 'AuditOutput',
  graph: 'GraphOutput',
  show: 'ShowOutput',
  history: 'HistoryOutput',
  import: 'ImportOutput',
  takedown: 'TakedownOutput',
  review: 'ReviewOutput',
  check: 'ChecksOutput',
} as const;

/**
 * The schemas the package publishes, by file name under `schemas/`: JSON Schema of what commands print, made from the
 * types, and of the files people write, made from the schemas they are checked by.
 */
export function makeSchemas(root: string): ReadonlyMap<string, string> {
  const ofModel = schemaMaker(root, 'src/model/output.ts');
  const ofRun = schemaMaker(root, 'src/report/json.ts');
  const print = (schema: object): string => `${JSON.stringify(schema, null, 2)}\n`;
  return new Map([
    ...Object.entries(outputs).map(([command, type]) => [`${command}.schema.json`, print(ofModel(type))] as const),
    ['run.schema.json', print(ofRun('RunOutput'))] as const,
    ['pipeline.schema.json', print(z.toJSONSchema(pipelineSchema, { io: 'input' }))] as const,
    ['overrides.schema.json', print(z.toJSONSchema(overridesSchema, { io: 'input' }))] as const,
    ['family.schema.json', print(z.toJSONSchema(familySchema, { io: 'input' }))] as const,
  ]);
}

/** Makes JSON Schemas of the types that one file exports. */
function schemaMaker(root: string, path: string): (type: string) => object {
  const generator = createGenerator({
    path: `${root}/${path}`,
    tsconfig: `${root}/tsconfig.json`,
    skipTypeCheck: true,
    topRef: true,
    additionalProperties: false,
  });
  return (type) => generator.createSchema(type);
}
