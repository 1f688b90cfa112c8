import fc from 'fast-check';
import { beforeAll, describe, expect, it, test } from 'vitest';
import type { Clause, Passage, Reading } from '../../src/model/document.js';
import { aknXml } from '../../src/report/akn.js';
import { type AknClause, readAkn } from '../../src/report/akn/read.js';
import {
  childElements,
  readXml,
  textOf,
  writableText,
  type XmlElement,
  type XmlNode,
} from '../../src/report/akn/xml.js';
import { readAll, readLines } from '../readings.js';
import { containerLines, handmade, parsed, resolved, seedReadings, unresolvedSeeds } from './akn-cases.js';
import { mustCheckSchema, noSchemaCheck, schemaFaults } from './akn-schema.js';
import { citedNode, date, reading, repeal } from './builder.js';

/** The clause tree as the parser has it, with the text of each passage. */
function treeOf({ document, passages, text }: Reading): AknClause[] {
  const byId = new Map(passages.map((passage) => [passage.eId, passage]));
  const written = (value: string | null) => (value === null ? null : writableText(value));
  const words = (passage: Passage | undefined) => (passage ? text.text.slice(passage.labelTo, passage.to) : '');
  const tree = ({ eId, kind, component, label, heading, children }: Clause): AknClause => ({
    eId,
    kind,
    component,
    label: written(label),
    heading: written(heading),
    text: writableText(words(byId.get(eId))),
    children: children.map(tree),
  });
  return document.clauses.map(tree);
}

/** All text of an export but its metadata, in order, without the blanks. */
function textOfExport(xml: string): string {
  const withoutMeta = (node: XmlElement): XmlElement => ({
    ...node,
    content: node.content.flatMap((child): XmlNode[] => {
      if (typeof child === 'string') return [child];
      return child.name === 'meta' ? [] : [withoutMeta(child)];
    }),
  });
  return textOf(withoutMeta(readXml(xml))).replace(/\s/g, '');
}

function textOfPassages({ passages, text }: Reading): string {
  const all = passages.map((passage) => text.text.slice(passage.from, passage.to)).join('');
  return writableText(all).replace(/\s/g, '');
}

/** Every element of a name, in document order. */
function elements(xml: string, name: string): XmlElement[] {
  const within = (node: XmlElement): XmlElement[] =>
    childElements(node).flatMap((child) => [...(child.name === name ? [child] : []), ...within(child)]);
  return within(readXml(xml));
}

const attributes = (xml: string, name: string) => elements(xml, name).map((node) => node.attributes);

const seedCases = seedReadings.map((one, index) => [`${index + 1} ${one.document.title ?? ''}`, one] as const);
const madeUpCases = [...Object.entries(handmade), ...Object.entries(parsed)];

test('there are twenty notices to export', () => {
  expect(seedReadings).toHaveLength(20);
});

describe.each([...seedCases, ...madeUpCases])('export of %s', (_name, one) => {
  const xml = aknXml(one);

  test('reads back to the same clause tree', () => {
    expect(readAkn(xml).clauses).toEqual(treeOf(one));
  });

  test('holds every character of every passage, in order', () => {
    expect(textOfExport(xml)).toBe(textOfPassages(one));
  });

  test('is the same bytes twice, and no character that XML cannot hold', () => {
    expect(aknXml(one)).toBe(xml);
    expect(writableText(xml)).toBe(xml);
  });

  test('gives no id twice, and every reference inside the file has its target', () => {
    const ids = Array.from(xml.matchAll(/ eId="([^"]+)"/g), ([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = Array.from(
      xml.matchAll(/ (?:href|source|refersTo|as|start|end|period)="#([^"]*)"/g),
      ([, id]) => id,
    );
    expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
  });
});

