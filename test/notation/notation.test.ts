import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { IsoDate } from '../../src/model/date.js';
import { agenciesAtEnd, isAgency, jurisdictionOf, readAgencies } from '../../src/notation/agencies.js';
import { findDates, findImpossibleDays, readDate } from '../../src/notation/dates.js';
import { completeNumber, findNumbers, numberKey } from '../../src/notation/document-numbers.js';
import { readNumeral, writeNumeral } from '../../src/notation/numerals.js';
import { formerNameIn } from '../../src/notation/offices.js';
import { findProvisions } from '../../src/notation/provisions.js';
import { issuedTitle, issuersOf, titleKey, typeOf } from '../../src/notation/titles.js';
import { workId } from '../../src/notation/work-ids.js';
import { rules } from '../project-rules.js';

describe('numerals', () => {
  test.each([
    ['十', 10],
    ['十二', 12],
    ['二十', 20],
    ['一百零三', 103],
    ['一百一十', 110],
    ['二〇二三', 2023],
    ['二○二三', 2023], // ○ for 〇
    ['一九九四', 1994],
    ['12', 12],
  ])('%s is %i', (text, value) => expect(readNumeral(text)).toBe(value));

  test.each(['', '甲', '十二甲', '一二三四五六七八九'])('“%s” is none', (text) => expect(readNumeral(text)).toBeNull());

  it('round-trips what labels hold', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), (value) => {
        expect(readNumeral(writeNumeral(value))).toBe(value);
      }),
    );
  });
});

describe('dates', () => {
  test.each([
    ['2023年3月16日', '2023-03-16'],
    ['二〇二三年三月十六日', '2023-03-16'],
    ['二〇二三年十二月三十一日', '2023-12-31'],
    ['2023-3-15', '2023-03-15'],
    ['2023/03/15', '2023-03-15'],
    ['2023年1月1 日', '2023-01-01'], // a stray blank
    ['2023 年 1 月 1 日', '2023-01-01'],
  ])('%s', (text, date) => expect(readDate(text)).toBe(date));

  test.each(['2023年3月', '2023年13月1日', '2023年2月30日', '2020年3月1月', '10.2023.1.1', '自2023年3月1日起'])(
    '%s is no day alone',
    (text) => expect(readDate(text)).toBeNull(),
  );

  test.each([
    ['自2020年3月1月起', ['2020年3月1月']],
    ['至2023年2月30日', ['2023年2月30日']],
    ['2023年13月', ['2023年13月']],
    ['2023年2月28日至2023年12月31日', []],
    ['2023年1-3月、2023年10月', []],
  ])('%s: days that do not exist', (text, days) =>
    expect(findImpossibleDays(text).map((day) => day.text)).toEqual(days),
  );

  it('keeps the place of a day that does not exist, with no date', () => {
    expect(findDates('自2023年2月30日起')).toEqual([{ from: 1, to: 11, date: null }]);
  });
});

describe('agencies in a row', () => {
  test.each([
    ['贵州省财政厅 贵州省发展和改革委员会', ['贵州省财政厅', '贵州省发展和改革委员会']],
    ['吉林省财政厅和国家税务总局吉林省税务局', ['吉林省财政厅', '国家税务总局吉林省税务局']],
    ['吉林省财政厅、吉林省人力资源和社会保障厅', ['吉林省财政厅', '吉林省人力资源和社会保障厅']],
  ])('%s', (text, agencies) => expect(readAgencies(text, rules)).toEqual(agencies));

  it('the republic is no county', () =>
    expect(agenciesAtEnd('中华人民共和国国务院', rules)?.agencies).toEqual(['国务院']));
});

