import { expect, test } from 'vitest';
import { questionIn, waitsInside } from './questions.ts';

const account = { username: 'learner-1', password: 'secret' };

test.each([
  [
    'WARNING! This will remove:\n  - all stopped containers\n\nAre you sure you want to continue? [y/N] ',
    'y\r',
  ],
  ['Username: ', 'learner-1\r'],
  ['Username (learner-1): ', 'learner-1\r'],
  ['Login with your Docker ID\r\nPassword: ', 'secret\r'],
])('asks: %j', (text, keys) => {
  expect(questionIn(text, account)).toMatchObject({ keys });
});

test.each(['Password: \r\nLogin Succeeded', 'Proceed [y/N] y\r\n', 'the username: is here\n', ''])(
  'asks nothing: %j',
  (text) => {
    expect(questionIn(text, account)).toBeUndefined();
  },
);

test('a password is not in the report', () => {
  expect(JSON.stringify(questionIn('Password: ', account)?.words)).not.toContain('secret');
});

test.each([
  '/ # ',
  'root@0b2ba61df37f:/# ',
  '> ',
  '>>> ',
  '127.0.0.1:6379> ',
  'x\r\n/app $ ',
  'mysql> ',
])('a prompt inside: %j', (text) => {
  expect(waitsInside(text)).toBe(true);
});

test.each(['Listening on 3000\r\n', '100% ', 'a => ', '', '#7 ', 'Sending build context '])(
  'no prompt: %j',
  (text) => {
    expect(waitsInside(text)).toBe(false);
  },
);
