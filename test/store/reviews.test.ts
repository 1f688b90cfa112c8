import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Decision, standingOf } from '../../src/model/review.js';
import { acquireLock } from '../../src/store/lock.js';
import { uniteDecisions } from '../../src/store/reviews.js';
import { day, recordingOf } from './notice.js';
import { commitByHand, commitsOf, plainGit } from './plain-git.js';
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

test('many decisions are one commit, which says how many and by whom', async () => {
  const store = await openTemporary();
  await store.decide('d-1', 'difference', decision('张三'));
  const all = ['d-1', 'd-2', 'd-3'].map((id) => ({ id, of: 'difference' as const, decision: decision('张三') }));
  const { commit, reviews } = await store.decideAll(all);
  // d-1 was decided so already.
  expect(reviews.map(({ id }) => id)).toEqual(['d-2', 'd-3']);
  expect(commitsOf(store.path)).toHaveLength(2);
  expect(plainGit(store.path, ['log', '-1', '--format=%H %s %(trailers:key=Subjects,valueonly)']).trim()).toBe(
    `${commit ?? ''} Record decisions on 2 subjects 2`,
  );
  expect(await store.decideAll(all)).toEqual({ commit: null, reviews: [] });
  expect(await store.decideAll([])).toEqual({ commit: null, reviews: [] });
  expect(commitsOf(store.path)).toHaveLength(2);
});

test('a second thought on the same day stands behind the first, and a third one that says the first again behind both', async () => {
  const store = await openTemporary();
  for (const verdict of ['reject', 'accept', 'reject'] as const)
    await store.decide('d-1', 'difference', decision('张三', verdict));
  const [review] = await store.readReviews(await store.revision());
  expect(review?.decisions.map(({ verdict }) => verdict)).toEqual(['reject', 'accept', 'reject']);
});

test('a decision waits so long for a run as it is told, then names who holds the history', async () => {
  const store = await openTemporary({ decisionPatienceMs: 100 });
  await mkdir(dirname(store.path), { recursive: true });
  const lock = await acquireLock(`${store.path}.lock`);
  const refused = store.decide('d-1', 'difference', decision('张三'));
  await expect(refused).rejects.toThrow(/is held by process \d+ on /);
  await expect(refused).rejects.toMatchObject({ code: 'store/locked', exit: 4 });
  setTimeout(() => void lock.release(), 30);
  const patient = await openTemporary({ decisionPatienceMs: 10_000 }, store.path);
  expect(await patient.decide('d-1', 'difference', decision('张三'))).not.toBeNull();
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
  const { commit, reviews } = await here.takeReviews(theirs!);
  expect(reviews.map(({ id }) => id)).toEqual(['d-1', 'd-3']);
  expect(commitsOf(here.path)).toEqual([commit, ...commitsOf(here.path).slice(1)]);
  expect(commitsOf(here.path)).toHaveLength(before + 1);
  await there.takeReviews(ours!);
  const merged = await here.readReviews(await here.revision());
  expect(await there.readReviews(await there.revision())).toEqual(merged);
  expect(merged.map(({ id, of, decisions }) => [id, of, decisions.map(({ by }) => by)])).toEqual([
    ['d-1', 'difference', ['张三', '张三', '李四']],
    ['d-2', 'effect', ['张三']],
    ['d-3', 'open-end', ['李四']],
  ]);
  expect(await here.takeReviews(theirs!)).toEqual({ commit: null, reviews: [] });
  const third = await openTemporary();
  await third.takeReviews([...ours!, ...theirs!]);
  expect(await third.readReviews(await third.revision())).toEqual(merged);
  expect(await here.verify()).toEqual([]);
});

/** A clock that says these times one after the other, and then the last one. */
const clockOf = (...times: readonly string[]): (() => Date) => {
  const left = [...times];
  return () => new Date(`2023-04-01T${(left.length > 1 ? left.shift() : left[0]) ?? ''}Z`);
};

test('of what one person decided in two clones on one day, the later counts, and all of it stays', async () => {
  const here = await openTemporary({ now: clockOf('09:00:00', '09:00:00', '11:00:00') });
  const there = await openTemporary({ now: clockOf('10:00:00') });
  await here.decide('d-1', 'difference', decision('张三'));
  await here.decide('d-1', 'difference', decision('张三', 'note', '再看'));
  await there.decide('d-1', 'difference', decision('张三', 'reject', '不对'));
  await here.takeReviews(await there.readReviews(await there.revision()));
  const [review] = await here.readReviews(await here.revision());
  expect(review?.decisions.map(({ verdict, recordedAt }) => [verdict, recordedAt?.slice(11, 19)])).toEqual([
    ['accept', '09:00:00'],
    ['reject', '10:00:00'],
    ['note', '11:00:00'],
  ]);
  expect(standingOf(review!.decisions)).toBe('rejected');
});

test('one person of whom nobody knows which word was the later leaves the thing disputed', async () => {
  const [here, there] = [0, 1].map(() => openTemporary({ now: clockOf('09:00:00') }));
  await (await here!).decide('d-1', 'difference', decision('张三'));
  await (await there!).decide('d-1', 'difference', decision('张三', 'reject', '不对'));
  await (await here!).takeReviews(await (await there!).readReviews(await (await there!).revision()));
  const store = await here!;
  const decisions = async () => (await store.readReviews(await store.revision()))[0]!.decisions;
  expect(standingOf(await decisions())).toBe('disputed');
  // A further word of theirs settles it, though the clock has not moved.
  await store.decide('d-1', 'difference', decision('张三', 'reject', '不对'));
  expect(standingOf(await decisions())).toBe('rejected');
});

// The law: whoever takes in what from whom, and in what order, all end with the same decisions, and none is lost.
test('uniting does not depend on who takes in what first', () => {
  const anyDecision = fc.record({
    verdict: fc.constantFrom('accept' as const, 'reject' as const),
    note: fc.constantFrom(null, '甲'),
    by: fc.constantFrom('张三', '李四'),
    on: fc.constantFrom(day('2023-04-01'), day('2023-04-02')),
    recordedAt: fc.constantFrom('2023-04-01T09:00:00.000Z', '2023-04-01T10:00:00.000Z'),
  });
  const anyDecisions = fc.array(anyDecision, { maxLength: 4 });
  fc.assert(
    fc.property(anyDecisions, anyDecisions, anyDecisions, (a, b, c) => {
      expect(uniteDecisions(uniteDecisions(a, b), c)).toEqual(uniteDecisions(a, uniteDecisions(c, b)));
      expect(uniteDecisions(a, b)).toEqual(expect.arrayContaining([...a, ...b]));
    }),
  );
});

test('a review that holds what is no decision is not taken for one', async () => {
  const store = await openTemporary();
  await store.decide('d-1', 'difference', decision('张三'));
  const review = plainGit(store.path, ['show', 'main:reviews/d-1.json']);
  for (const wrong of ['"verdict":"maybe"', '"verdict":"accept","recordedAt":"yesterday"']) {
    commitByHand(
      store.path,
      'reviews/d-1.json',
      review.replace(/"verdict":"accept"/, wrong).replace(/"recordedAt":"2[^"]*",/, ''),
    );
    const reading = store.readReviews(await store.revision());
    await expect(reading).rejects.toMatchObject({ code: 'store/damaged', exit: 4 });
  }
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
