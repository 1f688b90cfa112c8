import { describe, expect, test } from 'vitest';
import { type Notice, recordingOf, workId } from './notice.js';
import { openTemporary } from './temporary.js';

// All notices of these tests are made up.
const jia: Notice = { id: 'CN-JL/2023/甲局公告2023年第1号', paragraphs: ['甲局公告', '一、按3%征收。'] };
const yi: Notice = { id: 'CN-HA/2023/乙局公告2023年第2号', paragraphs: ['乙局公告', '一、内容。'] };
const revised: Notice = { ...jia, paragraphs: ['甲局公告', '一、按5%征收。'] };
const ids = [jia.id, yi.id].map(workId);

describe('recorded texts', () => {
  test('of a document that changed are there, the oldest first; one that did not is left out', async () => {
    const store = await openTemporary();
    await store.record(recordingOf([jia, yi]));
    await store.record(recordingOf([revised, yi]));
    const texts = await store.recordedTexts(ids, 10);
    expect([...texts.keys()]).toEqual([jia.id]);
    expect(texts.get(workId(jia.id))?.map(({ run }) => run)).toEqual(['2023-03-22-1', '2023-03-22-2']);
    expect(texts.get(workId(jia.id))?.map(({ text }) => /按(\d)%/.exec(text)?.[1])).toEqual(['3', '5']);
  });

  test('that are many are the newest', async () => {
    const store = await openTemporary();
    for (const rate of [1, 2, 3, 4]) {
      await store.record(recordingOf([{ ...jia, paragraphs: ['甲局公告', `一、按${rate}%征收。`] }]));
    }
    const texts = await store.recordedTexts(ids, 2);
    expect(texts.get(workId(jia.id))?.map(({ text }) => /按(\d)%/.exec(text)?.[1])).toEqual(['3', '4']);
  });

  test('of a history that has not begun are none', async () => {
    const store = await openTemporary();
    expect((await store.recordedTexts(ids, 10)).size).toBe(0);
  });
});
