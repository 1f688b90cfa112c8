import { expect, test } from 'vitest';
import { drawingOf, graphDot } from '../../src/report/graph-dot.js';
import { graphOf, id } from '../graph/notation.js';

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
