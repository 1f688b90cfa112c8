import type { FamilyReport } from '../model/difference.js';
import type { Target } from '../model/document.js';
import type { EffectRecord, Finding, StatusRow } from '../model/graph.js';
import type { RunReport } from '../model/run.js';
import { type Catalogue, catalogues, effectWord, fill, findingWord, type Language } from './catalogue.js';
import { readSlots } from './collation.js';
import { collateRun, type Corpus, nameOf } from './corpus.js';
import { type MemberDifference, standingOfDifference } from './digest.js';
import { decisionLine } from './review-lines.js';
import { printSheets, type SheetColumn, sheetOf } from './spreadsheet.js';

/** Widths of columns in characters: a code or day, a name, a sentence. A longer text runs on in its cell. */
const narrow = 12;
const middle = 30;
const wide = 60;

/**
 * `audit.xlsx`: the run as a spreadsheet of four sheets, for people who sort and filter: every known document with its
 * status and why, every effect, every difference of a family's members, every finding. Heads and words are of one
 * language. Days are days, all text is text; see `sheetOf`.
 */
export async function runXlsx(report: RunReport, language: Language): Promise<Uint8Array> {
  const corpus = collateRun(report);
  const words = catalogues[language];
  const { label } = words;
  return printSheets([
    sheetOf(label.documents, documentColumns(corpus, words), report.audit),
    sheetOf(label.effects, effectColumns(corpus, words), report.graph.effects),
    sheetOf(label.differences, differenceColumns(corpus, words), report.families.flatMap(differencesOf)),
    sheetOf(label.findings, findingColumns(corpus, words), report.findings),
  ]);
}

function documentColumns({ nodes }: Corpus, words: Catalogue): readonly SheetColumn<StatusRow>[] {
  const { label } = words;
  const yesNo = (holds: boolean) => (holds ? label.yes : label.no);
  return [
    { head: label.title, width: wide, cell: (row) => row.title },
    { head: label.number, width: middle, cell: (row) => row.number },
    { head: label.issuers, width: middle, cell: (row) => nodes.get(row.id)?.issuers.join('、') ?? null },
    { head: label.jurisdiction, width: narrow, cell: (row) => nodes.get(row.id)?.jurisdiction.iso ?? null },
    { head: label.issued, width: narrow, as: 'date', cell: (row) => nodes.get(row.id)?.issued ?? null },
    { head: label.held, width: narrow, cell: (row) => yesNo(row.held) },
    { head: label.status, width: narrow, cell: (row) => words.status[row.status] },
    { head: label.implied, width: narrow, cell: (row) => yesNo(row.implied) },
    { head: label.sinceDay, width: narrow, as: 'date', cell: (row) => row.since },
    { head: label.untilDay, width: narrow, as: 'date', cell: (row) => row.until },
    { head: label.provisions, width: middle, cell: (row) => row.provisions?.join('、') ?? null },
    { head: label.reason, width: narrow, cell: ({ reason }) => reason && effectWord(words, reason.type) },
    { head: label.affecting, width: middle, cell: (row) => row.reason?.by ?? null },
    { head: label.quote, width: wide, cell: (row) => row.reason?.quote ?? null },
    { head: label.lineNumber, width: narrow, cell: (row) => row.reason?.line ?? null },
    { head: label.portalLabel, width: narrow, cell: (row) => row.officialStatus },
    { head: label.disagrees, width: narrow, cell: (row) => yesNo(row.disagrees) },
    { head: label.workId, width: middle, cell: (row) => row.id },
    { head: label.evidence, width: middle, cell: (row) => row.reason?.snapshot ?? nodes.get(row.id)?.snapshot ?? null },
  ];
}

function effectColumns(corpus: Corpus, words: Catalogue): readonly SheetColumn<EffectRecord>[] {
  const { label } = words;
  return [
    { head: label.affecting, width: wide, cell: ({ affecting }) => nameOf(corpus, affecting).title },
    { head: label.kindOf, width: narrow, cell: ({ effect }) => effectWord(words, effect.type) },
    { head: label.affected, width: wide, cell: ({ effect }) => targetName(words, effect.target) },
    { head: label.provisions, width: middle, cell: ({ effect }) => targetPart(words, effect.target) },
    { head: label.date, width: narrow, as: 'date', cell: ({ effect }) => effect.date },
    { head: label.basis, width: narrow, cell: ({ effect }) => words.dateBasis[effect.dateBasis] },
    { head: label.scopeOf, width: narrow, cell: ({ effect }) => words.scope[effect.scope] },
    { head: label.reported, width: narrow, cell: ({ effect }) => (effect.asserted ? label.no : label.yes) },
    { head: label.whyNotCounted, width: middle, cell: ({ effect }) => refusalOf(corpus, words, effect.id) },
    { head: label.decisions, width: middle, cell: ({ effect }) => decisionsOn(corpus, words, effect.id) },
    { head: label.quote, width: wide, cell: ({ effect }) => effect.quote },
    { head: label.file, width: middle, cell: ({ path }) => path },
    { head: label.lineNumber, width: narrow, cell: ({ effect }) => effect.line },
    { head: label.ruleName, width: middle, cell: ({ effect }) => effect.rule },
    { head: label.workId, width: middle, cell: ({ affecting }) => affecting },
    { head: label.evidence, width: middle, cell: ({ snapshot }) => snapshot },
  ];
}

