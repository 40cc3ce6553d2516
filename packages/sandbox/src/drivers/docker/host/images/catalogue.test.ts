import { expect, test } from 'vitest';
import { parseCatalogue, readCatalogue, withTag } from './catalogue.ts';

const image = (name: string, on = 'debian-base', more = ''): string =>
  `  - name: ${name}\n    description: x\n    pull: ${name}\n    standIn: { build: x, on: "${on}", differs: y${more} }\n`;

test('the catalogue of this checkout has every image that labs may build on', async () => {
  const names = (await readCatalogue()).map(({ name }) => name);
  expect(names.sort()).toEqual([
    'alpine',
    'busybox',
    'debian:trixie-slim',
    'hello-world',
    'nginx:alpine',
    'node:20-slim',
    'python:3.13-slim',
    'python:3.6.1-alpine',
    'python:3.8-alpine',
    'redis:8-alpine',
    'redis:alpine',
    'ubuntu',
  ]);
});

test('additions are none unless they are named', () => {
  const [plain, trusting] = parseCatalogue(
    `images:\n${image('a')}${image('b', 'a', ', adds: [trust]')}`,
    'c.yaml',
  );
  expect(plain?.standIn.adds).toEqual([]);
  expect(trusting?.standIn.adds).toEqual(['trust']);
});

test.each([
  ['an empty file', '', 'expected object'],
  ['an unknown key', `images:\n${image('a')}    colour: red\n`, 'colour'],
  ['an unknown addition', `images:\n${image('a', 'debian-base', ', adds: [yarn]')}`, 'adds'],
  ['a name twice', `images:\n${image('a')}${image('a')}`, 'a is there twice'],
  [
    'a parent further down',
    `images:\n${image('a', 'b')}${image('b')}`,
    'b is not an image above this one',
  ],
  ['a registry in the name', `images:\n${image('ghcr.io/a/b')}`, 'name'],
])('%s is refused, with the file and the reason', (_title, text, reason) => {
  const parsed = (): unknown => parseCatalogue(text, 'c.yaml');
  expect(parsed).toThrow('c.yaml');
  expect(parsed).toThrow(reason);
});

test('a name without a tag means latest', () => {
  expect(withTag('alpine')).toBe('alpine:latest');
  expect(withTag('nginx:alpine')).toBe('nginx:alpine');
});
