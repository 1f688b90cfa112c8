import { expect, test } from 'vitest';
import { torture } from './torture.js';

// `npm run torture` does the same with 2,000 documents and as many kills as one has patience for.
test('runs killed at 20 moments lose nothing, and the next run ends as an undisturbed one', async () => {
  const rounds = await torture({ documents: 200, kills: 20, seed: 1 });
  expect(rounds.filter(({ faults }) => faults.length > 0)).toEqual([]);
  const outcomes = new Set(rounds.map(({ outcome }) => outcome));
  expect([...outcomes]).toEqual(expect.arrayContaining(['old state', 'new state']));
}, 180_000);
