import { readCapture } from '../src/pipeline/capture.js';
import type { Clause, Document, Provisions, Reading } from '../src/model/document.js';
import { rules } from './project-rules.js';

/** Reads lines of text as a capture with one document. */
export function readLines(...lines: readonly string[]): Reading {
  const [reading] = readAll(lines.join('\n'));
  if (!reading) throw new Error('the capture holds no document');
  return reading;
}

/** Reads a text as a capture. */
export function readAll(text: string): readonly Reading[] {
  return readCapture(new TextEncoder().encode(text), 'made-up.txt', rules).readings;
}

/** The clause tree in one line: `level_1[level_1__level_1 level_1__para_2]`. */
export function drawClauses(clauses: readonly Clause[]): string {
  return clauses
    .map(({ eId, children }) => (children.length === 0 ? eId : `${eId}[${drawClauses(children)}]`))
    .join(' ');
}

/** Components in one line, with their lines: `header 1-2 body 3-3`. */
export function drawComponents(document: Document): string {
  return document.components.map(({ kind, firstLine, lastLine }) => `${kind} ${firstLine}-${lastLine}`).join(' ');
}

/** Effects in one line each: `repeals 某税发〔2018〕3号[第三条] on 2023-05-01 (with-commencement)`, `reported` where not asserted. */
export function drawEffects(document: Document): string[] {
  return document.effects.map(({ type, target, date, dateBasis, asserted }) => {
    const named = 'class' in target ? `class ${target.class}` : (target.number ?? target.title ?? 'self');
    const provisions = 'class' in target ? '' : drawProvisions(target.provisions);
    return `${asserted ? '' : 'reported '}${type} ${named}${provisions} on ${date ?? 'no day'} (${dateBasis})`;
  });
}

/** `[第三条 附件2]`, `[all but 第九条]`, `[unspecified]`, nothing for the whole. */
function drawProvisions(provisions: Provisions): string {
  if (provisions === 'whole') return '';
  if (provisions === 'unspecified') return '[unspecified]';
  return 'except' in provisions ? `[all but ${provisions.except.join(' ')}]` : `[${provisions.join(' ')}]`;
}
