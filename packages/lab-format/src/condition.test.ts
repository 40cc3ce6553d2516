import { expect, test } from 'vitest';
import { conditionSchema } from './condition.ts';

function mistakes(written: unknown): string[] {
  const { error } = conditionSchema.safeParse(written);
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

test.each([
  ['image', 'a', { name: 'a', state: 'present' }],
  ['container', 'a', { name: 'a' }],
  ['file', 'a', { path: 'a', state: 'present' }],
  ['dockerfile', 'b', { path: 'b' }],
  ['dockerfile', {}, { path: 'Dockerfile' }],
  ['cache', 'a', { image: 'a' }],
  ['volume', 'a', { name: 'a', state: 'present' }],
  ['network', 'a', { name: 'a', state: 'present' }],
  ['port', 80, { port: 80, path: '/' }],
  ['hub', 'a:v2', { repository: 'a', tag: 'v2' }],
  ['hub', 'host:5000/a', { repository: 'host:5000/a', tag: 'latest' }],
])('%s: %j is short for the whole', (kind, written, whole) => {
  expect(conditionSchema.parse({ [kind]: written })).toEqual({ [kind]: whole });
});

test('one is a list of one, names of values are values that may be anything', () => {
  const written = { file: { path: 'a', contains: 'b' }, image: { name: 'c', labels: ['d'] } };
  expect(conditionSchema.parse(written)).toMatchObject({
    file: { contains: ['b'] },
    image: { labels: { d: null } },
  });
  expect(conditionSchema.parse([{ image: 'a' }])).toMatchObject({
    all: [{ image: { name: 'a' } }],
  });
});

test('own words are for every language, or for each', () => {
  const own = { en: 'Write a.', ja: 'a を書いてください。' };
  expect(conditionSchema.parse({ file: 'a', otherwise: own })).toMatchObject({ otherwise: own });
  expect(conditionSchema.parse({ file: 'a', otherwise: 'Write.' })).toMatchObject({
    otherwise: { en: 'Write.', ja: 'Write.' },
  });
  expect(mistakes({ file: 'a', otherwise: { en: 'Write.' } })).toEqual([
    'otherwise.ja: Invalid input: expected string, received undefined',
  ]);
  expect(mistakes({ file: 'a', otherwise: 5 })).toHaveLength(1);
});

test('a mistake is told where it is', () => {
  expect(mistakes({ image: { nmae: 'a' } })).toEqual([
    'image.name: This has to be text: put it into quotes.',
    'image: Unrecognized key: "nmae"',
  ]);
  expect(mistakes({ all: [{ file: 'a' }, { imge: 'a' }] })[0]).toMatch(
    /^all\.1: Unrecognized key: "imge"/,
  );
  expect(mistakes({ hub: { repository: 'a', tag: 1.1 } })).toEqual([
    'hub.tag: This has to be text: put it into quotes.',
  ]);
  expect(mistakes({ file: { path: 'a', contains: '/(/' } })[0]).toMatch(
    /^file\.contains\.0: This regular expression cannot be read/,
  );
  expect(mistakes({})).toEqual([
    ': It asks for nothing: name an image, a file, a container or the like.',
  ]);
  expect(mistakes('image')).toHaveLength(1);
  expect(mistakes({ all: [] })).toHaveLength(1);
});

test('however deep it stands, it is refused in time', () => {
  let deep: unknown = { file: 'a' };
  for (let level = 0; level < 20_000; level += 1) deep = { not: deep };
  expect(mistakes(deep)).toEqual([': all, any and not stand too deep in each other.']);
});
