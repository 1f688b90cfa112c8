import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Clause, Document } from '../../src/model/document.js';
import { readCapture } from '../../src/pipeline/capture.js';
import { rules } from '../project-rules.js';
import { containers } from './containers.js';

// The twenty notices of the seeds, each put into other containers: the same document must come out.
const bytes = readFileSync(new URL('../../seeds/notices.txt', import.meta.url));
const lines = bytes.toString('utf8').split('\n');
const readings = readCapture(bytes, 'seeds/notices.txt', rules).readings;

/** What must not depend on the container: metadata, the clause tree, citations and effects, without places. */
function essence(document: Document): unknown {
  const { id, title, annexTitle, number, issuers, jurisdiction, type, issued, officialStatus, commences, lastDay } =
    document;
  return {
    id,
    title,
    annexTitle,
    number,
    issuers,
    jurisdiction,
    type,
    issued,
    officialStatus,
    commences,
    lastDay,
    components: document.components.map((component) => component.kind),
    clauses: document.clauses.map(drawn),
    citations: document.citations.map(({ title: cited, number: folded, provisions, kind, self, alias }) => ({
      cited,
      folded,
      provisions,
      kind,
      self,
      alias,
    })),
    notDocuments: document.notDocuments.map(({ reason }) => reason),
    effects: document.effects.map(({ type: effect, target, date, dateBasis, asserted, scope }) => ({
      effect,
      target,
      date,
      dateBasis,
      asserted,
      scope,
    })),
  };
}

const drawn = ({ eId, kind, heading, component, children }: Clause): unknown => ({
  eId,
  kind,
  heading,
  component,
  children: children.map(drawn),
});

describe.each(containers)('$name', ({ pack }) => {
  test.each(readings.map((reading, index) => [index + 1, reading.document] as const))(
    'notice %i',
    (_count, document) => {
      const own = lines
        .slice(document.source.firstLine - 1, document.source.lastLine)
        .filter((line) => line.trim() !== '');
      const capture = readCapture(pack(own), 'container', rules);
      expect(capture.readings.map((reading) => essence(reading.document))).toEqual([essence(document)]);
    },
  );
});
