import type { DifferenceSide, Template } from '../../model/difference.js';
import type { Reading } from '../../model/document.js';
import type { EId } from '../../model/ids.js';
import type { NamedPassage } from '../clause-name.js';
import { splitSlots } from '../collation.js';
import { html } from './markup.js';
import { type Mark, textRange } from './passage-text.js';

/** A passage of one side of a comparison, with its text at hand. */
export interface SidePassage extends NamedPassage {
  readonly line: number;
  /** The text that `from` and `to` count in. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** What is shown in the text whatever differs: the slots of a template. */
  readonly marks: readonly Mark[];
  /** Where in `text` a side of a difference stands. */
  readonly rangeOf: (side: DifferenceSide) => { readonly from: number; readonly to: number };
}

/** The passages of a document, in order. */
export function sideOfReading(reading: Reading): ReadonlyMap<EId, SidePassage> {
  const { text } = reading;
  return new Map(
    reading.passages.map((passage) => [
      passage.eId,
      {
        ...passage,
        text: text.text,
        marks: [],
        rangeOf: ({ span }) => textRange(text, span),
      },
    ]),
  );
}

/** The passages of a template, in order; slots are shown by what people call them. */
export function sideOfTemplate(template: Template): ReadonlyMap<EId, SidePassage> {
  return new Map(
    template.passages.map((passage) => [
      passage.eId,
      {
        ...passage,
        from: 0,
        to: passage.text.length,
        marks: slotMarks(template, passage.text),
        rangeOf: ({ span }) => ({ from: span.from - passage.span.from, to: span.to - passage.span.from }),
      },
    ]),
  );
}

function slotMarks(template: Template, text: string): Mark[] {
  const marks: Mark[] = [];
  let at = 0;
  for (const { text: label, name } of splitSlots(template, text)) {
    const length = name === null ? label.length : slotLength(text, at);
    if (name !== null)
      marks.push({ from: at, to: at + length, show: () => html`<span class="slot" title="${name}">${label}</span>` });
    at += length;
  }
  return marks;
}

/** `{{ name }}` as it is written, blanks and braces with it. */
function slotLength(text: string, from: number): number {
  const end = text.indexOf('}}', from);
  return (end < 0 ? text.length : end + 2) - from;
}
