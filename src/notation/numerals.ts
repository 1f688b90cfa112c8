const digits: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  '○': 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const units: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10_000 };

/**
 * Reads a numeral of a label, date or number: 十二, 二〇二三, 一百零三, 12. Null where it is none or lies beyond
 * 99,999,999: label numbers are small, and a larger one is a misreading.
 */
export function readNumeral(text: string): number | null {
  if (/^\d{1,8}$/.test(text)) return Number(text);
  if (!/^[〇零○一二两三四五六七八九十百千万]{1,15}$/.test(text)) return null;
  if (!/[十百千万]/.test(text)) return readPositional(text);
  let total = 0;
  let section = 0;
  let digit = 0;
  for (const char of text) {
    const unit = units[char];
    if (unit === undefined) digit = digits[char] ?? 0;
    else if (unit === 10_000) {
      total = (total + section + digit) * unit;
      section = 0;
      digit = 0;
    } else {
      section += (digit === 0 ? 1 : digit) * unit;
      digit = 0;
    }
  }
  return total + section + digit;
}

/** 二〇二三 digit by digit. */
function readPositional(text: string): number | null {
  if (text.length > 8) return null;
  return [...text].reduce((value, char) => value * 10 + (digits[char] ?? 0), 0);
}

/** Writes a number from 0 to 9999 as it stands in labels: 12 is 十二, 103 is 一百零三. */
export function writeNumeral(value: number): string {
  const names = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
  if (value < 10) return names[value] ?? '';
  let text = '';
  let gap = false;
  for (const [unit, name] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(value / unit) % 10;
    if (digit === 0) gap = text !== '';
    else {
      const silent = unit === 10 && digit === 1 && text === ''; // 十二, not 一十二
      text += `${gap ? '零' : ''}${silent ? '' : (names[digit] ?? '')}${name}`;
      gap = false;
    }
  }
  return text;
}
