import { describe, expect, it } from 'vitest';
import { indexGraph } from '../../src/graph/lookup.js';
import { auditGraph, statusOf } from '../../src/graph/status.js';
import { day, graphOf, id, rowAt, timeline } from './notation.js';

/** `[name of the rule or trap, graph, statuses of A over time]`; all made up unless a comment says otherwise. */
type Case = readonly [string, string, string];

const suspendedBeforeStart: readonly Case[] = [
  [
    'a document suspended before it starts starts suspended, because of that',
    'A 2020-01-23; B 2020-02-01 starts ?; B suspends A on 2020-01-01',
    'not-issued | 2020-01-23 suspended',
  ],
  [
    'one that lost a provision before it starts starts in part',
    'A 2020-01-23 starts 2020-06-01; B 2020-02-01; B repeals A 第三条 on 2020-03-01',
    'not-issued | 2020-01-23 not-yet-in-force | 2020-06-01 partially-in-force [第三条]',
  ],
];

const starts: readonly Case[] = [
  ['nothing is known', 'A cited', 'unknown'],
  ['only cited, with a day of issue: nobody states its start', 'A cited 2020-01-01', 'not-issued | 2020-01-01 unknown'],
  ['no start is stated: implied by the day of issue', 'A 2020-01-01', 'not-issued | 2020-01-01 in-force (implied)'],
  [
    'a stated start after the issue',
    'A 2020-01-01 starts 2020-03-01',
    'not-issued | 2020-01-01 not-yet-in-force | 2020-03-01 in-force',
  ],
  // 国家税务总局泰安市税务局公告2023年第1号: issued 2023-03-13, 自2022年9月21日起施行
  [
    'a retroactive start reaches back, but the document is not issued before its issue',
    'A 2023-03-13 starts 2022-09-21',
    'not-issued | 2023-03-13 in-force',
  ],
  ['no day of issue: not known to be unissued', 'A ? starts 2020-03-01', 'not-yet-in-force | 2020-03-01 in-force'],
  ['施行日期另行通知: unknown, not in force by default', 'A 2020-01-01 starts ?', 'not-issued | 2020-01-01 unknown'],
  [
    'another document asserts the start that was left open',
    'A 2020-01-01 starts ?; B 2020-02-01; B commences A on 2020-05-01',
    'not-issued | 2020-01-01 not-yet-in-force | 2020-05-01 in-force',
  ],
  [
    'another document asserts the start of one that is only cited',
    'A cited; B 2020-02-01; B commences A on 2020-05-01',
    'not-yet-in-force | 2020-05-01 in-force',
  ],
  ['a reported start starts nothing', 'A cited; B 2020-02-01; B commences A on 2020-05-01 reported', 'unknown'],
  [
    'a start asserted elsewhere replaces an implied one, never a stated one',
    'A 2020-01-01 starts 2020-02-01; B 2020-01-02; B commences A on 2020-05-01',
    'not-issued | 2020-01-01 not-yet-in-force | 2020-02-01 in-force',
  ],
  [
    'the start of one clause is not the start of the document',
    'A 2020-01-01 starts ?; A commences A 第四条 on 2020-05-01',
    'not-issued | 2020-01-01 unknown',
  ],
  [
    'the start is put off before it comes',
    'A 2020-01-01 starts 2020-06-01; B 2020-05-01; B postpones A on 2021-01-01',
    'not-issued | 2020-01-01 not-yet-in-force | 2021-01-01 in-force',
  ],
  [
    'put off without a day',
    'A 2020-01-01 starts 2020-06-01; B 2020-05-01; B postpones A on ?',
    'not-issued | 2020-01-01 not-yet-in-force',
  ],
  [
    'put off after it has started: suspended until the new day',
    'A 2020-01-01; B 2020-05-01; B postpones A on 2021-01-01',
    'not-issued | 2020-01-01 in-force (implied) | 2020-05-01 suspended | 2021-01-01 in-force (implied)',
  ],
  [
    'put off to a day that has passed changes nothing',
    'A 2020-01-01; B 2021-05-01; B postpones A on 2021-01-01',
    'not-issued | 2020-01-01 in-force (implied)',
  ],
];

