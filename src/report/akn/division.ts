import type { Clause, ComponentKind, Document } from '../../model/document.js';
import type { PrintedClause } from './printed.js';

/** A component with its clauses. `name` is its name in eIds: `attachments_2` for a second one. */
export interface ComponentClauses {
  readonly kind: ComponentKind;
  readonly name: string;
  readonly clauses: readonly PrintedClause[];
}

/** A component that Akoma Ntoso takes as a document of its own: a text that is issued, an interpretation. */
export interface AttachedDocument {
  readonly kind: ComponentKind;
  readonly name: string;
  /** The lines above its text: 附件1, the title, the history of amendments. */
  readonly front: readonly PrintedClause[];
  readonly main: readonly PrintedClause[];
  /** What stands after it and before the next one: a note on disclosure, a list of attachments. */
  readonly conclusions: readonly ComponentClauses[];
}

/** The components of a document in the parts that Akoma Ntoso has, all in text order. */
export interface AknDivision {
  readonly preface: readonly ComponentClauses[];
  readonly preamble: readonly ComponentClauses[];
  /** Never empty, unless the document is. */
  readonly main: readonly ComponentClauses[];
  readonly conclusions: readonly ComponentClauses[];
  readonly attached: readonly AttachedDocument[];
}

type Part = 'preface' | 'preamble' | 'main' | 'conclusions' | 'attached';

const partOf: Readonly<Record<ComponentKind, Part>> = {
  header: 'preface',
  addressees: 'preamble',
  preamble: 'preamble',
  body: 'main',
  closing: 'conclusions',
  attachments: 'conclusions',
  signature: 'conclusions',
  disclosure: 'conclusions',
  annex: 'attached',
  interpretation: 'attached',
};

const order: readonly Part[] = ['preface', 'preamble', 'main', 'conclusions'];

/**
 * Divides a document without moving anything: what follows an annex belongs to the annex, and a component that stands
 * where Akoma Ntoso has no place for it any more is attached as a document of its own.
 */
export function divideForAkn(document: Document, clauses: readonly PrintedClause[]): AknDivision {
  const own: Record<Exclude<Part, 'attached'>, ComponentClauses[]> = {
    preface: [],
    preamble: [],
    main: [],
    conclusions: [],
  };
  const attached: { opener: ComponentClauses; conclusions: ComponentClauses[] }[] = [];
  let reached = 0;
  for (const component of listComponents(document, clauses)) {
    const part = partOf[component.kind];
    const last = attached.at(-1);
    if (part === 'attached' || order.indexOf(part) < reached) {
      attached.push({ opener: component, conclusions: [] });
      reached = order.length - 1;
    } else {
      reached = order.indexOf(part);
      (last?.conclusions ?? own[part]).push(component);
    }
  }
  return {
    ...withMain(own),
    attached: attached.map(({ opener, conclusions }) => attachDocument(opener, conclusions)),
  };
}

/**
 * A notice without a body of its own has the words that issue the text as its body (GB/T 9704-2012: 正文), and a page
 * that holds less than that has what it holds.
 */
function withMain(own: Readonly<Record<Exclude<Part, 'attached'>, ComponentClauses[]>>): Omit<AknDivision, 'attached'> {
  if (own.main.length > 0) return own;
  for (const part of ['preamble', 'preface'] as const) {
    const last = own[part].at(-1);
    if (last) return { ...own, [part]: own[part].slice(0, -1), main: [last] };
  }
  return { ...own, main: own.conclusions.slice(0, 1), conclusions: own.conclusions.slice(1) };
}

function attachDocument(opener: ComponentClauses, conclusions: readonly ComponentClauses[]): AttachedDocument {
  const { kind, name, clauses } = opener;
  const text = clauses.findIndex(({ clause }) => !isFrontLine(clause));
  // An annex of nothing but its title: the title is all that can be its body.
  const cut = text < 0 ? 0 : text;
  return { kind, name, front: clauses.slice(0, cut), main: clauses.slice(cut), conclusions };
}

/** Titles, markers and notes have names instead of numbers: `annex__title`, `annex__marker`, `annex__history`. */
function isFrontLine(clause: Clause): boolean {
  return /(?:^|__)(?:title|number|marker|history)(?:-\d+)?$/.test(clause.eId);
}

/** The clauses of each component, in text order. A clause belongs to the last component that starts at or before it. */
function listComponents(document: Document, clauses: readonly PrintedClause[]): ComponentClauses[] {
  const components: { kind: ComponentKind; name: string; index: number; clauses: PrintedClause[] }[] = [];
  const seen = new Map<ComponentKind, number>();
  let index = -1;
  for (const printed of clauses) {
    const { component: kind, span } = printed.clause;
    while ((document.components[index + 1]?.span.from ?? Infinity) <= span.from) index += 1;
    const last = components.at(-1);
    if (last && last.index === index && last.kind === kind) last.clauses.push(printed);
    else {
      const count = (seen.get(kind) ?? 0) + 1;
      seen.set(kind, count);
      components.push({ kind, name: count === 1 ? kind : `${kind}_${count}`, index, clauses: [printed] });
    }
  }
  return components;
}
