import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readWantedNames } from './wanted-names.ts';

const catalogue = [{ name: 'alpine' }, { name: 'redis:alpine' }];
const read = (...names: string[]) => readWantedNames(names, catalogue);

test('what the catalogue has is passed over, under whatever name', () => {
  const nothing = { images: [], missed: [] };
  expect(read('alpine', 'alpine:latest', 'docker.io/library/redis:alpine')).toEqual(nothing);
});

test('each image is wanted once, by the name that Docker Hub knows', () => {
  expect(read('redis:3', 'mysql', 'acme/tool:1', 'docker.io/library/redis:3').images).toEqual([
    { name: 'acme/tool:1', pull: 'acme/tool:1' },
    { name: 'mysql:latest', pull: 'library/mysql:latest' },
    { name: 'redis:3', pull: 'library/redis:3' },
  ]);
});

test.each([
  ['ghcr.io/acme/tool:1', 'another registry'],
  ['localhost:5000/tool', 'another registry'],
  [`redis@sha256:${'0'.repeat(64)}`, 'a digest'],
  ['Upper/case:1', 'no such names'],
  ['a/b/c:1', 'no such names'],
  ['a..b', 'no such names'],
  ['-v', 'no such names'],
  ['', 'no such names'],
  ['redis:', 'no such names'],
  [`redis:${'1'.repeat(129)}`, 'no such names'],
  ['a'.repeat(256), 'no such names'],
])('%s is told, and never asked for', (name, reason) => {
  const { images, missed } = read(name);
  expect(images).toEqual([]);
  expect(missed).toEqual([{ name, reason: expect.stringContaining(reason) }]);
});

test('whatever a lab writes, it is a plain name of Docker Hub or is told', () => {
  const part = fc.constantFrom('a', 'B', '.', ':', '/', '@', '-', '_', '1', '..', '?', ' ', 'é');
  const anyName = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(anyName, (name) => {
      const { images, missed } = read(name);
      expect(images.length + missed.length).toBe(1);
      for (const { pull } of images) expect(pull).toMatch(/^[a-z0-9._-]+\/[a-z0-9._-]+:[\w.-]+$/);
    }),
  );
  const started = performance.now();
  read(`${'a-'.repeat(50_000)}!`, `${'a'.repeat(50_000)}/${'__a'.repeat(50_000)}`);
  expect(performance.now() - started).toBeLessThan(1000);
});
