import type { SlotType, Variable } from '../model/difference.js';
import type { Document } from '../model/document.js';
import type { WorkId } from '../model/ids.js';
import { materialTypes } from './declaration.js';

/** What a variable is called, by what its values are. */
export type Role = Pick<Variable, 'name' | 'label' | 'material'>;

/** A value that a document has of its own, wherever it is printed. */
interface OwnValue extends Omit<Role, 'material'> {
  readonly type: SlotType;
  /** Every form of it; none where the document has no such value. */
  readonly of: (document: Document) => readonly (string | null)[];
  readonly material?: boolean;
}

const ownValues: readonly OwnValue[] = [
  { name: 'issuer', label: '发文机关', type: 'issuer', of: ({ issuers }) => [issuers.join(' '), ...issuers] },
  { name: 'number', label: '文号', type: 'number', of: ({ number }) => [number] },
  { name: 'issued', label: '发文日期', type: 'date', of: ({ issued }) => [issued] },
  { name: 'commencement', label: '施行日期', type: 'date', of: ({ commences }) => [commences.date] },
  { name: 'province', label: '省份', type: 'place', of: ({ jurisdiction }) => [jurisdiction.province] },
  { name: 'city', label: '城市', type: 'place', of: ({ jurisdiction }) => [jurisdiction.city] },
  { name: 'district', label: '区县', type: 'place', of: ({ jurisdiction }) => [jurisdiction.district] },
  {
    name: 'repealed-number',
    label: '废止的文号',
    type: 'number',
    of: ({ citations }) => citations.flatMap(({ kind, number }) => (kind === 'repeals' ? number : [])),
    material: true,
  },
];

const byType: Readonly<Record<SlotType, Omit<Role, 'material'>>> = {
  issuer: { name: 'issuer', label: '机关' },
  place: { name: 'place', label: '地区' },
  number: { name: 'cited-number', label: '文号' },
  date: { name: 'date', label: '日期' },
  url: { name: 'url', label: '网址' },
  rate: { name: 'rate', label: '比率' },
  amount: { name: 'amount', label: '金额' },
  title: { name: 'title', label: '标题' },
  text: { name: 'text', label: '文字' },
};

/** What a variable is: a value that every member has of its own, or one of its type. */
export function roleOf(type: SlotType, values: ReadonlyMap<WorkId, string>, members: readonly Document[]): Role {
  const held = members.flatMap((document) => {
    const value = values.get(document.id);
    return value === undefined ? [] : [{ document, value }];
  });
  const own = ownValues.find(
    (candidate) =>
      candidate.type === type &&
      held.length > 0 &&
      held.every(({ document, value }) =>
        candidate.of(document).some((form) => form !== null && plain(form) === value),
      ),
  );
  return { ...(own ?? byType[type]), material: own?.material ?? materialTypes.has(type) };
}

/** One writing for a value: 2023年3月16日 and 2023-03-16 are 2023-3-16, a number has one kind of brackets. */
export function plain(value: string): string {
  return value
    .replace(/^([0-9]{4})(?:年|-)0?([0-9]{1,2})(?:月|-)0?([0-9]{1,2})日?$/, '$1-$2-$3')
    .replace(/[[(【﹝]/g, '〔')
    .replace(/[\])】﹞]/g, '〕');
}
