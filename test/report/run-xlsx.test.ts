import { setTimeout } from 'node:timers/promises';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { EffectRecord } from '../../src/model/graph.js';
import { readXml, type XmlElement } from '../../src/report/akn/xml.js';
import { runXlsx } from '../../src/report/run-xlsx.js';
import { printSheets, sheetOf } from '../../src/report/spreadsheet.js';
import { date, reading, run } from './builder.js';
import { sampleRun } from './sample-run.js';

const elementsOf = ({ content }: XmlElement, name: string): readonly XmlElement[] =>
  content.filter((each): each is XmlElement => typeof each !== 'string' && each.name === name);
const below = (of: XmlElement, ...names: readonly string[]): readonly XmlElement[] =>
  names.reduce<readonly XmlElement[]>((found, name) => found.flatMap((each) => elementsOf(each, name)), [of]);
const textOf = (of: XmlElement): string => of.content.filter((each) => typeof each === 'string').join('');

/** Sheets of an .xlsx by name: the texts of their cells, numbers and days as they are stored. */
function readSheets(bytes: Uint8Array): ReadonlyMap<string, readonly (readonly string[])[]> {
  const parts = unzipSync(bytes);
  const part = (path: string) => readXml(strFromU8(parts[path] ?? new Uint8Array()));
  const shared = below(part('xl/sharedStrings.xml'), 'si').map((item) => below(item, 't').map(textOf).join(''));
  const cellText = (cell: XmlElement) => {
    const value = below(cell, 'v').map(textOf).join('');
    return cell.attributes['t'] === 's' ? (shared[Number(value)] ?? '') : value;
  };
  return new Map(
    below(part('xl/workbook.xml'), 'sheets', 'sheet').map((sheet, index) => [
      sheet.attributes['name'] ?? '',
      below(part(`xl/worksheets/sheet${index + 1}.xml`), 'sheetData', 'row').map((row) =>
        elementsOf(row, 'c').map(cellText),
      ),
    ]),
  );
}

const sheetXml = (bytes: Uint8Array): string =>
  strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array());

describe('audit.xlsx', () => {
  test('has a sheet each for documents, effects, differences and findings, named in either language', async () => {
    const sheets = readSheets(await runXlsx(sampleRun(), 'zh-CN'));
    expect([...sheets].map(([name, rows]) => [name, rows.length - 1])).toEqual([
      ['文件', 4],
      ['效力作用', 2],
      ['差异', 9],
      ['发现', 3],
    ]);
    expect([...readSheets(await runXlsx(sampleRun(), 'en')).keys()]).toEqual([
      'documents',
      'effects',
      'differences',
      'findings',
    ]);
  });

  test('says why a document is not in force, and what differs', async () => {
    const sheets = readSheets(await runXlsx(sampleRun(), 'zh-CN'));
    const repealed = sheets.get('文件')?.find((row) => row.includes('关于征收事项的通知'));
    expect(repealed).toEqual(expect.arrayContaining(['全文废止', '废止', 'CN-JL/2023/甲市税务局公告2023年第1号', '7']));
    const modal = sheets.get('差异')?.find((row) => row.includes('应当'));
    expect(modal).toEqual(expect.arrayContaining(['实质差异', '应当、可以、不得', '可以', '待审']));
  });

  test('says of an effect that a person rejected it, who and when', async () => {
    const sample = sampleRun();
    const [{ effect }] = sample.graph.effects as [EffectRecord];
    const decision = { verdict: 'reject', note: '无权废止', by: '张三', on: date('2023-03-23') } as const;
    const sheets = readSheets(
      await runXlsx(
        {
          ...sample,
          uncounted: new Map([[effect.id, 'rejected']]),
          reviews: new Map([[effect.id, { id: effect.id, of: 'effect', decisions: [decision] }]]),
        },
        'zh-CN',
      ),
    );
    expect(sheets.get('效力作用')?.[1]).toEqual(expect.arrayContaining(['已拒绝', '2023-03-23 拒绝 张三 无权废止']));
  });

  test('a day is a day in every time zone, and the head stays in sight', async () => {
    const columns = [{ head: 'day', width: 12, as: 'date' as const, cell: (day: string) => day }];
    const bytes = await printSheets([sheetOf('days', columns, ['2023-03-22', '1899-12-31'])]);
    // 45007 is 22 March 2023; the calendar of spreadsheets begins in 1900, so an older day is text.
    expect(readSheets(bytes).get('days')).toEqual([['day'], ['45007'], ['1899-12-31']]);
    expect(sheetXml(bytes)).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/);
  });

  test.each(['=1+1', '+1', '-1', '@SUM(1)', '＝1', '007', '=HYPERLINK("x")'])('%s is text', async (title) => {
    const of = reading('CN/2023/1', [['body', 'para_1', '', '甲']], { title });
    const bytes = await runXlsx(run([of]), 'zh-CN');
    expect(sheetXml(bytes)).not.toContain('<f>');
    expect(readSheets(bytes).get('文件')?.[1]?.[0]).toBe(title);
  });

  test('holds what XML and a cell can hold', async () => {
    const of = reading('CN/2023/1', [['body', 'para_1', '', '甲']], {
      title: `\u0000\uffff</t>${'甲'.repeat(40_000)}`,
    });
    const title = readSheets(await runXlsx(run([of]), 'zh-CN')).get('文件')?.[1]?.[0] ?? '';
    expect(title).toMatch(/^⟨U\+0000⟩<\/t>甲+$/);
    expect(title).toHaveLength(32_766); // 32,767 and the one that is no character
  });

  test('is the same bytes twice, a second of the clock apart', async () => {
    const first = await runXlsx(sampleRun(), 'zh-CN');
    await setTimeout(2_100); // zips count time in steps of two seconds
    expect(await runXlsx(sampleRun(), 'zh-CN')).toEqual(first);
  });
});
