import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceSpan } from '../../src/model/text.js';
import { normalise } from '../../src/normalise/normalise.js';
import { rules } from '../project-rules.js';

const read = (source: string) => normalise(source, rules.characters);

describe('normalise', () => {
  it('folds width, blanks and invisible characters, and drops empty lines', () => {
    expect(read('　　一、２０２３年（试行）：\r\n\r\n\u00a0\u00a0二、甲\u200b乙\t\t丙  \n').text).toBe(
      '一、2023年(试行):\n二、甲乙 丙',
    );
  });

  it('reads a lost decimal point between digits and says so', () => {
    const text = read('达1\uE0103万个，占67\uE0101%。');
    expect(text.text).toBe('达1.3万个,占67.1%。');
    expect(text.repairs.map(({ kind, was, reads }) => ({ kind, was, reads }))).toEqual([
      { kind: 'private-use-character', was: '\uE010', reads: '.' },
      { kind: 'private-use-character', was: '\uE010', reads: '.' },
    ]);
  });

  it('keeps a private-use character whose meaning is not certain, and says so', () => {
    const text = read('甲\uE010乙\uE123');
    expect(text.text).toBe('甲\uE010乙\uE123');
    expect(text.repairs.map((repair) => repair.reads)).toEqual(['\uE010', '\uE123']);
  });

  it('closes a blank inside the host of a URL, and no other', () => {
    expect(read('平台(https://inv-ver i.chinatax.gov.cn)查验').text).toBe('平台(https://inv-veri.chinatax.gov.cn)查验');
    expect(read('见 http://a.gov.cn or b.gov.cn').text).toBe('见 http://a.gov.cn or b.gov.cn');
    expect(read('见 http://a.gov.cn 和').text).toBe('见 http://a.gov.cn 和');
  });

  it('maps every character back to the source', () => {
    const hostile = fc.string({
      unit: fc.constantFrom(
        '甲',
        '（',
        '　',
        '\u200b',
        '\uE010',
        '1',
        '\n',
        '\r',
        ' ',
        'https://',
        '.',
        'a',
        '\ud83d\ude00',
        '\u0000',
      ),
      maxLength: 60,
    });
    fc.assert(
      fc.property(hostile, (source) => {
        const text = read(source);
        expect(text.at).toHaveLength(text.text.length + 1);
        for (let i = 0; i < text.text.length; i += 1) {
          const here = text.at[i] ?? -1;
          expect(text.at[i + 1]).toBeGreaterThanOrEqual(here);
          const { from, to } = sourceSpan(text, i, i + 1);
          if (text.text[i] !== '\n') expect(read(source.slice(from, to)).text).toMatch(/^.?$/su);
        }
      }),
    );
  });

  it('is the same read twice', () => {
    fc.assert(
      fc.property(fc.string(), (source) => {
        expect(read(read(source).text).text).toBe(read(source).text);
      }),
    );
  });
});