describe('ids', () => {
  /** Naming Convention 5.4: `[prefix__]element_ref[_number]`. */
  const namingConvention = /^[a-zA-Z]+(_[0-9]+(-[0-9]+)?)?(__[a-z]+(_[0-9]+(-[0-9]+)?)?)*$/;

  test.each(seedCases)('follow the naming convention of the standard: %s', (_name, one) => {
    const ids = Array.from(aknXml(one).matchAll(/ eId="([^"]+)"/g), ([, id]) => id ?? '');
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.filter((id) => !namingConvention.test(id))).toEqual([]);
  });
});

describe('the schema of Akoma Ntoso 3.0', () => {
  beforeAll(() => {
    if (mustCheckSchema && noSchemaCheck !== null) throw new Error(noSchemaCheck);
  });

  const named = (readings: readonly Reading[]) =>
    Object.fromEntries(readings.map((one, index) => [`${index + 1}`, aknXml(one)]));

  it.for([
    ['the notices of seeds/', () => named(seedReadings)],
    ['the same with no citation resolved', () => named(unresolvedSeeds)],
    ['readings made by hand', () => named(Object.values(handmade))],
    ['hostile captures', () => named(Object.values(parsed).flatMap((one) => [one, resolved(one)]))],
    ['keyword soup', () => named(fc.sample(soup, { seed: 7, numRuns: 200 }).flatMap((text) => readAll(text)))],
  ] as const)('holds for %s', ([, documents], context) => {
    if (noSchemaCheck !== null) return context.skip(noSchemaCheck);
    const exports = documents();
    expect(Object.keys(exports)).not.toEqual([]);
    expect(schemaFaults(exports)).toEqual([]);
  });

  it('would find a fault', (context) => {
    if (noSchemaCheck !== null) return context.skip(noSchemaCheck);
    const broken = aknXml(parsed['container']!).replace('<mainBody>', '<mainBody><num>1</num>');
    expect(schemaFaults({ broken }).join('\n')).toContain('num');
  });
});

/** Words that make structure, in any order; made up. */
const soup = fc
  .array(
    fc.constantFrom(
      '甲省财政厅关于印发《某办法》的通知',
      '第一章 总则',
      '第一条 ',
      '第二条之一',
      '【奖励】',
      '一、',
      '(一)',
      '1.',
      '(1)',
      '①',
      '附件',
      '附件:1.表',
      '\n',
      '\n',
      '\n',
      '\n',
      '关于《某公告》的解读',
      '2023年3月1日',
      '吉林省财政厅',
      '特此公告。',
      '《',
      '》',
      '甲。',
      ':',
      '<',
      '&',
      '"',
      '\u001b',
      '\ufffe',
      '\ue010',
      '(此件公开发布)',
      '本办法自印发之日起施行,有效期5年。',
      '《甲办法》(某税发〔2018〕3号)同时废止。',
      '发文时间:2023-3-1',
      '时效性:全文有效',
      ' ',
      '　',
    ),
    { maxLength: 60 },
  )
  .map((words) => words.join(''))
  .filter((text) => text.replace(/[\s\p{C}]/gu, '') !== ''); // a capture of nothing is refused

describe('keyword soup', () => {
  test('reads back to the same tree, with every character', () => {
    expect(() =>
      fc.assert(
        fc.property(soup, (text) => {
          for (const one of readAll(text)) {
            const xml = aknXml(one);
            expect(readAkn(xml).clauses).toEqual(treeOf(one));
            expect(textOfExport(xml)).toBe(textOfPassages(one));
          }
        }),
        { numRuns: 300, seed: 11 },
      ),
    ).not.toThrow();
  });
});

