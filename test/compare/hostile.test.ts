import { describe, expect, test } from 'vitest';
import { compareReadings } from '../../src/compare/collate.js';
import { rules } from '../project-rules.js';
import { readLines } from '../readings.js';
import { drawDifference } from './notation.js';

// Made up: the smallest changes that change the law, and the largest that do not, through the real reading.

function changesOf(a: string, b: string): string[] {
  const read = (part: string): ReturnType<typeof readLines> =>
    readLines(`纳税人办理登记的,${part}由主管税务机关核定。`);
  return compareReadings(read(a), read(b), rules).differences.map(drawDifference);
}

describe('never editorial (domain 5)', () => {
  test.each<[string, string, string[]]>([
    ['应税', '应当', ['substantive modality 应税>应当']],
    ['应当', '应', ['substantive modality 应当>应']],
    ['可', '不可', ['substantive modality 可>不可']],
    ['不得', '不得不', ['substantive modality 不得>不得不']],
    ['征收增值税', '免征增值税', ['substantive modality 征收>免征']],
    ['甲且乙', '甲或乙', ['substantive condition 且>或']],
    ['甲和乙', '甲或乙', ['substantive condition 和>或']],
    ['甲或者乙', '甲和乙', ['substantive condition 或者>和']],
    ['甲、乙', '甲或乙', ['substantive condition 、>或']],
    ['不少于5人', '不多于5人', ['substantive scope 不少于>不多于']],
    ['三年以上', '三年以下', ['substantive scope 以上>以下']],
    ['不超过当月', '超过当月', ['substantive scope 不超过>超过']],
    ['含增值税', '不含增值税', ['substantive scope 含>不含']],
    ['(不含机动车)', '(含机动车)', ['substantive scope 不含>含']],
    ['除外', '在内', ['substantive scope 除外>在内']],
    ['由本人', '由他人', ['substantive scope 本人>他人']],
    ['稀土、铁路等业务', '稀土、铁路业务', ['substantive scope 等>']],
    ['稀土、铁路业务', '稀土、铁路等业务', ['substantive scope >等']],
    ['均按2%', '分别按2%', ['substantive scope 均>分别']],
    ['每月', '每季', ['substantive period 每月>每季']],
    ['三日内', '十日内', ['substantive period 三日>十日']],
    ['5个工作日', '5日', ['substantive period 5个工作日>5日']],
    ['100元/月', '100元/年', ['substantive period /月>/年']],
    ['百分之五', '5‰', ['substantive rate 百分之五>5‰']],
    ['1.5倍', '15倍', ['substantive rate 1.5倍>15倍']],
    ['1.3万', '13万', ['substantive number 1.3万>13万']],
    ['3、5日内', '35日内', ['substantive number 3、>', 'substantive period 5日>35日']],
    ['5-10天', '510天', ['substantive number 5->', 'substantive period 10天>510天']],
    ['5%', '-5%', ['substantive wording >-']],
    ['≥5%', '≤5%', ['substantive wording ≥>≤']],
    ['每人100元', '每户100元', ['substantive wording 人>户']],
    ['按《甲办法》', '按《乙办法》', ['substantive reference 甲>乙']],
    ['按第三条', '按第四条', ['substantive reference 第三条>第四条']],
    ['第三条至第五条', '第三条、第五条', ['substantive wording 至>、']],
    ['2023年3月1日', '2023年3月10日', ['slot date! 2023年3月1日>2023年3月10日']],
  ])('%s and %s', (a, b, found) => {
    expect(changesOf(a, b)).toEqual(found);
  });
});

describe('never more than editorial (domain 4)', () => {
  test.each<[string, string, string[]]>([
    ['“数电票”', '数电票', ['editorial “数电票”>数电票']],
    ['“数电票”', '"数电票"', ['editorial “数电票”>"数电票"']],
    ['“数电票”', '「数电票」', ['editorial “数电票”>「数电票」']],
    ['甲、乙', '甲，乙', ['editorial 、>，']],
    ['甲;乙', '甲；乙', []],
    ['１５日', '15日', []],
    ['其它', '其他', ['editorial 其它>其他']],
    ['账簿', '帐簿', ['editorial 账>帐']],
    ['二〇二三年', '二零二三年', ['editorial 二〇二三年>二零二三年']],
    ['二○二三年', '二〇二三年', ['editorial 二○二三年>二〇二三年']],
    ['全市', '全巿', ['editorial 市>巿']],
    ['国家税务总局', '国家 税务总局', ['editorial 国家税务总局>国家 税务总局']],
    ['企业', '企 业', ['editorial 企业>企 业']],
    ['预征率2%', '预征率 2%', ['editorial > ']],
    ['15日', '十五日', ['editorial 15日>十五日']],
    ['13,000元', '1.3万元', ['editorial 13,000元>1.3万元']],
    ['2023-03-16', '2023年3月16日', ['editorial 2023-03-16>2023年3月16日']],
    ['国税发〔2010〕53号', '国税发[2010]53号', ['editorial 国税发〔2010〕53号>国税发[2010]53号']],
    ['5%～10%', '5%—10%', ['editorial ～>—']],
  ])('%s and %s', (a, b, found) => {
    expect(changesOf(a, b)).toEqual(found);
  });

  test.each<[string, string, string[]]>([
    ['1.数电票样式', '1、数电票样式', ['editorial .>、']],
    ['1.数电票样式', '(1)数电票样式', ['editorial 1.>(1)']],
    ['(1)数电票样式', '（1）数电票样式', []],
    ['1.数电票样式.doc', '1.数电票样式', ['editorial .doc>']],
    ['1.数电票样式.doc', '1、数电票样式.docx', ['editorial .>、', 'editorial .doc>.docx']],
  ])('attachments %s and %s', (a, b, found) => {
    const read = (line: string): ReturnType<typeof readLines> => readLines('附件:', line, '2.红字发票信息确认单');
    expect(compareReadings(read(a), read(b), rules).differences.map(drawDifference)).toEqual(found);
  });
});

describe('insertions stay whole', () => {
  test.each<[string, string, string[]]>([
    // 对 stands in what was put in and after it; a diff may keep either one.
    ['核准。对聚集', '核准。天文台对外开放。对聚集', ['substantive wording >天文台对外开放。']],
    ['复用。', '复用。守夜人交接备用油灯。', ['substantive wording >守夜人交接备用油灯。']],
  ])('%s and %s', (a, b, found) => {
    expect(changesOf(a, b)).toEqual(found);
  });
});
