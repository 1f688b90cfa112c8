import iconv from 'iconv-lite';

/** Another container of the same text. */
export interface Container {
  readonly name: string;
  readonly pack: (lines: readonly string[]) => Uint8Array;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A line without the blanks a portal indents and pads it with. */
const bare = (line: string): string => line.replace(/^[\s\u00a0]+|[\s\u00a0]+$/g, '');

const fullWidth = (text: string): string =>
  text
    .replace(/[,:;?!()]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) + 0xfee0))
    .replace(/(?<![a-zA-Z/.])[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

/** Breaks a line at a width in cells; closing marks hang over the edge, as typesetting does. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let cells = 0;
  for (const char of text) {
    const size = char.charCodeAt(0) >= 0x2e80 ? 2 : 1;
    if (cells + size > width && !'。,;:、)》”'.includes(char)) {
      lines.push(line);
      line = '';
      cells = 0;
    }
    line += char;
    cells += size;
  }
  return line === '' ? lines : [...lines, line];
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const page = (lines: readonly string[]): string => `<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>${escapeHtml(bare(lines[0] ?? ''))}</title><style>p { color: red }</style></head>
<body><header><div class="logo"><a href="/">某市税务局</a></div></header>
<nav><ul><li><a href="/a">首页</a></li><li><a href="/b">政策法规</a></li><li><a href="/c">通知公告</a></li></ul></nav>
<div class="crumbs">当前位置: <a href="/">首页</a> &gt; <a href="/b">政策法规</a></div>
<div id="main"><div class="article">
${lines.map((line) => `<p style="text-indent:2em">&nbsp;&nbsp;${escapeHtml(bare(line))}</p>`).join('\n')}
</div></div>
<aside><h4>相关链接</h4><ul><li><a href="/x">国家税务总局</a></li><li><a href="/y">中国政府网</a></li></ul></aside>
<footer><p>版权所有 某市税务局 <a href="/map">网站地图</a></p></footer>
<script>var x = "<p>第一条 不是正文</p>";</script></body></html>`;

const digits = '〇一二三四五六七八九';
const small = (value: number): string =>
  value < 10
    ? digits.charAt(value)
    : `${value < 20 ? '' : digits.charAt(Math.floor(value / 10))}十${value % 10 === 0 ? '' : digits.charAt(value % 10)}`;

/** 2023年3月16日 → 二〇二三年三月十六日 */
const chineseDays = (text: string): string =>
  text.replace(
    /([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日/g,
    (_, year: string, month: string, day: string) =>
      `${[...year].map((digit) => digits.charAt(Number(digit))).join('')}年${small(Number(month))}月${small(Number(day))}日`,
  );

/** 2023年3月16日 → 2023年 3月16 日, as stray blanks of captures have it. */
const spacedDays = (text: string): string => text.replace(/([0-9]{4}年)([0-9]{1,2}月)([0-9]{1,2})(日)/g, '$1 $2$3 $4');

/** Every container holds the same lines; blank lines are of the container. */
export const containers: readonly Container[] = [
  { name: 'full-width punctuation and digits', pack: (lines) => utf8(lines.map(fullWidth).join('\n\n')) },
  { name: 'days in Chinese numerals', pack: (lines) => utf8(lines.map(chineseDays).join('\n')) },
  { name: 'days with blanks in them', pack: (lines) => utf8(lines.map(spacedDays).join('\n')) },
  { name: 'CRLF without blank lines', pack: (lines) => utf8(lines.join('\r\n')) },
  {
    name: 'byte order mark and zero-width characters',
    pack: (lines) =>
      utf8(`\uFEFF${lines.map((line) => line.replace(/([一二三四五六七八九十])、/, '$1\u200b、')).join('\n')}`),
  },
  { name: 'GB18030', pack: (lines) => new Uint8Array(iconv.encode(lines.join('\n'), 'gb18030')) },
  { name: 'UTF-16', pack: (lines) => new Uint8Array(iconv.encode(lines.join('\n'), 'utf-16le', { addBOM: true })) },
  {
    name: 'hard-wrapped at 76 cells, blank lines between paragraphs',
    pack: (lines) => utf8(lines.map((line) => wrap(bare(line), 76).join('\n')).join('\n\n')),
  },
  {
    name: 'hard-wrapped at 90 cells, indented paragraphs',
    pack: (lines) => utf8(lines.flatMap((line) => wrap(`　　${bare(line)}`, 90)).join('\n')),
  },
  { name: 'HTML page with site chrome', pack: (lines) => utf8(page(lines)) },
  {
    name: 'Markdown',
    pack: (lines) =>
      utf8(
        lines
          .map((line, index) =>
            index === 0 ? `# ${bare(line)}` : bare(line).replace(/^(第.{1,4}条|[一二三四五六七八九十]+、)/, '**$1**'),
          )
          .join('\n\n'),
      ),
  },
];
