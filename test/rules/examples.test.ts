import { expect, test } from 'vitest';
import type { Example, Rules } from '../../src/model/rules.js';
import { checkExamples } from '../../src/pipeline/examples.js';
import { rules } from '../project-rules.js';

/** `code line message` of each example that fails. */
const faultsOf = (changed: Partial<Rules>): string[] =>
  checkExamples({ ...rules, ...changed }).failures.map(({ code, message }) => `${code} ${message}`);

test('every rule catches its examples and not its counter-examples', () => {
  expect(faultsOf({})).toEqual([]);
});

test('examples of characters, citations, effects and comparison are all held', () => {
  const { characters, citations, effects, comparison } = rules;
  const lists = [
    ...effects.verbs,
    ...effects.rules,
    ...comparison.variants,
    ...comparison.punctuation,
    ...comparison.words,
  ];
  const inRules = lists.reduce((sum, rule) => sum + rule.examples.length, 0);
  expect(checkExamples(rules).examples).toBe(inRules + characters.examples.length + citations.roleExamples.length);
});

const place = { file: 'a.yaml', line: 1, column: 1 };

test.each<[string, Partial<Rules>, string]>([
  [
    'a character',
    { characters: { ...rules.characters, examples: [{ yes: '1\uE0103万', reads: '13万', place }] } },
    'rules/example-fails “1\uE0103万” is read as “1.3万”, not “13万”',
  ],
  [
    'a citation',
    { citations: { ...rules.citations, roleExamples: [{ yes: '见《甲办法》。', kind: 'applies', place }] } },
    'rules/example-fails “见《甲办法》。” gives cites, not applies',
  ],
  [
    'an effect',
    {
      effects: {
        ...rules.effects,
        rules: rules.effects.rules.map((rule) =>
          rule.id === 'commence.bare' ? { ...rule, examples: [{ yes: '本办法施行。' }] } : rule,
        ),
      },
    },
    'rules/example-fails commence.bare: should catch “本办法施行。”',
  ],
  [
    'a comparison',
    {
      comparison: {
        ...rules.comparison,
        variants: [{ id: 'a.b', forms: ['账', '帐'], examples: [{ yes: ['账簿', '账户'] }], place }],
      },
    },
    'rules/example-fails a.b: should catch “账簿” against “账户”, which gives substantive (wording)',
  ],
])('an example that fails is named: %s', (_what, changed, fault) => {
  expect(faultsOf(changed)).toContain(fault);
});

const { verbs, rules: frames } = rules.effects;
const yesOf = (examples: readonly Example[]): string => examples.map(({ yes }) => yes ?? '').join('\n');
const noOf = (examples: readonly Example[]): string => examples.map(({ no }) => no ?? '').join('\n');

test('every word of every verb is shown at work', () => {
  const unshown = verbs.flatMap(({ id, words, examples }) =>
    words.filter((word) => !yesOf(examples).includes(word)).map((word) => `${id} ${word}`),
  );
  expect(unshown).toEqual([]);
});

test('every verb and frame shows what it must not catch', () => {
  expect([...verbs, ...frames].filter(({ examples }) => noOf(examples).trim() === '').map(({ id }) => id)).toEqual([]);
});

// The rows of the table of lifecycle phrases on the domain page.
const phrases =
  '同时废止 现予 决定废止 一并废止 即行废止 起,《甲办法》全文废止 第五条第(二)项废止 删去 附件2废止 条款失效 有关 的规定废止 其余条款废止 ' +
  '代替 取代 替代 宣布失效 凡宣布失效的 一律停止执行 有效期至 有效期5年 有效期自印发之日起至 执行至 期满自动失效 届满自动失效 后自行废止 ' +
  '停止执行 不再执行 不再适用 撤销 暂停执行 暂时调整适用 推迟至 暂缓 有效期延长至 延续执行至 继续有效 恢复执行 重新公布 ' +
  '修改为 增加一款 改为 调整为 名称修改为 关于修改 修订 更正 勘误 起施行 自发布之日起 30日后施行 施行之日起 施行日期另行通知 其余条款自 ' +
  '未处理的事项,按照本公告 至印发之日,可参照 施行前已受理的 以本公告为准 从其规定 未列入继续有效目录 自2012年1月1日起失效';

test.each(phrases.split(' '))('%s is in a sentence that a rule catches', (phrase) => {
  expect(yesOf([...verbs, ...frames].flatMap(({ examples }) => examples))).toContain(phrase);
});

// The word of each of those rows that decides; a sentence with it that must not be caught.
const words =
  '废止 删去 删除 失效 代替 替代 宣布失效 停止执行 不再适用 撤销 暂时停止 推迟至 暂缓 有效期 期满 届满 延长至 继续有效 重新公布 ' +
  '修改 调整为 关于修改 更正 执行 施行 之日起 为准 一律 自动失效 自行废止 另行通知 公布 未处理 不一致 其余';

test.each(words.split(' '))('%s is in a sentence that no rule catches', (word) => {
  expect(noOf([...verbs, ...frames].flatMap(({ examples }) => examples))).toContain(word);
});
