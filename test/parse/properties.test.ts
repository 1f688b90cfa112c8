import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Clause } from '../../src/model/document.js';
import { readCapture, type ReadCapture } from '../../src/pipeline/capture.js';
import { rules } from '../project-rules.js';

// Laws that hold for any text: the twenty notices, cut, shuffled and strewn with what breaks parsers.

const seed = readFileSync(new URL('../../seeds/notices.txt', import.meta.url), 'utf8').split('\n');

const debris = fc.constantFrom(
  '《',
  '》',
  '“',
  '”',
  '(',
  ')',
  '〈',
  '\uE010',
  '\u200b',
  '\u3000',
  '\u{1f600}',
  '　　',
  '第',
  '条',
  '第九千九百九十九条 ',
  '一、',
  '(一)',
  '1.',
  '附件',
  '目录',
  '2023年3月16日',
  '2020年3月1月',
  '同时废止。',
  '# ',
  '| ',
  '<p>',
  '<!--',
  '-->',
  '\r',
  '查看更多>',
  '文号:',
  '时效性:全文有效',
  '特此公告。',
  '的解读',
  '{{x}}',
); // prettier-ignore

/** Some lines of the seeds with characters taken out and debris put in. */
const mutated = fc
  .tuple(
    fc.integer({ min: 0, max: seed.length - 1 }),
    fc.integer({ min: 1, max: 60 }),
    fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat({ max: 6 }), debris), { maxLength: 12 }),
    fc.constantFrom('\n', '\r\n', '\r'),
  )
  .map(([start, length, edits, end]) => {
    const lines = seed.slice(start, start + length);
    for (const [line, column, cut, put] of edits) {
      const at = line % lines.length;
      const text = lines[at] ?? '';
      const place = text.length === 0 ? 0 : column % text.length;
      lines[at] = text.slice(0, place) + put + text.slice(place + cut);
    }
    return lines.join(end).replace(/\p{Surrogate}/gu, ''); // halves of a character that an edit cut in two
  });

/** Whether anything in a text is read. */
const isText = (source: string): boolean => source.replace(/[\s\p{C}]/gu, '') !== '';

/** Reads a text as a capture; one of nothing as 甲. */
function read(source: string): { readonly text: string; readonly capture: ReadCapture } {
  const bytes = new TextEncoder().encode(isText(source) ? source : '甲');
  return { text: new TextDecoder().decode(bytes), capture: readCapture(bytes, 'mutated.txt', rules) };
}

const flat = (clauses: readonly Clause[]): Clause[] => clauses.flatMap((clause) => [clause, ...flat(clause.children)]);
const folded = (text: string): string => text.replace(/\s+/g, ' ').trim();

describe('of a mutated notice', () => {
  test('no character is lost: components and furniture cover the capture once', () => {
    fc.assert(
      fc.property(mutated, (source) => {
        const { capture } = read(source);
        const text = capture.readings[0]?.text.source ?? '';
        const spans = [
          ...capture.readings.flatMap(({ document }) => document.components.map(({ span }) => span)),
          ...capture.furniture.map(({ span }) => span),
        ].sort((a, b) => a.from - b.from);
        expect(spans.map(({ from, to }) => text.slice(from, to)).join('')).toBe(text);
      }),
      { numRuns: 400 },
    );
  });

  test('every clause, citation and effect slices its own words out of the source', () => {
    fc.assert(
      fc.property(mutated, (source) => {
        for (const { document, text } of read(source).capture.readings) {
          const slice = (span: { from: number; to: number }): string => folded(text.source.slice(span.from, span.to));
          for (const citation of document.citations) expect(slice(citation.span)).toBe(folded(citation.text));
          for (const effect of document.effects) expect(slice(effect.span)).toBe(effect.quote);
          for (const { label, span } of flat(document.clauses)) {
            // a label may be printed in full width or with invisible characters in it
            if (label !== null) expect(span.to - span.from).toBeGreaterThanOrEqual(label.length);
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  test('eIds are unique, and every passage has the one of a clause', () => {
    fc.assert(
      fc.property(mutated, (source) => {
        for (const { document, passages } of read(source).capture.readings) {
          const ids = flat(document.clauses).map(({ eId }) => eId);
          expect(new Set(ids).size).toBe(ids.length);
          expect(passages.every(({ eId }) => ids.includes(eId))).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('twice is the same', () => {
    fc.assert(
      fc.property(mutated, (source) => {
        const drawn = (): string => JSON.stringify(read(source).capture.readings.map(({ document }) => document));
        expect(drawn()).toBe(drawn());
      }),
      { numRuns: 50 },
    );
  });
});

describe('hostile input is read, with a message where something is uncertain', () => {
  const huge = 200_000;
  test.each<[string, string]>([
    ['one line of sentences', '《甲办法》(某税发〔2018〕3号)同时废止。'.repeat(2_000)],
    ['one paragraph without an end', '甲'.repeat(huge)],
    ['brackets that open', '《“('.repeat(huge / 20)],
    ['labels that nest', '(一)'.repeat(huge / 20)],
    ['lines of nothing', `甲${' \n'.repeat(huge)}`],
    ['page numbers and nothing', `甲\n${`— 1 —\n${'\n'.repeat(20)}`.repeat(huge / 40)}`],
    ['characters of private use', `甲${'\ue123'.repeat(huge)}`],
    ['elements that nest', `<html><body>${'<div>'.repeat(huge / 20)}甲。`],
    ['cells of a row', `<table><tr>${'<td>1</td>'.repeat(huge / 20)}</tr></table>`],
    ['titles without an end', '# 甲\n'.repeat(huge / 4)],
    ['digits', '1'.repeat(huge)],
    ['one notice a thousand times', '吉林省财政厅关于甲的通知\n吉财〔2023〕5号\n一、甲\n2023年3月1日\n'.repeat(1_000)],
  ])('%s', (_what, source) => {
    const { capture } = read(source);
    expect(capture.readings.length + capture.furniture.length).toBeGreaterThan(0);
  });

  test.each<[string, string[], string]>([
    [
      'a truncated notice',
      ['吉林省财政厅关于甲的通知', '吉财〔2023〕5号', '一、甲', '(一)乙《丙'],
      'cite/unbalanced-title',
    ],
    ['a numeral out of range', ['第一条 甲。', '第九千九百九十九条 乙。'], 'parse/number-gap'],
    ['a label in a quotation is no clause', ['一、将第三条修改为:“第三条 甲。”', '三、乙'], 'parse/number-gap'],
  ])('%s', (_what, lines, code) => {
    const { capture } = read(lines.join('\n'));
    expect(capture.readings[0]?.document.messages.map((message) => message.code)).toContain(code);
  });
});