describe('the kind of document', () => {
  const roots = (one: Reading) =>
    childElements(readXml(aknXml(one))).map(({ name, attributes }) => [name, attributes['name']]);

  it('is an act for a text in articles, with the name by which others cite it', () => {
    const law = parsed['a law by itself']!;
    expect(roots(law)).toEqual([['act', '法']]);
    expect(attributes(aknXml(law), 'FRBRuri').slice(0, 2)).toEqual([
      { value: `/akn/cn/act/undated/${law.document.title ?? ''}` },
      { value: `/akn/cn/doc/undated/${law.document.title ?? ''}` },
    ]);
  });

  it('is a doc for a notice, and an attached act for the rules it issues', () => {
    const xml = aknXml(readLines(...containerLines));
    expect(roots(readLines(...containerLines))).toEqual([['doc', '通知']]);
    expect(attributes(xml, 'act')).toEqual([{ name: 'annex', contains: 'singleVersion' }]);
  });

  it('is a doc that prescribes nothing for an interpretation', () => {
    const one = readLines(
      '甲省财政厅关于甲的公告',
      '一、甲。',
      '吉林省财政厅',
      '2023年3月1日',
      '关于《甲省财政厅关于甲的公告》的解读',
      '一、背景',
      '略。',
    );
    const [attachment] = elements(aknXml(one), 'attachment');
    const [document] = childElements(attachment!);
    expect([document?.name, document?.attributes['name']]).toEqual(['doc', 'interpretation']);
    expect(attributes(aknXml(one), 'FRBRprescriptive')).toEqual([{ value: 'false' }]);
  });
});

describe('the places of components', () => {
  it('keeps what follows an annex with the annex', () => {
    const [attachment] = elements(aknXml(readLines(...containerLines)), 'attachment');
    expect(textOf(attachment!).replace(/\s/g, '')).toMatch(/有效期5年。附件:申请表$/);
  });

  it('takes the words that issue a text as the body of a notice that has no other', () => {
    const [body] = elements(aknXml(readLines(...containerLines)), 'mainBody');
    expect(textOf(body!).trim()).toBe('现将《甲省奖励办法》印发给你们,请遵照执行。');
  });

  it('attaches what stands where the standard has no place for it, and moves nothing', () => {
    const names = attributes(aknXml(handmade['body after the signature']!), 'doc').map(({ name }) => name);
    expect(names).toEqual(['公告', 'body', 'preamble', 'annex']);
  });
});

describe('headings', () => {
  const level = (...lines: readonly string[]) =>
    readAkn(aknXml(readLines('甲省财政厅关于甲的通知', ...lines))).clauses.slice(1);

  it('keeps the brackets of a heading out of the heading and in the text', () => {
    const one = readLines(...containerLines);
    const xml = aknXml(one);
    const [article] = readAkn(xml).clauses.flatMap(({ children }) => children.filter(({ eId }) => eId === 'art_4'));
    expect(article).toMatchObject({ label: '第四条', heading: '期限', text: '奖励应当在6个月内发放。' });
    expect(xml).toContain('<heading><inline name="mark">【</inline>期限<inline name="mark">】</inline></heading>');
  });

  it('tells a heading from words of its own', () => {
    expect(level('一、总体要求', '二、各区应当落实。').map(({ heading, text }) => [heading, text])).toEqual([
      ['总体要求', '总体要求'],
      [null, '各区应当落实。'],
    ]);
  });
});

