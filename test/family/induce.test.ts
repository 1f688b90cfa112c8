import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compareReadings } from '../../src/compare/collate.js';
import { induceTemplate } from '../../src/family/induce.js';
import { printDeclaration, printTemplate } from '../../src/family/markdown.js';
import type { Reading } from '../../src/model/document.js';
import { resolveCitations } from '../../src/cite/resolve.js';
import { readCapture } from '../../src/pipeline/capture.js';
import { proposeTemplate } from '../../src/pipeline/kinship.js';
import { rules } from '../project-rules.js';

// The members of the two families that are declared: what is proposed for them, and what a person made of it.

const root = new URL('../../', import.meta.url).pathname;
const capture = readCapture(readFileSync(`${root}seeds/notices.txt`), 'seeds/notices.txt', rules);
const { readings } = resolveCitations(capture.readings, rules);

function membersAt(...counts: readonly number[]): readonly Reading[] {
  return counts.flatMap((count) => readings[count - 1] ?? []);
}

const pilots = membersAt(6, 7);
const cities = membersAt(13, 14, 15);

/** Paragraphs of one text that the other lacks: `-` proposed, `+` held; comments are a person's. */
function editsOf(proposed: string, held: string): readonly string[] {
  const [left, right] = [proposed, held].map((text) =>
    text.split('\n').filter((line) => line !== '' && !line.startsWith('<!--')),
  );
  return [
    ...(left ?? []).filter((line) => right?.includes(line) === false).map((line) => `- ${around(line)}`),
    ...(right ?? []).filter((line) => left?.includes(line) === false).map((line) => `+ ${around(line)}`),
  ];
}

/** The slots of a line with a few words around them; of a line without, its first words. */
function around(line: string): string {
  const slots = line.match(/.{0,6}\{\{[^}]+\}\}[。)]?/g) ?? [];
  return slots.length > 0 ? slots.join(' … ') : line.slice(0, 24);
}

function held(family: string): string {
  return readFileSync(`${root}pipelines/families/${family}/template.md`, 'utf8');
}

describe('the proposed template', () => {
  test('of the pilots is the one held, but for names that a person gave', () => {
    const proposed = printTemplate('开展全面数字化的电子发票试点工作的公告', proposeTemplate(pilots, rules));
    expect(editsOf(proposed, held('e-invoice-pilot'))).toMatchInlineSnapshot(`
      [
        "- 下地址登录:{{url}}",
        "- 八、本公告自{{commencement}} … 起施行,《{{issuer}} … 作的公告》({{repealed-number}}) … 、《{{issuer}} … 作的公告》({{repealed-number-2}})",
        "+ 下地址登录:{{platform}}。",
        "+ 八、本公告自{{commencement}} … 起施行,《{{issuer}} … 作的公告》({{repealed-trial-number}}) … 、《{{issuer}} … 作的公告》({{repealed-extension-number}})",
      ]
    `);
  });

  test('of the cities is the one held, but for legal bases and rates that a person read', () => {
    const proposed = printTemplate('土地增值税预征率的公告', proposeTemplate(cities, rules));
    expect(editsOf(proposed, held('land-vat-prelevy'))).toMatchInlineSnapshot(`
      [
        "- 为进一步规范我市土地增值税征收管理,根据《中华人",
        "- 产预征率均为{{rate}}。",
        "- 产预征率均为{{rate}}。",
        "+ 为进一步规范我市土地增值税征收管理,根据《中华人",
        "+ 产预征率均为{{ordinary-rate+non-ordinary-rate+other-rate}}。",
        "+ > variant: 淄博市",
        "+ 值税预征率为{{ordinary-rate+non-ordinary-rate}} … 值税预征率为{{other-rate}}。",
        "+ 产预征率均为{{ordinary-rate+non-ordinary-rate+other-rate}}。",
        "+ > variant: 淄博市",
        "+ 根据国家税务总局山东省税务局2022年第10号公",
        "+ > variant: 淄博市",
        "+ 值税预征率为{{ordinary-rate+non-ordinary-rate}} … 值税预征率为{{other-rate}}。",
      ]
    `);
  });

  test('declares variables by what they are', () => {
    const declaration = printDeclaration('e-invoice-pilot', '…', '…', proposeTemplate(pilots, rules));
    expect(declaration.split('\n').filter((line) => line.includes('type:'))).toMatchInlineSnapshot(`
      [
        "  - { name: issuer, type: issuer, label: 发文机关 }",
        "  - { name: number, type: number, label: 文号 }",
        "  - { name: issued, type: date, label: 发文日期 }",
        "  - { name: province, type: place, label: 省份 }",
        "  - { name: commencement, type: date, label: 施行日期 }",
        "  - { name: url, type: url, label: 网址 }",
        "  - { name: repealed-number, type: number, label: 废止的文号, material: true }",
        "  - { name: repealed-number-2, type: number, label: 废止的文号, material: true }",
      ]
    `);
  });

  test('does not depend on the order of the members', () => {
    const [a, b, c] = cities as [Reading, Reading, Reading];
    const print = (members: readonly Reading[]): string => printTemplate('…', proposeTemplate(members, rules));
    const orders = [
      [a, c, b],
      [b, a, c],
      [c, b, a],
    ];
    for (const order of orders) expect(print(order)).toBe(print([a, b, c]));
    expect(print([...pilots].reverse())).toBe(print(pilots));
  });

  test('takes two alignments a member, however many there are', () => {
    let alignments = 0;
    const copies = Array.from({ length: 12 }, (_, i) =>
      renamed(cities[i % 3], `CN-SD/2023/${String(i).padStart(2, '0')}`),
    );
    induceTemplate(copies, {
      compare: (x, y) => {
        alignments += 1;
        return compareReadings(x, y, rules);
      },
      similarity: () => 1,
    });
    expect(alignments).toBe(2 * copies.length - 1);
  });
});

function renamed(reading: Reading | undefined, id: string): Reading {
  if (!reading) throw new Error('the seeds hold three cities');
  return { ...reading, document: { ...reading.document, id: id as Reading['document']['id'] } };
}
