import { describe, expect, test } from 'vitest';
import { lexiconOf, literalAt, opensAtom, withIssuers } from '../../src/compare/lexicon.js';
import { countedKeys, makeTokeniser } from '../../src/compare/tokens.js';
import { rules } from '../project-rules.js';

const lexicon = lexiconOf(rules);

/** Typed tokens as `type:text`, characters and marks as they are. */
function draw(text: string, issuers: readonly string[] = []): string {
  const tokens = makeTokeniser(withIssuers(lexicon, issuers), countedKeys())(text, 0, text.length);
  return tokens.types
    .map((type, i) => {
      const printed = text.slice(tokens.from[i], tokens.to[i]);
      return type === 'han' || type === 'punctuation' || type === 'quote' ? printed : `⟨${type}:${printed}⟩`;
    })
    .join('');
}

function valuesOf(text: string): readonly number[] {
  return [...values(text, countedKeys())];
}

function values(text: string, keys = countedKeys()): Int32Array {
  return makeTokeniser(lexicon, keys)(text, 0, text.length).value;
}

describe('typed tokens', () => {
  test.each([
    ['a URL ends before the mark of the sentence', '网址https://a.cn/b?c=1。', '网址⟨url:https://a.cn/b?c=1⟩。'],
    ['a URL in brackets', '(https://a.cn)查验', '(⟨url:https://a.cn⟩)查验'],
    ['a URL keeps its last slash', 'https://a.cn:10812/', '⟨url:https://a.cn:10812/⟩'],
    ['a day', '自2023年3月22日起', '自⟨date:2023年3月22日⟩起'],
    ['a day without a year', '3月1日', '⟨date:3月1日⟩'],
    ['item 3 and a year, no decimal', '3.2023年起', '⟨quantity:3⟩.⟨date:2023年⟩起'],
    ['a day in Chinese numerals', '二○二三年三月十六日', '⟨date:二○二三年三月十六日⟩'],
    ['a rate', '预征率均为2%', '预征率⟨scope:均⟩为⟨rate:2%⟩'],
    ['a range of rates', '2%-3%', '⟨rate:2%⟩-⟨rate:3%⟩'],
    ['百分之', '百分之二', '⟨rate:百分之二⟩'],
    ['an amount', '1.3万元', '⟨amount:1.3万元⟩'],
    ['a period in Chinese numerals', '于十五日内', '于⟨period:十五日⟩内'],
    ['a plain number', '20位', '⟨quantity:20⟩位'],
    ['一 in a word is no number', '统一规定', '统一规定'],
    [
      'the issuer is part of its number',
      '国家税务总局吉林省税务局公告2023年第1号',
      '⟨document-number:国家税务总局吉林省税务局公告2023年第1号⟩',
    ],
    ['agency characters', '(国税发〔2010〕53号)', '(⟨document-number:国税发〔2010〕53号⟩)'],
    [
      'a number swallows no word before it',
      '应当按照国税发〔2010〕53号',
      '⟨modality:应当⟩按照⟨document-number:国税发〔2010〕53号⟩',
    ],
    [
      'nor one that may be changed',
      '不得违反国税发〔2010〕53号规定',
      '⟨modality:不得⟩违反⟨document-number:国税发〔2010〕53号⟩规定',
    ],
    [
      'unknown agency characters in a sentence stay in it',
      '不得违反甲乙发〔2010〕53号规定',
      '⟨modality:不得⟩违反甲乙发⟨document-number:〔2010〕53号⟩规定',
    ],
    ['unknown agency characters in brackets', '(甲乙发〔2010〕53号)', '(⟨document-number:甲乙发〔2010〕53号⟩)'],
    ['what is left of a number', '第50号、第53号修改', '⟨document-number:第50号⟩、⟨document-number:第53号⟩修改'],
    ['an agency with its place', '国家税务总局泰安市税务局确定', '⟨issuer:国家税务总局泰安市税务局⟩确定'],
    ['a place', '在吉林省的部分纳税人中', '在⟨place:吉林省⟩的⟨scope:部分⟩⟨scope:纳税人⟩中'],
    ['places in a row are one', '山东省泰安市范围内', '⟨place:山东省泰安市⟩范围内'],
    ['a district of two characters is a word first', '主城区', '主城区'],
    ['references', '第三条第一款第(二)项', '⟨reference:第三条⟩⟨reference:第一款⟩⟨reference:第(二)项⟩'],
    ['an inserted article', '第十二条之一', '⟨reference:第十二条之一⟩'],
    ['rule words', '应当申报且不得抵扣', '⟨modality:应当⟩申报⟨condition:且⟩⟨modality:不得⟩抵扣'],
    ['应税 only contains 应', '应税行为', '⟨word:应税⟩行为'],
    ['a slot', '在{{province}}开展', '在⟨slot:{{province}}⟩开展'],
    ['braces that are no slot', '{{', '{{'],
    ['a file suffix', '样式.doc', '样式⟨suffix:.doc⟩'],
  ])('%s', (_, text, drawn) => {
    expect(draw(text)).toBe(drawn);
  });

  test('an agency that ends with one character is known from the documents', () => {
    expect(draw('甘肃省生态环境厅核定', ['甘肃省生态环境厅'])).toBe('⟨issuer:甘肃省生态环境厅⟩核定');
    expect(draw('甘肃省生态环境厅核定')).toBe('⟨place:甘肃省⟩生态环境厅核定');
  });
});

