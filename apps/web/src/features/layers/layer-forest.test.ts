import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  colourRuns,
  columnsOf,
  growForest,
  type LayerNode,
  topsOf,
  weigh,
} from './layer-forest.ts';
import { containerOf, imageOf } from './layers.fixture.ts';

const base = imageOf('python:3.8-alpine', 'os 100/py 50', { own: false });
const flask = imageOf('flask-hello:1.0', 'os 100/py 50/pip 12/-CMD x/app 1');
const bye = imageOf('flask-bye:1.0', 'os 100/py 50/pip 12/bye 1');
const alone = imageOf('scratch:1', 'tool 7');

test('what images share is one node, and they part above it', () => {
  const { roots } = growForest([bye, flask, base, alone]);
  expect(roots.map(drawn)).toEqual([
    'os>py(python:3.8-alpine)>pip>[bye(flask-bye:1.0) app(flask-hello:1.0)]',
    'tool(scratch:1)',
  ]);
  expect(roots.map(columnsOf)).toEqual([2, 1]);
});

test('an image that others stand on gets a column once a container stands on it', () => {
  const used = { ...base, containers: [containerOf('shell')] };
  const [root] = growForest([flask, used]).roots;
  const python = root?.children[0];
  expect(python && topsOf(python)).toEqual([used]);
  expect(root && columnsOf(root)).toBe(2);
});

test('two images with the same files have a column each, on the same layer', () => {
  const [root] = growForest([imageOf('a:1', 'x 1/-CMD a'), imageOf('a:2', 'x 1/-CMD b')]).roots;
  expect(root && topsOf(root).map(({ tags }) => tags[0])).toEqual(['a:1', 'a:2']);
});

test('an image without files stands on nothing', () => {
  const bare = imageOf('empty:1', '-CMD x');
  expect(growForest([bare])).toEqual({ roots: [], bare: [bare] });
});

test('each run of layers that the same images share has a colour, and what one has alone has none', () => {
  const other = imageOf('other:1', 'os 100/go 9');
  const colours = colourRuns(growForest([bye, flask, other]).roots);
  expect(Object.fromEntries(colours)).toEqual({
    os: 0,
    py: 1,
    pip: 1,
    bye: null,
    app: null,
    go: null,
  });
});

test('together they take what they share once', () => {
  expect(weigh([bye, flask, base])).toEqual({ alone: 476_000, together: 164_000 });
});

test('no layer is lost, whatever the images', () => {
  const chain = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.array(chain, { maxLength: 8 }), (stacks) => {
      // A chain's id names all that is below it, as the engine's does.
      const images = stacks.map((stack, index) =>
        imageOf(`i${index}`, stack.map((_, end) => stack.slice(0, end + 1).join('')).join('/')),
      );
      const { roots } = growForest(images);
      const all = roots.flatMap(nodesOf);
      const ids = new Set(images.flatMap(({ layers }) => layers.map(({ chainId }) => chainId)));
      expect(new Set(all.map(({ chainId }) => chainId))).toEqual(ids);
      expect(all).toHaveLength(ids.size);
      expect(all.flatMap(({ ends }) => ends)).toHaveLength(images.length);
      const { alone: apart, together } = weigh(images);
      expect(together).toBeLessThanOrEqual(apart);
    }),
  );
});

function nodesOf(node: LayerNode): LayerNode[] {
  return [node, ...node.children.flatMap(nodesOf)];
}

function drawn(node: LayerNode): string {
  const ends = node.ends.map(({ tags }) => `(${tags[0]})`).join('');
  const above = node.children.map(drawn);
  const rest =
    above.length > 1 ? `>[${above.join(' ')}]` : above.length === 1 ? `>${above[0]}` : '';
  return `${node.chainId}${ends}${rest}`;
}
