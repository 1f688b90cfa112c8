import type { IsoDate } from '../model/date.js';
import type { Rules } from '../model/rules.js';
import { isAgency, readAgencies } from '../notation/agencies.js';
import { findDates } from '../notation/dates.js';
import { findNumbers, type NumberMatch } from '../notation/document-numbers.js';

/** One day of a 题注 with what happened on it. */
interface Entry {
  readonly date: IsoDate;
  /** The words up to the next day. */
  readonly text: string;
}

/** What a 题注 tells of how a document was made: its day, its order and who made it. */
export interface History {
  readonly issued: IsoDate | null;
  readonly number: NumberMatch | null;
  readonly issuers: readonly string[];
}

/** What made the document; revisions and starts are other days. */
const making = /通过|公布|发布|颁布|批准|印发|会议/;
const revising = /修订|修正|修改|废止/;
const publishing = /公布|发布|颁布|印发/;

/**
 * Reads the history lines under a title (1988年9月27日 国务院令第17号发布, 1980年9月10日 第五届全国人民代表大会第三次会议通过).
 * Only the first making counts: what revised the document later gave it no new number. It is issued on the day it was
 * published where that is told too: what was passed or approved binds nobody before.
 */
export function readHistory(lines: readonly string[], rules: Rules): History {
  const made = lines.flatMap(listEntries).filter(({ text }) => making.test(text) && !revising.test(text));
  const first = made[0];
  if (!first) return { issued: null, number: null, issuers: [] };
  const numbers = made.flatMap(({ text }) =>
    publishing.test(text) ? findNumbers(text, rules.citations, rules).slice(0, 1) : [],
  );
  const number = numbers.find((candidate) => candidate.complete) ?? null;
  const issuers = number?.issuers.length ? number.issuers : makersIn(first.text, rules);
  const published = made.find(({ text }) => publishing.test(text));
  return { issued: (published ?? first).date, number, issuers };
}

function listEntries(line: string): Entry[] {
  const days = findDates(line);
  return days.flatMap(({ to, date }, index) =>
    date === null ? [] : [{ date, text: line.slice(to, days[index + 1]?.from ?? line.length).trim() }],
  );
}

/** 上海市第十五届人民代表大会常务委员会第三十一次会议通过 → 上海市人民代表大会常务委员会; 国务院发布 → 国务院. */
function makersIn(text: string, rules: Rules): readonly string[] {
  const bare = text.replace(/^[经由]/, '').replace(/第[一二三四五六七八九十百]+届/, '');
  const congress = /^(.*?人民代表大会(?:常务委员会)?)(?=第|[^常]*会议|通过)/.exec(bare)?.[1];
  if (congress !== undefined) return isAgency(congress, rules) ? [congress] : [];
  const head = /^(.*?)(?:令|发布|公布|颁布|批准|印发)/.exec(bare)?.[1];
  return head === undefined ? [] : (readAgencies(head, rules) ?? []);
}