describe('citations and days', () => {
  const cited = resolved(
    readLines(
      '吉林省财政厅关于甲的公告',
      '一、根据《中华人民共和国预算法》和《乙办法》(吉财〔2020〕7号),自2023年5月1日起执行。',
      '二、2023年2月30日不是日期。',
    ),
  );

  it('links a citation to the work it was resolved to', () => {
    const works = cited.document.citations.map(({ work }) => work);
    expect(works).not.toContain(null);
    expect(attributes(aknXml(cited), 'ref').map(({ href }) => href)).toEqual([
      '/akn/cn/doc/undated/中华人民共和国预算法',
      '/akn/cn-jl/doc/2020/吉财〔2020〕7号',
    ]);
  });

  it('links an unresolved one to how it was named, once for each name', () => {
    const one = readLines(
      '吉林省财政厅关于甲的公告',
      '一、根据《乙办法》(吉财〔2020〕7号)。',
      '二、依照《乙办法》(吉财〔2020〕7号)。',
    );
    expect(one.document.citations.map(({ work }) => work)).toEqual([null, null]);
    expect(attributes(aknXml(one), 'ref')).toEqual([{ href: '#cited_1' }, { href: '#cited_1' }]);
    expect(attributes(aknXml(one), 'TLCReference').map(({ showAs }) => showAs)).toEqual(['《乙办法》 吉财〔2020〕7号']);
  });

  it('marks days that exist, and no others', () => {
    expect(attributes(aknXml(cited), 'date')).toEqual([{ date: '2023-05-01' }]);
  });

  it('keeps a day inside a cited title within the citation, once', () => {
    const xml = aknXml(readLines('吉林省财政厅关于甲的公告', '一、根据《关于印发2023年5月1日会议纪要的通知》执行。'));
    expect(elements(xml, 'ref').map(textOf)).toEqual(['《关于印发2023年5月1日会议纪要的通知》']);
    expect(attributes(xml, 'date')).toEqual([]);
    expect(xml.split('2023年5月1日会议纪要的通知》</ref>执行。')).toHaveLength(2);
  });

  it('marks number and day of a header, whatever brackets the number is printed in', () => {
    const xml = aknXml(readLines('吉林省财政厅关于甲的通知', '吉财[2023]5号 2023-03-01', '一、甲。'));
    expect(xml).toContain('<docNumber>吉财[2023]5号</docNumber> <docDate date="2023-03-01">2023-03-01</docDate>');
  });
});

describe('lifecycle and modifications', () => {
  const target = citedNode('CN-JL/2020/吉财〔2020〕7号', '乙办法', '吉财〔2020〕7号');
  const one = reading('CN-JL/2023/甲', [['body', 'level_1', '一、', '《乙办法》(吉财〔2020〕7号)同时废止。']]);
  const effect = repeal(one, '《乙办法》(吉财〔2020〕7号)同时废止', target);
  const withEffect = (fields: Partial<typeof effect>): string =>
    aknXml({ ...one, document: { ...one.document, effects: [{ ...effect, ...fields }] } });

  it('states a repeal with its clause, its target and the day it starts', () => {
    const xml = withEffect({});
    expect(attributes(xml, 'textualMod')).toEqual([{ eId: 'textualMod_1', type: 'repeal' }]);
    expect(attributes(xml, 'destination')).toEqual([{ href: '/akn/cn-jl/doc/2020/吉财〔2020〕7号' }]);
    expect(
      elements(xml, 'activeModifications')
        .flatMap((node) => childElements(node))
        .map((node) => childElements(node)[0]?.attributes),
    ).toEqual([{ href: '#level_1' }]);
    const [interval] = attributes(xml, 'timeInterval');
    const day = attributes(xml, 'eventRef').find(({ eId }) => `#${eId ?? ''}` === interval?.['start']);
    expect(day).toMatchObject({ date: '2023-03-22', refersTo: '#commencement' });
  });

  it.each([
    [
      'only some provisions end',
      { target: { title: '乙办法', number: null, provisions: ['第三条'], work: target.id } },
    ],
    [
      'it does not say which',
      { target: { title: '乙办法', number: null, provisions: 'unspecified', work: target.id } },
    ],
    [
      'all but one end',
      { target: { title: '乙办法', number: null, provisions: { except: ['第三条'] }, work: target.id } },
    ],
    ['the target is not known', { target: { title: '乙办法', number: null, provisions: 'whole', work: null } }],
    ['a class without a name ends', { target: { class: '此前有关规定' } }],
    ['it is told of, not done', { asserted: false }],
    ['the term of one clause ends', { scope: 'item' }],
    ['the standard has no word for it', { type: 'annuls' }],
  ] as const)('says nothing of a document ending where %s', (_case, fields) => {
    expect(attributes(withEffect(fields), 'activeModifications')).toEqual([]);
  });

  it('counts the last day as a day in force: the expiry is the day after', () => {
    const { document } = one;
    const xml = aknXml({ ...one, document: { ...document, lastDay: date('2023-12-31') } });
    expect(attributes(xml, 'eventRef').find(({ refersTo }) => refersTo === '#expiry')?.['date']).toBe('2024-01-01');
  });

  it('starts force with the commencement, not with an issue on the same day', () => {
    const xml = aknXml(readLines(...containerLines));
    const [interval] = attributes(xml, 'timeInterval').filter(({ start }) => start !== undefined);
    const day = attributes(xml, 'eventRef').find(({ eId }) => `#${eId ?? ''}` === interval?.['start']);
    expect(day).toMatchObject({ date: '2023-03-15', refersTo: '#commencement' });
  });

  it('keeps an implied commencement out: nobody states it', () => {
    const commences = { date: date('2023-03-16'), basis: 'implied', retroactive: false } as const;
    const xml = aknXml({ ...one, document: { ...one.document, commences } });
    expect(attributes(xml, 'eventRef').map(({ refersTo }) => refersTo)).toEqual([undefined]);
  });

  it('states the five repeals of the three notices that repeal something', () => {
    const repealed = seedReadings.flatMap((seed) => {
      const xml = aknXml(seed);
      const mods = elements(xml, 'textualMod').filter((node) => node.attributes['type'] === 'repeal');
      return mods.map((mod) =>
        childElements(mod)
          .find(({ name }) => name === 'destination')
          ?.attributes['href']?.split('/')
          .at(-1),
      );
    });
    expect(repealed.sort()).toEqual([
      '国家税务总局吉林省税务局公告2022年第3号',
      '国家税务总局吉林省税务局公告2022年第4号',
      '国家税务总局河南省税务局公告2022年第2号',
      '国家税务总局河南省税务局公告2022年第6号',
      '青政办字〔2020〕89号',
    ]);
  });
});

