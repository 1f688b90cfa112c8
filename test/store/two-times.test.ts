import fc from 'fast-check';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { auditGraph } from '../../src/graph/status.js';
import type { IsoDate } from '../../src/model/date.js';
import type { Reading } from '../../src/model/document.js';
import type { Status } from '../../src/model/graph.js';
import type { Recording } from '../../src/model/recording.js';
import { inPrecedence } from '../../src/store/precedence.js';
import { openStore, type Store } from '../../src/store/store.js';
import { day, graphOf, type Notice, captureOf, readingOf, recordingOf } from './notice.js';
import { temporaryFolder } from './temporary.js';

/** What a source says of a document: when it holds, and what it ends. The days are of the law. */
interface Said {
  readonly name: string;
  readonly commences: IsoDate;
  readonly lastDay: IsoDate | null;
  /** Another document, which ends on the day this one commences. */
  readonly repeals: string | null;
}

/** A night on which some documents are read; one that its source withdrew is not read any more, and stays. */
interface Night {
  /** When it is learned: the day of the commit. */
  readonly on: IsoDate;
  readonly said: readonly Said[];
}

const lawDays = ['1949-10-01', '1999-12-31', '2020-01-02', '2020-01-05', '2020-02-29', '2222-01-01'].map(day);
const nightDays = ['2020-01-01', '2020-01-03', '2020-01-04', '2020-03-01', '2021-01-01'].map(day);
const enders = ['甲', '乙'] as const;
const ended = ['丙', '丁'] as const;

// Few names and days, so that backfills (an old day learned late), corrections (another day for the same document),
// withdrawals and documents of the future come together in most histories.
// An end before the beginning is no history but a misprint, and has its own status.
const anySaid = (name: string, isEnder: boolean): fc.Arbitrary<Said> =>
  fc.constantFrom(...lawDays).chain((commences) =>
    fc.record({
      name: fc.constant(name),
      commences: fc.constant(commences),
      lastDay: fc.option(fc.constantFrom(...lawDays.filter((last) => last >= commences))),
      // What ends another is not ended itself: chains of repeals are tested in test/graph.
      repeals: isEnder ? fc.option(fc.constantFrom(...ended)) : fc.constant(null),
    }),
  );
const anyNights = fc
  .subarray(nightDays, { minLength: 2 })
  .chain((days) =>
    fc.tuple(
      ...days.map((on) =>
        fc
          .tuple(
            ...enders.map((name) => fc.option(anySaid(name, true))),
            ...ended.map((name) => fc.option(anySaid(name, false))),
          )
          .map((said): Night => ({ on, said: said.filter((each) => each !== null) })),
      ),
    ),
  );

function noticeOf({ name, commences, lastDay, repeals }: Said): Notice {
  const end = lastDay === null ? '' : `有效期至${lastDay}。`;
  const paragraphs = [name, `自${commences}起施行。${end}`, repeals === null ? '附则。' : `${repeals}同时废止。`];
  return { id: `CN/2020/${name}`, paragraphs, repeals: repeals === null ? [] : [`CN/2020/${repeals}`] };
}

function readingFor(said: Said): Reading {
  const reading = readingOf(noticeOf(said));
  const { document } = reading;
  return {
    ...reading,
    document: {
      ...document,
      issued: said.commences,
      commences: { date: said.commences, basis: 'stated', retroactive: false },
      lastDay: said.lastDay,
      effects: document.effects.map((effect) => ({ ...effect, date: said.commences, dateBasis: 'with-commencement' })),
    },
  };
}

function recordingFor({ on, said }: Night): Recording {
  const readings = said.map(readingFor);
  const captures = said.map((each, index) => ({ snapshot: captureOf(noticeOf(each)), readings: [readings[index]!] }));
  return recordingOf([], { asOf: on, captures: inPrecedence(captures, []), graph: graphOf(readings) });
}

/** The model: of each document what was last said of it by a day, and from that the plain rules, with no graph. */
function statusByModel(nights: readonly Night[], knownAt: IsoDate, asOf: IsoDate): ReadonlyMap<string, Status> {
  const known = new Map<string, Said>();
  for (const { on, said } of nights) if (on <= knownAt) for (const each of said) known.set(each.name, each);
  return new Map(
    [...known.values()].map((said) => [`CN/2020/${said.name}`, statusOf(said, [...known.values()], asOf)]),
  );
}

function statusOf(said: Said, known: readonly Said[], asOf: IsoDate): Status {
  if (asOf < said.commences) return 'not-issued';
  // A repeal from before the document was issued means another one of that name.
  const [repealedOn] = known
    .filter(({ repeals, commences }) => repeals === said.name && said.commences <= commences && commences <= asOf)
    .map(({ commences }) => commences)
    .sort();
  const isLapsed = said.lastDay !== null && said.lastDay < asOf;
  if (repealedOn !== undefined && (!isLapsed || repealedOn <= said.lastDay)) return 'repealed';
  return isLapsed ? 'lapsed' : 'in-force';
}

async function recordAll(store: (now: IsoDate) => Promise<Store>, nights: readonly Night[]): Promise<Store> {
  let last: Store | null = null;
  for (const night of nights) {
    last?.close();
    last = await store(night.on);
    await last.record(recordingFor(night));
  }
  return last ?? store(nightDays[0]!);
}

test('what was in force on a day as it was known on another, over histories of any kind', async () => {
  const folder = await temporaryFolder();
  let round = 0;
  const law = fc.asyncProperty(anyNights, async (nights) => {
    const path = `${folder}/${String((round += 1))}/history.git`;
    const open = (on: IsoDate) => openStore(path, { now: () => new Date(`${on}T12:00:00Z`) });
    const store = await recordAll(open, nights);
    for (const knownAt of [day('1949-10-01'), ...nightDays, day('2222-12-31')]) {
      const graph = await store.readGraph(await store.revision(knownAt));
      for (const asOf of [...lawDays, day('2020-01-03'), day('2300-01-01')]) {
        const held = auditGraph(graph, asOf).filter((row) => row.held);
        const found = Object.fromEntries(held.map((row) => [row.id, row.status]));
        expect(found, `as of ${asOf}, known at ${knownAt}`).toEqual(
          Object.fromEntries(statusByModel(nights, knownAt, asOf)),
        );
      }
    }
    store.close();
    await rm(dirname(path), { recursive: true });
  });
  await fc.assert(law, { numRuns: 12, seed: 6 });
});
