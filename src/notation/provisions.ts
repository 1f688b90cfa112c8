import { readNumeral, writeNumeral } from './numerals.js';

/** A run of provisions in a text, with offsets into it: 第三条、第五条第(二)项. */
export interface ProvisionsMatch {
  readonly from: number;
  readonly to: number;
  /** Each in full: the article carries over (第十四条第一款、第三款 gives 第十四条第一款 and 第十四条第三款). */
  readonly provisions: readonly string[];
}

const count = '(?:[〇零○一二两三四五六七八九十百千]{1,8}|[0-9]{1,4}|\\([一二三四五六七八九十0-9]{1,4}\\))';
const unit = '(?:编|章|节|条|款|项|目|段|部分|点|行|栏)';
const ordinal = `第${count}${unit}(?:之[一二三四五六七八九十]{1,2})?`;
const annex = '(?:附件|附表|附录)(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2}|[A-Z](?![A-Za-z]))?';
const one = `(?:${annex}(?:中的?|的)?)?(?:${ordinal}){1,5}|${annex}`;
/** Numbers that share the word before or the unit behind: 附件1、2、5, 第12、15、20项. */
const shared = `附件[0-9]{1,2}(?:、[0-9]{1,2}(?![0-9.年月日件个项])){1,20}|第${count}(?:(?:、|和|至|-)${count}){1,20}${unit}`;
const item = `(?:${shared}|${one})`;
const listPattern = new RegExp(`${item}(?:(?:[、,]?(?:和|及|以及|与)|、|至|,)${item}){0,60}`, 'g');
const sticky = new RegExp(listPattern.source, 'y');
const separatorPattern = /[、,]?(?:以及|和|及|与)|、|,/;

/** Every run of provisions in `text`, in order. */
export function findProvisions(text: string): ProvisionsMatch[] {
  return Array.from(text.matchAll(listPattern)).flatMap((match) => {
    const cut = nextClauseIn(text, match.index, match[0]);
    const first = read(match[0].slice(0, cut), match.index);
    return cut === match[0].length ? [first] : [first, read(match[0].slice(cut + 1), match.index + cut + 1)];
  });
}

/** 删去第七条第二款,第九条改为第八条: the comma ends what is deleted. Its offset in the run; the length of the run if none does. */
function nextClauseIn(text: string, from: number, run: string): number {
  const at = run.lastIndexOf(',');
  const isObject = /(?:删去|删除|废止)$/.test(text.slice(Math.max(0, from - 2), from));
  const hasVerb = /^(?:改为|修改为|调整为|合并|作为|中的?“)/.test(text.slice(from + run.length));
  return at > 0 && isObject && hasVerb ? at : run.length;
}

/** The provisions that start at an offset (after a title and its number); null where none do. */
export function provisionsAt(text: string, from: number): ProvisionsMatch | null {
  sticky.lastIndex = from;
  const run = sticky.exec(text)?.[0];
  if (run === undefined) return null;
  const isAnnexOfNext = text.charAt(from + run.length) === '《'; // 第六条和附件2《乙办法》
  return read(isAnnexOfNext ? run.replace(lastAnnex, '') : run, from);
}

const lastAnnex = new RegExp(`(?:[、,]?(?:和|及|以及|与)|、)${annex}$`);

function read(run: string, from: number): ProvisionsMatch {
  const provisions: string[] = [];
  let carried = '';
  for (const part of spellOut(run).split(separatorPattern)) {
    const plain = part.replace(/(?<=^附件[^第]*)中?的?(?=第)/, ''); // 附件1中的第3项
    const own = carrier.exec(plain)?.[0];
    if (own !== undefined) carried = own;
    const isBelow = own === undefined && /^第.+(?:款|项|目|段|点|行|栏)$/.test(plain);
    provisions.push(...expandRange(isBelow ? carried + plain : plain));
  }
  return { from, to: from + run.length, provisions };
}

/** What carries over to the provisions behind it: an article, an annex, a part. */
const carrier =
  /^(?:第[^编章节条款项目段部点行栏]+(?:条(?:之[一二三四五六七八九十]+)?|部分)|(?:附件|附表|附录)[0-9一二三四五六七八九十A-Z]*)(?=第|$)/;

/** Gives every number its own word: 附件1、2、5 → 附件1、附件2、附件5; 第12、15项 → 第12项、第15项. */
function spellOut(run: string): string {
  return run
    .replace(/附件[0-9]{1,2}(?:、[0-9]{1,2}(?![0-9]))+/g, (list) => list.replaceAll('、', '、附件'))
    .replace(
      new RegExp(`第(${count}(?:(?:、|和|至|-)${count})+)(${unit})`, 'g'),
      (_list, numbers: string, noun: string) => numbers.replace(/[^、和至-]+/g, (number) => `第${number}${noun}`),
    );
}

/** Longest range that is spelled out; a longer one is kept as it is printed (guessed). */
const longestRange = 60;

/** 第五条至第八条 → 第五条, 第六条, 第七条, 第八条. */
function expandRange(part: string): string[] {
  const match = /^(.*)第([^第]+?)(条|款|项|目|章|节)(?:至|-)(?:.*)第([^第]+?)\3$/.exec(part);
  const [, head = '', first = '', noun = '', last = ''] = match ?? [];
  const bare = (numeral: string): number | null => readNumeral(numeral.replace(/[()]/g, ''));
  const from = bare(first);
  const to = bare(last);
  if (!match || from === null || to === null || to <= from || to - from > longestRange) return [part];
  return Array.from({ length: to - from + 1 }, (_item, index) => {
    const digits = /[0-9]/.test(first) ? String(from + index) : writeNumeral(from + index);
    return `${head}第${first.startsWith('(') ? `(${digits})` : digits}${noun}`;
  });
}
