import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compareReadings } from '../../src/compare/collate.js';
import type { Reading } from '../../src/model/document.js';
import { readCapture } from '../../src/pipeline/capture.js';
import { containers } from '../parse/containers.js';
import { rules } from '../project-rules.js';
import { drawDifference } from './notation.js';

// The same notice in another container is the same notice: layout at most, and a day written otherwise is editorial.

const bytes = readFileSync(new URL('../../seeds/notices.txt', import.meta.url));
const lines = bytes.toString('utf8').split('\n');
const { readings } = readCapture(bytes, 'seeds/notices.txt', rules);

function repack(reading: Reading, pack: (own: readonly string[]) => Uint8Array): Reading {
  const { firstLine, lastLine } = reading.document.source;
  const own = lines.slice(firstLine - 1, lastLine).filter((line) => line.trim() !== '');
  const [packed] = readCapture(pack(own), 'container', rules).readings;
  if (!packed) throw new Error('the container holds a notice');
  return packed;
}

describe.each(containers)('$name', ({ name, pack }) => {
  const harmless = name.startsWith('days') ? ['layout', 'editorial'] : ['layout'];

  test.each([6, 7, 8, 12, 14, 17, 19])('notice %i', (count) => {
    const reading = readings[count - 1];
    if (!reading) throw new Error(`the seeds hold notice ${String(count)}`);
    const { differences, exact } = compareReadings(reading, repack(reading, pack), rules);
    expect(differences.filter(({ kind }) => !harmless.includes(kind)).map(drawDifference)).toEqual([]);
    expect(exact).toBe(true);
  });
});