const ends: readonly Case[] = [
  ['repealed by another', 'A cited; B 2021-01-01; B repeals A', 'unknown | 2021-01-01 repealed'],
  ['replaced is repealed', 'A cited; B 2021-01-01; B replaces A', 'unknown | 2021-01-01 repealed'],
  ['annulled is repealed', 'A cited; B 2021-01-01; B annuls A', 'unknown | 2021-01-01 repealed'],
  ['efficacy ended is repealed', 'A cited; B 2021-01-01; B stops A', 'unknown | 2021-01-01 repealed'],
  ['declared lapsed is lapsed', 'A cited; B 2021-01-01; B lapses A', 'unknown | 2021-01-01 lapsed'],
  // 穗南开管办规〔2023〕1号: 有效期自印发之日起至2023年12月31日
  [
    'the last day is in force, the day after is not',
    'A 2023-02-01 starts 2023-02-01 until 2023-12-31',
    'not-issued | 2023-02-01 in-force | 2024-01-01 lapsed',
  ],
  [
    'for ever is written 9999-12-31 and has no day after',
    'A 2023-02-01 until 9999-12-31',
    'not-issued | 2023-02-01 in-force (implied)',
  ],
  [
    'a term that ends before it starts is not believed, and nothing is in force by default',
    'A 2023-02-01 starts 2023-02-01 until 2022-12-31',
    'not-issued | 2023-02-01 unknown',
  ],
  [
    'repealed before its term ends: the repeal is the reason for ever',
    'A 2020-01-01 until 2022-12-31; B 2021-01-01; B repeals A',
    'not-issued | 2020-01-01 in-force (implied) | 2021-01-01 repealed',
  ],
  [
    'repealed after its term has ended: lapsed is the reason for ever',
    'A 2020-01-01 until 2020-12-31; B 2022-01-01; B repeals A',
    'not-issued | 2020-01-01 in-force (implied) | 2021-01-01 lapsed',
  ],
  [
    'two repeals: the earliest counts',
    'A 2020-01-01; B 2021-01-01; C 2022-01-01; C repeals A; B repeals A',
    'not-issued | 2020-01-01 in-force (implied) | 2021-01-01 repealed',
  ],
  [
    'repealed before it starts: never in force',
    'A 2020-01-01 starts 2020-06-01; B 2020-03-01; B repeals A',
    'not-issued | 2020-01-01 not-yet-in-force | 2020-03-01 repealed',
  ],
  [
    'started and repealed on one day: never in force',
    'A 2020-01-01 starts 2020-06-01; B 2020-03-01; B repeals A on 2020-06-01',
    'not-issued | 2020-01-01 not-yet-in-force | 2020-06-01 repealed',
  ],
  [
    'the term that another document sets shortens, and does not lengthen',
    'A 2020-01-01 until 2022-12-31; B 2021-01-01; B expires A on 2021-06-30; C 2021-02-01; C expires A on 2030-12-31',
    'not-issued | 2020-01-01 in-force (implied) | 2021-07-01 lapsed',
  ],
  [
    'an asserted term that has passed already ended when it says',
    'A 2020-01-01; B 2023-01-01; B expires A on 2021-06-30',
    'not-issued | 2020-01-01 in-force (implied) | 2021-07-01 lapsed',
  ],
  [
    'a repeal without a date ends nothing',
    'A 2020-01-01; B 2021-01-01; B repeals A on ?',
    'not-issued | 2020-01-01 in-force (implied)',
  ],
  [
    'a repeal from a stated day before its document was issued holds from that day',
    'A 2020-01-01; B 2021-06-01; B repeals A on 2021-01-01',
    'not-issued | 2020-01-01 in-force (implied) | 2021-01-01 repealed',
  ],
  [
    'a repeal by a document that is not in the graph',
    'A cited; B repeals A on 2021-01-01',
    'unknown | 2021-01-01 repealed',
  ],
];

