import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { auditHtml } from '../../src/report/audit-html.js';
import { auditXlsx } from '../../src/report/audit-xlsx.js';
import { auditCsv, auditMarkdown } from '../../src/report/audit-formats.js';
import { day } from '../graph/notation.js';
import { citedNode, row } from './builder.js';

/** A reader of RFC 4180, written from the text of the standard: records end with CRLF. */
function readCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (let match = field.exec(text); match; match = field.exec(text)) {
    record.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === ',') continue;
    records.push(record);
    record = [];
    if (field.lastIndex === text.length) return records;
  }
  throw new Error('not RFC 4180');
}

const titled = (title: string) => row(citedNode('CN/2001/1', title, null));
const titleIn = (csv: string) => readCsv(csv)[1]?.[1];

describe('the audit as a page and as a spreadsheet', () => {
  test('a title is text in the page, whatever it holds', () => {
    const page = auditHtml([titled('<script>alert(1)</script>关于“甲”的公告')], day('2024-01-01'), 'zh-CN');
    expect(page).not.toContain('<script>');
    expect(page).toContain('&lt;script&gt;');
    expect(page).toContain("default-src 'none'");
  });

  test('the spreadsheet is a zip that holds the titles as text', async () => {
    const bytes = await auditXlsx([titled('=1+1'), titled('007')]);
    expect(Buffer.from(bytes.subarray(0, 2)).toString('latin1')).toBe('PK');
    expect(bytes.length).toBeGreaterThan(1000);
  });
});

describe('the audit as CSV', () => {
  test.each([
    ['a formula', "=cmd|' /C calc'!A0"],
    ['a formula by its sign', '+1+1'],
    ['a formula by minus', '-2+3'],
    ['an old Lotus function', '@SUM(1)'],
    ['a full-width equals sign', '＝1+1'],
    ['a formula behind blanks', ' \t=1+1'],
    ['a formula behind a line end', '\r\n=1+1'],
  ])('%s is text for a spreadsheet', (_name, title) => {
    expect(titleIn(auditCsv([titled(title)], { bom: false }))).toMatch(/^'[=+\-@＝]/);
  });

  test('a formula behind a character nobody sees shows that character first', () => {
    expect(titleIn(auditCsv([titled('\u200b=1+1')], { bom: false }))).toBe('⟨U+200B⟩=1+1');
  });

  test('commas, quotes and line ends stay within their field', () => {
    expect(titleIn(auditCsv([titled('甲,"乙"\n丙')], { bom: false }))).toBe('甲,"乙" 丙');
  });

  test('every record has as many fields as the head, whatever the title', () => {
    const law = fc.property(fc.string({ unit: 'binary' }), (title) => {
      const records = readCsv(auditCsv([titled(title)], { bom: false }));
      return records.length === 2 && records[0]?.length === records[1]?.length;
    });
    expect(() => fc.assert(law)).not.toThrow();
  });

  test('the byte order mark is there when asked for, and only then', () => {
    expect(auditCsv([], { bom: true }).charCodeAt(0)).toBe(0xfeff);
    expect(auditCsv([], { bom: false })).toMatch(/^id,title,number,held,status,/);
  });
});

describe('the audit as Markdown', () => {
  test('a title cannot leave its cell', () => {
    const lines = auditMarkdown([titled('a | b\n| c |')], 'en')
      .trimEnd()
      .split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[2]).toContain('a \\| b \\| c \\|');
  });

  test('statuses are in the language asked for', () => {
    expect(auditMarkdown([titled('甲')], 'zh-CN')).toContain('| 未知 |');
    expect(auditMarkdown([titled('甲')], 'en')).toContain('| unknown |');
  });
});
