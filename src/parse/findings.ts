import type { Message } from '../model/message.js';
import type { Rules } from '../model/rules.js';
import { findImpossibleDays } from '../notation/dates.js';
import { formerNameIn } from '../notation/offices.js';
import { titleKey } from '../notation/titles.js';
import type { Division, Part } from './components.js';
import type { Metadata } from './metadata.js';
import type { PortalRecord } from './records.js';

/** What a person should know about the metadata and parts of one document. */
export function checkMetadata(record: PortalRecord, division: Division, metadata: Metadata, rules: Rules): Message[] {
  if (division.title === null) return [];
  return [
    ...checkPlace(record),
    ...checkDays(record),
    ...checkNumber(record, division, metadata),
    ...checkDates(record),
    ...checkAnnexes(division),
    ...checkAgencies(division, metadata, rules),
  ];
}

/** Days that are on no calendar: nothing is dated by them. */
function checkDays({ content }: PortalRecord): Message[] {
  return content.flatMap(({ text, line }) =>
    findImpossibleDays(text).map(
      (day): Message => ({
        code: 'parse/impossible-date',
        severity: 'warning',
        line,
        text: `“${day.text}” is no day of the calendar; nothing is dated by it`,
      }),
    ),
  );
}

/** A document that begins without a label, title field or pager before it may be part of the one above. */
function checkPlace({ isGlued, content }: PortalRecord): Message[] {
  const line = content[0]?.line;
  if (!isGlued || line === undefined) return [];
  const text = 'begins right behind another notice; taken for a notice of its own';
  return [{ code: 'parse/glued-notice', severity: 'warning', line, text }];
}

function at(record: PortalRecord, role: 'number' | 'issued'): number | null {
  return record.fields.find((field) => field.role === role)?.paragraph.line ?? null;
}

/** Laws and regulations are cited by their titles, and so is what a congress passes: they bear no number. */
function isCitedByTitle({ type, issuers }: Metadata): boolean {
  return type === '法' || type === '条例' || issuers.some((issuer) => /人民代表大会(?:常务委员会)?$/.test(issuer));
}

function checkNumber(record: PortalRecord, division: Division, metadata: Metadata): Message[] {
  const { numberMatch, labelNumber } = metadata;
  const header = lineOf(division.parts, 'header', 'number') ?? lineOf(division.parts, 'header', 'title') ?? 1;
  if (numberMatch === null) {
    if (!division.parts.some((part) => part.kind === 'header')) return []; // an interpretation has none
    if (isCitedByTitle(metadata)) return [];
    return [
      {
        code: 'metadata/number-missing',
        severity: 'warning',
        line: at(record, 'number') ?? header,
        text: 'no document number (文号) was found',
      },
    ];
  }
  const messages: Message[] = [];
  if (!numberMatch.complete) {
    const text = `“${numberMatch.folded}” does not name ${numberMatch.issuers.length > 0 ? 'its type' : 'its issuer'}`;
    messages.push({ code: 'metadata/number-incomplete', severity: 'warning', line: header, text });
  }
  const bracket = bracketOf(division.headerNumber ? rawNumber(division) : '');
  const labelLine = at(record, 'number');
  const labelBracket = bracketOf(record.fields.find((field) => field.role === 'number')?.value ?? '');
  if (labelNumber && labelLine !== null && bracket && labelBracket && bracket !== labelBracket) {
    const text = `the portal writes ${labelBracket}, the document ${bracket}`;
    messages.push({ code: 'metadata/number-style', severity: 'info', line: labelLine, text });
  }
  return messages;
}

function rawNumber(division: Division): string {
  const line = division.parts
    .find((part) => part.kind === 'header')
    ?.lines.find((candidate) => candidate.role === 'number');
  return line?.paragraph.text ?? '';
}

/** The bracket before a year: [, 〔, (, 【. */
function bracketOf(text: string): string | null {
  return /([〔[(【﹝])(?:19|20)[0-9]{2}/.exec(text)?.[1] ?? null;
}

function checkDates(record: PortalRecord): Message[] {
  const field = record.fields.find((candidate) => candidate.role === 'issued');
  if (!field) return [];
  const { line } = field.paragraph;
  if (field.value === '') {
    return [{ code: 'metadata/issue-date-missing', severity: 'warning', line, text: `${field.label} is empty` }];
  }
  if (/^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?$/.test(field.value)) return [];
  return [{ code: 'metadata/date-style', severity: 'info', line, text: `“${field.value}” is not written YYYY-MM-DD` }];
}

/** A text that is issued and not there, and attachments that are only listed. */
function checkAnnexes(division: Division): Message[] {
  const messages: Message[] = [];
  const hasAnnex = division.parts.some((part) => part.kind === 'annex');
  const titleLine = lineOf(division.parts, 'header', 'title') ?? 1;
  if (division.isContainer && !hasAnnex) {
    messages.push({
      code: 'parse/annex-missing',
      severity: 'warning',
      line: titleLine,
      text: `the text that is issued is not in the capture`,
    });
  }
  const captured = new Set([...annexTitles(division), division.annexTitle ?? ''].map(nameKey));
  for (const part of division.parts) {
    const [first] = part.lines;
    if (part.kind !== 'attachments' || !first) continue;
    const missing = listedNames(part).filter((name) => !captured.has(nameKey(name)));
    if (missing.length === 0) continue;
    const names = missing.join(' ');
    messages.push({
      code: 'parse/attachment-not-captured',
      severity: 'info',
      line: first.paragraph.line,
      text: `not in the capture: ${names}`,
    });
  }
  return messages;
}

/** The attachments a list names, one a line as printed: 附件:1.数电票样式, 2.红字发票信息确认单. */
function listedNames(part: Part): readonly string[] {
  return part.lines
    .map(({ paragraph }) => paragraph.text.replace(/^附(?:件|表)? ?[0-9一二三四五六七八九十]*[:：] ?/, ''))
    .filter((name) => name !== '');
}

function annexTitles(division: Division): readonly string[] {
  return division.parts
    .filter((part) => part.kind === 'annex')
    .flatMap((part) => part.lines.filter(({ role }) => role === 'title').map(({ paragraph }) => paragraph.text));
}

/** A name without its count, brackets, remark and file suffix. */
function nameKey(name: string): string {
  const bare = name.replace(/^[0-9]{1,2}[.、] ?/, '').replace(/\.[a-z]{3,4}$/i, '');
  return titleKey(bare.replace(/(?:\([^()]{1,12}\))+$/, '')).replace(/[《》〈〉]/g, '');
}

/** The title of the interpretation names an issuer of the notice by the name it had before a reform. */
function checkAgencies(division: Division, metadata: Metadata, rules: Rules): Message[] {
  const interpretation = division.parts.find((part) => part.kind === 'interpretation');
  if (!interpretation) return [];
  const titles = interpretation.lines.filter(({ role }) => role === 'title');
  return metadata.issuers.flatMap((issuer) => {
    for (const { paragraph } of titles) {
      const name = formerNameIn(paragraph.text, issuer, metadata.issued, rules);
      if (name === null) continue;
      const text = `the interpretation names ${name}, the notice ${issuer}`;
      return [{ code: 'agency/renamed', severity: 'warning', line: paragraph.line, text } satisfies Message];
    }
    return [];
  });
}

function lineOf(parts: readonly Part[], kind: Part['kind'], role: string): number | null {
  return parts.find((part) => part.kind === kind)?.lines.find((line) => line.role === role)?.paragraph.line ?? null;
}
