import { createHash } from 'node:crypto';
import type { FamilyDeclaration, Template, TemplatePassage } from '../model/difference.js';
import type { ComponentKind } from '../model/document.js';
import type { EId, WorkId } from '../model/ids.js';
import { exitCode, JiaokanError, type Place } from '../model/message.js';
import { lineAt, sourceSpan, type Text } from '../model/text.js';
import { type CheckedFamily, type FamilyHead, readFamilyHead } from './declaration.js';

/**
 * A template is Markdown that a lawyer reads and edits, one paragraph a line:
 *
 *     # A title for people
 *     ## 正文 body                       a component: any words, the kind last
 *     一、自{{commencement}}起,在…        a paragraph, labels as printed
 *     > optional: 泰安                   the next paragraph is in these members only
 *     > variant: 淄博                    the next paragraph is what these members say instead of the one before
 *     ### 甲省车船税征收办法              the title of an annex or interpretation
 *     <!-- a note for people -->
 *
 * A slot stands for a whole value: `{{issuer}}`, never 国家税务总局{{place}}税务局. `{{a+b}}` is one value of several
 * variables (普通住宅、非普通住宅预征率均为2%). Members are named by any part of their id that no other has.
 */
const componentKinds = [
  'header',
  'addressees',
  'preamble',
  'body',
  'closing',
  'attachments',
  'signature',
  'disclosure',
  'annex',
  'interpretation',
] as const satisfies readonly ComponentKind[];

export type LineRole = 'title' | 'number' | 'content';

/** The lines of one component of a template, in order, with offsets into its reading. */
export interface TemplateComponent {
  readonly kind: ComponentKind;
  readonly lines: readonly {
    readonly from: number;
    readonly to: number;
    readonly line: number;
    readonly text: string;
    readonly role: LineRole;
  }[];
}

