import { randomBytes, timingSafeEqual } from 'node:crypto';
import { type Context, Hono, type Next } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import type { IsoDate } from '../model/date.js';
import { JiaokanError } from '../model/message.js';
import { readNote, readReviewer, type SubjectDecision } from '../model/review.js';
import { canonicalSubject } from '../model/reviewable.js';
import { type Desk, stateOf } from './desk.js';
import { servedPage } from './page.js';
import { reviewClient } from './review-client.js';
import { reviewStyle } from './review-style.js';

export interface AppOptions {
  readonly desk: Desk;
  /** The port the server listens on, known once it does. */
  readonly port: () => number;
  /** What the printed link holds: who has it may look and decide. */
  readonly token: string;
  readonly today: () => IsoDate;
  /** Whom decisions are by if the page says nobody; null for nobody. */
  readonly reviewer: string | null;
  /** The words of the page's script by language. */
  readonly words: Readonly<Record<'zh-CN' | 'en', Readonly<Record<string, string>>>>;
}

/** Characters of a token: 256 random bits. */
export function makeToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Bytes of decisions: 10,000 subjects of 300 bytes. Guessed: the largest family to be decided on at once. */
const longestBody = 3 * 1024 * 1024;

/**
 * The site with review, for one person on this machine. Every request has to be for this host by name (or a page on
 * the net could reach it under a name of its own), and to bring the token or the cookie that it was changed for;
 * what changes something has to come from a page of this origin, and to bring a secret that stands in the page.
 */
export function makeApp(options: AppOptions): Hono {
  const app = new Hono();
  const secrets = { session: makeToken(), csrf: makeToken() };
  app.use(secureHeaders);
  app.use((context, next) => checkHost(context, next, options.port()));
  app.use((context, next) => checkSession(context, next, options, secrets.session));
  app.post('/api/decisions', (context, next) => checkOrigin(context, next, options.port(), secrets.csrf));
  app.post('/api/decisions', bodyLimit({ maxSize: longestBody, onError: tooLarge }));
  app.post('/api/decisions', (context) => decide(context, options));
  app.get('/api/reviews', async (context) => {
    const items = (await options.desk.judged()).map(stateOf);
    return context.json({ reviewer: options.reviewer, items });
  });
  app.get('/review.js', (context) => text(context, 'text/javascript', clientOf(options)));
  app.get('/review.css', (context) => text(context, 'text/css', reviewStyle));
  app.get('*', (context) => file(context, options.desk, secrets.csrf));
  app.all('*', (context) => refuse(context, 405, 'serve/method', 'this can only be read'));
  app.onError((error, context) => fault(context, error));
  return app;
}

async function secureHeaders(context: Context, next: Next): Promise<void> {
  await next();
  const headers = {
    'Content-Security-Policy': "frame-ancestors 'none'",
    'X-Frame-Options': 'DENY',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  };
  for (const [name, value] of Object.entries(headers)) context.res.headers.set(name, value);
}

function hostsOf(port: number): readonly string[] {
  return [`127.0.0.1:${String(port)}`, `localhost:${String(port)}`];
}

async function checkHost(context: Context, next: Next, port: number): Promise<Response | undefined> {
  if (!hostsOf(port).includes(context.req.header('host') ?? '')) return forbidden(context);
  await next();
  return undefined;
}

/** Lets in who has the cookie; who has the token gets it. Cookies know no ports, so that its name holds the port. */
async function checkSession(
  context: Context,
  next: Next,
  { token, port }: AppOptions,
  session: string,
): Promise<Response | undefined> {
  const name = `jiaokan-${String(port())}`;
  const given = context.req.query('token');
  if (context.req.method === 'GET' && given !== undefined && isSame(given, token)) {
    setCookie(context, name, session, { httpOnly: true, sameSite: 'Strict', path: '/' });
    return context.redirect(`/${context.req.path.replace(/^\/+/, '')}`, 303); // never `//another.host`
  }
  if (!isSame(getCookie(context, name) ?? '', session)) return forbidden(context);
  await next();
  return undefined;
}

async function checkOrigin(context: Context, next: Next, port: number, csrf: string): Promise<Response | undefined> {
  const origins = hostsOf(port).map((host) => `http://${host}`);
  const site = context.req.header('sec-fetch-site');
  if (!origins.includes(context.req.header('origin') ?? '') || (site !== undefined && site !== 'same-origin'))
    return refuse(context, 403, 'serve/origin', 'decisions come from a page of this server');
  if (!isSame(context.req.header('x-jiaokan-csrf') ?? '', csrf))
    return refuse(context, 403, 'serve/stale-page', 'the page is of another server; reload it');
  if (!/^application\/json\b/i.test(context.req.header('content-type') ?? ''))
    return refuse(context, 415, 'serve/not-json', 'decisions are sent as application/json');
  await next();
  return undefined;
}

/** Compares in a time that tells nothing of where two secrets differ. */
function isSame(given: string, secret: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(secret)];
  return a.length === b.length && timingSafeEqual(a, b);
}

