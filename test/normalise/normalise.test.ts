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

describe('what print and sites do to text', () => {
  it('reads a letter or digit for the zero of a Chinese year, and no other', () => {
    expect(read('二OO六年二月二十日').text).toBe('二〇〇六年二月二十日');
    expect(read('一九八0年').text).toBe('一九八〇年');
    expect(read('第三0条,二O公司,10年').text).toBe('第三0条,二O公司,10年');
  });

  it('reads traditional characters as simplified, and says where they stand', () => {
    const text = read('同時廢止');
    expect(text.text).toBe('同时废止');
    expect(text.traditional).toEqual([1, 2]);
    expect(text.source).toBe('同時廢止');
  });

  it('keeps what simplified texts write too: 著作权, 乾县', () => {
    expect(read('著作权,乾县').text).toBe('著作权,乾县');
  });

  it('does not read controls and turns of direction, and says where they stand', () => {
    const text = read('废\u0000止\u202e甲');
    expect(text.text).toBe('废止甲');
    expect(text.unseen).toEqual([1, 3]);
  });

  it('ends lines at the separators of Unicode, and not at a form feed', () => {
    expect(read('甲\u2028乙\u2029丙\u0085丁\f戊').text).toBe('甲\n乙\n丙\n丁 戊');
  });

  it('leaves out page numbers, and joins the sentence that a page parts', () => {
    const line = '甲'.repeat(30);
    const page = [`一、${'甲'.repeat(28)}`, line, line, line, line];
    expect(read([...page, '', '— 1 —', '\f', '的规定。', '- 2 -'].join('\n')).text).toBe(`${page.join('')}的规定。`);
  });

  it('leaves out a line that stands beside several page numbers, and keeps one that stands beside one', () => {
    const text = read(
      [
        '甲市公报',
        '一、甲。',
        '— 1 —',
        '甲市公报',
        '二、乙。',
        '— 2 —',
        '甲市公报',
        '三、丙。',
        '— 3 —',
        '甲市公报',
        '四、丁。',
      ].join('\n'),
    );
    expect(text.text).toBe('甲市公报\n一、甲。\n二、乙。\n三、丙。\n四、丁。');
  });
});
