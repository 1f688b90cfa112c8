import { describe, expect, test } from 'vitest';
import { catalogues, effectWord, fill, findingWord, kindMark, statusMark } from '../../src/report/catalogue.js';

/** Every word of a catalogue with the path to it. */
function wordsOf(catalogue: object): Map<string, string> {
  const groups = Object.entries(catalogue) as [string, Record<string, string>][];
  return new Map(
    groups.flatMap(([group, words]) => Object.entries(words).map(([key, word]) => [`${group}.${key}`, word] as const)),
  );
}

const zh = wordsOf(catalogues['zh-CN']);
const en = wordsOf(catalogues.en);
const slots = (word: string) => (word.match(/\{\w+\}/g) ?? []).toSorted();

describe('the catalogues', () => {
  test('name the same things', () => {
    expect([...zh.keys()].toSorted()).toEqual([...en.keys()].toSorted());
  });

  test.each([...zh])('%s has the same slots in both languages', (key, word) => {
    expect(slots(en.get(key) ?? '')).toEqual(slots(word));
  });

  test('leave no word empty, no Chinese in English, no English in Chinese', () => {
    expect([...zh].filter(([, word]) => word.trim() === '' || !/\p{Script=Han}/u.test(word))).toEqual([]);
    expect([...en].filter(([, word]) => word.trim() === '' || /\p{Script=Han}/u.test(word))).toEqual([]);
  });

  test('write Chinese with full-width punctuation', () => {
    expect([...zh].filter(([, word]) => /\p{Script=Han}[,;:]|[,;:]\p{Script=Han}/u.test(word))).toEqual([]);
  });

  test('call no two statuses and no two kinds of difference the same', () => {
    for (const catalogue of Object.values(catalogues)) {
      for (const group of [catalogue.status, catalogue.kind]) {
        const words = Object.values(group);
        expect(new Set(words).size).toBe(words.length);
      }
    }
  });

  test('mark each status and each kind by a shape of its own', () => {
    for (const marks of [Object.values(statusMark), Object.values(kindMark)])
      expect(new Set(marks).size).toBe(marks.length);
  });
});

test('a slot without a value stays, so that a mistake shows', () => {
  expect(fill('第 {n} 行,共 {total}', { n: 3 })).toBe('第 3 行,共 {total}');
});

test('a value is put in as it is, even where it looks like a slot or a replacement pattern', () => {
  expect(fill('{a} {b}', { a: '{b}', b: '$&' })).toBe('{b} $&');
});

test('types and codes nobody named are shown as they are', () => {
  expect(effectWord(catalogues.en, 'known-work')).toBe('known-work');
  expect(findingWord(catalogues.en, 'source/new-code')).toBeNull();
});
