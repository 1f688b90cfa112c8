import type { Command } from 'commander';
import { expiring, statusChanges } from '../graph/changes.js';
import { auditGraph } from '../graph/status.js';
import type { IsoDate } from '../model/date.js';
import type { Graph, StatusChange, StatusRow } from '../model/graph.js';
import type { WorkId } from '../model/ids.js';
import { exitCode, JiaokanError } from '../model/message.js';
import type { AuditOutput } from '../model/output.js';
import { auditHtml } from '../report/audit-html.js';
import { auditXlsx } from '../report/audit-xlsx.js';
import { readKnown } from '../pipeline/known.js';
import { auditCsv, auditMarkdown } from '../report/audit-formats.js';
import { auditTable } from '../report/terminal.js';
import { changeLines, openEndLines } from '../report/work-lines.js';
import type { Store } from '../store/store.js';
import { terminalOptions, withStore } from './context.js';
import { printJson } from './json.js';
import { readDay, readDays, today } from './options.js';
import type { Terminal } from './terminal.js';

interface Options {
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly changedSince?: string;
  readonly expiringWithin?: string;
  readonly status?: string;
  readonly open?: boolean;
  readonly held?: boolean;
  readonly jurisdiction?: string;
  readonly issuer?: string;
  readonly format?: string;
  readonly json?: boolean;
}

const formats = ['table', 'json', 'csv', 'xlsx', 'markdown', 'html'] as const;
type Format = (typeof formats)[number];

/** `jiaokan audit` */
export function registerAudit(program: Command, terminal: Terminal): void {
  program
    .command('audit')
    .description('the status of every known document on a day, and why')
    .option('--as-of <date>', 'the day (default: today in China)')
    .option('--known-at <date|rev>', 'as it was known at the end of a day, or at a revision of the history')
    .option('--changed-since <date>', 'only what changed since a day, by documents and by time alone')
    .option('--expiring-within <days>', 'only what ends within so many days, e.g. 90d')
    .option('--status <status>', 'only this status, e.g. repealed')
    .option('--jurisdiction <place>', 'only documents of a place: CN-SD, 370200 or 青岛市')
    .option('--issuer <words>', 'only documents whose issuer, or the agency in their number, holds these words')
    .option('--held', 'only documents whose text is held')
    .option('--open', 'also what waits for a person: overrides, unnamed classes, unresolved targets')
    .option('--format <format>', `one of ${formats.join(', ')}`, 'table')
    .option('--json', 'as --format json (jiaokan/audit@1)')
    .addHelpText(
      'after',
      '\nExamples:\n  jiaokan audit\n  jiaokan audit --as-of 2023-12-31 --status lapsed\n  jiaokan audit --as-of 2023-12-31 --known-at 2023-06-30 --json\n  jiaokan audit --expiring-within 180d\n  jiaokan audit --jurisdiction CN-SD --issuer 税务局\n  jiaokan audit --format xlsx > audit.xlsx',
    )
    .action((options: Options) => withStore(program, (store) => audit(store, options, program, terminal)));
}

interface Audit {
  readonly asOf: IsoDate;
  readonly rows: readonly StatusRow[];
  readonly changes: readonly StatusChange[] | null;
  readonly graph: Graph;
}

async function audit(store: Store, options: Options, program: Command, terminal: Terminal): Promise<void> {
  const format = formatOf(options);
  const asOf = readDay('--as-of', options.asOf) ?? today();
  const result = await select(store, asOf, options);
  switch (format) {
    case 'json':
      printJson(terminal, {
        schema: 'jiaokan/audit@1',
        asOf,
        knownAt: options.knownAt ?? null,
        rows: result.rows,
        ...(result.changes ? { changes: result.changes } : {}),
        ...(options.open === true ? { openEnds: result.graph.openEnds } : {}),
      } satisfies AuditOutput);
      break;
    case 'csv':
      terminal.out(auditCsv(result.rows, { bom: false }));
      break;
    case 'xlsx':
      terminal.outBytes(await auditXlsx(result.rows));
      break;
    case 'html':
      terminal.out(auditHtml(result.rows, asOf, terminalOptions(program, terminal).language));
      break;
    case 'markdown':
      terminal.out(auditMarkdown(result.rows, terminalOptions(program, terminal).language));
      break;
    case 'table':
      printTable(result, options, program, terminal);
  }
}

function formatOf(options: Options): Format {
  const format = options.json === true ? 'json' : (options.format ?? 'table');
  const known = formats.find((name) => name === format);
  if (known) return known;
  throw new JiaokanError('cli/unknown-format', `--format takes ${formats.join(', ')}, not "${format}"`, exitCode.usage);
}

async function select(store: Store, asOf: IsoDate, options: Options): Promise<Audit> {
  const { graph, decided } = await readKnown(store, await store.revision(options.knownAt));
  const all = auditGraph(graph, asOf, decided);
  const since = readDay('--changed-since', options.changedSince);
  const changes = since === null ? null : await changesSince(store, since, asOf, all);
  const ending =
    options.expiringWithin === undefined
      ? null
      : new Set(
          expiring(graph, asOf, readDays('--expiring-within', options.expiringWithin), decided).map((row) => row.id),
        );
  const changed = changes && new Set(changes.map((change) => change.id));
  const isAskedFor = nodeFilter(graph, options);
  const rows = all.filter(
    (row) =>
      (!changed || changed.has(row.id)) &&
      (!ending || ending.has(row.id)) &&
      (options.status === undefined || row.status === options.status) &&
      (options.held !== true || row.held) &&
      isAskedFor(row.id),
  );
  return { asOf, rows, changes, graph };
}

/** Whether a document is of the place and by the issuer that are asked for; every one is where neither is. */
function nodeFilter(graph: Graph, { jurisdiction, issuer }: Options): (id: WorkId) => boolean {
  if (jurisdiction === undefined && issuer === undefined) return () => true;
  const ids = graph.nodes.filter(({ jurisdiction: place, issuers, number }) => {
    const { gb2260, iso, province, city, district } = place;
    const places: readonly (string | null)[] = [gb2260, iso, province, city, district];
    return (
      (jurisdiction === undefined || places.includes(jurisdiction)) &&
      (issuer === undefined || [...issuers, number ?? ''].some((name) => name.includes(issuer)))
    );
  });
  const known = new Set(ids.map(({ id }) => id));
  return (id) => known.has(id);
}

async function changesSince(
  store: Store,
  since: IsoDate,
  asOf: IsoDate,
  after: readonly StatusRow[],
): Promise<StatusChange[]> {
  const { graph: before, decided } = await readKnown(store, await store.revision(since));
  return statusChanges(auditGraph(before, since, decided), auditGraph(before, asOf, decided), after);
}

function printTable({ rows, changes, graph }: Audit, options: Options, program: Command, terminal: Terminal): void {
  const how = terminalOptions(program, terminal);
  terminal.out(auditTable(rows, how).join('\n'));
  if (changes) terminal.out(changeLines(changes, graph, how).join('\n'));
  if (options.open === true) terminal.out(openEndLines(graph.openEnds, how).join('\n'));
}
