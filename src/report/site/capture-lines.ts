import type { WorkId } from '../../model/ids.js';
import { lineAt, type Span } from '../../model/text.js';
import type { Corpus } from '../corpus.js';
import { bothLabels, foldable } from './layout.js';
import { html, type Html } from './markup.js';

/** Lines shown of one quote, and characters of one line around it (guessed: a screen; most captures have shorter ones). */
const mostLines = 12;
const longestLine = 600;

/** The lines of the capture that a quote stands in, as they were captured; null where the text is not at hand. */
export function captureLines(corpus: Corpus, work: WorkId, span: Span): Html | null {
  const reading = corpus.readings.get(work);
  if (!reading) return null;
  const { source, lineStarts } = reading.text;
  const first = lineAt(lineStarts, span.from);
  const last = lineAt(lineStarts, Math.max(span.from, span.to - 1));
  const numbers = Array.from({ length: Math.min(last - first + 1, mostLines) }, (_, n) => first + n);
  const lines = numbers.map((line) => {
    const from = lineStarts[line - 1] ?? 0;
    const to = lineStarts[line] ?? source.length;
    return html`<span class="n">${line}</span> ${excerptAround(source.slice(from, to).trimEnd(), span.from - from)}\n`;
  });
  const more = last - first + 1 > mostLines && '…';
  return foldable(bothLabels('captureLines'), html`<pre class="lines">${lines}${more}</pre>`);
}

/** A line, or of a long one what lies around the quote. */
function excerptAround(line: string, at: number): string {
  if (line.length <= longestLine) return line;
  const from = Math.max(0, Math.min(at - longestLine / 4, line.length - longestLine));
  const end = from + longestLine;
  return `${from > 0 ? '…' : ''}${line.slice(from, end)}${end < line.length ? '…' : ''}`;
}
