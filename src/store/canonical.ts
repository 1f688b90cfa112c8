/** Keys that say where something stands, not what it is: another capture of the same text moves them all. */
const placeKeys: ReadonlySet<string> = new Set([
  'path',
  'sha256',
  'snapshot',
  'span',
  'line',
  'column',
  'firstLine',
  'lastLine',
]);
/** The same bytes found under another name. */
const nameKeys: ReadonlySet<string> = new Set(['path']);
const noKeys: ReadonlySet<string> = new Set();

/** JSON on one line with the keys of every object sorted by code unit; what is `undefined` is left out. */
export function printLine(value: unknown): string {
  return print(value, noKeys);
}

// Loops and few allocations: this prints every record of every run (measured: 65 µs a document as map and join, 41 µs
// so), and what a night without a change costs is mostly this.
function print(value: unknown, without: ReadonlySet<string>): string {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  return Array.isArray(value) ? printList(value, without) : printObject(value, without);
}

function printList(items: readonly unknown[], without: ReadonlySet<string>): string {
  let printed = '[';
  for (const item of items) printed += (printed === '[' ? '' : ',') + print(item, without);
  return `${printed}]`;
}

function printObject(value: object, without: ReadonlySet<string>): string {
  let printed = '{';
  for (const key of sortedKeys(value)) {
    const field = (value as Readonly<Record<string, unknown>>)[key];
    if (field === undefined || without.has(key)) continue;
    printed += (printed === '{' ? '' : ',') + printKey(key) + print(field, without);
  }
  return `${printed}}`;
}

/** By code unit, as sort goes without a comparison; most objects of one kind are in order already once they were read. */
function sortedKeys(value: object): string[] {
  const keys = Object.keys(value);
  for (let i = 1; i < keys.length; i += 1) if ((keys[i - 1] ?? '') > (keys[i] ?? '')) return keys.sort();
  return keys;
}

const printedKeys = new Map<string, string>();

/** The few hundred keys of our records, each quoted once. */
function printKey(key: string): string {
  const known = printedKeys.get(key);
  if (known !== undefined) return known;
  const printed = `${JSON.stringify(key)}:`;
  printedKeys.set(key, printed);
  return printed;
}

/**
 * JSON for a file that people read in a diff: a line for each field and for each item of a list, keys sorted, ends
 * with a newline.
 */
export function printRecord(record: object): string {
  const fields = Object.entries(record)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => compareText(a, b))
    .map(([key, value]) => `  ${JSON.stringify(key)}: ${printField(value)}`);
  return `{\n${fields.join(',\n')}\n}\n`;
}

function printField(value: unknown): string {
  if (!Array.isArray(value) || value.length === 0) return printLine(value);
  return `[\n${value.map((item) => `    ${printLine(item)}`).join(',\n')}\n  ]`;
}

/**
 * Whether two records say the same. Of one capture they must agree in everything but the name it was found under;
 * of two captures, in everything but the places, since page furniture moves every line and offset.
 */
export function isSameRecord(a: unknown, b: unknown, isSameCapture: boolean): boolean {
  const without = isSameCapture ? nameKeys : placeKeys;
  return print(a, without) === print(b, without);
}

/** Orders strings by UTF-16 code unit, the same on every machine. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