const untouched: readonly Case[] = [
  ['reported', 'A 2020-01-01; B 2021-01-01; B repeals A reported', 'not-issued | 2020-01-01 in-force (implied)'],
  [
    'told by a 解读',
    'A 2020-01-01; B 2021-01-01; B repeals A interpreted',
    'not-issued | 2020-01-01 in-force (implied)',
  ],
  ['a reported end of a cited document', 'A cited; B 2021-01-01; B expires A on 2022-09-20 reported', 'unknown'],
  ['a term of an item', 'A 2020-01-01; A expires A on 2021-12-31 item', 'not-issued | 2020-01-01 in-force (implied)'],
  // 天津 津财综〔2023〕15号: receipts are taken out of use
  ['a thing', 'A 2020-01-01; B 2021-01-01; B stops A thing', 'not-issued | 2020-01-01 in-force (implied)'],
  ['prevails', 'A 2020-01-01; B 2021-01-01; B prevails A', 'not-issued | 2020-01-01 in-force (implied)'],
  ['corrects', 'A 2020-01-01; B 2021-01-01; B corrects A', 'not-issued | 2020-01-01 in-force (implied)'],
  ['saves', 'A 2020-01-01; B 2021-01-01; B saves A', 'not-issued | 2020-01-01 in-force (implied)'],
  ['defers to', 'A 2020-01-01; B 2021-01-01; B defers-to A', 'not-issued | 2020-01-01 in-force (implied)'],
  ['applies from', 'A 2020-01-01; A applies-from A on 2019-01-01', 'not-issued | 2020-01-01 in-force (implied)'],
];

