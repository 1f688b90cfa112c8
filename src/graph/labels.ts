import type { Status } from '../model/graph.js';

/**
 * The statuses each label of a portal agrees with. Whole labels only: 部分失效 contains 失效. The words are those of
 * tax-law portals (全文有效 … 条款失效) and of the large law databases (现行有效, 已修改, 已被修订).
 */
const agreeing: ReadonlyMap<string, readonly Status[]> = new Map<string, readonly Status[]>([
  // A portal that shows the text as amended calls that text wholly valid.
  ['全文有效', ['in-force', 'amended']],
  ['现行有效', ['in-force', 'amended']],
  ['继续有效', ['in-force', 'amended']],
  ['有效', ['in-force', 'amended']],
  ['尚未生效', ['not-yet-in-force']],
  ['尚未施行', ['not-yet-in-force']],
  ['未生效', ['not-yet-in-force']],
  // 已修改 in databases also stands on texts of which provisions were deleted.
  ['已修改', ['amended', 'partially-in-force']],
  ['已被修改', ['amended', 'partially-in-force']],
  // A revision under the same name is an amendment to one reader and a replacement to the other.
  ['已修订', ['amended', 'partially-in-force', 'repealed']],
  ['已被修订', ['amended', 'partially-in-force', 'repealed']],
  ['部分有效', ['partially-in-force']],
  ['部分失效', ['partially-in-force']],
  ['部分废止', ['partially-in-force']],
  ['条款失效', ['partially-in-force']],
  ['条款废止', ['partially-in-force']],
  ['部分条款失效', ['partially-in-force']],
  ['部分条款废止', ['partially-in-force']],
  ['暂停执行', ['suspended']],
  ['暂停施行', ['suspended']],
  ['中止执行', ['suspended']],
  // Where a portal has both words, 全文废止 and 全文失效 are two reasons.
  ['全文废止', ['repealed']],
  ['已废止', ['repealed']],
  ['已被废止', ['repealed']],
  ['废止', ['repealed']],
  ['全文失效', ['lapsed']],
  // Alone, 失效 is a portal's one word for everything that is no longer in force.
  ['失效', ['lapsed', 'repealed']],
  ['已失效', ['lapsed', 'repealed']],
]);

/** Whether a portal's label and a computed status say the same; `unreadable` for a label that is not in the table. */
export type LabelVerdict = 'agrees' | 'disagrees' | 'unreadable';

/**
 * Compares a label with a status. `unknown` claims nothing, so no label disagrees with it; and a label says nothing
 * of a day before its document was issued. A label has no date of its own: it is taken to speak of the day asked for.
 */
export function compareLabel(label: string, status: Status): LabelVerdict {
  const statuses = agreeing.get(wholeLabel(label));
  if (!statuses) return 'unreadable';
  return status === 'unknown' || status === 'not-issued' || statuses.includes(status) ? 'agrees' : 'disagrees';
}

/** The label without blanks and the brackets some portals set around it: 【全文 有效】. */
function wholeLabel(label: string): string {
  return label.replace(/[\s[\]【】()（）〔〕]/gu, '');
}
