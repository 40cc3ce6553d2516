import { stripVTControlCharacters } from 'node:util';
import { HostError } from '@drydock/sandbox/docker/host';
import { expect, test } from 'vitest';
import { explain } from './explain.ts';
import { StoppedError } from './stop-signals.ts';

const plain = stripVTControlCharacters;

test('an error of the host: what happened, what to do, the code', () => {
  const error = new HostError({
    code: 'NO_SPACE',
    message: 'The disk is full.',
    hint: 'Free some.',
  });
  expect(plain(explain(error, {}))).toBe('\nThe disk is full.\nWhat to do: Free some.\nNO_SPACE\n');
});

test('being stopped is no failure', () => {
  expect(explain(new StoppedError('stopped by SIGINT'))).toBe('\nstopped by SIGINT\n');
});

test('what was not foreseen is one sentence, and how to see more', () => {
  const error = new TypeError('spawn umount\n  ENOENT');
  const [empty, sentence, advice, ...rest] = plain(explain(error, {})).split('\n');
  expect([empty, sentence, rest]).toEqual(['', 'Drydock failed: spawn umount ENOENT', ['']]);
  expect(advice).toContain('DEBUG=drydock');
  expect(plain(explain('thrown text', {}))).toContain('Drydock failed: thrown text\n');
});

test.each([{ DEBUG: 'drydock' }, { LOG_LEVEL: 'debug' }])(
  'with %j it comes with its place',
  (environment) => {
    const error = new Error('outer', { cause: new TypeError('inner') });
    const text = explain(error, environment);
    expect(text).toMatch(
      /explain\.test\.ts[\s\S]*caused by TypeError: inner[\s\S]*explain\.test\.ts/,
    );
    expect(text).not.toContain('DEBUG=drydock');
  },
);
