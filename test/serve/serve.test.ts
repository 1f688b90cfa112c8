import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type IsoDate, parseIsoDate } from '../../src/model/date.js';
import type { Review, SubjectDecision } from '../../src/model/review.js';
import { judge, listReviewables } from '../../src/model/reviewable.js';
import { openDesk, wordsOfClient } from '../../src/pipeline/desk.js';
import { runPipeline } from '../../src/pipeline/run.js';
import { auditHtml } from '../../src/report/audit-html.js';
import { catalogues } from '../../src/report/catalogue.js';
import type { Desk, ReviewState } from '../../src/serve/desk.js';
import { listen, type Listening } from '../../src/serve/listen.js';
import { servedPage } from '../../src/serve/page.js';
import { reviewClient } from '../../src/serve/review-client.js';
import { acquireLock } from '../../src/store/lock.js';
import { openStore } from '../../src/store/store.js';
import { contestedGraph } from '../model/contested.js';
import { copyWorkplace, layOutWorkplace } from '../pipeline/workplace.js';

// A real server on a free port, asked over the network as browsers and their attackers would.

const day = parseIsoDate('2023-03-22') as IsoDate;

interface Place extends Listening {
  readonly folder: string;
  readonly origin: string;
}

/** A workplace in which one night was recorded. */
let recorded = '';
/** A server that nothing is decided on, for all tests that only look or are refused. */
let shared: Place;
const closing: (() => void | Promise<void>)[] = [];

beforeAll(async () => {
  recorded = layOutWorkplace();
  await runPipeline(join(recorded, 'pipelines/nightly.yaml'), { asOf: day, since: null, dryRun: false });
  shared = await open(recorded, 20_000, (close) => closing.push(close));
});

afterAll(async () => {
  for (const close of closing.toReversed()) await close();
  rmSync(recorded, { recursive: true, force: true });
});

type WhenDone = (close: () => void | Promise<void>) => unknown;

/** A server of a history of its own, closed after the test. */
function serve(decisionPatienceMs = 20_000): Promise<Place> {
  return open(copyWorkplace(recorded), decisionPatienceMs, onTestFinished);
}

async function open(folder: string, decisionPatienceMs: number, whenDone: WhenDone): Promise<Place> {
  const store = await openStore(join(folder, 'snapshots/history.git'), { decisionPatienceMs });
  whenDone(() => store.close());
  const desk = openDesk(join(folder, 'pipelines/nightly.yaml'), store, () => day, 'zh-CN');
  return listenTo(desk, folder, whenDone);
}

async function listenTo(desk: Desk, folder = '', whenDone: WhenDone = onTestFinished): Promise<Place> {
  const server = await listen(0, { desk, today: () => day, reviewer: '王五', words: wordsOfClient });
  whenDone(() => server.close());
  return { ...server, folder, origin: `http://127.0.0.1:${String(server.port)}` };
}

/** What a browser holds that opened the link: the cookie and, from a page, the secret for changes. */
interface Visitor {
  readonly cookie: string;
  readonly csrf: string;
}

async function visit({ link, origin }: Place): Promise<Visitor> {
  const welcome = await fetch(link, { redirect: 'manual' });
  expect(welcome.status).toBe(303);
  expect(welcome.headers.get('location')).toBe('/');
  const cookie = welcome.headers.get('set-cookie')!;
  expect(cookie).toMatch(/; HttpOnly; SameSite=Strict$/);
  const own = { cookie: cookie.split(';')[0]! };
  const page = await (await fetch(`${origin}/`, { headers: own })).text();
  return { ...own, csrf: /<meta name="jiaokan-csrf" content="([^"]+)">/.exec(page)![1]! };
}

function headersOf({ cookie, csrf }: Visitor, origin: string): Record<string, string> {
  return { cookie, origin, 'x-jiaokan-csrf': csrf, 'content-type': 'application/json' };
}

/** Status and body of decisions that are sent with some headers changed. */
async function send(
  place: Place,
  visitor: Visitor,
  body: unknown,
  changed: Readonly<Record<string, string>> = {},
): Promise<{ status: number; answer: Record<string, unknown> }> {
  const headers = { ...headersOf(visitor, place.origin), ...changed };
  const sent = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(`${place.origin}/api/decisions`, { method: 'POST', headers, body: sent });
  return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
}

async function itemsOf({ origin }: Place, { cookie }: Visitor): Promise<readonly ReviewState[]> {
  const response = await fetch(`${origin}/api/reviews`, { headers: { cookie } });
  return ((await response.json()) as { items: readonly ReviewState[] }).items;
}

const decision = ({ of, subject }: ReviewState, verdict = 'accept', note: string | null = null): object => ({
  of,
  subject,
  verdict,
  note,
});

