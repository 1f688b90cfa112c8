import { expect, test } from 'vitest';
import { cellWidth, cutCells, padCells } from '../../src/report/cells.js';

test.each([
  ['甲市公告', 8],
  ['2023年第1号', 11],
  ['〔2023〕', 8],
  ['《办法》（试行）', 16],
  ['ＡＢ', 4],
  ['𠮷', 2],
  ['e\u0301', 1],
  ['“甲”…', 5],
  ['', 0],
])('%s takes %i cells', (text, width) => {
  expect(cellWidth(text)).toBe(width);
});

test('pads by cells, not by characters', () => {
  expect(padCells('甲', 4)).toBe('甲  ');
  expect(padCells('甲乙丙', 4)).toBe('甲乙丙');
});

test('a cut never takes more cells than there are, and never half a character', () => {
  expect(cutCells('甲乙丙', 6)).toBe('甲乙丙');
  expect(cutCells('甲乙丙', 5)).toBe('甲乙…');
  expect(cutCells('甲乙丙', 4)).toBe('甲…');
  expect(cutCells('𠮷𠮷', 3)).toBe('𠮷…');
  expect(cutCells('甲', 0)).toBe('');
});
