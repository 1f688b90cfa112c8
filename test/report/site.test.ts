import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RunReport } from '../../src/model/run.js';
import { reportFiles } from '../../src/report/files.js';
import { comparisonPath, documentPath, familySlug, workSlug } from '../../src/report/site/links.js';
import { renderSite, type SiteOptions } from '../../src/report/site/site.js';
import { citedNode, date, node, placeOf, reading, repeal, row, run, work } from './builder.js';
import { attribute, elementsOf, idsOf, textOf } from './page.js';
import { sampleRun } from './sample-run.js';

/** A site whose pages run nothing. */
function inertSite(graphSvg: string | null): SiteOptions {
  return { language: 'zh-CN', graphSvg, scripts: null };
}

const svg = '<svg><text>甲</text></svg>';
const sample = renderSite(sampleRun(), inertSite(svg));
const pages = [...sample].filter(([path]) => path.endsWith('.html'));

/** Every page of a site that has one document, with what a hostile capture could put into it. */
function siteWith(words: string): string[] {
  return [...renderSite(hostileRun(words), inertSite(null))]
    .filter(([path]) => path.endsWith('.html'))
    .map(([, text]) => text);
}

function hostileRun(words: string): RunReport {
  const of = reading(
    `CN/2023/${words.replace(/[/\s]/g, '')}`,
    [
      ['header', 'header__title', '', words],
      ['body', `level_1${words}`, '一、', `${words}《${words}》同时废止`],
    ],
    { title: words, annexTitle: words, number: words, issuers: [words], officialStatus: words, type: words },
  );
  const old = citedNode(`CN/2001/${words.length}`, words, words);
  const reason = { type: words, by: of.document.id, line: 2, quote: words, snapshot: of.document.source.sha256 };
  const { sha256, path } = of.document.source;
  return run([of], {
    pipeline: words,
    graph: {
      nodes: [node(of), old],
      effects: [
        {
          affecting: of.document.id,
          snapshot: sha256,
          path,
          effect: { ...repeal(of, `《${words}》同时废止`, old), quote: words },
        },
      ],
      citations: [
        {
          citing: of.document.id,
          snapshot: sha256,
          path,
          citation: {
            ...placeOf(of, `《${words}》`),
            title: words,
            number: words,
            provisions: [words],
            kind: 'repeals',
            component: 'body',
            self: false,
            alias: false,
            work: old.id,
          },
        },
      ],
      openEnds: [
        { id: words, kind: 'unresolved', work: of.document.id, line: 2, quote: words, text: words, candidates: [] },
      ],
    },
    audit: [
      row(node(of), { reason, chain: [reason, reason], disagrees: true }),
      row(old, { status: 'repealed', reason, chain: [reason], provisions: [words] }),
    ],
    findings: [{ code: words, severity: 'error', work: null, path: words, line: 1, text: words }],
    gates: [{ gate: words, limit: 0, counted: 1, passed: false }],
    captures: [{ path: words, sha256, bytes: 1, documents: 1 }],
  });
}

test('an open end that people settled stays in its list, with what they decided', () => {
  const settled = { verdict: 'reject', note: null, by: '张三', on: date('2023-03-23') } as const;
  const reviews = new Map([['open-2', { id: 'open-2', of: 'open-end', decisions: [settled] } as const]]);
  const page = renderSite({ ...sampleRun(), reviews }, inertSite(null)).get('open-ends.html') ?? '';
  const rows = elementsOf(page).filter(({ tagName }) => tagName === 'tr');
  expect(rows.slice(1).map((each) => [...textOf(each).matchAll(/已拒绝|张三/g)].flat())).toEqual([
    [],
    ['已拒绝', '已拒绝', '张三'],
  ]);
  expect(page).toContain('其中 1 项已有决定');
});

