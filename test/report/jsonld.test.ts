import { expect, test } from 'vitest';
import { documentJsonLd } from '../../src/report/jsonld.js';
import { resolveCitations } from '../../src/cite/resolve.js';
import { rules } from '../project-rules.js';
import { readAll } from '../readings.js';

// Made up.
const notice = [
  '吉林省财政厅关于甲的公告',
  '吉林省财政厅公告2023年第1号',
  '根据《中华人民共和国契税法》,公告如下:',
  '一、按照《乙公告》(吉林省财政厅公告2021年第2号)执行。',
  '二、本公告自2023年5月1日起施行,《丙公告》(吉林省财政厅公告2019年第3号)同时废止。',
  '吉林省财政厅',
  '2023年3月1日',
].join('\n');

test('says in the words of ELI what a document is and does to others', () => {
  const [reading] = resolveCitations([...readAll(notice)], rules).readings;
  const iri = (name: string): object => ({ '@id': `/akn/${name}` });
  expect(documentJsonLd(reading!.document)).toMatchObject({
    '@id': '/akn/cn-jl/doc/2023/吉林省财政厅公告2023年第1号',
    '@type': 'eli:LegalResource',
    'eli:date_document': { '@value': '2023-03-01', '@type': 'xsd:date' },
    'eli:first_date_entry_in_force': { '@value': '2023-05-01', '@type': 'xsd:date' },
    'eli:based_on': [iri('cn/doc/2020/主席令第52号')],
    'eli:cites': [iri('cn-jl/doc/2021/吉林省财政厅公告2021年第2号')],
    'eli:repeals': [iri('cn-jl/doc/2019/吉林省财政厅公告2019年第3号')],
  });
});
