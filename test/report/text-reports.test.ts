import { describe, expect, test } from 'vitest';
import type { RunReport } from '../../src/model/run.js';
import { cellWidth } from '../../src/report/cells.js';
import { runJson } from '../../src/report/json.js';
import { runSummary } from '../../src/report/summary.js';
import { auditTable, type Paint, plain, runLines } from '../../src/report/terminal.js';
import { citedNode, reading, row, run } from './builder.js';
import { sampleRun } from './sample-run.js';

describe('summary.md', () => {
  const summary = runSummary(sampleRun());

  test('counts, tells what changed and what needs a person, and shows the gates', () => {
    expect(summary).toMatch(/读取文件 documents read \| 2/);
    expect(summary).toMatch(
      /实 实质差异 substantive 3 · 变 变量 slot 4 · 校 文字校异 editorial 1 · 版 版式差异 layout 1/,
    );
    expect(summary).toMatch(
      /因时间而变 by time alone \(1\)[^]*全文有效 in force → \*\*全文失效 lapsed\*\* \(2024-01-01\)/,
    );
    expect(summary).toContain(
      '乙市税务局公告2023年第7号): 3 (应当、可以、不得 modality 1, 增加条款 added clause 1, 缺少条款 omitted clause 1)\n  - ~~应当~~ → **可以**\n  - **逾期申报的,按日加收滞纳金。**\n  - ~~本公告由〔发文机关〕解释。~~',
    );
    expect(summary).toContain('| unreadable | 0 | 1 | **未通过 failed** |');
  });

  test('does not list the documents of a first run, which are all new', () => {
    expect(runSummary(run([reading('CN/2023/1', [['body', 'para_1', '', '甲']])]))).not.toContain(
      '甲市税务局关于明确征收事项的公告',
    );
  });

  test('a hostile title stays text', () => {
    const title = '<img src=x> [甲](javascript:alert(1)) | `\n# 乙 \u202e';
    const of = reading('CN/2023/1', [['body', 'para_1', '', '甲']], { title, number: title });
    const hostile = runSummary(run([of], { since: sampleRun().since }));
    expect(hostile).toContain('\\<img src=x\\> \\[甲\\](javascript:alert(1)) \\| \\` # 乙 ⟨U+202E⟩');
    expect(hostile.split('\n').filter((line) => line.startsWith('# '))).toHaveLength(1);
  });

  test('fits a job summary with 3,000 changed documents of long titles, and says how many it left out', () => {
    const readings = Array.from({ length: 3_000 }, (_, n) =>
      reading(`CN/2023/${n}`, [['body', 'para_1', '', '甲']], { title: '*'.repeat(5_000), number: `${n}` }),
    );
    const large = runSummary(run(readings, { since: sampleRun().since, audit: [] }));
    expect(Buffer.byteLength(large)).toBeLessThan(200_000);
    expect(large).toContain('另有 2980 项 2980 more');
  });
});

describe('report.json', () => {
  const record = JSON.parse(runJson(sampleRun())) as Record<string, unknown>;

  test('has its schema and its parts in a fixed order', () => {
    expect(Object.keys(record)).toEqual([
      'schema',
      'pipeline',
      'asOf',
      'since',
      'toolVersion',
      'rulesSha256',
      'counts',
      'captures',
      'documents',
      'families',
      'audit',
      'changes',
      'expiring',
      'findings',
      'openEnds',
      'gates',
    ]);
    expect(record['schema']).toBe('jiaokan/run@1');
  });

  test('is the same bytes whatever the order of keys in what it is given', () => {
    expect(runJson(reversed(sampleRun()))).toBe(runJson(sampleRun()));
  });

  test('counts', () => {
    expect(record['counts']).toMatchObject({
      documents: 2,
      new: 1,
      changed: 1,
      works: 4,
      held: 2,
      citedOnly: 2,
      effects: { repeals: 2 },
      differences: { slot: 4, editorial: 1, layout: 1, substantive: 3 },
      openEnds: 2,
      failedGates: 1,
    });
  });

  test('gives the audit as the contract has it', () => {
    expect((record['audit'] as unknown[])[1]).toMatchObject({
      id: 'CN-JL/2018/甲税发〔2018〕3号',
      held: false,
      status: 'repealed',
      since: '2023-03-22',
      reason: { type: 'repeals', by: 'CN-JL/2023/甲市税务局公告2023年第1号', line: 7 },
      disagrees: false,
    });
  });

  test('keeps what a document says, character for character', () => {
    const title = '甲\ue010\u202e<b>"\\\n';
    const of = reading('CN/2023/1', [['body', 'para_1', '', '甲']], { title });
    const parsed = JSON.parse(runJson(run([of]))) as { documents: { title: string }[] };
    expect(parsed.documents[0]?.title).toBe(title);
  });

  /** The same run with the keys of every plain object the other way round. */
  function reversed<Value>(value: Value): Value {
    if (Array.isArray(value)) return value.map(reversed) as Value;
    if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value;
    return Object.fromEntries(
      Object.entries(value)
        .toReversed()
        .map(([key, inner]) => [key, reversed(inner as unknown)]),
    ) as Value;
  }
});