const repealers: readonly Case[] = [
  [
    'the repealer was repealed before it started',
    'A 2020-01-01; B 2020-06-01 starts 2021-01-01; B repeals A; C 2020-09-01; C repeals B',
    'not-issued | 2020-01-01 in-force (implied)',
  ],
  [
    'the repealer was repealed on the day it starts',
    'A 2020-01-01; B 2020-06-01 starts 2021-01-01; B repeals A; C 2020-09-01; C repeals B on 2021-01-01',
    'not-issued | 2020-01-01 in-force (implied)',
  ],
  [
    'the repealer had lapsed on the day of the repeal',
    'A 2020-01-01; B 2020-06-01 until 2020-12-31; B repeals A on 2021-06-01',
    'not-issued | 2020-01-01 in-force (implied)',
  ],
  [
    'a repeal decided on issue, by a document that never came into force',
    'A 2020-01-01; B 2020-06-01 starts 2021-01-01; B repeals A on 2020-06-01; C 2020-09-01; C repeals B',
    'not-issued | 2020-01-01 in-force (implied)',
  ],
  [
    'the repealer of the repealer never came into force itself',
    'A 2020-01-01; B 2021-01-01; B repeals A; C 2020-02-01 starts 2020-12-01; C repeals B; D 2020-03-01; D repeals C',
    'not-issued | 2020-01-01 in-force (implied) | 2021-01-01 repealed',
  ],
  [
    'a chain on one day: C ends B, so B does not end A',
    'A 2020-01-01; B 2020-06-01 starts 2021-01-01; B repeals A; C 2020-06-02 starts 2021-01-01; C repeals B',
    'not-issued | 2020-01-01 in-force (implied)',
  ],
  [
    'repealing the repealer revives nothing',
    'A 2020-01-01; B 2021-01-01; B repeals A; C 2022-01-01; C repeals B',
    'not-issued | 2020-01-01 in-force (implied) | 2021-01-01 repealed',
  ],
  [
    'a partly repealed repealer still repeals',
    'A 2020-01-01; B 2020-06-01; B repeals A on 2021-06-01; C 2021-01-01; C repeals B 第二条',
    'not-issued | 2020-01-01 in-force (implied) | 2021-06-01 repealed',
  ],
  [
    'a repealer that is put off repeals when it starts at last',
    'A 2020-01-01; B 2020-06-01 starts 2021-01-01; B repeals A; C 2020-09-01; C postpones B on 2022-01-01',
    'not-issued | 2020-01-01 in-force (implied) | 2022-01-01 repealed',
  ],
  [
    'put off on the very day it would have started',
    'A 2020-01-01; B 2020-06-01 starts 2021-01-01; B repeals A; C 2021-01-01; C postpones B on 2022-01-01',
    'not-issued | 2020-01-01 in-force (implied) | 2022-01-01 repealed',
  ],
  [
    'put off past the day that its repeal names: the repeal waits',
    'A 2020-01-01; B 2020-06-01 starts 2021-01-01; B repeals A on 2021-03-01; C 2020-09-01; C postpones B on 2022-01-01',
    'not-issued | 2020-01-01 in-force (implied) | 2022-01-01 repealed',
  ],
  [
    'put off for ever: it repeals nothing',
    'A 2020-01-01; B 2020-06-01 starts 2021-01-01; B repeals A; C 2020-09-01; C postpones B on ?',
    'not-issued | 2020-01-01 in-force (implied)',
  ],
  [
    'a cycle: the earlier repeal counts, the later one comes from a dead document',
    'A 2020-01-01; B 2020-01-01; A repeals B on 2021-01-01; B repeals A on 2022-01-01',
    'not-issued | 2020-01-01 in-force (implied)',
  ],
  [
    'a cycle on one day: nobody comes first, both are written, both count',
    'A 2020-01-01; B 2020-01-01; A repeals B on 2021-01-01; B repeals A on 2021-01-01',
    'not-issued | 2020-01-01 in-force (implied) | 2021-01-01 repealed',
  ],
  [
    'a repeal of itself on the day it starts is a predecessor of the same title',
    'A 2020-01-01; A repeals A',
    'not-issued | 2020-01-01 in-force (implied)',
  ],
  [
    'a repeal of itself on a later day is its term',
    'A 2020-01-01; A repeals A on 2022-01-01',
    'not-issued | 2020-01-01 in-force (implied) | 2022-01-01 repealed',
  ],
  [
    'an effect older than its target means a predecessor of the same title',
    'A 2020-01-01; B 2015-01-01; B repeals A',
    'not-issued | 2020-01-01 in-force (implied)',
  ],
  [
    'a retroactive repealer, issued after its target, leaves no day in force',
    'A 2022-12-01; B 2023-03-01 starts 2022-09-21; B repeals A',
    'not-issued | 2022-12-01 repealed',
  ],
];

