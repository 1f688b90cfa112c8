import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type IsoDate, parseIsoDate } from '../../src/model/date.js';
import type { GraphOutput, ReviewItem, ReviewOutput, ShowOutput } from '../../src/model/output.js';
import { runPipeline } from '../../src/pipeline/run.js';
import { copyWorkplace, layOutWorkplace, makeWorkplace } from '../pipeline/workplace.js';

// The command as users run it; `npm test` builds it first.

const root = fileURLToPath(new URL('../..', import.meta.url));
const main = join(root, 'dist/cli/main.js');

interface Printed {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

type Run = (...args: readonly string[]) => Printed;

/** A workplace in which one night was recorded. */
let recorded = '';

beforeAll(async () => {
  recorded = layOutWorkplace();
  const day = parseIsoDate('2023-03-22') as IsoDate;
  await runPipeline(join(recorded, 'pipelines/nightly.yaml'), { asOf: day, since: null, dryRun: false });
});

afterAll(() => rmSync(recorded, { recursive: true, force: true }));

interface Place {
  readonly run: Run;
  readonly review: Run;
  readonly folder: string;
  readonly env: Record<string, string>;
}

/** Runs commands in a folder of its own, in which a night was recorded and nobody has a name. */
function makePlace(): Place {
  const folder = copyWorkplace(recorded);
  const env: Record<string, string> = { HOME: folder, GIT_CONFIG_GLOBAL: join(folder, 'gitconfig') };
  const run: Run = (...args) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, '--lang', 'en', ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], GIT_CONFIG_NOSYSTEM: '1', ...env },
    });
    return { code: status, out: stdout, err: stderr };
  };
  return { folder, env, run, review: (...args) => run('review', ...args) };
}

const itemsOf = ({ out }: Printed): readonly ReviewItem[] => (JSON.parse(out) as ReviewOutput).items;

const subjectsOf = (folder: string): string[] =>
  execFileSync('git', ['-C', join(folder, 'snapshots/history.git'), 'log', '--format=%s'], { encoding: 'utf8' })
    .trim()
    .split('\n');

