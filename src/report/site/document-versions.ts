import { structuredPatch } from 'diff';
import type { RecordedText } from '../../model/run.js';
import { bothLabels, foldable, section } from './layout.js';
import { html, type Html } from './markup.js';

/** Paragraphs around a change; a paragraph is long, and its neighbours are enough to find it. */
const context = 1;
/** Paragraphs added and removed after which the library gives up, as its time grows with their square. */
const maxEditLength = 2_000;

/** The recorded versions of a document, the newest first, each with what changed in it; null where there is only one. */
export function recordedVersions(texts: readonly RecordedText[]): Html | null {
  if (texts.length < 2) return null;
  const versions = texts.map((version, n) => {
    const before = texts[n - 1];
    const name = html`${bothLabels('run')} <code>${version.run ?? '—'}</code>`;
    if (!before) return html`<li>${name} <span class="quiet">${bothLabels('versionStart')}</span></li>`;
    return html`<li>${foldable(name, changesBetween(before.text, version.text), n === texts.length - 1)}</li>`;
  });
  return section(
    'versions',
    html`${bothLabels('recordedVersions')} (${texts.length})`,
    html`<ol class="plain">${versions.toReversed()}</ol>`,
  );
}

function changesBetween(before: string, after: string): Html {
  const patch = structuredPatch('', '', before, after, '', '', { context, maxEditLength });
  if (!patch) return html`<p class="quiet">${bothLabels('tooMuchChanged')}</p>`;
  return html`<div class="patch">${patch.hunks.map(({ lines }) => html`<div class="hunk">${lines.map(patchLine)}</div>`)}</div>`;
}

/** A line of a patch without the clause id that the recorded text has before a tab. */
function patchLine(line: string): Html | null {
  const [sign, content] = [line.slice(0, 1), line.slice(1).replace(/^[^\t]*\t/, '')];
  if (sign === '\\') return null;
  if (sign === '-') return html`<p><del>${content}</del></p>`;
  return sign === '+' ? html`<p><ins>${content}</ins></p>` : html`<p class="quiet">${content}</p>`;
}