const parts: readonly Case[] = [
  [
    'provisions',
    'A 2020-01-01; B 2021-01-01; B repeals A 第三条、第五条',
    'not-issued | 2020-01-01 in-force (implied) | 2021-01-01 partially-in-force (implied) [第三条、第五条]',
  ],
  [
    'nobody says which',
    'A 2020-01-01; B 2021-01-01; B repeals A partly',
    'not-issued | 2020-01-01 in-force (implied) | 2021-01-01 partially-in-force (implied) []',
  ],
  [
    'all but one',
    'A 2020-01-01; B 2021-01-01; B repeals A except 第三条',
    'not-issued | 2020-01-01 in-force (implied) | 2021-01-01 partially-in-force [除第三条外]',
  ],
  [
    'all but one, and then that one: the whole has ended',
    'A 2020-01-01; B 2021-01-01; B repeals A except 第三条; C 2022-01-01; C repeals A 第三条',
    'not-issued | 2020-01-01 in-force (implied) | 2021-01-01 partially-in-force [除第三条外] | 2022-01-01 repealed',
  ],
  [
    'all but one that had ended before: the whole has ended',
    'A 2020-01-01; B 2021-01-01; B repeals A 第三条; C 2022-01-01; C repeals A except 第三条',
    'not-issued | 2020-01-01 in-force (implied) | 2021-01-01 partially-in-force (implied) [第三条] | 2022-01-01 repealed',
  ],
  [
    'all but some, twice: what both leave',
    'A 2020-01-01; B 2021-01-01; B repeals A except 第三条、第五条; C 2022-01-01; C repeals A except 第五条、第七条',
    'not-issued | 2020-01-01 in-force (implied) | 2021-01-01 partially-in-force [除第三条、第五条外]',
  ],
  [
    'every provision that is known has ended: still partly, there may be others',
    'A 2020-01-01; B 2021-01-01; B repeals A 第一条、第二条、第三条',
    'not-issued | 2020-01-01 in-force (implied) | 2021-01-01 partially-in-force (implied) [第一条、第二条、第三条]',
  ],
  [
    'a document that is only cited is in force in part from then on',
    'A cited; B 2021-01-01; B repeals A 第三条',
    'unknown | 2021-01-01 partially-in-force [第三条]',
  ],
  [
    'in part and then as a whole',
    'A cited; B 2021-01-01; B repeals A 第三条; C 2022-01-01; C lapses A',
    'unknown | 2021-01-01 partially-in-force [第三条] | 2022-01-01 lapsed',
  ],
  [
    'in part before it starts',
    'A 2020-01-01 starts 2021-01-01; B 2020-06-01; B repeals A 第三条',
    'not-issued | 2020-01-01 not-yet-in-force | 2021-01-01 partially-in-force [第三条]',
  ],
  [
    'provisions with a term of their own',
    'A 2020-01-01; A expires A 第三条 on 2020-12-31',
    'not-issued | 2020-01-01 in-force (implied) | 2021-01-01 partially-in-force (implied) [第三条]',
  ],
  [
    'amended and then ended in part: ended in part says more',
    'A 2020-01-01; B 2021-01-01; B amends A 第二条; C 2022-01-01; C repeals A 第三条',
    'not-issued | 2020-01-01 in-force (implied) | 2021-01-01 amended (implied) | ' +
      '2022-01-01 partially-in-force (implied) [第三条]',
  ],
];

const changes: readonly Case[] = [
  [
    'amended from its date',
    'A 2020-01-01; B 2021-01-01; B amends A',
    'not-issued | 2020-01-01 in-force (implied) | 2021-01-01 amended (implied)',
  ],
  [
    'amended twice is amended once',
    'A 2020-01-01; B 2021-01-01; B amends A; C 2022-01-01; C amends A',
    'not-issued | 2020-01-01 in-force (implied) | 2021-01-01 amended (implied)',
  ],
  ['a cited document that is amended is in force', 'A cited; B 2021-01-01; B amends A', 'unknown | 2021-01-01 amended'],
  [
    'an amended document lapses like any other',
    'A 2020-01-01 until 2021-12-31; B 2021-01-01; B amends A',
    'not-issued | 2020-01-01 in-force (implied) | 2021-01-01 amended (implied) | 2022-01-01 lapsed',
  ],
  [
    'amending what has ended starts nothing',
    'A 2020-01-01 until 2020-12-31; B 2021-06-01; B amends A',
    'not-issued | 2020-01-01 in-force (implied) | 2021-01-01 lapsed',
  ],
  [
    'suspended with a last day',
    'A 2020-01-01; B 2021-01-01; B suspends A on 2021-02-01 until 2021-03-31',
    'not-issued | 2020-01-01 in-force (implied) | 2021-02-01 suspended | 2021-04-01 in-force (implied)',
  ],
  [
    'suspended until somebody takes it up again',
    'A 2020-01-01; B 2021-01-01; B suspends A; C 2022-01-01; C revives A',
    'not-issued | 2020-01-01 in-force (implied) | 2021-01-01 suspended | 2022-01-01 in-force (implied)',
  ],
  [
    'the end of one suspension does not lift the next',
    'A 2020-01-01; B 2021-01-01; B suspends A on 2021-02-01 until 2021-03-31; C 2021-03-01; C suspends A',
    'not-issued | 2020-01-01 in-force (implied) | 2021-02-01 suspended',
  ],
  [
    'provisions suspended for a time',
    'A 2020-01-01; B 2021-01-01; B suspends A 第八条 on 2021-02-01 until 2021-03-31',
    'not-issued | 2020-01-01 in-force (implied) | 2021-02-01 partially-in-force (implied) [第八条] | ' +
      '2021-04-01 in-force (implied)',
  ],
  [
    'a suspended document lapses on its day',
    'A 2020-01-01 until 2021-12-31; B 2021-06-01; B suspends A',
    'not-issued | 2020-01-01 in-force (implied) | 2021-06-01 suspended | 2022-01-01 lapsed',
  ],
  [
    'a suspension that is over before its document starts holds on no day',
    'A 2020-01-01; B 2022-01-01; B suspends A until 2021-12-31',
    'not-issued | 2020-01-01 in-force (implied)',
  ],
];