function refusalOf({ report }: Corpus, { refusal }: Catalogue, effect: string): string | null {
  const why = report.uncounted.get(effect);
  return why === undefined ? null : refusal[why];
}

/** Who decided what, and when. */
function decisionsOn({ judged }: Corpus, words: Catalogue, subject: string): string {
  const decisions = judged.get(subject)?.decisions ?? [];
  return decisions.map((decision) => decisionLine(decision, words)).join('；');
}

function targetName({ label }: Catalogue, target: Target): string | null {
  if ('class' in target) return fill(label.classOf, { class: target.class });
  return target.title ?? target.number ?? target.work;
}

function targetPart({ label }: Catalogue, target: Target): string | null {
  if ('class' in target) return null;
  const { provisions } = target;
  if (provisions === 'whole') return label.wholeText;
  if (provisions === 'unspecified') return label.unspecifiedPart;
  if ('except' in provisions) return fill(label.exceptFor, { provisions: provisions.except.join('、') });
  return provisions.join('、');
}

function differencesOf(family: FamilyReport): MemberDifference[] {
  return family.members.flatMap(({ id, comparison }) =>
    comparison.differences.map((difference) => ({ family, member: id, difference })),
  );
}

function differenceColumns(corpus: Corpus, words: Catalogue): readonly SheetColumn<MemberDifference>[] {
  const { label } = words;
  const variables = (found: MemberDifference) => found.family.declaration.template.variables;
  const slotName = (found: MemberDifference) =>
    variables(found).find(({ name }) => name === found.difference.slot)?.label ?? found.difference.slot;
  return [
    { head: label.family, width: middle, cell: ({ family }) => family.declaration.title },
    { head: label.member, width: wide, cell: ({ member }) => nameOf(corpus, member).title },
    { head: label.number, width: middle, cell: ({ member }) => nameOf(corpus, member).number },
    { head: label.kindOf, width: narrow, cell: ({ difference }) => words.kind[difference.kind] },
    { head: label.reason, width: narrow, cell: ({ difference: { reason } }) => reason && words.reason[reason] },
    { head: label.variable, width: narrow, cell: slotName },
    { head: label.materialSlot, width: narrow, cell: ({ difference }) => (difference.material ? label.yes : null) },
    {
      head: label.templateReads,
      width: wide,
      cell: ({ family, difference }) => readSlots(family.declaration.template, difference.a.text),
    },
    { head: label.documentReads, width: wide, cell: ({ difference }) => difference.b.text },
    { head: label.templateLine, width: narrow, cell: ({ difference }) => difference.a.line },
    { head: label.lineNumber, width: narrow, cell: ({ difference }) => difference.b.line },
    { head: label.standsAs, width: narrow, cell: (found) => standing(corpus.report, words, found) },
    { head: label.workId, width: middle, cell: ({ member }) => member },
  ];
}

/** Where people left it; nothing for what nobody decided on and nobody has to. */
function standing(report: RunReport, words: Catalogue, found: MemberDifference): string | null {
  const reached = standingOfDifference(report, found);
  return reached === 'open' && found.difference.kind !== 'substantive' ? null : words.standing[reached];
}

function findingColumns(corpus: Corpus, words: Catalogue): readonly SheetColumn<Finding>[] {
  const { label } = words;
  return [
    { head: label.severity, width: narrow, cell: ({ severity }) => words.severity[severity] },
    { head: label.code, width: middle, cell: ({ code }) => code },
    { head: label.meaning, width: middle, cell: ({ code }) => findingWord(words, code) },
    { head: label.document, width: wide, cell: ({ work }) => work && nameOf(corpus, work).title },
    { head: label.text, width: wide, cell: ({ text }) => text },
    { head: label.file, width: middle, cell: ({ path }) => path },
    { head: label.lineNumber, width: narrow, cell: ({ line }) => line },
    { head: label.workId, width: middle, cell: ({ work }) => work },
  ];
}
