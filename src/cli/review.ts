import type { Command } from 'commander';
import type { DifferenceKind } from '../model/difference.js';
import type { IsoDate } from '../model/date.js';
import { exitCode, JiaokanError } from '../model/message.js';
import type { ReviewOutput } from '../model/output.js';
import type { Decision, Review } from '../model/review.js';
import { canonicalSubject, judge, type Judged, listReviewables } from '../model/reviewable.js';
import { describeItems, findJudged, readWorklist, type Worklist } from '../pipeline/worklist.js';
import { catalogues, fill } from '../report/catalogue.js';
import { reviewItemLines, reviewLines } from '../report/review-lines.js';
import type { Store } from '../store/store.js';
import { loadContext, terminalOptions, withStore } from './context.js';
import { printJson } from './json.js';
import { readDay, today } from './options.js';
import { findWork, unknownDocument } from './reference.js';
import { registerReviewTake } from './review-take.js';
import { requireNote, requireReviewer } from './reviewer.js';
import type { Terminal } from './terminal.js';

/** What narrows a list down. */
interface Filter {
  readonly family?: string;
  readonly kind?: string;
  readonly of?: string;
  readonly work?: string;
}

interface ListOptions extends Filter {
  readonly all?: boolean;
  readonly json?: boolean;
}

interface DecisionOptions extends Filter {
  readonly note?: string;
  readonly by?: string;
  readonly on?: string;
  readonly yes?: boolean;
  readonly json?: boolean;
}

const kinds: readonly DifferenceKind[] = ['substantive', 'slot', 'editorial', 'layout'];
const sorts: readonly Review['of'][] = ['difference', 'effect', 'open-end'];

/** `jiaokan review list|show|accept|reject|note|take` */
export function registerReview(program: Command, terminal: Terminal): void {
  const review = program
    .command('review')
    .description('list, accept, reject differences and effects that wait for a person')
    .addHelpText('after', examples);
  withFilter(review.command('list'))
    .description('what waits for a person: substantive differences, contradictions, open ends, what people differ on')
    .option('--all', 'also what does not wait: settled things, other kinds of difference, effects')
    .option('--json', 'print JSON (jiaokan/review@1)')
    .action((options: ListOptions) => withWorklist(program, (at) => list(at, options, program, terminal)));
  review
    .command('show')
    .description('one thing with its whole texts and every decision on it')
    .argument('<subject>', 'its id, or a start of the id that no other has')
    .option('--work <work>', 'the document, where several have the same difference')
    .option('--json', 'print JSON (jiaokan/review@1)')
    .action((name: string, options: ListOptions) =>
      withWorklist(program, (at) => show(at, name, options, program, terminal)),
    );
  for (const verdict of ['accept', 'reject', 'note'] as const) registerDecision(review, verdict, program, terminal);
  registerReviewTake(review, program, terminal);
}

const examples = `
Examples:
  jiaokan review list --family land-vat-prelevy
  jiaokan review accept d-3b1c1e --note "as the province allows"
  jiaokan review accept --family e-invoice-pilot --kind editorial
  jiaokan review reject o-91ac02 --by 张三`;

function withFilter(command: Command): Command {
  return command
    .option('--family <family>', 'only differences of a family')
    .option('--kind <kind>', `only differences of a kind: ${kinds.join(', ')}`)
    .option('--of <sort>', `only ${sorts.join(', ')}`)
    .option('--work <work>', 'only what stands in a document: its work id, number or title');
}

const does: Readonly<Record<Decision['verdict'], string>> = {
  accept: 'accept: it is as it should be; an effect of contested authority counts from then on',
  reject: 'reject: it is not as it should be; a rejected effect counts no longer',
  note: 'write a note, which settles nothing',
};

function registerDecision(review: Command, verdict: Decision['verdict'], program: Command, terminal: Terminal): void {
  withFilter(review.command(verdict))
    .description(does[verdict])
    .argument('[subjects...]', 'ids, or starts of ids; without any, all open ones that the options leave')
    .option('--note <text>', 'why')
    .option('--by <name>', 'who (default: $JIAOKAN_REVIEWER, else user.name of git)')
    .option('--on <date>', 'the day (default: today in China)')
    .option('--yes', 'do it to all that waits, where nothing narrows it down')
    .option('--json', 'print JSON (jiaokan/review@1)')
    .action((names: readonly string[], options: DecisionOptions) =>
      withWorklist(program, (at) => decide(at, verdict, names, options, program, terminal)),
    );
}

interface At {
  readonly store: Store;
  readonly worklist: Worklist;
}

async function withWorklist(program: Command, work: (at: At) => Promise<void>): Promise<void> {
  const families = await (await loadContext(program)).loadFamilies();
  const declared = new Set(families.map(({ id }) => id));
  await withStore(program, async (store) => work({ store, worklist: await readWorklist(store, declared) }));
}

async function list(at: At, options: ListOptions, program: Command, terminal: Terminal): Promise<void> {
  const isMeant = readFilter(options, at.worklist);
  // A kind that never waits (--kind editorial) is asked for, or nothing would be listed.
  const showsAll = options.all === true || (options.kind !== undefined && options.kind !== 'substantive');
  const judged = at.worklist.judged.filter(
    (each) => (showsAll || each.waits || options.of === 'effect') && isMeant(each),
  );
  const items = await describeItems(at.store, at.worklist, judged);
  if (options.json === true) printJson(terminal, { schema: 'jiaokan/review@1', items } satisfies ReviewOutput);
  else terminal.out(reviewLines(items, terminalOptions(program, terminal)).join('\n'));
}

