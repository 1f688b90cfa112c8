/* exported AuditIndex, auditPeriodOn, auditDayOf, auditTextOf, auditCsvField */

/** A day as a number, 20230322; 0 for none. The types below are those of `src/report/site/audit-index.ts`. */
type AuditDay = number;

type AuditPeriod = readonly [AuditDay, string, 0 | 1, AuditDay, AuditDay, number, 0 | 1, string?];

type AuditReason = readonly [string, number, number, string, number, string];

type AuditOther = readonly [number, string];

type AuditWork = readonly [
  string,
  string,
  string,
  0 | 1 | 2,
  string,
  number,
  readonly number[],
  number,
  string,
  readonly AuditPeriod[],
  (readonly AuditOther[])?,
];

interface AuditIndex {
  readonly asOf: AuditDay;
  readonly rowsPerPage: number;
  readonly places: readonly string[];
  readonly issuers: readonly string[];
  readonly labels: readonly string[];
  readonly snapshots: readonly string[];
  readonly works: readonly AuditWork[];
  readonly reasons: readonly AuditReason[];
}

/** The period of a course that holds on a day: the last one that has begun. */
function auditPeriodOn(periods: readonly AuditPeriod[], day: AuditDay): AuditPeriod | undefined {
  return periods.findLast(([from]) => from <= day);
}

/** `2023-03-22` as a day; null for any other text. */
function auditDayOf(text: string): AuditDay | null {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? Number(text.replaceAll('-', '')) : null;
}

/** A day as `2023-03-22`; empty for none. */
function auditTextOf(day: AuditDay): string {
  const digits = String(day).padStart(8, '0');
  return day === 0 ? '' : `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}

/** A field of the CSV, guarded against what spreadsheets run, as `printCsv` (`src/report/audit-formats.ts`) writes it. */
function auditCsvField(value: string): string {
  const guarded = /^[=+\-@＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
