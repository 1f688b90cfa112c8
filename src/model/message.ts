export type Severity = 'error' | 'warning' | 'info';

/**
 * A finding about a document, collected and never thrown: `error` = this result is not reliable,
 * `warning` = reliable, but a person should look, `info` = noted. `code` is `stage/what-is-wrong`.
 */
export interface Message {
  readonly code: string;
  readonly severity: Severity;
  /** Line of the capture, from 1. */
  readonly line: number;
  /** Column of the capture in characters, from 1. */
  readonly column?: number;
  readonly text: string;
}

/** Where something is in a file a person wrote. Lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  /** The source line, for the excerpt under the message. */
  readonly excerpt?: string;
}

/** What the process ends with; `contract.md`, exit codes. Of several, the highest. */
export const exitCode = { done: 0, gate: 1, usage: 2, source: 3, store: 4 } as const;
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** Misuse or a fault of the environment: thrown, with what is wrong, where, and what would mend it. */
export class JiaokanError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly exit: ExitCode,
    readonly place?: Place,
  ) {
    super(message);
    this.name = 'JiaokanError';
  }
}
