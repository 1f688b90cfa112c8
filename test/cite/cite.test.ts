import { describe, expect, it, test } from 'vitest';
import { resolveCitations } from '../../src/cite/resolve.js';
import type { Reading } from '../../src/model/document.js';
import { rules } from '../project-rules.js';
import { readAll, readLines } from '../readings.js';

/** `based-on 甲办法 某税发〔2018〕3号 第三条` for every citation. */
const draw = ({ document }: Reading): string[] =>
  document.citations.map(({ kind, title, number, provisions, self, alias }) =>
    [self ? 'self' : '', alias ? 'alias' : '', kind, title ?? '', number ?? '', provisions.join(' ')]
      .filter((part) => part !== '')
      .join(' '),
  );

describe('citations', () => {
  test.each<[string, string, string[]]>([
    [
      'a number in brackets belongs to the title',
      '根据《甲办法》(国税发〔2010〕53号)制定。',
      ['based-on 甲办法 国税发〔2010〕53号'],
    ],
    [
      'issuer and type come from the title',
      '依据《国家税务总局山东省税务局关于某事的公告》(2022年第10号),',
      ['based-on 国家税务总局山东省税务局关于某事的公告 国家税务总局山东省税务局公告2022年第10号'],
    ],
    [
      'provisions behind title and number',
      '发生《甲公告》(国家税务总局公告2016年第47号)第一条以及《乙公告》第七条规定情形',
      ['cites 甲公告 国家税务总局公告2016年第47号 第一条', 'cites 乙公告 第七条'],
    ],
    [
      'two documents in one title and its rules',
      '根据《甲条例》及其实施细则制定',
      ['based-on 甲条例', 'based-on 甲条例实施细则'],
    ],
    [
      'an alias holds to the end of the document',
      '按照《甲通知》(财会〔2020〕6号,以下称《通知》)执行。根据《通知》第四条的规定,',
      [
        'applies 甲通知 财会〔2020〕6号',
        'cites 甲通知 财会〔2020〕6号',
        'alias based-on 甲通知 财会〔2020〕6号 第四条',
      ],
    ],
    [
      'a number without a title',
      '根据国家税务总局山东省税务局2022年第10号公告第九条的规定,',
      ['based-on 国家税务总局山东省税务局公告2022年第10号 第九条'],
    ],
    [
      'orders that amended a document',
      '《甲办法》(国家税务总局令第41号发布,第50号、第53号修改)第十四条',
      ['cites 甲办法 国家税务总局令第41号 第十四条', 'cites 国家税务总局令第50号', 'cites 国家税务总局令第53号'],
    ],
    [
      'only the outermost of nested titles',
      '《关于发布<甲办法>的公告》和《关于印发〈乙办法〉的通知》',
      ['cites 关于发布<甲办法>的公告', 'cites 关于印发〈乙办法〉的通知'],
    ],
    ['国务院印发《甲方案》 publishes nothing here', '国务院印发《甲方案》,明确了目标。', ['cites 甲方案']],
    ['现将《甲方案》印发 does, where no title of its own says so', '现将《甲方案》印发给你们。', ['publishes 甲方案']],
    [
      'whose order it is stands before the title',
      '2003年5月28日吉林省人民政府发布的《甲办法》(令第156号)同时废止。',
      ['repeals 甲办法 吉林省人民政府令第156号'],
    ],
    ['及 before any noun is no second document', '《甲规划》及实施方案', ['cites 甲规划']],
    ['a remark that is of the sentence', '《甲办法》(不含附件)废止。', ['repeals 甲办法']],
  ])('%s', (_trap, sentence, citations) => expect(draw(readLines(sentence))).toEqual(citations));

  test.each<[string, string]>([
    ['填开《红字发票信息确认单》(以下简称《确认单》)后', 'form'],
    ['填入《增值税及附加税费申报表附列资料(二)》', 'form'],
    ['停用《土地出让金专用票据》(手工三联)', 'receipt'],
    ['颁发《高层次人才服务绿卡》', 'certificate'],
    ['创作话剧《樱桃红了》', 'work-of-art'],
  ])('%s names no document: %s', (sentence, reason) => {
    const { document } = readLines(sentence);
    expect(document.citations).toEqual([]);
    expect(document.notDocuments[0]?.reason).toBe(reason);
  });

  test.each(['《某产业准入禁止限制目录》', '《某环境影响评价豁免管理名录(2020年本)》', '《契税税目税率表》'])(
    '%s is a document',
    (title) => {
      expect(readLines(`按照${title}执行`).document.citations).toHaveLength(1);
    },
  );

  it('knows the citing document under its title, and not its predecessor of the same title', () => {
    const reading = readLines(
      '吉林省财政厅关于某事项的公告',
      '吉林省财政厅公告2023年第2号',
      '一、《吉林省财政厅关于某事项的公告》(吉林省财政厅公告2019年第1号)同时废止。',
      '吉林省财政厅',
      '2023年3月1日',
    );
    expect(draw(reading)).toEqual(['repeals 吉林省财政厅关于某事项的公告 吉林省财政厅公告2019年第1号']);
  });

  it('says so where a short name is used without a definition', () => {
    const reading = readLines('按照《通知》执行。');
    expect(draw(reading)).toEqual(['alias applies 通知']);
    expect(reading.document.messages.map((message) => message.code)).toEqual(['cite/alias-undefined']);
  });

  it('says so where a bracket has no partner', () => {
    expect(readLines('根据《甲办法的规定。').document.messages.map((message) => message.code)).toEqual([
      'cite/unbalanced-title',
    ]);
    expect(draw(readLines('关于印发《甲办法的通知》和《乙办法》'))).toHaveLength(2);
  });
});

