import type { IsoDate } from '../model/date.js';
import type { Citation, CitationKind, Jurisdiction, Mention, NotDocument, Passage } from '../model/document.js';
import type { Message } from '../model/message.js';
import type { Rules } from '../model/rules.js';
import { lineAt, sourceSpan, type Span, type Text } from '../model/text.js';
import {
  completeNumber,
  endOfLast,
  findNumbers,
  namesSeries,
  numberKey,
  type NumberMatch,
} from '../notation/document-numbers.js';
import { provisionsAt } from '../notation/provisions.js';
import { isShortName, issuersOf, titleKey, titleWithoutIssuers, typeOf } from '../notation/titles.js';
import { type Bracketed, findTitles, remarkAt } from './brackets.js';
import { isPublishedHere, maskTitles, notDocument, roleBefore } from './kinds.js';
import { tellerBefore } from './tellers.js';

/** What the citing document is known by, so that it knows itself. */
export interface Citing {
  readonly title: string | null;
  readonly annexTitle: string | null;
  readonly number: string | null;
  readonly type: string | null;
  readonly issued: string | null;
  readonly jurisdiction: Jurisdiction;
}

export interface FoundCitations {
  /** In text order. */
  readonly mentions: readonly Mention[];
  readonly notDocuments: readonly NotDocument[];
  readonly messages: readonly Message[];
}

/** A document as citations name it. */
interface Referent {
  readonly title: string | null;
  readonly number: string | null;
  readonly issued: IsoDate | null;
  readonly self: boolean;
}

/**
 * Finds every citation of a document: titles in 《》 with the number in brackets behind them, aliases from their
 * definition to the end of the document, numbers without a title, 及其实施细则. Forms, receipts and works of art in 《》
 * are told apart, with the reason.
 */
export function findCitations(citing: Citing, passages: readonly Passage[], text: Text, rules: Rules): FoundCitations {
  const finder = new CitationFinder(citing, text, rules);
  passages.forEach((passage, index) => {
    if (!passage.eId.endsWith('header__number')) finder.read(passage, index); // the notice's own number is no citation
  });
  const mentions = [...finder.mentions].sort((a, b) => a.citation.span.from - b.citation.span.from);
  return { mentions, notDocuments: finder.notDocuments, messages: finder.messages };
}

/** (某局令第37号、第44号修改): orders that amended a title, none of which is its own number. */
const amendedBy = /^[^,;:]*号(?:[、和及与][^,;:]*号)*(?:修改|修正|修订)$/;

/** Longest chain of remarks behind a title: number, alias, and one more. */
const mostRemarks = 3;

/** Characters before the name of a series that may belong to its title (guessed). */
const longestSeriesLead = 24;

class CitationFinder {
  readonly mentions: Mention[] = [];
  readonly notDocuments: NotDocument[] = [];
  readonly messages: Message[] = [];
  private readonly aliases = new Map<string, Referent>();
  private readonly titleOfNumber = new Map<string, string>();
  private readonly formAliases = new Set<string>();
  private readonly reported = new Set<string>();
  private passage: Passage | null = null;
  private index = 0;
  private body = '';
  private masked = '';

  constructor(
    private readonly citing: Citing,
    private readonly text: Text,
    private readonly rules: Rules,
  ) {}

  read(passage: Passage, index: number): void {
    this.passage = passage;
    this.index = index;
    this.body = this.text.text.slice(passage.from, passage.to);
    const { titles, unbalanced } = findTitles(this.body);
    this.masked = maskTitles(this.body, titles);
    for (const at of unbalanced)
      this.report('cite/unbalanced-title', 'warning', at, `“${this.body.slice(at, at + 12)}…” has no partner`);
    const taken: { from: number; to: number }[] = [];
    for (const title of titles) {
      if (title.from < (taken.at(-1)?.to ?? 0)) continue; // an alias in a remark
      taken.push({ from: title.from, to: this.readTitle(title) });
    }
    this.readBareNumbers(taken);
    this.readSeries(titles);
  }

  /** @returns the offset behind everything that belongs to the title */
  private readTitle(title: Bracketed): number {
    const form = notDocument(this.body, title, this.rules.citations, this.rules.numbering);
    if (form !== null || this.formAliases.has(title.inner)) return this.readForm(title, form ?? 'form');
    const remarks = this.remarksAfter(title.to);
    const end = remarks.at(-1)?.to ?? title.to;
    const numbers = remarks
      .filter(({ inner }) => !amendedBy.test(inner))
      .flatMap((remark) => findNumbers(remark.inner, this.rules.citations, this.rules));
    const own = numbers[0] ?? null;
    const provisions = provisionsAt(this.body, end);
    const { referent, alias } = this.referentOf(title, own);
    if (referent.number !== null && referent.title !== null)
      this.titleOfNumber.set(numberKey(referent.number), referent.title);
    const to = provisions?.to ?? end;
    const kind = this.kindOf(title, referent.self);
    this.push(title, to, referent, { kind, alias, provisions: provisions?.provisions ?? [] });
    for (const remark of remarks) this.readRemark(remark, referent, own);
    return this.readCompanion(end, referent, kind) ?? to;
  }

