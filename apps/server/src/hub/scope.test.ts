import { expect, test } from 'vitest';
import { grant } from './scope.ts';

const own = { type: 'repository', name: 'alice/web', actions: ['pull', 'push'] };

test('an account reads and writes its own names', () => {
  expect(grant(['repository:alice/web:pull,push'], 'alice')).toEqual([own]);
  expect(grant(['repository:alice/a/b:push'], 'alice')).toEqual([
    { type: 'repository', name: 'alice/a/b', actions: ['push'] },
  ]);
});

test('everyone reads the base images, and nobody writes them', () => {
  const library = { type: 'repository', name: 'library/python', actions: ['pull'] };
  expect(grant(['repository:library/python:pull'], null)).toEqual([library]);
  expect(grant(['repository:library/python:pull,push'], 'alice')).toEqual([library]);
});

test.each([
  ['another account', 'repository:bob/web:pull,push'],
  ['a name that only begins alike', 'repository:alice2/web:pull'],
  ['the account itself', 'repository:alice:push'],
  ['the catalogue', 'registry:catalog:*'],
  ['deletion', 'repository:alice/web:delete'],
  ['everything', 'repository:alice/web:*'],
  ['no scope at all', 'alice/web'],
  ['nothing', ''],
])('refuses %s', (_what, scope) => {
  expect(grant([scope], 'alice')).toEqual([]);
});

test('an anonymous pull gets nothing of an account', () => {
  expect(grant(['repository:alice/web:pull'], null)).toEqual([]);
});

test('several scopes come as several, or in one with spaces', () => {
  const library = { type: 'repository', name: 'library/alpine', actions: ['pull'] };
  const asked = ['repository:alice/web:pull,push', 'repository:library/alpine:pull'];
  expect(grant(asked, 'alice')).toEqual([own, library]);
  expect(grant([asked.join(' ')], 'alice')).toEqual([own, library]);
});
