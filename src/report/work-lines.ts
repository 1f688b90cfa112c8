import type { Document, Reading } from '../model/document.js';
import type { Graph, OpenEnd, StatusChange } from '../model/graph.js';
import type { WorkId } from '../model/ids.js';
import type { FamiliesOutput, HistoryOutput, ShowOutput, UncountedEffect } from '../model/output.js';
import { type Catalogue, catalogues, effectWord, fill, statusMark } from './catalogue.js';
import { decisionLine } from './review-lines.js';
import { termText } from './term-change.js';
import type { TerminalOptions } from './terminal.js';
import { visibleLine } from './visible.js';

/** Most works named under one heading of `show`; the rest is counted. */
const mostWorks = 10;

/** `jiaokan show`: what a document is, its status and why, what it ends, rests on, and who cites it. */
export function showLines(
  { document, status, ends, restsOn, citedBy, uncounted, asOf }: ShowOutput,
  graph: Graph,
  options: TerminalOptions,
): string[] {
  const words = catalogues[options.language];
  const { label } = words;
  const name = nameIn(graph);
  const why = status.reason
    ? [
        `  ${label.reason}: “${visibleLine(status.reason.quote)}”`,
        `    ${name(status.reason.by)} · ${fill(label.line, { n: status.reason.line })} · ${status.reason.snapshot.slice(0, 12)}`,
      ]
    : [];
  const list = (heading: string, ids: readonly WorkId[]): string[] => {
    if (ids.length === 0) return [];
    const shown = ids.slice(0, mostWorks).map((id) => `    ${name(id)}`);
    const more = ids.length > mostWorks ? [`    ${fill(label.more, { n: ids.length - mostWorks })}`] : [];
    return [`  ${heading}:`, ...shown, ...more];
  };
  const span = [
    status.since === null ? '' : `${label.sinceDay} ${status.since}`,
    status.until === null ? '' : `${label.untilDay} ${status.until}`,
  ];
  return [
    options.paint('bold', visibleLine(document.title ?? document.number ?? document.id)),
    `  ${visibleLine(document.number ?? label.noNumber)} · ${document.issuers.map(visibleLine).join('、')} · ${label.issued} ${document.issued ?? '–'} · ${document.held ? label.held : label.citedOnly}`,
    `  ${asOf}: ${statusMark[status.status]} ${words.status[status.status]}${status.implied ? ` (${label.implied})` : ''} ${span.filter((part) => part !== '').join(' ')}`.trimEnd(),
    ...why,
    ...(status.officialStatus === null
      ? []
      : [
          `  ${label.portalLabel}: ${visibleLine(status.officialStatus)}${status.disagrees ? ` — ${label.disagrees}` : ''}`,
        ]),
    ...(uncounted.length === 0 ? [] : [`  ${label.notCounting}:`]),
    ...uncounted.flatMap((effect) => uncountedLines(effect, name, words)),
    ...list(words.effect.repeals, ends),
    ...list(words.citation['based-on'], restsOn),
    ...list(label.citationsIn, citedBy),
  ];
}

/** What was read and does not count: what does what to which document, why it does not count, and who decided so. */
function uncountedLines(effect: UncountedEffect, name: (id: WorkId) => string, words: Catalogue): string[] {
  const { type, by, on, line, quote, snapshot, reason, decisions } = effect;
  const place = `${fill(words.label.line, { n: line })} · ${snapshot.slice(0, 12)}`;
  return [
    `    ${effectWord(words, type)} (${words.refusal[reason]}): “${visibleLine(quote)}”`,
    `      ${name(by)} → ${on === null ? words.label.unresolved : name(on)} · ${place}`,
    ...decisions.map((decision) => `      ${decisionLine(decision, words)}`),
  ];
}

/** `jiaokan history`: one line a version, the oldest first. */
export function historyLines({ work, versions }: HistoryOutput, options: TerminalOptions): string[] {
  const lines = versions.map(
    ({ asOf, commit, textSha256, textChanged, run }) =>
      `  ${asOf ?? '–'}  ${commit.slice(0, 12)}  ${textSha256.slice(0, 12)}  ${textChanged ? '*' : ' '} ${run ?? ''}`,
  );
  return [options.paint('bold', visibleLine(work)), ...lines];
}

