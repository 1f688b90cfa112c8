import { createHash } from 'node:crypto';
import type { IsoDate } from '../../model/date.js';
import { catalogues, type Catalogue, fill, type Label } from '../catalogue.js';
import { type Base } from './links.js';
import { html, type Html, type Piece, trusted } from './markup.js';
import { styleSheet } from './style.js';

export const zh = catalogues['zh-CN'];
export const en = catalogues.en;

/**
 * Nothing is loaded, run, framed or sent: the one style sheet is named by its hash, the empty icon is a `data:` URL.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(styleSheet, 'utf8').digest('base64')}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** What stands around a page: its place in the site, and the run it belongs to (none for a single comparison). */
export interface Frame {
  readonly base: Base;
  /** The entry of the navigation this page belongs to. */
  readonly section: 'overview' | 'families' | 'audit' | 'graph' | 'documents' | null;
  /** Title of the page, untrusted. */
  readonly title: string;
  readonly asOf: IsoDate | null;
  readonly toolVersion: string | null;
  readonly rulesSha256: string | null;
  /** Pages that the navigation offers; empty for a page on its own. */
  readonly entries: readonly {
    readonly section: 'overview' | 'families' | 'audit' | 'graph' | 'documents';
    readonly path: string;
  }[];
}

/** A whole page as text, ready to be written. */
export function renderPage(frame: Frame, main: Piece): string {
  const page = html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${frame.title} · ${zh.label.brand}</title>
<link rel="icon" href="data:,">
<style>${trusted(styleSheet)}</style>
</head>
<body>
<a class="skip" href="#main">${zh.label.skip} <span lang="en">${en.label.skip}</span></a>
${masthead(frame)}
<main id="main" class="sheet" tabindex="-1">
${main}
</main>
${colophon(frame)}
</body>
</html>
`;
  return page.toString();
}

function masthead(frame: Frame): Html {
  const brand = html`${zh.label.brand} <span lang="en">${en.label.brand}</span>`;
  const home =
    frame.entries.length > 0
      ? html`<a class="brand" href="${frame.base}index.html">${brand}</a>`
      : html`<span class="brand">${brand}</span>`;
  const nav = html`<nav aria-label="${zh.label.contents}"><ul>${frame.entries.map((entry) => navEntry(frame, entry))}</ul></nav>`;
  const day =
    frame.asOf && html`<p class="day">${zh.label.asOf} <time datetime="${frame.asOf}">${frame.asOf}</time></p>`;
  return html`<header class="masthead"><div class="sheet">${home}${frame.entries.length > 0 && nav}${day}</div></header>`;
}

function navEntry(frame: Frame, entry: Frame['entries'][number]): Html {
  const current = entry.section === frame.section ? trusted(' aria-current="page"') : null;
  return html`<li><a href="${frame.base}${entry.path}"${current}>${zh.label[entry.section]} <small lang="en">${en.label[entry.section]}</small></a></li>`;
}

function colophon(frame: Frame): Html {
  const tool = frame.toolVersion && html` ${zh.label.tool} ${frame.toolVersion} ·`;
  const rules =
    frame.rulesSha256 && html` ${zh.label.rules} <span class="hash">${frame.rulesSha256.slice(0, 12)}</span>`;
  return html`<footer class="colophon"><div class="sheet">
<p>${zh.label.footer}${tool}${rules}<br><span lang="en">${en.label.footer}</span></p>
</div></footer>`;
}

/** The Chinese word with the English one small beside it, for headings and the heads of tables and lists. */
export function both(word: (catalogue: Catalogue) => string): Html {
  return html`${word(zh)} <span lang="en">${word(en)}</span>`;
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
