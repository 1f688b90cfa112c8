import { expect, test } from 'vitest';
import { uncountedEffects } from '../../src/graph/uncounted.js';
import { drawingOf, graphDot, pictureWords } from '../../src/report/graph-dot.js';
import { graphSvg } from '../../src/report/graph-svg.js';
import { graphXml } from '../../src/report/graphml.js';
import { checkedPicture } from '../../src/report/site/picture.js';
import { graphOf, id } from '../graph/notation.js';
import { elementsOf, textOf } from './page.js';

const graph = graphOf(
  'A 2020-01-01; B 2021-01-01; C 2022-01-01; D 2023-01-01; L cited; B repeals A; D repeals C; B rests-on L; D rests-on L',
);

test('a graph with room for all of it is drawn whole', () => {
  const { works, edges, leftOut } = drawingOf(graph, 5);
  expect([works.size, edges.length, leftOut]).toEqual([5, 4, { works: 0, edges: 0 }]);
});

test('where there is no room the newest acts are drawn, and what is left out is counted', () => {
  const { works, edges, leftOut } = drawingOf(graph, 3);
  expect([...works].toSorted()).toEqual([id('C'), id('D'), id('L')]);
  expect(edges.map(({ from, to, kind }) => [from, kind, to])).toEqual([
    [id('D'), 'repeals', id('C')],
    [id('D'), 'based-on', id('L')],
  ]);
  expect(leftOut).toEqual({ works: 2, edges: 2 });
  expect(graphDot(graph, [], { most: 3 })).not.toContain(id('A'));
});

test('a work is linked where it has a page', () => {
  const dot = graphDot(graph, [], { hrefOf: (work) => (work === id('A') ? 'documents/a.html' : null) });
  expect(dot.match(/URL="[^"]*"/g)).toEqual(['URL="documents/a.html"']);
});

/** B repeals A twice, and a person rejected one of the two; of D only a 解读 says that it repeals C. */
const doubted = graphOf(
  'A 2020-01-01; B 2021-01-01; C 2022-01-01; D 2023-01-01; B repeals A; B repeals A on 2021-05-01; D repeals C reported',
);
const [first] = doubted.effects.filter(({ effect }) => effect.type === 'repeals');
const uncounted = uncountedEffects(doubted, { accepted: new Set(), rejected: new Set([first!.effect.id]) });

test('what a person rejected is a line of its own, and says so', () => {
  const dot = graphDot(doubted, [], { uncounted });
  expect(dot.match(/-> .*label="[^"]*"/g)).toEqual([
    `-> "${id('A')}" [label="废止"`,
    `-> "${id('A')}" [label="废止 (已拒绝)"`,
    `-> "${id('C')}" [label="废止 (转述)"`,
  ]);
  const edges = [...graphXml(doubted, [], uncounted).matchAll(/<edge[^]*?<\/edge>/g)].map(([edge]) => edge);
  expect(edges.map((edge) => /notCounted">(.*?)</.exec(edge)?.[1])).toEqual([undefined, 'rejected', undefined]);
});

test('the words of a picture are of one language, those of a page of both, and titles are as they are', async () => {
  const english = graphDot(doubted, [], { uncounted, language: 'en' });
  expect(english).not.toMatch(/废止|未知/);
  expect(english.match(/label="repeals[^"]*"/g)).toEqual([
    'label="repeals"',
    'label="repeals (rejected)"',
    'label="repeals (reported)"',
  ]);
  const picture = checkedPicture(await graphSvg(english), pictureWords())!.toString();
  const texts = elementsOf(picture).filter(({ tagName }) => tagName === 'text');
  const shown = (language: 'zh' | 'en'): string[] => texts.map((text) => textOf(text, language)).filter(Boolean);
  expect(shown('zh')).toEqual(expect.arrayContaining(['废止', '废止 (已拒绝)', '废止 (转述)', '? 未知']));
  expect(shown('zh').join(' ')).not.toMatch(/repeals|unknown/);
  expect(shown('en').join(' ')).not.toMatch(/废止|未知/);
  expect(shown('en')).toHaveLength(shown('zh').length);
});
