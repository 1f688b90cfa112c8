import { describe, expect, it, test } from 'vitest';
import type { Clause } from '../../src/model/document.js';
import { documentMarkdown, documentRecord } from '../../src/report/document-formats.js';
import { escapeMarkdown } from '../../src/report/markdown.js';
import { readLines } from '../readings.js';
import { containerLines, handmade, parsed, seedReadings } from './akn-cases.js';
import { reading } from './builder.js';

const cases = [
  ...seedReadings.map((one, index) => [`${index + 1} ${one.document.title ?? ''}`, one] as const),
  ...Object.entries(handmade),
  ...Object.entries(parsed),
];

function countClauses(clauses: readonly Clause[]): number {
  return clauses.reduce((count, { children }) => count + 1 + countClauses(children), 0);
}

describe.each(cases)('Markdown of %s', (_name, one) => {
  const markdown = documentMarkdown(one);

  test('holds the words of every passage, in order, with an anchor for every clause', () => {
    let at = 0;
    expect(markdown.split('<a id="')).toHaveLength(countClauses(one.document.clauses) + 1);
    for (const { eId, labelTo, to } of one.passages) {
      const words = escapeMarkdown(one.text.text.slice(labelTo, to));
      const anchor = markdown.indexOf(`<a id="${eId}"></a>`, at);
      expect(anchor, eId).toBeGreaterThanOrEqual(0);
      at = markdown.indexOf(words, anchor);
      expect(at, `${eId}: ${words}`).toBeGreaterThanOrEqual(anchor);
    }
  });

  test('has one title, one table, and no line that the text of the document could open', () => {
    const lines = markdown.split('\n').filter((line) => line !== '');
    expect(lines[0]).toMatch(/^# /);
    expect(lines.slice(1).filter((line) => !/^(?:\||#{2,6} |<a id="[\w-]+"><\/a>|[^\s#>|<*+-])/.test(line))).toEqual(
      [],
    );
  });
});

describe('Markdown of a document', () => {
  it('shows labels, headings and what is known', () => {
    const markdown = documentMarkdown(readLines(...containerLines));
    expect(markdown).toContain('# <a id="header__title"></a>甲省商务厅关于印发《甲省奖励办法》的通知\n');
    expect(markdown).toContain('| 文号 number | 甲商〔2023〕5号 |');
    expect(markdown).toContain('### <a id="chp_1"></a>第一章 总则\n');
    expect(markdown).toContain('#### <a id="art_4"></a>第四条 【期限】\n\n奖励应当在6个月内发放。\n');
    expect(markdown).toContain('<a id="art_2__para_1__point_1"></a>**(一)** 引进;\n');
  });

  it('has the title once', () => {
    const markdown = documentMarkdown(readLines('吉林省财政厅关于甲的公告', '一、甲。'));
    const lines = markdown.split('\n').filter((line) => line.endsWith('吉林省财政厅关于甲的公告'));
    expect(lines).toEqual(['# <a id="header__title"></a>吉林省财政厅关于甲的公告']);
  });

  it('makes no markup of the text of a document', () => {
    const markdown = documentMarkdown(reading('XX/undated/甲', [['body', 'para_1', '', '# <script>|[a](b)*c*\n# 二']]));
    expect(markdown).toContain('<a id="para_1"></a>\\# \\<script\\>\\|\\[a\\](b)\\*c\\* # 二\n');
  });
});

describe('JSON of a document', () => {
  it('is the document as parse gives it, and the text of its passages', () => {
    const one = readLines(...containerLines);
    const record = documentRecord(one);
    expect(record.schema).toBe('jiaokan/export@1');
    expect(record.document).toEqual(one.document);
    expect(record.passages.find(({ eId }) => eId === 'art_4')).toMatchObject({
      component: 'annex',
      kind: 'article',
      path: ['第一章', '第四条'],
      label: '第四条 【期限】',
      text: '奖励应当在6个月内发放。',
    });
  });

  test.each(cases)('slices every passage out of the source: %s', (_name, one) => {
    for (const { span, label, text } of documentRecord(one).passages) {
      const evidence = one.text.source.slice(span.from, span.to);
      expect(evidence.length === 0).toBe(label === '' && text === '');
    }
    expect(JSON.parse(JSON.stringify(documentRecord(one)))).toEqual(documentRecord(one));
  });
});
