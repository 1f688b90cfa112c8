import type { Variable } from '../model/difference.js';
import type { ComponentKind, Reading } from '../model/document.js';
import type { WorkId } from '../model/ids.js';
import { materialTypes } from './declaration.js';
import type { InducedPassage, InducedTemplate } from './induce.js';

const headings: Readonly<Record<ComponentKind, string>> = {
  header: '版头',
  addressees: '主送机关',
  preamble: '引言',
  body: '正文',
  closing: '结语',
  attachments: '附件说明',
  signature: '落款',
  disclosure: '附注',
  annex: '附件',
  interpretation: '解读',
};

/** Prints an induced template as the Markdown that `readFamily` reads and people own. */
export function printTemplate(title: string, { members, passages }: InducedTemplate): string {
  const names = new Map(members.map((member) => [member.document.id, ownerName(member, members)]));
  const lines: string[] = [`# ${title}`];
  let component: ComponentKind | null = null;
  for (const [index, passage] of passages.entries()) {
    if (passage.component !== component) lines.push(`## ${headings[passage.component]} ${passage.component}`);
    component = passage.component;
    lines.push(...printPassage(passage, passages[index - 1]?.component !== passage.component, names));
  }
  return `${lines.join('\n\n')}\n`;
}

function printPassage(
  passage: InducedPassage,
  isFirst: boolean,
  names: ReadonlyMap<WorkId, string>,
): readonly string[] {
  const owners = (ids: readonly WorkId[]): string => ids.map((id) => names.get(id) ?? id).join('、');
  const isKnownTitle = isFirst && (passage.component === 'header' || passage.component === 'interpretation');
  const mark = passage.eId.endsWith('__title') && !isKnownTitle ? '### ' : '';
  return [
    ...(passage.reworded.length > 0 ? [`<!-- reworded in ${owners(passage.reworded)} -->`] : []),
    ...(passage.optionalFor ? [`> optional: ${owners(passage.optionalFor)}`] : []),
    `${mark}${passage.text}`,
  ];
}

/** The place of a member where its id alone has it; otherwise the id. */
function ownerName(member: Reading, members: readonly Reading[]): string {
  const { district, city, province } = member.document.jurisdiction;
  const isOwn = (name: string): boolean => members.filter(({ document }) => document.id.includes(name)).length === 1;
  const name = [district, city, province].find(
    (place) => place !== null && member.document.id.includes(place) && isOwn(place),
  );
  return name ?? member.document.id;
}

/** Prints the declaration that goes with it. */
export function printDeclaration(
  id: string,
  title: string,
  titleEn: string,
  { members, variables }: InducedTemplate,
): string {
  const ids = members.map(({ document }) => document.id).sort();
  return [
    `id: ${id}`,
    `title: ${title}`,
    `title-en: ${titleEn}`,
    'members:',
    ...ids.map((member) => `  - ${member}`),
    variables.length > 0 ? 'variables:' : 'variables: []',
    ...variables.map(printVariable),
    '',
  ].join('\n');
}

function printVariable({ name, type, label, material }: Variable): string {
  return `  - { name: ${name}, type: ${type}, label: ${label}${material === materialTypes.has(type) ? '' : `, material: ${String(material)}`} }`;
}