const longer: readonly Case[] = [
  [
    'extended in time: no gap',
    'A 2020-01-01 until 2021-12-31; B 2021-06-01; B extends A on 2023-12-31',
    'not-issued | 2020-01-01 in-force (implied) | 2024-01-01 lapsed',
  ],
  [
    'extended on the day after its last: no gap',
    'A 2020-01-01 until 2021-12-31; B 2022-01-01; B extends A on 2023-12-31',
    'not-issued | 2020-01-01 in-force (implied) | 2024-01-01 lapsed',
  ],
  [
    'extended after it has lapsed: the gap shows',
    'A 2020-01-01 until 2021-12-31; B 2022-05-01; B extends A on 2023-12-31',
    'not-issued | 2020-01-01 in-force (implied) | 2022-01-01 lapsed | 2022-05-01 in-force | 2024-01-01 lapsed',
  ],
  [
    'extended late, but by a document that reaches back: no gap',
    'A 2020-01-01 until 2021-12-31; B 2022-05-01 starts 2022-01-01; B extends A on 2023-12-31',
    'not-issued | 2020-01-01 in-force (implied) | 2024-01-01 lapsed',
  ],
  [
    'extended twice',
    'A 2020-01-01 until 2021-12-31; B 2021-06-01; B extends A on 2022-12-31; C 2022-06-01; C extends A on 2024-12-31',
    'not-issued | 2020-01-01 in-force (implied) | 2025-01-01 lapsed',
  ],
  [
    'extended without an end',
    'A 2020-01-01 until 2021-12-31; B 2021-06-01; B extends A on ?',
    'not-issued | 2020-01-01 in-force (implied)',
  ],
  [
    'extended to a day that has passed: nothing',
    'A 2020-01-01 until 2021-12-31; B 2024-01-01; B extends A on 2022-12-31',
    'not-issued | 2020-01-01 in-force (implied) | 2022-01-01 lapsed',
  ],
  [
    'an extension does not undo a repeal',
    'A 2020-01-01 until 2021-12-31; C 2021-01-01; C repeals A; B 2021-06-01; B extends A on 2023-12-31',
    'not-issued | 2020-01-01 in-force (implied) | 2021-01-01 repealed',
  ],
  [
    'extended in part: the rest lapses, then the part',
    'A 2020-01-01 until 2021-12-31; B 2021-06-01; B extends A 第三条 on 2023-12-31',
    'not-issued | 2020-01-01 in-force (implied) | 2022-01-01 partially-in-force [除第三条外] | 2024-01-01 lapsed',
  ],
  [
    'an extension by a document that never came into force',
    'A 2020-01-01 until 2021-12-31; B 2021-06-01 starts 2021-12-01; B extends A on 2023-12-31; C 2021-07-01; C repeals B',
    'not-issued | 2020-01-01 in-force (implied) | 2022-01-01 lapsed',
  ],
  [
    'a cited document that is extended is in force till then',
    'A cited; B 2021-06-01; B extends A on 2023-12-31',
    'unknown | 2021-06-01 in-force | 2024-01-01 lapsed',
  ],
  [
    'revived after its term: the gap shows, and no end is known',
    'A 2020-01-01 until 2021-12-31; B 2022-05-01; B revives A',
    'not-issued | 2020-01-01 in-force (implied) | 2022-01-01 lapsed | 2022-05-01 in-force',
  ],
  [
    'revived after a repeal',
    'A 2020-01-01; B 2021-01-01; B repeals A; C 2022-01-01; C revives A',
    'not-issued | 2020-01-01 in-force (implied) | 2021-01-01 repealed | 2022-01-01 in-force',
  ],
  [
    'revived and repealed again',
    'A 2020-01-01; B 2021-01-01; B repeals A; C 2022-01-01; C revives A; D 2023-01-01; D repeals A',
    'not-issued | 2020-01-01 in-force (implied) | 2021-01-01 repealed | 2022-01-01 in-force | 2023-01-01 repealed',
  ],
  [
    'one provision is taken up again after a repeal of the whole',
    'A 2020-01-01; B 2021-01-01; B repeals A; C 2022-01-01; C revives A 第八条',
    'not-issued | 2020-01-01 in-force (implied) | 2021-01-01 repealed | 2022-01-01 partially-in-force [除第八条外]',
  ],
];

