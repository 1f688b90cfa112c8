import { lineAt, type Text } from '../model/text.js';

/** A paragraph of a reading: offsets into `Text.text`, the line of the capture (from 1), and its text. */
export interface Paragraph {
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly text: string;
}

/** The paragraphs of a reading, in order. */
export function listParagraphs(text: Text): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let from = 0;
  while (from < text.text.length) {
    let to = text.text.indexOf('\n', from);
    if (to < 0) to = text.text.length;
    const line = text.text.slice(from, to);
    const source = text.at[from] ?? 0;
    paragraphs.push({ from, to, line: lineAt(text.lineStarts, source), text: line });
    from = to + 1;
  }
  return paragraphs;
}
