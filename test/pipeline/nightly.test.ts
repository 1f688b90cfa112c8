import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { parseIsoDate, type IsoDate } from '../../src/model/date.js';
import { JiaokanError } from '../../src/model/message.js';
import { runPipeline, type RunOutcome } from '../../src/pipeline/run.js';
import { openStore } from '../../src/store/store.js';
import { makeWorkplace } from './workplace.js';

const day = (text: string): IsoDate => {
  const date = parseIsoDate(text);
  if (date === null) throw new Error(`${text} is no day`);
  return date;
};

const run = (folder: string, asOf = '2023-03-22', dryRun = false): Promise<RunOutcome> =>
  runPipeline(join(folder, 'pipelines/nightly.yaml'), { asOf: day(asOf), since: null, dryRun });

/** `code file:line:column` of what a run throws. */
async function faultOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof JiaokanError)) throw error;
    return `${error.code} ${error.place?.file.split('/').slice(-2).join('/') ?? ''}${error.place?.line === undefined ? '' : `:${error.place.line}:${error.place.column}`} exit ${error.exit}`;
  }
  return 'nothing';
}

/** Every file below a folder with its bytes. */
function filesBelow(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    entries.map((entry) => [
      join(entry.parentPath, entry.name).slice(folder.length),
      readFileSync(join(entry.parentPath, entry.name), 'utf8'),
    ]),
  );
}

describe('the nightly on the twenty notices', () => {
  it('gives the answers that a reader of the seeds gives', async () => {
    const { report, exit, failures } = await run(makeWorkplace(), '2024-01-01');
    expect({ exit, failures, documents: report.readings.length, families: report.families.length }).toEqual({
      exit: 0,
      failures: [],
      documents: 20,
      families: 2,
    });

    const repealed = report.audit
      .filter((row) => row.status === 'repealed')
      .map((row) => [row.number, row.since, row.reason?.line]);
    expect(repealed.sort()).toEqual([
      ['国家税务总局吉林省税务局公告2022年第3号', '2023-03-22', 1236],
      ['国家税务总局吉林省税务局公告2022年第4号', '2023-03-22', 1236],
      ['国家税务总局河南省税务局公告2022年第2号', '2023-03-22', 1581],
      ['国家税务总局河南省税务局公告2022年第6号', '2023-03-22', 1581],
      ['青政办字〔2020〕89号', '2023-02-20', 365],
    ]);
    for (const row of report.audit.filter((each) => each.status === 'repealed'))
      expect(row.reason?.quote).toMatch(/同时废止$/);

    const nansha = report.audit.find((row) => row.number === '穗南开管办规〔2023〕1号');
    expect(nansha).toMatchObject({
      status: 'lapsed',
      since: '2024-01-01',
      officialStatus: '全文有效',
      disagrees: true,
      reason: { type: 'expires', line: 3389 },
    });

    const retroactive = report.findings
      .filter((finding) => finding.code === 'status/retroactive')
      .map((finding) => finding.work);
    expect(retroactive).toHaveLength(3);
    for (const work of retroactive) expect(work).toMatch(/泰安市|菏泽市|淄博市/);

    expect(report.findings.filter((finding) => finding.code === 'normalise/private-use-character')).toHaveLength(10);
    const tianjin = report.readings.find(({ document }) => document.number === '津财综〔2023〕15号');
    expect(tianjin?.document.effects).toEqual([]);
  });

  it('finds no substantive difference between Jilin, Henan and their template, and the rates of the cities', async () => {
    const { report } = await run(makeWorkplace());
    const [invoices, landTax] = report.families;
    expect(invoices?.members.map((member) => member.comparison.summary.substantive)).toEqual([0, 0]);
    const rates = landTax?.members.map((member) =>
      member.slots.filter((slot) => slot.variable.endsWith('-rate')).map((slot) => slot.value),
    );
    expect(rates).toEqual([
      ['2%', '2%', '2%'],
      ['2%', '2%', '3%'],
      ['2%', '2%', '2%'],
    ]); // Tai'an, Zibo, Heze
    const numbers = landTax?.members.map(
      (member) => member.slots.find((slot) => slot.variable === 'number')?.value ?? null,
    );
    expect(numbers).toEqual([
      '国家税务总局泰安市税务局公告2023年第1号',
      '国家税务总局淄博市税务局公告2023年第1号',
      null,
    ]);
  });

  it('makes one commit, none for a second run, and the same bytes', async () => {
    const folder = makeWorkplace();
    const first = await run(folder);
    const second = await run(folder);
    const reports = filesBelow(join(folder, 'reports'));
    const third = await run(folder);
    expect(first.recorded.commit).toMatch(/^[0-9a-f]{40}$/);
    expect([second.recorded.commit, third.recorded.commit]).toEqual([null, null]);
    expect(filesBelow(join(folder, 'reports'))).toEqual(reports);
    expect([...second.report.novelty.values()].every((novelty) => novelty === 'unchanged')).toBe(true);
    expect(Object.keys(reports)).toEqual(
      expect.arrayContaining([
        ...['/index.html', '/audit.html', '/summary.md', '/report.json', '/report.sarif', '/junit.xml', '/audit.xlsx'],
        ...['/feeds/all.xml', '/feeds/jurisdictions/CN-JL.xml', '/feeds/families/land-vat-prelevy.xml'],
      ]),
    );
  });

  it('names what time alone changed since the last run', async () => {
    const folder = makeWorkplace();
    await run(folder, '2023-12-31');
    const { report, recorded } = await run(folder, '2024-01-01');
    expect(recorded.commit).toBeNull();
    expect(report.since).toBe('2023-12-31');
    expect(report.changes.map(({ from, to, on, cause }) => ({ from, to, on, cause }))).toEqual([
      { from: 'in-force', to: 'lapsed', on: '2024-01-01', cause: 'time' },
    ]);
  });

  it('writes nothing in a dry run, and says the same', async () => {
    const folder = makeWorkplace();
    const dry = await run(folder, '2023-03-22', true);
    expect(readdirSync(folder).sort()).toEqual(['pipelines', 'seeds']);
    const real = await run(folder);
    expect(dry.report.audit).toEqual(real.report.audit);
  });

  it('keeps a document that a later run does not read', async () => {
    const folder = makeWorkplace();
    await run(folder);
    writeFileSync(
      join(folder, 'seeds/notices.txt'),
      '吉林省财政厅关于某事项的通知\n吉财〔2023〕5号\n一、甲。\n吉林省财政厅\n2023年3月1日\n',
    );
    const { report } = await run(folder);
    expect(report.readings).toHaveLength(1);
    expect(report.audit.filter((row) => row.held)).toHaveLength(21);
  });
});