describe('a hostile document', () => {
  test.each([
    ['a script', '<script>alert(1)</script>'],
    ['an image with a handler', '<img src=x onerror=alert(1)>'],
    ['the end of an attribute', '" onmouseover="alert(1)" x="'],
    ['the end of an attribute in the other quotes', "' onfocus='alert(1)' autofocus='"],
    ['the end of a comment, a style and a title', '--></style></title><script>alert(1)</script>'],
    ['a link that runs', 'javascript:alert(1)'],
    ['a frame', '<iframe src="https://a.example"></iframe>'],
    ['a base', '<base href="https://a.example/">'],
    ['an entity', '&lt;script&gt;&#60;'],
  ])('that holds %s shows it as text', (_name, words) => {
    for (const page of siteWith(words)) {
      const elements = elementsOf(page);
      const names = new Set(elements.map((element) => element.tagName));
      for (const name of ['script', 'iframe', 'base', 'img', 'object', 'form']) expect(names.has(name)).toBe(false);
      const attributes = elements.flatMap((element) => element.attrs);
      expect(
        attributes.filter(({ name }) => name.startsWith('on') || name === 'style' || name === 'autofocus'),
      ).toEqual([]);
      expect(
        elements.map((element) => attribute(element, 'href') ?? '').filter((href) => /^\s*\w+:(?!,$)/.test(href)),
      ).toEqual([]);
      expect(textOf(elements[0]!)).toContain(words);
    }
  });

  test('that turns the direction of writing shows where it does, and turns nothing', () => {
    for (const page of siteWith('公告\u202e号1第\u2066')) {
      expect(page).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
      expect(page).toContain('公告⟨U+202E⟩号1第⟨U+2066⟩');
    }
  });

  test('whose clause ids are markup still has every link lead somewhere', () => {
    expect(brokenLinks(renderSite(hostileRun('"><b>%2e#\u202e'), inertSite(null)))).toEqual([]);
  });
});

/** A view of a page that its script makes: `status=repealed&held=held`. */
function isView(anchor: string): boolean {
  return /^[a-z-]+=/.test(anchor);
}

/** Links of a site that lead to no file, or to no element of it. */
function brokenLinks(files: ReadonlyMap<string, string>): string[] {
  const ids = new Map([...files].map(([path, text]) => [path, new Set(path.endsWith('.html') ? idsOf(text) : [])]));
  return [...files]
    .filter(([path]) => path.endsWith('.html'))
    .flatMap(([path, text]) =>
      elementsOf(text)
        .filter((element) => element.tagName === 'a')
        .flatMap((element) => attribute(element, 'href') ?? [])
        .filter((href) => {
          const [file = '', anchor] = href.split('#');
          const target = ids.get(file === '' ? path : posix.join(posix.dirname(path), file));
          return !target || (anchor !== undefined && !isView(anchor) && !target.has(decodeURIComponent(anchor)));
        })
        .map((href) => `${path}: ${href}`),
    );
}

