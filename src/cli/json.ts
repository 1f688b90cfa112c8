import type { JiaokanError } from '../model/message.js';
import type { OutputMessage } from '../model/output.js';
import type { Terminal } from './terminal.js';

/** Prints one JSON document, two blanks a level. */
export function printJson<Output extends { readonly schema: string }>(terminal: Terminal, output: Output): void {
  terminal.out(JSON.stringify(output, null, 2));
}

/** An error as it stands in `messages` of the JSON. */
export function messageOf(error: JiaokanError): OutputMessage {
  const { place } = error;
  return {
    code: error.code,
    severity: 'error',
    file: place?.file ?? null,
    line: place?.line ?? null,
    column: place?.column ?? null,
    text: error.message,
  };
}