describe('a source that fails for a night', () => {
  it('takes nothing away: no commit that night, and none on the next', async () => {
    const folder = makeWorkplace();
    const seeds = join(folder, 'seeds/notices.txt');
    const bytes = readFileSync(seeds);
    await run(folder);
    rmSync(seeds);
    writeFileSync(join(folder, 'seeds/README.txt'), '今天天气很好。\n');
    const without = await run(folder, '2023-03-23');
    writeFileSync(seeds, bytes);
    const again = await run(folder, '2023-03-24');
    // The page that holds no notice is a capture of its own.
    expect(without.recorded.paths.filter((path) => !path.startsWith('captures/'))).toEqual([]);
    expect(again.recorded.paths).toEqual([]);
    expect(again.report.audit).toEqual(without.report.audit);
  });

  it('does not change how the documents of another source name those that it held', async () => {
    const folder = makeWorkplace();
    const [basis, decree] = [join(folder, 'seeds/basis.txt'), join(folder, 'seeds/decree.txt')];
    const text =
      '吉林省财政厅关于印发《甲事项管理办法》的通知\n吉财〔2021〕5号\n一、甲。\n吉林省财政厅\n2021年3月1日\n';
    writeFileSync(basis, text);
    writeFileSync(
      decree,
      '吉林省财政厅关于乙事项的通知\n吉财〔2023〕6号\n一、《吉林省财政厅关于印发〈甲事项管理办法〉的通知》同时废止。\n吉林省财政厅\n2023年3月1日\n',
    );
    const first = await run(folder);
    rmSync(basis);
    const without = await run(folder, '2023-03-23');
    expect(without.recorded.paths).toEqual([]);
    expect(without.report.graph).toEqual(first.report.graph);
  });
});

describe('one notice in two sources', () => {
  const notice = (text: string): string =>
    `吉林省财政厅关于某事项的通知\n吉财〔2023〕5号\n一、${text}\n吉林省财政厅\n2023年3月1日\n`;
  async function runTwoSources(first: string, second: string): Promise<RunOutcome> {
    const folder = makeWorkplace();
    writeFileSync(join(folder, 'seeds/notices.txt'), notice(first));
    mkdirSync(join(folder, 'mirror'));
    writeFileSync(join(folder, 'mirror/a.txt'), `\n\n${notice(second)}`);
    const pipeline = join(folder, 'pipelines/nightly.yaml');
    const source = '\n  - name: mirror\n    kind: files\n    paths: [../mirror/*.txt]\n';
    writeFileSync(pipeline, readFileSync(pipeline, 'utf8').replace(/\n(?=rules:|families:|history:)/, `${source}$&`));
    return run(folder);
  }

  it('with the same text is one version, of the source named first', async () => {
    const { recorded } = await runTwoSources('甲。', '甲。');
    expect([recorded.captures.length, recorded.variants]).toEqual([1, []]);
  });

  it('with different texts is one version and a variant for review, both with their captures', async () => {
    const { recorded } = await runTwoSources('甲。', '乙。');
    expect([recorded.captures.length, recorded.variants]).toEqual([2, ['CN-JL/2023/吉财〔2023〕5号']]);
  });
});

