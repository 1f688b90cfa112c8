import type { IsoDate } from '../../model/date.js';
import { daysBetween } from '../../model/date.js';
import type { StatusPeriod } from '../../model/graph.js';
import { statusMark } from '../catalogue.js';
import { bothPlain, en, zh } from './layout.js';
import { html, type Html } from './markup.js';

/** Units of the drawing: it is scaled to the width of the page. */
const width = 1000;
const bar = { top: 8, height: 18 };
/** Room for `2023-03-22` at the size of the labels, in units. */
const labelWidth = 84;

/** A stretch of the drawing, in units from the left. */
interface Drawn {
  readonly period: StatusPeriod;
  readonly from: number;
  readonly to: number;
}

/**
 * The status of a document over time as a strip: a stretch for each period with its mark, days where it changes, a line
 * at the day of the report. It says nothing that the list beside it does not. Null where no day is known.
 */
export function coursePicture(course: readonly StatusPeriod[], asOf: IsoDate): Html | null {
  const days = course.flatMap(({ from }) => from ?? []);
  if (days.length === 0) return null;
  const scale = scaleOf([...days, asOf]);
  const drawn = course.map(
    (period, n): Drawn => ({
      period,
      from: period.from === null ? 0 : scale(period.from),
      to: course[n + 1]?.from ? scale(course[n + 1]?.from ?? asOf) : width,
    }),
  );
  const today = scale(asOf);
  return html`<svg class="course" viewBox="0 0 ${width} 52" role="img" aria-label="${bothPlain((words) => words.label.course)}">${drawn.map(stretch)}<path class="today" d="M${today.toFixed(1)} 2V32"></path>${labels(days, scale)}</svg>`;
}

/** Days onto units, with a tenth of the span free on either side; a single day lies in the middle. */
function scaleOf(days: readonly IsoDate[]): (day: IsoDate) => number {
  const sorted = days.toSorted();
  const [first] = sorted;
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) throw new RangeError('a scale needs a day');
  const span = daysBetween(first, last);
  if (span === 0) return () => width / 2;
  return (day) => width * (0.1 + (0.8 * daysBetween(first, day)) / span);
}

function stretch({ period, from, to }: Drawn): Html {
  const length = Math.max(to - from, 1);
  const mark =
    length > 20 &&
    html`<text class="mark" x="${(from + length / 2).toFixed(1)}" y="${bar.top + 13}">${statusMark[period.status]} ${length > 120 && html`<tspan class="zh">${zh.status[period.status]}</tspan><tspan class="en">${en.status[period.status]}</tspan>`}</text>`;
  return html`<rect class="${period.status}" x="${from.toFixed(1)}" y="${bar.top}" width="${length.toFixed(1)}" height="${bar.height}"></rect>${mark}`;
}

/** A day that would stand on another's label goes without one; the list has it. */
function labels(days: readonly IsoDate[], scale: (day: IsoDate) => number): readonly Html[] {
  let free = 0;
  return [...new Set(days)].flatMap((day) => {
    const at = scale(day);
    if (at - labelWidth / 2 < free) return [];
    free = at + labelWidth / 2;
    return [html`<text class="day" x="${at.toFixed(1)}" y="46">${day}</text>`];
  });
}
