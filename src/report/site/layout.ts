import { createHash } from 'node:crypto';
import type { IsoDate } from '../../model/date.js';
import { catalogues, type Catalogue, fill, type Label, type Language } from '../catalogue.js';
import { type Base } from './links.js';
import { html, type Html, type Piece, trusted } from './markup.js';
import { styleSheet } from './style.js';

export const zh = catalogues['zh-CN'];
export const en = catalogues.en;

/**
 * Nothing is loaded, framed or sent, and nothing runs but what we wrote: the style sheet and each script are named by
 * their hashes, the empty icon is a `data:` URL.
 */
function contentSecurityPolicy(scripts: readonly string[]): string {
  const run = scripts.map((script) => ` ${hashSource(script)}`).join('');
  return [
    "default-src 'none'",
    `style-src ${hashSource(styleSheet)}`,
    ...(run === '' ? [] : [`script-src${run}`]),
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;
}

/** What a page runs and the data it runs on; every page reads well without. */
export interface Behaviour {
  /** Scripts of our own (`src/client`), as text, in the order in which they run. */
  readonly scripts: readonly string[];
  /** Values for the scripts by the `id` of the element that holds each as JSON. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** For a page that runs nothing. */
export const inert: Behaviour = { scripts: [], data: {} };

/** An entry of the navigation. */
type Section = 'overview' | 'families' | 'audit' | 'graph' | 'documents' | 'search';

/** What stands around a page: its place in the site, and the run it belongs to (none for a single comparison). */
export interface Frame {
  readonly base: Base;
  /** The entry of the navigation this page belongs to. */
  readonly section: Section | null;
  /** Title of the page, untrusted. */
  readonly title: string;
  readonly asOf: IsoDate | null;
  readonly toolVersion: string | null;
  readonly rulesSha256: string | null;
  readonly language: Language;
  readonly behaviour: Behaviour;
  /** Whether there are feeds beside the pages. */
  readonly hasFeeds?: boolean;
  /** Pages that the navigation offers; empty for a page on its own. */
  readonly entries: readonly {
    readonly section: Section;
    readonly path: string;
  }[];
}

/** A whole page as text, ready to be written. */
export function renderPage(frame: Frame, main: Piece): string {
  const { scripts, data } = frame.behaviour;
  const page = html`<!doctype html>
<html lang="${frame.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(scripts)}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${frame.title} · ${zh.label.brand}</title>
<link rel="icon" href="data:,">
${frame.hasFeeds === true && html`<link rel="alternate" type="application/atom+xml" title="${zh.label.brand}" href="${frame.base}feeds/all.xml">`}
<style>${trusted(styleSheet)}</style>
${Object.entries(data).map(
  ([id, value]) => html`<script type="application/json" id="${id}">${dataText(value)}</script>
`,
)}${scripts.map(
  (script) => html`<script>${trusted(script)}</script>
`,
)}</head>
<body>
<a class="skip" href="#main">${bothLabels('skip')}</a>
${masthead(frame)}
<main id="main" class="sheet" tabindex="-1" lang="zh-CN">
${main}
</main>
${colophon(frame)}
</body>
</html>
`;
  return page.toString();
}

/** JSON that cannot end the element that holds it; what it says is set as text by the scripts, never as markup. */
function dataText(value: unknown): Html {
  return trusted(
    JSON.stringify(value).replace(
      /[<\u2028\u2029]/g,
      (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  );
}

function masthead(frame: Frame): Html {
  const brand = bothLabels('brand');
  const home =
    frame.entries.length > 0
      ? html`<a class="brand" href="${frame.base}index.html">${brand}</a>`
      : html`<span class="brand">${brand}</span>`;
  const nav = html`<nav aria-label="${bothPlain((words) => words.label.contents)}"><ul>${frame.entries.map((entry) => navEntry(frame, entry))}</ul></nav>`;
  const day =
    frame.asOf && html`<p class="day">${bothLabels('asOf')} <time datetime="${frame.asOf}">${frame.asOf}</time></p>`;
  return html`<header class="masthead"><div class="sheet">${home}${frame.entries.length > 0 && nav}${day}${finder(frame)}${languages(frame)}</div></header>`;
}

/** Shown by the script that makes it work. */
function languages(frame: Frame): Html | null {
  if (frame.behaviour.scripts.length === 0) return null;
  return html`<p class="languages" role="group" aria-label="语言 Language"><button type="button" data-lang="zh-CN" lang="zh-CN">中文</button><button type="button" data-lang="en" lang="en">English</button></p>`;
}

/** A field that leads to the search; shown by the script that makes it work, the link in the navigation does without. */
function finder(frame: Frame): Html | null {
  const search = frame.entries.find((entry) => entry.section === 'search');
  if (!search || frame.section === 'search' || frame.behaviour.scripts.length === 0) return null;
  return html`<p class="finder" role="search" aria-label="${bothPlain((words) => words.label.searchSite)}"><input type="search" data-search="${frame.base}${search.path}" aria-label="${bothPlain((words) => words.label.search)}" placeholder="${bothPlain((words) => words.label.search)}" autocomplete="off" spellcheck="false" size="12"></p>`;
}

function navEntry(frame: Frame, entry: Frame['entries'][number]): Html {
  const current = entry.section === frame.section ? trusted(' aria-current="page"') : null;
  return html`<li><a href="${frame.base}${entry.path}"${current}>${bothLabels(entry.section)}</a></li>`;
}

function colophon(frame: Frame): Html {
  const tool = frame.toolVersion && html` ${bothLabels('tool')} ${frame.toolVersion} ·`;
  const rules =
    frame.rulesSha256 && html` ${bothLabels('rules')} <span class="hash">${frame.rulesSha256.slice(0, 12)}</span>`;
  return html`<footer class="colophon"><div class="sheet">
<p>${bothLabels('footer')}${tool}${rules}</p>
</div></footer>`;
}

/** A word in both languages; the style sheet shows the one that the page is set to. */
export function both(word: (catalogue: Catalogue) => string): Html {
  return html`<span class="zh">${word(zh)}</span><span class="en" lang="en">${word(en)}</span>`;
}

/** A word for an attribute (`title`, `aria-label`), where nothing can be switched. */
export function bothPlain(word: (catalogue: Catalogue) => string): string {
  return word(zh) === word(en) ? word(zh) : `${word(zh)} ${word(en)}`;
}

/** As `both`, for a label whose slots are filled. */
export function bothLabels(label: Label, values: Readonly<Record<string, string | number>> = {}): Html {
  return both((catalogue) => fill(catalogue.label[label], values));
}

/** A section with a heading that can be linked to. */
export function section(id: string, heading: Piece, body: Piece): Html {
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${heading}</h2>
${body}
</section>
`;
}

/** A part that opens on demand; its content prints in any case. */
export function foldable(summary: Piece, body: Piece, open = false): Html {
  return html`<details${open && trusted(' open')}><summary>${summary}</summary>
${body}
</details>
`;
}