describe('document numbers', () => {
  const fold = (text: string): string[] => findNumbers(text, rules.citations, rules).map((number) => number.folded);

  test.each([
    ['青政办字[2023]12号', '青政办字〔2023〕12号'],
    ['青政办字(2023)12号', '青政办字〔2023〕12号'],
    ['青政办字【2023】第012号', '青政办字〔2023〕12号'],
    ['国办发(1985)49号', '国办发〔1985〕49号'],
    ['(1988)国税地字第28号', '国税地字〔1988〕28号'], // year first
    ['国家税务总局吉林省税务局公告2023年第1号', '国家税务总局吉林省税务局公告2023年第1号'],
    ['国家税务总局山东省税务局2022年第10号公告第九条', '国家税务总局山东省税务局公告2022年第10号'],
    ['国家税务总局令第41号', '国家税务总局令第41号'],
    ['中华人民共和国主席令第四十九号', '中华人民共和国主席令第49号'],
    ['财政部、国家档案局令第79号', '财政部、国家档案局令第79号'],
    ['青岛市人民政府令第235号公布', '青岛市人民政府令第235号'],
  ])('%s is %s', (text, folded) => expect(fold(text)[0]).toBe(folded));

  test.each([
    ['根据国税发〔2010〕53号的规定', '国税发〔2010〕53号'],
    ['按照津财综〔2023〕15号执行', '津财综〔2023〕15号'],
    ['与国家税务总局山东省税务局2022年第10号公告配套', '国家税务总局山东省税务局公告2022年第10号'],
    ['《公告》延续淄博市地方税务局2017年第1号公告', '淄博市地方税务局公告2017年第1号'],
    ['《甲办法》和国税发〔2010〕53号', '国税发〔2010〕53号'],
  ])('words before a number are no part of it: %s', (text, folded) => expect(fold(text)[0]).toBe(folded));

  it('takes issuer and type from the title where the number leaves them out', () => {
    const [number] = findNumbers('2022年第10号', rules.citations, rules);
    expect(number?.complete).toBe(false);
    expect(number && completeNumber(number, ['国家税务总局山东省税务局'], '公告')).toBe(
      '国家税务总局山东省税务局公告2022年第10号',
    );
  });

  it('keys three spellings of one number alike', () => {
    const spellings = [
      '国家税务总局山东省税务局公告2022年第10号',
      '国家税务总局山东省税务局2022年第10号公告',
      '国家税务总局山东省税务局 2022年第10号',
    ];
    expect(new Set(spellings.flatMap(fold).map(numberKey)).size).toBe(1);
  });

  test.each(['第10号', '3号楼', '二〇二三年', '1.5号'])('%s is no document number', (text) =>
    expect(fold(text)).toEqual([]),
  );
});

describe('provisions', () => {
  test.each([
    ['第三条、第五条第(二)项', ['第三条', '第五条第(二)项']],
    ['第十四条第一款、第三款', ['第十四条第一款', '第十四条第三款']], // the article carries over
    ['第十二条之一', ['第十二条之一']],
    ['附件2', ['附件2']],
  ])('%s', (text, provisions) => expect(findProvisions(text)[0]?.provisions).toEqual(provisions));

  it('is not fooled by a document number', () => expect(findProvisions('2023年第1号')).toEqual([]));
});

describe('agencies and places', () => {
  test.each([
    ['国家税务总局泰安市税务局', '山东省', '泰安市', null, 'CN-SD'],
    ['国家税务总局吉林省税务局', '吉林省', null, null, 'CN-JL'], // the province before the city of the same name
    ['天津市财政局', '天津市', null, null, 'CN-TJ'],
    ['广州市南沙区人民政府办公室', '广东省', '广州市', '南沙区', 'CN-GD'],
    ['广州南沙开发区管委会办公室', '广东省', '广州市', '南沙区', 'CN-GD'],
    ['北京市朝阳区人民政府', '北京市', null, '朝阳区', 'CN-BJ'],
    ['财政部', null, null, null, 'CN'],
    ['朝阳区人民政府', null, null, null, null], // two of that name: unknown, not a guess
    ['某某公司', null, null, null, null],
  ])('%s', (name, province, city, district, iso) => {
    expect(jurisdictionOf(name, rules)).toMatchObject({ province, city, district, iso });
  });

  it('reads joint agencies', () => {
    expect(readAgencies('国家税务总局甘肃省税务局 甘肃省生态环境厅', rules)).toHaveLength(2);
    expect(readAgencies('财政部、国家档案局', rules)).toEqual(['财政部', '国家档案局']);
    expect(readAgencies('请认真贯彻执行', rules)).toBeNull();
  });

  it('finds the agency at the end of a run', () => {
    expect(agenciesAtEnd('延续淄博市地方税务局', rules)?.agencies).toEqual(['淄博市地方税务局']);
    expect(isAgency('市长', rules)).toBe(false);
  });
});

