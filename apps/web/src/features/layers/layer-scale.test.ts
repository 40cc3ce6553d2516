import { expect, test } from 'vitest';
import { isMatch, nameOf, oneLine } from './image-names.ts';
import { heightOf, LEAST_HEIGHT } from './layer-scale.ts';
import { imageOf } from './layers.fixture.ts';

test('heights are to scale where there is room for a line of text', () => {
  const [large, half] = [heightOf(80e6, 80e6, 'size'), heightOf(40e6, 80e6, 'size')];
  expect(large / half).toBeCloseTo(2);
  expect(heightOf(1, 80e6, 'size')).toBe(LEAST_HEIGHT);
  expect(heightOf(0, 0, 'size')).toBe(LEAST_HEIGHT);
});

test('the other scale tells small layers apart beside large ones', () => {
  const heights = [20e3, 2e6, 80e6].map((size) => heightOf(size, 80e6, 'log'));
  expect(heights).toEqual([...new Set(heights)].sort((a, b) => a - b));
  expect(heights[0]).toBeGreaterThanOrEqual(LEAST_HEIGHT);
});

test('an image is found by its tags, its id and its instructions, all words of them', () => {
  const image = imageOf('flask-hello:1.0', 'pip 1/-CMD ["python", "app.py"]');
  for (const search of ['', 'FLASK', 'hello app.py', image.id]) {
    expect(isMatch(image, search)).toBe(true);
  }
  expect(isMatch(image, 'flask nginx')).toBe(false);
});

test('an image without a tag is called by its id, as docker shows it', () => {
  expect(nameOf({ tags: [], id: `sha256:${'ab'.repeat(32)}` })).toBe('abababababab');
  expect(nameOf({ tags: ['b:1', 'a:1'], id: '' })).toBe('b:1');
});

test('an instruction of several lines is one', () => {
  expect(oneLine('RUN apk add \\\n      git  \\\n   curl')).toBe('RUN apk add git curl');
});