describe('resolution over the corpus', () => {
  const resolve = (...texts: string[]) =>
    resolveCitations(
      texts.flatMap((text) => [...readAll(text)]),
      rules,
    );

  it('makes one node of one document in three spellings', () => {
    const { graph } = resolve(
      '根据《国家税务总局山东省税务局关于发布<某办法>的公告》(2022年第10号),按国家税务总局山东省税务局2022年第10号公告第九条,',
      '根据《某办法》(国家税务总局山东省税务局公告2022年第10号),',
    );
    expect(graph.nodes.filter((node) => !node.held).map((node) => node.id)).toEqual([
      'CN-SD/2022/国家税务总局山东省税务局公告2022年第10号',
    ]);
  });

  it('finds a held document by its title, by that of the text it issues, and without its issuers', () => {
    const held =
      '吉林省财政厅关于印发《某管理办法》的通知\n吉财〔2023〕5号\n现印发给你们。\n吉林省财政厅\n2023年3月1日\n某管理办法\n第一条 甲。';
    const { readings } = resolve(held, '按照《某管理办法》执行。', '按照《关于印发〈某管理办法〉的通知》执行。');
    expect(readings.slice(1).map(({ document }) => document.citations[0]?.work)).toEqual([
      'CN-JL/2023/吉财〔2023〕5号',
      'CN-JL/2023/吉财〔2023〕5号',
    ]);
  });

  it('leaves several candidates to a person', () => {
    const held = (year: string, count: string): string =>
      `吉林省财政厅关于某事项的通知\n吉财〔${year}〕${count}号\n一、甲。\n吉林省财政厅\n${year}年3月1日`;
    const { graph, readings } = resolve(
      held('2021', '5'),
      held('2022', '6'),
      '按照《吉林省财政厅关于某事项的通知》执行。',
    );
    expect(readings[2]?.document.citations[0]?.work).toBeNull();
    expect(graph.openEnds).toMatchObject([
      { kind: 'ambiguous', candidates: ['CN-JL/2021/吉财〔2021〕5号', 'CN-JL/2022/吉财〔2022〕6号'] },
    ]);
  });

  it('takes two decisions of one title and two days for two works', () => {
    const { graph } = resolve(
      '根据2020年8月23日《关于修改部分规章的决定》第一次修订,根据2021年4月9日《关于修改部分规章的决定》第二次修订。',
      '按照《关于修改部分规章的决定》执行。',
    );
    expect(graph.nodes.filter((node) => !node.held).map((node) => node.id)).toEqual([
      'XX/2020/2020-08-23·关于修改部分规章的决定',
      'XX/2021/2021-04-09·关于修改部分规章的决定',
    ]);
    expect(graph.openEnds).toMatchObject([{ kind: 'ambiguous' }]);
  });

  it('a number without its series is no identity: 令第156号 is a number of many orders', () => {
    const { graph } = resolve('《甲办法》(令第156号)同时废止。', '《乙办法》(令第156号)同时废止。');
    expect(graph.nodes.filter((node) => !node.held).map((node) => node.id)).toEqual([
      'XX/undated/乙办法',
      'XX/undated/甲办法',
    ]);
  });

  it('knows a declared law by any of its names, and only where somebody names it', () => {
    const { graph } = resolve('根据《税收征管法》和《中华人民共和国税收征收管理法》制定。');
    expect(graph.nodes.filter((node) => node.declared !== undefined)).toMatchObject([
      { title: '中华人民共和国税收征收管理法', held: false, commences: { date: '1993-01-01', basis: 'stated' } },
    ]);
  });

  it('takes a held text before a declared one', () => {
    const law =
      '# 中华人民共和国契税法\n2020年8月11日 第十三届全国人民代表大会常务委员会第二十一次会议通过\n第一条 甲。\n第二条 乙。';
    const { graph } = resolve(law, '根据《契税法》制定。');
    expect(graph.nodes.filter((node) => node.title?.endsWith('契税法')).map((node) => node.held)).toContain(true);
    expect(graph.nodes.filter((node) => node.declared !== undefined)).toEqual([]);
  });

  it('asks a person where a document ends one of another place', () => {
    const { graph } = resolve(
      '吉林省财政厅关于甲的公告\n吉林省财政厅公告2023年第1号\n一、《国家税务总局山东省税务局关于乙的公告》(2020年第2号)同时废止。\n吉林省财政厅\n2023年3月1日',
    );
    expect(graph.openEnds).toMatchObject([{ kind: 'contested' }]);
  });

  it.each([
    ['another department of the place', '吉林省财政厅', '吉林省生态环境厅', 1],
    ['its predecessor', '吉林省生态环境厅', '吉林省环境保护厅', 0],
    ['the government over a department', '吉林省人民政府', '吉林省环境保护厅', 0],
    ['an agency of no known line', '吉林省粮油交易中心', '吉林省环境保护厅', 0],
  ])('asks a person about the authority of agencies: %s', (_what, by, on, count) => {
    const { graph, readings } = resolve(
      `${by}关于甲的公告\n${by}公告2023年第1号\n一、《${on}关于乙的公告》(${on}公告2020年第2号)同时废止。\n${by}\n2023年3月1日`,
    );
    const contested = graph.openEnds.filter(({ kind }) => kind === 'contested');
    expect(contested).toHaveLength(count);
    for (const { effect } of contested) expect(readings[0]?.document.effects.map(({ id }) => id)).toContain(effect);
  });

  it('asks which document of its own title a document ends, where it is the only one', () => {
    const own =
      '某市甲办法\n某政发〔2023〕1号\n第一条 甲。\n第二条 本办法自2023年5月1日起施行。《某市甲办法》(某政发〔2023〕1号)同时废止。';
    const { graph, readings } = resolve(own);
    expect(graph.openEnds).toMatchObject([
      { kind: 'unresolved', candidates: [], text: expect.stringContaining('own title') as string },
    ]);
    expect(readings[0]?.document.effects.map(({ type }) => type)).toEqual(['commences', 'repeals']);
  });

  it('names all that an effect may mean, and takes none', () => {
    const notice = (n: number): string =>
      `吉林省财政厅关于丙的通知\n吉财〔202${String(n)}〕${String(n)}号\n一、甲。\n吉林省财政厅\n202${String(n)}年3月1日`;
    const { graph, readings } = resolve(
      '吉林省财政厅关于乙的通知\n吉财〔2023〕9号\n一、《关于丙的通知》同时废止。\n吉林省财政厅\n2023年3月1日',
      notice(1),
      notice(2),
      notice(3),
    );
    expect(readings[0]?.document.effects).toMatchObject([{ type: 'repeals', target: { work: null } }]);
    expect(graph.openEnds.find(({ kind }) => kind === 'ambiguous')?.candidates).toHaveLength(3);
  });

  it('leaves a short name that nobody defines open', () => {
    const { graph, readings } = resolve('落实《省实施方案》。');
    expect(readings[0]?.document.citations[0]?.work).toBeNull();
    expect(graph.openEnds).toMatchObject([{ kind: 'unresolved', candidates: [] }]);
  });

  it('asks under the same id while the question is the same, wherever it stands', () => {
    const lines = (...more: readonly string[]): string =>
      [
        '吉林省财政厅关于甲的公告\n吉林省财政厅公告2023年第1号',
        ...more,
        '一、落实《省实施方案》。',
        '二、《国家税务总局山东省税务局关于乙的公告》(2020年第2号)同时废止。',
        '三、与本公告不一致的,以本公告为准。',
        '吉林省财政厅\n2023年3月1日',
      ].join('\n');
    const asked = (text: string): [string, string][] =>
      resolve(text).graph.openEnds.map(({ kind, id }): [string, string] => [kind, id]);
    const before = asked(lines());
    expect(before.map(([kind]) => kind)).toEqual(['unresolved', 'contested', 'prevails']);
    expect(asked(lines('为了规范管理,现公告如下:', '另有一段。'))).toEqual(before);
    expect(new Set(before.map(([, id]) => id)).size).toBe(3);
    // Another name is another question.
    expect(asked(lines().replace('省实施', '市实施'))).not.toContainEqual(before[0]);
  });

  it('asks anew where a name may mean other documents than before', () => {
    const held = (number: string): string =>
      `吉林省财政厅关于某事项的通知\n吉财〔2021〕${number}号\n一、甲。\n吉林省财政厅\n2021年3月1日`;
    const ask = '按照《吉林省财政厅关于某事项的通知》执行。';
    const [two] = resolve(held('5'), held('6'), ask).graph.openEnds;
    const [three] = resolve(held('5'), held('6'), held('7'), ask).graph.openEnds;
    expect([two?.kind, three?.kind]).toEqual(['ambiguous', 'ambiguous']);
    expect(three?.id).not.toBe(two?.id);
  });

  it('names the effect that an open end is about', () => {
    const { graph } = resolve(
      '吉林省财政厅关于甲的公告\n吉林省财政厅公告2023年第1号\n一、《国家税务总局山东省税务局关于乙的公告》(2020年第2号)同时废止。\n吉林省财政厅\n2023年3月1日',
    );
    const repeals = graph.effects.find(({ effect }) => effect.type === 'repeals')?.effect.id;
    expect(graph.openEnds).toMatchObject([{ kind: 'contested', effect: repeals }]);
    expect(repeals).toBeDefined();
  });

  it('asks anew about an authority where the name comes to mean another document', () => {
    const held = (agency: string): string =>
      `${agency}关于丁的通知\n${agency}公告2021年第5号\n一、甲。\n${agency}\n2021年3月1日`;
    const repeal =
      '吉林省财政厅关于甲的公告\n吉林省财政厅公告2023年第1号\n一、《关于丁的通知》同时废止。\n吉林省财政厅\n2023年3月1日';
    const asked = (agency: string): [string | undefined, string | undefined] => {
      const { graph, readings } = resolve(held(agency), repeal);
      const [open] = graph.openEnds.filter(({ kind }) => kind === 'contested');
      expect(readings[1]?.document.effects.map(({ id }) => id)).toContain(open?.effect);
      return [open?.id, open?.effect];
    };
    const [end, effect] = asked('山东省财政厅');
    expect(asked('山东省财政厅')).toEqual([end, effect]);
    expect(asked('辽宁省财政厅')[0]).not.toBe(end);
    expect(asked('辽宁省财政厅')[1]).not.toBe(effect);
  });

  it('does not guess the province behind characters that two share', () => {
    const { graph } = resolve('根据《某办法》(青政〔2020〕8号)制定。');
    expect(graph.nodes.find((node) => !node.held)?.id).toBe('XX/2020/青政〔2020〕8号');
  });

  it('does not depend on the order of captures', () => {
    const texts = [
      '根据《甲办法》(鲁政发〔2020〕1号)制定。',
      '按照《甲办法》执行。',
      '《乙办法》(鲁政发〔2019〕2号)同时废止。',
    ];
    const ids = (list: string[]) => resolve(...list).graph.nodes.map((node) => node.id);
    expect(ids([...texts].reverse())).toEqual(ids(texts));
  });
});