async function show(at: At, name: string, options: ListOptions, program: Command, terminal: Terminal): Promise<void> {
  const found = findJudged(at.worklist.judged.filter(readFilter(options, at.worklist)), name);
  const items = await describeItems(at.store, at.worklist, [found]);
  if (options.json === true) printJson(terminal, { schema: 'jiaokan/review@1', items } satisfies ReviewOutput);
  else terminal.out(items.flatMap((item) => reviewItemLines(item, terminalOptions(program, terminal))).join('\n'));
}

async function decide(
  at: At,
  verdict: Decision['verdict'],
  names: readonly string[],
  options: DecisionOptions,
  program: Command,
  terminal: Terminal,
): Promise<void> {
  const how = terminalOptions(program, terminal);
  const chosen = choose(at.worklist, verdict, names, options);
  const note = requireNote(options.note);
  if (verdict === 'note' && note === null)
    throw new JiaokanError('cli/note-missing', 'a note has words; add --note TEXT', exitCode.usage);
  const on = dayOf(options.on);
  const decision: Decision = { verdict, note, by: await requireReviewer(options.by), on };
  const { commit, reviews } = await at.store.decideAll(
    chosen.map(({ item }) => ({ ...canonicalSubject(item), decision })),
  );
  const items = await describeItems(at.store, at.worklist, await judgedNow(at, chosen));
  const recorded = reviews.length;
  if (options.json === true) {
    printJson(terminal, { schema: 'jiaokan/review@1', items, commit, recorded } satisfies ReviewOutput);
    return;
  }
  const { label } = catalogues[how.language];
  if (names.length > 0) terminal.out(items.flatMap((item) => reviewItemLines(item, how)).join('\n'));
  if (commit === null) terminal.out(label.reviewNothingNew);
  else terminal.out(fill(label.reviewRecorded, { n: recorded, commit: commit.slice(0, 12) }));
}

/** Where the chosen things stand after the decision, and after what others decided meanwhile. */
async function judgedNow({ store, worklist }: At, chosen: readonly Judged[]): Promise<readonly Judged[]> {
  const reviews = new Map((await store.readReviews(await store.revision())).map((review) => [review.id, review]));
  const subjects = new Set(chosen.map(({ item }) => item.subject));
  const judged = judge(listReviewables(worklist.families, worklist.graph), reviews);
  return judged.filter(({ item }) => subjects.has(item.subject));
}

/** What is decided on: the things named, or all open ones that the options leave. */
function choose(
  worklist: Worklist,
  verdict: Decision['verdict'],
  names: readonly string[],
  options: DecisionOptions,
): readonly Judged[] {
  const meant = worklist.judged.filter(readFilter(options, worklist));
  if (names.length > 0) return [...new Set(names.map((name) => findJudged(meant, name)))];
  const isNarrowed = [options.family, options.kind, options.of, options.work].some((option) => option !== undefined);
  // Nobody's decision is overruled in passing: what is settled or disputed has to be named.
  const open = meant.filter(({ standing, waits }) => standing === 'open' && (isNarrowed || waits));
  const what = `${String(open.length)} things`;
  if (open.length === 0)
    throw new JiaokanError('review/nothing-open', 'nothing that is meant is open; nothing was decided', exitCode.usage);
  if (isNarrowed || options.yes === true) return open;
  const message = `would ${verdict} all that waits, ${what}; name some, narrow it with --family, --kind, --of or --work, or add --yes`;
  throw new JiaokanError('cli/not-confirmed', message, exitCode.usage);
}

/** @throws JiaokanError `cli/unknown-kind`, `cli/unknown-sort`, `cli/unknown-family`, `cli/unknown-document` (exit 2) */
function readFilter(options: Filter, { graph, families }: Worklist): (judged: Judged) => boolean {
  const kind = oneOf('--kind', 'cli/unknown-kind', kinds, options.kind);
  const of = oneOf('--of', 'cli/unknown-sort', sorts, options.of);
  const ids = families.map(({ declaration }) => declaration.id);
  const family = oneOf('--family', 'cli/unknown-family', ids, options.family);
  const work = options.work === undefined ? null : findWork(graph, options.work);
  if (options.work !== undefined && work === null) throw unknownDocument(options.work);
  return ({ item }) =>
    (kind === null || (item.of === 'difference' && item.difference.kind === kind)) &&
    (family === null || (item.of === 'difference' && item.family === family)) &&
    (of === null || item.of === of) &&
    (work === null || item.work === work.id);
}

function oneOf<Name extends string>(
  option: string,
  code: string,
  names: readonly Name[],
  value: string | undefined,
): Name | null {
  if (value === undefined) return null;
  const known = names.find((name) => name === value);
  if (known !== undefined) return known;
  throw new JiaokanError(code, `${option} takes ${names.join(', ') || 'nothing yet'}, not "${value}"`, exitCode.usage);
}

/** The day of a decision. @throws JiaokanError `cli/invalid-date` (exit 2) for one to come */
function dayOf(given: string | undefined): IsoDate {
  const on = readDay('--on', given) ?? today();
  if (on <= today()) return on;
  throw new JiaokanError(
    'cli/invalid-date',
    `--on ${on} is yet to come; a decision is of its day or an earlier one`,
    exitCode.usage,
  );
}