describe('hostile text', () => {
  it('shows each character that XML cannot hold as U+FFFD, and says which it was', () => {
    const xml = aknXml(reading('XX/undated/甲', [['body', 'para_1', '', '甲\u0000乙\ufffe丙\ud800丁\r戊']]));
    expect(xml).toContain('<p>甲\ufffd乙\ufffd丙\ufffd丁\ufffd戊</p>');
    expect(
      elements(xml, 'note')
        .map(textOf)
        .map((note) => note.trim()),
    ).toEqual(['para_1: U+FFFD stands for U+0000 U+FFFE U+D800 U+000D']);
  });

  it('reads escaped markup back as the text it was', () => {
    const text = '&amp;lt;b&gt; "甲" &#65; ]]>';
    const [clause] = readAkn(aknXml(reading('XX/undated/甲', [['body', 'para_1', '', text]]))).clauses;
    expect(clause?.text).toBe(text);
  });

  it('reads text of nothing but escapes, more of them than the library expands of declared entities', () => {
    const text = '&'.repeat(200_000);
    const [clause] = readAkn(aknXml(reading('XX/undated/甲', [['body', 'para_1', '', text]]))).clauses;
    expect(clause?.text).toBe(text);
  });

  it('escapes what has a meaning of its own in the name of a work', () => {
    const [uri] = attributes(aknXml(reading('CN-JL/2023/甲 乙#!~@:%/丙', [])), 'FRBRuri');
    expect(uri?.['value']).toBe('/akn/cn-jl/doc/2023/甲%20乙%23%21%7E%40%3A%25%2F丙');
  });

  it.each([
    ['entities of its own', '<!DOCTYPE a [<!ENTITY b "c">]><akomaNtoso/>', /document type/],
    ['nothing', '', /one root element/],
    ['two roots', '<a/><b/>', /one root element/],
    ['no document', '<akomaNtoso/>', /expected a document/],
    ['a document without a name', '<akomaNtoso><doc/></akomaNtoso>', /FRBRuri/],
  ])('refuses to read %s', (_case, xml, message) => {
    expect(() => readAkn(xml)).toThrow(message);
  });
});
