import { createContext, runInContext } from 'node:vm';
import fc from 'fast-check';
import type MiniSearch from 'minisearch';
import { expect, test } from 'vitest';
import { readSiteScripts } from '../../src/pipeline/site-scripts.js';
import { collateRun } from '../../src/report/corpus.js';
import { searchData, searchParts } from '../../src/report/site/search-page.js';
import { searchTokens } from '../../src/report/site/search-tokens.js';
import { sampleRun } from './sample-run.js';
import { reading, run } from './builder.js';

const scripts = await readSiteScripts();

/** What the page runs, as a browser runs it. */
const page = createContext({}) as unknown as { searchTokens(text: string): string[]; MiniSearch: typeof MiniSearch };
runInContext(scripts['search-tokens'], page);
runInContext(scripts.minisearch, page);

test.each([
  ['土地增值税', '土地 地增 增值 值税'],
  ['税', '税'],
  ['2023年第1号', '2023 年第 1 号'],
  ['１．５％', '1.5'],
  ['OECD Pillar 二', 'oecd pillar 二'],
  ['吉地税发〔2019〕12号', '吉地 地税 税发 2019 12 号'],
  ['𠮷林', '𠮷林'],
  ['', ''],
])('%s gives %s', (text, tokens) => {
  expect(searchTokens(text).join(' ')).toBe(tokens);
});

test('what is typed is cut as what is indexed', () => {
  const any = fc.string({ unit: fc.constantFrom(...'税务局第1号２３.〔〕Aé\u0301 𠮷，x') });
  fc.assert(
    fc.property(fc.oneof(any, fc.string({ unit: 'grapheme' })), (text) => {
      expect([...page.searchTokens(text)]).toEqual(searchTokens(text));
    }),
    { numRuns: 500 },
  );
});

test('the index is found in by the library of the page', () => {
  const { index, data } = searchData(collateRun(sampleRun()), sampleRun().readings);
  const options = {
    fields: ['title', 'number', 'issuers'],
    tokenize: searchTokens,
    processTerm: (term: string) => term,
  };
  const loaded = page.MiniSearch.loadJSON(JSON.stringify(index), options);
  const found = (query: string) =>
    loaded.search(query, { combineWith: 'AND' }).map(({ id }) => data.documents[id as number]?.[1]);
  expect(found('甲市税务局')).toEqual(['甲市税务局关于明确征收事项的公告']);
  expect(found('乙市 7')).toEqual(['乙市税务局关于明确征收事项的公告']);
  expect(found('乙市 征收').length).toBe(1);
  expect(found('丁市')).toEqual([]);
});

test('a site whose clauses are too long for one page is searched in several', () => {
  const long = (name: string) => reading(`CN/2023/${name}`, [['body', 'para_1', '', name.repeat(3_000_000)]]);
  const parts = searchParts(collateRun(run(['甲', '乙', '丙'].map(long))));
  expect(parts.map(({ path, rows }) => [path, rows.map(({ document }) => document.id)])).toEqual([
    ['search.html', ['CN/2023/甲', 'CN/2023/乙']],
    ['search-2.html', ['CN/2023/丙']],
  ]);
});

test('a passage that two documents share stands in the data once', () => {
  const one = reading('CN/2023/1', [['body', 'para_1', '', '本公告自公布之日起施行。']]);
  const other = reading('CN/2023/2', [['body', 'para_9', '', '本公告自公布之日起施行。']]);
  const { data } = searchData(collateRun(run([one, other])), [one, other]);
  expect(data.texts).toEqual(['本公告自公布之日起施行。']);
  expect(data.documents.map(([, , , , , , passages]) => passages.map((n, k) => (k % 2 ? data.endings[n] : n)))).toEqual(
    [
      [0, '.html#c-para_1'],
      [0, '.html#c-para_9'],
    ],
  );
});