describe('the printed summary', () => {
  const options = { language: 'en' as const, paint: plain, width: 100 };
  const lines = runLines(sampleRun(), 'reports', options);

  test('says in a few lines what the run did', () => {
    expect(lines).toEqual([
      'nightly · as of 2023-06-30',
      '  documents read        2 (new 1, changed 1)',
      '  known                 4 known, 2 held in full, 2 only cited',
      '  families              1',
      '  differences           substantive 3, slot 4, editorial 1, layout 1',
      '  effects               repeals 2',
      '  what changed          by documents 1, by time alone 1',
      '  findings              error 1, warning 1, note 1',
      '  labels that disagree  1',
      '  expiring soon         1',
      '  open ends             2',
      '  gates                 failed: unreadable 1 > 0',
      'report in reports',
    ]);
  });

  test('values stand below each other in Chinese too', () => {
    const chinese = runLines(sampleRun(), null, { ...options, language: 'zh-CN' }).slice(1);
    expect(new Set(chinese.map((line) => cellWidth(/^ {2}\S+ +/.exec(line)?.[0] ?? ''))).size).toBe(1);
  });

  test('colour changes no letter', () => {
    const marked: Paint = (_style, text) => `‹${text}›`;
    const coloured = runLines(sampleRun(), 'reports', { ...options, paint: marked });
    expect(coloured.map((line) => line.replaceAll(/[‹›]/g, ''))).toEqual(lines);
  });

  test('a pipeline name cannot drive the terminal', () => {
    const hostile: RunReport = { ...sampleRun(), pipeline: '\u001b]0;x\u0007\r\n$ rm' };
    expect(runLines(hostile, null, options)[0]).toBe('⟨U+001B⟩]0;x⟨U+0007⟩ $ rm · as of 2023-06-30');
  });
});

describe('the audit on a terminal', () => {
  const options = { language: 'zh-CN' as const, paint: plain, width: 90 };

  test('keeps to the width, and columns stand below each other', () => {
    const lines = auditTable(sampleRun().audit, options);
    for (const line of lines) expect(cellWidth(line)).toBeLessThanOrEqual(90);
    const titles = lines.slice(1, -1).map((line) => /^(.*) {2}\S/.exec(line)?.[1] ?? '');
    expect(titles).toHaveLength(4);
  });

  test('a long title is cut, the number is not', () => {
    const long = row(citedNode('CN/2001/1', '关于'.repeat(60), '甲税发〔2018〕3号'));
    const [, line = ''] = auditTable([long], options);
    expect(line).toContain('甲税发〔2018〕3号');
    expect(line).toMatch(/…$/);
    expect(cellWidth(line)).toBeLessThanOrEqual(90);
  });

  test('a label that disagrees is marked and the mark explained', () => {
    const lines = auditTable(sampleRun().audit, options);
    expect(lines.filter((line) => line.startsWith('!'))).toHaveLength(2);
    expect(lines.at(-1)).toBe('! 标注与推算不符');
  });
});
