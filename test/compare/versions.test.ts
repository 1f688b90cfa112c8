import { expect, test } from 'vitest';
import { compareReadings } from '../../src/compare/collate.js';
import { rules } from '../project-rules.js';
import { readLines } from '../readings.js';
import { drawDifference, drawPairs } from './notation.js';

// A regulation before and after an amendment; made up, after the wording of municipal regulations.

const before = readLines(
  '某市停车场管理办法',
  '第一条 为了加强停车场管理,根据《中华人民共和国道路交通安全法》,制定本办法。',
  '第二条 本办法适用于本市行政区域内停车场的规划、建设和管理。',
  '第三条 公安机关交通管理部门负责停车场的监督管理工作。',
  '第四条 停车场经营者应当在三十日内向公安机关交通管理部门备案。',
  '第五条 停车场停止使用的,经营者应当提前十日公告。',
  '第六条 违反本办法第四条规定的,处五百元以上一千元以下罚款。',
  '第七条 违反本办法第五条规定的,处二百元罚款。',
);
const after = readLines(
  '某市停车场管理办法',
  '第一条 为了加强停车场管理,根据《中华人民共和国道路交通安全法》,制定本办法。',
  '第二条 本办法适用于本市行政区域内停车场的规划、建设和管理。',
  '第三条 公安机关交通管理部门负责停车场的监督管理工作。',
  '第四条 新建公共建筑应当配建电动汽车充电车位,比例由住房城乡建设部门规定。',
  '第五条 停车场经营者应当在十五日内向公安机关交通管理部门备案。',
  '第六条 违反本办法第五条规定的,处五百元以上二千元以下罚款。',
);

test('an amendment shows modified, added, deleted and renumbered articles, and where references went', () => {
  const { pairs, differences } = compareReadings(before, after, rules);
  expect(drawPairs(pairs)).toBe('1=1 2=2 3=3 4=4 +5 5~#6 6- 7~7 8-');
  expect(differences.map(drawDifference)).toEqual([
    'substantive added-clause >第四条 新建公共建筑应当配建电动汽车充电车位,比例由住房城乡建设部门规定。',
    'substantive period 三十日>十五日',
    'substantive omitted-clause 第五条 停车场停止使用的,经营者应当提前十日公告。>',
    'slot reference! 第四条>第五条',
    'substantive amount 一千元>二千元',
    'substantive omitted-clause 第七条 违反本办法第五条规定的,处二百元罚款。>',
  ]);
});
