import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseIsoDate, type IsoDate } from '../../src/model/date.js';
import type { Decision, SubjectDecision } from '../../src/model/review.js';
import { judge, type Judged, listReviewables } from '../../src/model/reviewable.js';
import { runPipeline, type RunOutcome } from '../../src/pipeline/run.js';
import { openStore } from '../../src/store/store.js';
import { makeWorkplace } from './workplace.js';

const day = parseIsoDate('2023-03-22') as IsoDate;

/** A workplace whose pipeline has these gates and no other. */
function placeWithGates(gates: string): string {
  const folder = makeWorkplace();
  const file = join(folder, 'pipelines/nightly.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^gates:\n(?: {2}.*\n)*/m, `gates: ${gates}\n`));
  return folder;
}

const run = (folder: string): Promise<RunOutcome> =>
  runPipeline(join(folder, 'pipelines/nightly.yaml'), { asOf: day, since: null, dryRun: false });

const waitingIn = ({ report }: RunOutcome, isMeant: (judged: Judged) => boolean): readonly SubjectDecision[] =>
  judge(listReviewables(report.families, report.graph), report.reviews)
    .filter((each) => each.waits && isMeant(each))
    .map(({ item }) => ({ id: item.subject, of: item.of, decision: decided('张三', 'accept') }));

const decided = (by: string, verdict: Decision['verdict']): Decision => ({ verdict, note: null, by, on: day });

async function decide(folder: string, decisions: readonly SubjectDecision[]): Promise<void> {
  const store = await openStore(join(folder, 'snapshots/history.git'));
  await store.decideAll(decisions);
  store.close();
}

const seeds = (folder: string): string => join(folder, 'seeds/notices.txt');

/** Puts a passage of the seeds in place of another, which must be there once. */
function edit(folder: string, from: string, to: string): void {
  const text = readFileSync(seeds(folder), 'utf8');
  expect(text.split(from)).toHaveLength(2);
  writeFileSync(seeds(folder), text.replace(from, to));
}

const gateOf = ({ exit, report }: RunOutcome): object => ({
  exit,
  counted: report.gates.map(({ counted }) => counted),
});

describe('a night with gates on what nobody has reviewed', () => {
  it('fails while a substantive difference waits, and no longer once each is settled, until one changes', async () => {
    const folder = placeWithGates('{ unreviewed-substantive: 0 }');
    const first = await run(folder);
    const waiting = waitingIn(first, ({ item }) => item.of === 'difference' && item.difference.kind === 'substantive');
    expect(waiting.length).toBeGreaterThan(10);
    expect(gateOf(first)).toEqual({ exit: 1, counted: [waiting.length] });

    await decide(folder, waiting.slice(1));
    expect(gateOf(await run(folder))).toEqual({ exit: 1, counted: [1] });

    // Rejecting is a decision too, a note is none.
    const [last] = waiting;
    await decide(folder, [{ ...last!, decision: decided('张三', 'note') }]);
    expect(gateOf(await run(folder))).toEqual({ exit: 1, counted: [1] });
    await decide(folder, [{ ...last!, decision: decided('张三', 'reject') }]);
    expect(gateOf(await run(folder))).toEqual({ exit: 0, counted: [0] });
    expect(gateOf(await run(folder))).toEqual({ exit: 0, counted: [0] });

    // A paragraph more above it leaves a difference what it is; other words make it another one.
    edit(
      folder,
      '  在我市范围内从事房地产开发的纳税人,在项目清算申报前转让',
      '  请遵照执行。\n\n  在我市范围内从事房地产开发的纳税人,在项目清算申报前转让',
    );
    const longer = await run(folder);
    const added = waitingIn(longer, ({ item }) => item.of === 'difference');
    expect(longer.report.novelty.get('CN-SD/2023/国家税务总局泰安市税务局公告2023年第1号' as never)).toBe('changed');
    expect(added).toHaveLength(1); // the added paragraph itself
    await decide(folder, added);
    expect(gateOf(await run(folder))).toEqual({ exit: 0, counted: [0] });

    const [text] = substantiveTexts(longer);
    edit(folder, text!, `${text!.slice(0, -2)}不得${text!.slice(-2)}`);
    expect(gateOf(await run(folder))).toMatchObject({ exit: 1 });
  }, 60_000);

  it('fails while two people differ, and says so', async () => {
    const folder = placeWithGates('{ disputed: 0, unreviewed-open-ends: 0 }');
    const first = await run(folder);
    const ends = waitingIn(first, ({ item }) => item.of === 'open-end');
    expect(ends.length).toBeGreaterThan(0);
    expect(gateOf(first)).toEqual({ exit: 1, counted: [ends.length, 0] });
    await decide(folder, ends);
    expect(gateOf(await run(folder))).toEqual({ exit: 0, counted: [0, 0] });
    await decide(folder, [{ ...ends[0]!, decision: decided('李四', 'reject') }]);
    expect(gateOf(await run(folder))).toEqual({ exit: 1, counted: [1, 1] });
    await decide(folder, [{ ...ends[0]!, decision: decided('李四', 'accept') }]);
    expect(gateOf(await run(folder))).toEqual({ exit: 0, counted: [0, 0] });
  }, 60_000);

  it('fails while a document contradicts itself and nobody has looked', async () => {
    const folder = placeWithGates('{ unreviewed-contradictions: 0, slot-contradictions: 999 }');
    edit(folder, '四、河南省数电票的发票号码', '四、辽宁省数电票的发票号码');
    const first = await run(folder);
    const found = waitingIn(first, ({ item }) => item.of === 'difference' && item.contradicts);
    const contradicted = first.report.families.flatMap(({ members }) =>
      members.flatMap(({ slots }) => slots.filter(({ others }) => others.length > 0)),
    );
    // Every contradiction has something that can be decided on.
    expect(contradicted.length).toBeGreaterThan(0);
    expect(found.length).toBeGreaterThanOrEqual(contradicted.length);
    expect(first.exit).toBe(1);
    await decide(folder, found);
    expect((await run(folder)).exit).toBe(0);
  }, 60_000);
});

/** Texts of substantive differences that stand once in the seeds, long enough to be changed inside. */
function substantiveTexts({ report }: RunOutcome): readonly string[] {
  const seen = report.readings[0]?.text.source ?? '';
  return report.families
    .flatMap(({ members }) => members.flatMap(({ comparison }) => comparison.differences))
    .filter(({ kind, b }) => kind === 'substantive' && b.text.length > 6 && !b.text.includes('\n'))
    .map(({ b }) => b.text)
    .filter((text) => seen.split(text).length === 2);
}