describe('values that say the same', () => {
  test.each([
    ['2023-03-16', '2023年3月16日'],
    ['二〇二三年', '2023年'],
    ['二○二三年', '二零二三年'],
    ['2%', '百分之二'],
    ['1.3万元', '13,000元'],
    ['15日', '十五日'],
    ['国税发[2010]053号', '国税发〔2010〕53号'],
    ['第3条', '第三条'],
    ['帐簿', '账簿'],
    ['其它', '其他'],
    ['，', ','],
  ])('%s and %s', (a, b) => {
    const keys = countedKeys();
    expect(values(a, keys)).toEqual(values(b, keys));
  });

  test.each([
    ['2%', '3%'],
    ['2%', '2‰'],
    ['5日', '5个工作日'],
    ['1.3万元', '13万元'],
    ['二〇二三年', '二〇二四年'],
    ['第三条', '第三款'],
  ])('not %s and %s', (a, b) => {
    const keys = countedKeys();
    expect(values(a, keys)).not.toEqual(values(b, keys));
  });

  test('a title says whose number stands behind it', () => {
    const keys = countedKeys();
    const short = values('《国家税务总局山东省税务局关于甲的公告》(2022年第10号)', keys);
    const long = values('《国家税务总局山东省税务局关于甲的公告》(国家税务总局山东省税务局公告2022年第10号)', keys);
    expect(short).toEqual(long);
    expect(valuesOf('(2022年第10号)')).toHaveLength(3);
  });
});

test('tokens cover the text without a gap, whatever it holds', () => {
  const text = '一、“甲”《乙〈丙〉》(2022年第10号)https://a.cn 𠀀 \uE010 {{x}} ①.doc 2023-13-45 第第条';
  const tokens = makeTokeniser(lexicon, countedKeys())(text, 0, text.length);
  expect(tokens.types.map((_, i) => text.slice(tokens.from[i], tokens.to[i])).join('')).toBe(text);
});

describe('what a character may open', () => {
  const withAgency = withIssuers(lexicon, ['丌官局']);
  const literals = [...lexicon.literals.values(), ...withAgency.issuers.values()].flat().map(({ text }) => text);

  test('every word of the rules, place and agency is asked for where it stands', () => {
    expect(literals.length).toBeGreaterThan(3_000);
    const missed = literals.filter((text) => !opensAtom(withAgency, text.charCodeAt(0), text.charCodeAt(1)));
    expect(missed).toEqual([]);
    expect(literals.filter((text) => literalAt(withAgency, `${text}。`, 0)?.text !== text)).toEqual([]);
  });

  test('an agency of one comparison opens nothing in the next', () => {
    expect(opensAtom(lexicon, '丌'.charCodeAt(0), '官'.charCodeAt(0))).toBe(false);
  });
});