  private remarksAfter(from: number): Bracketed[] {
    const remarks: Bracketed[] = [];
    let at = from;
    for (let i = 0; i < mostRemarks; i += 1) {
      const remark = remarkAt(this.body, at);
      if (!remark || !this.belongsToTitle(remark.inner)) break;
      remarks.push(remark);
      at = remark.to;
    }
    return remarks;
  }

  /** A number, a date or an alias; any other remark is of the sentence: 《甲办法》(不含附件)废止. */
  private belongsToTitle(inner: string): boolean {
    return /号|以下|简称|下称|^[0-9]{4}年[^,]*(公布|发布|修订|修正|通过)?$/.test(inner);
  }

  /** Whom a title names: an alias, the citing document, or another. */
  private referentOf(title: Bracketed, own: NumberMatch | null): { referent: Referent; alias: boolean } {
    const known = this.aliases.get(title.inner);
    if (known && own === null) return { referent: known, alias: true };
    const isSelf = this.isSelf(title.inner) || this.isInterpreted(title);
    const told = tellerBefore(this.body, title.from, this.rules);
    const number = own === null ? null : this.completed(own, title, told.issuers);
    if (isSelf && !this.isPredecessor(own, number) && !this.isOlder(told.issued)) {
      return { referent: { ...this.itself, title: title.inner, number: number ?? this.citing.number }, alias: false };
    }
    if (own === null && this.rules.citations.selfWords.includes(title.inner)) return this.undefinedAlias(title);
    const isShort = own === null && isShortName(title.inner, this.rules.citations.selfWords);
    if (isShort) {
      this.report(
        'cite/alias-undefined',
        'info',
        title.from,
        `《${title.inner}》 looks like a short name that is nowhere defined`,
      );
    }
    const referent = { title: title.inner, number, issued: told.issued, self: false };
    return { referent, alias: isShort };
  }

  private get itself(): Referent {
    return { title: this.citing.title, number: this.citing.number, issued: null, self: true };
  }

  /** The number with what its own text leaves out: whose it is, by the title, the words before it, or the place (省政府令). */
  private completed(own: NumberMatch, title: Bracketed, tellers: readonly string[]): string {
    const { inner } = title;
    const issuers = issuersOf(inner, this.rules);
    const known = issuers.length > 0 ? issuers : tellers;
    const isOfSeat = own.form === 'order' && !namesSeries(own.folded); // 市政府令第5号: of which city the place says
    if (!isOfSeat && (own.form !== 'order' || own.complete))
      return completeNumber(own, known, typeOf(inner, this.rules.numbering));
    const { province, city, district } = this.citing.jurisdiction;
    const short = /([省市县区])(?:人民)?政府(?=令)/.exec(this.body.slice(title.to));
    const seat = [district, city, province].find((place) => short && place?.endsWith(short[1] ?? ' '));
    const issuer = seat ? `${seat}人民政府` : known.join(' ');
    return issuer === '' ? own.folded : issuer + own.folded.slice(own.folded.indexOf('令'));
  }

  /** A successor bears the title of its predecessor: another number, or one of another year, is another document. */
  private isPredecessor(own: NumberMatch | null, number: string | null): boolean {
    if (own === null || number === null) return false;
    if (this.citing.number !== null) return numberKey(number) !== numberKey(this.citing.number);
    return own.year !== null && this.citing.issued !== null && !this.citing.issued.startsWith(String(own.year));
  }

  /** 2001年5月1日发布的《甲办法》 in the 甲办法 of 2023 is its predecessor. */
  private isOlder(issued: string | null): boolean {
    return issued !== null && this.citing.issued !== null && issued.slice(0, 4) < this.citing.issued.slice(0, 4);
  }

  private isSelf(inner: string): boolean {
    const { title, annexTitle } = this.citing;
    const key = titleKey(inner);
    return [title, annexTitle].some(
      (own) => own !== null && (titleKey(own) === key || titleKey(titleWithoutIssuers(own, this.rules)) === key),
    );
  }

  /** The first title in the heading of an interpretation is the notice, even where it is printed a little otherwise. */
  private isInterpreted(title: Bracketed): boolean {
    return (
      this.passage?.eId.endsWith('interpretation__title') === true &&
      this.body !== this.citing.title && // an interpretation in a capture of its own interprets another work
      !this.body.slice(0, title.from).includes('《')
    );
  }

