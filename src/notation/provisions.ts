/** A run of provisions in a text, with offsets into it: 第三条、第五条第(二)项. */
export interface ProvisionsMatch {
  readonly from: number;
  readonly to: number;
  /** Each in full: the article carries over (第十四条第一款、第三款 gives 第十四条第一款 and 第十四条第三款). */
  readonly provisions: readonly string[];
}

const count = '(?:[〇零○一二两三四五六七八九十百千]{1,8}|[0-9]{1,4}|\\([一二三四五六七八九十0-9]{1,4}\\))';
const unit = '(?:编|章|节|条|款|项|目)';
const one = `(?:第${count}${unit}(?:之[一二三四五六七八九十]{1,2})?){1,5}|附件(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})?|附表(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})?`;
const listPattern = new RegExp(`(?:${one})(?:(?:、|和|及|以及|与|至|,)(?:${one})){0,60}`, 'g');
const sticky = new RegExp(listPattern.source, 'y');
const separatorPattern = /、|和|及|以及|与|,/;

/** Every run of provisions in `text`, in order. */
export function findProvisions(text: string): ProvisionsMatch[] {
  return Array.from(text.matchAll(listPattern), (match) => read(match[0], match.index));
}

/** The provisions that start at an offset (after a title and its number); null where none do. */
export function provisionsAt(text: string, from: number): ProvisionsMatch | null {
  sticky.lastIndex = from;
  const match = sticky.exec(text);
  return match ? read(match[0], from) : null;
}

function read(run: string, from: number): ProvisionsMatch {
  const provisions: string[] = [];
  let article = '';
  for (const part of run.split(separatorPattern)) {
    const own = /^第[^编章节条款项目]+条(?:之[一二三四五六七八九十]+)?/.exec(part)?.[0];
    if (own !== undefined) article = own;
    provisions.push(own === undefined && /^第.+[款项目]$/.test(part) ? article + part : part);
  }
  return { from, to: from + run.length, provisions };
}