/** What changed between two audits, one line a document. */
export function changeLines(changes: readonly StatusChange[], graph: Graph, options: TerminalOptions): string[] {
  const words = catalogues[options.language];
  if (changes.length === 0) return [words.label.noChanges];
  const name = nameIn(graph);
  return changes.flatMap(({ id, title, from, to, on, cause, terms }) => {
    const status =
      terms.length > 0 ? words.status[to] : `${from === null ? '–' : words.status[from]} → ${words.status[to]}`;
    return [
      `  ${on ?? '–'}  ${status}  ${words.cause[cause]}  ${visibleLine(title ?? id)}`,
      ...terms.map((term) => `      ${visibleLine(termText(words, term, name))}`),
    ];
  });
}

/** What waits for a person, one line an open end. */
export function openEndLines(openEnds: readonly OpenEnd[], options: TerminalOptions): string[] {
  const words = catalogues[options.language];
  if (openEnds.length === 0) return [words.label.noOpenEnds];
  return [
    options.paint('bold', words.label.openEnds),
    ...openEnds.map(
      ({ kind, work, line, quote }) =>
        `  ${words.openEnd[kind]}  ${visibleLine(work)} · ${fill(words.label.line, { n: line })}  “${visibleLine(quote)}”`,
    ),
  ];
}

/** `jiaokan parse` for people: what was read of one document, and what a person should know about it. */
export function documentLines(document: Document, options: TerminalOptions): string[] {
  const words = catalogues[options.language];
  const { label } = words;
  const { source, commences } = document;
  const start = `${label.commences} ${commences.date ?? '–'} (${words.commencement[commences.basis]}${commences.retroactive ? `, ${label.retroactive}` : ''})`;
  const effects = document.effects.map((effect) => words.effect[effect.type]);
  return [
    options.paint('bold', visibleLine(document.title ?? label.untitled)),
    `  ${visibleLine(document.id)}`,
    `  ${visibleLine(document.number ?? label.noNumber)} · ${label.issued} ${document.issued ?? '–'} · ${start}${document.lastDay === null ? '' : ` · ${label.lastDay} ${document.lastDay}`}`,
    `  ${fill(label.lines, { from: source.firstLine, to: source.lastLine })} · ${document.components.map((component) => words.component[component.kind]).join(' ')}`,
    `  ${label.citations} ${String(document.citations.length)} · ${label.effects} ${effects.length === 0 ? '0' : effects.join(' ')}`,
    ...document.messages.map(
      (message) =>
        `  ${message.severity}  ${message.code}  ${source.path}:${String(message.line)}  ${visibleLine(message.text)}`,
    ),
  ];
}

function nameIn(graph: Graph): (id: WorkId) => string {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  return (id) => {
    const node = nodes.get(id);
    return visibleLine([node?.number, node?.title].filter((part) => part != null).join('  ') || id);
  };
}

/** `jiaokan families`: the groups with their members and how alike they are. */
export function familyLines(
  { families }: FamiliesOutput,
  readings: readonly Reading[],
  options: TerminalOptions,
): string[] {
  const { label } = catalogues[options.language];
  const titles = new Map(readings.map(({ document }) => [document.id, document.title ?? label.untitled]));
  const percent = (value: number): string => `${String(Math.round(value * 100))} %`;
  if (families.length === 0) return [label.none];
  return families.flatMap(({ id, relation, members, similarity }) => [
    options.paint(
      'bold',
      `${id} · ${relation} · ${fill(label.memberCount, { n: members.length })} · ${label.similarity} ${percent(similarity.min)}–${percent(similarity.median)}`,
    ),
    ...members.map(
      (member) =>
        `  ${visibleLine(member.path)}:${String(member.line)}  ${visibleLine(titles.get(member.id) ?? member.id)}`,
    ),
  ]);
}
