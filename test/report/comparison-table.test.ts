import { describe, expect, test } from 'vitest';
import { compareReadings } from '../../src/compare/collate.js';
import { passagesOfReading, tabulate } from '../../src/compare/table.js';
import { type ShownTable, tableLines, tableMarkdown, tablePage } from '../../src/report/comparison-table.js';
import { plain } from '../../src/report/terminal.js';
import { rules } from '../project-rules.js';
import { reading } from './builder.js';
import { elementsOf, textOf } from './page.js';

// Made up.
const first = reading('CN/2023/甲', [
  ['body', 'para_1', '', '纳税人应当按月申报缴纳税款。'],
  ['body', 'para_2', '', '主管税务机关负责征收管理工作。'],
  ['body', 'para_3', '', '本公告自2023年3月1日起施行。'],
]);
const second = reading('CN/2023/乙', [
  ['body', 'para_1', '', '纳税人可以按月申报缴纳税款。'],
  ['body', 'para_2', '', '主管税务机关负责征收管理工作。'],
  ['body', 'para_3', '', '凭证由仓库统一保管十年备查。'],
  ['body', 'para_4', '', '本公告自2023年3月1日起施行。'],
]);
const third = reading('CN/2023/丙', [
  ['body', 'para_1', '', '纳税人应当按月申报缴纳税款。'],
  ['body', 'para_2', '', '凭证由仓库统一保管十年备查。'],
  ['body', 'para_3', '', '本公告自2023年5月1日起施行。'],
]);

function show(...others: readonly (typeof first)[]): ShownTable {
  const compared = others.map((other) => ({
    comparison: compareReadings(first, other, rules),
    passages: passagesOfReading(other),
  }));
  return {
    table: tabulate(first.document.id, passagesOfReading(first), compared),
    columns: [first, ...others].map((of) => ({ name: of.document.id, origin: { reading: of } })),
  };
}

describe('documents beside a first one', () => {
  const shown = show(second, third);

  test('have a row for each of its passages, and one for what others add in the same words', () => {
    const rows = shown.table.rows.map(({ first: passage, cells }) => [
      passage?.eId ?? null,
      ...cells.map((cell) => (cell ? `${cell.relation} ${cell.passages.map(({ eId }) => eId).join()}` : null)),
    ]);
    expect(rows).toEqual([
      ['para_1', 'match para_1', 'match para_1'],
      ['para_2', 'match para_2', 'omitted '],
      [null, 'added para_3', 'added para_2'],
      ['para_3', 'match para_4', 'match para_3'],
    ]);
  });

  test('stand in columns on a terminal, changes marked, with the counts of each', () => {
    expect(tableLines(shown, { language: 'en', paint: plain, width: 96 })).toEqual([
      'CN/2023/甲                       CN/2023/乙                       CN/2023/丙',
      '─'.repeat(96),
      '纳税人应当按月申报缴纳税款。   ~ 纳税人[-应当-]{+可以+}按月申报   =',
      '                                 缴纳税款。',
      '主管税务机关负责征收管理工作。   =                              -',
      '                               + {+凭证由仓库统一保管十年备查。 + {+凭证由仓库统一保管十年备查。',
      '                                 +}                               +}',
      '本公告自2023年3月1日起施行。     =                              ~ 本公告自[-2023年3月1日-]{+2023',
      '                                                                  年5月1日+}起施行。',
      '─'.repeat(96),
      'CN/2023/乙: substantive 2, slot 0, editorial 0, layout 0',
      'CN/2023/丙: substantive 2, slot 1, editorial 0, layout 0',
    ]);
  });

  test('are a table of Markdown', () => {
    expect(tableMarkdown(shown, 'en').split('\n').slice(0, 6)).toEqual([
      '| CN/2023/甲 | CN/2023/乙 | CN/2023/丙 |',
      '| --- | --- | --- |',
      '| 纳税人应当按月申报缴纳税款。 | 纳税人~~应当~~**可以**按月申报缴纳税款。 | \\= |',
      '| 主管税务机关负责征收管理工作。 | \\= | -  |',
      '|  | + **凭证由仓库统一保管十年备查。** | + **凭证由仓库统一保管十年备查。** |',
      '| 本公告自2023年3月1日起施行。 | \\= | 本公告自~~2023年3月1日~~**2023年5月1日**起施行。 |',
    ]);
  });

  test('are a table of a page', () => {
    const elements = elementsOf(tablePage(shown));
    const named = (name: string): string[] =>
      elements.filter(({ tagName }) => tagName === name).map((element) => textOf(element));
    expect(named('tr')).toHaveLength(5);
    expect(named('del')).toEqual(['应当', '2023年3月1日']);
    expect(named('ins')).toContain('2023年5月1日');
  });
});

test('two documents side by side mark what each has alone', () => {
  expect(tableLines(show(second), { language: 'en', paint: plain, width: 63 }).slice(2, -2)).toEqual([
    '纳税人[-应当-]按月申报缴纳税款 ~ 纳税人{+可以+}按月申报缴纳税款',
    '。                               。',
    '主管税务机关负责征收管理工作。   =',
    '                               + {+凭证由仓库统一保管十年备查。',
    '                                 +}',
    '本公告自2023年3月1日起施行。     =',
  ]);
});
