import { expect, test } from 'vitest';
import type { Decision } from '../../src/model/review.js';
import { day, recordingOf } from './notice.js';
import { commitsOf, plainGit } from './plain-git.js';
import { openTemporary } from './temporary.js';

const decision = (by: string, verdict: Decision['verdict'] = 'accept', note: string | null = null): Decision => ({
  verdict,
  note,
  by,
  on: day('2023-04-01'),
});

test('decisions of two people on one thing, recorded at once, both stand', async () => {
  const store = await openTemporary();
  const other = await openTemporary({}, store.path);
  await Promise.all([
    store.decide('d-1', 'difference', decision('张三')),
    other.decide('d-1', 'difference', decision('李四', 'reject', '税率不同')),
    other.decide('e/../2', 'effect', decision('李四')),
  ]);
  const reviews = await store.readReviews(await store.revision());
  expect(reviews.map(({ id, decisions }) => [id, decisions.map(({ by }) => by)])).toEqual([
    ['d-1', ['张三', '李四']],
    ['e/../2', ['李四']],
  ]);
  expect(commitsOf(store.path)).toHaveLength(3);
  expect(await store.verify()).toEqual([]);
});

test('the same decision again makes no commit, and a run leaves it as it is', async () => {
  const store = await openTemporary();
  await store.decide('d-1', 'difference', decision('张三'));
  expect(await store.decide('d-1', 'difference', decision('张三'))).toBeNull();
  await store.record(recordingOf([{ id: 'CN-JL/2023/甲', paragraphs: ['甲'] }]));
  expect(await store.readReviews(await store.revision())).toHaveLength(1);
  const trailers = plainGit(store.path, ['log', '-1', '--skip=1', '--format=%(trailers:key=Decided-By,valueonly)']);
  expect(trailers.trim()).toBe('张三');
});

test('the decisions of two clones both stand, whichever takes in those of the other, in one commit', async () => {
  const [here, there] = [await openTemporary(), await openTemporary()];
  await here.decide('d-1', 'difference', decision('张三'));
  await here.decide('d-2', 'effect', decision('张三'));
  await there.decide('d-1', 'difference', decision('李四', 'reject', '税率不同'));
  await there.decide('d-1', 'difference', decision('张三'));
  await there.decide('d-3', 'open-end', decision('李四', 'note', '待查'));
  const [ours, theirs] = await Promise.all(
    [here, there].map(async (store) => store.readReviews(await store.revision())),
  );
  const before = commitsOf(here.path).length;
  const commit = await here.takeReviews(theirs!);
  expect(commitsOf(here.path)).toEqual([commit, ...commitsOf(here.path).slice(1)]);
  expect(commitsOf(here.path)).toHaveLength(before + 1);
  await there.takeReviews(ours!);
  const merged = await here.readReviews(await here.revision());
  expect(await there.readReviews(await there.revision())).toEqual(merged);
  expect(merged.map(({ id, of, decisions }) => [id, of, decisions.map(({ by }) => by)])).toEqual([
    ['d-1', 'difference', ['张三', '李四']],
    ['d-2', 'effect', ['张三']],
    ['d-3', 'open-end', ['李四']],
  ]);
  expect(await here.takeReviews(theirs!)).toBeNull();
  const third = await openTemporary();
  await third.takeReviews([...ours!, ...theirs!]);
  expect(await third.readReviews(await third.revision())).toEqual(merged);
  expect(await here.verify()).toEqual([]);
});

test('a review in the file of another is found', async () => {
  const store = await openTemporary();
  await store.decide('d-1', 'difference', decision('张三'));
  const review = plainGit(store.path, ['show', 'main:reviews/d-1.json']);
  const commit = `commit refs/heads/main\ncommitter a <a@b> 1900000000 +0000\ndata 1\nx\nfrom refs/heads/main^0\n`;
  const file = `M 100644 inline reviews/d-2.json\ndata ${String(Buffer.byteLength(review))}\n${review}\ndone\n`;
  plainGit(store.path, ['fast-import', '--quiet', '--done'], `${commit}${file}`);
  const findings = (await store.verify()).map(({ code, path }) => [code, path]);
  expect(findings).toContainEqual(['store/damaged', 'reviews/d-2.json']);
});
