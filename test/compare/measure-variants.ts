import { judge, originals } from './verdicts.js';

// Prints how many planted edits of many variants are called what they are: `npx tsx test/compare/measure-variants.ts 1 50`
// for fifty variants of each notice. The test looks at the first few.
const [from, to] = process.argv.slice(2).map(Number);
if (from === undefined || to === undefined) throw new Error('name the first and the last seed, such as 1 50');

const counts = new Map<string, { right: number; all: number }>();
const unexplained: string[] = [];
for (let seed = from; seed <= to; seed += 1) {
  for (const [index, original] of originals.entries()) {
    const name = `${String(seed)} of notice ${String(index + 1)}`;
    const verdict = judge(original, seed * 100 + index);
    for (const { planted, isRight, found } of verdict.edits) {
      const count = counts.get(planted.name) ?? { right: 0, all: 0 };
      counts.set(planted.name, { right: count.right + Number(isRight), all: count.all + 1 });
      if (!isRight) console.log(`${name}: ${planted.name} ${planted.was}>${planted.reads} gives ${found.join(', ')}`);
    }
    unexplained.push(...verdict.unexplained.map((what) => `${name}: ${what}`));
  }
}
for (const what of unexplained) console.log(`not planted  ${what}`);
for (const [name, { right, all }] of [...counts].sort()) console.log(`${name.padEnd(30)} ${right} of ${all}`);
const sums = [...counts.values()];
const right = sums.reduce((sum, count) => sum + count.right, 0);
const all = sums.reduce((sum, count) => sum + count.all, 0);
const variants = (to - from + 1) * originals.length;
console.log(
  `${variants} variants: ${right} of ${all} edits right, ${unexplained.length} differences that were not planted`,
);
