import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { subjectOf } from '../../src/model/review.js';
import type { RunReport } from '../../src/model/run.js';
import { readXml, type XmlElement } from '../../src/report/akn/xml.js';
import { feedFiles } from '../../src/report/feeds.js';
import { reportFiles } from '../../src/report/files.js';
import { date, node, reading, run, work } from './builder.js';
import { renderSite } from '../../src/report/site/site.js';
import { runSummary } from '../../src/report/summary.js';
import { sampleRun } from './sample-run.js';
import { seedsRun } from './seeds-run.js';

const elementsOf = ({ content }: XmlElement, name: string): readonly XmlElement[] =>
  content.filter((each): each is XmlElement => typeof each !== 'string' && each.name === name);
const textOf = (of: XmlElement, name: string): string =>
  elementsOf(of, name)
    .flatMap(({ content }) => content.filter((node) => typeof node === 'string'))
    .join('');
const hrefOf = (of: XmlElement, rel: string): string =>
  elementsOf(of, 'link').find(({ attributes }) => attributes['rel'] === rel)?.attributes['href'] ?? '';

function feedOf(report: RunReport, path = 'feeds/all.xml'): XmlElement {
  return readXml(feedFiles(report).get(path) ?? '');
}

const entriesOf = (report: RunReport, path?: string) => elementsOf(feedOf(report, path), 'entry');

/** `day kind title`, one line an entry. */
const linesOf = (report: RunReport, path?: string): readonly string[] =>
  entriesOf(report, path).map((entry) => {
    const kind = elementsOf(entry, 'category')[0]?.attributes['term'];
    return `${textOf(entry, 'updated').slice(0, 10)} ${kind} ${textOf(entry, 'title')}`;
  });
const idsOf = (report: RunReport): readonly string[] => entriesOf(report).map((entry) => textOf(entry, 'id'));

