import { buffer } from 'node:stream/consumers';
import type { Command } from 'commander';
import { resolveCitations } from '../cite/resolve.js';
import { findingsOf } from '../graph/findings.js';
import type { IsoDate } from '../model/date.js';
import type { Document, Reading } from '../model/document.js';
import type { Graph } from '../model/graph.js';
import { exitCode, JiaokanError, type Message } from '../model/message.js';
import type { ParseOutput } from '../model/output.js';
import { type ReadCapture, readCapture } from '../pipeline/capture.js';
import { documentLines } from '../report/work-lines.js';
import { readNamedFile } from '../source/files.js';
import { loadContext, terminalOptions } from './context.js';
import { messageOf, printJson } from './json.js';
import type { Terminal } from './terminal.js';

/** `jiaokan parse FILE… | -` */
export function registerParse(program: Command, terminal: Terminal): void {
  program
    .command('parse')
    .description('captures to documents: parts, clauses, citations, effects, messages')
    .argument('<files...>', 'captures, or - for standard input')
    .option('--json', 'print JSON (jiaokan/parse@1)')
    .addHelpText(
      'after',
      '\nExamples:\n  jiaokan parse seeds/notices.txt\n  jiaokan parse a.txt b.txt --json > parsed.json\n  echo "《甲办法》(某税发〔2018〕3号)同时废止。" | jiaokan parse - --json',
    )
    .action(async (files: string[], options: { json?: boolean }) => {
      const { rules } = await loadContext(program);
      const captures: ReadCapture[] = [];
      const errors: JiaokanError[] = [];
      for (const file of files) {
        try {
          captures.push(readCapture(await readBytes(file), file, rules.rules));
        } catch (error) {
          if (!(error instanceof JiaokanError)) throw error;
          errors.push(error);
          terminal.fail(error);
        }
      }
      const { readings, graph } = resolveCitations(
        captures.flatMap((capture) => capture.readings),
        rules.rules,
      );
      const documents = withLastingFindings(readings, graph);
      if (options.json === true) {
        const furniture = captures.flatMap(({ path, furniture: spans }) => spans.map(({ span }) => ({ path, span })));
        const output: ParseOutput = {
          schema: 'jiaokan/parse@1',
          documents,
          furniture,
          messages: errors.map(messageOf),
        };
        printJson(terminal, output);
      } else
        for (const document of documents)
          terminal.out(documentLines(document, terminalOptions(program, terminal)).join('\n'));
    });
}

/** What holds of a document's life on any day. */
const lasting: ReadonlySet<string> = new Set(['status/retroactive', 'status/expiry-before-start']);
const theLastDay = '9999-12-31' as IsoDate;

/** Documents with the findings that depend on no day: that they reach back, that they override rules without naming them. */
function withLastingFindings(readings: readonly Reading[], graph: Graph): readonly Document[] {
  const overrides = graph.openEnds
    .filter(({ kind }) => kind === 'prevails')
    .map(({ work, line, text }) => ({ code: 'status/prevails', severity: 'warning' as const, work, line, text }));
  const findings = [...findingsOf(graph, theLastDay).filter(({ code }) => lasting.has(code)), ...overrides];
  return readings.map(({ document }) => {
    const own = findings
      .filter(({ work }) => work === document.id)
      .map(
        ({ code, severity, line, text }): Message => ({
          code,
          severity,
          line: line ?? document.source.firstLine,
          text,
        }),
      );
    return { ...document, messages: [...document.messages, ...own].sort((a, b) => a.line - b.line) };
  });
}

/** The bytes of a capture. @throws JiaokanError `source/missing`, `source/unreadable`, `source/empty` (exit 3) */
export async function readBytes(file: string): Promise<Uint8Array> {
  const bytes = file === '-' ? await buffer(process.stdin) : await readNamedFile(file);
  if (bytes.length === 0)
    throw new JiaokanError('source/empty', 'is empty; capture it again', exitCode.source, { file });
  return bytes;
}