describe('bad input', () => {
  const files = (folder: string): string[] => readdirSync(folder).sort();

  it('a capture that is missing, empty or no text: the others are read, exit 3', async () => {
    const folder = makeWorkplace();
    writeFileSync(join(folder, 'seeds/empty.txt'), '');
    writeFileSync(
      join(folder, 'seeds/binary.txt'),
      Uint8Array.from({ length: 400 }, (_, i) => i % 7),
    );
    writeFileSync(
      join(folder, 'pipelines/nightly.yaml'),
      readFileSync(join(folder, 'pipelines/nightly.yaml'), 'utf8').replace(
        '[../seeds/*.txt]',
        '[../seeds/*.txt, ../gone/a.txt]',
      ),
    );
    const { failures, exit, report } = await run(folder);
    expect(failures.map((failure) => `${failure.code} ${failure.place?.file}`).sort()).toEqual([
      'source/empty seeds/empty.txt',
      'source/missing gone/a.txt',
      'source/not-text seeds/binary.txt',
    ]);
    expect({ exit, documents: report.readings.length }).toEqual({ exit: 3, documents: 20 });
  });

  it('a capture in GB18030 is read', async () => {
    const folder = makeWorkplace();
    writeFileSync(join(folder, 'seeds/gb.txt'), iconv.encode('吉林省财政厅关于某事项的通知\n一、甲。', 'gb18030'));
    const { report } = await run(folder);
    expect(report.readings.map(({ document }) => document.title)).toContain('吉林省财政厅关于某事项的通知');
  });

  it('a capture without a notice is a finding, not a crash', async () => {
    const folder = makeWorkplace();
    writeFileSync(join(folder, 'seeds/other.txt'), '今天天气很好。\n');
    const { exit, report } = await run(folder);
    expect(exit).toBe(0);
    expect(
      report.findings.filter((finding) => finding.code === 'source/no-notice').map((finding) => finding.path),
    ).toEqual(['seeds/other.txt']);
  });

  it('an unknown key in the pipeline: exit 2 with its place, and nothing is made', async () => {
    const folder = makeWorkplace();
    appendFileSync(join(folder, 'pipelines/nightly.yaml'), '\nfamilie: x\n');
    const { length } = readFileSync(join(folder, 'pipelines/nightly.yaml'), 'utf8').trimEnd().split('\n');
    expect(await faultOf(run(folder))).toBe(`yaml/unknown-key pipelines/nightly.yaml:${length}:1 exit 2`);
    expect(files(folder)).toEqual(['pipelines', 'seeds']);
  });

  it('a pipeline that is not there, and one that is not YAML', async () => {
    const folder = makeWorkplace();
    writeFileSync(join(folder, 'pipelines/nightly.yaml'), 'name: [\n');
    expect(await faultOf(run(folder))).toMatch(/^yaml\/syntax pipelines\/nightly\.yaml:\d+:\d+ exit 2$/);
    rmSync(join(folder, 'pipelines/nightly.yaml'));
    expect(await faultOf(run(folder))).toBe('settings/unreadable pipelines/nightly.yaml exit 2');
  });

  it('a family whose template is missing', async () => {
    const folder = makeWorkplace();
    rmSync(join(folder, 'pipelines/families/e-invoice-pilot/template.md'));
    expect(await faultOf(run(folder))).toBe('template/missing e-invoice-pilot/template.md exit 2');
    expect(files(folder)).toEqual(['pipelines', 'seeds']);
  });

  it('a history that is no repository of this tool is left as it is', async () => {
    const folder = makeWorkplace();
    mkdirSync(join(folder, 'snapshots/history.git'), { recursive: true });
    writeFileSync(join(folder, 'snapshots/history.git/precious.txt'), 'mine');
    expect(await faultOf(run(folder))).toMatch(/^store\/not-ours .*exit 4$/);
    expect(filesBelow(join(folder, 'snapshots'))).toEqual({ '/history.git/precious.txt': 'mine' });
  });

  it('no git on the machine', async () => {
    const folder = makeWorkplace();
    const path = process.env['PATH'];
    process.env['PATH'] = join(folder, 'nowhere');
    try {
      expect(await faultOf(run(folder))).toMatch(/^store\/git-missing .*exit 4$/);
    } finally {
      process.env['PATH'] = path;
    }
    expect(files(folder)).toEqual(['pipelines', 'seeds']);
  });

  it('a failed gate ends with exit 1 after everything was recorded', async () => {
    const folder = makeWorkplace();
    const file = join(folder, 'pipelines/nightly.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('errors: 0', 'errors: 0\n  substantive: 0'));
    const { exit, report, recorded } = await run(folder);
    expect(exit).toBe(1);
    expect(report.gates.find((gate) => gate.gate === 'substantive')).toMatchObject({ limit: 0, passed: false });
    expect(recorded.commit).not.toBeNull();
    const store = await openStore(join(folder, 'snapshots/history.git'));
    expect(await store.verify()).toEqual([]);
    store.close();
  });
});