describe('the feeds', () => {
  test('what this run found stands under its day, what time brought and what was known under their own', () => {
    expect(linesOf(sampleRun())).toEqual([
      '2023-06-30 differences 与范本有 3 处实质差异 differs from its template in substance at 3 places: 乙市税务局关于明确征收事项的公告 (乙市税务局公告2023年第7号)',
      '2023-06-30 document 文件 document: 甲市税务局关于明确征收事项的公告 (甲市税务局公告2023年第1号)',
      '2023-06-30 status 效力变更 status changed: 全文废止 repealed: 关于征收事项的通知 (甲税发〔2018〕3号)',
      '2023-06-30 text 文本有变 text changed: 乙市税务局关于明确征收事项的公告 (乙市税务局公告2023年第7号)',
    ]);
    const later = linesOf({ ...sampleRun(), asOf: date('2024-06-30') });
    expect(later.find((line) => line.includes('全文失效'))).toMatch(/^2024-01-01 status/);
  });

  test('a document that nothing names any more is news by its title, in the feed, the summary and the site', () => {
    const lost = {
      id: work('CN/1995/照明办法'),
      title: '照明管理办法',
      from: 'repealed',
      to: 'unknown',
      on: null,
      cause: 'document',
      terms: [],
    } as const;
    const report: RunReport = { ...sampleRun(), changes: [lost] };
    expect(linesOf(report)).toContain('2023-06-30 status 效力变更 status changed: 未知 unknown: 照明管理办法');
    expect(runSummary(report)).toContain('照明管理办法: 全文废止 repealed → **未知 unknown**');
    const overview = renderSite(report, { language: 'zh-CN', graphSvg: null, scripts: null }).get('index.html') ?? '';
    expect(overview).toContain('照明管理办法');
    expect(overview).not.toContain('CN/1995/照明办法');
  });

  test('an end that moved is news, under an id of its own and without a word of the status', () => {
    const report = sampleRun();
    const second = work('CN-HA/2023/乙市税务局公告2023年第7号');
    const first = work('CN-JL/2023/甲市税务局公告2023年第1号');
    const audit = report.audit.map((row) => (row.id === first ? { ...row, until: date('2025-12-31') } : row));
    const moved = { of: 'until', from: date('2023-12-31'), to: date('2025-12-31') } as const;
    const terms = [moved, { of: 'amended', by: [second] }] as const;
    const changes = [
      { id: first, title: '甲', from: 'in-force', to: 'in-force', on: null, cause: 'document', terms } as const,
    ];
    const changed: RunReport = { ...report, audit, changes };
    expect(linesOf(changed).find((line) => line.includes('terms changed'))).toBe(
      '2023-06-30 status 期限或内容变更 terms changed: 全文有效 in force: 甲市税务局关于明确征收事项的公告 (甲市税务局公告2023年第1号)',
    );
    const idOf = (of: RunReport) => idsOf(of).filter((id) => decodeURIComponent(id).includes(`status/${first}/`));
    const longer = audit.map((row) => (row.id === first ? { ...row, until: date('2026-12-31') } : row));
    expect(new Set([...idOf(changed), ...idOf({ ...changed, audit: longer })]).size).toBe(2);
    for (const text of [runSummary(changed), feedFiles(changed).get('feeds/all.xml') ?? ''])
      expect(text).toMatch(/止于 2023-12-31 → 2025-12-31.*新经修改：乙市税务局关于明确征收事项的公告/);
    const overview = renderSite(changed, { language: 'zh-CN', graphSvg: null, scripts: null }).get('index.html');
    expect(overview).toContain('<span class="zh">止于 2023-12-31 → 2025-12-31</span>');
  });

  test('on a first run nothing is new, and the newest documents by their day of issue stand first', () => {
    const issued = (day: string) => reading(`CN/2023/${day}`, [['body', 'para_1', '', '甲']], { issued: date(day) });
    const first = run([issued('2023-01-05'), issued('2023-06-05'), issued('2019-03-01')]);
    expect(linesOf(first).map((line) => line.slice(0, 10))).toEqual(['2023-06-05', '2023-01-05', '2019-03-01']);
  });

  test('an entry keeps its id on the next night, and another text of the document has one of its own', () => {
    const report = sampleRun();
    const later: RunReport = {
      ...report,
      asOf: date('2023-07-01'),
      since: report.asOf,
      novelty: new Map(),
      changes: [],
    };
    const [before, after] = [idsOf(report), idsOf(later)];
    const lasting = before.filter((id) => !id.includes('/text/'));
    expect(lasting).toHaveLength(3);
    expect(after).toEqual(expect.arrayContaining(lasting));
    expect(before.filter((id) => id.includes('/text/'))).toHaveLength(1);
  });

  test('differences that people accepted are no news', () => {
    const report = sampleRun();
    const member = work('CN-HA/2023/乙市税务局公告2023年第7号');
    const decisions = [{ verdict: 'accept' as const, note: null, by: '王五', on: date('2023-04-01') }];
    const ids = ['modal', 'added', 'omitted'].map((id) => subjectOf('collection-notices', member, id));
    const reviews = new Map(ids.map((id) => [id, { id, of: 'difference' as const, decisions }]));
    expect(linesOf({ ...report, reviews }).filter((line) => line.includes('differences'))).toEqual([]);
  });

  test('a place and a family have feeds of their own', () => {
    expect([...feedFiles(sampleRun()).keys()]).toEqual([
      'feeds/all.xml',
      'feeds/jurisdictions/CN-JL.xml',
      'feeds/families/collection-notices.xml',
    ]);
    expect(linesOf(sampleRun(), 'feeds/families/collection-notices.xml')).toHaveLength(3);
  });

  test('a place whose code is no code makes no file', () => {
    const jurisdiction = { gb2260: null, iso: '../../x', province: null, city: null, district: null };
    const of = reading('CN/2023/1', [['body', 'para_1', '', '甲']], { jurisdiction });
    expect([...feedFiles(run([of])).keys()]).toEqual(['feeds/all.xml']);
  });

  test('have what RFC 4287 asks for, the newest entry first, and lead to files of the report', async () => {
    const report = await seedsRun('2024-06-30');
    const files = new Map(await reportFiles(report, { language: 'zh-CN', graphSvg: null, scripts: null }));
    // The texts, comparisons and families of the twenty notices are one page each.
    expect([...files.keys()].filter((path) => /^(documents|comparisons|families)\/.*-2\.html$/.test(path))).toEqual([]);
    const feeds = [...files].filter(([path]) => path.startsWith('feeds/'));
    expect(feeds.length).toBeGreaterThan(3);
    for (const [path, text] of feeds) {
      const feed = readXml(String(text));
      const entries = elementsOf(feed, 'entry');
      for (const each of [feed, ...entries]) {
        expect(textOf(each, 'id')).toMatch(/^tag:jiaokan,2026:[\w%./!~*'()-]+$/);
        expect(textOf(each, 'title')).not.toBe('');
        expect(textOf(each, 'updated')).toMatch(/^\d{4}-\d\d-\d\dT00:00:00\+08:00$/);
        const [target = ''] = hrefOf(each, 'alternate').split('#');
        expect([...files.keys()]).toContain(posix.join(posix.dirname(path), target));
      }
      expect(elementsOf(feed, 'author')).toHaveLength(1);
      expect(hrefOf(feed, 'self')).toBe(posix.basename(path));
      expect(new Set(entries.map((entry) => textOf(entry, 'id'))).size).toBe(entries.length);
      const days = entries.map((entry) => textOf(entry, 'updated'));
      expect(days).toEqual(days.toSorted().reverse());
      expect(days.every((day) => day.slice(0, 10) <= '2024-06-30')).toBe(true);
    }
  });

  test('hold the newest 100', () => {
    const many = Array.from({ length: 150 }, (_, n) => reading(`CN/2023/${n}`, [['body', 'para_1', '', '甲']]));
    expect(entriesOf(run(many))).toHaveLength(100);
  });

  test('text of a document stays text', () => {
    const title = '</title><script>\u0000\u202e';
    const of = reading('CN/2023/1', [['body', 'para_1', '', '甲']], { title, number: null });
    const report = run([of], { graph: { nodes: [node(of)], effects: [], citations: [], openEnds: [] } });
    expect(linesOf(report)).toEqual(['2023-03-16 document 文件 document: </title><script>⟨U+0000⟩⟨U+202E⟩']);
  });
});