describe('jiaokan review', () => {
  test('lists what waits, takes a decision by the start of an id, and lists it no longer', () => {
    const { review, folder } = makePlace();
    const before = itemsOf(review('list', '--json'));
    expect(before.every(({ waits, standing }) => waits && standing === 'open')).toBe(true);
    expect(new Set(before.map(({ of, kind }) => (of === 'difference' ? kind : of)))).toEqual(
      new Set(['substantive', 'open-end']),
    );
    const [first] = before;
    expect(first!.id.length).toBeLessThan(first!.subject.length);

    const accepted = review('accept', first!.id, '--by', '张三', '--on', '2023-03-23', '--note', '已核对', '--json');
    expect(itemsOf(accepted)).toMatchObject([
      {
        subject: first!.subject,
        standing: 'accepted',
        waits: false,
        decisions: [{ verdict: 'accept', by: '张三', on: '2023-03-23', note: '已核对' }],
      },
    ]);
    expect(subjectsOf(folder)[0]).toBe(`Record a decision on ${first!.subject}`);
    expect(itemsOf(review('list', '--json')).map(({ subject }) => subject)).toEqual(
      before.slice(1).map(({ subject }) => subject),
    );

    // Another person differs: it waits again, and shows as what it is.
    expect(review('reject', first!.id, '--by', '李四').out).toContain('disputed');
    const shown = review('show', first!.subject);
    expect(shown.out).toMatch(/accept +张三 +已核对/);
    expect(shown.out).toMatch(/reject +李四/);
    expect(itemsOf(review('list', '--json'))[0]).toMatchObject({ subject: first!.subject, standing: 'disputed' });

    const valid = new Ajv({ strict: false }).compile(
      JSON.parse(readFileSync(join(root, 'schemas/review.schema.json'), 'utf8')) as object,
    );
    expect([valid(JSON.parse(accepted.out)), valid.errors]).toEqual([true, null]);
  });

  test('decides on one kind in one family with one commit, which leaves what somebody decided', () => {
    const { review, folder } = makePlace();
    const narrow = ['--family', 'e-invoice-pilot', '--kind', 'editorial'];
    const [one, ...others] = itemsOf(review('list', ...narrow, '--json'));
    expect(others.length).toBeGreaterThan(3);
    review('reject', one!.subject, '--by', '李四');
    const { out, code } = review('accept', ...narrow, '--by', '张三');
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(new RegExp(`^decisions recorded: ${String(others.length)}, commit [0-9a-f]{12}\n$`)),
    ]);
    expect(subjectsOf(folder)).toHaveLength(3);
    const after = itemsOf(review('list', ...narrow, '--json'));
    expect(after.map(({ standing }) => standing)).toEqual(['rejected', ...others.map(() => 'accepted')]);
    expect(review('accept', ...narrow, '--by', '张三')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^review\/nothing-open/) as string,
    });
  });

  test('asks before it decides on all that waits', () => {
    const { review, folder } = makePlace();
    const { code, err } = review('accept', '--by', '张三');
    expect([code, err.split('  ')[0]]).toEqual([2, 'cli/not-confirmed']);
    expect(subjectsOf(folder)).toHaveLength(1);
    expect(review('accept', '--by', '张三', '--yes').code).toBe(0);
    expect(itemsOf(review('list', '--json'))).toEqual([]);
    expect(review('list').out).toBe('Nothing waits for a review.\n');
  });

  test('signs with the name that is given, the environment, git, in this order, or asks for one', () => {
    const { review, env, folder } = makePlace();
    const [item] = itemsOf(review('list', '--json'));
    const by = (...args: readonly string[]): string | undefined =>
      itemsOf(review('note', item!.subject, '--note', '看', '--json', ...args))[0]
        ?.decisions.map((each) => each.by)
        .sort()
        .join(' ');
    const unsigned = review('note', item!.subject, '--note', '看');
    expect([unsigned.code, unsigned.err]).toEqual([
      2,
      expect.stringMatching(/^cli\/reviewer-unknown {2}.*JIAOKAN_REVIEWER/),
    ]);
    execFileSync('git', ['config', '--file', join(folder, 'gitconfig'), 'user.name', 'c git']);
    expect(by()).toBe('c git');
    env['JIAOKAN_REVIEWER'] = 'b environment';
    expect(by()).toBe('b environment c git');
    expect(by('--by', 'a given')).toBe('a given b environment c git');
    expect(review('note', item!.subject, '--note', '看', '--by', 'x\u202ey').err).toMatch(/^cli\/invalid-reviewer/);
  });

  test('wrong use is told by its code, with exit 2, and nothing is decided', () => {
    const { review, folder } = makePlace();
    const [item] = itemsOf(review('list', '--json'));
    const cases: readonly (readonly [args: readonly string[], code: string])[] = [
      [['accept', 'd-000000000000', '--by', '张三'], 'review/unknown-subject'],
      // A start that many ids have names none, and a very short one names none for good.
      [['accept', 'd-', '--by', '张三'], 'review/ambiguous-subject'],
      [['accept', item!.id.slice(0, 4), '--by', '张三'], 'review/ambiguous-subject'],
      [['note', item!.id, '--by', '张三'], 'cli/note-missing'],
      [['accept', item!.id, '--by', '张三', '--on', '2023-02-30'], 'cli/invalid-date'],
      [['list', '--kind', 'wording'], 'cli/unknown-kind'],
      [['list', '--family', 'nobody'], 'cli/unknown-family'],
      [['list', '--of', 'thing'], 'cli/unknown-sort'],
      [['list', '--work', '某发〔1999〕1号'], 'cli/unknown-document'],
    ];
    const found = cases.map(([args]) => review(...args)).map(({ code, err }) => [code, err.split('  ')[0]]);
    expect(found).toEqual(cases.map(([, code]) => [2, code]));
    expect(subjectsOf(folder)).toHaveLength(1);
    expect(review('accept', 'd-', '--by', '张三').err).toMatch(
      /may be \d+ things; type more of the id[^]*\n {2}… and \d+ more/,
    );
  });

  test('names the candidates where two documents differ alike', () => {
    const { review } = makePlace();
    const items = itemsOf(review('list', '--all', '--of', 'difference', '--json'));
    const keys = items.map(({ subject }) => subject.split('/').at(-1)!);
    const twice = keys.find((key, index) => keys.indexOf(key) !== index);
    expect(twice).toBeDefined();
    const alike = items.filter(({ subject }) => subject.endsWith(twice!));
    expect(alike.map(({ id, subject }) => id === subject)).toEqual(alike.map(() => true));
    const { code, err } = review('accept', twice!, '--by', '张三');
    expect([code, err.split('  ')[0]]).toEqual([2, 'review/ambiguous-subject']);
    for (const { subject } of alike) expect(err).toContain(subject);
    expect(itemsOf(review('show', twice!, '--work', alike[1]!.work, '--json'))).toMatchObject([
      { subject: alike[1]!.subject },
    ]);
  });

  test('of a repeal is told by show and graph: that it does not count, by whom and when', () => {
    const { run, review } = makePlace();
    const repeal = itemsOf(review('list', '--of', 'effect', '--json')).find(({ kind }) => kind === 'repeals');
    review('reject', repeal!.subject, '--by', '张三', '--on', '2023-03-23', '--note', '无权废止');
    const uncounted = { effect: repeal!.subject, reason: 'rejected', decisions: [{ by: '张三', on: '2023-03-23' }] };
    const graph = JSON.parse(run('graph').out) as GraphOutput;
    expect(graph.uncounted).toMatchObject([uncounted]);
    for (const work of [repeal!.work, repeal!.what!]) {
      const { out } = run('show', work);
      expect(out).toMatch(
        /read, but not counted:\n {4}repeals \(rejected\): “[^]*?2023-03-23 {2}reject {2}张三 {2}无权废止\n/,
      );
      const shown = JSON.parse(run('show', work, '--json').out) as ShowOutput;
      expect(shown.uncounted).toMatchObject([uncounted]);
    }
    expect(run('graph', '--format', 'dot').out.match(/label="repeals \(rejected\)"/g)).toHaveLength(1);
    const valid = new Ajv({ strict: false }).compile(
      JSON.parse(readFileSync(join(root, 'schemas/graph.schema.json'), 'utf8')) as object,
    );
    expect([valid(graph), valid.errors]).toEqual([true, null]);
  });

  test('needs a recorded night', () => {
    const folder = makeWorkplace();
    const { status, stderr } = spawnSync(process.execPath, [main, 'review', 'list'], { cwd: folder, encoding: 'utf8' });
    expect([status, stderr.split('  ')[0]]).toEqual([2, 'review/nothing-recorded']);
  });

  test('takes in what was decided in a copy, by its folder or fetched, and shows what people differ on', () => {
    const { review, folder } = makePlace();
    const history = join(folder, 'snapshots/history.git');
    const copy = join(folder, 'copy.git');
    cpSync(history, copy, { recursive: true });
    const [first, second] = itemsOf(review('list', '--json'));
    review('accept', first!.id, '--by', '张三', '--on', '2023-03-23');
    renameSync(history, join(folder, 'ours.git'));
    renameSync(copy, history);
    review('reject', first!.id, '--by', '李四', '--on', '2023-03-23');
    review('accept', second!.id, '--by', '李四', '--on', '2023-03-23');

    const taken = review('take', 'ours.git');
    expect([taken.code, taken.err]).toEqual([0, '']);
    expect(taken.out).toContain(first!.id);
    expect(taken.out).not.toContain(second!.id);
    expect(taken.out).toMatch(/decisions recorded: 1, commit [0-9a-f]{12}\n$/);
    expect(review('take', 'ours.git').out).toBe('all of it was recorded before\n');

    renameSync(history, join(folder, 'theirs.git'));
    renameSync(join(folder, 'ours.git'), history);
    execFileSync('git', ['-C', history, 'fetch', '--quiet', join(folder, 'theirs.git'), 'main:refs/remotes/copy/main']);
    const fetched = review('take', 'copy/main', '--json');
    const standings = new Map(itemsOf(fetched).map(({ subject, standing }) => [subject, standing]));
    expect(standings).toEqual(
      new Map([
        [first!.subject, 'disputed'],
        [second!.subject, 'accepted'],
      ]),
    );
  });

  test('takes nothing from what is no history here, and says why', () => {
    const { review } = makePlace();
    const refused = (from: string): unknown[] => {
      const { code, err } = review('take', from);
      return [code, err.split('  ')[0]];
    };
    expect(refused('https://example.org/history.git')).toEqual([2, 'cli/not-fetched']);
    expect(refused('git@example.org:history.git')).toEqual([2, 'cli/not-fetched']);
    expect(refused('nothing-of-that-name')).toEqual([2, 'store/unknown-revision']);
    expect(refused('seeds')).toEqual([4, 'store/not-ours']);
  });
});
