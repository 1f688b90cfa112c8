import { exitCode, JiaokanError, type Place } from '../model/message.js';

/** Named parts of a pattern: the source of a regular expression that cannot match without bound. */
export type Slots = Readonly<Record<string, string>>;

/**
 * Compiles a pattern of literals, `{slot}`, `{..N}`, `(a|b)`, `<verb>`, `?`, `^` and `$` to the source of a regular
 * expression.
 *
 * A gap `{..N}` matches at most N characters of the class `gap` (a slot of the caller). Nothing in the language repeats
 * without bound, so matching cannot blow up. The first use of a slot becomes a named group
 * of that name, what stands in `<>` the group `verb`.
 *
 * @throws JiaokanError `rules/pattern` with what is wrong, at `place`
 */
export function compilePattern(pattern: string, slots: Slots, place: Place): string {
  const seen = new Set<string>();
  let source = '';
  let depth = 0;
  for (let i = 0; i < pattern.length; i += 1) {
    const char = pattern.charAt(i);
    if (char === '{') {
      const end = pattern.indexOf('}', i);
      if (end < 0) throw fault(`"{" is not closed in "${pattern}"`, place);
      source += slot(pattern.slice(i + 1, end), slots, seen, place);
      i = end;
    } else if (char === '\\') {
      i += 1;
      source += `\\${pattern.charAt(i)}`;
    } else if (char === '<' || char === '>') {
      source += char === '<' ? '(?<verb>' : ')';
    } else {
      if (char === '(') {
        depth += 1;
        source += '(?:';
      } else {
        if (char === ')') depth -= 1;
        source += '|)?^$'.includes(char) ? char : escape(char);
      }
      if (depth < 0) throw fault(`")" without "(" in "${pattern}"`, place);
    }
  }
  if (depth > 0) throw fault(`"(" is not closed in "${pattern}"`, place);
  return source;
}

function slot(name: string, slots: Slots, seen: Set<string>, place: Place): string {
  const gap = /^\.\.(\d{1,3})$/.exec(name);
  if (gap) return `${slots['gap'] ?? '.'}{0,${String(Number(gap[1]))}}?`;
  const source = slots[name];
  if (source === undefined) {
    throw fault(
      `{${name}} is not a slot; slots: ${Object.keys(slots)
        .filter((key) => key !== 'gap')
        .join(', ')}`,
      place,
    );
  }
  if (seen.has(name) || !/^[a-z]+$/.test(name)) return `(?:${source})`;
  seen.add(name);
  return `(?<${name}>${source})`;
}

function escape(char: string): string {
  return /[\\^$.*+?()[\]{}|/-]/.test(char) ? `\\${char}` : char;
}

function fault(message: string, place: Place): JiaokanError {
  return new JiaokanError('rules/pattern', message, exitCode.usage, place);
}