/** A passage with its place in the clause tree. */
export interface NamedPassage {
  readonly eId: EId;
  readonly path: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** Names the clauses of a template by the grammar that names those of documents; passages in text order. */
export type ClauseNamer = (components: readonly TemplateComponent[], text: Text) => readonly NamedPassage[];

/** A template file: its name, and its reading (full-width marks read as in documents). */
export interface TemplateFile {
  readonly path: string;
  readonly text: Text;
}

/**
 * Gives a family with its template.
 *
 * @throws JiaokanError (exit 2) with file, line and column: `template/undeclared-slot`, `template/unused-variable`,
 *   `template/unknown-component`, `template/unknown-owner`, `template/misplaced`, `template/empty`, and those of
 *   `readFamilyHead`
 */
export function readFamily(
  declaration: CheckedFamily,
  file: TemplateFile,
  nameClauses: ClauseNamer,
): FamilyDeclaration {
  const head = readFamilyHead(declaration);
  const { id, title, titleEn, members } = head;
  const lines = readLines(file, head);
  checkSlots(lines, file, head, declaration);
  return { id, title, titleEn, members, template: makeTemplate(head, file, lines, nameClauses) };
}

/** A paragraph of the file with what the marks before it say. */
interface Line {
  readonly component: ComponentKind;
  readonly role: LineRole;
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly text: string;
  readonly optionalFor: readonly WorkId[] | null;
  readonly isVariant: boolean;
}

function readLines(file: TemplateFile, head: FamilyHead): readonly Line[] {
  const lines: Line[] = [];
  let component: ComponentKind | null = null;
  let mark: { kind: 'optional' | 'variant'; owners: readonly WorkId[]; from: number } | null = null;
  for (const { from, to, sign } of paragraphs(file.text)) {
    const text = file.text.text.slice(from, to);
    if (sign === '#') continue;
    if (sign === '##') {
      component = readComponent(text, placeAt(file, from));
      continue;
    }
    if (sign === '>') {
      mark = { ...readMark(text, head, placeAt(file, from)), from };
      continue;
    }
    if (component === null)
      throw fault(
        'template/misplaced',
        'text before the first component; write "## 正文 body" above it',
        placeAt(file, from),
      );
    const isVariant = mark?.kind === 'variant';
    if (isVariant && lines.at(-1)?.component !== component) {
      throw fault(
        'template/misplaced',
        'a variant follows the paragraph it stands for',
        placeAt(file, mark?.from ?? from),
      );
    }
    lines.push({
      component,
      role: roleOf(component, sign === '###', lines),
      from,
      to,
      line: lineAt(file.text.lineStarts, file.text.at[from] ?? 0),
      text,
      optionalFor: mark?.owners ?? null,
      isVariant,
    });
    mark = null;
  }
  if (mark) throw fault('template/misplaced', 'no paragraph follows this mark', placeAt(file, mark.from));
  if (lines.length === 0)
    throw fault('template/empty', 'the template has no paragraph', { file: file.path, line: 1, column: 1 });
  return lines;
}

/** A paragraph of the file with the sign of Markdown before it: #, ##, ###, > or none. */
interface Paragraph {
  readonly from: number;
  readonly to: number;
  readonly sign: string;
}

/** The paragraphs of the file, comments left out. Signs may be read as text or as layout: they are taken from the source. */
function paragraphs({ text, at, source, lineStarts }: Text): readonly Paragraph[] {
  const found: Paragraph[] = [];
  let inComment = false;
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end;
    const line = text.slice(from, to);
    if (!inComment && line.startsWith('<!--')) inComment = true;
    if (!inComment) {
      const offset = at[from] ?? 0;
      const before = source.slice(lineStarts[lineAt(lineStarts, offset) - 1] ?? 0, offset).trimStart();
      const signs = /^(#{1,6}|>) */.exec(before + line);
      found.push({ from: from + Math.max(0, (signs?.[0].length ?? 0) - before.length), to, sign: signs?.[1] ?? '' });
    } else if (line.trimEnd().endsWith('-->')) inComment = false;
    from = to + 1;
  }
  return found;
}

function readComponent(heading: string, place: Place): ComponentKind {
  const word = heading.trim().split(/ +/).at(-1) ?? '';
  const kind = componentKinds.find((candidate) => candidate === word);
  if (kind) return kind;
  throw fault(
    'template/unknown-component',
    `"${word}" is no component; write one of ${componentKinds.join(', ')} last, as in "## 正文 body"`,
    place,
  );
}

function readMark(
  text: string,
  head: FamilyHead,
  place: Place,
): { kind: 'optional' | 'variant'; owners: readonly WorkId[] } {
  const match = /^(optional|variant) ?: ?(.+)$/.exec(text);
  const kind = match?.[1];
  if (kind !== 'optional' && kind !== 'variant') {
    throw fault(
      'template/unknown-mark',
      `"> ${text}" is no mark; write "> optional: 泰安" or "> variant: 泰安"`,
      place,
    );
  }
  const names = (match?.[2] ?? '').split(/[,、;]/).map((name) => name.trim());
  return { kind, owners: names.map((name) => findOwner(name, head, place)) };
}

function findOwner(name: string, { members, id }: FamilyHead, place: Place): WorkId {
  const found = name === '' ? [] : members.filter((member) => member.includes(name));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const what = found.length === 0 ? 'no member' : `${String(found.length)} members`;
  throw fault('template/unknown-owner', `"${name}" names ${what} of ${id}; use a part of one member's id`, place);
}

/** The first line of a header or interpretation is its title, other lines of a header hold number and date. */
function roleOf(component: ComponentKind, isTitle: boolean, before: readonly Line[]): LineRole {
  const isFirst = before.at(-1)?.component !== component;
  if (isTitle || (isFirst && (component === 'header' || component === 'interpretation'))) return 'title';
  return component === 'header' ? 'number' : 'content';
}

const slotPattern = /\{\{([^{}\n]*)\}\}/g;

/** Every slot is declared, and every variable has a slot. */
function checkSlots(lines: readonly Line[], file: TemplateFile, head: FamilyHead, { placeOf }: CheckedFamily): void {
  const used = new Set<string>();
  const known = head.variables.map(({ name }) => name);
  for (const { text, from } of lines) {
    for (const match of text.matchAll(slotPattern)) {
      for (const name of (match[1] ?? '').split('+').map((each) => each.trim())) {
        used.add(name);
        if (!known.includes(name)) {
          const what = `{{${name}}} is not declared in family.yaml; variables: ${known.join(', ') || 'none'}`;
          throw fault('template/undeclared-slot', what, placeAt(file, from + match.index));
        }
      }
    }
    const open = text.replace(slotPattern, (slot) => ' '.repeat(slot.length)).search(/\{\{|\}\}/);
    if (open >= 0) throw fault('template/broken-slot', 'a slot is written {{name}}', placeAt(file, from + open));
  }
  const unused = head.variables.findIndex(({ name }) => !used.has(name));
  if (unused >= 0) {
    const what = `{{${known[unused] ?? ''}}} is not in the template`;
    throw fault('template/unused-variable', what, placeOf(['variables', unused, 'name']));
  }
}

function makeTemplate(
  head: FamilyHead,
  file: TemplateFile,
  lines: readonly Line[],
  nameClauses: ClauseNamer,
): Template {
  const common = lines.filter((line) => !line.isVariant);
  const named = nameClauses(groupComponents(common), file.text);
  const passages = new Map(named.map((passage) => [passage.from, passage]));
  let canonical: NamedPassage | undefined;
  let variants = 0;
  const all = lines.flatMap((line): TemplatePassage[] => {
    if (line.isVariant) {
      variants += 1;
      if (!canonical) return [];
      const eId = `${canonical.eId}-variant-${String(variants)}` as EId;
      return [passageOf(line, { ...canonical, eId, from: line.from, to: line.to }, file.text, canonical.eId)];
    }
    variants = 0;
    const own = named.filter((passage) => passage.from >= line.from && passage.from < line.to);
    canonical = passages.get(line.from) ?? own[0];
    return own.map((passage) => passageOf(line, passage, file.text, null));
  });
  const edition = createHash('sha256').update(file.text.source).digest('hex').slice(0, 12);
  return { family: head.id, path: file.path, edition, variables: head.variables, passages: all };
}

function passageOf(
  line: Line,
  { eId, path, from, to }: NamedPassage,
  text: Text,
  variantOf: EId | null,
): TemplatePassage {
  return {
    eId,
    component: line.component,
    path,
    text: text.text.slice(from, to),
    optionalFor: line.optionalFor,
    ...(variantOf === null ? {} : { variantOf }),
    line: line.line,
    span: sourceSpan(text, from, to),
  };
}

function groupComponents(lines: readonly Line[]): readonly TemplateComponent[] {
  const components: { kind: ComponentKind; lines: Line[] }[] = [];
  for (const line of lines) {
    const last = components.at(-1);
    if (last?.kind === line.component) last.lines.push(line);
    else components.push({ kind: line.component, lines: [line] });
  }
  return components;
}

function placeAt(file: TemplateFile, offset: number): Place {
  const source = file.text.at[offset] ?? file.text.source.length;
  const line = lineAt(file.text.lineStarts, source);
  const start = file.text.lineStarts[line - 1] ?? 0;
  const excerpt = file.text.source.slice(start).split(/\r?\n/, 1)[0] ?? '';
  return { file: file.path, line, column: source - start + 1, excerpt };
}

function fault(code: string, message: string, place: Place): JiaokanError {
  return new JiaokanError(code, message, exitCode.usage, place);
}
