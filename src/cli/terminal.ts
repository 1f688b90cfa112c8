import { styleText } from 'node:util';
import type { JiaokanError } from '../model/message.js';
import { inertText } from '../report/annotations.js';
import type { Paint } from '../report/terminal.js';
import { describeError } from './errors.js';

/** Where commands print: the only way out of the program. */
export interface Terminal {
  /** Results, to stdout. */
  readonly out: (text: string) => void;
  /** Results that are no text, to stdout. */
  readonly outBytes: (bytes: Uint8Array) => void;
  /** Messages and progress, to stderr; under GitHub Actions no text in them is taken for a command. */
  readonly err: (text: string) => void;
  /** Workflow commands of GitHub Actions, one a line. */
  readonly command: (lines: readonly string[], stream: 'out' | 'err') => void;
  /** Under GitHub Actions, whose runner reads what is printed. */
  readonly isWatched: boolean;
  /** Prints an error and raises the exit code of the process to its own. */
  readonly fail: (error: JiaokanError) => void;
  readonly raise: (exit: number) => void;
  readonly paint: Paint;
  readonly columns: number;
  /** Progress may overwrite its line. */
  readonly isInteractive: boolean;
}

/** The terminal of this process: colour where stdout is one and NO_COLOR is not set. */
export function processTerminal(): Terminal {
  const isColoured = process.stdout.isTTY && process.env['NO_COLOR'] === undefined;
  const isWatched = process.env['GITHUB_ACTIONS'] === 'true';
  const raise = (exit: number): void => {
    process.exitCode = Math.max(Number(process.exitCode ?? 0), exit);
  };
  const err = (text: string): void => {
    const shown = isWatched ? inertText(text) : text;
    process.stderr.write(shown.endsWith('\n') ? shown : `${shown}\n`);
  };
  return {
    out: (text) => process.stdout.write(text.endsWith('\n') ? text : `${text}\n`),
    outBytes: (bytes) => process.stdout.write(bytes),
    err,
    command: (lines, stream) => {
      const target = stream === 'out' ? process.stdout : process.stderr;
      for (const line of lines) target.write(`${line}\n`);
    },
    isWatched,
    fail: (error) => {
      err(describeError(error));
      raise(error.exit);
    },
    raise,
    paint: (style, text) => (isColoured ? styleText(style, text, { validateStream: false }) : text),
    columns: process.stdout.columns || 100,
    isInteractive: process.stderr.isTTY && process.env['CI'] === undefined,
  };
}
