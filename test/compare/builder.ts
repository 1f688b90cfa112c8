import type { ComponentKind, Document, Jurisdiction, Passage, Reading } from '../../src/model/document.js';
import type { EId, Sha256, WorkId } from '../../src/model/ids.js';
import { findLineStarts, type Text } from '../../src/model/text.js';

const nowhere: Jurisdiction = { gb2260: null, iso: null, province: null, city: null, district: null };

/** A text that is read as it stands. */
export function plainText(source: string): Text {
  return {
    source,
    text: source,
    at: Uint32Array.from({ length: source.length + 1 }, (_, offset) => offset),
    repairs: [],
    lineStarts: findLineStarts(source),
  };
}

const labelPattern =
  /^(第[一二三四五六七八九十]+[章条]|[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|[0-9]+[.、])/;

/**
 * A document from lines, one paragraph each. `@interpretation` starts a component; the first one is the body. Labels are
 * 第一条, 一、, (一) and 1., each below the one before it in this list.
 */
export function reading(lines: readonly string[], options: { id?: string; issuers?: readonly string[] } = {}): Reading {
  const source = lines.filter((line) => !line.startsWith('@')).join('\n');
  const passages: Passage[] = [];
  let component: ComponentKind = 'body';
  let from = 0;
  const labels: string[] = [];
  for (const line of lines) {
    if (line.startsWith('@')) {
      component = line.slice(1) as ComponentKind;
      continue;
    }
    const label = labelPattern.exec(line)?.[0] ?? '';
    const depth = depthOf(label);
    if (label !== '') labels.splice(depth, labels.length, label);
    const eId = `${component === 'body' ? '' : `${component}__`}p_${String(passages.length + 1)}` as EId;
    const path = labels.filter((each) => each !== undefined);
    passages.push({
      eId: component === 'header' ? (`header__${passages.length === 0 ? 'title' : 'number'}` as EId) : eId,
      component,
      kind: label === '' ? 'paragraph' : 'level',
      path: label === '' ? path : path.slice(0, depth + 1),
      line: passages.length + 1,
      from,
      to: from + line.length,
      labelTo: from + label.length,
    });
    from += line.length + 1;
  }
  return {
    document: makeDocument(options.id ?? 'CN-XX/2023/甲', options.issuers ?? []),
    text: plainText(source),
    passages,
  };
}

function depthOf(label: string): number {
  if (label.startsWith('第') || label.endsWith('、')) return 0;
  return label.startsWith('(') ? 1 : 2;
}

export function makeDocument(id: string, issuers: readonly string[]): Document {
  return {
    id: id as WorkId,
    source: {
      path: 'made-up.txt',
      sha256: '0'.repeat(64) as Sha256,
      firstLine: 1,
      lastLine: 1,
      textSha256: id as Sha256,
    },
    title: null,
    annexTitle: null,
    number: null,
    issuers,
    jurisdiction: nowhere,
    type: null,
    issued: null,
    officialStatus: null,
    commences: { date: null, basis: 'unknown', retroactive: false },
    lastDay: null,
    components: [],
    clauses: [],
    citations: [],
    notDocuments: [],
    effects: [],
    messages: [],
  };
}
