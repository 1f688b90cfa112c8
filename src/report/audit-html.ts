import type { StatusRow } from '../model/graph.js';
import type { IsoDate } from '../model/date.js';
import { auditHeads } from './audit-formats.js';
import { catalogues, effectWord, type Language, statusMark } from './catalogue.js';
import { html, type Html, trusted } from './site/markup.js';

/** The audit as one page without anything from elsewhere: for a mail or a folder. */
export function auditHtml(rows: readonly StatusRow[], asOf: IsoDate, language: Language): string {
  const { label } = catalogues[language];
  const heads = auditHeads(label);
  const page = html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${label.audit} ${asOf}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>${trusted(style)}</style></head><body>
<h1>${label.audit} ${asOf}</h1>
<table><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map((row) => auditRow(row, language))}</tbody></table></body></html>`;
  return `${page.toString()}\n`;
}

const style =
  'body{font:15px/1.6 "Noto Serif CJK SC","Source Han Serif SC",SimSun,serif;margin:2rem}' +
  'table{border-collapse:collapse;width:100%}th,td{border:1px solid #999;padding:.3rem .5rem;text-align:left;vertical-align:top}';

function auditRow(row: StatusRow, language: Language): Html {
  const words = catalogues[language];
  const { label } = words;
  const { reason } = row;
  const why = reason
    ? html`${effectWord(words, reason.type)} <q>${reason.quote}</q> ${reason.by === row.id ? '' : reason.by} (${reason.line}) <small>${reason.snapshot.slice(0, 12)}</small>`
    : (row.declared ?? '');
  const implied = row.implied ? ` (${label.implied})` : '';
  const lost = row.provisions ? ` ${row.provisions.join('、')}` : '';
  return html`<tr><td>${row.title ?? row.id}</td><td>${row.number ?? ''}</td>
<td>${statusMark[row.status]} ${words.status[row.status]}${implied}${lost}</td><td>${row.since ?? ''}</td><td>${row.until ?? ''}</td>
<td>${why}</td><td>${row.officialStatus ?? ''}${row.disagrees && html` <strong>${label.disagrees}</strong>`}</td></tr>`;
}