describe('the site', () => {
  test('has its pages and no others', () => {
    const documents = sampleRun().readings.map(({ document }) => documentPath(document.id));
    expect([...sample.keys()].toSorted()).toEqual(
      [
        'audit.csv',
        'audit.html',
        'documents.html',
        'families/collection-notices.html',
        'families/collection-notices--clauses.html',
        ...sampleRun().families[0]!.members.map(({ id }) => comparisonPath('collection-notices', id)),
        'graph.html',
        'index.html',
        'open-ends.html',
        ...documents,
      ].toSorted(),
    );
  });

  test('has no graph page where there is no drawing, and nothing leads to it', () => {
    const site = renderSite(sampleRun(), inertSite(null));
    expect(site.has('graph.html')).toBe(false);
    expect([...site.values()].join('')).not.toContain('graph.html');
  });

  test('the graph page lists what is drawn, what is only reported included and marked', () => {
    const report = sampleRun();
    const [first, second] = report.graph.effects;
    const told = { ...second!, effect: { ...second!.effect, asserted: false } };
    const site = renderSite({ ...report, graph: { ...report.graph, effects: [first!, told] } }, inertSite(svg));
    const rows = elementsOf(site.get('graph.html') ?? '').filter((element) => element.tagName === 'tr');
    const said = rows.map((row) => textOf(row).replace(/\s+/g, ' '));
    expect(said.filter((row) => /号废止/.test(row))).toHaveLength(2);
    expect(said.filter((row) => row.includes('废止 转述'))).toHaveLength(1);
    expect(said.filter((row) => row.includes('制定依据'))).toHaveLength(2);
  });

  test('leads nowhere that is not there', () => {
    expect(brokenLinks(sample)).toEqual([]);
  });

  test('a list too long for one page is cut, and links lead to the page that holds the row', () => {
    const of = reading('CN/2023/1', [['body', 'para_1', '', '甲']]);
    const cited = Array.from({ length: 150 }, (_, n) => citedNode(`CN/2001/${n}`, `乙${n}`, null));
    const nodes = [node(of), ...cited];
    const openEnds = cited.map(({ id }, n) => ({
      ...{ id: String(n), kind: 'unresolved' as const, work: of.document.id, line: 1, quote: '甲', text: '甲' },
      candidates: [id],
    }));
    const audit = nodes.map((entry) => row(entry));
    const site = renderSite(
      run([of], { graph: { nodes, effects: [], citations: [], openEnds }, audit }),
      inertSite(null),
    );
    expect([...site.keys()].filter((path) => /^(audit|open-ends).*html$/.test(path))).toEqual([
      ...['audit.html', 'audit-2.html', 'audit-3.html', 'open-ends.html', 'open-ends-2.html'],
    ]);
    expect(brokenLinks(site)).toEqual([]);
    const rows = [...site].filter(([path]) => path.startsWith('audit')).flatMap(([, text]) => idsOf(text));
    expect(rows.filter((id) => id.startsWith('w-'))).toHaveLength(151);
    expect(site.get('open-ends-2.html')).toContain(`href="audit-3.html#w-${workSlug(work('CN/2001/149'))}"`);
  });

  test('the spreadsheet is linked where it is written', () => {
    const link = 'href="audit.xlsx"';
    expect(sample.get('audit.html')).not.toContain(link);
    expect(renderSite(sampleRun(), { ...inertSite(null), hasXlsx: true }).get('audit.html')).toContain(link);
  });

  test('a broken link would be found', () => {
    const lost = new Map([
      ['index.html', '<a href="audit.html">1</a><a href="#no">2</a><a id="yes" href="#yes">3</a>'],
    ]);
    expect(brokenLinks(lost)).toEqual(['index.html: audit.html', 'index.html: #no']);
  });

  test('two renderings are byte-identical', async () => {
    expect([...(await reportFiles(sampleRun(), inertSite(svg)))]).toEqual([
      ...(await reportFiles(sampleRun(), inertSite(svg))),
    ]);
  });

  test('a run without anything in it still has its pages', () => {
    const empty = renderSite(run([]), inertSite(null));
    expect([...empty.keys()]).toEqual(['index.html', 'audit.html', 'open-ends.html', 'audit.csv', 'documents.html']);
    expect(brokenLinks(empty)).toEqual([]);
    expect(empty.get('index.html')).toContain('无待处理事项');
  });
});