const tables: Readonly<Record<string, readonly Case[]>> = {
  'touched before it starts': suspendedBeforeStart,
  'how a document starts': starts,
  'how a document ends': ends,
  'what ends no document': untouched,
  'who may repeal': repealers,
  'what ends in part': parts,
  'amended and suspended': changes,
  'extended and revived': longer,
};

for (const [title, cases] of Object.entries(tables)) {
  describe(title, () => {
    it.each(cases)('%s', (_, graph, expected) => {
      expect(timeline(graph)).toBe(expected);
    });
  });
}

describe('the evidence of a row', () => {
  const twice = 'A 2020-01-01 starts 2020-02-01; B 2021-01-01; C 2022-01-01; C repeals A; B lapses A';

  it('gives the decisive effect with document, line, quote and snapshot', () => {
    expect(rowAt(twice, 'A', '2023-01-01').reason).toEqual({
      type: 'declares-lapsed',
      by: id('B'),
      line: 2,
      quote: 'B lapses A',
      snapshot: 'sha-of-B',
    });
  });

  it('keeps a second, later repeal in the chain', () => {
    const chain = rowAt(twice, 'A', '2023-01-01').chain.map((reason) => reason.quote);
    expect(chain).toEqual(['A commences A on 2020-02-01', 'B lapses A', 'C repeals A']);
  });

  it('shows the effect that will end the present status, and none behind it', () => {
    const chain = rowAt(twice, 'A', '2020-06-01').chain.map((reason) => reason.quote);
    expect(chain).toEqual(['A commences A on 2020-02-01', 'B lapses A']);
  });

  it('gives a row of in-force its commencement, and none where the start is only implied', () => {
    expect(rowAt('A 2020-01-01 starts 2020-02-01', 'A', '2020-02-01').reason?.type).toBe('commences');
    expect(rowAt('A 2020-01-01', 'A', '2020-02-01')).toMatchObject({ reason: null, implied: true, chain: [] });
  });

  it('names the term that cannot be believed as the reason of unknown', () => {
    const row = rowAt('A 2023-02-01 starts 2023-02-01 until 2022-12-31', 'A', '2023-06-01');
    expect(row).toMatchObject({ status: 'unknown', reason: { type: 'expires' } });
  });

  it('names who put off a start that has not come', () => {
    const row = rowAt('A 2020-01-01 starts 2020-06-01; B 2020-05-01; B postpones A on 2021-01-01', 'A', '2020-08-01');
    expect(row).toMatchObject({ status: 'not-yet-in-force', since: '2020-01-01', reason: { type: 'postpones' } });
  });

  it('leaves effects that do not count out of the chain', () => {
    const graph = 'A 2020-01-01; B 2021-01-01; B repeals A reported; B amends A item; A repeals A';
    expect(rowAt(graph, 'A', '2022-01-01').chain).toEqual([]);
  });

  it('knows the last day of a status that time will end', () => {
    const row = rowAt('A 2023-02-01 starts 2023-02-01 until 2023-12-31', 'A', '2023-06-01');
    expect(row).toMatchObject({ status: 'in-force', since: '2023-02-01', until: '2023-12-31' });
  });
});

