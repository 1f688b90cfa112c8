import { describe, expect, test } from 'vitest';
import { extractPage, isHtml } from '../../src/source/html.js';
import { drawComponents, readAll } from '../readings.js';

// Made up, after the pages of the central government's site and of provincial tax portals.

const withTable = `<html><head><title>政策</title></head><body>
<div class="header"><ul><li><a href="#">首页</a></li></ul></div>
<div class="w1200"><table><tr><td>索引号</td><td>000014349/2022-00025</td><td>主题分类</td><td>财政</td></tr>
<tr><td>发文机关</td><td>国务院办公厅</td><td>成文日期</td><td>2022年03月21日</td></tr>
<tr><td>发文字号</td><td>国办发〔2022〕8号</td><td>发布日期</td><td>2022年04月01日</td></tr></table>
<div id="text"><p><strong>国务院办公厅关于印发某若干<br>措施的通知</strong></p><p>国办发〔2022〕8号</p>
<p>各省人民政府：</p><p>　　《某若干措施》已经同意，现印发给你们，请执行。</p>
<p>国务院办公厅　　<br>2022年3月21日</p><p>（此件公开发布）</p>
<p><strong>某若干措施</strong></p><p>　　一、总体要求</p><p>　　坚持统筹；推进改革。</p><p>　　本措施自印发之日起施行。</p></div>
<div class="related"><h3>相关稿件</h3><ul><li><a href="x">国务院办公厅关于甲的通知</a></li></ul></div></div>
<div class="footer">主办单位：国务院办公厅</div></body></html>`;

const withSpans = `<!DOCTYPE html><html><body><div class="detail"><div class="detail-title">国家税务总局重庆市税务局关于契税的公告</div>
<div><span>发文日期：2021-08-30</span> <span>文号：国家税务总局重庆市税务局公告2021年第6号</span> <span>全文有效</span></div>
<div class="con"><div>　　现将有关事项公告如下：</div><div>　　一、契税税率为3%。</div><div>　　二、本公告自2021年9月1日起施行。</div>
<div>　　国家税务总局重庆市税务局</div><div>　　2021年8月30日</div></div></div></body></html>`;

test('a page whose metadata stand in a table of cells', () => {
  const [reading] = readAll(withTable);
  expect(reading?.document).toMatchObject({
    title: '国务院办公厅关于印发某若干措施的通知',
    annexTitle: '某若干措施',
    number: '国办发〔2022〕8号',
    issued: '2022-03-21',
    commences: { date: '2022-03-21', basis: 'on-issue' },
  });
  expect(drawComponents(reading!.document).replace(/ [0-9-]+/g, '')).toBe(
    'header addressees preamble signature disclosure annex',
  );
});

test('a page whose metadata stand in a row of spans, the status without a label', () => {
  const readings = readAll(withSpans);
  expect(readings.map(({ document }) => document)).toMatchObject([
    {
      number: '国家税务总局重庆市税务局公告2021年第6号',
      officialStatus: '全文有效',
      issued: '2021-08-30',
      commences: { date: '2021-09-01', basis: 'stated' },
    },
  ]);
});

describe('what is a page', () => {
  test.each<[string, boolean]>([
    ['<p>一、甲。</p><p>二、乙。</p>', true],
    ['<!DOCTYPE html><html></html>', true],
    ['税率<3%的，按照3%执行；>5%的除外。', false],
    ['《关于发布<甲办法>的公告》', false],
  ])('%s: %s', (text, expected) => expect(isHtml(text)).toBe(expected));
});

test('scripts, styles and hidden parts are no text; entities are', () => {
  const page =
    '<body><script>第一条</script><p hidden>甲</p><p style="display:none">乙</p><p>丙&nbsp;&lt;丁&gt;。</p></body>';
  const { text } = extractPage(
    page,
    () => false,
    () => false,
  );
  expect(text.trim()).toBe('丙\u00a0<丁>。');
});

test('a row of fields may have a label that no list holds, a head of labels alone is none', () => {
  const page = (rows: string): string =>
    `<html><body><table>${rows}</table><div><p>甲市某事办法</p><p>第一条 甲。</p></div></body></html>`;
  const row = page('<tr><th>文&nbsp;号</th><td>甲政发〔2023〕5号</td><th>门 类</th><td>综合</td></tr>');
  const [reading] = readAll(row);
  expect(reading?.document).toMatchObject({ title: '甲市某事办法', number: '甲政发〔2023〕5号' });
  const head = page('<tr><th>文号</th><th>标题</th></tr><tr><td>甲政发〔2023〕6号</td><td>乙办法</td></tr>');
  expect(readAll(head)[0]?.document.number).toBeNull();
});

test('a title that pages break over lines inside 《》', () => {
  const [reading] = readAll(
    '<html><body><div><p>国务院关于修改《甲<br>办法》的决定</p><p>国发〔2018〕43号</p><p>一、乙。</p></div></body></html>',
  );
  expect(reading?.document).toMatchObject({ title: '国务院关于修改《甲办法》的决定', number: '国发〔2018〕43号' });
});