describe.each(pages)('%s', (_path, page) => {
  const elements = elementsOf(page);
  const named = (name: string) => elements.filter((element) => element.tagName === name);

  test('allows nothing but its own style sheet, named by its hash', () => {
    const style = textOf(named('style')[0]!);
    const policy = named('meta').find((meta) => attribute(meta, 'http-equiv') === 'Content-Security-Policy');
    const hash = createHash('sha256').update(style).digest('base64');
    expect(attribute(policy!, 'content')).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`,
    );
    // a policy governs only what comes after it
    expect(elements.indexOf(policy!)).toBeLessThan(elements.indexOf(named('style')[0]!));
  });

  test('loads nothing', () => {
    expect(named('script')).toEqual([]);
    const loaded = elements
      .flatMap((element) => (element.tagName === 'a' ? [] : [attribute(element, 'src'), attribute(element, 'href')]))
      .filter((address) => address !== null);
    expect(loaded).toEqual(['data:,']);
    expect(page).not.toMatch(/@import|url\(|https?:/);
  });

  test('says its language, has one first heading and the landmarks', () => {
    expect(attribute(named('html')[0]!, 'lang')).toBe('zh-CN');
    expect(['h1', 'header', 'main', 'nav', 'footer', 'title'].map((name) => [name, named(name).length >= 1])).toEqual(
      ['h1', 'header', 'main', 'nav', 'footer', 'title'].map((name) => [name, true]),
    );
    expect(named('h1')).toHaveLength(1);
    expect(named('main')).toHaveLength(1);
  });

  test('skips no level of headings', () => {
    const levels = elements
      .filter((element) => /^h[1-6]$/.test(element.tagName))
      .map((element) => Number(element.tagName[1]));
    expect(levels.filter((level, index) => index > 0 && level > levels[index - 1]! + 1)).toEqual([]);
  });

  test('gives every head of a table its scope', () => {
    expect(named('th').filter((head) => attribute(head, 'scope') === null)).toEqual([]);
  });

  test('uses no id twice', () => {
    const ids = idsOf(page);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  test('refers only to ids that are there', () => {
    const ids = new Set(idsOf(page));
    const references = elements.flatMap((element) => attribute(element, 'aria-labelledby') ?? []);
    expect(references.filter((id) => !ids.has(id))).toEqual([]);
  });

  test('weighs less than 300 KB', () => {
    expect(Buffer.byteLength(page)).toBeLessThan(300_000);
  });
});

describe('what the pages say', () => {
  const text = (path: string) =>
    textOf(elementsOf(sample.get(path) ?? '').find((element) => element.tagName === 'main')!).replace(/\s+/g, ' ');

  test('the overview tells what changed by documents and by time', () => {
    expect(text('index.html')).toMatch(
      /因文件而变.*关于征收事项的通知.*未知.*全文废止.*2023-03-22.*因时间而变.*乙市税务局.*全文有效.*全文失效/,
    );
  });

  test('the overview tells what needs a person, substantive differences first', () => {
    expect(text('index.html')).toMatch(
      /待人处理.*实质差异 \(3\).*应当可以.*自相矛盾.*另作 甲市税务局.*丙市税务局公告2023年第9号.*标注与推算不符.*即将失效.*90 日内.*2023-09-01.*未决事项.*source\/no-notice/,
    );
  });

  test('the overview says how fresh and how complete the data is', () => {
    expect(text('index.html')).toMatch(
      /截至日 2023-06-30.*已知 4 件，收录全文 2 件，仅被引用 2 件.*captures\/made-up.txt/,
    );
  });

  test('the audit gives the quote, line and snapshot behind a status', () => {
    expect(text('audit.html')).toMatch(
      /关于征收事项的通知 甲税发〔2018〕3号.*全文废止.*2023-03-22.*《关于征收事项的通知》\(甲税发〔2018〕3号\)同时废止.*第 7 行 · 快照 [0-9a-f]{12}/,
    );
  });

  test('the audit marks a label that disagrees, in words', () => {
    expect(text('audit.html')).toMatch(/全文失效.*全文有效不符/);
  });

  test('a family page marks a contradiction, an absent value, a capped comparison and a member not held', () => {
    expect(text('families/collection-notices.html')).toMatch(/声明而未收录的成员.*丙市税务局.*另作 甲市税务局.*缺/);
    expect(second).toContain('比对达到上限');
  });

  // What pages of comparisons say of 乙市, the member that departs from the template.
  const second = text(comparisonPath('collection-notices', sampleRun().families[0]!.members[1]!.id));

  test('a change stands in its clause, with its reason', () => {
    expect(second).toContain('在本市从事经营的纳税人应当可以应当、可以、不得在取得收入之日起15日十五日内申报。');
  });

  test('a change without a text of its own leaves the text it stands at in place', () => {
    expect(second).toContain('一、征收范围版');
  });

  test('an omitted clause stands by itself, under the name it has in the template', () => {
    expect(second).toMatch(/四、缺少 5四、本公告由发文机关解释。 本公告由〔发文机关〕解释。缺少条款/);
  });

  test('a document links its citations to their pages or audit rows', () => {
    const [path] = [...sample.keys()].filter((key) => key.startsWith('documents/cn-jl'));
    const page = elementsOf(sample.get(path ?? '') ?? '');
    const cited = page.find((element) => element.tagName === 'a' && textOf(element) === '《征收管理条例》(令第12号)');
    expect(attribute(cited!, 'href')).toBe(`../audit.html#w-${workSlug(work('CN/2001/令第12号'))}`);
  });

  test('a repaired character shows what stood there', () => {
    const of = reading('CN/2023/1', [['body', 'para_1', '', '约1.3万个']]);
    const repaired = {
      ...of,
      text: {
        ...of.text,
        repairs: [{ kind: 'private-use-character' as const, span: { from: 2, to: 3 }, was: '\ue010', reads: '.' }],
      },
    };
    const page = renderSite(run([repaired]), inertSite(null)).get(documentPath(of.document.id)) ?? '';
    expect(page).toContain('约1<mark class="repair" title="原作 ⟨U+E010⟩ was ⟨U+E010⟩">.</mark>3万个');
  });

  test('a second capture of one work is listed on its page, not lost and not a page', () => {
    const first = reading('CN/2023/1', [['body', 'para_1', '', '甲']]);
    const second = reading('CN/2023/1', [['body', 'para_1', '', '乙']]);
    const other = {
      ...second,
      document: { ...second.document, source: { ...second.document.source, path: 'captures/other.txt' } },
    };
    const site = renderSite(run([first, other]), inertSite(null));
    const path = documentPath(first.document.id);
    expect([...site.keys()].filter((key) => key.startsWith('documents/'))).toEqual([path]);
    expect(site.get(path)).toMatch(/captures\/other\.txt[^]*文本不同/);
  });
});