  /** 《公告》 without a definition: the notice itself after 本 or in its interpretation, else unknown. */
  private undefinedAlias(title: Bracketed): { referent: Referent; alias: boolean } {
    const { type } = this.citing;
    const isSelf =
      this.body.charAt(title.from - 1) === '本' ||
      (this.passage?.component === 'interpretation' && title.inner === type);
    if (this.body.charAt(title.from - 1) !== '本' || !isSelf) {
      const meaning = isSelf ? 'taken as the notice itself' : 'whom it names is not known';
      this.report(
        'cite/alias-undefined',
        'info',
        title.from,
        `《${title.inner}》 is used without a definition; ${meaning}`,
      );
    }
    const other = { title: title.inner, number: null, issued: null, self: false };
    return { referent: isSelf ? this.itself : other, alias: true };
  }

  private readForm(title: Bracketed, reason: string): number {
    this.notDocuments.push({
      text: this.slice(title.from, title.to),
      reason,
      line: this.line(title.from),
      span: this.span(title.from, title.to),
    });
    const remark = remarkAt(this.body, title.to);
    const alias = remark && this.aliasIn(remark);
    if (alias) this.formAliases.add(alias.inner);
    return title.to;
  }

  /** Aliases and further numbers in the brackets behind a title. */
  private readRemark(remark: Bracketed, referent: Referent, own: NumberMatch | null): void {
    const alias = this.aliasIn(remark);
    if (alias) {
      this.aliases.set(alias.inner, referent);
      if (alias.bracketed) this.push(alias, alias.to, referent, { kind: 'cites', alias: false, provisions: [] });
    }
    if (own?.form === 'order') this.readFurtherOrders(remark, own);
  }

  /** (以下简称“甲”), (以下称《甲》): what a document is called from here on. */
  private aliasIn(remark: Bracketed): (Bracketed & { readonly bracketed: boolean }) | null {
    for (const marker of this.rules.citations.aliasMarkers) {
      const at = remark.inner.indexOf(marker);
      if (at < 0) continue;
      const match = /^[为:]? ?(?:《([^《》]+)》|[“"'‘]([^”"'’]+)[”"'’])/.exec(remark.inner.slice(at + marker.length));
      if (!match) return null;
      const inner = match[1] ?? match[2] ?? '';
      const to = remark.from + 1 + at + marker.length + match[0].length;
      return { from: to - inner.length - 2, to, inner, bracketed: match[1] !== undefined };
    }
    return null;
  }

  /** (国家税务总局令第41号发布,第50号、第53号修改): orders that leave out whose they are. */
  private readFurtherOrders(remark: Bracketed, own: NumberMatch): void {
    for (const match of remark.inner.matchAll(/第([0-9]{1,5})号/g)) {
      if (match.index < own.to) continue;
      const from = remark.from + 1 + match.index;
      const number = own.folded.replace(/第[0-9]+号$/, match[0]);
      this.push(
        { from, to: from + match[0].length },
        from + match[0].length,
        { title: null, number, issued: null, self: false },
        { kind: 'cites', alias: false, provisions: [] },
      );
    }
  }

  /** 《甲条例》及其实施细则 is two documents. @returns the offset behind it, or null */
  private readCompanion(from: number, referent: Referent, kind: CitationKind): number | null {
    const match = /^(?:及其|和其|及(?=实施(?:细则|条例)))/.exec(this.body.slice(from));
    if (!match) return null;
    const noun = this.rules.citations.companions.find((word) => this.body.startsWith(word, from + match[0].length));
    if (noun === undefined) return null;
    const to = from + match[0].length + noun.length;
    const provisions = provisionsAt(this.body, to);
    const title = referent.title === null ? null : referent.title + noun;
    this.push(
      { from, to },
      provisions?.to ?? to,
      { title, number: null, issued: null, self: false },
      { kind, alias: false, provisions: provisions?.provisions ?? [] },
    );
    return provisions?.to ?? to;
  }

  /** Numbers that stand without 《》: 国家税务总局山东省税务局2022年第10号公告第九条. */
  private readBareNumbers(taken: readonly { from: number; to: number }[]): void {
    let next = 0;
    let before: NumberMatch | null = null;
    for (const found of findNumbers(this.body, this.rules.citations, this.rules)) {
      const number = this.afterNumber(found, before);
      before = number;
      while ((taken[next]?.to ?? Infinity) <= number.from) next += 1;
      if ((taken[next]?.from ?? Infinity) < number.to) continue;
      if (!number.complete && number.issuers.length === 0) continue; // 2023年第1号 alone names no document
      const provisions = provisionsAt(this.body, number.to);
      const folded =
        number.form === 'yearly' && number.complete ? number.folded : completeNumber(number, number.issuers, null);
      const self = this.citing.number !== null && numberKey(folded) === numberKey(this.citing.number);
      const title = self ? this.citing.title : (this.titleOfNumber.get(numberKey(folded)) ?? null);
      const kind = self ? 'cites' : roleBefore(this.masked, number.from, this.rules.citations);
      this.push(
        number,
        provisions?.to ?? number.to,
        { title, number: folded, issued: tellerBefore(this.body, number.from, this.rules).issued, self },
        { kind, alias: false, provisions: provisions?.provisions ?? [] },
      );
    }
  }