/** The status of a request as node sends it: fetch would tidy the path and forbid to name the host. */
function rawStatus(place: Place, path: string, headers: Readonly<Record<string, string>>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: place.port, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.once('error', reject).end();
  });
}

const commitsOf = (folder: string): string[] =>
  execFileSync('git', ['-C', join(folder, 'snapshots/history.git'), 'log', '--format=%s'], { encoding: 'utf8' })
    .trim()
    .split('\n');

describe('who may look', () => {
  test('is who has the link: others get a page that says so in both languages', async () => {
    const place = shared;
    for (const path of ['/', '/index.html', '/api/reviews', '/review.js', '/?token=', `/?token=${'x'.repeat(43)}`]) {
      const response = await fetch(place.origin + path);
      expect(response.status, path).toBe(403);
      expect(await response.text()).toMatch(/终端.*\n.*terminal/);
    }
    const { cookie } = await visit(place);
    expect((await fetch(`${place.origin}/audit.html`, { headers: { cookie } })).status).toBe(200);
    expect((await fetch(`${place.origin}/`, { headers: { cookie: `${cookie}x` } })).status).toBe(403);
  });

  test('names this host, or a page on the net could come under a name of its own', async () => {
    const place = shared;
    const { cookie } = await visit(place);
    const port = String(place.port);
    const hosts = [`127.0.0.1:${port}`, `localhost:${port}`, 'localhost', `evil.example:${port}`, `127.0.0.1:1`];
    const statuses = await Promise.all(hosts.map((host) => rawStatus(place, '/', { host, cookie })));
    expect(statuses).toEqual([200, 200, 403, 403, 403]);
    const { search } = new URL(place.link);
    expect(await rawStatus(place, `/${search}`, { host: `evil.example:${port}` })).toBe(403);
  });

  test('finds the files of the site and no others, by no path', async () => {
    const place = shared;
    const { cookie } = await visit(place);
    const paths = [
      '/../../etc/passwd',
      '/%2e%2e/%2e%2e/etc/passwd',
      '/..%2fpipelines/nightly.yaml',
      '/documents/../../pipelines/nightly.yaml',
      '/documents',
      '/%ff',
      '//index.html',
      '/__proto__',
    ];
    const host = `127.0.0.1:${String(place.port)}`;
    expect(await Promise.all(paths.map((path) => rawStatus(place, path, { host, cookie })))).toEqual(
      paths.map(() => 404),
    );
    expect((await fetch(`${place.origin}/index.html`, { method: 'PUT', headers: { cookie } })).status).toBe(405);
  });

  test('gets every page with headers that keep it to itself', async () => {
    const place = shared;
    const { cookie } = await visit(place);
    const page = await fetch(`${place.origin}/families/land-vat-prelevy.html`, { headers: { cookie } });
    expect(Object.fromEntries(page.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    const text = await page.text();
    expect(text).toMatch(
      /<meta http-equiv="Content-Security-Policy" content="default-src 'none'; [^"]*script-src[^;"]* 'self'[;"]/,
    );
    expect(text).toMatch(/data-subject="land-vat-prelevy\//);
  });
});

describe('a decision', () => {
  test('becomes a commit, is told by every later answer and stands in the page', async () => {
    const place = await serve();
    const visitor = await visit(place);
    const [item] = (await itemsOf(place, visitor)).filter(({ waits }) => waits);
    const { status, answer } = await send(place, visitor, {
      by: '张三',
      decisions: [decision(item!, 'reject', '税率<script>不同')],
    });
    expect(status).toBe(200);
    expect(answer).toMatchObject({
      recorded: 1,
      items: [{ subject: item!.subject, standing: 'rejected', waits: false }],
    });
    expect(commitsOf(place.folder)).toEqual([
      `Record a decision on ${item!.subject}`,
      expect.stringMatching(/^Record 20/),
    ]);
    const found = (await itemsOf(place, visitor)).find(({ subject }) => subject === item!.subject);
    const recordedAt = expect.stringMatching(/^20.*Z$/) as string;
    expect(found?.decisions).toEqual([
      { verdict: 'reject', note: '税率<script>不同', by: '张三', on: day, recordedAt },
    ]);
    const store = await openStore(join(place.folder, 'snapshots/history.git'));
    expect(await store.verify()).toEqual([]);
    store.close();
  });

  test('is shown without reading the captures again, which only a move by others does', async () => {
    const place = await serve();
    const visitor = await visit(place);
    const store = await openStore(join(place.folder, 'snapshots/history.git'));
    const { effects } = await store.readGraph(await store.revision());
    const repeal = effects.find(({ effect }) => effect.type === 'repeals');
    const item = (await itemsOf(place, visitor)).find(({ subject }) => subject === repeal?.effect.id);
    const graphPage = async () =>
      (await fetch(`${place.origin}/graph.html`, { headers: { cookie: visitor.cookie } })).text();
    expect(await graphPage()).not.toContain('张三');
    rmSync(join(place.folder, 'pipelines/rules'), { recursive: true });
    await send(place, visitor, { by: '张三', decisions: [decision(item!, 'reject')] });
    expect(await graphPage()).toMatch(/不计：已拒绝[^]*张三/);
    await store.decide(item!.subject, item!.of, { verdict: 'accept', note: null, by: '李四', on: day });
    store.close();
    expect(await graphPage()).toContain('rules/');
  });

  test('of many is one commit', async () => {
    const place = await serve();
    const visitor = await visit(place);
    const editorial = (await itemsOf(place, visitor)).filter(({ kind }) => kind === 'editorial');
    expect(editorial.length).toBeGreaterThan(10);
    const decisions = editorial.map((item) => decision(item));
    expect((await send(place, visitor, { by: '张三', decisions })).answer).toMatchObject({
      recorded: editorial.length,
    });
    expect(commitsOf(place.folder)).toHaveLength(2);
    expect((await send(place, visitor, { by: '张三', decisions })).answer).toMatchObject({ recorded: 0, commit: null });
  });

  test('of two people at once stands for both, and they may differ', async () => {
    const place = await serve();
    const [one, other] = [await visit(place), await visit(place)];
    const [first, second] = (await itemsOf(place, one)).filter(({ waits }) => waits);
    const answers = await Promise.all([
      send(place, one, { by: '张三', decisions: [decision(first!), decision(second!)] }),
      send(place, other, { by: '李四', decisions: [decision(first!, 'reject'), decision(second!)] }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const after = (await itemsOf(place, one)).filter(({ subject }) =>
      [first!.subject, second!.subject].includes(subject),
    );
    expect(after.map(({ standing, decisions }) => [standing, decisions.length])).toEqual([
      ['disputed', 2],
      ['accepted', 2],
    ]);
    expect(commitsOf(place.folder)).toHaveLength(3);
  });

  test('on what the report no longer holds is refused, with all that came with it', async () => {
    const place = shared;
    const visitor = await visit(place);
    const [item] = await itemsOf(place, visitor);
    const gone = { of: 'difference', subject: 'nobody/CN/x/d-0', verdict: 'accept' };
    const { status, answer } = await send(place, visitor, { by: '张三', decisions: [decision(item!), gone] });
    expect([status, answer['code'], answer['unknown']]).toEqual([409, 'review/unknown-subject', [gone.subject]]);
    expect(commitsOf(place.folder)).toHaveLength(1);
  });

  test('waits for a run that records, then says who holds the history', async () => {
    const place = await serve(200);
    const visitor = await visit(place);
    const [item] = await itemsOf(place, visitor);
    const lock = await acquireLock(join(place.folder, 'snapshots/history.git.lock'));
    const { status, answer } = await send(place, visitor, { by: '张三', decisions: [decision(item!)] });
    expect([status, answer['code'], answer['text']]).toEqual([
      503,
      'store/locked',
      expect.stringMatching(/process \d+ on /),
    ]);
    await lock.release();
    const again = await send(place, visitor, { by: '张三', decisions: [decision(item!)] });
    expect(again.status).toBe(200);
  });

  test('comes from a page of this server, or it is none', async () => {
    const place = shared;
    const visitor = await visit(place);
    const [item] = await itemsOf(place, visitor);
    const body = { by: '张三', decisions: [decision(item!)] };
    const refused = async (changed: Readonly<Record<string, string>>): Promise<unknown> => {
      const { status, answer } = await send(place, visitor, body, changed);
      return [status, answer['code']];
    };
    expect(await refused({ origin: 'http://evil.example' })).toEqual([403, 'serve/origin']);
    expect(await refused({ origin: 'null' })).toEqual([403, 'serve/origin']);
    expect(await refused({ origin: `https://127.0.0.1:${String(place.port)}` })).toEqual([403, 'serve/origin']);
    expect(await refused({ 'sec-fetch-site': 'same-site' })).toEqual([403, 'serve/origin']);
    expect(await refused({ 'x-jiaokan-csrf': 'guessed' })).toEqual([403, 'serve/stale-page']);
    expect(await refused({ 'content-type': 'text/plain' })).toEqual([415, 'serve/not-json']);
    const anonymous = await fetch(`${place.origin}/api/decisions`, {
      method: 'POST',
      headers: { ...headersOf(visitor, place.origin), cookie: '' },
      body: JSON.stringify(body),
    });
    expect(anonymous.status).toBe(403);
    expect(commitsOf(place.folder)).toHaveLength(1);
  });

  test('that is none is refused, and nothing is recorded', async () => {
    const place = shared;
    const visitor = await visit(place);
    const [item] = await itemsOf(place, visitor);
    const by = '张三';
    const cases: readonly (readonly [what: string, body: unknown, status: number])[] = [
      ['too long', `{"by":"${'x'.repeat(3 * 1024 * 1024)}"}`, 413],
      ['no JSON', '{"by":', 400],
      ['by nobody', { by: ' ', decisions: [decision(item!)] }, 400],
      ['by somebody who cannot be seen', { by: 'x\u202ey', decisions: [decision(item!)] }, 400],
      ['about nothing', { by, decisions: [] }, 400],
      ['no verdict', { by, decisions: [decision(item!, 'maybe')] }, 400],
      ['a note without words', { by, decisions: [decision(item!, 'note', ' ')] }, 400],
      ['dated by the page', { by, decisions: [{ ...decision(item!), on: '1999-01-01' }] }, 400],
    ];
    for (const [what, body, status] of cases) expect((await send(place, visitor, body)).status, what).toBe(status);
    expect(commitsOf(place.folder)).toHaveLength(1);
  });
});

test('what is decided on a contested open end is recorded on its effect, and told of both', async () => {
  const recorded: SubjectDecision[] = [];
  const reviewsNow = (): Map<string, Review> =>
    new Map(recorded.map(({ id, of, decision: made }) => [id, { id, of, decisions: [made] }]));
  const desk: Desk = {
    files: () => Promise.resolve(new Map([['index.html', auditHtml([], day, 'en')]])),
    judged: () => Promise.resolve(judge(listReviewables([], contestedGraph), reviewsNow())),
    decide: (decisions) => {
      recorded.push(...decisions);
      return Promise.resolve({ commit: null, reviews: [...reviewsNow().values()] });
    },
  };
  const place = await listenTo(desk);
  const visitor = await visit(place);
  const [end] = (await itemsOf(place, visitor)).filter(({ subject }) => subject === 'o-1');
  const { answer } = await send(place, visitor, { by: '张三', decisions: [decision(end!, 'reject')] });
  expect(recorded.map(({ id, of }) => [id, of])).toEqual([['e-1', 'effect']]);
  expect(answer['items']).toMatchObject([
    { subject: 'o-1', standing: 'rejected' },
    { subject: 'e-1', standing: 'rejected' },
  ]);
});

test('the site follows the history: what another process decided is in the next page', async () => {
  const place = await serve();
  const visitor = await visit(place);
  const [item] = (await itemsOf(place, visitor)).filter(({ waits }) => waits);
  const store = await openStore(join(place.folder, 'snapshots/history.git'));
  await store.decide(item!.subject, item!.of, { verdict: 'accept', note: null, by: '李四', on: day });
  store.close();
  const found = (await itemsOf(place, visitor)).find(({ subject }) => subject === item!.subject);
  expect(found).toMatchObject({ standing: 'accepted', waits: false });
});

test('a port that is taken is told', async () => {
  await expect(listen(shared.port, {} as never)).rejects.toMatchObject({ code: 'serve/port-taken', exit: 2 });
});

describe('the script of the page', () => {
  const script = `const words = ${JSON.stringify(wordsOfClient)};\n${reviewClient}`;

  test('is JavaScript that sets text as text', () => {
    const { diagnostics } = ts.transpileModule(script, {
      reportDiagnostics: true,
      fileName: 'review.js',
      compilerOptions: { allowJs: true },
    });
    expect(diagnostics).toEqual([]);
    expect(reviewClient).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function/);
  });

  test('has a word for everything that it says', () => {
    const said = [...reviewClient.matchAll(/\bword\('(\w+)'/g)].map(([, key]) => key!);
    expect(said.length).toBeGreaterThan(15);
    for (const words of Object.values(wordsOfClient)) expect(said.filter((key) => !(key in words))).toEqual([]);
    for (const key of Object.keys(catalogues.en.kind)) expect(wordsOfClient.en).toHaveProperty(key);
  });
});

test('a page without a policy of its own is not served', () => {
  expect(() => servedPage('<html><head></head></html>', { csrf: 'x' })).toThrow(/policy/);
  // A policy that a document prints in its text is none of the page.
  const printed = '<html><head></head><meta http-equiv="Content-Security-Policy" content="default-src *"></html>';
  expect(() => servedPage(printed, { csrf: 'x' })).toThrow(/policy/);
});