describe('titles', () => {
  it('knows type, issuers and what is issued', () => {
    expect(typeOf('国家税务总局关于某事项的公告', rules.numbering)).toBe('公告');
    expect(typeOf('某管理办法(试行)', rules.numbering)).toBe('办法');
    expect(issuersOf('财政部 国家税务总局关于某问题的通知', rules)).toEqual(['财政部', '国家税务总局']);
    expect(issuedTitle('某厅关于印发《甲管理办法》的通知')).toBe('甲管理办法');
    expect(issuedTitle('某厅关于印发甲行动方案的通知')).toBe('甲行动方案');
    expect(issuedTitle('某厅关于做好某工作的通知')).toBeNull();
  });

  it('holds nested brackets alike', () =>
    expect(titleKey('关于发布<甲办法>的公告')).toBe(titleKey('关于发布〈甲办法〉的公告')));
});

describe('work ids', () => {
  const key = { iso: 'CN-JL', year: '2023', number: null, issuers: ['某局'], issued: '2023-03-16', title: '某公告' };

  it('joins issuer, date and title where there is no number', () =>
    expect(workId(key)).toBe('CN-JL/2023/某局·2023-03-16·某公告'));

  it('is a safe path of three segments, whatever the title holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (title) => {
        const parts = workId({ ...key, issuers: [], issued: null, title }).split('/');
        expect(parts).toHaveLength(3);
        for (const part of parts) expect(part).toMatch(/^(?![.\-~ ])[^\\/:*?"<>|\u0000-\u001f\u202e]{1,80}$/u);
      }),
    );
    expect(workId({ ...key, number: '../../etc/passwd' })).not.toContain('..');
    expect(workId({ ...key, title: '长'.repeat(300) }).length).toBeLessThan(100);
  });
});

describe('former names of an agency', () => {
  const on = (date: string): IsoDate => date as IsoDate;
  test.each<[string, string, IsoDate | null, string | null]>([
    ['某省某市地方税务局关于《甲公告》的解读', '国家税务总局吉林省税务局', on('2019-01-01'), null],
    ['吉林省地方税务局关于《甲公告》的解读', '国家税务总局吉林省税务局', on('2019-01-01'), '吉林省地方税务局'],
    ['吉林省国家税务局关于《甲公告》的解读', '国家税务总局吉林省税务局', null, '吉林省国家税务局'],
    ['吉林省卫生和计划生育委员会关于《甲通知》的解读', '吉林省卫生健康委员会', null, '吉林省卫生和计划生育委员会'],
    ['环境保护部关于《甲公告》的解读', '生态环境部', on('2019-01-01'), '环境保护部'],
    ['吉林省环境保护厅关于《甲公告》的解读', '生态环境部', on('2019-01-01'), null],
    ['吉林省地方税务局关于《甲公告》的解读', '国家税务总局吉林省税务局', on('2017-01-01'), null], // before the reform
    ['国家税务总局吉林省税务局关于《甲公告》的解读', '国家税务总局吉林省税务局', null, null],
  ])('%s for %s', (text, agency, issued, name) => expect(formerNameIn(text, agency, issued, rules)).toBe(name));
});