describe('statusOf and auditGraph', () => {
  it('calls a document that the graph does not know unknown', () => {
    expect(statusOf(indexGraph(graphOf('A cited')), id('Z'), day('2020-01-01'))).toMatchObject({
      id: id('Z'),
      held: false,
      status: 'unknown',
      reason: null,
    });
  });

  it('gives a row for every document, sorted by id', () => {
    const rows = auditGraph(graphOf('C cited; A 2020-01-01; B cited'), day('2020-01-01'));
    expect(rows.map((row) => [row.id, row.held])).toEqual([
      [id('A'), true],
      [id('B'), false],
      [id('C'), false],
    ]);
  });

  it('ignores effects on documents that the graph does not hold, and classes without a name', () => {
    const graph = graphOf('A 2020-01-01; A repeals Z');
    const record = graph.effects[0]!;
    const classless = {
      ...record,
      effect: { ...record.effect, target: { class: '此前有关规定' }, scope: 'class' as const },
    };
    expect(auditGraph({ ...graph, effects: [record, classless] }, day('2021-01-01'))).toHaveLength(1);
  });

  it('takes provisions at their word where scope and extent contradict: never the whole', () => {
    const graph = graphOf('A 2020-01-01; B 2021-01-01; B repeals A');
    const record = graph.effects[0]!;
    const narrow = { ...record, effect: { ...record.effect, scope: 'provisions' as const } };
    const [row] = auditGraph({ ...graph, effects: [narrow] }, day('2022-01-01'));
    expect(row).toMatchObject({ status: 'partially-in-force', provisions: [] });
  });
});

describe('the label of the portal', () => {
  const repealed = 'A 2020-01-01 label LABEL; B 2021-01-01; B repeals A';
  const lapsed = 'A 2020-01-01 until 2020-12-31 label LABEL';
  const partly = 'A 2020-01-01 label LABEL; B 2021-01-01; B repeals A 第三条';
  const cases: readonly (readonly [string, string, string, boolean])[] = [
    ['in force, says so', 'A 2020-01-01 label LABEL', '全文有效', false],
    ['in force, says repealed', 'A 2020-01-01 label LABEL', '全文废止', true],
    // 穗南开管办规〔2023〕1号 after 2023-12-31
    ['lapsed, says valid', lapsed, '全文有效', true],
    ['lapsed, says lapsed', lapsed, '全文失效', false],
    ['lapsed, says repealed: two reasons, never one', lapsed, '全文废止', true],
    ['repealed, says lapsed: two reasons, never one', repealed, '全文失效', true],
    ['repealed, and 失效 alone is the word for every end', repealed, '失效', false],
    ['repealed, in brackets and with blanks', repealed, '【已废止】', false],
    ['ended in part, and 部分失效 contains 失效', partly, '部分失效', false],
    ['ended in part, says 失效', partly, '失效', true],
    ['ended in part, 条款失效', partly, '条款失效', false],
    ['repealed, and 部分失效 is not 失效', repealed, '部分失效', true],
    ['amended, shown as valid text', 'A 2020-01-01 label LABEL; B 2020-02-01; B amends A', '全文有效', false],
    ['not yet in force, says so', 'A 2020-01-01 starts 2030-01-01 label LABEL', '尚未生效', false],
    ['not yet in force, says valid', 'A 2020-01-01 starts 2030-01-01 label LABEL', '全文有效', true],
    ['unknown claims nothing', 'A 2020-01-01 starts ? label LABEL', '全文废止', false],
    ['not issued on the day: the label speaks of later', 'A 2025-01-01 label LABEL', '全文有效', false],
    ['a label that nobody knows cannot disagree', repealed, '见正文', false],
  ];
  it.each(cases)('%s', (_, graph, label, disagrees) => {
    expect(rowAt(graph.replace('LABEL', label), 'A', '2022-01-01').disagrees).toBe(disagrees);
  });
});