describe('file names', () => {
  test('are stable, readable and safe', () => {
    expect(workSlug(work('CN-JL/2023/国家税务总局吉林省税务局公告2023年第1号'))).toMatch(/^cn-jl-2023-1-[0-9a-f]{12}$/);
    expect(workSlug(work('CN-SD/2023/青政办字〔2023〕12号'))).toMatch(/^cn-sd-2023-12-[0-9a-f]{12}$/);
    expect(workSlug(work('CN-JL/2023/国家税务总局吉林省税务局公告2023年第1号'))).toBe('cn-jl-2023-1-3032ec6e90e8');
  });

  test.each(['../../etc/passwd', '..', '.', '', 'CON', 'a'.repeat(300), '\0', '-rf', 'Ａ/ａ/甲', 'x\u202e/y'])(
    'of %j are safe',
    (id) => {
      expect(workSlug(work(id))).toMatch(/^[a-z0-9][a-z0-9-]{0,60}$/);
      expect(familySlug(id)).toMatch(/^[a-z0-9][a-z0-9-]{0,60}$/);
      expect(familySlug(id)).not.toBe('con');
    },
  );

  test('two works that differ by case or width alone have two names', () => {
    const names = ['CN/2023/A1号', 'CN/2023/a1号', 'CN/2023/Ａ1号', 'CN/2023/A1 号'].map((id) => workSlug(work(id)));
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(4);
  });

  test('of a family are its id where that is safe', () => {
    expect(familySlug('land-vat-prelevy')).toBe('land-vat-prelevy');
  });
});