const decisionsSchema = z.strictObject({
  by: z.string(),
  decisions: z
    .array(
      z.strictObject({
        of: z.enum(['difference', 'effect', 'open-end']),
        subject: z.string().min(1),
        verdict: z.enum(['accept', 'reject', 'note']),
        note: z.string().nullish(),
      }),
    )
    .min(1),
});

async function decide(context: Context, { desk, today }: AppOptions): Promise<Response> {
  const parsed = decisionsSchema.safeParse(await readJson(context));
  if (!parsed.success) return refuse(context, 400, 'serve/invalid-decisions', 'these are no decisions');
  const by = readReviewer(parsed.data.by);
  if (by === null) return refuse(context, 400, 'cli/invalid-reviewer', 'say who decides, in at most 80 characters');
  const decisions = parsed.data.decisions.map(({ of, subject, verdict, note }): SubjectDecision | null => {
    const kept = readNote(note ?? null);
    if (kept === undefined || (verdict === 'note' && kept === null)) return null;
    return { id: subject, of, decision: { verdict, note: kept, by, on: today() } };
  });
  if (decisions.includes(null)) return refuse(context, 400, 'serve/invalid-note', 'a note has 1 to 4000 characters');
  return record(
    context,
    desk,
    decisions.filter((each) => each !== null),
  );
}

/** The rest of the body is not read, so that nothing else can come over this connection. */
function tooLarge(context: Context): Response {
  context.header('Connection', 'close');
  return refuse(context, 413, 'serve/too-large', 'decide on fewer at once');
}

async function readJson(context: Context): Promise<unknown> {
  try {
    return await context.req.json<unknown>();
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** All or nothing: of what is not in the site any more, nobody can know what the decision was about. */
async function record(context: Context, desk: Desk, decisions: readonly SubjectDecision[]): Promise<Response> {
  const known = new Map((await desk.judged()).map(({ item }) => [item.subject, item]));
  const unknown = decisions.filter(({ id, of }) => known.get(id)?.of !== of).map(({ id }) => id);
  if (unknown.length > 0) {
    const words = 'this is not in the report any more, or is another thing; reload the page';
    return context.json({ code: 'review/unknown-subject', text: words, unknown }, 409);
  }
  const filed = decisions.flatMap(({ id, decision }): readonly SubjectDecision[] => {
    const item = known.get(id);
    return item ? [{ ...canonicalSubject(item), decision }] : [];
  });
  const { commit, reviews } = await desk.decide(filed);
  const meant = new Set(filed.map(({ id }) => id));
  // A page may show both a contested effect and the open end that asks about it.
  const judged = (await desk.judged()).filter(({ item }) => meant.has(canonicalSubject(item).id));
  return context.json({ commit, recorded: reviews.length, items: judged.map(stateOf) });
}

const types: Readonly<Record<string, string>> = {
  html: 'text/html',
  css: 'text/css',
  js: 'text/javascript',
  csv: 'text/csv',
  json: 'application/json',
  svg: 'image/svg+xml',
  xml: 'application/xml',
  md: 'text/markdown',
};

/** A file of the site: looked up by its whole path, so that no path leads out of it. */
async function file(context: Context, desk: Desk, csrf: string): Promise<Response> {
  const path = decodePath(context.req.path);
  const content = path === null ? undefined : (await desk.files()).get(path === '' ? 'index.html' : path);
  if (path === null || content === undefined) return refuse(context, 404, 'serve/not-found', 'there is no such page');
  const type = types[/\.([a-z]+)$/.exec(path)?.[1] ?? (path === '' ? 'html' : '')] ?? 'text/plain';
  return text(context, type, type === 'text/html' ? servedPage(content, { csrf }) : content);
}

function decodePath(path: string): string | null {
  try {
    return decodeURIComponent(path.slice(1));
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

function text(context: Context, type: string, content: string): Response {
  return context.body(content, 200, { 'Content-Type': `${type}; charset=utf-8` });
}

/** The script with its words; nothing in them can end it, as it is a file of its own. */
function clientOf({ words }: AppOptions): string {
  return `'use strict';\nconst words = ${JSON.stringify(words)};\n${reviewClient}`;
}

type Refusal = 400 | 403 | 404 | 405 | 413 | 415 | 500 | 503;

function refuse(context: Context, status: Refusal, code: string, words: string): Response {
  return context.json({ code, text: words }, status);
}

/** For people, in both languages: most who see it opened an old link. */
function forbidden(context: Context): Response {
  const page = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>403</title></head><body>
<p>此页只凭 jiaokan serve 在终端打印的链接打开。请从终端复制完整链接。</p>
<p lang="en">This page opens only by the link that jiaokan serve printed. Copy the whole link from the terminal.</p>
</body></html>
`;
  return context.html(page, 403);
}

/** A fault of the history or the configuration in words; a lock is for a while only. */
function fault(context: Context, error: Error): Response {
  if (!(error instanceof JiaokanError)) throw error;
  if (error.code !== 'store/locked') return refuse(context, 500, error.code, error.message);
  context.header('Retry-After', '5');
  return refuse(context, 503, error.code, error.message);
}
