import { expect, test } from 'vitest';
import { familiar, isMatch, nameOf, oneLine } from './image-names.ts';
import { fitDrawing, heightOf, LEAST_HEIGHT } from './layer-scale.ts';
import { imageOf } from './layers.fixture.ts';

test('heights are to scale where there is room for a line of text', () => {
  const drawing = { scale: 'size', largest: 80e6, tallest: 230 } as const;
  expect(heightOf(80e6, drawing) / heightOf(40e6, drawing)).toBeCloseTo(2);
  expect(heightOf(1, drawing)).toBe(LEAST_HEIGHT);
  expect(heightOf(0, { ...drawing, largest: 0 })).toBe(LEAST_HEIGHT);
});

test('the other scale tells small layers apart beside large ones', () => {
  const drawing = { scale: 'log', largest: 80e6, tallest: 120 } as const;
  const heights = [20e3, 2e6, 80e6].map((size) => heightOf(size, drawing));
  expect(heights).toEqual([...new Set(heights)].sort((a, b) => a - b));
  expect(heights[0]).toBeGreaterThanOrEqual(LEAST_HEIGHT);
});

test('the highest tower is drawn as high as there is room, within what reads well', () => {
  const towers = [
    { sizes: [80e6, 40e6, 10], above: 60 },
    { sizes: [80e6], above: 30 },
  ];
  const drawn = (room: number) => fitDrawing(towers, { scale: 'size', room });
  const high = (room: number) =>
    [80e6, 40e6, 10].reduce((sum, size) => sum + heightOf(size, drawn(room)) + 3, 60);
  expect(high(400)).toBeLessThanOrEqual(400);
  expect(high(400)).toBeGreaterThan(395);
  expect(drawn(0).tallest).toBe(drawn(100).tallest);
  expect(drawn(5_000).tallest).toBe(drawn(9_000).tallest);
  expect(fitDrawing([], { scale: 'log', room: 300 }).largest).toBe(0);
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

test('references are written as in a Dockerfile', () => {
  const digest = `sha256:${'0f'.repeat(32)}`;
  expect(familiar(`FROM docker.io/library/python:3.8-alpine@${digest} AS x`)).toBe(
    'FROM python:3.8-alpine AS x',
  );
  const sum = '0123456789abcdef'.repeat(4);
  expect(familiar(`COPY dir:${sum} in /usr`)).toBe('COPY dir:0123456789ab… in /usr');
  expect(familiar('docker.io/learner-1/app:1 quay.io/a/b')).toBe('learner-1/app:1 quay.io/a/b');
});

test('an instruction of several lines is one', () => {
  expect(oneLine('RUN apk add \\\n      git  \\\n   curl')).toBe('RUN apk add git curl');
});
