import { readFileSync } from 'node:fs';
import { resolveCitations } from '../../src/cite/resolve.js';
import type { Reading } from '../../src/model/document.js';
import { readCapture } from '../../src/pipeline/capture.js';
import { rules } from '../project-rules.js';
import { readLines } from '../readings.js';
import { reading } from './builder.js';

const seeds = readFileSync(new URL('../../seeds/notices.txt', import.meta.url));

/** The notices of `seeds/`, with their citations resolved among each other. */
export const seedReadings: readonly Reading[] = resolveCitations(
  readCapture(seeds, 'seeds/notices.txt', rules).readings,
  rules,
).readings;

/** As they come from one capture, with no citation resolved. */
export const unresolvedSeeds: readonly Reading[] = readCapture(seeds, 'seeds/notices.txt', rules).readings;

export function resolved(one: Reading): Reading {
  const [only] = resolveCitations([one], rules).readings;
  if (!only) throw new Error('nothing was resolved');
  return only;
}

/** Made up: a notice that issues rules in articles, with all that can stand around them. */
export const containerLines = [
  '甲省商务厅关于印发《甲省奖励办法》的通知',
  '甲商〔2023〕5号 2023-03-15',
  '各市商务局:',
  '现将《甲省奖励办法》印发给你们,请遵照执行。',
  '附件:甲省奖励办法',
  '吉林省商务厅',
  '2023年3月15日',
  '(此件公开发布)',
  '附件',
  '甲省奖励办法',
  '(2014年9月17日甲省商务厅公布 2020年8月2日修订)',
  '第一章 总则',
  '第一条 为规范奖励,根据《中华人民共和国预算法》,制定本办法。',
  '第二条 本办法所称奖励,是指下列情形:',
  '(一)引进;',
  '(二)留用。',
  '前款所称引进,另行规定。',
  '第三条 【引进奖励】(一)对从省外引进的,给予奖励。',
  '第四条 【期限】奖励应当在6个月内发放。',
  '第二章 附则',
  '第四条之一 本办法自印发之日起施行,有效期5年。',
  '附件:申请表',
];

/** Text that would break out of XML, or be lost in it, if it could. Made up, but for the lost decimal point. */
const hostileText = [
  '</p></content></level><script>alert("1")</script>',
  ']]> <![CDATA[ 甲 ]]> <!-- 乙 --> <?xml version="1.1"?>',
  '&amp; &lt; &#65; &nbsp; &undeclared; &',
  '"引号" \'单引号\' 《未闭合 〈〉',
  '控\u0000制\u0001字\u001f符\u007f\u0085',
  '非字符\ufffe\uffff 孤代理\ud800甲\udc00',
  '私用\ue010区 \u202e反向\u202c 零宽\u200b 分行\u2028段',
  '表外字𠮷𡈽 ☃️ e\u0301',
];

/** Readings that no parser made. */
export const handmade: Readonly<Record<string, Reading>> = {
  hostile: reading(
    'CN-JL/2023/甲 "乙" <丙> & 100% #!~@:?',
    hostileText.map((text, index) => ['body', `level_${index + 1}`, `${index + 1}.`, text] as const),
    {
      title: '标题<&>"\u0000',
      number: '号 "&<',
      type: '公\ufffe告',
      issuers: ['甲&乙', '<丙>'],
      annexTitle: '附\u0000件',
    },
  ),
  empty: reading('XX/undated/untitled', [], { title: null, number: null, type: null, issuers: [], issued: null }),
  'header alone': reading('XX/undated/甲', [['header', 'header__title', '', '关于甲事项的通知']], { issued: null }),
  'signature alone': reading('XX/undated/乙', [['signature', 'signature__para_1', '', '甲市税务局']]),
  'body after the signature': reading('CN-JL/2023/丙', [
    ['header', 'header__title', '', '关于甲事项的通知'],
    ['body', 'level_1', '一、', '甲事项。'],
    ['signature', 'signature__para_1', '', '甲市税务局'],
    ['body', 'level_2', '二、', '补记。'],
    ['preamble', 'preamble__para_1', '', '又记。'],
    ['annex', 'annex__title', '', '附件只有标题'],
    ['closing', 'closing__para_1', '', '特此公告。'],
  ]),
  'nested and numbered lines where only blocks may stand': nestedPreamble(),
};

function nestedPreamble(): Reading {
  const flat = reading('CN-JL/2023/丁', [
    ['preamble', 'preamble__level_1', '一、', '目的'],
    ['preamble', 'preamble__level_1__level_1', '(一)', '甲。'],
    ['preamble', 'preamble__level_1__para_1', '', '乙。'],
    ['preamble', 'preamble__level_2', '二、', '依据'],
    ['body', 'para_1', '', '正文。'],
  ]);
  const [first, inner, line, second, ...others] = flat.document.clauses;
  if (!first || !inner || !line || !second) throw new Error('the preamble lost a line');
  const clauses = [
    {
      ...first,
      heading: '目的',
      children: [
        { ...inner, label: '(一)' },
        { ...line, label: null },
      ],
    },
    { ...second, heading: '依据' },
    ...others,
  ];
  return { ...flat, document: { ...flat.document, clauses } };
}

/** Hostile captures, through the parser. */
export const parsed: Readonly<Record<string, Reading>> = {
  container: readLines(...containerLines),
  'a law by itself': readLines(
    '中华人民共和国某法',
    '第一条 为了规范,制定本法。',
    '第二条 下列情形:',
    '(一)甲;',
    '(二)乙。',
    '第三条 本法自2023年5月1日起施行。',
  ),
  'labels that repeat': readLines(
    '甲省财政厅关于甲的通知',
    '一、甲。',
    '一、乙。',
    '1.丙',
    '1.丁',
    '三、',
    '第一条 戊',
  ),
  'markup in a capture': readLines(
    '甲省财政厅关于<b>甲</b>&amp;乙的通知',
    '一、</level>]]>',
    '(一)&#0;\u001b',
    '二、标题<i>',
  ),
  'one sentence': readLines('《甲办法》(某税发〔2018〕3号)同时废止。'),
  'a day inside a cited title': readLines(
    '吉林省财政厅关于甲的公告',
    '一、根据《关于印发2023年5月1日会议纪要的通知》执行。',
  ),
  'text without a notice': readLines('甲', '\u001b', '<乙>'),
};