  /** A document of a numbered series without 《》: 企业会计准则第15号第三条. */
  private readSeries(titles: readonly Bracketed[]): void {
    const { series, notPrefix } = this.rules.citations;
    let last = 0;
    for (const match of this.body.matchAll(series)) {
      const to = match.index + match[0].length;
      const window = this.body.slice(Math.max(last, match.index - longestSeriesLead), match.index);
      last = to;
      if (titles.some((title) => match.index >= title.from && match.index < title.to)) continue;
      const lead = /\p{Script=Han}*$/u.exec(window)?.[0] ?? '';
      const from =
        match.index -
        lead.length +
        Math.max(0, ...[...notPrefix, ...'本该原和及与条项'].map((word) => endOfLast(lead, word)));
      const provisions = provisionsAt(this.body, to);
      const kind = roleBefore(this.masked, from, this.rules.citations);
      const title = this.body.slice(from, to);
      const referent = { title, number: null, issued: null, self: this.isSelf(title) };
      this.push({ from, to }, provisions?.to ?? to, referent, {
        kind,
        alias: false,
        provisions: provisions?.provisions ?? [],
      });
    }
  }

  /** 农业部公告第278号、第1519号: a number that leaves out whose it is takes it from the one right before it. */
  private afterNumber(number: NumberMatch, before: NumberMatch | null): NumberMatch {
    const isSameSeries = before?.form === number.form || (before?.form === 'yearly' && number.form === 'order');
    if (number.complete || number.issuers.length > 0 || !isSameSeries || before.complete !== true) return number;
    const end = provisionsAt(this.body, before.to)?.to ?? before.to; // 公告2015年第22号第一条、2017年第41号
    if (!/^(?:、|和|及|与|以及)(?:公告)?$/.test(this.body.slice(end, number.from))) return number;
    if (number.form === 'prefixed')
      return { ...number, folded: before.folded.replace(/[0-9]+号$/, number.folded), complete: true };
    const own = number.form === 'order' ? /第[0-9]+号$/ : /(?:[0-9]{4}年)?第[0-9]+号$/; // 2018年第60号、第61号
    return { ...number, folded: before.folded.replace(own, own.exec(number.folded)?.[0] ?? ''), complete: true };
  }

  private kindOf(title: Bracketed, self: boolean): CitationKind {
    if (this.passage?.eId.endsWith('interpretation__title') === true) return 'interprets';
    const role = roleBefore(this.masked, title.from, this.rules.citations);
    const inOpening = this.passage?.component === 'preamble' || this.passage?.component === 'header';
    if (!self && isPublishedHere(this.masked, title)) return 'publishes';
    if (!self) return role === 'publishes' && !inOpening ? 'cites' : role; // 国务院印发《甲方案》: not issued here
    return inOpening && /印发|发布|公布|颁布|转发/.test(this.masked) ? 'publishes' : 'cites';
  }

  private push(
    at: { readonly from: number; readonly to: number },
    extent: number,
    referent: Referent,
    how: Pick<Citation, 'kind' | 'alias' | 'provisions'>,
  ): void {
    const passage = this.passage;
    if (!passage) return;
    const citation: Citation = {
      text: this.slice(at.from, at.to),
      title: referent.title,
      number: referent.number,
      ...(referent.issued === null ? {} : { issued: referent.issued }),
      provisions: how.provisions,
      kind: how.kind,
      component: passage.component,
      line: this.line(at.from),
      span: this.span(at.from, at.to),
      self: referent.self,
      alias: how.alias,
      work: null,
    };
    this.mentions.push({ citation, passage: this.index, from: passage.from + at.from, to: passage.from + extent });
  }

  /** Reports a fault once, where it first stands. */
  private report(code: string, severity: Message['severity'], at: number, text: string): void {
    const key = `${code} ${text}`;
    if (this.reported.has(key)) return;
    this.reported.add(key);
    this.messages.push({ code, severity, line: this.line(at), text });
  }

  /** The line of the capture that holds an offset of the passage (a paragraph may run over several). */
  private line(at: number): number {
    return lineAt(this.text.lineStarts, this.span(at, at).from);
  }

  private span(from: number, to: number): Span {
    const base = this.passage?.from ?? 0;
    return sourceSpan(this.text, base + from, base + to);
  }

  /** The source of a stretch of the passage, blanks folded. */
  private slice(from: number, to: number): string {
    const span = this.span(from, to);
    return this.text.source.slice(span.from, span.to).replace(/\s+/g, ' ');
  }
}
