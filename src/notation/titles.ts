import type { NumberingRules } from '../model/rules.js';
import { isAgency, type Names, readAgencies } from './agencies.js';

/** What follows a title and is no part of its type: (试行), (2020年本), (已废止). */
const remark = /(?:\s*\([^()]{1,20}\))+$/;

/** The type (文种) a title ends with: 公告, 通知, 办法; null where it ends with none. */
export function typeOf(title: string, rules: NumberingRules): string | null {
  const bare = title.replace(remark, '');
  return rules.types.find((type) => bare.endsWith(type)) ?? null;
}

/** The agencies that a title opens with, before 关于 or 印发; empty where it names none. */
export function issuersOf(title: string, names: Names): readonly string[] {
  const head = /^(.{2,120}?)(?:关于|转发|印发|发布|公布)/.exec(title)?.[1];
  return head === undefined ? [] : (readAgencies(head, names) ?? []);
}

/** A name that is short for another one: 《通知》, 《市实施方案》, 准则第15号; only its definition says whose. */
export function isShortName(title: string, selfWords: readonly string[]): boolean {
  const series = /^(.{1,4})第[0-9]{1,3}号$/.exec(title)?.[1];
  if (series !== undefined && selfWords.includes(series)) return true;
  return selfWords.includes(title) || (title.length <= 8 && /^(?:[市省区县州]|本[市省区县州]|国家|全国)/.test(title));
}

/** The key under which titles are held against each other: brackets of nested titles, blanks and width left out. */
export function titleKey(title: string): string {
  return title
    .replace(/[\s“”"‘’']/g, '')
    .replace(/[<〈《]/g, '〈')
    .replace(/[>〉》]/g, '〉');
}

/** 企业会计准则第15号——建造合同 is cited as 企业会计准则第15号 too; null for a title without such a number. */
export function seriesName(title: string): string | null {
  return /^(.{2,20}第[0-9]{1,3}号) ?[—–―:-]/.exec(title)?.[1] ?? null;
}

/** The title without the agencies it opens with: cited titles often leave them out. */
export function titleWithoutIssuers(title: string, names: Names): string {
  const at = title.indexOf('关于');
  if (at <= 0) return title;
  const head = title.slice(0, at).trim();
  return head.split(/[ 、]/).every((part) => isAgency(part, names)) ? title.slice(at) : title;
}

/** What a container says it issues: 关于印发《X》的通知 and 关于印发X的通知 give X; null where it issues nothing. */
export function issuedTitle(title: string): string | null {
  const match = /(?:印发|发布|公布|颁布|转发)(.+)的(?:通知|公告|通告|命令|令|决定|函)(?:\s*\([^()]*\))*$/.exec(title);
  const inner = match?.[1]?.trim();
  if (inner === undefined) return null;
  return /^[《<〈](.+)[》>〉]$/.exec(inner)?.[1] ?? inner;
}
